"""The data folder → the catalogue, once everything in it is right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .addresses import feed_address
from .exports import export_addresses
from .files.difference_files import difference_files
from .link import link
from .linked import Catalogue
from .load import Sources, load
from .moves import Move, misplaced, moves
from .pages import all_pages, embedded_pages
from .problems import DataProblems
from .rules import check

Read = tuple[Sources, Catalogue, list[Move]]


def checked(data: Path) -> Read:
    """The data, read and found right, and what has moved; raises DataProblems with everything that is wrong.

    The sources no longer hold the editions, which the catalogue has: with the place of each value, they are large.
    """
    sources = load(data)
    problems = check(sources)
    if problems:
        raise DataProblems(problems)
    assert sources.corrections and sources.redirects
    corrections, redirects = sources.corrections.corrections, sources.redirects.redirects
    catalogue = link(sources)
    sources = replace(sources, editions={})
    now = set(addresses(sources, catalogue))
    moved, lost = moves(sources.addresses, now, redirects)
    lost += misplaced(corrections, now, sources.words)
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
