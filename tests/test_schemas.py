"""The schemas that editors check the data by: made from the record classes, current, and named by every file."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from editor import RECORDS, kind_of, schemas
from jsonschema import Draft202012Validator
from mistakes import DATA, copied, found_in

import build
from catalogue.contradictions import KINDS
from catalogue.load import load
from catalogue.names import Record
from catalogue.reader import folder
from catalogue.schemas import FILE_KINDS, FOLDER, modeline, schema_files

FILES = [path.relative_to(DATA).as_posix() for path in sorted(DATA.rglob("*.yaml"))]


def test_the_schemas_are_current() -> None:
    site = load(DATA).site
    assert site is not None
    written = {path.name: path.read_bytes() for path in (DATA / FOLDER).iterdir()}
    assert written == schema_files(site.languages), "Run `python build.py schemas`."


def test_the_command_writes_them_anew_and_touches_nothing_else(tmp_path: Path) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    (data / FOLDER / "old.json").write_text("{}")
    (data / FOLDER / "table.json").write_text("{}")
    assert build.main(["schemas", "--data", str(data)]) == 0
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before
    shutil.rmtree(data / FOLDER)
    assert build.main(["schemas", "--data", str(data)]) == 0
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("file", FILES)
def test_every_file_names_its_schema_in_its_first_line(file: str) -> None:
    first = (DATA / file).read_text(encoding="utf-8").split("\n")[0]
    assert first == modeline(file), f"Write this as the first line of data/{file}."
    target = (DATA / file).parent / first.partition("$schema=")[2]
    assert target.resolve() == (DATA / FOLDER / f"{kind_of(file)}.json").resolve()
    assert target.is_file()


def test_the_loader_reads_each_kind_of_file_by_the_record_of_its_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    read: dict[str, type[Record]] = {}
    record = folder.Folder.record

    def noted(self: folder.Folder, cls: type[Any], path: Path, why: str) -> Any:
        read[path.relative_to(DATA).as_posix()] = cls
        return record(self, cls, path, why)

    monkeypatch.setattr(folder.Folder, "record", noted)
    load(DATA)
    assert read == {file: RECORDS[kind_of(file)] for file in FILES if not file.startswith("words/")}


def test_the_loader_ignores_the_folder_of_schemas(tmp_path: Path) -> None:
    data = copied(tmp_path)
    (data / FOLDER / "table.json").write_text("not JSON")
    (data / FOLDER / "x.yaml").write_text("a: [")
    assert found_in(data) == ()
    shutil.rmtree(data / FOLDER)
    assert found_in(data) == ()


@pytest.mark.parametrize("file", ["pages/about.en.md", "2020/tables/x.yaml", "schema/x.yaml", "x.yaml"])
def test_a_file_of_no_kind_has_no_modeline(file: str) -> None:
    with pytest.raises(KeyError):
        modeline(file)


@pytest.mark.parametrize("kind", [kind.name for kind in FILE_KINDS])
def test_a_schema_is_valid_json_schema_2020_12(kind: str) -> None:
    schema = schemas()[kind]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


def _patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for value in schema.values():
            yield from _patterns(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _patterns(value)


def test_editors_can_read_every_pattern() -> None:
    """They are written in Python; editors read them as JavaScript."""
    patterns = sorted({pattern for schema in schemas().values() for pattern in _patterns(schema)})
    assert len(patterns) > 8
    script = "for (const p of JSON.parse(process.argv[1])) new RegExp(p, 'u')"
    done = subprocess.run(["node", "-e", script, json.dumps(patterns)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_an_editor_shows_says_what_a_record_is_and_how_it_is_written() -> None:
    row = schemas()["table"]["$defs"]["Row"]
    assert row["description"].startswith("A row of a table, its four cells as printed")
    assert "{rank: 1, role: 技术开发工程师, index: 0.8968, level: 非常紧缺}" in row["description"]
    assert row["properties"]["level"]["description"].endswith("Example: 非常紧缺")
    assert row["properties"]["index"]["errorMessage"].startswith("This should be an index from 0 to 1 with four")
    assert schemas()["errata"]["$defs"]["Erratum"]["properties"]["kind"]["enum"] == list(KINDS)
    for kind, schema in schemas().items():
        for name, one in {kind: schema, **schema["$defs"]}.items():
            assert one["description"], name
            for key, value in one.get("properties", {}).items():
                assert value.get("description") or "$ref" in value, f"{kind}: {name}.{key}"


def test_the_command_needs_the_languages_of_the_site_and_no_more(run_build: Callable[..., Any], tmp_path: Path) -> None:
    data = copied(tmp_path)
    (data / "roles.yaml").write_text("roles: [")
    assert run_build("schemas", "--data", data).returncode == 0
    (data / "site.yaml").unlink()
    done = run_build("schemas", "--data", data)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "site.yaml" in done.stderr
