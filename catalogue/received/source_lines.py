"""The line of the official text on which each listing stands, so that a reader can check us against it."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import EditionFile, TableFile
from .official_text import cells_of


def source_lines(source: bytes, facts: EditionFile, tables: Mapping[str, TableFile]) -> dict[tuple[str, int], int]:
    """By printed industry and rank, the line (from 1) of a row's first cell. A row that is not there has none.

    A cell is a line, as a table pasted from Word gives it, or what stands between two tabs of a line.
    """
    cells = [cell for group in cells_of(source.decode("utf-8", "replace"))[0] for cell in group if cell.text]
    texts = [cell.text for cell in cells]
    found = {}
    start = 0
    for heading in facts.industries:
        start = _after(texts, [f"{heading.number}、{heading.name}"], start)
        here = start
        for row in tables[heading.name].rows if heading.name in tables else ():
            after = _after(texts, [str(row.rank), row.role, row.index, row.level], here)
            if after > here:
                found[heading.name, row.rank] = cells[after - 4].line
                here = after
    return found


def _after(texts: list[str], run: list[str], start: int) -> int:
    """The place behind the next run of these texts, or `start` if there is none."""
    for place in range(start, len(texts) - len(run) + 1):
        if texts[place : place + len(run)] == run:
            return place + len(run)
    return start
