"""The lists of an edition as tables: what the CSV files, the workbook and the database have in common.

`LISTINGS.rows(edition)` → 288 rows `("electrical", "电气产业", "Electrical industry", 1, …, "0.8968", …)`.
Names stand in the two languages that no edition lacks; the JSON files have every language of the site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from ..contradictions import KINDS
from ..crosswalk import MATCHES
from ..fields import LANGUAGES, IscoCode, regex_of
from ..linked import Edition, RoleEntry
from ..model import Erratum, Level
from ..names import Role, Term
from .resources import Field, Resource, count_field, id_field, named_fields, names_fields


def _level_names() -> Iterator[Field]:
    for one in LANGUAGES:
        yield Field(
            f"shortage_level_{one}",
            lambda row, one=one: row.level.name[one],  # type: ignore[misc]
            choices=lambda edition, one=one: tuple(level.name[one] for level in edition.levels),  # type: ignore[misc]
        )


class _Placed(NamedTuple):
    """A term or level at its place in a printed list, counted from 1."""

    position: int
    record: Any
    ending: str = ""
    category: Term | None = None


class _Alias(NamedTuple):
    role: Role
    language: str
    text: str


class _Erratum(NamedTuple):
    """An erratum and the ids of what it names as printed."""

    erratum: Erratum
    category: str | None
    role: str | None


def _placed(records: Iterable[Any], ending: str = "", category: Term | None = None) -> list[_Placed]:
    return [_Placed(position, record, ending, category) for position, record in enumerate(records, 1)]


def _majors(edition: Edition) -> list[_Placed]:
    return [
        placed for one in edition.categories for placed in _placed(one.majors, one.printed.ending, category=one.term)
    ]


def _aliases(edition: Edition) -> list[_Alias]:
    return [
        _Alias(entry.role, language, text)
        for entry in edition.roles
        for language in LANGUAGES
        for text in entry.role.aliases[language]
    ]


def _errata(edition: Edition) -> list[_Erratum]:
    return [_Erratum(one, *edition.ids_of(one)) for one in edition.errata]


def _level_ids(edition: Edition) -> tuple[str, ...]:
    return tuple(level.id for level in edition.levels)


def _term_list(name: str, records: Callable[[Edition], list[_Placed]]) -> Resource:
    return Resource(name, ("id",), records, (_POSITION, *named_fields(lambda row: row.record), _ENDING))


_POSITION = count_field("position", lambda row: row.position)
_ENDING = Field("list_ending", lambda row: row.ending or None, required=False)

LEVELS = Resource(
    "levels",
    ("id",),
    lambda edition: _placed(edition.levels),
    (
        _POSITION,
        id_field("id", lambda row: row.record.id),
        *names_fields("", lambda row: row.record),
        Field("lower_bound", lambda row: _level(row).low, "number", low=0, high=1),
        Field("upper_bound", lambda row: _level(row).high, "number", low=0, high=1),
    ),
)
FAMILIES = Resource(
    "families",
    ("id",),
    lambda edition: {entry.family.id: entry.family for entry in edition.roles}.values(),
    (id_field("id", lambda row: row.id), *names_fields("", lambda row: row)),
)
INDUSTRIES = Resource(
    "industries",
    ("id",),
    lambda edition: edition.tables,
    (
        _POSITION,
        *named_fields(lambda row: row.industry),
        Field("number", lambda row: row.number),
        Field("listings", lambda row: len(row.listings), "integer", low=0),
    ),
)
ROLES = Resource(
    "roles",
    ("id",),
    lambda edition: edition.roles,
    (
        *named_fields(lambda row: row.role),
        id_field("family", lambda row: row.family.id, refers="families"),
        count_field("tables", lambda row: len(row.listings)),
    ),
)
LISTINGS = Resource(
    "listings",
    ("industry_id", "rank"),
    lambda edition: edition.listings,
    (
        id_field("industry_id", lambda row: row.industry.id, refers="industries"),
        *names_fields("industry_", lambda row: row.industry),
        count_field("rank", lambda row: row.rank),
        id_field("role_id", lambda row: row.role.id, refers="roles"),
        *names_fields("role_", lambda row: row.role),
        Field("role_pinyin", lambda row: row.role.pinyin),
        Field("shortage_index", lambda row: row.index, "decimal", low=0, high=1),
        *_level_names(),
        Field("shortage_level_id", lambda row: row.level.id, choices=_level_ids, refers="levels"),
        count_field("table_rows", lambda row: row.size),
        count_field("source_line", lambda row: row.source_line or None, required=False),
    ),
)
ALIASES = Resource(
    "aliases",
    ("role_id", "language", "alias"),
    _aliases,
    (
        id_field("role_id", lambda row: row.role.id, refers="roles"),
        Field("language", lambda row: row.language, choices=lambda _: LANGUAGES),
        Field("alias", lambda row: row.text),
    ),
)
ISCO = Resource(
    "isco",
    ("role_id",),
    lambda edition: edition.roles,
    (
        id_field("role_id", lambda row: row.id, refers="roles"),
        Field("isco_match", lambda row: row.occupation.match, choices=lambda _: MATCHES),
        Field("isco_code", lambda row: _group(row, "code"), required=False, pattern=regex_of(IscoCode)),
        Field("isco_title", lambda row: _group(row, "title"), required=False),
        *(
            Field(f"reason_{one}", lambda row, one=one: row.occupation.reason.get(one), required=False)  # type: ignore[misc]
            for one in LANGUAGES
        ),
    ),
)
CATEGORIES = Resource(
    "categories",
    ("id",),
    lambda edition: _placed(edition.categories),
    (
        _POSITION,
        *named_fields(lambda row: row.record.term),
        Field("number", lambda row: row.record.printed.number),
        Field("lead", lambda row: row.record.printed.lead or None, required=False),
        count_field("majors", lambda row: len(row.record.majors)),
        Field("list_ending", lambda row: row.record.printed.ending or None, required=False),
    ),
)
MAJORS = Resource(
    "majors",
    ("category_id", "id"),
    _majors,
    (
        id_field("category_id", lambda row: row.category.id, refers="categories"),
        *names_fields("category_", lambda row: row.category),
        _POSITION,
        *named_fields(lambda row: row.record),
        _ENDING,
    ),
)
QUALIFICATIONS = _term_list("qualifications", lambda one: _placed(one.qualifications.terms, one.qualifications.ending))
CERTIFICATES = _term_list("certificates", lambda one: _placed(one.certificates.terms, one.certificates.ending))
ERRATA = Resource(
    "errata",
    ("id",),
    _errata,
    (
        id_field("id", lambda row: row.erratum.id),
        Field("kind", lambda row: row.erratum.kind, choices=lambda _: KINDS),
        Field("printed", lambda row: row.erratum.printed),
        *(
            Field(f"note_{one}", lambda row, one=one: row.erratum.note[one])  # type: ignore[misc]
            for one in LANGUAGES
        ),
        id_field("industry_id", lambda row: row.erratum.industry or None, refers="industries", required=False),
        count_field("rank", lambda row: row.erratum.rank or None, required=False),
        id_field("category_id", lambda row: row.category, refers="categories", required=False),
        id_field("role_id", lambda row: row.role, refers="roles", required=False),
    ),
)

# What is referred to stands first, so that a database can be filled in this order.
RESOURCES = (
    LEVELS, FAMILIES, INDUSTRIES, ROLES, LISTINGS, ALIASES, ISCO, CATEGORIES, MAJORS, QUALIFICATIONS, CERTIFICATES, ERRATA,
)  # fmt: skip


def _group(row: RoleEntry, key: str) -> str | None:
    group = row.occupation.group
    return None if group is None else group.code if key == "code" else group.name["en"]


def _level(row: _Placed) -> Level:
    level: Level = row.record
    return level
