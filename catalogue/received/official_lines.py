"""The forms that lines of the official document have, each with the record that it becomes.

`（三）新型材料类。包括复合材料工程技术、金属轧制等。` → 三, 新型材料类, 包括, two majors, 等.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from .official_text import Artefact

SECTION_NUMERALS = "一二三"  # the sections of the first document, in order
_HEADING = re.compile(r"([一二三四五六七八九十百零]{1,5}) ?[、.．] ?(.+)")
_CATEGORY = re.compile(r"[（(]([一二三四五六七八九十百零]{1,5})[）)] ?([^。：:]+)[。：:](.*)")
_LEAD = re.compile(r"(?:主要)?(?:包括|包含|涵盖)[：:]?")
_ENDING = re.compile(r"等+$")
_ANNEX = re.compile(r"附 ?件 ?[0-9０-９一二三四五六七八九十]*[：:]?")
_VERSION = re.compile(r"[（(][^（）()]{1,12}版[）)]")
_TITLE_AND_VERSION = re.compile(rf"(.+?)({_VERSION.pattern})")
_RANK = re.compile(r"[0-9０-９]{1,4}[.．、]?")
_INDEX = re.compile(r"(?=.*[0-9０-９])[0-9０-９OoＯlI.．,，·。:： ]{1,12}%?")
_LETTER = re.compile(r"[^\W\d_]")
_BRACKETS = {"（": 1, "(": 1, "）": -1, ")": -1}


class PrintedText(NamedTuple):
    line: int
    text: str


class PrintedHeading(NamedTuple):
    """`number、name`"""

    line: int
    number: str
    name: str


@dataclass(frozen=True)
class PrintedHead:
    """What stands above a document: the annex's number, the title, the version."""

    annex: str = ""
    title: str = ""
    version: str = ""


class PrintedCategory(NamedTuple):
    """`（number）name。lead majors ending。`"""

    line: int
    number: str
    name: str
    lead: str
    majors: tuple[str, ...]
    ending: str

    @property
    def text(self) -> str:
        return f"（{self.number}）{self.name}。{self.lead}{'、'.join(self.majors)}{self.ending}。"


class PrintedList(NamedTuple):
    """`names ending。`"""

    line: int
    names: tuple[str, ...]
    ending: str

    @property
    def text(self) -> str:
        return f"{'、'.join(self.names)}{self.ending}。"


@dataclass(frozen=True)
class PrintedRow:
    """A row's cells as printed, whether right or not; `line` is that of the first."""

    line: int
    rank: str
    role: str
    index: str
    level: str


class Remark(NamedTuple):
    """Something about a line that a person should look at: it was not read, or not just as printed."""

    line: int
    text: str
    says: str


@dataclass
class PrintedTable:
    """An industry's table; its heading is empty if the document prints none above it."""

    heading: PrintedHeading
    rows: list[PrintedRow] = field(default_factory=list)


@dataclass
class Official:
    """What the document prints. `heads` are of the two documents; a section or note not found is None."""

    heads: list[PrintedHead] = field(default_factory=lambda: [PrintedHead(), PrintedHead()])
    sections: list[PrintedHeading | None] = field(default_factory=lambda: [None] * len(SECTION_NUMERALS))
    categories: list[PrintedCategory] = field(default_factory=list)
    lists: list[PrintedList | None] = field(default_factory=lambda: [None, None])  # qualifications, certificates
    columns: tuple[str, ...] = ()
    tables: list[PrintedTable] = field(default_factory=list)
    note: PrintedText | None = None
    unread: list[Remark] = field(default_factory=list)
    unread_rows: list[list[str]] = field(default_factory=list)  # cells that seem to be of one row
    doubts: list[Remark] = field(default_factory=list)  # read, but printed in another form than the pages show
    artefacts: list[Artefact] = field(default_factory=list)

    @property
    def rows(self) -> list[PrintedRow]:
        return [row for table in self.tables for row in table.rows]


def heading(line: int, text: str) -> PrintedHeading | None:
    match = _HEADING.fullmatch(text)
    return PrintedHeading(line, match[1], match[2]) if match else None


def category(line: int, text: str) -> PrintedCategory | None:
    match = _CATEGORY.fullmatch(text)
    if not match:
        return None
    lead = _LEAD.match(match[3])
    names, ending = _listed(match[3][lead.end() :] if lead else match[3])
    return PrintedCategory(line, match[1], match[2], lead[0] if lead else "", names, ending)


def name_list(line: int, text: str) -> PrintedList | None:
    """A list of names; a single name only if it ends as a list does."""
    names, ending = _listed(text)
    return PrintedList(line, names, ending) if names and (len(names) > 1 or ending or text.endswith("。")) else None


def _listed(text: str) -> tuple[tuple[str, ...], str]:
    text = text.strip().removesuffix("。")
    ending = _ENDING.search(text)
    names = [name.strip() for name in _divided(text[: ending.start()] if ending else text)]
    return tuple(name for name in names if name), ending[0] if ending else ""


def _divided(text: str) -> list[str]:
    """What stands between 、 outside brackets: `钳工（工具、装配）、车工` is two."""
    parts: list[list[str]] = [[]]
    depth = 0
    for char in text:
        depth = max(0, depth + _BRACKETS.get(char, 0))
        if char == "、" and not depth:
            parts.append([])
        else:
            parts[-1].append(char)
    return ["".join(part) for part in parts]


def is_annex(text: str) -> bool:
    return bool(_ANNEX.fullmatch(text))


def is_version(text: str) -> bool:
    return bool(_VERSION.fullmatch(text))


def title_and_version(text: str) -> tuple[str, str]:
    match = _TITLE_AND_VERSION.fullmatch(text)
    return (match[1].strip(), match[2]) if match else (text, "")


def has_letter(text: str) -> bool:
    return bool(_LETTER.search(text))


def fits_row(cells: list[str]) -> bool:
    """Whether the four cells can only be a row: a rank, a name, an index, a word."""
    rank, role, index, level = cells
    return bool(_RANK.fullmatch(rank) and has_letter(role) and _INDEX.fullmatch(index)) and _is_word(level)


def may_be_row(cells: list[str]) -> bool:
    """Whether four cells that stand by themselves are a row, though one of them may be wrong or empty."""
    rank, role, index, _ = cells
    return has_letter(role) and bool(_RANK.fullmatch(rank) or _INDEX.fullmatch(index))


def is_rank(text: str) -> bool:
    return bool(_RANK.fullmatch(text))


def are_heads(cells: list[str]) -> bool:
    """Whether the cells can be the heads of columns: short words without figures."""
    return all(map(_is_word, cells))


def _is_word(text: str) -> bool:
    return 0 < len(text) <= 20 and has_letter(text) and not re.search(r"[0-9０-９]", text)
