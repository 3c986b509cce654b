"""Edition ↔ edition: what the city added, removed, renamed and changed. Things are the same if their ids are.

Figures are set side by side and nothing is computed from them: tables may differ in length, and the
documents do not say how an index is made.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import TypeVar

from ..frozen import Frozen
from ..linked import Catalogue, Edition, Listing, Table
from ..names import Correction, Industry
from .entries import Entry, entries_of

K = TypeVar("K")
V = TypeVar("V")
KINDS = ("added", "removed", "renamed", "moved", "rank", "index", "level")


class NameChange(Frozen):
    """A name of a list in two editions; `before` or `after` is None where an edition lacks it."""

    kind: str  # role, industry, title, major, qualification or certificate
    before: Entry | None
    after: Entry | None

    @property
    def entry(self) -> Entry:
        """As the later edition has it, or, if it is gone, as the earlier one had it."""
        entry = self.after or self.before
        assert entry
        return entry

    @property
    def id(self) -> str:
        return self.entry.named.id

    @property
    def what(self) -> tuple[str, ...]:
        """Of `KINDS`, those that apply: a major moves from one category to another."""
        if not (self.before and self.after):
            return ("added",) if self.after else ("removed",)
        renamed = self.before.named.name.zh != self.after.named.name.zh
        moved = self.before.page_id != self.after.page_id
        return ("renamed",) * renamed + ("moved",) * moved


class RowChange(Frozen):
    """A role's row in an industry's table of two editions; None where a table lacks it."""

    before: Listing | None
    after: Listing | None

    @property
    def listing(self) -> Listing:
        listing = self.after or self.before
        assert listing
        return listing

    @property
    def id(self) -> str:
        return self.listing.role.id

    @property
    def what(self) -> tuple[str, ...]:
        """Of `KINDS`, those that apply."""
        before, after = self.before, self.after
        if not (before and after):
            return ("added",) if after else ("removed",)
        pairs = {
            "renamed": (before.role.name.zh, after.role.name.zh),
            "rank": (before.rank, after.rank),
            "index": (before.index, after.index),
            "level": (before.level.name.zh, after.level.name.zh),
        }
        return tuple(kind for kind, (old, new) in pairs.items() if old != new)


class TableChange(Frozen):
    """An industry's table in two editions, with the rows that differ: the later table's order, then what is gone."""

    before: Table | None
    after: Table | None
    rows: tuple[RowChange, ...]

    @property
    def industry(self) -> Industry:
        table = self.after or self.before
        assert table
        return table.industry

    @property
    def id(self) -> str:
        return self.industry.id

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each kind of change is in, in the order of `KINDS`; kinds without any are left out."""
        counts = {kind: sum(kind in row.what for row in self.rows) for kind in KINDS}
        return {kind: count for kind, count in counts.items() if count}


class Difference(Frozen):
    """All that differs between two editions."""

    before: Edition
    after: Edition

    @property
    def id(self) -> str:
        return f"{self.before.id}-{self.after.id}"

    @cached_property
    def names(self) -> tuple[NameChange, ...]:
        """By kind of list; within a kind what is there now, in printed order, then what is gone."""
        pairs = _pairs(_by_id(entries_of(self.before)), _by_id(entries_of(self.after)))
        changes = [NameChange(kind, before, after) for (kind, _), (before, after) in pairs.items()]
        order = list(dict.fromkeys(change.kind for change in changes))
        return tuple(sorted((one for one in changes if one.what), key=lambda one: order.index(one.kind)))

    @cached_property
    def tables(self) -> tuple[TableChange, ...]:
        """Only tables in which something differs."""
        before, after = ({table.id: table for table in edition.tables} for edition in (self.before, self.after))
        changes = [TableChange(old, new, _rows(old, new)) for old, new in _pairs(before, after).values()]
        return tuple(change for change in changes if change.rows)

    @cached_property
    def _by_industry(self) -> dict[str, TableChange]:
        return {change.id: change for change in self.tables}

    def table(self, industry: str) -> TableChange | None:
        return self._by_industry.get(industry)


class Changes(Frozen):
    """What changed over time: the city's revisions, the newest first, and, apart from them, our corrections."""

    differences: tuple[Difference, ...]
    corrections: tuple[Correction, ...]


def changes_of(catalogue: Catalogue) -> Changes:
    corrections = (one for edition in catalogue.published for one in edition.corrections)
    newest_first = sorted(corrections, key=lambda one: (one.date, one.id), reverse=True)
    return Changes(differences(catalogue), tuple(newest_first))


@lru_cache(1 << 2)  # every history of an industry asks for them
def differences(catalogue: Catalogue) -> tuple[Difference, ...]:
    """Each published edition against the one before it, the newest first."""
    editions = catalogue.published
    return tuple(Difference(*pair) for pair in itertools.pairwise(editions))[::-1]


def _rows(before: Table | None, after: Table | None) -> tuple[RowChange, ...]:
    old, new = ({row.role.id: row for row in table.listings} if table else {} for table in (before, after))
    changes = (RowChange(*pair) for pair in _pairs(old, new).values())
    return tuple(change for change in changes if change.what)


def _by_id(entries: Iterable[Entry]) -> dict[tuple[str, str], Entry]:
    return {(entry.kind, entry.named.id): entry for entry in entries}


def _pairs(before: Mapping[K, V], after: Mapping[K, V]) -> dict[K, tuple[V | None, V | None]]:
    """What both or either have, in the order of the later, then what only the earlier has."""
    keys = dict.fromkeys((*after, *before))
    return {key: (before.get(key), after.get(key)) for key in keys}
