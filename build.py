#!/usr/bin/env python3
"""Builds the Wenzhou shortage-talent catalogue: YAML in `data/` → a static bilingual site in `site/`.

    python build.py [build]    check the data, write the site; for a host: --compress, --zip; stages: --timings
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
from catalogue.disk import ARCHIVE, disk_assets, zipped
from catalogue.exports import export_addresses, export_files
from catalogue.feed import feed_files
from catalogue.fields import BaseUrl, EditionId
from catalogue.folder import changed_since
from catalogue.hashed import PlainNames, hashed
from catalogue.hosting import RULES, header_rules, security_file
from catalogue.late import LateFiles
from catalogue.link import link
from catalogue.linked import Catalogue
from catalogue.load import Sources, load
from catalogue.markdown_files import markdown_files
from catalogue.moved_files import moved_files
from catalogue.moves import Move, former_ids, misplaced, moves
from catalogue.nginx import FOR_HOSTS, Server, nginx_configuration
from catalogue.pages import all_pages, embedded_pages
from catalogue.policy import WORKER_PAGE
from catalogue.problems import DataProblems, WrongUse
from catalogue.publish import NotOurs, publish, spare
from catalogue.render import Renderer, output_file
from catalogue.rules import check
from catalogue.schemas import FOLDER, schema_files
from catalogue.search_files import search_files
from catalogue.shape import matches
from catalogue.site import ASSETS, Site
from catalogue.site_check import check_site
from catalogue.sums import SUMS, checksums
from catalogue.timings import Timings
from catalogue.worker import worker_files

COMMANDS = ("build", "check", "serve", "addresses", "diff", "nginx", "import", "schemas")
NEUTRAL = {"index.html": "chooser", "404.html": "404"}  # pages of no language, and their templates
RARELY = (50_000, 20, 20)  # when to look for garbage that is held in circles: a build leaves little
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
    shown = (*all_pages(catalogue, sources.words), *embedded_pages(catalogue, sources.words))
    pages = [page.address for page in shown]
    feeds = [feed_address(language) for language in sources.words]
    files = (*export_addresses(catalogue), *(path for path, _ in difference_files(catalogue)))
    return [f"/{address}" for address in (*pages, *feeds, *files, "llms.txt")]


class Draft:
    """A site whose data is right, ready to be rendered."""

    def __init__(
        self, read: Read, base_url: str = "", preview: bool = False, disk: bool = False, archive: bytes = b""
    ) -> None:
        self.read = self.sources, self.catalogue, self.moved = read
        assert self.sources.site and self.sources.redirects
        name, words = self.sources.site.name.text, self.sources.words
        base_url = base_url or self.sources.site.base_url
        self.assets = dict(asset_files(HERE / "static"))
        self.late_assets = LateFiles(self._assets_of_the_data)
        paths: Mapping[str, str] = PlainNames()
        if disk:
            self.assets = disk_assets({**self.assets, **self.late_assets}, HERE / "static")
        if not preview:
            paths, self.assets = hashed({**self.late_assets, **self.assets})
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
            len(archive),
        )
        self.archive = {ARCHIVE: archive} if archive else {}
        self.renderer = Renderer(HERE / "templates", self.site)
        self.pages = {output_file(page): page for page in all_pages(self.catalogue, words)}
        self.embedded = {output_file(page): page for page in embedded_pages(self.catalogue, words)}

    def files(self, timings: Timings | None = None) -> dict[str, bytes]:
        """Every file of the site, by its path. Raises SystemExit with what is wrong in the finished pages."""
        stage = (timings or Timings()).stage
        with stage("exports"):
            files = dict(self.site.exported)
        with stage(f"{len(self.pages) + len(self.embedded)} pages"):
            files.update((path, self.renderer.neutral(name)) for path, name in NEUTRAL.items())
            files.update((path, self.renderer.page(page)) for path, page in {**self.pages, **self.embedded}.items())
        with stage("twins in Markdown"):
            files.update(markdown_files(self.site, list(self.pages.values()), files))
        with stage("differences, feeds, worker and lists"):
            files.update(self._other_files(files))
        with stage("check of the finished site"):
            faults = check_site(files, self.site.root, {file_of(move.old) for move in self.moved})
        if faults:
            shown = "\n".join(map(str, faults[:FAULTS_SHOWN]))
            raise SystemExit(f"The site was not published, {len(faults)} faults:\n{shown}")
        return files

    def _other_files(self, made: Mapping[str, bytes]) -> dict[str, bytes]:
        """What is neither page nor export; some of it lists what is `made`."""
        assert self.sources.site
        files = {**made, **self.assets, **self.archive}
        files.update(difference_files(self.catalogue))
        files.update(feed_files(self.site))
        files.update(discovery_files(list(self.pages.values()), self.site.base_url))
        files.update(moved_files(self.moved, files, self.renderer))
        if self.site.keeps:
            files[WORKER_PAGE] = self.renderer.neutral("offline")
        files.update(list(worker_files(HERE / "static", self.pages.values(), self.assets, files, self.site.keeps)))
        files.update(security_file(self.sources.site, self.site.base_url))
        files[SUMS] = checksums({path: raw for path, raw in files.items() if path not in FOR_HOSTS})
        files[RULES] = header_rules(files, self.site.root)
        return files

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
        self.assets.update(worker_files(HERE / "static", (), (), {}, keeps=False))

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

    def files(self, timings: Timings | None = None) -> dict[str, bytes]:
        return Draft(self.read, self.base_url).files(timings)


def site_files(
    data: Path, base_url: str = "", archive: bool = False, timings: Timings | None = None
) -> dict[str, bytes]:
    """Every file of the site, by its path; with `archive`, one of them holds all the others for reading from a disk.

    Raises DataProblems, also when the data changed meanwhile.
    """
    timings = timings or Timings()
    with timings.stage("the data read and checked"):
        read = checked(data)
    packed = b""
    if archive:
        with timings.stage("the site as one file"):
            packed = zipped(Draft(read, base_url, disk=True).files())
    with timings.stage("assets and search index"):
        draft = Draft(read, base_url, archive=packed)
    files = draft.files(timings)
    if changed := list(changed_since(draft.sources.stamps)):
        raise DataProblems(changed)
    return files


def nginx(data: Path, base_url: str = "") -> str:
    """The configuration of nginx for the site at its base URL."""
    sources, _, moved = checked(data)
    assert sources.site
    return nginx_configuration(Server.at(base_url or sources.site.base_url), sources.words, moved)


def build(
    data: Path,
    out: Path,
    base_url: str = "",
    compress: bool = False,
    archive: bool = False,
    timings: Timings | None = None,
) -> int:
    """Check, render, check what was rendered, publish. Returns the number of files."""
    timings = timings or Timings()
    files = site_files(data, base_url, archive, timings)
    if compress:
        from catalogue.compress import compressed  # needs brotli, which only who publishes needs

        with timings.stage("compression"):
            files.update(list(compressed(files)))
    with timings.stage(f"{len(files)} files written"):
        publish(files, out)
    timings.end()
    return len(files)


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
            count = build(options.data, options.out, options.base_url, options.compress, options.zip, timings)
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
    parser.add_argument("--zip", action="store_true", help="for build: also the whole site as one file, data/site.zip")
    parser.add_argument("--json", action="store_true", help="for diff: as JSON")
    parser.add_argument("--port", type=int, default=8000, help="for serve (default: 8000; 0: any that is free)")
    parser.add_argument("--host", default="127.0.0.1", help="for serve: who may read (default: 127.0.0.1, nobody else)")
    parser.add_argument("--edition", default="", help="for import: the edition's year")
    parser.add_argument("--force", action="store_true", help="for import: draft an edition anew that is there already")
    return parser


if __name__ == "__main__":
    sys.exit(main())
