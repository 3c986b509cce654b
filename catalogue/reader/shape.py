"""Nodes → records: every field that is missing, unknown or of the wrong form becomes a problem."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import MISSING, fields
from functools import cache, partial
from inspect import get_annotations
from typing import Annotated, Any, TypeVar, get_args, get_origin

from ..fields import ANY_TEXT, Pattern, TextMap, Texts, Where, WordLists
from ..frozen import Frozen
from ..names import Record
from ..problems import Position, Problem, one_line
from .repairs import refusal, slips
from .yaml_reader import Mapping, Node, Scalar, Sequence

R = TypeVar("R", bound=Record)
_ANY = Pattern(ANY_TEXT, "text", "…")
BAD: Any = object()  # stands for a value that has been reported


class Field(Frozen):
    """A field of a record class: its name, and its key in the file."""

    name: str
    key: str
    kind: Any
    required: bool


_own_kinds = cache(partial(get_annotations, eval_str=True))  # once for each class, not for each of its heirs
_FIELDS: dict[Any, tuple[Field, ...]] = {}


def fields_of(record: type[Record]) -> tuple[Field, ...]:
    """The fields of a record class with their resolved annotations, `at` left out."""
    if record not in _FIELDS:
        kinds = {name: kind for cls in reversed(record.__mro__) for name, kind in _own_kinds(cls).items()}
        _FIELDS[record] = tuple(
            Field(f.name, f.metadata.get("key", f.name), kinds[f.name], f.default is MISSING)
            for f in fields(record)
            if f.name != "at"
        )
    return _FIELDS[record]


@cache
def compiled(pattern: Pattern) -> re.Pattern[str]:
    return re.compile(pattern.regex)


def matches(kind: Any, text: str) -> bool:
    """Whether the text is a scalar of this kind."""
    pattern: Pattern = get_args(kind)[1]
    return len(text) <= pattern.longest and compiled(pattern).fullmatch(text) is not None


class Shape:
    """Reads records of one file; collects what is wrong in `problems`."""

    def __init__(self, languages: tuple[str, ...], problems: list[Problem]) -> None:
        self.languages = languages
        self.problems = problems
        self._repeats = 0  # mappings with a repeated key, which the reader has reported

    @property
    def _flaws(self) -> int:
        return len(self.problems) + self._repeats

    def _add(self, position: Position, message: str, hint: str) -> Any:
        self.problems.append(Problem(position, message, hint))
        return BAD

    def record(self, cls: type[R], node: Node, what: str = "the file") -> R | None:
        """The node as a record of the class, or None if any required part is unusable."""
        if not isinstance(node, Mapping):
            self._add(node.position, f"{_capital(what)} should be a mapping with keys.", f"Write {_example(cls)}.")
            return None
        before = self._flaws
        values: dict[str, Any] = {}
        places: dict[str, Position] = {}
        entries: dict[str, Node] = {}
        for key, value in node.entries:
            entries.setdefault(key.text, value)
        self._repeats += len(entries) < len(node.entries)
        spoilt = self._slips(node.entries, self._keys(cls), what)
        for spec in fields_of(cls):
            if spec.kind is Texts:
                value = self._texts(entries, node.position, places, what, cls, spoilt)
            elif spec.key in spoilt:
                value = BAD
            elif spec.key in entries:
                at = entries[spec.key]
                places[spec.name] = at.position
                value = self._value(spec.kind, at, spec.key, places, spec.name)
            elif spec.required:
                value = self._add(node.position, f"{_capital(what)} has no `{spec.key}`.", f"Write {_example(cls)}.")
            else:
                continue
            if value is BAD and not spec.required:
                continue  # the field's default stands for it; `whole` is false
            values[spec.name] = value
        if any(value is BAD for value in values.values()):
            return None
        return cls(at=Where(node.position, places, self._flaws == before), **values)

    def _keys(self, cls: type[Record]) -> Iterable[str]:
        for spec in fields_of(cls):
            if spec.kind is Texts:
                yield from self.languages
            else:
                yield spec.key

    def _slips(self, entries: list[tuple[Scalar, Node]], known: Iterable[str], what: str) -> set[str]:
        """Reports keys that are not known; returns the known keys that they were meant to be."""
        found, meant = slips(entries, list(known), _capital(what))
        self.problems += found
        return meant

    def _texts(
        self,
        entries: dict[str, Node],
        here: Position,
        places: dict[str, Position],
        what: str,
        cls: type,
        spoilt: set[str],
    ) -> Any:
        texts = {}
        for language in self.languages:
            if language in spoilt:
                texts[language] = BAD
                continue
            if language not in entries:
                texts[language] = self._add(
                    here,
                    f"{_capital(what)} has no `{language}`.",
                    f"Write the text for the language “{language}”, as in {_example(cls)}.",
                )
                continue
            node = entries[language]
            places[language] = node.position
            texts[language] = self._text(node, language)
        return BAD if any(text is BAD for text in texts.values()) else Texts(texts)

    def _value(self, kind: Any, node: Node, key: str, places: dict[str, Position], name: str) -> Any:
        origin = get_origin(kind)
        if origin is Annotated:
            base, pattern = get_args(kind)
            return self._scalar(node, base, pattern, key)
        if origin is tuple:
            if not isinstance(node, Sequence):
                return self._add(
                    node.position,
                    f"`{key}` should be a list.",
                    "Write each item on a line of its own after `- `, or `[a, b]`.",
                )
            items = []
            for number, item in enumerate(node.items):
                places[f"{name}.{number}"] = item.position
                items.append(self._value(get_args(kind)[0], item, _item(key), places, f"{name}.{number}"))
            # A bad item leaves the list shorter, not the file unread: `whole` is false then.
            return tuple(item for item in items if item is not BAD)
        if kind is TextMap:
            return self._text_map(node, key, places)
        if kind is WordLists:
            return self._word_lists(node, key, places)
        found = self.record(kind, node, f"this {key}" if "." in name else f"`{key}`")
        return BAD if found is None else found

    def _word_lists(self, node: Node, key: str, places: dict[str, Position]) -> Any:
        if not isinstance(node, Mapping):
            return self._add(
                node.position,
                f"`{key}` should hold a list for each language.",
                "Write {zh: [电焊工], en: [welding operator]}.",
            )
        lists = {}
        self._slips(node.entries, self.languages, f"`{key}`")
        for language, value in node.entries:
            if language.text not in self.languages:
                continue
            if not isinstance(value, Sequence):
                self._add(value.position, f"`{key}.{language.text}` should be a list.", "Write [a, b].")
                continue
            texts = [self._text(item, key) for item in value.items]
            places.update({f"{key}.{language.text}.{i}": item.position for i, item in enumerate(value.items)})
            lists[language.text] = tuple(text for text in texts if text is not BAD)
        return WordLists(lists)

    def _text_map(self, node: Node, key: str, places: dict[str, Position]) -> Any:
        if not isinstance(node, Mapping):
            return self._add(node.position, f"`{key}` should be a mapping.", "Write `key: text` on each line.")
        places.update({f"{key}.{entry.text}": value.position for entry, value in node.entries})
        texts = {entry.text: self._text(value, entry.text) for entry, value in node.entries}
        return BAD if any(text is BAD for text in texts.values()) else TextMap(texts)

    def _text(self, node: Node, key: str) -> Any:
        return self._scalar(node, str, _ANY, key)

    def _scalar(self, node: Node, base: type, pattern: Pattern, key: str) -> Any:
        if not isinstance(node, Scalar):
            return self._add(
                node.position,
                f"`{key}` should be {pattern.expected}, not a list or mapping.",
                f"Write, for example, {pattern.example}; text with brackets needs double quotes.",
            )
        text = node.text
        if not text.strip():
            return self._add(node.position, f"`{key}` is empty.", f"Write {pattern.expected}{_such_as(pattern)}.")
        if len(text) > pattern.longest:
            return self._add(
                node.position,
                f"`{key}` has {len(text):,} characters; at most {pattern.longest:,} are allowed.",
                "Shorten it.",
            )
        if text != " ".join(text.split()):
            return self._add(
                node.position, f"`{key}` has extra spaces or line ends.", f"Write “{one_line(' '.join(text.split()))}”."
            )
        if not compiled(pattern).fullmatch(text):
            which, hint = refusal(text, pattern)
            return self._add(node.position, f"`{key}` is “{one_line(text)}”, {which}.", hint)
        return base(text)


def _item(key: str) -> str:
    """The name of one item of a list: `rows` → `row`, `industries` → `industry`."""
    if key == "errata":
        return "erratum"
    if key.endswith("ies"):
        return key[:-3] + "y"
    return key[:-1] if key.endswith("s") else f"item of {key}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _such_as(pattern: Pattern) -> str:
    return "" if pattern.example == "…" else f", for example {pattern.example}"


def _example(cls: type[Record]) -> str:
    return str(getattr(cls, "example", "the missing key"))
