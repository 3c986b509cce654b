"""Word files for tests: the official text as a document with the oddities that offices give their files."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

FOOTNOTE = "指数由市人力资源和社会保障局测算"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def blocks(text: str) -> Iterator[str | list[list[str]]]:
    """The text as paragraphs (an empty one for an empty line) and tables of rows."""
    table: list[list[str]] = []
    row: list[str] = []
    for line in text.replace("[bookmark: _GoBack]", "").split("\n"):
        if line.startswith("\t") and "说明" not in line:
            row.append(line.strip())
        elif row:
            table.append(row)
            row = []
        else:
            if table:
                yield table
                table = []
            yield line.strip()


def plain_file(text: str) -> bytes:
    """Paragraphs and tables, as a careful person would make them."""
    document = docx.Document()
    for block in blocks(text):
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            table = document.add_table(0, 4)
            for row in block:
                for cell, cell_text in zip(table.add_row().cells, row, strict=True):
                    cell.text = cell_text
    return saved(document)


def odd_file(text: str) -> bytes:
    """The same with split runs, merged cells, empty rows, repeated heads of columns, breaks, footnotes, a text in a
    control, tracked changes, and numbers that Word counts."""
    document = docx.Document()
    _add_footnotes(document)
    for number, block in enumerate(blocks(text)):
        if isinstance(block, list):
            _odd_table(document, block, number)
        elif block:
            paragraph = document.add_paragraph()
            _runs(paragraph, block)
            if block.startswith("二、"):
                _refer_to_footnote(paragraph)
    return saved(document)


def _odd_table(document: Any, rows: list[list[str]], number: int) -> None:
    head, *body = rows
    if number % 2:  # the heads again, as if on a new page
        body = [*body[:3], head, *body[3:]]
    lines = [head, *body]
    table = document.add_table(len(lines), 5)  # of five columns, two of which the role fills
    for line, cells in zip(table.rows, lines, strict=True):
        role = line.cells[1].merge(line.cells[2])
        for cell, cell_text in zip((line.cells[0], role, line.cells[3], line.cells[4]), cells, strict=True):
            cell.text = ""
            _runs(cell.paragraphs[0], cell_text)
    _merge_levels(table, lines)
    if number % 3 == 0:
        table.add_row()  # an empty one, as many files have at the end
    table.rows[len(lines) // 2]._tr.addnext(parse_xml(f"<w:tr {nsdecls('w')}>{_EMPTY * 4}</w:tr>"))
    if number % 4 == 1:
        _wrap_in_control(table.rows[1]._tr)


_EMPTY = "<w:tc><w:p/></w:tc>"


def _merge_levels(table: Any, lines: list[list[str]]) -> None:
    """Equal levels below each other become one cell, as in a table made for print."""
    start = 1
    for end in range(2, len(lines) + 1):
        if end == len(lines) or lines[end][3] != lines[start][3]:
            if end - start > 1:
                merged = table.cell(start, 4).merge(table.cell(end - 1, 4))
                merged.text = lines[start][3]
            start = end


def _runs(paragraph: Any, text: str) -> None:
    """The text in runs of one to three characters; one of them bold, one with a break that is only layout."""
    for number, part in enumerate(re.findall(".{1,3}", text)):
        run = paragraph.add_run(part)
        run.bold = number == 1
        if number == 2 and "（" not in text and "、" not in text:
            run.add_break()


def _wrap_in_control(element: Any) -> None:
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    element.addprevious(control)
    control[1].append(element)


def _add_footnotes(document: Any) -> None:
    xml = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        f"<w:footnote w:id='2'><w:p><w:r><w:t>{FOOTNOTE}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), _TYPE.format("footnotes"), xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _refer_to_footnote(paragraph: Any) -> None:
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:footnoteReference w:id='2'/></w:r>"))


def numbered_file(headings: list[str], rows: list[list[str]]) -> bytes:
    """Headings and ranks without their numbers: Word counts them."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for id_, counting, form in ((90, "chineseCountingThousand", "%1、"), (91, "decimal", "%1.")):
        numbering.insert(
            0,
            parse_xml(
                f"<w:abstractNum {nsdecls('w')} w:abstractNumId='{id_}'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
                f"<w:numFmt w:val='{counting}'/><w:lvlText w:val='{form}'/></w:lvl></w:abstractNum>"
            ),
        )
    lists = [90, *([91] * len(headings))]
    for id_, abstract in enumerate(lists, 900):
        restart = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>"
        numbering.append(
            parse_xml(f"<w:num {nsdecls('w')} w:numId='{id_}'><w:abstractNumId w:val='{abstract}'/>{restart}</w:num>")
        )
    document.add_paragraph("一份目录")
    for number, heading in enumerate(headings, 901):
        _number(document.add_paragraph(heading), 900)
        table = document.add_table(0, 4)
        for row in [["序号", "紧缺人才岗位", "紧缺指数", "紧缺程度"], *rows]:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
            if not row[0]:
                _number(cells[0].paragraphs[0], number)
    return saved(document)


def _number(paragraph: Any, id_: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='0'/><w:numId w:val='{id_}'/></w:numPr>"))


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
