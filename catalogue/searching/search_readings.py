"""The characters of the index with their readings, and with the traditional forms that a reader may type.

Of Chinese characters, the 3,755 common ones stand in the order of their pinyin in GB 2312, which every browser can
list. So a character is written as the distance from the one before it, and a reading once before all that have it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .search_pinyin import Words, is_han, toneless, units

ITSELF = "^"
CLOSE, FAR = 0x20, 0x100  # a distance is a sign from here on: up to 61 one of a byte, else one of two
TONE_SIGNS = "`{|}~"
TONES = "\u0304\u0301\u030c\u0300"
COMMON = bytes(byte for row in range(0xB0, 0xD8) for place in range(0xA1, 0xFF) for byte in (row, place))[: 2 * 3755]
_PLACES = {char: place for place, char in enumerate(COMMON.decode("gb2312"))}


@dataclass(frozen=True)
class Readings:
    """`usual` holds the usual reading of each character of names, with its tone, `known` that of all, those of
    aliases without tone; `further` are other readings."""

    usual: Mapping[str, str]
    known: Mapping[str, str]
    further: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, names: Iterable[tuple[str, Words]], extra: Mapping[str, str], in_aliases: Iterable[str]) -> Readings:
        """The readings that names give their characters, and `extra` ones of the characters of aliases."""
        usual, further = _by_use(names)
        known = dict(usual)
        wanted = set(in_aliases)
        for char in sorted(wanted & extra.keys()):
            for syllable in extra[char].split():
                if char in known:
                    further.append((char, syllable))
                else:
                    known[char] = syllable
        if missing := sorted(char for char in wanted - known.keys() if is_han(char)):
            raise ValueError(f"no reading is given for {' '.join(missing)}")
        return cls(usual, known, tuple(further))

    @property
    def chars(self) -> list[str]:
        """In the order of the index: the common ones in that of GB 2312, then the others."""
        return sorted(self.known, key=lambda char: (_PLACES.get(char, len(_PLACES)), toneless(self.known[char]), char))

    def written(self, traditional: Mapping[str, str]) -> str:
        forms: dict[str, str] = {}
        for form, char in sorted(traditional.items()):
            forms[char] = forms.get(char, "") + form
        text, syllable, tone, before = "", "", 0, -1
        for char in self.chars:
            sound, own = toneless(self.known[char]), self._tone(char)
            if sound != syllable or own not in (None, tone):
                text += (sound if sound != syllable else "") + TONE_SIGNS[own or 0]
                syllable, tone = sound, own or 0
            if char in _PLACES:
                distance = _PLACES[char] - before
                text += chr((CLOSE if CLOSE + distance < ord(ITSELF) else FAR) + distance)
                before = _PLACES[char]
            else:
                text += ITSELF + char
            text += forms.get(char, "")
        return text

    def others(self) -> str:
        """The further readings, without tones, each before its characters: those that have one are searched by it."""
        groups: dict[str, str] = {}
        for char, syllable in self.further:
            sound = toneless(syllable)
            groups[sound] = groups.get(sound, "") + char
        return "".join(syllable + chars for syllable, chars in sorted(groups.items()))

    def _tone(self, char: str) -> int | None:
        """1 to 4, 0 for none; any will do for a character that stands only in aliases, which are never shown spoken."""
        if char not in self.usual:
            return None
        marks = [mark for mark in unicodedata.normalize("NFD", self.usual[char]) if mark in TONES]
        return TONES.index(marks[0]) + 1 if marks else 0


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
