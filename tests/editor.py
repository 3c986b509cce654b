"""How an editor with the YAML extension reads a data file: YAML 1.2's own types, held against our schemas.

Independent of the builder's reader: PyYAML builds the values, jsonschema judges them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar

import yaml
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from catalogue.schemas import FILE_KINDS, schema_files

LANGUAGES = ("zh", "en")
RECORDS = {kind.name: kind.record for kind in FILE_KINDS if kind.record}


class TextLoader(yaml.CBaseLoader):
    """Every scalar is text, as for our reader."""


class EditorLoader(yaml.CSafeLoader):
    """YAML 1.2's core schema, as VS Code reads it: `2020` is a number, `NO` and `2026-03-01` are text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern, first in (
    ("null", r"(?:~|null|Null|NULL|)", ["~", "n", "N", ""]),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)", list("tTfF")),
    ("int", r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)", list("-+0123456789")),
    ("float", r"(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))",
     list("-+.0123456789")),
):  # fmt: skip
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^{pattern}$"), first)


def _whole(loader: EditorLoader, node: yaml.ScalarNode) -> int:
    """`010` is ten: YAML 1.1's octal, which PyYAML reads, is written `0o10` now."""
    text = str(loader.construct_scalar(node))
    return int(text, 0) if text[:2] in ("0o", "0x") else int(text)


EditorLoader.add_constructor("tag:yaml.org,2002:int", _whole)


_END = re.compile(r"\$(?![^\[]*\])")  # not in a class of characters


def _ecma_pattern(validator: Any, pattern: str, text: Any, schema: Any) -> Iterator[Any]:
    """`pattern` as JavaScript reads it: `$` is the end of the text, not a place before a last line end."""
    if isinstance(text, str) and not re.search(_END.sub(r"\\Z", pattern), text):
        yield ValidationError(f"{text!r} does not match {pattern}")


EcmaValidator = extend(Draft202012Validator, {"pattern": _ecma_pattern})


def _remembering() -> Any:
    """A validator of one schema that judges a record only once if it is good: of a file, a mistake changes but one."""
    good: set[tuple[str, str]] = set()

    def judged(validator: Any, ref: str, value: Any, schema: Any) -> Iterator[Any]:
        record = ref, repr(value)
        if record not in good:
            errors = list(EcmaValidator.VALIDATORS["$ref"](validator, ref, value, schema))
            yield from errors
            if not errors:
                good.add(record)

    return extend(EcmaValidator, {"$ref": judged})


@cache
def schemas() -> dict[str, Any]:
    """Every schema by the name of its kind."""
    return {name.removesuffix(".json"): json.loads(raw) for name, raw in schema_files(LANGUAGES).items()}


@cache
def _validator(kind: str) -> Any:
    return _remembering()(schemas()[kind])


def kind_of(file: str) -> str:
    """The kind of a file below `data/`."""
    (kind,) = [kind.name for kind in FILE_KINDS if kind.has(file)]
    return kind


def _errors(kind: str, text: str, loader: type[TextLoader] | type[EditorLoader]) -> Iterator[ValidationError]:
    return _validator(kind).iter_errors(yaml.load(text, Loader=loader))


def refuses(kind: str, text: str, loader: type[TextLoader] | type[EditorLoader]) -> bool:
    """Whether the schema finds anything wrong, for who need not know what: all that is wrong takes longer."""
    return next(_errors(kind, text, loader), None) is not None


def faults(kind: str, text: str, loader: type[TextLoader] | type[EditorLoader]) -> list[str]:
    """What the schema finds wrong in a YAML text, as that loader reads it."""
    return [f"{error.json_path}: {error.message}" for error in _errors(kind, text, loader)]
