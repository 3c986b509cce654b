"""Reads every download back with programs that had no part in writing it, as rows of text."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from built_site import DATA

from catalogue.downloads.resources import Cell, Resource
from catalogue.exports import edition_files, export_addresses
from catalogue.linked import Catalogue, Edition, Listing
from catalogue.load import load

Files = Mapping[str, bytes]
Rows = list[tuple[str, ...]]
WORDS = load(DATA).words
# LibreOffice's filter for CSV: comma, quotes, UTF-8, from line 1, values as they are, all sheets.
_ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


def written(edition: Edition, base_url: str = "") -> Files:
    """An edition's files by name."""
    catalogue = Catalogue({edition.id: edition}, edition)
    files = dict(edition_files(edition, catalogue, WORDS, edition.note, base_url))
    assert [*files] == [*export_addresses(catalogue)]
    start = f"data/{edition.id}/"
    return {path.removeprefix(start): raw for path, raw in files.items() if path.startswith(start)}


class Row(NamedTuple):
    """A row of a shortage table as the model has it."""

    industry: str
    industry_zh: str
    rank: int
    role: str
    role_zh: str
    role_en: str
    index: str
    level_zh: str
    source_line: int | None


def model_rows(edition: Edition) -> list[Row]:
    return [_row(listing) for listing in edition.listings]


def _row(one: Listing) -> Row:
    return Row(
        one.industry.id, one.industry.name.zh, one.rank, one.role.id, one.role.name.zh, one.role.name["en"],
        one.index, one.level.name.zh, one.source_line or None,
    )  # fmt: skip


def resource_rows(resource: Resource, edition: Edition) -> Rows:
    """A resource's rows as the CSV writes them: an empty cell is an empty text."""
    return [tuple("" if cell is None else str(cell) for cell in row) for row in resource.rows(edition)]


def csv_table(raw: bytes) -> tuple[list[str], Rows]:
    header, *rows = csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True)
    return header, [tuple(row) for row in rows]


def csv_listings(raw: bytes) -> list[Row]:
    header, rows = csv_table(raw)
    return [_of_columns(dict(zip(header, row, strict=True))) for row in rows]


def _of_columns(row: Mapping[str, Any]) -> Row:
    return Row(
        row["industry_id"], row["industry_zh"], int(row["rank"]), row["role_id"], row["role_zh"], row["role_en"],
        row["shortage_index"], row["shortage_level_zh"], int(row["source_line"]) if row["source_line"] else None,
    )  # fmt: skip


def json_listings(raw: bytes) -> list[Row]:
    found = []
    for one in json.loads(raw)["listings"]:
        assert f"{one['index_number']:.4f}" == one["index"]
        industry, role, level = one["industry"], one["role"], one["level"]
        names = role["name"]
        found.append(
            Row(
                industry["id"],
                industry["name"]["zh"],
                one["rank"],
                role["id"],
                names["zh"],
                names["en"],
                one["index"],
                level["name"]["zh"],
                one["source_line"],
            )
        )
    return found


def sheets(raw: bytes) -> dict[str, openpyxl.worksheet.worksheet.Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(raw))
    return {sheet.title: sheet for sheet in book.worksheets}


def sheet_rows(sheet: Any, resource: Resource) -> Rows:
    """What a sheet shows below its heading; a decimal with its four places."""
    fields = resource.fields
    return [
        tuple(_shown(cell, fields[place].type) for place, cell in enumerate(row))
        for row in sheet.iter_rows(min_row=2, max_col=len(fields), values_only=True)
    ]


def _shown(cell: Cell | float, type_: str) -> str:
    if cell is None:
        return ""
    if type_ == "decimal":
        return f"{float(cell):.4f}"
    return str(cell)


def office_tables(raw: bytes, folder: Path) -> dict[str, Rows]:
    """The sheets as LibreOffice reads them, each as the rows below its heading."""
    book = folder / "catalogue.xlsx"
    book.write_bytes(raw)
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", _ALL_SHEETS]
    done = subprocess.run([*command, "--outdir", str(folder), str(book)], capture_output=True, text=True, timeout=120)
    found = {path.stem.removeprefix("catalogue-"): csv_table(path.read_bytes())[1] for path in folder.glob("*.csv")}
    assert found, done.stderr
    return found


def opened(raw: bytes) -> sqlite3.Connection:
    """The database, from its bytes."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(raw)
    connection.row_factory = sqlite3.Row
    return connection


def database_rows(connection: sqlite3.Connection, resource: Resource) -> Rows:
    names = ", ".join(one.name for one in resource.fields)
    found = connection.execute(f"SELECT {names} FROM {resource.name} ORDER BY rowid").fetchall()
    return [tuple("" if cell is None else str(cell) for cell in row) for row in found]


def same_numbers(rows: Iterable[tuple[str, ...]], resource: Resource) -> Rows:
    """Rows whose numbers are written one way, for readers that keep no zeros."""
    return [
        tuple(
            format(float(cell), "g") if one.numeric and cell else cell
            for one, cell in zip(resource.fields, row, strict=True)
        )
        for row in rows
    ]
