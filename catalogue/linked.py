"""The catalogue as readers see it: rows joined with their names, linked in both directions.

What pages, exports and search are made of. `link.py` builds it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Protocol, TypeVar

from .contradictions import printed_category
from .crosswalk import Group, Publication
from .fields import Texts
from .frozen import Frozen
from .model import CategoryList, Columns, Document, Erratum, Heading, Level
from .names import Correction, Family, Industry, Role, Term

MOST_LISTED = 6


class WithId(Protocol):
    """A record that has a page of its own."""

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=WithId)


class Listing(Frozen):
    """A row of a shortage table. `index` is the printed text; `size` is the number of rows of its table."""

    industry: Industry
    role: Role
    rank: int
    size: int
    index: str
    level: Level
    errata: tuple[Erratum, ...]
    source_line: int  # of the official text as received, from 1; 0 if the row is not found there


def level_counts(listings: Iterable[Listing], levels: Iterable[Level]) -> tuple[tuple[Level, int], ...]:
    """Rows by level, from the highest level to the lowest; `levels` rise."""
    counts = Counter(listing.level.id for listing in listings)
    return tuple((level, counts[level.id]) for level in reversed(tuple(levels)))


class Table(Frozen):
    """An industry's shortage table in printed order, under its printed numeral; `position` counts from 1."""

    industry: Industry
    number: str
    position: int
    listings: tuple[Listing, ...]
    levels: tuple[Level, ...]
    previous: Industry | None
    next: Industry | None

    @property
    def id(self) -> str:
        return self.industry.id

    @property
    def level_counts(self) -> tuple[tuple[Level, int], ...]:
        return level_counts(self.listings, self.levels)

    @property
    def errata(self) -> tuple[Erratum, ...]:
        return tuple(dict.fromkeys(erratum for listing in self.listings for erratum in listing.errata))


class Occupation(Frozen):
    """A role's unit group of ISCO-08, by our judgement; `reason` is empty where the match is plain."""

    match: str  # exact, close, broad or none
    group: Group | None
    reason: Texts


class RoleEntry(Frozen):
    """A role with every row that lists it, in the order of the document's tables."""

    role: Role
    family: Family
    listings: tuple[Listing, ...]
    similar: tuple[Role, ...]
    tables_in_edition: int
    strongest: Level  # the highest that any table prints for it
    errata: tuple[Erratum, ...]  # those of the title itself; a row's are with the row
    occupation: Occupation

    @property
    def id(self) -> str:
        return self.role.id

    @property
    def all_errata(self) -> tuple[Erratum, ...]:
        """Those of the title, then those of its rows."""
        return (*self.errata, *(erratum for listing in self.listings for erratum in listing.errata))


class Category(Frozen):
    """A professional-title category and its majors; `open_ended` if the printed list ends in 等."""

    term: Term
    printed: CategoryList
    majors: tuple[Term, ...]
    errata: tuple[Erratum, ...]

    @property
    def id(self) -> str:
        return self.term.id

    @property
    def open_ended(self) -> bool:
        return bool(self.printed.ending)

    @property
    def printed_line(self) -> str:
        """The category as the document prints it, in one line."""
        return f"（{self.printed.number}）{printed_category(self.printed)}"

    def errata_of(self, major: Term) -> tuple[Erratum, ...]:
        return tuple(erratum for erratum in self.errata if erratum.printed == major.name.zh)


class PrintedList(Frozen):
    """Qualifications or certificates under their heading."""

    heading: Heading
    terms: tuple[Term, ...]
    ending: str

    @property
    def open_ended(self) -> bool:
        return bool(self.ending)

    @property
    def printed_line(self) -> str:
        """The list as the document prints it, in one line."""
        return f"{'、'.join(term.name.zh for term in self.terms)}{self.ending}。"


class Edition(Frozen, eq=False):
    """One edition of the city's catalogue. Equal to itself alone: comparing all that it holds would take long."""

    id: str
    documents: tuple[Document, ...]
    columns: Columns
    levels: tuple[Level, ...]  # from the lowest to the highest
    note: Texts
    tables: tuple[Table, ...]
    roles: tuple[RoleEntry, ...]  # in the order of their first row
    titles_heading: Heading
    categories: tuple[Category, ...]
    qualifications: PrintedList
    certificates: PrintedList
    errata: tuple[Erratum, ...]
    source: bytes  # the official text as received
    isco_source: Publication
    published_on: str  # when this site first showed the edition: 2026-03-01; a draft has no date yet
    corrections: tuple[Correction, ...]  # what we corrected since

    @cached_property
    def dated(self) -> str:
        """The day of our last change to its data."""
        return max(self.published_on, *(one.date for one in self.corrections), "")

    @property
    def version(self) -> str:
        """Of our transcription: the edition and the number of corrections, `2020.3`."""
        return f"{self.id}.{len(self.corrections)}"

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        return tuple(listing for table in self.tables for listing in table.listings)

    @cached_property
    def level_counts(self) -> tuple[tuple[Level, int], ...]:
        return level_counts(self.listings, self.levels)

    @cached_property
    def _by_id(self) -> tuple[dict[str, RoleEntry], dict[str, Table]]:
        return {entry.id: entry for entry in self.roles}, {table.id: table for table in self.tables}

    @cached_property
    def _by_name(self) -> tuple[dict[str, str], dict[str, str]]:
        roles = {entry.role.name.zh: entry.id for entry in self.roles}
        return {one.term.name.zh: one.id for one in self.categories}, roles

    def ids_of(self, erratum: Erratum) -> tuple[str | None, str | None]:
        """Those of the category and of the role that an erratum names as printed."""
        categories, roles = self._by_name
        return categories.get(erratum.category), roles.get(erratum.role)

    def role(self, id_: str) -> RoleEntry | None:
        return self._by_id[0].get(id_)

    def table(self, id_: str) -> Table | None:
        return self._by_id[1].get(id_)

    @property
    def note_errata(self) -> tuple[Erratum, ...]:
        """Those of the note on levels, which have no other place."""
        return tuple(one for one in self.errata if not (one.industry or one.category or one.role))

    @property
    def most_listed(self) -> tuple[RoleEntry, ...]:
        """The roles that the most tables list, ties in printed order."""
        return tuple(sorted(self.roles, key=lambda entry: -len(entry.listings))[:MOST_LISTED])

    @property
    def facts(self) -> dict[str, int]:
        """The numbers that prose may name (`rules_site.PROSE_FACTS`)."""
        return {
            "categories": len(self.categories),
            "majors": sum(len(category.majors) for category in self.categories),
            "qualifications": len(self.qualifications.terms),
            "certificates": len(self.certificates.terms),
            "industries": len(self.tables),
            "listings": len(self.listings),
            "roles": len(self.roles),
        }


class Catalogue(Frozen, eq=False):
    """Everything that pages, exports and search are made of. Equal to itself alone, as its editions are."""

    editions: dict[str, Edition]  # from the oldest to the newest; those after the current one are drafts, shown nowhere
    current: Edition

    @property
    def published(self) -> tuple[Edition, ...]:
        """The editions up to the current one, from the oldest to the newest."""
        return tuple(edition for edition in self.editions.values() if edition.id <= self.current.id)

    def dropped(self, records: Callable[[Edition], Iterable[R]]) -> tuple[tuple[Edition, R], ...]:
        """Records of older editions that the current one has no more, each from the newest edition that has it."""
        gone: dict[str, tuple[Edition, R]] = {}
        for edition in self.published:
            gone.update((record.id, (edition, record)) for record in records(edition))
        for record in records(self.current):
            gone.pop(record.id, None)
        return tuple(gone.values())
