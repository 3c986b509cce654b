#!/usr/bin/env python3
"""Builds the Wenzhou shortage-talent catalogue: YAML in `data/` → a static bilingual site in `site/`.

    python build.py [build]    check the data, write the site; for a host: --compress; stages: --timings
    python build.py check      list what is wrong in the data
    python build.py serve      build, serve on 127.0.0.1:8000, show anew on every save
    python build.py addresses  record the addresses of what is published
    python build.py diff OLD NEW [--json]  what differs between two editions
    python build.py nginx      print a configuration of nginx for the site
    python build.py import FILE --edition ID [--force]  draft an edition from the official text or .docx
    python build.py schemas    write the schemas by which an editor checks the data

Exit status: 0 fine, 1 problems in the data, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from catalogue.addresses import feed_address, file_of
from catalogue.assets import asset_files, icon
from catalogue.compare import compare_files
from catalogue.difference_files import difference_between, difference_files
from catalogue.discovery import discovery_files, manifest_files
from catalogue.exports import export_addresses, export_files
from catalogue.feed import feed_files
from catalogue.fields import BaseUrl, EditionId
from catalogue.hashed import PlainNames, hashed
from catalogue.hosting import RULES, header_rules, security_file
from catalogue.late import LateFiles
from catalogue.link import link
from catalogue.linked import Catalogue
from catalogue.load import Sources, load
from catalogue.markdown_files import llms_file
from catalogue.moved_files import moved_files
from catalogue.moves import Move, former_ids, misplaced, moves
from catalogue.nginx import Server, nginx_configuration
from catalogue.page_files import Put, put_pages
from catalogue.page_scan import Scan, scan_page
from catalogue.pages import Page, all_pages
from catalogue.policy import WORKER_PAGE
from catalogue.problems import DataProblems, WrongUse
from catalogue.publish import NotOurs, publish, spare, staged
from catalogue.render import Renderer, output_file
from catalogue.rules import check
from catalogue.schemas import FOLDER, schema_files
from catalogue.search_files import search_files
from catalogue.shape import matches
from catalogue.site import ASSETS, Site
from catalogue.site_check import check_scans
from catalogue.spread import processors, spread
from catalogue.timings import Timings
from catalogue.worker import Kept, no_worker, shell_pages, worker_files

COMMANDS = ("build", "check", "serve", "addresses", "diff", "nginx", "import", "schemas")
NEUTRAL = {"index.html": "chooser", "404.html": "404"}  # pages of no language, and their templates
RARELY = (50_000, 20, 20)  # when to look for garbage that is held in circles: a build leaves little
MANY = 2000  # pages from which on several processes render them
FAULTS_SHOWN = 30  # a fault of a template is one of every page
HERE = Path(__file__).resolve().parent
Read = tuple[Sources, Catalogue, list[Move]]


def checked(data: Path) -> Read:
    """The data, read and found right, and what has moved; raises DataProblems with everything that is wrong."""
    sources = load(data)
    problems = check(sources)
    if problems:
        raise DataProblems(problems)
    assert sources.corrections and sources.redirects
    catalogue = link(sources)
    now = set(addresses(sources, catalogue))
    moved, lost = moves(sources.addresses, now, sources.redirects.redirects)
    lost += misplaced(sources.corrections.corrections, now, sources.words)
    if lost:
        raise DataProblems(lost)
    return sources, catalogue, moved


def addresses(sources: Sources, catalogue: Catalogue) -> list[str]:
    """What others may link to: pages, feeds and downloads."""
    pages = [page.address for page in all_pages(catalogue, sources.words)]
    feeds = [feed_address(language) for language in sources.words]
    files = (*export_addresses(catalogue), *(path for path, _ in difference_files(catalogue)))
    return [f"/{address}" for address in (*pages, *feeds, *files, "llms.txt")]


class Draft:
    """A site whose data is right, ready to be rendered."""

    def __init__(self, read: Read, base_url: str = "", preview: bool = False) -> None:
        self.read = self.sources, self.catalogue, self.moved = read
        assert self.sources.site and self.sources.redirects
        name, words = self.sources.site.name.text, self.sources.words
        base_url = base_url or self.sources.site.base_url
        self.assets = dict(asset_files(HERE / "static"))
        self.late_assets = LateFiles(self._assets_of_the_data)
        paths: Mapping[str, str] = PlainNames()
        if not preview:
            paths, self.assets = hashed({**self.assets, **self.late_assets})
        self.site = Site(
            self.catalogue,
            name,
            words,
            self.sources.prose,
            base_url,
            icon(HERE / "static"),
            former_ids(self.sources.redirects.redirects),
            paths,
            LateFiles(partial(export_files, self.catalogue, words, name, base_url)),
            self.sources.site.report,
            preview,
            self.sources.site.offline == "yes" and not preview,
        )
        self.renderer = Renderer(HERE / "templates", self.site)
        self.pages = {output_file(page): page for page in all_pages(self.catalogue, words)}

    def files(self) -> dict[str, bytes]:
        """Every file of the site, by its path. Raises SystemExit with what is wrong in the finished pages."""
        files: dict[str, bytes] = {}
        self.put(files.__setitem__)
        return files

    def put(self, put: Put, timings: Timings | None = None, processes: int = 1) -> int:
        """Hand over every file of the site, by its path, as soon as it is made. Returns their number.

        Raises SystemExit with what is wrong in the finished pages. With more than one process, `put` must reach the
        same place from each.
        """
        stage = (timings or Timings()).stage
        paths: set[str] = set()
        scans: dict[str, Scan] = {}
        pages = list(self.pages.values())

        def keep(path: str, content: bytes) -> None:
            put(path, content)
            paths.add(path)
            if path.endswith(".html"):
                scans[path] = scan_page(path, content, self.site.root)

        with stage("exports"):
            for path, content in self.site.exported.items():
                keep(path, content)
        with stage(f"{len(pages)} pages and their twins"):
            for path, name in NEUTRAL.items():
                keep(path, self.renderer.neutral(name))
            kept = []
            put_some = partial(put_pages, self.renderer, put=put)
            for page, made in zip(pages, spread(put_some, pages, processes), strict=True):
                paths.update(made.paths)
                scans[made.paths[0]] = made.scan.interned()
                kept.append((page, made.kept))
        with stage("assets, feeds, differences, lists"):
            for path, content in self._other_files(kept):
                keep(path, content)
            put(RULES, header_rules(paths, self.site.root))
            paths.add(RULES)
        with stage("check of the finished site"):
            faults = check_scans(scans, paths, {file_of(move.old) for move in self.moved})
        if faults:
            shown = "\n".join(map(str, faults[:FAULTS_SHOWN]))
            raise SystemExit(f"The site was not published, {len(faults)} faults:\n{shown}")
        return len(paths)

    def _other_files(self, kept: list[tuple[Page, Kept]]) -> Iterator[tuple[str, bytes]]:
        """What is neither page nor export; `kept` is what the worker's list says of each page."""
        assert self.sources.site
        pages = [page for page, _ in kept]
        yield from self.assets.items()
        differences = dict(difference_files(self.catalogue))
        yield from differences.items()
        yield from feed_files(self.site)
        yield from discovery_files(pages, self.site.base_url)
        yield llms_file(self.site, pages)
        yield from moved_files(self.moved, {**self.site.exported, **differences}, self.renderer)
        if self.site.keeps:
            shell = {address: self._shell_page(address) for address in shell_pages(self.site.words)}
            yield WORKER_PAGE, shell[WORKER_PAGE]
            yield from worker_files(HERE / "static", kept, shell, self.assets)
        else:
            yield no_worker(HERE / "static")
        yield from security_file(self.sources.site, self.site.base_url)

    def _shell_page(self, address: str) -> bytes:
        path = file_of(address)
        names = {**NEUTRAL, WORKER_PAGE: "offline"}
        return self.renderer.neutral(names[path]) if path in names else self.renderer.page(self.pages[path])

    def _assets_of_the_data(self) -> Iterator[tuple[str, bytes]]:
        assert self.sources.site
        yield from search_files(self.sources, self.catalogue)
        yield from compare_files(self.catalogue)
        yield from manifest_files(self.sources.site.name.text)


