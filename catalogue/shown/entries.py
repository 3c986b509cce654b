"""Everything of an edition that can be looked up by name: one list for the A–Z index and the search."""

from __future__ import annotations

from ..frozen import Frozen
from ..linked import Catalogue, Edition, RoleEntry
from ..names import Named


class Entry(Frozen):
    """A name, its kind, and the page (with a fragment, if it is a line of a list) that shows it."""

    kind: str  # role, industry, title, major, qualification or certificate
    named: Named
    page: str
    page_id: str = ""
    fragment: str = ""
    role: RoleEntry | None = None


def entries_of(edition: Edition) -> tuple[Entry, ...]:
    """All names in the order of the document: tables' roles and industries, then the lists."""
    entries = [Entry("role", entry.role, "role", entry.id, role=entry) for entry in edition.roles]
    entries += [Entry("industry", table.industry, "industry", table.id) for table in edition.tables]
    entries += [Entry("title", category.term, "category", category.id) for category in edition.categories]
    for category in edition.categories:
        entries += [Entry("major", major, "category", category.id, major.id) for major in category.majors]
    for kind, listed in (("qualification", edition.qualifications), ("certificate", edition.certificates)):
        entries += [Entry(kind, term, f"{kind}s", fragment=term.id) for term in listed.terms]
    return tuple(entries)


def dropped_entries(catalogue: Catalogue) -> tuple[Entry, ...]:
    """Roles, industries and categories that only earlier editions list, and that keep their pages."""
    roles = catalogue.dropped(lambda edition: edition.roles)
    tables = catalogue.dropped(lambda edition: edition.tables)
    categories = catalogue.dropped(lambda edition: edition.categories)
    return (
        *(Entry("role", entry.role, "role", entry.id, role=entry) for _, entry in roles),
        *(Entry("industry", table.industry, "industry", table.id) for _, table in tables),
        *(Entry("title", category.term, "category", category.id) for _, category in categories),
    )
