"""The files that the search in the browser loads: the index, one for all languages, and each language's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..checks.rules_names import name_lists
from ..fields import LANGUAGES
from ..linked import Catalogue
from ..load import Sources
from ..names import Named
from ..search import SearchEntry, search_index
from ..shown.entries import Entry, dropped_entries, entries_of
from ..site import ASSETS
from .script_words import script_words
from .search_pinyin import is_han, spoken_words, toneless, units


def search_files(sources: Sources, catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Every file by its path."""
    assert sources.traditional
    entries = search_entries(catalogue)
    yield f"{ASSETS}search.json", search_index(entries, sources.traditional.characters, _readings(sources, entries))
    for name, content in script_words(sources.words, catalogue.current):
        yield ASSETS + name, content


def search_entries(catalogue: Catalogue) -> list[SearchEntry]:
    """Everything that the current edition names, and what it has dropped and that keeps its page."""
    now = [_search_entry(entry) for entry in entries_of(catalogue.current)]
    return now + [_search_entry(entry, dropped=True) for entry in dropped_entries(catalogue)]


def _readings(sources: Sources, entries: list[SearchEntry]) -> Mapping[str, str]:
    """Readings of characters that no name of the index has: those of names that are not in it, and those given for aliases."""
    assert sources.readings
    in_names = {char for entry in entries for char in entry.zh}
    found: dict[str, str] = {}
    for records in name_lists(sources).values():
        for record in records:
            spoken = [(record.name.zh, record.pinyin), *((one.name.zh, one.pinyin) for one in record.former)]
            for zh, pinyin in spoken:
                syllables = (syllable for word in spoken_words(zh, pinyin) for syllable in word)
                for char, syllable in zip(units(zh), syllables, strict=True):
                    if is_han(char) and char not in in_names:
                        found.setdefault(char, toneless(syllable))
    return {**found, **sources.readings.characters}


def _search_entry(entry: Entry, dropped: bool = False) -> SearchEntry:
    """A former name finds its record as an alias does."""
    named, role = entry.named, None if dropped else entry.role
    names = (named.name, *(former.name for former in named.former))
    return SearchEntry(
        kind=entry.kind,
        id=named.id,
        zh=named.name.zh,
        en=named.name["en"],
        pinyin=named.pinyin,
        aliases_zh=_others("zh", names, named),
        aliases_en=(*_others("en", names, named), *_further(names, named)),
        tables=len(role.listings) if role else 0,
        strongest=role.strongest.id if role else "",
        industries=tuple(listing.industry.id for listing in role.listings) if role else (),
        category=entry.page_id if entry.kind == "major" else "",
        levels=tuple(listing.level.id for listing in role.listings) if role else (),
        dropped=dropped,
    )


def _further(names: Iterable[Mapping[str, str]], named: Named) -> Iterator[str]:
    """What it is called in languages that the index has no list of its own for."""
    for language in named.name:
        if language not in LANGUAGES:
            yield from (named.name[language], *_others(language, names, named))


def _others(language: str, names: Iterable[Mapping[str, str]], named: Named) -> tuple[str, ...]:
    """What it was called and is also called, but not as it is called."""
    called = dict.fromkeys((*(name[language] for name in names), *named.aliases[language]))
    return tuple(text for text in called if text != named.name[language])
