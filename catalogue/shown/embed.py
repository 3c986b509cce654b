"""The HTML by which another site shows an industry's table: a frame with the page that is made for it."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from ..pages import EMBED, Page

ROW, REST = 44, 190  # pixels, of a column of text some 45 rem wide; the frame scrolls where they are too few


class Embed(NamedTuple):
    """`link` leads from the industry's page to the page for frames; `snippet` is the HTML to copy."""

    link: str
    snippet: str


def embed_address(page: Page) -> str:
    """The page for frames of an industry's page: `en/industries/pens/` → `en/embed/industries/pens/`."""
    return page.address_of(EMBED.name, page.id)


def snippet(address: str, title: str, rows: int) -> str:
    """A frame with a title for those who don't see it. `address` is absolute, or begins with what stands for that.

    Without `sandbox`: it would make the page a stranger to its own style sheet, and there is no script to hold back.
    """
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" loading="lazy" width="100%" '
        f'height="{REST + ROW * rows}" style="border: 0"></iframe>'
    )
