"""Rules of an edition: what it prints against the lists of names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..fields import Where
from ..load import EditionSources, Sources
from ..model import EditionFile, TableFile
from ..names import Named
from ..problems import Position, Problem, one_line
from ..reader.repairs import nearest
from .rules_names import name_lists
from .rules_texts import HAN

_DIGITS = "零一二三四五六七八九"


def facts_of(sources: Sources) -> Iterator[tuple[EditionSources, EditionFile]]:
    for edition in sources.editions.values():
        if edition.facts:
            yield edition, edition.facts


def tables_of(edition: EditionSources) -> list[TableFile]:
    return [table for table in edition.tables.values() if table]


def complete(edition: EditionSources, facts: EditionFile) -> bool:
    """Whether every table was read whole, ranked 1..n; what is counted over tables means nothing before."""
    return len(edition.tables) == len(facts.industries) and all(
        table and table.rows and table.at.whole and in_rank_order(table) for table in edition.tables.values()
    )


def in_rank_order(table: TableFile) -> bool:
    return [row.rank for row in table.rows] == list(range(1, len(table.rows) + 1))


def chinese_numeral(number: int) -> str:
    """1–999 as headings print them: 12 → 十二, 105 → 一百零五, 112 → 一百一十二."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    above = f"{_DIGITS[hundreds]}百" if hundreds else ""
    joined = "零" if above and ones and not tens else ""
    ten = "" if not tens else "十" if tens == 1 and not above else f"{_DIGITS[tens]}十"
    return above + joined + ten + (_DIGITS[ones] if ones else "")


class Printed(NamedTuple):
    """A name that an edition prints; `word` says what it names, `field` of the record `at` prints it."""

    word: str
    name: str
    at: Where
    field: str

    @property
    def place(self) -> Position:
        return self.at.field(self.field)


def printed_names(edition: EditionSources) -> Iterator[Printed]:
    """Every name that the edition prints."""
    if edition.facts:
        for heading in edition.facts.industries:
            yield Printed("industry", heading.name, heading.at, "name")
    for table in tables_of(edition):
        for row in table.rows:
            yield Printed("role", row.role, row.at, "role")
    if edition.titles:
        for category in edition.titles.categories:
            yield Printed("category", category.category, category.at, "category")
            for number, major in enumerate(category.majors):
                yield Printed("major", major, category.at, f"majors.{number}")
    for word, listed in (("qualification", edition.qualifications), ("certificate", edition.certificates)):
        for number, name in enumerate(listed.names if listed else ()):
            assert listed
            yield Printed(word, name, listed.at, f"names.{number}")


def known_names(sources: Sources) -> Iterator[Problem]:
    """A printed name that no list has; if it is printed often and a list has a similar one, that one is mistyped."""
    files = {"industry": sources.industries, "role": sources.roles}
    lists = name_lists(sources)
    traditional = sources.traditional.characters if sources.traditional else {}
    simplify = str.maketrans({old: new for old, new in traditional.items() if len(old) == 1})
    for word, places in unknown_names(sources).items():
        file = files.get(word, sources.terms)
        if word not in lists or not (file and file.at.whole):
            continue
        unused = {record.name.zh: record for record in _unused(sources, word)}
        for name, found in places.items():
            often = f" It is printed {len(found)} times." if len(found) > 1 else ""
            if often and (near := nearest(name, unused)):
                yield Problem(
                    unused[near[0]].at.field("zh"),
                    f"No edition prints the {word} “{one_line(near[0])}”, but “{one_line(name)}” is printed and not known.{often}",
                    f"Write “{one_line(name)}”, if that is what is printed.",
                )
                continue
            near = nearest(
                name.translate(simplify), (known for record in lists[word] for known in record.printed_names), 3
            )
            suggestion = "Did you mean " + " or ".join(f"“{n}”" for n in near) + "? " if near else ""
            yield Problem(
                found[0],
                f"No {word} is called “{one_line(name)}”.{often}",
                f"{suggestion}A new {word} must be added to {file.at.position.file} first.",
            )


