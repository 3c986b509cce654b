"""Sources → the linked catalogue: every printed name looked up.

Only for sources that `rules.py` found nothing wrong with, so every look-up succeeds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from .checks.rules_errata import place_of
from .contradictions import Place
from .crosswalk import CrosswalkFile
from .linked import Catalogue, Category, Edition, Listing, Occupation, PrintedList, RoleEntry, Table
from .load import EditionSources, Sources
from .model import CategoryList, Erratum, Heading, ListFile, TableFile
from .names import Industry, Named, Role, Term
from .received.source_lines import source_lines


def link(sources: Sources) -> Catalogue:
    """The whole catalogue, from sources without problems."""
    assert sources.site
    editions = {id_: _Linker(sources, edition).edition() for id_, edition in sources.editions.items()}
    return Catalogue(editions, editions[sources.site.edition])


N = TypeVar("N", bound=Named)


def _by_printed_name(records: Iterable[N]) -> dict[str, N]:
    """Every name that an edition may print, with the record as it was then called."""
    return {name: named for record in records for name, named in record.as_printed().items()}


class _Linker:
    """Looks up the names of one edition."""

    def __init__(self, sources: Sources, edition: EditionSources) -> None:
        assert sources.industries and sources.roles and sources.terms
        assert sources.corrections and sources.crosswalk
        assert edition.facts and edition.titles and edition.qualifications and edition.certificates and edition.errata
        self.facts, self.titles, self.files = edition.facts, edition.titles, edition
        self.lists = (edition.qualifications, edition.certificates)
        self.industries = _by_printed_name(sources.industries.industries)
        self.families = {family.id: family for family in sources.roles.families}
        self.roles = _by_printed_name(sources.roles.roles)
        self.terms, self.history = sources.terms, sources.corrections
        self.errata, self.crosswalk = edition.errata.errata, sources.crosswalk
        self.occupations = _occupations(sources.crosswalk)
        self.levels = {level.name.zh: level for level in self.facts.levels}
        self.lines = source_lines(edition.source, self.facts, self._files_by_name())

    def edition(self) -> Edition:
        facts = self.facts
        tables = self._tables()
        titles_heading, qualifications_heading, certificates_heading = facts.sections
        return Edition(
            id=facts.edition,
            documents=facts.documents,
            columns=facts.columns,
            levels=facts.levels,
            note=facts.note.text,
            tables=tables,
            roles=self._roles(tables),
            titles_heading=titles_heading,
            categories=tuple(self._category(printed) for printed in self.titles.categories),
            qualifications=_printed_list(qualifications_heading, self.lists[0], self.terms.qualifications),
            certificates=_printed_list(certificates_heading, self.lists[1], self.terms.certificates),
            errata=self.errata,
            source=self.files.source,
            isco_source=self.crosswalk.source,
            published_on=next((one.date for one in self.history.published if one.edition == facts.edition), ""),
            corrections=tuple(one for one in self.history.corrections if one.edition == facts.edition),
        )

    def _files_by_name(self) -> dict[str, TableFile]:
        found = {heading.name: self.files.tables[self.industries[heading.name].id] for heading in self.facts.industries}
        return {name: table for name, table in found.items() if table}

    def _errata_at(self, place: Place) -> tuple[Erratum, ...]:
        return tuple(erratum for erratum in self.errata if place_of(erratum) == place)

    def _tables(self) -> tuple[Table, ...]:
        headings = self.facts.industries
        industries = [None, *(self.industries[heading.name] for heading in headings), None]
        tables = []
        for position, heading in enumerate(headings, 1):
            previous, industry, following = industries[position - 1 : position + 2]
            assert industry
            listings = self._listings(industry)
            tables.append(Table(industry, heading.number, position, listings, self.facts.levels, previous, following))
        return tuple(tables)

    def _listings(self, industry: Industry) -> tuple[Listing, ...]:
        file = self.files.tables[industry.id]
        assert file
        return tuple(
            Listing(
                industry=industry,
                role=self.roles[row.role],
                rank=row.rank,
                size=len(file.rows),
                index=row.index,
                level=self.levels[row.level],
                errata=self._errata_at(Place(industry.id, row.rank)),
                source_line=self.lines.get((industry.name.zh, row.rank), 0),
            )
            for row in file.rows
        )

    def _roles(self, tables: tuple[Table, ...]) -> tuple[RoleEntry, ...]:
        listings: dict[str, list[Listing]] = {}
        for table in tables:
            for listing in table.listings:
                listings.setdefault(listing.role.id, []).append(listing)
        by_id: dict[str, Role] = {}
        for role in self.roles.values():
            by_id.setdefault(role.id, role)  # its own name stands before its former ones
        by_id.update((listing.role.id, listing.role) for table in tables for listing in table.listings)
        similar: dict[str, list[Role]] = {}
        for role in by_id.values():
            for other in role.similar:
                similar.setdefault(role.id, []).append(by_id[other])
                similar.setdefault(other, []).append(role)
        return tuple(
            RoleEntry(
                role=by_id[id_],
                family=self.families[by_id[id_].family],
                listings=tuple(found),
                similar=tuple(other for other in similar.get(id_, ()) if other.id in listings),
                tables_in_edition=len(tables),
                strongest=max((listing.level for listing in found), key=self.facts.levels.index),
                errata=self._errata_at(Place(role=by_id[id_].name.zh)),
                occupation=self.occupations[id_],
            )
            for id_, found in listings.items()
        )

    def _category(self, printed: CategoryList) -> Category:
        terms = _by_printed_name(self.terms.categories)
        majors = _by_printed_name(self.terms.majors)
        return Category(
            term=terms[printed.category],
            printed=printed,
            majors=tuple(majors[name] for name in printed.majors),
            errata=self._errata_at(Place(category=printed.category)),
        )


def _occupations(file: CrosswalkFile) -> dict[str, Occupation]:
    groups = {group.code: group for group in file.groups}
    return {one.role: Occupation(one.match, groups.get(one.code), one.reason.text) for one in file.roles}


def _printed_list(heading: Heading, printed: ListFile, terms: tuple[Term, ...]) -> PrintedList:
    by_name = _by_printed_name(terms)
    return PrintedList(heading, tuple(by_name[name] for name in printed.names), printed.ending)
