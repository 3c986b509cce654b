"""The roles as linked data: a SKOS concept scheme of each edition, in Turtle and in JSON-LD.

A role is known by its place in the Turtle file, `…/data/2020/roles.ttl#welder`: whoever looks that up gets what is
said about it. Families are collections, because they group roles and the document knows nothing of them. The groups
of ISCO-08 are those of ESCO's own linked data, which has an address for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..fields import Texts
from ..linked import Edition, RoleEntry
from ..names import FAMILY, SCHEME, Family
from .export_context import ExportContext
from .rdf import Iri, Statements, Text, Value, json_ld, turtle

PREFIXES = {
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
TURTLE = "roles.ttl"
ISCO = "http://data.europa.eu/esco/isco/C"
PINYIN = "zh-Latn-pinyin"
_MATCHES = {"exact": "skos:exactMatch", "close": "skos:closeMatch", "broad": "skos:broadMatch"}
Property = tuple[str, tuple[Value, ...]]


def roles_turtle(edition: Edition, context: ExportContext) -> bytes:
    """The scheme, its families and its roles."""
    return turtle(PREFIXES, _things(edition, context))


def roles_json_ld(edition: Edition, context: ExportContext) -> bytes:
    """The same graph."""
    return json_ld(PREFIXES, _things(edition, context))


def _things(edition: Edition, context: ExportContext) -> Iterator[Statements]:
    yield _scheme(edition, context)
    families: dict[str, tuple[Family, list[RoleEntry]]] = {}
    for entry in edition.roles:
        families.setdefault(entry.family.id, (entry.family, []))[1].append(entry)
    for family, members in families.values():
        yield Statements(
            _own(f"{FAMILY}{family.id}", context),
            (
                ("rdf:type", (Iri("skos:Collection"),)),
                ("skos:prefLabel", _texts(family.name, context)),
                ("skos:editorialNote", _texts(context.say("ours"), context)),
                ("skos:member", tuple(_own(entry.id, context) for entry in members)),
            ),
        )
    for entry in edition.roles:
        yield Statements(
            _own(entry.id, context), tuple((name, found) for name, found in _role(entry, context) if found)
        )


def _own(name: str, context: ExportContext) -> Iri:
    return Iri(f"{context.file(TURTLE)}#{name}")


def _texts(texts: Mapping[str, str], context: ExportContext) -> tuple[Value, ...]:
    return tuple(Text(text, tag) for tag, text in context.in_tags(texts))


def _pages(addresses: Mapping[str, str], context: ExportContext) -> tuple[Value, ...]:
    return tuple(map(Iri, context.from_files(addresses)))


def _scheme(edition: Edition, context: ExportContext) -> Statements:
    shortage = edition.documents[-1]
    title = {language: f"{text}{shortage.version}" for language, text in shortage.name.items()}
    return Statements(
        _own(SCHEME, context),
        (
            ("rdf:type", (Iri("skos:ConceptScheme"),)),
            ("dct:title", _texts(Texts(title), context)),
            ("dct:description", _texts(context.say("site.official"), context)),
            ("dct:rights", _texts(context.say("pages.data.licence"), context)),
            ("dct:identifier", (Text(edition.id),)),
            ("dct:modified", (Text(edition.dated, datatype="date"),)),
            ("owl:versionInfo", (Text(edition.version),)),
            ("rdfs:seeAlso", _pages(context.pinned_pages("roles"), context)),
        ),
    )


def _role(entry: RoleEntry, context: ExportContext) -> Iterator[Property]:
    role, occupation = entry.role, entry.occupation
    yield "rdf:type", (Iri("skos:Concept"),)
    yield "skos:inScheme", (_own(SCHEME, context),)
    yield "skos:topConceptOf", (_own(SCHEME, context),)
    yield "dct:identifier", (Text(role.id),)
    yield "skos:prefLabel", _texts(role.name, context)
    # Aliases in Chinese may be in traditional characters, so they are marked as Chinese and no more.
    aliases = [
        (alias, "zh" if one == "zh" else context.words[one].tag) for one in role.aliases for alias in role.aliases[one]
    ]
    yield "skos:altLabel", (Text(role.pinyin, PINYIN), *(Text(alias, tag) for alias, tag in aliases))
    yield "skos:related", tuple(_own(other.id, context) for other in entry.similar)
    if occupation.group:
        yield _MATCHES[occupation.match], (Iri(f"{ISCO}{occupation.group.code}"),)
    yield "skos:editorialNote", _texts(_note(entry), context)
    yield "rdfs:seeAlso", _pages(context.pinned_pages("role", role.id), context)


def _note(entry: RoleEntry) -> dict[str, str]:
    """Why the role has its group of ISCO-08, or none."""
    reason = entry.occupation.reason
    return {language: f"ISCO-08{'：' if language == 'zh' else ': '}{text}" for language, text in reason.items()}
