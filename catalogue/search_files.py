"""The files that the search in the browser loads: the index, one for all languages, and each language's words."""

from __future__ import annotations

from collections.abc import Iterator

from .entries import Entry, entries_of
from .linked import Catalogue
from .load import Sources
from .page_context import ASSETS
from .script_words import script_words
from .search import SearchEntry, search_index


def search_files(sources: Sources, catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Every file by its path."""
    assert sources.traditional
    assert sources.readings
    yield (
        f"{ASSETS}search.json",
        search_index(search_entries(catalogue), sources.traditional.characters, sources.readings.characters),
    )
    for name, content in script_words(sources.words, catalogue.current):
        yield ASSETS + name, content


def search_entries(catalogue: Catalogue) -> list[SearchEntry]:
    """Everything that the current edition names, as the index wants it."""
    return [_search_entry(entry) for entry in entries_of(catalogue.current)]


def _search_entry(entry: Entry) -> SearchEntry:
    named, role = entry.named, entry.role
    return SearchEntry(
        kind=entry.kind,
        id=named.id,
        zh=named.name.zh,
        en=named.name["en"],
        pinyin=named.pinyin,
        aliases_zh=named.aliases["zh"],
        aliases_en=named.aliases["en"],
        tables=len(role.listings) if role else 0,
        strongest=role.strongest.id if role else "",
        industries=tuple(listing.industry.id for listing in role.listings) if role else (),
        category=entry.page_id if entry.kind == "major" else "",
        levels=tuple(listing.level.id for listing in role.listings) if role else (),
    )