def unknown_names(sources: Sources) -> dict[str, dict[str, list[Position]]]:
    """By list, the printed names that are not in it, with their places."""
    known = {
        word: {name for record in records for name in record.printed_names}
        for word, records in name_lists(sources).items()
    }
    unknown: dict[str, dict[str, list[Position]]] = {}
    for edition in sources.editions.values():
        for one in printed_names(edition):
            if one.name not in known.get(one.word, ()):
                unknown.setdefault(one.word, {}).setdefault(one.name, []).append(one.place)
    return unknown


def _unused(sources: Sources, word: str) -> list[Named]:
    used = {one.name for edition in sources.editions.values() for one in printed_names(edition) if one.word == word}
    return [record for record in name_lists(sources)[word] if record.name.zh not in used]


def names_in_use(sources: Sources) -> Iterator[Problem]:
    for edition in sources.editions.values():
        parts = (edition.facts, edition.titles, edition.qualifications, edition.certificates)
        if any(part is None or not part.at.whole for part in parts) or _empty(edition):
            return
        if not edition.facts or not complete(edition, edition.facts):
            return
    unknown = unknown_names(sources)
    for word in name_lists(sources) if sources.editions else ():
        unused = {record.name.zh: record for record in _unused(sources, word)}
        for name in unknown.get(word, ()):  # already said: a printed name is like it
            for near in nearest(name, unused):
                del unused[near]
        for name, record in unused.items():
            if not HAN.search(name):
                continue  # not a name at all, which another rule says
            yield Problem(
                record.at.field("zh"),
                f"No edition prints the {word} “{one_line(name)}”.",
                "Restore its row, correct the name, or delete the entry if it was never published.",
            )


def lists(sources: Sources) -> Iterator[Problem]:
    for edition in sources.editions.values():
        yield from _repeated(edition)
        for place in _empty(edition):
            yield Problem(place, "The list is empty.", "Write what is printed, each item after `- `.")


def _empty(edition: EditionSources) -> list[Position]:
    """Where lists are that hold nothing, though all in them was read."""
    listed: list[tuple[Where, str, tuple[object, ...]]] = [
        (table.at, "rows", table.rows) for table in tables_of(edition)
    ]
    listed += [(one.at, "names", one.names) for one in (edition.qualifications, edition.certificates) if one]
    listed += [(one.at, "majors", one.majors) for one in (edition.titles.categories if edition.titles else ())]
    return [at.field(name) for at, name, items in listed if at.whole and not items]


def _repeated(edition: EditionSources) -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for one in printed_names(edition):
        if one.word == "role":
            continue
        if (one.word, one.name) in seen:
            yield Problem(
                one.place,
                f"The {one.word} “{one_line(one.name)}” is already listed on line {seen[one.word, one.name]}.",
                "Delete one of the two.",
            )
        seen.setdefault((one.word, one.name), one.place.line)


def numbering(sources: Sources) -> Iterator[Problem]:
    for edition, facts in facts_of(sources):
        if facts.at.whole:
            if len(facts.documents) != 2:
                yield Problem(
                    facts.at.field("documents"),
                    f"An edition has two documents, but {len(facts.documents)} are written.",
                    "Write the catalogue of lists, then that of tables.",
                )
            if len(facts.sections) != 3:
                yield Problem(
                    facts.at.field("sections"),
                    f"The first document has three headings, but {len(facts.sections)} are written.",
                    "Write those of titles, qualifications and certificates.",
                )
            yield from _counted([(section.number, section.at) for section in facts.sections])
            yield from _counted([(heading.number, heading.at) for heading in facts.industries])
        if edition.titles and edition.titles.at.whole:
            yield from _counted([(category.number, category.at) for category in edition.titles.categories])


def _counted(headings: list[tuple[str, Where]]) -> Iterator[Problem]:
    for count, (number, at) in zip(range(1, 1000), headings, strict=False):
        expected = chinese_numeral(count)
        if number != expected:
            yield Problem(
                at.field("number"),
                f"The number is {number} where {expected} should follow.",
                "Write the headings in printed order, none left out.",
            )
