"""What the document prints → the YAML of an edition's folder, in the form in which a person would write it.

Values are written as printed even where they are wrong: `check` then says what is wrong with them.
What is ours (ids, English) comes from editions that print the same; else it is left empty, for `check` to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from ..problems import one_line
from ..received.official_lines import Official, PrintedHeading, PrintedRow
from .known import OurTexts

# The ids of an edition's two documents, which are the same in all editions.
DOCUMENTS = ("titles-and-qualifications", "shortage-tables")
_INTERVAL = re.compile(r"[\[【(（] ?([0-9]+(?:\.[0-9]+)?) ?[-–—~～至,，、] ?([0-9]+(?:\.[0-9]+)?) ?[\]】)）]")
_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』]{1,20})[”\"」』]")
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^\n:#]|:(?=\S)|(?<=\S)#)*")
_FLOW_SIGNS = re.compile(r"[,\[\]{}]")


class Level(NamedTuple):
    name: str
    low: str
    high: str


def scalar(text: str, flow: bool = False) -> str:
    """The text as a YAML scalar that our reader reads as this text; within brackets if `flow`."""
    plain = _PLAIN.fullmatch(text) and text == text.strip() and text.isprintable() and not text.endswith(":")
    if plain and not (flow and _FLOW_SIGNS.search(text)):
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable():
        return char
    return f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}"


def levels_of(official: Official) -> list[Level]:
    """The levels of the note, from the lowest to the highest; none if it has another form than ours."""
    note = official.note.text if official.note else ""
    bounds, names = _INTERVAL.findall(note), _QUOTED.findall(note)
    if len(bounds) != len(names):
        return []
    found = [Level(name, low, high) for name, (low, high) in zip(names, bounds, strict=True)]
    return sorted(found, key=lambda level: Decimal(level.low))


def edition_yaml(official: Official, edition: str, ours: OurTexts, languages: Sequence[str]) -> str:
    foreign = [language for language in languages if language != "zh"]

    def our(zh: str, language: str) -> str:
        return ours.texts.get(zh, {}).get(language, "")

    def texts(zh: str, flow: bool = True) -> Iterator[tuple[str, str]]:
        yield "zh", scalar(zh, flow)
        for language in foreign:
            yield language, scalar(our(zh, language), flow)

    lines = ["# What the two documents of this edition print, besides their lists and tables."]
    lines += [f'edition: "{edition}"', "documents:"]
    for id_, head in zip(DOCUMENTS, official.heads, strict=True):
        lines.append(f"  - id: {id_}")
        if head.annex:
            lines.append(f"    annex: {scalar(head.annex)}")
        lines.append(f"    zh: {scalar(head.title)}")
        if head.version:
            lines.append(f"    version: {scalar(head.version)}")
        lines += [f"    {language}: {scalar(our(head.title, language))}" for language in foreign]
    lines.append("sections:   # headings of the first document")
    for section in official.sections:
        number, name = (section.number, section.name) if section else ("", "")
        lines.append(f"  - {_flow(('number', scalar(number, True)), *texts(name))}")
    heads = zip(("rank", "role", "index", "level"), official.columns or ("",) * 4, strict=True)
    lines.append(f"columns: {_flow(*((key, scalar(head, True)) for key, head in heads))}")
    levels = levels_of(official)
    about = "   # from the lowest to the highest; the bounds as the note prints them"
    lines.append(f"levels:  {about}" if levels else "levels: []")
    for level in levels:
        id_ = scalar(ours.ids.get(level.name, ""))
        bounds = ("from", scalar(level.low, True)), ("to", scalar(level.high, True))
        lines.append(f"  - {_flow(('id', id_), *texts(level.name), *bounds)}")
    note = official.note.text if official.note else ""
    lines += ["note:", *(f"  {language}: {text}" for language, text in texts(note, flow=False))]
    lines.append("industries: # the tables of the second document, in printed order")
    for table in official.tables:
        number, name = table.heading.number, table.heading.name
        lines.append(f"  - {_flow(('number', scalar(number, True)), ('name', scalar(name, True)))}")
    if not official.tables:
        lines[-1] = "industries: []"
    lines.append("totals:     # counted on the document; a lost or doubled row is found by them")
    lines += [f"  {word}: {count}" for word, count in totals_of(official)]
    lines.append(f"  levels: [{', '.join(map(str, _level_counts(official, levels)))}]")
    return "\n".join([*lines, ""])


def totals_of(official: Official) -> list[tuple[str, int]]:
    """What the document has, rows that could not be read included: so a check asks for them."""
    qualifications, certificates = (len(one.names) if one else 0 for one in official.lists)
    return [
        ("categories", len(official.categories)),
        ("majors", sum(len(category.majors) for category in official.categories)),
        ("qualifications", qualifications),
        ("certificates", certificates),
        ("industries", len(official.tables)),
        ("listings", len(official.rows) + len(official.unread_rows)),
        ("roles", len({row.role for row in official.rows})),
    ]


def _level_counts(official: Official, levels: list[Level]) -> list[int]:
    printed = [row.level for row in official.rows]
    printed += chain.from_iterable(official.unread_rows)
    return [printed.count(level.name) for level in levels]


def table_yaml(heading: PrintedHeading, industry: str, rows: list[PrintedRow]) -> str:
    title = f"{heading.number}、{heading.name}" if heading.name else f"no heading; from line {heading.line}"
    lines = [f"# {one_line(title, 200)}", f"industry: {industry}", "rows:" if rows else "rows: []"]
    for row in rows:
        fields = ("rank", row.rank), ("role", row.role), ("index", row.index), ("level", row.level)
        lines.append(f"  - {_flow(*((key, scalar(text, True)) for key, text in fields))}")
    return "\n".join([*lines, ""])


def titles_yaml(official: Official) -> str:
    section = _section(official, 0)
    lines = [f"# {section}, as printed: （number）category。lead majors ending。"]
    lines.append("categories:" if official.categories else "categories: []")
    for category in official.categories:
        lines += [f"  - number: {scalar(category.number)}", f"    category: {scalar(category.name)}"]
        if category.lead:
            lines.append(f"    lead: {scalar(category.lead)}")
        lines.append("    majors:" if category.majors else "    majors: []")
        lines += [f"      - {scalar(major)}" for major in category.majors]
        if category.ending:
            lines.append(f"    ending: {scalar(category.ending)}")
    return "\n".join([*lines, ""])


def list_yaml(official: Official, number: int) -> str:
    """The list of qualifications (0) or certificates (1)."""
    printed = official.lists[number]
    lines = [f"# {_section(official, number + 1)}, as printed; 等 at the end means that the list is open-ended."]
    lines.append("names:" if printed and printed.names else "names: []")
    if printed:
        lines += [f"  - {scalar(name)}" for name in printed.names]
        if printed.ending:
            lines.append(f"ending: {scalar(printed.ending)}")
    return "\n".join([*lines, ""])


def _section(official: Official, number: int) -> str:
    section = official.sections[number]
    return one_line(f"{section.number}、{section.name}", 200) if section else "The heading was not found"


def _flow(*fields: tuple[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {text}" for key, text in fields) + "}"
