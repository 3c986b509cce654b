"""Roles × industries: one row a role, one cell an industry, empty where the table does not list it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from ..frozen import Frozen
from ..linked import Edition, Listing, RoleEntry, Table
from ..model import Level
from ..names import Family
from .order import sort_key


class Row(Frozen):
    """A role and its listings."""

    entry: RoleEntry
    cells: tuple[Listing | None, ...]  # in the order of the tables
    place: Mapping[str, int]  # among all rows by name, in each language, from 0


class Matrix(Frozen):
    """Every role by every industry of an edition."""

    tables: tuple[Table, ...]
    rows: tuple[Row, ...]
    levels: tuple[Level, ...]  # from the highest to the lowest

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """Those of the rows, in the order in which they first occur."""
        return tuple({row.entry.family.id: row.entry.family for row in self.rows}.values())


def matrix_of(edition: Edition) -> Matrix:
    """Rows in the order in which the document first prints the roles."""
    languages = tuple(edition.roles[0].role.name) if edition.roles else ()
    places = {language: _places(edition.roles, language) for language in languages}
    rows = []
    for entry in edition.roles:
        by_industry = {listing.industry.id: listing for listing in entry.listings}
        cells = tuple(by_industry.get(table.id) for table in edition.tables)
        rows.append(Row(entry, cells, {language: places[language][entry.id] for language in languages}))
    return Matrix(edition.tables, tuple(rows), tuple(reversed(edition.levels)))


def _places(roles: tuple[RoleEntry, ...], language: str) -> dict[str, int]:
    ordered = sorted(roles, key=lambda entry: sort_key(entry.role, language))
    return {entry.id: place for place, entry in enumerate(ordered)}
