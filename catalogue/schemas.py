"""Record classes → JSON Schemas (2020-12): an editor completes and checks the YAML while it is typed.

They say what `shape.py` and `words.py` accept of one file, and nothing of what `rules.py` holds files against each
other for: whether a name is known, ranks run on or an erratum applies. Besides, an editor reads a bare `0.5470` as
a number: it can't see a missing zero, a sign or a leading zero there. A bare `true`, `false`, `null` or `~` is
YAML's own word to it and needs quotes; our reader takes it for text. Windows line ends, full-width signs, anchors
and the like are for `yaml_text.py` and `yaml_reader.py` alone.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from .contradictions import KINDS
from .crosswalk import CrosswalkFile
from .fields import ANY_TEXT, LENGTH_LIMIT, Pattern, TextMap, Texts, WordLists
from .model import EditionFile, ErrataFile, Erratum, ListFile, TableFile, TitlesFile
from .names import (
    CharactersFile,
    CorrectionsFile,
    IndustriesFile,
    Record,
    RedirectsFile,
    RolesFile,
    SiteFile,
    TermsFile,
)
from .reader.shape import Field, fields_of
from .reader.yaml_reader import Mapping, Scalar, read_yaml

Schema = dict[str, Any]
FOLDER = "schema"  # below the data folder; the loader looks for none of it
_EDITION = "[12][0-9][0-9][0-9]*"
_CHOICE = re.compile(r"[a-z]+(?:\|[a-z]+)+")  # a pattern that lists its values
# Fields whose values rules know: more than their form says.
_CHOICES: dict[tuple[type[Record], str], tuple[str, ...]] = {(Erratum, "kind"): KINDS}
_TEXT: Schema = {  # `errorMessage` is what editors show; validators pass over it
    "type": ["string", "number"],
    "pattern": r"^\S+(?: \S+)*$",
    "maxLength": LENGTH_LIMIT,
    "errorMessage": "This should be text on one line, without extra spaces. Put it in double quotes if it begins with a sign.",
}
_MADE = "Made by `python build.py schemas` from the builder's record classes; not to be edited."
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class FileKind(NamedTuple):
    """A kind of YAML file: the name of its schema, its record class, the paths below `data/` that have it."""

    name: str
    record: type[Record] | None  # None: interface words
    files: tuple[str, ...]

    def has(self, file: str) -> bool:
        """Whether a path such as `2020/titles.yaml` is of this kind."""
        return any(file.count("/") == one.count("/") and fnmatchcase(file, one) for one in self.files)


FILE_KINDS = (
    FileKind("site", SiteFile, ("site.yaml",)),
    FileKind("industries", IndustriesFile, ("industries.yaml",)),
    FileKind("roles", RolesFile, ("roles.yaml",)),
    FileKind("terms", TermsFile, ("terms.yaml",)),
    FileKind("characters", CharactersFile, ("traditional.yaml", "readings.yaml")),
    FileKind("corrections", CorrectionsFile, ("corrections.yaml",)),
    FileKind("redirects", RedirectsFile, ("redirects.yaml",)),
    FileKind("crosswalk", CrosswalkFile, ("crosswalks/*.yaml",)),
    FileKind("words", None, ("words/*.yaml",)),
    FileKind("edition", EditionFile, (f"{_EDITION}/edition.yaml",)),
    FileKind("titles", TitlesFile, (f"{_EDITION}/titles.yaml",)),
    FileKind("list", ListFile, (f"{_EDITION}/qualifications.yaml", f"{_EDITION}/certificates.yaml")),
    FileKind("errata", ErrataFile, (f"{_EDITION}/errata.yaml",)),
    FileKind("table", TableFile, (f"{_EDITION}/industries/*.yaml",)),
)


def modeline(file: str) -> str:
    """The first line of a YAML file, by which an editor finds its schema.

    `2020/titles.yaml` → `# yaml-language-server: $schema=../schema/titles.json`. KeyError if it is of no kind.
    """
    for kind in FILE_KINDS:
        if kind.has(file):
            return f"# yaml-language-server: $schema={'../' * file.count('/')}{FOLDER}/{kind.name}.json"
    raise KeyError(file)


def schema_files(languages: Iterable[str]) -> dict[str, bytes]:
    """Every schema by its file name, for data in these languages."""
    of = tuple(languages)
    schemas = {kind.name: _Records(of).whole(kind.record) if kind.record else _WORDS for kind in FILE_KINDS}
    return {
        f"{name}.json": (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()
        for name, schema in schemas.items()
    }


class _Records:
    """The schema of one file; each record class that it needs becomes one of its definitions."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = languages
        self.definitions: Schema = {}

    def whole(self, record: type[Record]) -> Schema:
        root = self._record(record)
        return {"$schema": _DIALECT, "$comment": _MADE, **root, "$defs": dict(sorted(self.definitions.items()))}

    def _record(self, record: type[Record]) -> Schema:
        properties: Schema = {}
        required: list[str] = []
        examples = _examples(record)
        for spec in fields_of(record):
            if spec.kind is Texts:
                for language in self.languages:
                    properties[language] = _text(f"The text in the language “{language}”", examples.get(language, ""))
                required += self.languages
                continue
            properties[spec.key] = self._field(record, spec, examples.get(spec.key, ""))
            if spec.required:
                required.append(spec.key)
        about = {
            "title": _spaced(record.__name__),
            "description": f"{inspect.getdoc(record)}\n\nExample: {record.example}",
        }
        return {**about, **_mapping(properties), "required": required}

    def _field(self, record: type[Record], spec: Field, example: str) -> Schema:
        if choices := _CHOICES.get((record, spec.key)):
            return _choice(choices)
        return self._value(spec.kind, example)

    def _value(self, kind: Any, example: str = "") -> Schema:
        if get_origin(kind) is Annotated:
            return _scalar(get_args(kind)[1], example)
        if get_origin(kind) is tuple:
            (item, _) = get_args(kind)
            example = getattr(item, "example", "")
            about = f"A list. Each item is like {example}" if example else "A list of texts or numbers."
            return {"description": about, "type": "array", "items": self._value(item)}
        if kind is TextMap:
            return {"description": "A text for each key.", "type": "object", "additionalProperties": _TEXT}
        if kind is WordLists:
            lists = {language: {"type": "array", "items": _TEXT} for language in self.languages}
            return {"description": "A list of texts for each language that has any.", **_mapping(lists)}
        if kind.__name__ not in self.definitions:
            self.definitions[kind.__name__] = self._record(kind)
        return {"$ref": f"#/$defs/{kind.__name__}"}


