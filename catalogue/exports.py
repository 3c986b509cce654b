"""The downloads: one entry an export, its file name or the pattern of its names, media type and the function that writes it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from .edition_lists import RESOURCES
from .export_context import ExportContext
from .exports_csv import LISTS, resource_csv, table_csv
from .exports_csvw import csvw_json
from .exports_database import database
from .exports_json import catalogue_json, industry_json, role_json
from .exports_package import package_json
from .exports_schema import schema_json
from .exports_schema_org import SCHEMA_ORG, schema_org
from .exports_skos import roles_json_ld, roles_turtle
from .exports_workbook import workbook_xlsx
from .fields import Texts
from .linked import Catalogue, Edition
from .pages import page_type
from .resources import Resource
from .sums import SUMS, checksums, digest
from .words import Words

LATEST = "latest"  # the folder of the current edition
_CSV = "text/csv"
_JSON = "application/json"
_FORMATS = {"sqlite": "SQLite", "ttl": "Turtle", "jsonld": "JSON-LD", SUMS: "SHA-256"}


class Export(NamedTuple):
    """A file of each edition or, with `{id}` in its name, of each record that a type of page shows.

    `write` is given the edition or the record; what an entry's context has of other files is what stands above it.
    `page` is the type of the pages that the file belongs to, which link to it.
    """

    name: str
    media_type: str
    write: Callable[[Any, ExportContext], bytes]
    page: str = ""

    @property
    def label(self) -> str:
        """The key of its words below `pages.data.files`: `industries/{id}.csv` → `industries_id_csv`."""
        return re.sub(r"[^a-z0-9]+", "_", self.name.lower())

    @property
    def format(self) -> str:
        """As people name it: `roles.csv` → `CSV`."""
        ending = self.name.rpartition(".")[2]
        return _FORMATS.get(ending, ending.upper())

    @property
    def of_records(self) -> bool:
        return "{id}" in self.name

    def records(self, edition: Edition) -> Iterable[Any]:
        return page_type(self.page).records(edition) if self.of_records else (edition,)

    def name_of(self, record: Any) -> str:
        return self.name.format(id=record.id)


class Download(NamedTuple):
    """An export as the data page shows it; a pattern has neither size nor hash."""

    export: Export
    size: int = 0
    sha256: str = ""

    @property
    def kilobytes(self) -> str:
        return f"{self.size / 1000:.1f}"


class OwnFile(NamedTuple):
    """A file of what a page shows: its format (`JSON`) or, for a list, its name (`majors.csv`)."""

    label: str
    media_type: str
    name: str


# The pages that a list belongs to, where it has the same name as none.
_PAGES = {"listings": "matrix", "categories": "titles", "majors": "titles", "levels": "about"}


def _list(resource: Resource) -> Export:
    page = _PAGES.get(resource.name, resource.name)
    return Export(f"{resource.name}.csv", _CSV, lambda edition, _: resource_csv(resource, edition), page)


EXPORTS = (
    Export("catalogue.json", _JSON, catalogue_json),
    Export("industries/{id}.json", _JSON, industry_json, "industry"),
    Export("roles/{id}.json", _JSON, role_json, "role"),
    Export("catalogue.schema.json", "application/schema+json", schema_json),
    *(_list(resource) for resource in (*RESOURCES, LISTS)),
    Export("industries/{id}.csv", _CSV, table_csv, "industry"),
    Export("catalogue.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook_xlsx),
    Export("catalogue.sqlite", "application/vnd.sqlite3", database),
    Export("roles.ttl", "text/turtle", roles_turtle, "roles"),
    Export("roles.jsonld", "application/ld+json", roles_json_ld, "roles"),
    Export("source.txt", "text/plain", lambda edition, _: edition.source),
    # These describe the files above.
    Export("datapackage.json", _JSON, package_json),
    Export("csv-metadata.json", "application/csvm+json", csvw_json),
    Export(SCHEMA_ORG, "application/ld+json", lambda edition, context: schema_org(edition, context, _single(context))),
    Export(SUMS, "text/plain", lambda _, context: _sums(context.files)),
)


def _single(context: ExportContext) -> dict[str, str]:
    """The media types of the edition's own files so far, by name."""
    return {one.name: one.media_type for one in EXPORTS if not one.of_records and one.name in context.files}


def export_addresses(catalogue: Catalogue) -> Iterator[str]:
    """Where the exports of every edition lie, and those of the current one again as `latest`."""
    for address, _ in _placed(catalogue):
        yield address


def export_files(
    catalogue: Catalogue, words: Mapping[str, Words], site_name: Texts, base_url: str = ""
) -> dict[str, bytes]:
    """Every export by its address. Each is written once: what lies in `latest` are the bytes of an edition's own file."""
    written = {id_: _written(edition, words, site_name, base_url) for id_, edition in catalogue.editions.items()}
    return {address: written[edition][name] for address, (edition, name) in _placed(catalogue)}


def downloads(edition: Edition, files: Mapping[str, bytes]) -> list[Download]:
    """Every export of an edition, with the size and hash of its file."""
    found = []
    for export in EXPORTS:
        raw = b"" if export.of_records else files[f"data/{edition.id}/{export.name}"]
        found.append(Download(export, len(raw), hashlib.sha256(raw).hexdigest()) if raw else Download(export))
    return found


def files_of_page(page: str, id_: str) -> list[OwnFile]:
    """The files that belong to a page of this type."""
    return [
        OwnFile(one.format if one.of_records else one.name, one.media_type, one.name.format(id=id_))
        for one in EXPORTS
        if one.page == page
    ]


def _placed(catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, str]]]:
    """Every address, with the edition and the name of the file that stands there."""
    for edition in catalogue.editions.values():
        for name in _names(edition):
            yield f"data/{edition.id}/{name}", (edition.id, name)
    for name in _names(catalogue.current):
        yield f"data/{LATEST}/{name}", (catalogue.current.id, name)
    for export in EXPORTS:  # a record that an edition drops keeps its files, as it keeps its page
        if export.of_records:
            for edition, record in catalogue.dropped(page_type(export.page).records):
                name = export.name_of(record)
                yield f"data/{LATEST}/{name}", (edition.id, name)


def _names(edition: Edition) -> Iterator[str]:
    for export in EXPORTS:
        for record in export.records(edition):
            yield export.name_of(record)


def _written(edition: Edition, words: Mapping[str, Words], site_name: Texts, base_url: str) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    context = ExportContext(edition, words, site_name, base_url, files)
    for export in EXPORTS:
        for record in export.records(edition):
            files[export.name_of(record)] = export.write(record, context)
    return files


def _sums(files: Mapping[str, bytes]) -> bytes:
    return checksums({path: digest(raw) for path, raw in files.items()})
