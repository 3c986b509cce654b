"""The contradictions of a new edition → its `errata.yaml`, with notes where a note that was written is still true.

A note quotes figures of its row and of what stands around it. It is used again only if all of that is printed
as it was; else the entry is drafted without a note, and `check` asks for one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ..contradictions import FOUND_KINDS, Place, contradictions, printed_at
from .draft import scalar
from .printed import Printed

_HEADER = """\
# Where the printed document contradicts itself. What is printed stays as it is; zh and en are our notes.
# kind: level (row against the note's bounds), order (index above that of the row before it),
#       bounds (the note's bounds overlap), lead (a word that the other categories have), misprint.
# place: industry and rank, or category, or role (each as printed), or none of them for the note on levels.
# printed quotes the place, so that a note can't outlive what it is about.
"""
_BOUNDS = re.compile(r"\[[^\[\]]*\](?:.*\[[^\[\]]*\])?")
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")

Entry = dict[str, str]  # an erratum's fields, in the order in which they are written


class Known(NamedTuple):
    """An edition whose errata may be used again."""

    edition: str
    entries: list[Entry]
    printed: Printed


class Drafted(NamedTuple):
    text: str
    new: list[Entry]  # without a note
    reused: list[tuple[str, Entry]]  # with the edition that the note was written for
    dropped: list[Entry]  # what this edition's file had and the document does not bear out


def errata_yaml(
    edition: str, printed: Printed, known: Sequence[Known], languages: Sequence[str], ids: Mapping[str, str]
) -> Drafted:
    """The errata of the edition. `known` are other editions, newest first, and before them this one, if it was
    drafted before; `ids` are those of categories and roles by printed name."""
    noted = [(one.edition, entry, _evidence(entry, one.printed)) for one in known for entry in one.entries]
    found = [_drafted(kind, place, printed, ids) for kind, place in _found(printed)]
    found += _misprints(noted, printed)
    kept: list[tuple[str, Entry]] = []  # with the edition that the note was written for, if there is one
    dropped: list[Entry] = []
    for entry in sorted(found, key=lambda entry: _order(entry, printed)):
        evidence = _evidence(entry, printed)
        same = [one[:2] for one in noted if _key(one[1]) == _key(entry) and one[2] == evidence]
        same = [one for one in same if _quoted(one[1], printed)]
        written = [one for one in same if all(one[1].get(language) for language in languages)]
        blank = same[0][1] if same else {**entry, **dict.fromkeys(languages, "")}
        kept.append(written[0] if written else ("", blank))
    drafted = len(kept)
    for name, entry, _ in noted:
        if name == edition and _key(entry) not in [_key(one) for _, one in kept]:
            if _place(entry).industry in printed.unsure or (_place(entry).category and not printed.titles):
                kept.append((name, entry))
            else:
                dropped.append(entry)
    entries = _numbered([entry for _, entry in kept])
    named = [(name, entry) for (name, _), entry in zip(kept, entries, strict=True)][:drafted]
    lines = [f"{_HEADER}errata:" if entries else f"{_HEADER}errata: []"]
    for entry in entries:
        fields = [f"{key}: {scalar(text)}" for key, text in entry.items()]
        lines += [f"  - {fields[0]}", *(f"    {field}" for field in fields[1:])]
    return Drafted(
        text="\n".join([*lines, ""]),
        new=[entry for name, entry in named if not name],
        reused=[(name, entry) for name, entry in named if name],
        dropped=dropped,
    )


def _found(printed: Printed) -> list[tuple[str, Place]]:
    """What a program can see, each place once for a kind."""
    found = contradictions(printed.facts, printed.titles, printed.tables)
    return list(dict.fromkeys((one.kind, one.place) for one in found))


def _misprints(noted: Sequence[tuple[str, Entry, object]], printed: Printed) -> list[Entry]:
    """What only a person sees, where an edition's note quotes what is printed again."""
    again: dict[tuple[object, ...], Entry] = {}
    for _, entry, _ in noted:
        if entry.get("kind") not in FOUND_KINDS and _quoted(entry, printed):
            again.setdefault(_key(entry), entry)
    return list(again.values())


