"""Rules of search: what its index can't hold is found here, with its place, and not by the index."""

from __future__ import annotations

from collections.abc import Iterator

from ..load import Sources
from ..names import Named
from ..problems import Position, Problem, one_line
from ..search import TAKEN
from ..searching.search_pinyin import is_han
from .rules_names import name_lists


def searchable(sources: Sources) -> Iterator[Problem]:
    """The signs that divide the index stand in no name, and every character of an alias can be spoken."""
    files = (sources.industries, sources.roles, sources.terms, sources.traditional, sources.readings)
    if not all(file and file.at.whole for file in files):
        return  # a name that can't be read gives no readings: its own problem comes first
    assert sources.traditional
    assert sources.readings
    records = [record for records in name_lists(sources).values() for record in records]
    simplify = str.maketrans({old: new for old, new in sources.traditional.characters.items() if len(old) == 1})
    spoken = {char for record in records for name in record.printed_names for char in name} | set(
        sources.readings.characters
    )
    for record in records:
        for place, text in _texts(record):
            if taken := TAKEN.search(text):
                hint = "Write it in letters below U+0400." if taken[0].isalpha() else "Leave it out."
                yield Problem(place, f"“{one_line(text)}” contains “{taken[0]}”, which search can't hold.", hint)
            for char in sorted(set(text.translate(simplify)) - spoken):
                if is_han(char):
                    yield Problem(
                        place,
                        f"Search does not know how “{char}” in “{one_line(text)}” is read.",
                        f"Add a line `{char}: …` with its pinyin, without tone, to {sources.root / 'readings.yaml'}.",
                    )
                    spoken.add(char)  # said once


def _texts(record: Named) -> Iterator[tuple[Position, str]]:
    for language, text in record.name.items():
        yield record.at.field(language), text
    for former in record.former:
        for language, text in former.name.items():
            yield former.at.field(language), text
    for language in record.aliases:
        for number, alias in enumerate(record.aliases[language]):
            yield record.at.field(f"aliases.{language}.{number}"), alias
