"""The characters of the index with their readings, and with the traditional forms that a reader may type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .search_pinyin import Words, is_han, toneless, units

TRADITIONAL = "^"


@dataclass(frozen=True)
class Readings:
    """`groups` holds characters by their usual reading, `others` by a further one."""

    usual: Mapping[str, str]
    groups: Mapping[str, str]
    others: Mapping[str, str]

    @classmethod
    def of(cls, names: Iterable[tuple[str, Words]], extra: Mapping[str, str], in_aliases: Iterable[str]) -> Readings:
        """The readings that names give their characters, and `extra` ones of the characters of aliases."""
        usual, further = _by_use(names)
        groups: dict[str, str] = {}
        for char, syllable in sorted(usual.items(), key=lambda item: (toneless(item[1]), item[1], item[0])):
            groups[syllable] = groups.get(syllable, "") + char
        others: dict[str, str] = {}
        for char, syllable in further:
            others[syllable] = others.get(syllable, "") + char
        wanted = set(in_aliases)
        for char in sorted(wanted & extra.keys()):
            for syllable in extra[char].split():
                _add(char, syllable, others if char in usual else groups)
        known = {*usual, *"".join(groups.values())}
        if missing := sorted(char for char in wanted - known if is_han(char)):
            raise ValueError(f"no reading is given for {' '.join(missing)}")
        return cls(usual, groups, others)

    @property
    def chars(self) -> list[str]:
        return list(dict.fromkeys("".join(self.groups.values())))

    def written(self, traditional: Mapping[str, str]) -> str:
        forms: dict[str, str] = {}
        for form, char in sorted(traditional.items()):
            forms[char] = forms.get(char, "") + TRADITIONAL + form
        usual = (
            syllable + "".join(char + forms.get(char, "") for char in chars) for syllable, chars in self.groups.items()
        )
        return "".join(usual) + "".join(syllable + chars for syllable, chars in self.others.items())


def _by_use(names: Iterable[tuple[str, Words]]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The usual reading of each character, and the others."""
    seen = Counter(
        (char, syllable)
        for zh, words in names
        for char, syllable in zip(units(zh), (syllable for word in words for syllable in word), strict=True)
        if is_han(char)
    )
    usual: dict[str, str] = {}
    further = []
    for (char, syllable), _ in sorted(seen.items(), key=lambda item: (-item[1], item[0])):
        if usual.setdefault(char, syllable) != syllable:
            further.append((char, syllable))
    return usual, further


def _add(char: str, syllable: str, groups: dict[str, str]) -> None:
    """Characters of aliases are searched, never shown: any tone will do."""
    spoken = next((known for known in groups if toneless(known) == syllable), syllable)
    groups[spoken] = groups.get(spoken, "") + char
