"""Pages → their files, and what the rest of a build needs to know of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..building.made_before import NOTHING, MadeBefore
from ..building.sums import Known
from ..pages import Page
from ..render import Renderer, output_file
from .markdown_files import twin, twin_file
from .page_scan import Scan, scan_page
from .site_check import links_of

Put = Callable[[str, bytes], None]  # takes a file of the site, by its path


class Made(NamedTuple):
    """A page whose files have been put where they belong: what is known of each, by its path, and of what it says."""

    path: str
    known: dict[str, Known]
    scan: Scan | None  # none if the page was taken over: then it says what it said
    links: str  # what tells where it leads, for builds after this one


def put_pages(renderer: Renderer, pages: Sequence[Page], put: Put, before: MadeBefore = NOTHING) -> list[Made]:
    """Renders some pages and their twins, or takes them over, and keeps none. One step for all of them after the other: it is quicker."""
    site = renderer.site
    kept = [before.get(output_file(page)) for page in pages]
    files = [(output_file(page), old or renderer.page(page)) for page, old in zip(pages, kept, strict=True)]
    twins = [
        [(twin_file(page), before.get(twin_file(page)) or twin(site, page, content))] if page.has_twin else []
        for page, (_, content) in zip(pages, files, strict=True)
    ]
    scans = [None if old else scan_page(*file, site.root) for file, old in zip(files, kept, strict=True)]
    made = []
    for (path, content), beside, read in zip(files, twins, scans, strict=True):
        own = ((path, content), *beside)
        for name, text in own:
            put(name, text)
        links = links_of(read) if read and before is not NOTHING else ""
        made.append(Made(path, {name: Known.of(text) for name, text in own}, read, links))
    return made
