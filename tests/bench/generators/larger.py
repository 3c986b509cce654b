"""A catalogue several times as large as the real one: the same tables and roles again and again, under other ids and names.

Every copy is like a further city: its tables list its own roles, so that a page is as long as today.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

from catalogue.fields import Texts
from catalogue.linked import Catalogue, Edition

_DIGITS = list(
    zip("零一二三四五六七八九", ["líng", "yī", "èr", "sān", "sì", "wǔ", "liù", "qī", "bā", "jiǔ"], strict=True)
)


def larger(catalogue: Catalogue, times: int) -> Catalogue:
    """The current edition `times` over; others are left out."""
    editions = [_copy(catalogue.current, number) for number in range(times)]
    edition = replace(
        catalogue.current,
        tables=tuple(table for one in editions for table in one.tables),
        roles=tuple(entry for one in editions for entry in one.roles),
        categories=tuple(category for one in editions for category in one.categories),
    )
    return Catalogue({edition.id: edition}, edition)


def older(catalogue: Catalogue, times: int) -> Catalogue:
    """As if the city had published the same `times` over, in as many years, the last of them now."""
    now = catalogue.current
    years = range(int(now.id) - times + 1, int(now.id))
    editions = [*(deepcopy(replace(now, id=str(year), errata=())) for year in years), now]
    return Catalogue({edition.id: edition for edition in editions}, now)


def corrected(catalogue: Catalogue, index: str) -> Catalogue:
    """As if the first row of the current edition's first table had this index: a correction of one industry's file."""
    now = catalogue.current
    old = now.tables[0].listings[0]
    new = replace(old, index=index)

    def with_new(holders: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(
            replace(one, listings=tuple(new if row is old else row for row in one.listings)) for one in holders
        )

    edition = replace(now, tables=with_new(now.tables), roles=with_new(now.roles))
    return Catalogue({**catalogue.editions, edition.id: edition}, edition)


def _copy(edition: Edition, number: int) -> Edition:
    if number == 0:
        return edition
    known: dict[int, Any] = {}

    def renamed(named: Any) -> Any:
        """A role, industry or category under its new id and name; the same record again for the same record."""
        if id(named) not in known:
            texts = {language: f"{named.name[language]} {number}" for language in named.name}
            texts["zh"] = named.name.zh + "".join(_DIGITS[int(one)][0] for one in str(number))
            pinyin = " ".join([named.pinyin, *(_DIGITS[int(one)][1] for one in str(number))])
            known[id(named)] = replace(named, id=f"{named.id}-{number}", name=Texts(texts), pinyin=pinyin)
        return known[id(named)]

    rows = {
        id(row): replace(row, industry=renamed(row.industry), role=renamed(row.role), errata=())
        for row in edition.listings
    }
    tables = tuple(
        replace(
            table,
            industry=renamed(table.industry),
            listings=tuple(rows[id(row)] for row in table.listings),
            previous=table.previous and renamed(table.previous),
            next=table.next and renamed(table.next),
        )
        for table in edition.tables
    )
    roles = tuple(
        replace(
            entry,
            role=renamed(entry.role),
            listings=tuple(rows[id(row)] for row in entry.listings),
            similar=tuple(renamed(role) for role in entry.similar),
            errata=(),
        )
        for entry in edition.roles
    )
    categories = tuple(replace(one, term=renamed(one.term), errata=()) for one in edition.categories)
    return replace(edition, tables=tables, roles=roles, categories=categories)
