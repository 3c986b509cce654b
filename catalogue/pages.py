"""The pages of the site. A page type says in one place where its pages lie and what they show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from .addresses import page_address
from .frozen import Frozen
from .linked import Catalogue, Edition, RoleEntry, Table
from .shown.differences import changes_of
from .shown.entries import entries_of
from .shown.isco import isco_of
from .shown.matrix import matrix_of

Values = dict[str, Any]


class PageType(Frozen):
    """`records` gives what each page of the type shows; `{id}` in the path is the record's id.

    `values` gives what the type's words (title, description, lead) may name, `n` being what they count.
    """

    name: str  # also the name of its template and of its words
    path: str
    parent: str = "home"  # the type one step up in the breadcrumbs
    records: Callable[[Edition], Sequence[Any]] = lambda edition: (edition,)
    values: Callable[[Any, str, str], Values] = lambda record, language, other: {}
    pinned: bool = True  # also published per edition, for citing
    lasting: bool = False  # a record that an edition drops keeps its page
    overall: Callable[[Catalogue], Any] | None = None  # what a page about all editions shows, instead of `records`
    prose: str = ""  # the prose page that gives its title and text
    names_exports: bool = False  # with their sizes and digests, so that it can only be made after them
    instead: str = ""  # the type whose page of the same record search engines should know instead

    def is_in(self, edition: Edition, id_: str) -> bool:
        """Whether an edition has the page of this type and id."""
        return "{id}" not in self.path or id_ in _ids(self, edition)


@lru_cache(1 << 7)  # every page asks it of every edition
def _ids(page_type: PageType, edition: Edition) -> frozenset[str]:
    return frozenset(record.id for record in page_type.records(edition))


def _industry(table: Table, language: str, other: str) -> Values:
    return {"name": table.industry.name[language], "n": len(table.listings), "position": table.position}


def _role(entry: RoleEntry, language: str, other: str) -> Values:
    name = entry.role.name
    return {"name": name[language], "other": name[other], "n": len(entry.listings), "total": entry.tables_in_edition}


PAGE_TYPES = (
    PageType("home", "", parent="", values=lambda edition, *_: edition.facts),
    PageType("industries", "industries/", values=lambda edition, *_: {"n": len(edition.tables)}),
    PageType("industry", "industries/{id}/", "industries", lambda edition: edition.tables, _industry, lasting=True),
    PageType("roles", "roles/", values=lambda edition, *_: {"n": len(edition.roles)}),
    PageType("role", "roles/{id}/", "roles", lambda edition: edition.roles, _role, lasting=True),
    PageType(
        "isco",
        "isco/",
        "roles",
        lambda edition: (isco_of(edition),),
        lambda isco, *_: {"n": len(isco.groups), "unmatched": len(isco.unmatched)},
    ),
    PageType("titles", "titles/", values=lambda edition, *_: {"n": len(edition.categories)}),
    PageType(
        "category",
        "titles/{id}/",
        "titles",
        lambda edition: edition.categories,
        lambda category, language, _: {"name": category.term.name[language], "n": len(category.majors)},
        lasting=True,
    ),
    PageType("qualifications", "qualifications/", values=lambda edition, *_: {"n": len(edition.qualifications.terms)}),
    PageType("certificates", "certificates/", values=lambda edition, *_: {"n": len(edition.certificates.terms)}),
    PageType(
        "matrix",
        "matrix/",
        records=lambda edition: (matrix_of(edition),),
        values=lambda matrix, *_: {"roles": len(matrix.rows), "industries": len(matrix.tables)},
    ),
    PageType("compare", "compare/", pinned=False),
    PageType("errata", "errata/", values=lambda edition, *_: {"n": len(edition.errata)}),
    PageType(
        "changes",
        "changes/",
        overall=changes_of,
        values=lambda changes, *_: {"n": len(changes.differences) + 1},
        pinned=False,
    ),
    PageType("about", "about/", prose="about"),
    PageType("data", "data/", names_exports=True),
    PageType(
        "search",
        "search/",
        records=lambda edition: (entries_of(edition),),
        values=lambda entries, *_: {"n": len(entries)},
        pinned=False,
    ),
    PageType("lookup", "lookup/", parent="search", pinned=False),
    PageType("not-found", "404/", pinned=False),
)
# For frames of other sites; what it shows is current, and a frame that stands in a page goes on working.
EMBED = PageType(
    "embed",
    "embed/industries/{id}/",
    "industry",
    lambda edition: edition.tables,
    _industry,
    pinned=False,
    lasting=True,
    instead="industry",
)
CHOOSER = PageType("chooser", "", parent="", pinned=False)
MARKDOWN = "index.md"  # the twin of a page, beside it
# Nothing to read without their scripts; and what is a part of another page.
_WITHOUT_TWIN = ("compare", "lookup", "not-found", "embed")
_BY_NAME = {page_type.name: page_type for page_type in (*PAGE_TYPES, EMBED)}


def page_type(name: str) -> PageType:
    """The type of that name."""
    return _BY_NAME[name]


@lru_cache(1 << 14)  # many pages lead to the same ones
def address_in(name: str, id_: str, language: str, edition: str = "") -> str:
    """The address of a type's page in a language; pinned if an edition is named."""
    return page_address(_BY_NAME[name].path.format(id=id_), language, edition)


