"""The official document's text → what it prints, each part with its line. Nothing is corrected, nothing is lost.

The document is two: a catalogue of lists (categories of majors, qualifications, certificates) under three
numbered headings, then tables of shortage roles, one under the heading of each industry, and a note on levels.
What fits nowhere is `unread`, with the reason: each cell of the text is in the records or there.
"""

from __future__ import annotations

import re
from dataclasses import replace

from .official_lines import (
    SECTION_NUMERALS,
    Official,
    PrintedHead,
    PrintedHeading,
    PrintedRow,
    PrintedTable,
    PrintedText,
    Remark,
    are_heads,
    category,
    fits_row,
    heading,
    is_annex,
    is_rank,
    is_version,
    may_be_row,
    name_list,
    title_and_version,
)
from .official_text import Artefact, Cell, cells_of

COLUMNS = 4  # rank, role, index, level
_NOTE = re.compile(r"(?:说明|注|备注)[：:].*")


def read_official(text: str) -> Official:
    """Everything that the text prints; never raises."""
    groups, artefacts = cells_of(text)
    return _Reader(groups, artefacts).official


class _Reader:
    """Goes through the cells once and knows in which part of which document they stand."""

    def __init__(self, groups: list[list[Cell]], artefacts: list[Artefact]) -> None:
        self.official = Official(artefacts=artefacts)
        self.document = 0
        self.section: int | None = None  # of the first document
        self.in_tables = False
        self.heads_again = False  # the heads of columns stood again after the last row
        flat = [cell for group in groups for cell in group if cell.text]
        self.following = dict(zip([cell[:3] for cell in flat], flat[1:], strict=False))
        for group in groups:
            row: list[Cell] = []  # cells of tables, up to what is no cell
            for cell in group:
                if self._is_row_cell(cell):
                    row.append(cell)
                    continue
                self._rows(row)
                row = []
                self._line(cell)
            self._rows(row)

    # --- lines ------------------------------------------------------------------------------------------------

    def _is_row_cell(self, cell: Cell) -> bool:
        return self.in_tables and not (_NOTE.fullmatch(cell.text) or heading(cell.line, cell.text))

    def _line(self, cell: Cell) -> None:
        official, (line, text) = self.official, cell[:2]
        if not text:
            return
        if _NOTE.fullmatch(text):
            if official.note:
                self._unread(cell, f"A note already stands on line {official.note.line}.")
            else:
                official.note = PrintedText(line, text)
        elif found := heading(line, text):
            self._as_printed(cell, f"{found.number}、{found.name}")
            if self.in_tables or self._before_table(cell):
                self._table(cell, found)
            else:
                self._section(cell, found)
        elif (one := category(line, text)) and self.section in (None, 0) and not self.document:
            self._as_printed(cell, one.text)
            official.categories.append(one)
        elif self.section in (1, 2) and not official.lists[self.section - 1] and (names := name_list(line, text)):
            self._as_printed(cell, names.text)
            official.lists[self.section - 1] = names
        else:
            self._head(cell)

    def _before_table(self, cell: Cell) -> bool:
        """Whether the heading stands above a table: what follows it is a cell, not a line of text."""
        following = self.following.get(cell[:3])
        while following and following.text == cell.text:  # a heading that stands twice
            following = self.following.get(following[:3])
        if not following or "。" in following.text or category(0, following.text) or heading(0, following.text):
            return False
        return following.tabbed or is_rank(following.text) or following.text in (*self.official.columns, "序号")

    def _section(self, cell: Cell, found: PrintedHeading) -> None:
        number = SECTION_NUMERALS.find(found.number)
        if number < 0:
            self._unread(cell, "The first document has three headings, 一 to 三.")
        elif first := self.official.sections[number]:
            self._unread(cell, f"The heading {found.number} already stands on line {first.line}.")
        else:
            self.official.sections[number] = found
            self.section = number

    def _table(self, cell: Cell, found: PrintedHeading) -> None:
        self._enter_tables()
        for table in self.official.tables:
            if table.heading.name == found.name:
                self._unread(cell, f"The table of {found.name} already begins on line {table.heading.line}.")
                self.official.tables.remove(table)
                self.official.tables.append(table)  # rows that follow belong to it
                return
        self.official.tables.append(PrintedTable(found))

    def _enter_tables(self) -> None:
        """The tables begin. A title that stands above nothing but them is theirs."""
        heads = self.official.heads
        lists = any(self.official.sections) or self.official.categories
        if not self.document and not lists and not heads[1].title:
            heads[0], heads[1] = heads[1], heads[0]
        self.document, self.in_tables = 1, True

    def _head(self, cell: Cell) -> None:
        """A line that may belong to the head of a document. After the last list, the second document begins."""
        text = cell.text
        if not self.document and self.section == len(SECTION_NUMERALS) - 1 and not text.endswith("。"):
            self.document, self.section = 1, None
        head = self.official.heads[self.document]
        title, version = title_and_version(text)
        if self.section is not None or (not self.document and self.official.categories):
            self._unread(cell, "It is no heading, category or list that was expected here.")
        elif is_annex(text) and not head.annex:
            self._set_head(replace(head, annex=text))
        elif is_version(text) and head.title and not head.version:
            self._set_head(replace(head, version=text))
        elif not head.title and not is_annex(text) and not is_version(text):
            self._set_head(replace(head, title=title, version=version))
        else:
            self._unread(cell, "The document's title was already read.")

    def _set_head(self, head: PrintedHead) -> None:
        self.official.heads[self.document] = head

    # --- tables -----------------------------------------------------------------------------------------------

    def _rows(self, cells: list[Cell]) -> None:
        """The cells that stand together in a table: heads of columns, rows, and what is neither."""
        full = [cell for cell in cells if cell.text]
        if len(full) < len(cells) == COLUMNS and may_be_row([cell.text for cell in cells]):
            return self._row(cells)  # with an empty cell
        place = 0
        lost: list[Cell] = []
        while place < len(full):
            four = full[place : place + COLUMNS]
            alone = len(full) == COLUMNS or (four[0].opens_line and four[0].of == COLUMNS)
            if self._read(four, alone, first=place == 0):
                self._lose(lost)
                lost = []
                place += len(four)
            else:
                lost.append(four[0])
                place += 1
        self._lose(lost)
        return None

    def _read(self, cells: list[Cell], alone: bool, first: bool) -> bool:
        texts = [cell.text for cell in cells]
        official = self.official
        if len(cells) < COLUMNS:
            return False
        if tuple(texts) == official.columns:
            self.heads_again = True  # on a new page, or of a table that lost its heading
        elif fits_row(texts) or (alone and may_be_row(texts)):
            self._row(cells)
        elif first and not official.columns and are_heads(texts):
            official.columns = tuple(texts)
        else:
            return False
        return True

    def _row(self, cells: list[Cell]) -> None:
        rank, role, index, level = (cell.text for cell in cells)
        tables = self.official.tables
        begins_again = self.heads_again and rank == "1" and tables and tables[-1].rows
        if not tables or begins_again:
            tables.append(PrintedTable(PrintedHeading(cells[0].line, "", "")))
        tables[-1].rows.append(PrintedRow(cells[0].line, rank, role, index, level))
        self.heads_again = False

    def _lose(self, cells: list[Cell]) -> None:
        if cells and are_heads([cell.text for cell in cells]) and len(cells) == COLUMNS:
            says = "These heads of columns are not those of the first table."
        else:
            says = f"A row has {COLUMNS} cells: rank, role, index, level."
            if cells:
                self.official.unread_rows.append([cell.text for cell in cells])
        for cell in cells:
            self._unread(cell, says)

    # --- what a person should look at -------------------------------------------------------------------------

    def _unread(self, cell: Cell, says: str) -> None:
        self.official.unread.append(Remark(cell.line, cell.text, says))

    def _as_printed(self, cell: Cell, text: str) -> None:
        if text != cell.text:
            self.official.doubts.append(Remark(cell.line, cell.text, f"It was read as “{text}”."))
