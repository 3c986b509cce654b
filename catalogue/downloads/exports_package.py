"""`datapackage.json` (Data Package v2): every CSV file with its size, hash, typed columns, keys and references."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..linked import Edition
from .edition_lists import LISTINGS, RESOURCES
from .export_context import PACKAGE, ExportContext
from .exports_csv import LISTS
from .resources import Field, Resource

Object = dict[str, Any]

PROFILES = "https://datapackage.org/profiles/2.0/"
LICENCE = {"name": "MIT", "path": "https://opensource.org/license/mit"}  # of what is ours
_TYPES = {"decimal": "number"}


def package_json(edition: Edition, context: ExportContext) -> bytes:
    """The descriptor of an edition's tables and of the text that they were taken from."""
    content: Object = {
        "$schema": f"{PROFILES}datapackage.json",
        "name": f"{PACKAGE}-{edition.id}",
        "title": _both(context, "pages.data.package"),
        "description": _both(context, "pages.data.licence"),
        "version": edition.version,
        "created": f"{edition.dated}T00:00:00Z",
    }
    if context.base_url:
        content["id"] = f"{context.folder}datapackage.json"
        content["homepage"] = next(iter(context.pinned_pages("home").values()))
    content |= {
        "licenses": [LICENCE],
        "sources": [
            {"title": f"{document.name.zh}{document.version} / {document.name['en']}", "path": "source.txt"}
            for document in edition.documents
        ],
        "resources": [*_resources(edition, context), _text("source.txt", context)],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _resources(edition: Edition, context: ExportContext) -> Iterator[Object]:
    for resource in (*RESOURCES, LISTS):
        name = f"{resource.name}.csv"
        yield _table(resource.name, name, resource, context) | {
            "description": _both(context, f"pages.data.files.{resource.name}_csv")
        }
    for table in edition.tables:
        yield _table(f"industry-{table.id}", f"industries/{table.id}.csv", LISTINGS, context) | {
            "title": " / ".join(table.industry.name.values())
        }


def _table(name: str, path: str, resource: Resource, context: ExportContext) -> Object:
    return {
        "name": name,
        "type": "table",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_size(path, context),
        "schema": _schema(resource, context),
    }


def _text(path: str, context: ExportContext) -> Object:
    described = _both(context, "pages.data.files.source_txt")
    sizes = _size(path, context)
    return {
        "name": "source",
        "path": path,
        "description": described,
        "format": "txt",
        "mediatype": "text/plain",
        **sizes,
    }


def _size(path: str, context: ExportContext) -> Object:
    known = context.files[path]
    return {"bytes": known.size, "hash": f"sha256:{known.sha256}"}


def _schema(resource: Resource, context: ExportContext) -> Object:
    schema: Object = {
        "$schema": f"{PROFILES}tableschema.json",
        "fields": [_field(field, context) for field in resource.fields],
    }
    if resource.key:
        schema["primaryKey"] = list(resource.key)
    references = [
        {
            "fields": [field.name],
            "reference": {"resource": field.refers, "fields": ["id"]},
        }
        for field in resource.fields
        if field.refers
    ]
    if references:
        schema["foreignKeys"] = references
    return schema


def _field(field: Field, context: ExportContext) -> Object:
    constraints: Object = {}
    if field.required:
        constraints["required"] = True
    if field.pattern:
        constraints["pattern"] = field.pattern
    if field.choices:
        constraints["enum"] = list(field.choices(context.edition))
    if field.low is not None:
        constraints["minimum"] = field.low
    if field.high is not None:
        constraints["maximum"] = field.high
    described: Object = {
        "name": field.name,
        "type": _TYPES.get(field.type, field.type),
        "title": _both(context, f"columns.{field.name}"),
    }
    return described | ({"constraints": constraints} if constraints else {})


def _both(context: ExportContext, key: str) -> str:
    """Words in every language, for formats that have room for one text."""
    return " / ".join(context.say(key).values())