class Page(Frozen):
    """One page in one language; `pinned` if its address names the edition.

    `dropped` if the current edition no longer lists its record: it then shows what `edition` printed last.
    """

    type: PageType
    language: str
    edition: Edition
    pinned: bool
    record: Any
    dropped: bool = False

    @property
    def id(self) -> str:
        return str(self.record.id) if "{id}" in self.type.path else ""

    @property
    def address(self) -> str:
        return self.own_address(self.language)

    @property
    def has_twin(self) -> bool:
        """Whether it has a twin in Markdown: pages for citing say the same as their unpinned ones."""
        return not self.pinned and self.type.name not in _WITHOUT_TWIN

    def own_address(self, language: str, pinned: bool | None = None) -> str:
        """Of this page in a language; pinned as it is here unless told otherwise."""
        return self.address_of(self.type.name, self.id, language, self.pinned if pinned is None else pinned)

    def address_of(self, name: str, id_: str = "", language: str = "", pinned: bool | None = None) -> str:
        """The address of a page as seen from here: same language and, where there is one, same edition.

        What a dropped record names is sure to be in its own edition; the site's lists are the current ones.
        """
        target = CHOOSER if name == CHOOSER.name else _BY_NAME[name]
        if target is CHOOSER:
            return page_address("")
        pin = (self.pinned or (self.dropped and "{id}" in target.path)) if pinned is None else pinned
        edition = self.edition.id if pin and target.pinned else ""
        return address_in(name, id_, language or self.language, edition)

    @property
    def trail(self) -> tuple[str, ...]:
        """The types above this page, from the home page down."""
        names: list[str] = []
        name = self.type.parent
        while name:
            names.insert(0, name)
            name = _BY_NAME[name].parent
        return tuple(names)


def _records(page_type: PageType, catalogue: Catalogue) -> Sequence[Any]:
    return (page_type.overall(catalogue),) if page_type.overall else page_type.records(catalogue.current)


def _unpinned(page_type: PageType, catalogue: Catalogue, language: str) -> Iterator[Page]:
    for record in _records(page_type, catalogue):
        yield Page(page_type, language, catalogue.current, False, record)
    if page_type.lasting:
        for edition, record in catalogue.dropped(page_type.records):
            yield Page(page_type, language, edition, False, record, dropped=True)


def embedded_pages(catalogue: Catalogue, languages: Iterable[str]) -> Iterator[Page]:
    """The pages made for frames of other sites; they are no part of the site that its own pages make up."""
    for language in languages:
        yield from _unpinned(EMBED, catalogue, language)


def all_pages(catalogue: Catalogue, languages: Iterable[str]) -> Iterator[Page]:
    """Every page, unpinned pages of the current edition first; the chooser is none of them."""
    for language in languages:
        for page_type in PAGE_TYPES:
            yield from _unpinned(page_type, catalogue, language)
        for edition in catalogue.published:
            for page_type in PAGE_TYPES:
                if page_type.pinned:
                    for record in page_type.records(edition):
                        yield Page(page_type, language, edition, True, record)
