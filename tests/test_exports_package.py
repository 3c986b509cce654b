"""The tables as their users' validators see them: Data Package by frictionless, CSV on the Web by csvw."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import warnings
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from built_site import Site

with warnings.catch_warnings():  # what they import warns of itself
    warnings.simplefilter("ignore")
    from csvw import CSVW
    from frictionless import Package

from hypothesis import given
from hypothesis import strategies as st

from catalogue.downloads.edition_lists import RESOURCES
from catalogue.downloads.resources import ID
from catalogue.fields import Id

pytestmark = pytest.mark.filterwarnings("ignore")  # theirs
FOLDER = "data/2020/"
TABLES = len(RESOURCES) + 1 + 18


class Fault(NamedTuple):
    """An edit of a file: every `old` in its line becomes `new`. What finds it."""

    file: str
    line: int
    old: str
    new: str
    package: str  # the type of the error of frictionless
    csvw: str  # part of the message of csvw


FAULTS = {
    "an unknown industry": Fault("listings.csv", 2, "electrical,", "electric,", "foreign-key", "not found in table"),
    "an unknown role": Fault("listings.csv", 2, "technology-development-engineer", "nobody", "foreign-key", "not found"),
    "a level that does not exist": Fault("listings.csv", 2, "Severe", "Sever", "constraint-error", "invalid lexical"),
    "an index above 1": Fault("listings.csv", 2, "0.8968", "1.8968", "constraint-error", "must be <= 1"),
    "an index that is no number": Fault("listings.csv", 2, "0.8968", "0,8968", "extra-cell", ""),
    "a rank of 0": Fault("listings.csv", 2, ",1,", ",0,", "constraint-error", "must be >= 1"),
    "a rank twice": Fault("listings.csv", 3, ",2,", ",1,", "primary-key", "duplicate primary key"),
    "a cell that is missing": Fault("listings.csv", 2, ",1,technology", ",,technology", "constraint-error", "required"),
    "an id with capitals": Fault("roles.csv", 2, "technology-development", "Technology", "constraint-error", "lexical"),
    "another heading": Fault("roles.csv", 1, "pinyin", "reading", "incorrect-label", "missing required columns"),
    "an industry's file that differs": Fault(
        "industries/pens.csv", 2, "pens,", "pencils,", "foreign-key", "not found in table"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(site: Site) -> Path:
    return site.folder / FOLDER


@pytest.fixture
def spoilt(folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(folder, tmp_path / "data", ignore=shutil.ignore_patterns("*.json", "*.sqlite", "*.xlsx"))
    for name in ("datapackage.json", "csv-metadata.json"):
        shutil.copy(folder / name, tmp_path / "data" / name)
    return tmp_path / "data"


def _spoil(folder: Path, fault: Fault) -> None:
    path = folder / fault.file
    lines = path.read_bytes().decode().split("\r\n")
    assert fault.old in lines[fault.line - 1]
    lines[fault.line - 1] = lines[fault.line - 1].replace(fault.old, fault.new, 1)
    path.write_bytes("\r\n".join(lines).encode())


def _without_other_tables(folder: Path, fault: Fault) -> None:
    """Takes the industries' own tables out of both descriptions, but for the one with the fault: nothing names them.

    What says of the rest whether it is sound then takes half the time.
    """
    for name, tables, key in (("datapackage.json", "resources", "path"), ("csv-metadata.json", "tables", "url")):
        content = json.loads((folder / name).read_bytes())
        content[tables] = [
            one for one in content[tables] if not one[key].startswith("industries/") or one[key] == fault.file
        ]
        for one in content[tables]:  # its size and hash would give every edit away
            one.pop("bytes", None), one.pop("hash", None)
        (folder / name).write_text(json.dumps(content), encoding="utf-8")


def _package_errors(folder: Path, whole: bool = True) -> list[str]:
    report = Package(str(folder / "datapackage.json")).validate()
    assert not whole or report.stats["tasks"] == TABLES + 1
    return [error.type for task in report.tasks for error in task.errors] + [error.type for error in report.errors]


def _csvw_error(folder: Path) -> str:
    """The first thing that csvw finds, or nothing."""
    try:
        found = CSVW(str(folder / "csv-metadata.json"), validate=True)
        assert found.is_valid or found.warnings
        return "" if found.is_valid else str(found.warnings[0].message)
    except ValueError as error:
        return str(error) or "invalid"


def test_frictionless_finds_no_error(folder: Path) -> None:
    assert _package_errors(folder) == []


def test_csvw_finds_no_error(folder: Path) -> None:
    assert _csvw_error(folder) == ""


@pytest.mark.parametrize("name", ["an industry's file that differs", "a rank of 0"])
def test_what_is_taken_out_for_speed_is_no_error(name: str, spoilt: Path) -> None:
    _without_other_tables(spoilt, FAULTS[name])
    assert _package_errors(spoilt, whole=False) == []
    assert _csvw_error(spoilt) == ""


@pytest.mark.parametrize("name", FAULTS)
def test_frictionless_catches(name: str, spoilt: Path) -> None:
    _without_other_tables(spoilt, FAULTS[name])
    _spoil(spoilt, FAULTS[name])
    assert FAULTS[name].package in _package_errors(spoilt, whole=False)


@pytest.mark.parametrize("name", FAULTS)
def test_csvw_catches(name: str, spoilt: Path) -> None:
    _without_other_tables(spoilt, FAULTS[name])
    _spoil(spoilt, FAULTS[name])
    found = _csvw_error(spoilt)
    assert found
    assert FAULTS[name].csvw in found


def test_csvw_catches_an_index_with_another_number_of_decimals(spoilt: Path) -> None:
    _spoil(spoilt, Fault("listings.csv", 2, "0.8968", "0.897", "", ""))
    assert "0.0000" in _csvw_error(spoilt)


def test_one_changed_byte_gives_another_hash_than_the_package_names(spoilt: Path) -> None:
    _spoil(spoilt, Fault("listings.csv", 2, "0.8968", "0.8969", "", ""))
    assert "hash-count" in _package_errors(spoilt)


def test_sizes_and_hashes_are_those_of_the_files(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_bytes())
    for resource in package["resources"]:
        raw = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(raw)
        assert resource["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"


def test_both_descriptions_name_every_table_and_all_its_columns(folder: Path) -> None:
    tables = {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")}
    assert len(tables) == TABLES
    package = json.loads((folder / "datapackage.json").read_bytes())
    metadata = json.loads((folder / "csv-metadata.json").read_bytes())
    described: list[dict[str, list[str]]] = [
        {
            one["path"]: [field["name"] for field in one["schema"]["fields"]]
            for one in package["resources"]
            if one.get("type") == "table"
        },
        {one["url"]: [column["name"] for column in one["tableSchema"]["columns"]] for one in metadata["tables"]},
    ]
    for columns in described:
        assert set(columns) == tables
        for path, names in columns.items():
            assert (folder / path).read_bytes().decode().split("\r\n")[0] == ",".join(names), path


def _fields(folder: Path, name: str) -> dict[str, Any]:
    package = json.loads((folder / "datapackage.json").read_bytes())
    (resource,) = [one for one in package["resources"] if one["name"] == name]
    return {field["name"]: field for field in resource["schema"]["fields"]}


def test_columns_are_typed_explained_in_both_languages_and_limited(folder: Path) -> None:
    fields = _fields(folder, "listings")
    assert fields["shortage_index"]["type"] == "number"
    assert fields["rank"]["type"] == "integer"
    assert fields["shortage_level_zh"]["constraints"]["enum"] == ["一般紧缺", "紧缺", "非常紧缺"]
    assert fields["shortage_index"]["title"] == "紧缺指数 / Shortage index"
    for name in ("listings", "majors", "errata"):
        assert all(" / " in field["title"] for field in _fields(folder, name).values())


def test_an_index_is_a_decimal_with_four_places_for_the_web(folder: Path) -> None:
    metadata = json.loads((folder / "csv-metadata.json").read_bytes())
    found = [
        column["datatype"]
        for table in metadata["tables"]
        for column in table["tableSchema"]["columns"]
        if column["name"] == "shortage_index"
    ]
    assert len(found) == 19
    assert all((one["base"], one["format"]) == ("decimal", "0.0000") for one in found)


@given(st.from_regex(Id.__metadata__[0].regex, fullmatch=True))
def test_every_id_of_the_data_fits_the_pattern_that_is_published(id_: str) -> None:
    assert re.fullmatch(ID, id_)
