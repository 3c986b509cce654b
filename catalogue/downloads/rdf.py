"""Statements about things → Turtle or JSON-LD. Both forms of the same statements are the same graph.

Written for our own records: IRIs that we make, texts with a language, plain values with a datatype. No blank nodes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

XSD = "http://www.w3.org/2001/XMLSchema#"
# Turtle's IRIREF without escapes: these signs end or break it, so they are percent-encoded.
_NOT_IN_IRI = str.maketrans({sign: f"%{ord(sign):02X}" for sign in [*map(chr, range(0x21)), *'<>"{}|^`\\']})
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


class Iri(NamedTuple):
    """A thing: an absolute IRI, or one relative to the file; `prefix:name` if the prefix is known."""

    value: str


class Text(NamedTuple):
    """A text in a language, or a plain value, whose datatype is a name of XML Schema."""

    value: str
    language: str = ""
    datatype: str = ""


Value = Iri | Text


class Statements(NamedTuple):
    """A thing with its properties in order; a predicate is `prefix:name`, `rdf:type` included."""

    subject: Iri
    properties: tuple[tuple[str, tuple[Value, ...]], ...]


def turtle(prefixes: Mapping[str, str], things: Iterable[Statements]) -> bytes:
    """A thing a paragraph, a value a line."""
    used = {**prefixes, "xsd": XSD}
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in used.items())
    return (head + "".join(_paragraph(thing, used) for thing in things)).encode()


def _paragraph(thing: Statements, prefixes: Mapping[str, str]) -> str:
    lines = []
    for predicate, values in thing.properties:
        name = "a" if predicate == "rdf:type" else predicate
        lines += [f"    {name} {_turtle_value(value, prefixes)}" for value in values]
    return f"\n{_turtle_value(thing.subject, prefixes)}\n" + " ;\n".join(lines) + " .\n"


def _turtle_value(value: Value, prefixes: Mapping[str, str]) -> str:
    if isinstance(value, Iri):
        known = value.value.partition(":")[0] in prefixes
        return value.value if known else f"<{value.value.translate(_NOT_IN_IRI)}>"
    end = f"@{value.language}" if value.language else f"^^xsd:{value.datatype}" if value.datatype else ""
    return f'"{value.value.translate(_ESCAPES)}"{end}'


def json_ld(prefixes: Mapping[str, str], things: Iterable[Statements]) -> bytes:
    """A context with the prefixes, and a graph with a thing a line."""
    lines = ",\n".join(json.dumps(_object(thing, prefixes), ensure_ascii=False) for thing in things)
    context = json.dumps({**prefixes, "xsd": XSD}, ensure_ascii=False)
    return f'{{\n"@context": {context},\n"@graph": [\n{lines}\n]\n}}\n'.encode()


def _object(thing: Statements, prefixes: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"@id": _iri(thing.subject, prefixes)}
    for predicate, values in thing.properties:
        if predicate == "rdf:type":
            found["@type"] = [one.value for one in values]
        else:
            found[predicate] = [_json_value(one, prefixes) for one in values]
    return found


def _iri(iri: Iri, prefixes: Mapping[str, str]) -> str:
    known = iri.value.partition(":")[0] in prefixes
    return iri.value if known else iri.value.translate(_NOT_IN_IRI)


def _json_value(value: Value, prefixes: Mapping[str, str]) -> dict[str, str]:
    if isinstance(value, Iri):
        return {"@id": _iri(value, prefixes)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    return {"@value": value.value, **({"@type": f"xsd:{value.datatype}"} if value.datatype else {})}
