"""The downloads as a whole: what is read back is what the model has, and what was published does not change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from built_site import DATA, Site
from editions.second import NEW, RENAMED_ROLES, make_data
from exports_read import (
    Files,
    csv_listings,
    csv_table,
    database_rows,
    json_listings,
    model_rows,
    opened,
    resource_rows,
    same_numbers,
    sheet_rows,
    sheets,
    written,
)
from hypothesis import given, settings
from made_up import editions

import build
from catalogue.downloads.edition_lists import LISTINGS, RESOURCES
from catalogue.exports import EXPORTS, edition_files, export_addresses
from catalogue.linked import Catalogue, Edition

WORKBOOK = "catalogue.xlsx"


@pytest.fixture(scope="module")
def files(site: Site) -> Files:
    start = "data/2020/"
    return {path.removeprefix(start): raw for path, raw in site.files.items() if path.startswith(start)}


def _reads_back(files: Files, edition: Edition) -> None:
    """Every form of the edition holds its rows, and nothing else."""
    rows = model_rows(edition)
    assert csv_listings(files["listings.csv"]) == rows
    assert json_listings(files["catalogue.json"]) == rows
    for table in edition.tables:
        own = [row for row in rows if row.industry == table.id]
        assert csv_listings(files[f"industries/{table.id}.csv"]) == own
        assert json_listings(files[f"industries/{table.id}.json"]) == own
    for entry in edition.roles:
        assert json_listings(files[f"roles/{entry.id}.json"]) == [row for row in rows if row.role == entry.id]
    book, connection = sheets(files[WORKBOOK]), opened(files["catalogue.sqlite"])
    assert [*book] == ["about", "listings", *(one.name for one in RESOURCES if one is not LISTINGS)]
    for resource in RESOURCES:
        expected = resource_rows(resource, edition)
        header, found = csv_table(files[f"{resource.name}.csv"])
        assert header == [field.name for field in resource.fields]
        assert found == expected
        assert same_numbers(sheet_rows(book[resource.name], resource), resource) == same_numbers(expected, resource)
        assert same_numbers(database_rows(connection, resource), resource) == same_numbers(expected, resource)
    printed = connection.execute("SELECT shortage_index_printed FROM listings ORDER BY rowid").fetchall()
    assert [row[0] for row in printed] == [row.index for row in rows]
    connection.close()


def test_every_download_read_back_gives_the_rows_of_the_catalogue(files: Files, edition: Edition) -> None:
    assert len(edition.listings) == 288
    _reads_back(files, edition)


@given(editions())
@settings(max_examples=30)
def test_whatever_the_names_are_every_download_read_back_gives_the_rows(edition: Edition) -> None:
    _reads_back(written(edition), edition)


@given(editions())
@settings(max_examples=5)
def test_downloads_are_the_same_when_written_again(edition: Edition) -> None:
    assert written(edition) == written(edition)


def test_a_pinned_file_and_the_latest_one_are_the_same_bytes(site: Site) -> None:
    latest = {path: raw for path, raw in site.files.items() if path.startswith("data/latest/")}
    assert len(latest) == sum(path.startswith("data/2020/") for path in site.files)
    for path, raw in latest.items():
        assert raw == site.files[path.replace("latest", "2020")], path


def test_every_table_is_rfc_4180_in_utf_8_without_a_byte_order_mark(files: Files) -> None:
    tables = {name: raw for name, raw in files.items() if name.endswith(".csv")}
    assert len(tables) == len(RESOURCES) + 1 + 18
    for name, raw in tables.items():
        assert not raw.startswith(b"\xef\xbb\xbf"), name
        assert raw.endswith(b"\r\n")
        assert raw.count(b"\n") == raw.count(b"\r\n"), name
        header, rows = csv_table(raw)
        assert all(column.isascii() and column.islower() and column.replace("_", "").isalpha() for column in header)
        assert {len(row) for row in rows} == {len(header)}, name


def test_names_and_labels_of_the_exports_are_unique() -> None:
    assert len({export.name for export in EXPORTS}) == len({export.label for export in EXPORTS}) == len(EXPORTS)


def test_what_was_published_of_a_list_keeps_its_columns_in_front(files: Files) -> None:
    """Programs that count columns go on working; new columns stand behind."""
    published = {
        "listings.csv": "industry_id,industry_zh,industry_en,rank,role_id,role_zh,role_en,role_pinyin,shortage_index,"
        "shortage_level_zh,shortage_level_en",
        "roles.csv": "id,zh,en,pinyin,family,tables",
        "lists.csv": "list,id,zh,en,pinyin",
    }
    for name, header in published.items():
        assert files[name].decode().startswith(header), name


# --- a newer edition --------------------------------------------------------------------------------------------------


class Editions(NamedTuple):
    """The downloads before and after a newer edition, which drops roles and a table, renames some and adds others."""

    before: Files
    after: Files
    catalogue: Catalogue


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    before, _ = _exported(DATA)
    after, catalogue = _exported(make_data(tmp_path_factory.mktemp("newer") / "data"))
    return Editions(before, after, catalogue)


def _exported(data: Path) -> tuple[Files, Catalogue]:
    sources, catalogue, _ = build.checked(data)
    name = sources.site.name.text
    files: dict[str, bytes] = {}
    for edition in catalogue.editions.values():
        files.update(edition_files(edition, catalogue, sources.words, name))
    return files, catalogue


def test_a_newer_edition_leaves_every_pinned_file_as_it_was(newer: Editions) -> None:
    pinned = {path: raw for path, raw in newer.before.items() if path.startswith("data/2020/")}
    assert len(pinned) > 18 + 18 + 94
    assert [path for path, raw in pinned.items() if newer.after[path] != raw] == []


def test_latest_follows_the_newest_edition_and_keeps_every_address(newer: Editions) -> None:
    assert set(newer.before) <= set(newer.after)
    assert [*newer.after] == [*export_addresses(newer.catalogue)]
    for path, raw in newer.after.items():
        if path.startswith(f"data/{NEW}/"):
            assert newer.after[path.replace(NEW, "latest")] == raw, path
    assert newer.after["data/latest/listings.csv"] != newer.before["data/latest/listings.csv"]


def test_what_the_newest_edition_drops_keeps_the_files_of_the_last_that_has_it(newer: Editions) -> None:
    dropped = [f"roles/{one.id}.json" for _, one in newer.catalogue.dropped(lambda edition: edition.roles)]
    tables = [one.id for _, one in newer.catalogue.dropped(lambda edition: edition.tables)]
    dropped += [f"industries/{id_}.{suffix}" for id_ in tables for suffix in ("json", "csv")]
    assert len(dropped) >= 3
    for name in dropped:
        assert f"data/{NEW}/{name}" not in newer.after
        assert newer.after[f"data/latest/{name}"] == newer.before[f"data/2020/{name}"]


def test_a_file_names_the_edition_and_what_that_edition_prints(newer: Editions) -> None:
    for id_, (old, new, *_) in RENAMED_ROLES.items():
        for folder, edition, name in (("2020", "2020", old), (NEW, NEW, new), ("latest", NEW, new)):
            found = json.loads(newer.after[f"data/{folder}/roles/{id_}.json"])
            assert (found["edition"], found["role"]["name"]["zh"]) == (edition, name)
