"""The same page in other editions."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..linked import Catalogue
from ..pages import Page


class EditionLink(NamedTuple):
    """A page in an edition; `link` is empty where the edition lacks it."""

    id: str
    link: str
    here: bool
    current: bool


def edition_links(page: Page, catalogue: Catalogue, link: Callable[[str, str], str]) -> list[EditionLink]:
    """A page in every edition, the newest first; an edition that lacks it has no link. No links while there is one edition.

    `link` is given a path and an edition's id, empty for the current one.
    """
    if not page.type.pinned or len(catalogue.published) < 2:
        return []
    path = page.type.path.format(id=page.id)
    return [
        EditionLink(
            edition.id,
            link(path, "" if edition is catalogue.current else edition.id) if page.type.is_in(edition, page.id) else "",
            edition is page.edition and not page.dropped,
            edition is catalogue.current,
        )
        for edition in catalogue.published[::-1]
    ]
