"""The JSON files against their published schema, and against the site that they lead to."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urldefrag

import pytest
from built_site import BASE_URL, Site
from exports_read import written
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from made_up import editions

from catalogue.downloads.exports_schema import FORMAT_VERSION, PROMISE
from catalogue.linked import Edition

FOLDER = "data/2020/"
Object = dict[str, Any]


@pytest.fixture(scope="module")
def documents(site: Site) -> dict[str, Object]:
    """Every JSON file of the edition that the schema describes, by its name."""
    files = {path.removeprefix(FOLDER): raw for path, raw in site.files.items() if path.startswith(FOLDER)}
    names = [name for name in files if re.fullmatch(r"catalogue\.json|(industries|roles)/[a-z0-9-]+\.json", name)]
    assert len(names) == 1 + 18 + 94
    return {name: json.loads(files[name]) for name in names}


@pytest.fixture(scope="module")
def validator(site: Site) -> Draft202012Validator:
    schema = json.loads(site.files[f"{FOLDER}catalogue.schema.json"])
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_every_file_is_what_the_schema_says(documents: dict[str, Object], validator: Draft202012Validator) -> None:
    for name, document in documents.items():
        assert [error.message for error in validator.iter_errors(document)] == [], name


FAULTS: dict[str, Callable[[Object], object]] = {
    "a key that the schema does not know": lambda one: one["listings"][3].update(score=1),
    "a key that is missing": lambda one: one["listings"][3].pop("level"),
    "an index with three decimals": lambda one: one["listings"][3].update(index="0.547"),
    "an index as a number only": lambda one: one["listings"][3].update(index=0.547),
    "an index above 1": lambda one: one["listings"][3].update(index_number=1.5),
    "a rank of 0": lambda one: one["listings"][3].update(rank=0),
    "a level without English": lambda one: one["listings"][3]["level"]["name"].pop("en"),
    "an id with capitals": lambda one: one["roles"][0].update(id="Welder"),
    "a kind of erratum that does not exist": lambda one: one["errata"][0].update(kind="odd"),
    "another major version": lambda one: one.update(format_version="2.0"),
    "another kind of file": lambda one: one.update(kind="role"),
    "no kind": lambda one: one.pop("kind"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_schema_catches(fault: str, documents: dict[str, Object], validator: Draft202012Validator) -> None:
    document = json.loads(json.dumps(documents["catalogue.json"]))
    FAULTS[fault](document)
    assert not validator.is_valid(document)


def test_every_key_of_the_schema_is_explained(validator: Draft202012Validator) -> None:
    definitions = validator.schema["$defs"]
    for name, definition in definitions.items():
        assert definition["description"].endswith("."), name
        for key, value in definition.get("properties", {}).items():
            if name not in ("texts", "addresses"):
                target = definitions[value["$ref"].rpartition("/")[2]] if "$ref" in value else value
                assert value.get("description") or target["description"], (name, key)


def test_the_promise_of_compatibility_is_in_the_schema_and_on_the_data_page(
    validator: Draft202012Validator, site: Site
) -> None:
    assert PROMISE in validator.schema["description"]
    for language, word in (("en", "Promise of compatibility"), ("zh", "兼容承诺")):
        page = site.pages.at(f"{language}/data/")
        text = page.text(page.main)
        assert word in text
        assert "format_version" in text


def test_every_file_carries_the_version_of_the_format(documents: dict[str, Object]) -> None:
    assert re.fullmatch(r"[1-9][0-9]*\.[0-9]+", FORMAT_VERSION)
    assert {document["format_version"] for document in documents.values()} == {FORMAT_VERSION}


def _addresses(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [one for key in ("pages", "pinned_pages") for one in value.get(key, {}).values()]
        return own + [one for child in value.values() for one in _addresses(child)]
    return [one for child in value for one in _addresses(child)] if isinstance(value, list) else []


def test_every_address_leads_to_a_page_and_a_place_on_it(documents: dict[str, Object], site: Site) -> None:
    addresses = {one for document in documents.values() for one in _addresses(document)}
    assert len(addresses) > 2 * 2 * (94 + 18)
    for address in addresses:
        path, fragment = urldefrag(address)
        page = site.pages.at(path)
        assert not fragment or fragment in page.ids, address


def test_with_a_base_url_every_address_is_whole(site: Site, site_with_base: Site) -> None:
    path = f"{FOLDER}catalogue.json"
    plain, based = (json.loads(one.files[path]) for one in (site, site_with_base))
    assert [f"{BASE_URL}{address}" for address in _addresses(plain)] == _addresses(based)
    schema = json.loads(site_with_base.files[f"{FOLDER}catalogue.schema.json"])
    assert schema["$id"] == f"{BASE_URL}{FOLDER}catalogue.schema.json"
    assert "$id" not in json.loads(site.files[f"{FOLDER}catalogue.schema.json"])


def test_files_named_in_the_json_exist_beside_it(documents: dict[str, Object], site: Site) -> None:
    for name, document in documents.items():
        up = "" if name == "catalogue.json" else "../"
        assert document["$schema"] == f"{up}catalogue.schema.json"
        records = [*document.get("industries", []), *document.get("roles", [])]
        records += [document[kind] for kind in ("industry", "role") if kind in document]
        for record in records:
            for file in record["files"].values():
                assert file.startswith(up)
                assert FOLDER + file.removeprefix(up) in site.files, file


def test_the_catalogue_counts_what_the_edition_has(documents: dict[str, Object], edition: Edition) -> None:
    found = documents["catalogue.json"]
    assert {
        "industries": len(found["industries"]),
        "roles": len(found["roles"]),
        "listings": len(found["listings"]),
        "categories": len(found["categories"]),
        "majors": sum(len(one["majors"]) for one in found["categories"]),
        "qualifications": len(found["qualifications"]["terms"]),
        "certificates": len(found["certificates"]["terms"]),
    } == edition.facts
    assert found["level_note"] == dict(edition.note)
    assert [one["open_ended"] for one in found["categories"]] == [True] * 6


def test_errata_stand_at_their_rows_and_their_titles(documents: dict[str, Object], edition: Edition) -> None:
    found = documents["catalogue.json"]
    assert [one["id"] for one in found["errata"]] == [one.id for one in edition.errata]
    assert [one["note"] for one in found["errata"]] == [dict(one.note) for one in edition.errata]
    at_rows = [(one["industry"]["id"], one["rank"], id_) for one in found["listings"] for id_ in one["errata"]]
    assert sorted(at_rows) == sorted((one.industry, one.rank, one.id) for one in edition.errata if one.industry)
    for entry in edition.roles:
        own = [one["id"] for one in documents[f"roles/{entry.id}.json"]["errata"]]
        assert own == list(dict.fromkeys(one.id for one in entry.all_errata)), entry.id


def test_source_lines_are_those_of_the_text_beside_the_file(documents: dict[str, Object], site: Site) -> None:
    lines = site.files[f"{FOLDER}source.txt"].decode().split("\n")
    for one in documents["catalogue.json"]["listings"]:
        assert lines[one["source_line"] - 1].strip().endswith(str(one["rank"]))
        assert lines[one["source_line"]].strip().endswith(one["role"]["name"]["zh"])


@given(editions())
@settings(max_examples=15)
def test_whatever_the_names_are_the_files_are_what_the_schema_says(edition: Edition) -> None:
    files = written(edition)
    validator = Draft202012Validator(json.loads(files["catalogue.schema.json"]))
    for name in ("catalogue.json", "industries/industry-0.json", "roles/role-0.json"):
        assert [error.message for error in validator.iter_errors(json.loads(files[name]))] == []
