"""The downloads: one entry an export, its file name or the pattern of its names, media type and the function that writes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from .building.made_before import NOTHING, MadeBefore
from .building.sums import SUMS, Known, checksums
from .downloads.edition_lists import RESOURCES
from .downloads.export_context import ExportContext
from .downloads.exports_csv import LISTS, resource_csv, table_csv
from .downloads.exports_csvw import csvw_json
from .downloads.exports_database import database
from .downloads.exports_json import catalogue_json, industry_json, role_json
from .downloads.exports_package import package_json
from .downloads.exports_schema import schema_json
from .downloads.exports_schema_org import SCHEMA_ORG, schema_org
from .downloads.exports_skos import roles_json_ld, roles_turtle
from .downloads.exports_workbook import workbook_xlsx
from .downloads.resources import Resource
from .fields import Texts
from .linked import Catalogue, Edition
from .pages import page_type
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
    for edition in catalogue.published:
        for _, _, addresses in placed(edition, catalogue):
            yield from addresses


def edition_files(
    edition: Edition,
    catalogue: Catalogue,
    words: Mapping[str, Words],
    site_name: Texts,
    base_url: str = "",
    before: MadeBefore = NOTHING,
) -> Iterator[tuple[str, bytes]]:
    """Every export of an edition by its address, as soon as it is made: none is kept.

    Each is written once, or taken over: what lies in `latest` are the bytes of an edition's own file.
    """
    known: dict[str, Known] = {}
    context = ExportContext(edition, words, site_name, base_url, known)
    for export, record, addresses in placed(edition, catalogue):
        content = before.get(addresses[0]) or export.write(record, context)
        known[export.name_of(record)] = Known.of(content)
        for address in addresses:
            yield address, content


def downloads(edition: Edition, files: Mapping[str, Known]) -> list[Download]:
    """Every export of an edition, with the size and hash of its file."""
    return [
        Download(export) if export.of_records else Download(export, *files[f"data/{edition.id}/{export.name}"])
        for export in EXPORTS
    ]


def files_of_page(page: str, id_: str) -> list[OwnFile]:
    """The files that belong to a page of this type."""
    return [
        OwnFile(one.format if one.of_records else one.name, one.media_type, one.name.format(id=id_))
        for one in EXPORTS
        if one.page == page
    ]


def placed(edition: Edition, catalogue: Catalogue) -> Iterator[tuple[Export, Any, list[str]]]:
    """Every file of an edition, as its export and its record, with the addresses at which it stands."""
    dropped = {
        (export.name, record.id)  # a record that an edition drops keeps its files, as it keeps its page
        for export in EXPORTS
        if export.of_records
        for last, record in catalogue.dropped(page_type(export.page).records)
        if last.id == edition.id
    }
    for export in EXPORTS:
        for record in export.records(edition):
            is_latest = edition.id == catalogue.current.id or (export.name, record.id) in dropped
            folders = (edition.id, LATEST) if is_latest else (edition.id,)
            yield export, record, [f"data/{folder}/{export.name_of(record)}" for folder in folders]


def _sums(files: Mapping[str, Known]) -> bytes:
    return checksums({path: known.sha256 for path, known in files.items()})
