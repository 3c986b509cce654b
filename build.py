#!/usr/bin/env python3
"""Builds the Wenzhou shortage-talent catalogue: YAML in `data/` → a static bilingual site in `site/`.

    python build.py [build]    check the data, write the site
    python build.py check      list what is wrong in the data
    python build.py serve      build, serve on 127.0.0.1:8000, show anew on every save
    python build.py addresses  record the addresses of what is published
    python build.py diff OLD NEW [--json]  what differs between two editions

Exit status: 0 fine, 1 problems in the data, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from functools import cached_property, partial
from pathlib import Path

from catalogue.addresses import feed_address, file_of
from catalogue.assets import asset_files, icon
from catalogue.compare import compare_files
from catalogue.difference_files import UnknownEdition, difference_between, difference_files
from catalogue.discovery import discovery_files
from catalogue.exports import export_addresses, export_files
from catalogue.feed import feed_files
from catalogue.fields import BaseUrl
from catalogue.link import link
from catalogue.linked import Catalogue
from catalogue.load import Sources, load
from catalogue.moved_files import moved_files
from catalogue.moves import Move, former_ids, misplaced, moves
from catalogue.page_context import ASSETS, Site
from catalogue.pages import all_pages
from catalogue.problems import DataProblems
from catalogue.publish import NotOurs, publish, spare
from catalogue.render import Renderer, output_file
from catalogue.rules import check
from catalogue.search_files import search_files
from catalogue.shape import matches
from catalogue.site_check import check_site

FAULTS_SHOWN = 30  # a fault of a template is one of every page
HERE = Path(__file__).resolve().parent


def checked(data: Path) -> tuple[Sources, Catalogue, list[Move]]:
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
    return [f"/{address}" for address in (*pages, *feeds, *files)]


class Draft:
    """A site whose data is right; its pages are rendered when they are asked for, as a preview does."""

    def __init__(self, data: Path, base_url: str = "") -> None:
        """Raises DataProblems."""
        self.sources, self.catalogue, self.moved = checked(data)
        assert self.sources.site and self.sources.redirects
        self.site = Site(
            self.catalogue,
            self.sources.site.name.text,
            self.sources.words,
            self.sources.prose,
            base_url or self.sources.site.base_url,
            icon(HERE / "static"),
            former_ids(self.sources.redirects.redirects),
        )
        self.renderer = Renderer(HERE / "templates", self.site)
        self.pages = {output_file(page): page for page in all_pages(self.catalogue, self.sources.words)}
        self.assets = dict(asset_files(HERE / "static"))

    @cached_property
    def fetched(self) -> dict[str, bytes]:
        """What scripts fetch."""
        return {**dict(search_files(self.sources, self.catalogue)), **dict(compare_files(self.catalogue))}

    def early(self, path: str) -> bytes | None:
        """A page, or what a page needs, before the rest is finished."""
        if page := self.pages.get(path):
            return self.renderer.page(page)
        return self.assets.get(path) or (self.fetched.get(path) if path.startswith(ASSETS) else None)

    def files(self) -> dict[str, bytes]:
        """Every file of the site, by its path. Raises SystemExit with what is wrong in the finished pages."""
        files = {"index.html": self.renderer.neutral("chooser"), "404.html": self.renderer.neutral("404")}
        files.update((path, self.renderer.page(page)) for path, page in self.pages.items())
        files.update(self.assets)
        files.update(export_files(self.catalogue))
        files.update(difference_files(self.catalogue))
        files.update(feed_files(self.site))
        files.update(self.fetched)
        files.update(discovery_files(list(self.pages.values()), self.site.name, self.site.base_url))
        files.update(moved_files(self.moved, files, self.renderer))
        if faults := check_site(files, self.site.root, {file_of(move.old) for move in self.moved}):
            shown = "\n".join(map(str, faults[:FAULTS_SHOWN]))
            raise SystemExit(f"The site was not published, {len(faults)} faults:\n{shown}")
        return files


def site_files(data: Path, base_url: str = "") -> dict[str, bytes]:
    """Every file of the site, by its path."""
    return Draft(data, base_url).files()


def build(data: Path, out: Path, base_url: str = "") -> int:
    """Check, render, check what was rendered, publish. Returns the number of files."""
    files = site_files(data, base_url)
    publish(files, out)
    return len(files)


def record_addresses(data: Path) -> int:
    """Add the addresses of the site as it is now to those that must never be lost."""
    sources, catalogue, _ = checked(data)
    known = [address for address, _ in sources.addresses]
    new = [address for address in addresses(sources, catalogue) if address not in known]
    (data / "addresses.txt").write_text("".join(f"{address}\n" for address in (*known, *new)), encoding="utf-8")
    return len(new)


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if options.command == "diff" and len(options.editions) != 2:
        _parser().error("diff needs two editions: python build.py diff 2020 2023")
    if options.command != "diff" and options.editions:
        _parser().error(f"{options.command} takes no further words: {' '.join(options.editions)}")
    if options.base_url and not matches(BaseUrl, options.base_url):
        _parser().error("--base-url must begin with http:// or https:// and end in /")
    if not 0 <= options.port <= 65535:
        _parser().error("--port must be from 0 to 65535")
    try:
        if options.command == "check":
            checked(options.data)
            print("No problems.")
        elif options.command == "serve":
            from catalogue.preview import Steps
            from catalogue.serve import serve

            spare(options.out)
            draft = partial(Draft, options.data, options.base_url)
            return serve(Steps(draft, partial(publish, out=options.out), HERE), options)
        elif options.command == "diff":
            _, catalogue, _ = checked(options.data)
            before, after = options.editions
            print(difference_between(catalogue, before, after, options.json))
        elif options.command == "addresses":
            print(f"{record_addresses(options.data)} new addresses recorded.")
        else:
            print(f"{build(options.data, options.out, options.base_url)} files in {options.out}.")
    except DataProblems as found:
        print(found, file=sys.stderr)
        count = len(found.problems)
        print(f"{count} problem{'s' if count > 1 else ''}; the site was left as it was.", file=sys.stderr)
        return 1
    except UnknownEdition as error:
        print(error, file=sys.stderr)
        return 2
    except NotOurs as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename or options.out}: {error.strerror}; the site was left as it was.", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", nargs="?", default="build", choices=("build", "check", "serve", "addresses", "diff"))
    parser.add_argument("editions", nargs="*", help="for diff: the older and the newer edition")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--out", type=Path, default=Path("site"), help="the folder of the site (default: site)")
    parser.add_argument("--base-url", default="", help="the address at which the site is published, ending in /")
    parser.add_argument("--json", action="store_true", help="for diff: as JSON")
    parser.add_argument("--port", type=int, default=8000, help="for serve (default: 8000; 0: any that is free)")
    parser.add_argument("--host", default="127.0.0.1", help="for serve: who may read (default: 127.0.0.1, nobody else)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
