"""The finished site is checked, every page: what a template or a word got wrong shows here."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Mapping
from typing import NamedTuple

from ..addresses import relative
from ..building.sums import digest
from ..hosts.policy import WORKER_PAGE
from ..render import NEUTRAL
from ..site import ASSETS
from .page_scan import Scan, scan_page

_REACHED_WITHOUT_LINKS = re.compile(r"(?:[a-z-]+/)?404(?:/index)?\.html|" + re.escape(WORKER_PAGE))


class Fault(NamedTuple):
    page: str
    message: str

    def __str__(self) -> str:
        return f"{self.page}: {self.message}"


def check_site(files: Mapping[str, bytes], root: str = "/", moved: Collection[str] = ()) -> list[Fault]:
    """Every fault of the site's pages; `root` is the path that absolute links begin with, `moved` are files of old addresses."""
    return check_scans(
        {path: scan_page(path, raw, root) for path, raw in files.items() if path.endswith(".html")}, files, moved
    )


def check_scans(scans: Mapping[str, Scan], files: Container[str], moved: Collection[str] = ()) -> list[Fault]:
    """The same, of pages that have been scanned; `files` are all that the site has."""
    faults = [Fault(path, message) for path, scan in scans.items() for message in scan.faults]
    titles: dict[tuple[str, str], str] = {}
    sound: set[str] = set()
    for path, scan in scans.items():
        faults += [Fault(path, message) for message in _page_faults(scan)]
        if path not in NEUTRAL:
            first = titles.setdefault((scan.lang, scan.title), path)
            if first != path:
                faults.append(Fault(path, f"The title “{scan.title}” is also that of {first}."))
        for place in scan.places:
            if place not in sound:
                if message := _wrong(place, path, scans, files):
                    faults.append(Fault(path, message))
                else:
                    sound.add(place)
    reached = _reached(scans)
    for path in scans:
        if path not in reached and path not in moved and not _REACHED_WITHOUT_LINKS.fullmatch(path):
            faults.append(Fault(path, "No chain of links leads from the first page to this page."))
    return faults


def check_part(scans: Mapping[str, Scan], files: Container[str]) -> list[Fault]:
    """Faults of the pages that were made anew, if all have the same `links_of` as in a site without faults."""
    faults = [Fault(path, message) for path, scan in scans.items() for message in scan.faults]
    places = [(place, path) for path, scan in scans.items() for place in scan.places if place.startswith(ASSETS)]
    return faults + [Fault(path, message) for place, path in places if (message := _wrong(place, path, scans, files))]


def links_of(scan: Scan) -> str:
    """What tells whether a page leads to what it led to, and can be led to as before; not by which assets, whose names
    tell what they hold.
    """
    places = (place for place in scan.places if not place.startswith(ASSETS))
    parts = (scan.lang, scan.title, str(scan.headings), *sorted(scan.ids), "", *places, "", *sorted(scan.ways))
    return digest("\n".join(parts).encode())


def _wrong(place: str, page: str, scans: Mapping[str, Scan], files: Container[str]) -> str:
    """What is wrong with a link of a page, or nothing."""
    target, _, fragment = place.partition("#")
    link = relative(page.removesuffix("index.html"), target.removesuffix("index.html"), fragment)
    if target not in files:
        return f"The link {link} leads to {target}, which does not exist."
    if fragment and target in scans and fragment not in scans[target].ids:
        return f"The link {link} leads to a place that {target} does not have."
    return ""


def _reached(scans: Mapping[str, Scan]) -> set[str]:
    """The pages that a reader can reach from the first one by following links."""
    reached = {"index.html"}
    waiting = ["index.html"]
    while waiting:
        page = waiting.pop()
        for target in scans[page].ways if page in scans else ():
            if target in scans and target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached


def _page_faults(scan: Scan) -> Iterator[str]:
    if scan.headings != 1:
        yield f"The page has {scan.headings} h1 headings instead of one."
    if not scan.title:
        yield "The page has no title."
    if not scan.lang:
        yield "The page names no language."
