#!/usr/bin/env python3
"""Builds the Wenzhou shortage-talent catalogue: YAML in `data/` → a static bilingual site in `site/`.

    python build.py [build]    check the data, write the site
    python build.py check      list what is wrong in the data
    python build.py serve      build, serve on 127.0.0.1:8000, rebuild on every save
    python build.py addresses  record the addresses of what is published
    python build.py diff OLD NEW [--json]  what differs between two editions

Exit status: 0 fine, 1 problems in the data, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import sys
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
from catalogue.markdown_files import markdown_files
from catalogue.moved_files import moved_files
from catalogue.moves import Move, former_ids, misplaced, moves
from catalogue.page_context import Site
from catalogue.pages import all_pages
from catalogue.problems import DataProblems
from catalogue.publish import NotOurs, publish
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
    return [f"/{address}" for address in (*pages, *feeds, *files, "llms.txt")]


def site_files(data: Path, base_url: str = "") -> dict[str, bytes]:
    """Every file of the site, by its path."""
    sources, catalogue, moved = checked(data)
    assert sources.site and sources.redirects
    name, base_url = sources.site.name.text, base_url or sources.site.base_url
    exported = export_files(catalogue, sources.words, name, base_url)
    site = Site(
        catalogue,
        name,
        sources.words,
        sources.prose,
        base_url,
        icon(HERE / "static"),
        former_ids(sources.redirects.redirects),
        exported,
    )
    renderer = Renderer(HERE / "templates", site)
    pages = list(all_pages(catalogue, sources.words))
    files = {"index.html": renderer.neutral("chooser"), "404.html": renderer.neutral("404")}
    files.update((output_file(page), renderer.page(page)) for page in pages)
    files.update(asset_files(HERE / "static"))
    files.update(exported)
    files.update(difference_files(catalogue))
    files.update(feed_files(site))
    files.update(search_files(sources, catalogue))
    files.update(compare_files(catalogue))
    files.update(discovery_files(pages, site.name, site.base_url))
    files.update(markdown_files(site, pages, files))
    files.update(moved_files(moved, files, renderer))
    if faults := check_site(files, site.root, {file_of(move.old) for move in moved}):
        shown = "\n".join(map(str, faults[:FAULTS_SHOWN]))
        raise SystemExit(f"The site was not published, {len(faults)} faults:\n{shown}")
    return files


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
    try:
        if options.command == "check":
            checked(options.data)
            print("No problems.")
        elif options.command == "serve":
            from catalogue.serve import serve

            serve(lambda: build(options.data, options.out, options.base_url), options, HERE)
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
        print(f"{error} holds something that is not a site of ours; name another folder with --out.", file=sys.stderr)
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
    parser.add_argument("--port", type=int, default=8000, help="for serve (default: 8000)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
