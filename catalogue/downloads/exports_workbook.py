"""`catalogue.xlsx`: a cover sheet, then a sheet for each list, for people who open it in Excel, WPS or LibreOffice.

Every text is written as a text, so nothing in the data can become a formula, a link or a number.
"""

from __future__ import annotations

import io
import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING

from ..linked import Edition
from .edition_lists import RESOURCES
from .export_context import ExportContext
from .resources import Cell, Field, Resource

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

WIDEST, NARROWEST = 60, 8  # columns, in digits
FILTER_BUTTON = 3  # room for it beside a heading
HEADING_HEIGHT = 36  # points: two lines
FONT = {"font_name": "Arial", "font_size": 10, "valign": "top"}
COVER = "about"
_ORDER = {"listings": 0}  # what most people want comes first


def workbook_xlsx(edition: Edition, context: ExportContext) -> bytes:
    """The whole edition."""
    from xlsxwriter import Workbook  # imported here: only this export needs it, and `check` is quicker without

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = datetime.fromisoformat(edition.dated)
    book.set_properties(
        {
            "title": " / ".join(context.site_name.values()),
            "subject": " / ".join(context.say("site.edition").values()),
            "comments": "\n".join(context.say("site.official").values()),
            "created": day,
        }
    )
    formats = {
        "head": book.add_format({**FONT, "bold": True, "text_wrap": True, "bg_color": "#E8EEF2", "bottom": 1}),
        "text": book.add_format({**FONT, "text_wrap": True}),
        "integer": book.add_format({**FONT, "num_format": "0"}),
        "decimal": book.add_format({**FONT, "num_format": "0.0000"}),
        "number": book.add_format({**FONT, "num_format": "0.####"}),
        "bold": book.add_format({**FONT, "bold": True}),
        "link": book.add_format({**FONT, "font_color": "#0B5394", "underline": 1}),
    }
    resources = sorted(RESOURCES, key=lambda one: _ORDER.get(one.name, 1))
    _cover(book, resources, edition, context, formats)
    for resource in resources:
        _sheet(book, resource, edition, context, formats)
    book.close()
    return out.getvalue()


def _cover(
    book: Workbook, resources: list[Resource], edition: Edition, context: ExportContext, formats: dict[str, Format]
) -> None:
    """What this is, whose it is, and what each sheet holds."""
    sheet = book.add_worksheet(COVER)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    rows = [
        *context.site_name.values(),
        *context.say("site.edition").values(),
        *(f"{one.name.zh}{one.version}" for one in edition.documents),
        *(one.name["en"] for one in edition.documents),
        *edition.note.values(),
        *context.say("site.official").values(),
        *context.say("site.no_promise").values(),
        *context.say("pages.data.licence").values(),
        *context.pinned_pages("home").values(),
    ]
    for number, text in enumerate(rows):
        sheet.write_string(number, 1, text, formats["bold" if number < len(context.site_name) else "text"])
    for number, resource in enumerate(resources, len(rows) + 1):
        sheet.write_url(number, 0, f"internal:'{resource.name}'!A1", formats["link"], resource.name)
        words = " / ".join(context.say(f"pages.data.files.{resource.name}_csv").values())
        sheet.write_string(number, 1, words, formats["text"])


def _sheet(
    book: Workbook, resource: Resource, edition: Edition, context: ExportContext, formats: dict[str, Format]
) -> None:
    sheet = book.add_worksheet(resource.name)
    rows = resource.rows(edition)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(resource.fields) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_row(0, HEADING_HEIGHT)
    for column, field in enumerate(resource.fields):
        words = context.say(f"columns.{field.name}")
        cells = [row[column] for row in rows]
        sheet.set_column(column, column, _width(list(words.values()), cells))
        sheet.write_string(0, column, "\n".join(words.values()), formats["head"])
        for number, cell in enumerate(cells, 1):
            _write(sheet, number, column, cell, field, formats)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, field: Field, formats: dict[str, Format]) -> None:
    if cell is None:
        return
    if field.type == "string":
        sheet.write_string(row, column, str(cell), formats["text"])
    else:
        sheet.write_number(row, column, float(cell), formats[field.type])


def _width(heading: list[str], cells: list[Cell]) -> int:
    """Of a column, in digits; a Chinese character is as wide as two."""
    widest = 0
    for text in (str(cell) for cell in cells if cell is not None):
        if 2 * len(text) > widest:  # or else it can't be wider
            widest = max(widest, _digits(text))
    return min(max(NARROWEST, widest + 1, max(map(_digits, heading)) + FILTER_BUTTON), WIDEST)


def _digits(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
