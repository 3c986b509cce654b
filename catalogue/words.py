"""Interface strings: `data/words/{language}.yaml`, nested mappings of texts with `{placeholders}`.

A text that counts has two forms, `one` and `other`; a language without plurals writes `other` alone.
A missing key, form or value is a problem of the file, never an empty string.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from .fields import LENGTH_LIMIT
from .frozen import Frozen
from .problems import DataProblems, Position, Problem, one_line
from .reader.repairs import nearest
from .reader.yaml_reader import Mapping as MappingNode
from .reader.yaml_reader import Node, Scalar, read_yaml

_FORMS = {"one", "other"}
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@lru_cache(1 << 10)
def _format(text: str) -> str:
    """`{rank} of {size}` → `%(rank)s of %(size)s`, into which Python puts values in the least time."""
    return _PLACEHOLDER.sub(r"%(\1)s", text.replace("%", "%%"))


class Word(Frozen):
    """One string in its plural forms."""

    forms: Mapping[str, str]
    position: Position

    @property
    def placeholders(self) -> frozenset[str]:
        return frozenset(name for text in self.forms.values() for name in _PLACEHOLDER.findall(text))


class Words(Frozen):
    """The strings of one language, by dotted key."""

    file: str
    table: Mapping[str, Word]
    groups: Mapping[str, Position]  # of the keys that have keys below them
    broken: frozenset[str] = frozenset()  # keys whose value has been reported

    def say(self, key: str, **values: object) -> str:
        """The string with its values; `n`, if given, chooses the plural form. DataProblems if that can't be."""
        return self.filled(key, values)

    def filled(self, key: str, values: Mapping[str, object]) -> str:
        """The same with a mapping of values, which need not be copied."""
        word = self.table.get(key)
        if word is None:
            place = self.groups.get(key.rpartition(".")[0], Position(self.file))
            raise DataProblems([Problem(place, f"The words lack `{key}`, which a page says.", "Write it.")])
        text = word.forms["one"] if values.get("n") == 1 and "one" in word.forms else word.forms["other"]
        if "{" not in text:
            return text
        try:
            return _format(text) % values
        except KeyError as unknown:
            said = f"`{key}` uses {{{unknown.args[0]}}}, which has no value there."
            known = ", ".join(f"{{{name}}}" for name in values) or "no placeholder"
            raise DataProblems([Problem(word.position, said, f"Write {known}.")]) from None

    @property
    def tag(self) -> str:
        """The language's BCP 47 tag, as HTML wants it."""
        return self.say("language.tag")


def read_words(raw: bytes, file: str, problems: list[Problem]) -> Words | None:
    """One language's strings; problems of form are added to the list."""
    root, found = read_yaml(raw, file)
    problems.extend(found)
    if root is None:
        return None
    if not isinstance(root, MappingNode):
        problems.append(Problem(root.position, "The file should be a mapping with keys.", "Write `nav: {…}`."))
        return None
    reader = _Reader(problems)
    table = dict(reader.flat(root, ""))
    return Words(file, table, reader.groups, frozenset(reader.broken))


