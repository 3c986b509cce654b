"""Where an erratum leads: the pages and lines that it is about."""

from __future__ import annotations

from typing import NamedTuple

from ..fields import Texts
from ..linked import Edition
from ..model import Erratum


class PlaceLink(NamedTuple):
    """A page (with a line of it); `name` is None for the note on levels."""

    page: str
    id: str
    fragment: str
    name: Texts | None


def erratum_places(erratum: Erratum, edition: Edition) -> tuple[PlaceLink, ...]:
    """A row: its table's line. A title: its role. A category or one of its majors: that. Else the note on levels."""
    if erratum.industry:
        row = next(row for row in edition.listings if row.industry.id == erratum.industry and row.rank == erratum.rank)
        return (
            PlaceLink("industry", row.industry.id, row.role.id, row.industry.name),
            PlaceLink("role", row.role.id, "", row.role.name),
        )
    if erratum.role:
        entry = next(entry for entry in edition.roles if entry.role.name.zh == erratum.role)
        return (PlaceLink("role", entry.id, "", entry.role.name),)
    if erratum.category:
        category = next(one for one in edition.categories if one.term.name.zh == erratum.category)
        majors = [major for major in category.majors if major.name.zh == erratum.printed]
        fragment = majors[0].id if majors else ""
        places = [PlaceLink("category", category.id, "", category.term.name)]
        places += [PlaceLink("category", category.id, fragment, major.name) for major in majors]
        return tuple(places)
    return (PlaceLink("about", "", "levels", None),)
