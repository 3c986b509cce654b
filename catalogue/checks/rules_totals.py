"""Rules of totals: what is transcribed against what was counted on the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..load import EditionSources, Sources
from ..model import EditionFile
from ..problems import Position, Problem
from .rules_edition import complete, facts_of, tables_of, unknown_names


def totals(sources: Sources) -> Iterator[Problem]:
    roles_known = "role" not in unknown_names(sources)
    for edition, facts in facts_of(sources):
        for word, count in _counts(edition, facts, roles_known):
            expected = getattr(facts.totals, word)
            if count != expected:
                yield _off(facts.totals.at.field(word), word, expected, count)
        if not facts.at.whole or not facts.levels:
            continue
        if len(facts.levels) != len(facts.totals.levels):
            yield Problem(
                facts.totals.at.field("levels"),
                f"There are {len(facts.levels)} levels, but {len(facts.totals.levels)} totals of levels.",
                "Write one total for each level, in the same order.",
            )
        elif complete(edition, facts):
            yield from _off_levels(edition, facts)


def _counts(edition: EditionSources, facts: EditionFile, roles_known: bool) -> Iterator[tuple[str, int]]:
    """What can be counted: of lists that were read whole. A lost row says more than a lost role does."""
    if facts.at.whole:
        yield "industries", len(facts.industries)
    if edition.titles and edition.titles.at.whole:
        yield "categories", len(edition.titles.categories)
        yield "majors", sum(len(category.majors) for category in edition.titles.categories)
    for word, listed in (("qualifications", edition.qualifications), ("certificates", edition.certificates)):
        if listed and listed.at.whole and listed.names:
            yield word, len(listed.names)
    if complete(edition, facts):
        rows = [row for table in tables_of(edition) for row in table.rows]
        yield "listings", len(rows)
        if len(rows) == facts.totals.listings and roles_known:
            yield "roles", len({row.role for row in rows})


def _off_levels(edition: EditionSources, facts: EditionFile) -> Iterator[Problem]:
    """One problem for all levels, at the first that is off: a row that leaves one level enters another."""
    names = [level.name.zh for level in facts.levels]
    by_level = Counter(row.level for table in tables_of(edition) for row in table.rows)
    pairs = list(zip(names, facts.totals.levels, strict=True))
    off = [number for number, (name, expected) in enumerate(pairs) if by_level[name] != expected]
    if off and set(by_level) <= set(names):
        yield _off(
            facts.totals.at.field(f"levels.{off[0]}"),
            "rows of the levels " + ", ".join(names[number] for number in off),
            " and ".join(str(pairs[number][1]) for number in off),
            " and ".join(str(by_level[names[number]]) for number in off),
        )


def _off(place: Position, word: str, expected: object, count: object) -> Problem:
    return Problem(
        place,
        f"The document has {expected} {word}, but {count} are transcribed.",
        "Find the row or name that is lost or doubled; change the total only if the document was counted wrongly.",
    )