class _Reader:
    """Flattens nested mappings to dotted keys."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.groups: dict[str, Position] = {}
        self.broken: set[str] = set()

    def _refuse(self, node: Node, key: str, message: str, hint: str) -> None:
        self.broken.add(key)
        self.problems.append(Problem(node.position, message, hint))

    def flat(self, node: Node, prefix: str) -> Iterator[tuple[str, Word]]:
        if isinstance(node, Scalar):
            if node.text.strip() and len(node.text) <= LENGTH_LIMIT:
                yield prefix, Word({"other": node.text}, node.position)
            elif node.text.strip():
                self._refuse(node, prefix, f"The text of `{prefix}` has {len(node.text):,} characters.", "Shorten it.")
            else:
                self._refuse(
                    node, prefix, f"The text of `{prefix}` is empty.", "Write it; text that begins with { needs quotes."
                )
        elif not isinstance(node, MappingNode):
            hint = "Write a text; one that begins with a bracket needs quotes."
            self._refuse(node, prefix, f"`{prefix}` is a list.", hint)
        elif node.entries and {key.text for key, _ in node.entries} <= _FORMS:
            texts = {key.text: value.text for key, value in node.entries if isinstance(value, Scalar)}
            if "other" in texts and all(map(str.strip, texts.values())) and len(texts) == len(node.entries):
                yield prefix, Word(texts, node.position)
            else:
                self._refuse(
                    node, prefix, f"`{prefix}` needs a text for each of its forms.", "Write {one: …, other: …}."
                )
        else:
            self.groups[prefix] = node.position
            for key, value in node.entries:
                yield from self.flat(value, f"{prefix}.{key.text}" if prefix else key.text)


def parity(words: Mapping[str, Words]) -> Iterator[Problem]:
    """What one language says and another does not: keys and placeholders. The first is held against each other one."""
    first, *others = words.values() if words else [Words("", {}, {})]
    yield from _stray_braces(first.table.values())
    for other in others:
        yield from _stray_braces(other.table.values())
        mistyped = _mistyped(other, first)
        for key, meant in mistyped.items():
            yield Problem(
                other.table[key].position,
                f"There is no `{key}` in {first.file}, and `{meant}` is missing here.",
                f"Write the key `{meant.rpartition('.')[2]}`.",
            )
        yield from _lacking(other, first, set(mistyped.values()))
        yield from _lacking(first, other, set(mistyped))
        yield from _other_placeholders(other, first)


def _mistyped(mine: Words, theirs: Words) -> dict[str, str]:
    """Keys that only this language has, with the one that it lacks and that they are like."""
    missing = [key for key in theirs.table if key not in mine.table]
    found: dict[str, str] = {}
    for key in [key for key in mine.table if key not in theirs.table]:
        siblings = [one for one in missing if one.rpartition(".")[0] == key.rpartition(".")[0]]
        for meant in nearest(key, siblings):
            found[key] = meant
            missing.remove(meant)
    return found


def _lacking(mine: Words, theirs: Words, known: set[str]) -> Iterator[Problem]:
    """Keys that the other language has, reported at the group that lacks them; a whole group is one problem."""
    reported = set(known)
    for key, word in theirs.table.items():
        if key in mine.table or any(
            f"{key}.".startswith(f"{one}.") or one.startswith(f"{key}.") for one in mine.broken
        ):
            continue
        parts = key.split(".")
        prefixes = [".".join(parts[:n]) for n in range(1, len(parts) + 1)]
        lost = next((prefix for prefix in prefixes if prefix not in mine.groups), key)
        if lost not in reported:
            said = f"`{lost}`" if lost == key else f"`{lost}` and all that is below it"
            example = f" says “{one_line(word.forms['other'])}”" if lost == key else " has it"
            yield Problem(
                mine.groups.get(lost.rpartition(".")[0], Position(mine.file)),
                f"The words lack {said}.",
                f"Write it; {theirs.file}:{word.position.line}{example}.",
            )
        reported.add(lost)


def _other_placeholders(mine: Words, source: Words) -> Iterator[Problem]:
    for key, word in mine.table.items():
        theirs = source.table.get(key)
        if not theirs or word.placeholders == theirs.placeholders:
            continue
        said, expected = (
            ", ".join(f"{{{name}}}" for name in sorted(one.placeholders)) or "none" for one in (word, theirs)
        )
        yield Problem(
            word.position,
            f"The placeholders of `{key}` are {said}, but in {source.file}:{theirs.position.line} {expected}.",
            "Use the same placeholders in every language.",
        )


def _stray_braces(words: Iterable[Word]) -> Iterator[Problem]:
    for word in words:
        for text in word.forms.values():
            if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
                yield Problem(
                    word.position,
                    f"“{one_line(text)}” has a brace that belongs to no placeholder.",
                    "Write placeholders as {name}, in lower-case letters.",
                )
