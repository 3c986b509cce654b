"""Where a printed edition contradicts itself: what its figures and lists say against each other.

Pure findings; `rules.py` compares them with `errata.yaml`. Kinds that no program can see (a misprint)
are only ever written by a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from .model import CategoryList, EditionFile, Level, TableFile, TitlesFile
from .problems import Position

FOUND_KINDS = ("level", "order", "bounds", "lead")
KINDS = (*FOUND_KINDS, "misprint")


class Place(NamedTuple):
    """A row (industry and rank), a category or a role (its printed name), or, with none, the note on levels."""

    industry: str = ""
    rank: int = 0
    category: str = ""
    role: str = ""


class Contradiction(NamedTuple):
    kind: str
    place: Place
    position: Position
    says: str


def levels_of(value: Decimal, levels: tuple[Level, ...]) -> tuple[Level, ...]:
    """The levels whose printed bounds, both inclusive, hold the index: two where the bounds overlap."""
    return tuple(level for level in levels if Decimal(level.low) <= value <= Decimal(level.high))


def contradictions(
    facts: EditionFile, titles: TitlesFile | None, tables: Mapping[str, TableFile]
) -> Iterator[Contradiction]:
    """Every contradiction of the edition, in the order of its tables."""
    for table in tables.values():
        yield from _in_table(table, facts.levels)
    yield from _in_bounds(facts)
    if titles:
        yield from _in_leads(titles.categories)


def _in_table(table: TableFile, levels: tuple[Level, ...]) -> Iterator[Contradiction]:
    above = None
    known = {level.name.zh for level in levels}
    for row in table.rows:
        place = Place(table.industry, row.rank)
        fitting = levels_of(row.value, levels)
        if row.level in known and row.level not in [level.name.zh for level in fitting]:
            names = " or ".join(f"“{level.name.zh}”" for level in fitting) or "no level"
            says = f"The level is “{row.level}”, but the note gives {names} for {row.index}."
            yield Contradiction("level", place, row.at.field("level"), says)
        if above and row.value > above.value:
            says = f"The index {row.index} is higher than {above.index} in the row above."
            yield Contradiction("order", place, row.at.field("index"), says)
        above = row


def _in_bounds(facts: EditionFile) -> Iterator[Contradiction]:
    for lower, upper in zip(facts.levels, facts.levels[1:], strict=False):
        if Decimal(upper.low) <= Decimal(lower.high):
            says = f"The bounds of “{lower.name.zh}” and “{upper.name.zh}” overlap at {upper.low}."
            yield Contradiction("bounds", Place(), upper.at.field("low"), says)


def _in_leads(categories: tuple[CategoryList, ...]) -> Iterator[Contradiction]:
    """Categories whose opening word differs from the one that most of them have."""
    if not categories:
        return
    usual, count = Counter(category.lead for category in categories).most_common(1)[0]
    if count <= len(categories) / 2:
        return
    for category in categories:
        if category.lead != usual:
            place = Place(category=category.category)
            says = f"“{category.category}” has “{category.lead}” before its list where the others have “{usual}”."
            yield Contradiction("lead", place, category.at.position, says)


def printed_at(
    place: Place, facts: EditionFile, titles: TitlesFile | None, tables: Mapping[str, TableFile]
) -> str | None:
    """What is printed at the place, or None if there is no such place."""
    if place.industry:
        table = tables.get(place.industry)
        rows = [row.printed for row in table.rows if row.rank == place.rank] if table else []
        return rows[0] if rows else None
    if place.category:
        found = [c for c in (titles.categories if titles else ()) if c.category == place.category]
        return printed_category(found[0]) if found else None
    if place.role:
        return place.role if any(row.role == place.role for table in tables.values() for row in table.rows) else None
    return facts.note.text.zh


def printed_category(category: CategoryList) -> str:
    """The category's line as printed, its number left out."""
    return f"{category.category}。{category.lead}{'、'.join(category.majors)}{category.ending}。"
