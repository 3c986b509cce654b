"""Errata against contradictions: each has the other, and each erratum quotes what is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..contradictions import FOUND_KINDS, KINDS, Contradiction, Place, contradictions, printed_at
from ..load import EditionSources, Sources
from ..model import Erratum, TableFile
from ..problems import Problem, one_line
from .rules_edition import facts_of, in_rank_order, tables_of
from .rules_names import taken_by_pages
from .rules_tables import wrong_bounds


def errata(sources: Sources) -> Iterator[Problem]:
    for edition, facts in facts_of(sources):
        if not edition.errata or not facts.levels or any(wrong_bounds(facts)):
            continue
        tables = {table.industry: table for table in tables_of(edition)}
        found = {(c.kind, c.place): c for c in contradictions(facts, edition.titles, tables)}
        noted = {(erratum.kind, place_of(erratum)) for erratum in edition.errata.errata}
        yield from _erratum_ids(edition.errata.errata)
        if edition.errata.at.whole:
            for key, contradiction in found.items():
                if key not in noted and _sound(contradiction.place, edition, tables, in_order=True):
                    yield _unnoted(contradiction, edition)
        for erratum in edition.errata.errata:
            place = place_of(erratum)
            if erratum.at.whole and _sound(place, edition, tables):
                applies = erratum.kind not in FOUND_KINDS or (erratum.kind, place) in found
                yield from _in_erratum(erratum, printed_at(place, facts, edition.titles, tables), applies, tables)


def _sound(place: Place, edition: EditionSources, tables: Mapping[str, TableFile], in_order: bool = False) -> bool:
    """Whether the place's file was read whole: if not, the file's own problems come first."""
    if place.category:
        return bool(edition.titles and edition.titles.at.whole)
    if not edition.tables and (place.role or place.industry):
        return False
    if place.role:
        return all(table and table.at.whole for table in edition.tables.values())
    if place.industry in edition.tables or place.industry in tables:
        table = tables.get(place.industry)
        return bool(table and table.at.whole and (in_rank_order(table) or not in_order))
    return True


def _in_erratum(
    erratum: Erratum, printed: str | None, applies: bool, tables: Mapping[str, TableFile]
) -> Iterator[Problem]:
    if erratum.kind not in KINDS:
        yield Problem(
            erratum.at.field("kind"),
            f"“{one_line(erratum.kind)}” is no kind of erratum.",
            f"Write one of: {', '.join(KINDS)}.",
        )
    elif wrong := _no_one_place(place_of(erratum)):
        yield Problem(
            erratum.at.position,
            wrong,
            "Write `industry` and `rank` for a row, or `category`, or `role`, or none of them for the note on levels.",
        )
    elif printed is None:
        wrong = "category" if erratum.category else "role" if erratum.role else "industry"
        if erratum.industry in tables:
            wrong = "rank"
        yield Problem(
            erratum.at.field(wrong),
            f"The edition prints no such {wrong}.",
            f"Correct the {wrong} of the erratum, or delete the erratum.",
        )
    elif erratum.printed not in printed:
        yield Problem(
            erratum.at.field("printed"),
            f"The document does not print “{one_line(erratum.printed)}” there, but “{one_line(printed)}”.",
            "Quote what is printed and correct the note, or delete the erratum if it no longer applies.",
        )
    elif not applies:
        yield Problem(
            erratum.at.position,
            f"The erratum `{erratum.id}` no longer applies: there is no such contradiction.",
            "Delete it.",
        )


def _no_one_place(place: Place) -> str:
    """What is wrong with what names the place; empty if it names one."""
    if bool(place.industry) != bool(place.rank):
        one, other = ("industry", "rank") if place.industry else ("rank", "industry")
        return f"The erratum has `{one}` without `{other}`."
    given = [name for name in ("industry", "category", "role") if getattr(place, name)]
    return (
        f"The erratum is said to be at several places: {', '.join(f'`{name}`' for name in given)}." if given[1:] else ""
    )


def _erratum_ids(errata: Iterable[Erratum]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for erratum in errata:
        if erratum.id in seen:
            yield Problem(
                erratum.at.field("id"),
                f"The id `{erratum.id}` already belongs to the erratum on line {seen[erratum.id]}.",
                "Give each its own id.",
            )
        seen.setdefault(erratum.id, erratum.at.position.line)
        yield from taken_by_pages(erratum.at.field("id"), erratum.id)


def place_of(erratum: Erratum) -> Place:
    return Place(erratum.industry, erratum.rank, erratum.category, erratum.role)


def _unnoted(contradiction: Contradiction, edition: EditionSources) -> Problem:
    kind, place, position, says = contradiction
    where = f", industry: {place.industry}, rank: {place.rank}" if place.industry else ""
    where += f", category: {place.category}" if place.category else ""
    hint = f"Correct the figure if it is mistyped; if the document prints it so, add `kind: {kind}{where}` with a note to {edition.folder}/errata.yaml."
    return Problem(position, says, hint)
