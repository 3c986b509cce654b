"""Checked data → every file of the site, each handed over as soon as it is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from .addresses import file_of
from .building.exported import Exported
from .building.keys import keys_of, program_of
from .building.made_before import NO_FILE, NOTHING, MadeBefore
from .building.made_before import Read as ReadFile
from .building.making import Making
from .building.timings import Timings
from .checked import Read, checked
from .exports import edition_files
from .files.assets import asset_files, icon
from .files.compare import compare_files
from .files.difference_files import difference_files
from .files.discovery import discovery_files, manifest_files
from .files.disk import ARCHIVE, disk_assets
from .files.feed import feed_files
from .files.hashed import PlainNames, hashed
from .files.late import LateFiles
from .files.moved_files import moved_files
from .files.worker import no_worker, shell_pages, worker_files
from .hosts.hosting import security_file
from .hosts.policy import WORKER_PAGE
from .moves import former_ids
from .pages import all_pages, embedded_pages
from .render import NEUTRAL, Renderer, output_file
from .rendering.markdown_files import llms_file
from .rendering.page_files import Put
from .searching.search_files import search_files
from .site import ASSETS, Site

LARGE = 2000  # pages from which on a site is made anew only in part; a smaller one takes a second
ROOT = Path(__file__).resolve().parents[1]  # of the project, where templates and static files lie


class WholeSite:
    """A site whose data is right, ready to be rendered.

    A `preview` is for `serve`; one for the `disk` is what the `archive` holds, which is a file of the site itself.
    """

    def __init__(
        self, read: Read, base_url: str = "", preview: bool = False, disk: bool = False, archive: bytes = b""
    ) -> None:
        self.read = self.sources, self.catalogue, self.moved = read
        assert self.sources.site and self.sources.redirects
        name, words = self.sources.site.name.text, self.sources.words
        base_url = base_url or self.sources.site.base_url
        self.assets = dict(asset_files(ROOT / "static"))
        self.late_assets = LateFiles(self._assets_of_the_data)
        paths: Mapping[str, str] = PlainNames()
        if disk:
            self.assets = disk_assets({**self.assets, **self.late_assets}, ROOT / "static")
        if not preview:
            paths, self.assets = hashed({**self.late_assets, **self.assets})
        self.exported = Exported(
            *(
                partial(edition_files, edition, self.catalogue, words, name, base_url)
                for edition in self.catalogue.published
            )
        )
        self.site = Site(
            self.catalogue,
            name,
            words,
            self.sources.prose,
            base_url,
            icon(ROOT / "static"),
            former_ids(self.sources.redirects.redirects),
            paths,
            self.exported,
            self.sources.site.report,
            preview,
            self.sources.site.offline == "yes" and not preview,
            len(archive),
        )
        self.archive = {ARCHIVE: archive} if archive else {}
        self.renderer = Renderer(ROOT / "templates", self.site)
        self.pages = {output_file(page): page for page in all_pages(self.catalogue, words)}
        self.embedded = {output_file(page): page for page in embedded_pages(self.catalogue, words)}

    def files(self) -> dict[str, bytes]:
        """Every file of the site, by its path. Raises SystemExit with what is wrong in the finished pages."""
        files: dict[str, bytes] = {}
        self.put(files.__setitem__)
        return files

    def put(self, put: Put, timings: Timings | None = None, processes: int = 1, last: ReadFile = NO_FILE) -> int:
        """Hand over every file of the site, by its path, as soon as it is made. Returns their number.

        What takes long to make is taken over from the last site where that made it of the same. Raises SystemExit with
        what is wrong in the finished pages. With more than one process, `put` must reach the same place from each.
        """
        timings = timings or Timings()
        pages = [*self.pages.values(), *self.embedded.values()]
        before = NOTHING
        if len(pages) >= LARGE:
            with timings.stage("what the last site was made of"):
                before = MadeBefore(last, keys_of(self.site, pages, program_of(ROOT / "catalogue", ROOT / "templates")))
        making = Making(self.renderer, put, processes, before)
        with timings.stage(f"{len(pages)} pages, their twins and the exports"):
            for path, name in NEUTRAL.items():
                if self.site.keeps or path != WORKER_PAGE:
                    making.keep(path, self.renderer.neutral(name))
            copied = {move.new for move in self.moved if move.of_file}
            with closing(making.exports_and_pages(self.exported, pages, copied)) as made:
                for _ in timings.counted(made):
                    pass
        with timings.stage("assets, feeds, differences, lists"):
            for path, content in self._other_files(making):
                making.keep(path, content)
            making.lists()
        with timings.stage("check of the finished site"):
            making.check({file_of(move.old) for move in self.moved})
        return len(making.digests)

    def _other_files(self, making: Making) -> Iterator[tuple[str, bytes]]:
        """What is neither page nor export."""
        assert self.sources.site
        yield from self.assets.items()
        yield from self.archive.items()
        differences = dict(difference_files(self.catalogue))
        yield from differences.items()
        yield from feed_files(self.site)
        yield from discovery_files(self.pages.values(), self.site.base_url)
        yield llms_file(self.site, self.pages.values())
        yield from moved_files(self.moved, {**making.copied, **differences}, self.renderer)
        if self.site.keeps:
            shell = {address: making.digests[file_of(address)] for address in shell_pages(self.site.words)}
            listed = ((page, making.pages[path]) for path, page in self.pages.items())
            yield from worker_files(ROOT / "static", listed, shell, self.assets)
        else:
            yield no_worker(ROOT / "static")
        yield from security_file(self.sources.site, self.site.base_url)

    def _assets_of_the_data(self) -> Iterator[tuple[str, bytes]]:
        assert self.sources.site
        yield from search_files(self.sources, self.catalogue)
        yield from compare_files(self.catalogue)
        yield from manifest_files(self.sources.site.name.text)


class Shown(WholeSite):
    """What `serve` shows of a site before it is finished, a page at a time; what it publishes is the site itself.

    It has no policy, keeps nothing on readers' devices, and its assets have their plain names, so that a page need
    not wait for all of them.
    """

    def __init__(self, read: Read, base_url: str = "") -> None:
        super().__init__(read, base_url, preview=True)
        self.base_url = base_url
        self.assets.update([no_worker(ROOT / "static")])

    @classmethod
    def of(cls, data: Path, base_url: str) -> Shown:
        """Raises DataProblems."""
        return cls(checked(data), base_url)

    def early(self, path: str) -> bytes | None:
        """A page, or what a page needs; nothing for other files."""
        if page := self.pages.get(path) or self.embedded.get(path):
            return self.renderer.page(page)
        if path in NEUTRAL:
            return self.renderer.neutral(NEUTRAL[path])
        return self.assets.get(path) or (self.late_assets.get(path) if path.startswith(ASSETS) else None)

    def files(self) -> dict[str, bytes]:
        return WholeSite(self.read, self.base_url).files()
