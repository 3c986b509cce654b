"""What each edition printed of a role or an industry, the newest first; there is a history once there are two editions."""

from __future__ import annotations

from typing import NamedTuple

from ..frozen import Frozen
from ..linked import Catalogue, Edition, Listing, RoleEntry, Table
from ..names import Industry
from .differences import Difference, TableChange, differences


class Row(NamedTuple):
    """An industry, and the role's row in its table of each edition."""

    industry: Industry
    listings: tuple[Listing | None, ...]


class RoleHistory(Frozen):
    """`entries` are in the order of `editions`; None where an edition does not list the role."""

    editions: tuple[Edition, ...]
    entries: tuple[RoleEntry | None, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every industry that any edition lists the role in, in printed order, the newest edition's first."""
        by_industry = [{row.industry.id: row for row in entry.listings} if entry else {} for entry in self.entries]
        industries = {id_: row.industry for rows in reversed(by_industry) for id_, row in rows.items()}
        order = dict.fromkeys(id_ for rows in by_industry for id_ in rows)
        return tuple(Row(industries[id_], tuple(rows.get(id_) for rows in by_industry)) for id_ in order)


class IndustryHistory(Frozen):
    """`tables` are in the order of `editions`; `changes` are those from each edition to the next, the newest first."""

    editions: tuple[Edition, ...]
    tables: tuple[Table | None, ...]
    changes: tuple[tuple[Difference, TableChange], ...]


def history_of(catalogue: Catalogue, kind: str, id_: str) -> RoleHistory | IndustryHistory | None:
    """The history of a role or an industry, or None while there is one edition or where there is nothing to tell."""
    editions = catalogue.published[::-1]
    if len(editions) < 2:
        return None
    if kind == "role":
        return RoleHistory(editions, tuple(edition.role(id_) for edition in editions))
    if kind == "industry":
        found = [(difference, difference.table(id_)) for difference in differences(catalogue)]
        tables = tuple(edition.table(id_) for edition in editions)
        return IndustryHistory(editions, tables, tuple((difference, change) for difference, change in found if change))
    return None