def _mapping(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _scalar(pattern: Pattern, example: str) -> Schema:
    if pattern.regex == ANY_TEXT:
        return _text(_capital(pattern.expected), example)
    if _CHOICE.fullmatch(pattern.regex):
        return _choice(pattern.regex.split("|"))
    about = {
        "description": f"{_capital(pattern.expected)}. Example: {example or pattern.example}",
        "errorMessage": f"This should be {pattern.expected}. Write, for example, {pattern.example}.",
    }
    of_text = {"pattern": f"^(?:{pattern.regex})$", "maxLength": pattern.longest}
    if pattern.numbers is None:
        return {**about, "type": "string", **of_text}
    low, high = pattern.numbers
    number = "number" if isinstance(low, float) else "integer"
    return {**about, "type": [number, "string"], **of_text, "minimum": low, "maximum": high}


def _text(what: str, example: str) -> Schema:
    return {"description": f"{what}. Example: {example}" if example else f"{what}.", **_TEXT}


def _choice(values: Iterable[str]) -> Schema:
    listed = tuple(values)
    return {"description": f"One of: {', '.join(listed)}.", "enum": list(listed)}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _spaced(name: str) -> str:
    """`TableHeading` → `Table heading`."""
    return re.sub(r"(?<=[a-z])[A-Z]", lambda match: f" {match[0].lower()}", name)


def _examples(record: type[Record]) -> dict[str, str]:
    """The values of the class's example, where it is written as YAML and does not leave them out (…)."""
    node, problems = read_yaml(record.example.encode(), "")
    if problems or not isinstance(node, Mapping):
        return {}
    values = {key.text: value.text for key, value in node.entries if isinstance(value, Scalar)}
    return {key: text for key, text in values.items() if "…" not in text}


_NOT_BLANK: Schema = {"type": ["string", "number"], "pattern": r"\S"}
_WORDS: Schema = {
    "$schema": _DIALECT,
    "$comment": _MADE,
    "title": "Interface words",
    "description": "The words of the interface in one language: nested keys and texts, alike in all languages.",
    "type": "object",
    "additionalProperties": {"$ref": "#/$defs/Word"},
    "$defs": {
        "Word": {
            "description": "A text, in which {name} stands for a value; one that counts has the forms `one` and `other`; or a group of texts.",
            "type": ["string", "number", "object"],
            "pattern": r"\S",
            "maxLength": LENGTH_LIMIT,
            "if": {"type": "object", "minProperties": 1, "propertyNames": {"enum": ["one", "other"]}},
            "then": {**_mapping({"one": _NOT_BLANK, "other": _NOT_BLANK}), "required": ["other"]},
            "else": {"additionalProperties": {"$ref": "#/$defs/Word"}},
        }
    },
}
