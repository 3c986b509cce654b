"""The finished site is checked, every page: what a template or a word got wrong shows here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping
from sys import intern
from typing import NamedTuple

from ..addresses import relative
from ..building.sums import short_digest
from ..hosts.policy import WORKER_PAGE
from ..render import NEUTRAL
from ..site import ASSETS
from .page_scan import Scan, scan_page

_FIRST = "index.html"
_REACHED_WITHOUT_LINKS = re.compile(r"(?:[a-z0-9-]+/)?404(?:/index)?\.html|" + re.escape(WORKER_PAGE))


class Fault(NamedTuple):
    page: str
    message: str

    def __str__(self) -> str:
        return f"{self.page}: {self.message}"


class SiteCheck:
    """Is told of one page after the other and keeps of each what later ones may ask for, which is little: a site may
    have many. That others need not come first is why links wait until what they lead to is there.
    """

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._titles: dict[tuple[str, str], str] = {}  # the first page of each
        self._ids: dict[str, tuple[str, ...]] = {}  # of every page so far
        self._same: dict[tuple[str, ...], tuple[str, ...]] = {}  # many pages have the ids of another one
        # Who leads to a file that was none of the pages so far, and to which place of it.
        self._asked: defaultdict[str, list[str]] = defaultdict(list)
        self._places: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self._reached = {_FIRST}  # by following links from the first page
        self._ways: dict[str, tuple[str, ...]] = {}  # of pages that were not reached yet

    def note(self, path: str, scan: Scan) -> None:
        """One page more."""
        self._faults += [Fault(path, message) for message in (*scan.faults, *_page_faults(scan))]
        if path not in NEUTRAL:
            first = self._titles.setdefault((scan.lang, scan.title), path)
            if first != path:
                self._faults.append(Fault(path, f"The title “{scan.title}” is also that of {first}."))
        self._ids[path] = self._same.setdefault(scan.ids, scan.ids)
        self._asked.pop(path, None)
        for page, fragment in self._places.pop(path, ()):
            self._look(page, path, fragment)
        for place in scan.places:
            target, _, fragment = place.partition("#")
            if target not in self._ids:
                self._asked[intern(target)].append(path)
                if fragment:
                    self._places[target].append((path, fragment))
            elif fragment:
                self._look(path, target, fragment)
        self._ways[path] = scan.ways
        if path in self._reached:
            self._go_on_from(path)

    def faults(self, files: Container[str]) -> list[Fault]:
        """What is wrong with the pages so far; `files` are all that the site has."""
        missing = ((target, pages) for target, pages in self._asked.items() if target not in files)
        return self._faults + [
            Fault(page, f"The link {_link(page, target)} leads to {target}, which does not exist.")
            for target, pages in missing
            for page in pages
        ]

    def lost(self, moved: Collection[str] = ()) -> list[Fault]:
        """The pages that no reader finds, if they are all there are; `moved` are files of old addresses."""
        return [
            Fault(path, "No chain of links leads from the first page to this page.")
            for path in self._ways
            if path not in moved and not _REACHED_WITHOUT_LINKS.fullmatch(path)
        ]

    def _look(self, page: str, target: str, fragment: str) -> None:
        if fragment not in self._ids[target]:
            link = _link(page, target, fragment)
            self._faults.append(Fault(page, f"The link {link} leads to a place that {target} does not have."))

    def _go_on_from(self, page: str) -> None:
        waiting = [page]
        while waiting:
            for target in self._ways.pop(waiting.pop(), ()):
                if target not in self._reached:
                    self._reached.add(intern(target))
                    waiting.append(target)


def check_site(files: Mapping[str, bytes], root: str = "/", moved: Collection[str] = ()) -> list[Fault]:
    """Every fault of the site's pages; `root` is the path that absolute links begin with, `moved` are files of old addresses."""
    check = SiteCheck()
    for path, raw in files.items():
        if path.endswith(".html"):
            check.note(path, scan_page(path, raw, root))
    return check.faults(files) + check.lost(moved)


def links_of(scan: Scan) -> str:
    """What tells whether a page leads to what it led to, and can be led to as before; not by which assets, whose names
    tell what they hold.
    """
    places = (place for place in scan.places if not place.startswith(ASSETS))
    parts = (scan.lang, scan.title, str(scan.headings), *sorted(scan.ids), "", *places, "", *sorted(scan.ways))
    return short_digest("\n".join(parts).encode())


def _link(page: str, target: str, fragment: str = "") -> str:
    """How a page leads there."""
    return relative(page.removesuffix("index.html"), target.removesuffix("index.html"), fragment)


def _page_faults(scan: Scan) -> Iterator[str]:
    if scan.headings != 1:
        yield f"The page has {scan.headings} h1 headings instead of one."
    if not scan.title:
        yield "The page has no title."
    if not scan.lang:
        yield "The page names no language."
