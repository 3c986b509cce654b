"""One making of a whole site: each file is handed over as soon as it is made; what the rest needs to know of it is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Sequence
from functools import partial
from sys import intern
from typing import Any

from ..hosts.hosting import RULES, header_rules
from ..hosts.nginx import FOR_HOSTS
from ..pages import Page
from ..render import Renderer
from ..rendering.page_files import Made, Put, put_pages
from ..rendering.page_scan import Scan, scan_page
from ..rendering.site_check import Fault, SiteCheck, links_of
from .exported import Exported
from .last_site import MARK
from .made_before import NOTHING, MadeBefore
from .spread import ranges, spread
from .sums import SUMS, Known, checksums, digest

FAULTS_SHOWN = 30  # a fault of a template is one of every page


class Making:
    """What is known of the files so far."""

    def __init__(self, renderer: Renderer, put: Put, processes: int, before: MadeBefore) -> None:
        self._renderer, self._put, self._processes, self._before = renderer, put, processes, before
        self._root = renderer.site.root
        self._check = SiteCheck()  # of pages made anew: what was taken over says what it said
        self._links: dict[str, str] = {}  # what tells where these pages lead
        self.digests: dict[str, str] = {}  # the SHA-256 of every file, by its path
        self.pages: dict[str, Known] = {}
        self.copied: dict[str, bytes] = {}  # the exports that stand at former addresses, too

    def keep(self, path: str, content: bytes) -> None:
        """Hand over a file."""
        self._put(path, content)
        self.digests[path] = digest(content)
        if path.endswith(".html"):
            scan = scan_page(path, content, self._root)
            self._note(path, scan, links_of(scan))

    def exports_and_pages(self, exported: Exported, pages: Sequence[Page], copied: Collection[str]) -> Generator[Made]:
        """Hand over the exports, and the pages with their twins. What names the exports' sizes comes last."""
        first, last = ([page for page in pages if page.type.names_exports is last] for last in (False, True))
        exports = exported.tasks(self._put, copied, self._before)
        put_some = partial(put_pages, self._renderer, put=self._put, before=self._before)
        tasks: list[Callable[[], list[Any]]] = [*exports, *(partial(put_some, some) for some in ranges(first))]
        with spread(tasks, self._processes) as results:
            for number, made in enumerate(results):
                if number < len(exports):
                    exported.keep(made)
                    self.copied.update((one.address, one.content) for one in made if one.content is not None)
                else:
                    yield from map(self._noted, made)
        rest = [partial(put_some, some) for some in ranges(last)]
        with spread(rest, self._processes if len(rest) > 1 else 1) as results:
            for made in results:
                yield from map(self._noted, made)
        self.digests.update((path, one.sha256) for path, one in exported.items())

    def _noted(self, made: Made) -> Made:
        self.digests.update((intern(path), one.sha256) for path, one in made.known.items())
        self.pages[made.path] = made.known[made.path]
        if made.scan:
            self._note(made.path, made.scan, made.links)
        return made

    def _note(self, path: str, scan: Scan, links: str) -> None:
        self._check.note(path, scan)
        if self._before is not NOTHING:
            self._links[path] = links

    def lists(self) -> None:
        """Hand over what lists the files."""
        self.keep(SUMS, checksums({path: known for path, known in self.digests.items() if path not in FOR_HOSTS}))
        self.keep(RULES, header_rules(self.digests, self._root))

    def check(self, moved: Collection[str]) -> None:
        """Raises SystemExit with what is wrong in the finished site; `moved` are files of old addresses."""
        if faults := self._faults(moved):
            shown = "\n".join(map(str, faults[:FAULTS_SHOWN]))
            raise SystemExit(f"The site was not published, {len(faults)} faults:\n{shown}")
        if self._before is not NOTHING:
            self._put(MARK, self._before.record(self.digests, self._links))

    def _faults(self, moved: Collection[str]) -> list[Fault]:
        """Pages that were taken over were right, and still are if no other page has changed its links."""
        kept = [path for path in self.pages if path not in self._links]
        if self._before is not NOTHING and kept:
            if self._before.leads_as_now(self._links):
                return self._check.faults(self.digests)
            with spread([partial(self._scans_of, some) for some in ranges(kept)], self._processes) as results:
                for scans in results:
                    for path, scan in scans:
                        self._check.note(path, scan)
        return self._check.faults(self.digests) + self._check.lost(moved)

    def _scans_of(self, kept: Sequence[str]) -> list[tuple[str, Scan]]:
        return [(path, scan_page(path, self._before.get(path) or b"", self._root)) for path in kept]