class Shown(Draft):
    """What `serve` shows of a site before it is finished, a page at a time; what it publishes is the site itself.

    It has no policy, keeps nothing on readers' devices, and its assets have their plain names, so that a page need
    not wait for all of them.
    """

    def __init__(self, read: Read, base_url: str = "") -> None:
        super().__init__(read, base_url, preview=True)
        self.base_url = base_url
        self.assets.update([no_worker(HERE / "static")])

    @classmethod
    def of(cls, data: Path, base_url: str) -> Shown:
        """Raises DataProblems."""
        return cls(checked(data), base_url)

    def early(self, path: str) -> bytes | None:
        """A page, or what a page needs; nothing for other files."""
        if page := self.pages.get(path):
            return self.renderer.page(page)
        if path in NEUTRAL:
            return self.renderer.neutral(NEUTRAL[path])
        return self.assets.get(path) or (self.late_assets.get(path) if path.startswith(ASSETS) else None)

    def files(self) -> dict[str, bytes]:
        return Draft(self.read, self.base_url).files()


def site_files(data: Path, base_url: str = "") -> dict[str, bytes]:
    """Every file of the site, by its path."""
    return Draft(checked(data), base_url).files()


def nginx(data: Path, base_url: str = "") -> str:
    """The configuration of nginx for the site at its base URL."""
    sources, _, moved = checked(data)
    assert sources.site
    return nginx_configuration(Server.at(base_url or sources.site.base_url), sources.words, moved)


