"""The downloads as a whole: what is read back is what the model has, and what was published does not change."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from built_site import DATA, Site
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
from golden.fixture import make_data
from hypothesis import given, settings
from made_up import editions

import build
from catalogue.edition_lists import LISTINGS, RESOURCES
from catalogue.exports import EXPORTS, export_addresses, export_files
from catalogue.linked import Edition

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
    """The golden catalogue's downloads before and after a newer edition, which drops one role and renames another."""

    before: Files
    after: Files
    addresses: list[str]


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    data = make_data(DATA, tmp_path_factory.mktemp("two") / "data")
    before = _exported(data)
    _add_edition(data)
    after = _exported(data)
    return Editions(before, after, [*export_addresses(build.checked(data)[1])])


def _exported(data: Path) -> Files:
    sources, catalogue, _ = build.checked(data)
    return export_files(catalogue, sources.words, sources.site.name.text)


def _add_edition(data: Path) -> None:
    shutil.copytree(data / "2001", data / "2002")
    _edit(data / "site.yaml", '"2001"', '"2002"')
    _edit(data / "corrections.yaml", "published:\n", 'published:\n  - {edition: "2002", date: 2002-05-04}\n')
    _edit(data / "2002/edition.yaml", '"2001"', '"2002"')
    _edit(
        data / "2002/edition.yaml",
        "listings: 6\n  roles: 4\n  levels: [3, 3]",
        "listings: 5\n  roles: 3\n  levels: [3, 2]",
    )
    kites = data / "2002/industries/kites.yaml"
    _edit(kites, "  - {rank: 1, role: 风筝设计师, index: 0.9000, level: 非常紧缺}\n", "")
    _edit(kites, "rank: 2", "rank: 1")
    _edit(kites, "rank: 3", "rank: 2")
    old, new = (
        "zh: 绕线/收线工, en: String winder or reeler, pinyin: ràoxiàn / shōuxiàn gōng",
        "zh: 绕线工, en: String winder, pinyin: ràoxiàngōng",
    )
    _edit(data / "roles.yaml", old, f"{new}, former: [{{{old}}}]")
    for path in (kites, data / "2002/industries/lanterns.yaml", data / "2002/errata.yaml"):
        _edit(path, "绕线/收线工", "绕线工")


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_newer_edition_leaves_every_pinned_file_as_it_was(newer: Editions) -> None:
    pinned = {path: raw for path, raw in newer.before.items() if path.startswith("data/2001/")}
    assert len(pinned) > len(EXPORTS)
    assert [path for path, raw in pinned.items() if newer.after[path] != raw] == []


def test_latest_follows_the_newest_edition_and_keeps_every_address(newer: Editions) -> None:
    assert set(newer.before) <= set(newer.after)
    assert [*newer.after] == newer.addresses
    for export in EXPORTS:
        if not export.of_records:
            assert newer.after[f"data/latest/{export.name}"] == newer.after[f"data/2002/{export.name}"], export.name


def test_a_role_that_the_newest_edition_drops_keeps_the_file_of_the_last_that_lists_it(newer: Editions) -> None:
    path = "roles/kite-designer.json"
    assert f"data/2002/{path}" not in newer.after
    assert newer.after[f"data/latest/{path}"] == newer.before[f"data/2001/{path}"]
    assert json.loads(newer.after[f"data/latest/{path}"])["edition"] == "2001"
    renamed = json.loads(newer.after["data/latest/roles/string-winder.json"])
    assert (renamed["edition"], renamed["role"]["name"]["zh"]) == ("2002", "绕线工")
