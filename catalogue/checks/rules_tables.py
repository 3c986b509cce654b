"""Rules of one table: its file, ranks, roles and levels."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from ..load import Sources
from ..model import EditionFile, Row
from ..problems import Position, Problem, one_line
from ..reader.repairs import nearest
from .rules_edition import facts_of, in_rank_order, tables_of

UNNAMED = "table-"  # with its number, the name of a drafted table whose industry has no id yet
_UNNAMED = re.compile(UNNAMED + r"([0-9]{1,3})")


def _ids_in_order(sources: Sources, facts: EditionFile) -> list[str]:
    """The ids of the edition's industries, in printed order; unknown ones are left out."""
    industries = sources.industries.industries if sources.industries else ()
    known = {name: industry.id for industry in industries for name in industry.printed_names}
    return [known[heading.name] for heading in facts.industries if heading.name in known]


def tables(sources: Sources) -> Iterator[Problem]:
    for edition, facts in facts_of(sources):
        folder = edition.folder / "industries"
        renamed = {stem: table for stem, table in edition.tables.items() if table and table.industry != stem}
        for stem, table in renamed.items():
            yield Problem(
                table.at.field("industry"),
                f"The table says `industry: {table.industry}`, but its file is `{stem}.yaml`.",
                f"Write `industry: {stem}`, or rename the file.",
            )
        if not sources.industries or not sources.industries.at.whole or not facts.at.whole or not edition.tables:
            continue
        expected = _ids_in_order(sources, facts)
        if len(expected) < len(facts.industries):
            continue  # an industry that is not known comes first
        names = {industry.id: industry.name.zh for industry in sources.industries.industries}
        lost = [id_ for id_ in expected if id_ not in edition.tables]
        lost = [id_ for id_ in lost if id_ not in {table.industry for table in renamed.values()}]
        for stem in edition.tables:
            if stem in expected or stem in renamed:
                continue
            drafted = _UNNAMED.fullmatch(stem)
            number = int(drafted[1]) if drafted else 0
            if 0 < number <= len(expected) and expected[number - 1] in lost:
                lost.remove(id_ := expected[number - 1])
                yield Problem(
                    Position(str(folder / f"{stem}.yaml")),
                    f"The table of {names[id_]} still has the name under which it was drafted.",
                    f"Rename the file to `{id_}.yaml` and write `industry: {id_}` in it.",
                )
                continue
            near = nearest(stem, lost)
            lost = [id_ for id_ in lost if id_ not in near]
            yield Problem(
                Position(str(folder / f"{stem}.yaml")),
                f"`{stem}` is not the id of an industry that edition {edition.id} prints.",
                f"Write the id of the industry and of its file alike: {near[0]} or {stem}."
                if near
                else f"Name the industry in industries.yaml and in {edition.id}/edition.yaml, or delete the file.",
            )
        for id_ in lost:
            yield Problem(
                Position(str(folder / f"{id_}.yaml")),
                f"The file is missing: it is the table of {names[id_]}.",
                "Restore it.",
            )


def ranks(sources: Sources) -> Iterator[Problem]:
    for edition, _ in facts_of(sources):
        for table in tables_of(edition):
            if table.at.whole and not in_rank_order(table):
                yield from _misranked(table.rows)


def _misranked(rows: tuple[Row, ...]) -> Iterator[Problem]:
    expected = 1
    for number, row in enumerate(rows):
        following = rows[number + 1].rank if number + 1 < len(rows) else 0
        place = row.at.field("rank")
        if row.rank == expected:
            expected += 1
        elif row.rank == expected + 1 and following == expected:
            yield Problem(
                place,
                f"The rows of ranks {expected} and {row.rank} have changed places.",
                "Write the rows in the printed order.",
            )
            expected += 1
        elif row.rank == expected - 1 and number and rows[number - 1].rank == expected:
            expected += 1  # the other of the two
        elif following == expected + 1:
            yield Problem(place, f"The rank is {row.rank} where {expected} should stand.", f"Write {expected}.")
            expected += 1
        elif row.rank < expected:
            yield Problem(
                place,
                f"Rank {row.rank} stands a second time.",
                "Delete the row that is not printed, or write its rank as printed.",
            )
        else:
            lost = f"Rank {expected} is" if row.rank == expected + 1 else f"Ranks {expected} to {row.rank - 1} are"
            yield Problem(
                place,
                f"The rank is {row.rank} where {expected} should follow. {lost} missing before it.",
                "Add the row that is missing, or write the rank as printed.",
            )
            expected = row.rank + 1


def roles_once(sources: Sources) -> Iterator[Problem]:
    for edition, _ in facts_of(sources):
        for table in tables_of(edition):
            seen: dict[str, Row] = {}
            for row in table.rows:
                first = seen.setdefault(row.role, row)
                if first is not row and first.rank != row.rank:  # a row written twice is found by its rank
                    yield Problem(
                        row.at.field("role"),
                        f"“{one_line(row.role)}” already stands in this table, on line {first.at.position.line}.",
                        "Delete the row that is not printed, or write its role as printed.",
                    )


def levels(sources: Sources) -> Iterator[Problem]:
    for edition, facts in facts_of(sources):
        yield from wrong_bounds(facts)
        if not facts.at.whole:
            continue
        if not facts.levels:
            yield Problem(facts.at.field("levels"), "The edition has no levels.", "Write those of the note.")
            continue
        yield from _unknown_levels([row for table in tables_of(edition) for row in table.rows], facts)


def wrong_bounds(facts: EditionFile) -> Iterator[Problem]:
    """Bounds that the note does not print, or that do not rise: no row can be held against them."""
    printed = re.findall(r"[0-9]+(?:\.[0-9]+)?", facts.note.text.zh)
    for level in facts.levels:
        for name, bound in (("low", level.low), ("high", level.high)):
            if printed and bound not in printed:
                yield Problem(
                    level.at.field(name),
                    f"The bound {bound} does not stand in the note on levels.",
                    f"Write the bounds of the note; it prints {', '.join(dict.fromkeys(printed))}.",
                )
    for lower, upper in itertools.pairwise(facts.levels):
        if Decimal(upper.low) < Decimal(lower.high) or Decimal(upper.high) <= Decimal(upper.low):
            yield Problem(
                upper.at.field("low"),
                "The levels do not rise from the lowest to the highest.",
                "Write them in rising order, with the bounds of the note.",
            )


def _unknown_levels(rows: list[Row], facts: EditionFile) -> Iterator[Problem]:
    """A row's level that the edition does not have; if many rows have it, the edition's is mistyped."""
    names = [level.name.zh for level in facts.levels]
    unused = {level.name.zh: level for level in facts.levels if level.name.zh not in {row.level for row in rows}}
    counts = Counter(row.level for row in rows if row.level not in names)
    for row in rows:
        count = counts[row.level]
        if count > 1 and (mistyped := nearest(row.level, unused)):
            yield Problem(
                unused[mistyped[0]].at.field("zh"),
                f"No row has the level “{one_line(mistyped[0])}”, but {count} have “{one_line(row.level)}”.",
                f"Write {one_line(row.level)}, if that is what is printed.",
            )
            counts[row.level] = 0
        elif count:
            near = nearest(row.level, names, alike=0.7)  # 严重紧缺 is a word of its own, no slip of 紧缺
            hint = f"Write {near[0]}." if near else f"Write one of: {', '.join(names)}."
            yield Problem(row.at.field("level"), f"“{one_line(row.level)}” is no level of this edition.", hint)
