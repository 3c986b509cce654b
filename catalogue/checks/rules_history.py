"""Rules of what changes with time: names of earlier editions, dates of publication, our corrections, moved pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..load import Sources
from ..names import Correction, Publication
from ..problems import Position, Problem, one_line
from .rules_edition import printed_names
from .rules_names import name_lists


def former_names(sources: Sources) -> Iterator[Problem]:
    """A former name is printed by an edition, and no edition prints two names of one thing."""
    places: dict[tuple[str, str], dict[str, Position]] = {}
    for edition in sources.editions.values():
        for one in printed_names(edition):
            found = places.setdefault((one.word, one.name), {})
            if edition.id not in found:
                found[edition.id] = one.place
    readable = all(_whole(sources, id_) for id_ in sources.editions)
    for word, records in name_lists(sources).items():
        own = {record.name.zh: record for record in records}
        for record in records:
            seen: dict[str, str] = {}
            names = (name for name in record.printed_names if own.get(name, record) is record)  # else said elsewhere
            for name in names:
                for id_, place in places.get((word, name), {}).items():
                    if seen.setdefault(id_, name) != name:
                        yield Problem(
                            place,
                            f"“{one_line(name)}” is another name of “{one_line(seen[id_])}”, which this edition prints too.",
                            f"If they are two {word}s, give each an entry of its own; else write the row as printed.",
                        )
            for former in record.former:
                if readable and (word, former.name.zh) not in places:
                    yield Problem(
                        former.at.field("zh"),
                        f"No edition prints the former name “{one_line(former.name.zh)}”.",
                        "Write the name that an earlier edition prints, or delete it.",
                    )


def _whole(sources: Sources, edition: str) -> bool:
    files = sources.editions[edition]
    parts = (files.facts, files.titles, files.qualifications, files.certificates, *files.tables.values())
    return all(part and part.at.whole for part in parts)


def publications(sources: Sources) -> Iterator[Problem]:
    """Each edition has the one date on which we published it; one newer than the current edition may have none yet."""
    file = sources.corrections
    if not file or _misnamed(sources):
        return
    seen: dict[str, int] = {}
    for one in file.published:
        if one.edition not in sources.editions:
            yield _no_edition(one.at.field("edition"), one.edition, sources)
        elif one.edition in seen:
            yield Problem(
                one.at.field("edition"),
                f"The edition {one.edition} is already dated on line {seen[one.edition]}.",
                "Keep the date on which it was first published here.",
            )
        seen.setdefault(one.edition, one.at.position.line)
    for id_ in sources.editions:
        if id_ not in seen and file.at.whole and not (sources.site and id_ > sources.site.edition):
            yield Problem(
                file.at.field("published"),
                f"The edition {id_} has no date of publication.",
                f'Add {{edition: "{id_}", date: …}} with the day on which this site first shows it.',
            )


def corrections(sources: Sources) -> Iterator[Problem]:
    """A correction has an id of its own, names an edition, and comes after its publication."""
    file = sources.corrections
    if not file:
        return
    first = {one.edition: one.date for one in file.published}
    ids: dict[str, int] = {}
    for one in file.corrections:
        if one.id in ids:
            yield Problem(
                one.at.field("id"),
                f"The id `{one.id}` already belongs to the correction on line {ids[one.id]}.",
                "Give each its own id; feed readers know it by it.",
            )
        ids.setdefault(one.id, one.at.position.line)
        if one.edition not in sources.editions and not _misnamed(sources):
            yield _no_edition(one.at.field("edition"), one.edition, sources)
        if one.date < first.get(one.edition, ""):
            yield Problem(
                one.at.field("date"),
                f"The correction is dated before {first[one.edition]}, when its edition was published.",
                "Write the day on which the corrected page was published; before publication nothing needs an entry.",
            )


def days(sources: Sources) -> Iterator[Problem]:
    """A date is a day of the calendar. Whether it is past is not asked: the clock decides no build."""
    file, site = sources.corrections, sources.site
    dated: Iterable[Publication | Correction] = (*file.published, *file.corrections) if file else ()
    dates = [(one.at.field("date"), one.date) for one in dated]
    if site and site.security_expires:
        dates.append((site.at.field("security_expires"), site.security_expires))
    for place, text in dates:
        try:
            date.fromisoformat(text)
        except ValueError:
            yield Problem(place, f"There is no day {text}.", "Write a date of the calendar, for example 2026-03-01.")


def redirects(sources: Sources) -> Iterator[Problem]:
    """A moved page leads to where it stands now, in one step."""
    entries = sources.redirects.redirects if sources.redirects else ()
    targets = {one.old: one.new for one in reversed(entries)}
    seen: dict[str, int] = {}
    for one in entries:
        if one.old in seen:
            yield Problem(
                one.at.field("old"), f"“{one.old}” already moves on line {seen[one.old]}.", "Delete one of the two."
            )
            continue
        seen[one.old] = one.at.position.line
        end, passed = one.new, {one.old}
        while end in targets and end not in passed:
            passed.add(end)
            end = targets[end]
        if end in passed:
            yield Problem(
                one.at.field("new"),
                f"“{one.old}” leads back to itself.",
                "Write the path at which the page stands now.",
            )
        elif end != one.new:
            yield Problem(one.at.field("new"), f"“{one.new}” has moved on to “{end}”.", f"Write {end}.")


def _misnamed(sources: Sources) -> bool:
    """Whether a folder of an edition is lost or has another's name, which is said elsewhere."""
    if sources.site and sources.site.edition not in sources.editions:
        return True
    return any(edition.facts and edition.facts.edition != id_ for id_, edition in sources.editions.items())


def _no_edition(place: Position, id_: str, sources: Sources) -> Problem:
    names = ", ".join(f'"{name}"' for name in sources.editions)
    return Problem(place, f"There is no edition “{id_}”.", f"Write one of: {names}.")
