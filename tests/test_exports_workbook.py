"""The workbook as its readers see it: read by openpyxl and by LibreOffice, which had no part in writing it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from built_site import Site
from exports_read import office_tables, resource_rows, same_numbers, sheets, written
from hypothesis import given, settings
from made_up import editions

from catalogue.downloads.edition_lists import LISTINGS, RESOURCES
from catalogue.linked import Edition

PATH = "data/2020/catalogue.xlsx"


@pytest.fixture(scope="module")
def raw(site: Site) -> bytes:
    return site.files[PATH]


@pytest.fixture(scope="module")
def office(raw: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, ...]]]:
    return office_tables(raw, tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda one: one.name)
def test_libreoffice_reads_every_row_of_every_list(
    resource: object, office: dict[str, list[tuple[str, ...]]], edition: Edition
) -> None:
    expected = same_numbers(resource_rows(resource, edition), resource)
    assert same_numbers(office[resource.name], resource) == expected


def test_libreoffice_reads_288_rows(office: dict[str, list[tuple[str, ...]]]) -> None:
    assert len(office["listings"]) == 288
    assert set(office) == {"about", *(one.name for one in RESOURCES)}


def test_every_sheet_keeps_its_heading_in_view_and_can_be_filtered(raw: bytes, edition: Edition) -> None:
    for resource in RESOURCES:
        sheet = sheets(raw)[resource.name]
        assert sheet.freeze_panes == "A2"
        last = openpyxl.utils.get_column_letter(len(resource.fields))
        assert sheet.auto_filter.ref == f"A1:{last}{len(resource.rows(edition)) + 1}"


def test_headings_are_in_both_languages(raw: bytes) -> None:
    for resource in RESOURCES:
        for cell in sheets(raw)[resource.name][1]:
            zh, en = str(cell.value).split("\n")
            assert not zh.isascii(), zh
            assert en[0].isascii()
    assert "紧缺指数\nShortage index" in [cell.value for cell in sheets(raw)["listings"][1]]


def test_an_index_is_a_number_shown_with_four_decimals(raw: bytes) -> None:
    column = [field.name for field in LISTINGS.fields].index("shortage_index") + 1
    cells = [row[0] for row in sheets(raw)["listings"].iter_rows(min_row=2, min_col=column, max_col=column)]
    assert len(cells) == 288
    assert {(type(cell.value), cell.number_format) for cell in cells} <= {(float, "0.0000"), (int, "0.0000")}


def test_every_column_is_wide_enough_for_its_names(raw: bytes) -> None:
    """A Chinese character takes the room of two digits."""
    for name in ("listings", "roles", "industries", "qualifications", "certificates"):
        sheet = sheets(raw)[name]
        for column in sheet.iter_cols(min_row=2):
            texts = [str(cell.value) for cell in column if cell.value is not None]
            needed = max((sum(2 if char >= "⺀" else 1 for char in text) for text in texts), default=0)
            width = sheet.column_dimensions[column[0].column_letter].width
            assert width >= min(needed, 60), (name, column[0].column_letter)


def test_the_cover_says_what_it_is_and_leads_to_every_sheet(raw: bytes, edition: Edition) -> None:
    book = openpyxl.load_workbook(io.BytesIO(raw))
    assert book.active is not None
    assert book.active.title == "about"
    texts = [str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value]
    said = "\n".join(texts)
    for document in edition.documents:
        assert document.name.zh in said
        assert document.name["en"] in said
    assert "not an official website" in said
    links = {cell.hyperlink.location for row in book.active.iter_rows() for cell in row if cell.hyperlink}
    assert links == {f"'{one.name}'!A1" for one in RESOURCES}


def _formulas(raw: bytes) -> list[str]:
    return [
        str(cell.value)
        for sheet in sheets(raw).values()
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" or (cell.hyperlink and sheet.title != "about")
    ]


@given(editions())
@settings(max_examples=15)
def test_nothing_in_the_data_becomes_a_formula_or_a_link(edition: Edition) -> None:
    assert _formulas(written(edition)["catalogue.xlsx"]) == []


def test_the_workbook_names_no_moment_but_the_day_of_the_data(raw: bytes, edition: Edition) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count(f"{edition.dated}T00:00:00Z") == 2


@given(edition=editions())
@settings(max_examples=2)
def test_libreoffice_reads_hostile_names_as_they_are(
    edition: Edition, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder: Path = tmp_path_factory.mktemp("hostile")
    found = office_tables(written(edition)["catalogue.xlsx"], folder)
    for resource in RESOURCES:
        expected = same_numbers(resource_rows(resource, edition), resource)
        assert same_numbers(found[resource.name], resource) == expected
