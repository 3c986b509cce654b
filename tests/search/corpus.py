"""The searchable entries of the real data, through the project's own loader."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from catalogue.link import link
from catalogue.load import Sources, load
from catalogue.search import SearchEntry
from catalogue.searching.search_files import search_entries

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"


@cache
def sources() -> Sources:
    return load(DATA)


def entries() -> list[SearchEntry]:
    return search_entries(link(sources()))


def traditional() -> dict[str, str]:
    file = sources().traditional
    return dict(file.characters) if file else {}


def readings() -> dict[str, str]:
    file = sources().readings
    return dict(file.characters) if file else {}