def _drafted(kind: str, place: Place, printed: Printed, ids: Mapping[str, str]) -> Entry:
    if place.industry:
        row = printed.row(place)
        where = {"industry": place.industry, "rank": str(place.rank)}
        return {"id": f"{place.industry}-row-{place.rank}-{kind}", "kind": kind, **where, "printed": row.printed}
    if place.category:
        category = printed.category(place)
        number = printed.categories.index(category) + 1
        quote = f"{category.category}。{category.lead}{''.join(category.majors[:1])}"
        id_ = f"{ids.get(place.category) or f'category-{number}'}-{kind}"
        return {"id": id_, "kind": kind, "category": place.category, "printed": quote}
    bounds = _BOUNDS.search(printed.note)
    return {"id": "overlapping-bounds", "kind": kind, "printed": bounds[0] if bounds else printed.note}


def _key(entry: Entry) -> tuple[object, ...]:
    """Two entries with one key are about the same thing."""
    kind = entry.get("kind", "")
    return kind, _place(entry), "" if kind in FOUND_KINDS else entry.get("printed", "")


def _place(entry: Entry) -> Place:
    rank = entry.get("rank", "")
    number = int(rank) if rank.isascii() and rank.isdigit() and len(rank) < 5 else 0
    return Place(entry.get("industry", ""), number, entry.get("category", ""), entry.get("role", ""))


def _quoted(entry: Entry, printed: Printed) -> bool:
    """Whether what the entry quotes is printed at its place."""
    text = printed_at(_place(entry), printed.facts, printed.titles, printed.tables)
    return bool(entry.get("printed")) and text is not None and entry["printed"] in text


def _evidence(entry: Entry, printed: Printed) -> tuple[object, ...] | None:
    """All that the note of the entry can be about; None if the edition does not print what it quotes."""
    if not _quoted(entry, printed):
        return None
    kind, place = entry.get("kind"), _place(entry)
    if place.industry:
        row, above = printed.row(place), printed.above(place)
        return row.printed, above.printed if above else "", printed.note if kind == "level" else ""
    if place.category:
        category = printed.category(place)
        others = sorted((one.lead, one.ending) for one in printed.categories) if kind == "lead" else ()
        return category.category, category.lead, category.ending, others
    if place.role:
        return (sum(row.role == place.role for row in printed.rows),)
    bounds = {Decimal(figure) for figure in _FIGURE.findall(printed.note)}
    return printed.note, [row.printed for row in printed.rows if row.value in bounds]


def _order(entry: Entry, printed: Printed) -> tuple[int, int, int, int]:
    """The note on levels, tables in printed order, categories, roles."""
    place, kind = _place(entry), entry.get("kind", "")
    known = FOUND_KINDS.index(kind) if kind in FOUND_KINDS else -1
    if place.industry:
        return 1, list(printed.tables).index(place.industry), place.rank, known
    if place.category:
        return 2, printed.categories.index(printed.category(place)), 0, known
    if place.role:
        return 3, [row.role for row in printed.rows].index(place.role), 0, known
    return 0, 0, 0, known


def _numbered(entries: list[Entry]) -> list[Entry]:
    """Each with an id, which has a number if it stood twice: two editions may have named two things alike."""
    numbered: list[Entry] = []
    used: set[str] = set()
    for entry in entries:
        id_ = entry.get("id") or "erratum"
        further = (f"{id_}-{number}" for number in range(2, len(entries) + 2))
        free = next(one for one in (id_, *further) if one not in used)
        numbered.append(entry if entry.get("id") == free else {"id": "", **entry} | {"id": free})
        used.add(free)
    return numbered