def build(data: Path, out: Path, base_url: str = "", compress: bool = False, timings: Timings | None = None) -> int:
    """Check, render, check what was rendered, publish. Returns the number of files."""
    timings = timings or Timings()
    with timings.stage("the data read and checked"):
        read = checked(data)
        gc.freeze()  # what was read stays to the end, so that no collection need look at it again
    with timings.stage("assets and search index"):
        draft = Draft(read, base_url)
    processes = processors() if len(draft.pages) >= MANY else 1
    with staged(out) as site:
        if compress:
            count = draft.put(_with_compressed(site.write), timings, processes)
        else:
            count = draft.put(site.write, timings, processes)
    timings.end()
    return count


def _with_compressed(put: Put) -> Put:
    from catalogue.compress import compressed  # needs brotli, which only who publishes needs

    def put_all(path: str, content: bytes) -> None:
        put(path, content)
        for beside, smaller in compressed(path, content):
            put(beside, smaller)

    return put_all


def record_addresses(data: Path) -> int:
    """Add the addresses of the site as it is now to those that must never be lost."""
    sources, catalogue, _ = checked(data)
    known = [address for address, _ in sources.addresses]
    new = [address for address in addresses(sources, catalogue) if address not in known]
    (data / "addresses.txt").write_text("".join(f"{address}\n" for address in (*known, *new)), encoding="utf-8")
    return len(new)


def write_schemas(data: Path) -> int:
    """Write the schemas for the languages of the data anew. Returns their number."""
    sources = load(data)
    if not sources.site:
        raise DataProblems(sources.problems)
    folder = data / FOLDER
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.json"):
        old.unlink()
    files = schema_files(sources.site.languages)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return len(files)


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_intermixed_args(arguments)
    if options.command == "diff" and len(options.operands) != 2:
        _parser().error("diff needs two editions: python build.py diff 2020 2023")
    if options.command == "import" and not (len(options.operands) == 1 and matches(EditionId, options.edition)):
        _parser().error("import needs a document and its edition: python build.py import FILE --edition 2023")
    if options.command not in ("diff", "import") and options.operands:
        _parser().error(f"{options.command} takes no further words: {' '.join(options.operands)}")
    if options.base_url and not matches(BaseUrl, options.base_url):
        _parser().error("--base-url must begin with http:// or https:// and end in /")
    if not 0 <= options.port <= 65535:
        _parser().error("--port must be from 0 to 65535")
    spared = "nothing was written" if options.command == "import" else "the site was left as it was"
    try:
        if options.command == "check":
            checked(options.data)
            print("No problems.")
        elif options.command == "serve":
            from catalogue.preview import Steps
            from catalogue.serve import serve

            spare(options.out)
            steps = Steps(partial(Shown.of, options.data, options.base_url), partial(publish, out=options.out), HERE)
            return serve(steps, options)
        elif options.command == "diff":
            _, catalogue, _ = checked(options.data)
            before, after = options.operands
            print(difference_between(catalogue, before, after, options.json))
        elif options.command == "nginx":
            print(nginx(options.data, options.base_url), end="")
        elif options.command == "import":
            from catalogue.revise import import_edition

            print(import_edition(Path(options.operands[0]), options.edition, options.data, force=options.force), end="")
        elif options.command == "addresses":
            print(f"{record_addresses(options.data)} new addresses recorded.")
        elif options.command == "schemas":
            print(f"{write_schemas(options.data)} schemas in {options.data / FOLDER}.")
        else:
            gc.set_threshold(*RARELY)
            timings = Timings(shown=options.timings)
            count = build(options.data, options.out, options.base_url, compress=options.compress, timings=timings)
            print(f"{count} files in {options.out}.")
    except DataProblems as found:
        print(found, file=sys.stderr)
        count = len(found.problems)
        print(f"{count} problem{'s' if count > 1 else ''}; {spared}.", file=sys.stderr)
        return 1
    except ModuleNotFoundError as error:
        print(f"This needs a package that is not installed: pip install {error.name}", file=sys.stderr)
        return 2
    except (WrongUse, NotOurs) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename or options.out}: {error.strerror}; {spared}.", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", nargs="?", default="build", choices=COMMANDS)
    parser.add_argument(
        "operands", nargs="*", help="for diff: the older and the newer edition; for import: the document"
    )
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--out", type=Path, default=Path("site"), help="the folder of the site (default: site)")
    parser.add_argument("--base-url", default="", help="the address at which the site is published, ending in /")
    parser.add_argument("--compress", action="store_true", help="for build: brotli and gzip beside every text file")
    parser.add_argument("--timings", action="store_true", help="for build: how long each stage takes")
    parser.add_argument("--json", action="store_true", help="for diff: as JSON")
    parser.add_argument("--port", type=int, default=8000, help="for serve (default: 8000; 0: any that is free)")
    parser.add_argument("--host", default="127.0.0.1", help="for serve: who may read (default: 127.0.0.1, nobody else)")
    parser.add_argument("--edition", default="", help="for import: the edition's year")
    parser.add_argument("--force", action="store_true", help="for import: draft an edition anew that is there already")
    return parser


if __name__ == "__main__":
    sys.exit(main())
