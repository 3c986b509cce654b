"""`csv-metadata.json` (CSV on the Web): every CSV file with typed columns; an index is a decimal with four places."""

from __future__ import annotations

import json
from typing import Any

from ..linked import Edition
from .edition_lists import LISTINGS, RESOURCES
from .export_context import ExportContext
from .exports_csv import LISTS
from .resources import Field, Resource

Object = dict[str, Any]

_DIALECT = {"encoding": "utf-8", "delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True}
INDEX_FORMAT = "0.0000"


def csvw_json(edition: Edition, context: ExportContext) -> bytes:
    """The metadata of an edition's tables."""
    content: Object = {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": _texts(context, "pages.data.package"),
        "dc:rights": _texts(context, "pages.data.licence"),
        "dc:source": [document.name.zh for document in edition.documents],
        "dialect": _DIALECT,
        "tables": [
            *(_table(f"{resource.name}.csv", resource, context) for resource in (*RESOURCES, LISTS)),
            *(_table(f"industries/{table.id}.csv", LISTINGS, context, "../") for table in edition.tables),
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _table(url: str, resource: Resource, context: ExportContext, root: str = "") -> Object:
    table: Object = {"url": url}
    if not root:
        table["dc:description"] = _texts(context, f"pages.data.files.{resource.name}_csv")
    schema: Object = {"columns": [_column(field, context) for field in resource.fields]}
    if resource.key:
        schema["primaryKey"] = list(resource.key)
    references = [
        {"columnReference": field.name, "reference": {"resource": f"{field.refers}.csv", "columnReference": "id"}}
        for field in resource.fields
        if field.refers and field.required  # a reference of CSVW may not be empty
    ]
    if references:
        schema["foreignKeys"] = references
    return table | {"tableSchema": schema}


def _column(field: Field, context: ExportContext) -> Object:
    """`titles` is the header that the file has; what it means stands beside, in every language."""
    return {
        "name": field.name,
        "titles": field.name,
        "dc:description": _texts(context, f"columns.{field.name}"),
        "datatype": _datatype(field, context.edition),
        "required": field.required,
    }


def _datatype(field: Field, edition: Edition) -> Object | str:
    decimals = ".0000" if field.type == "decimal" else ""  # a bound is written as the values are
    limits = {"minimum": field.low, "maximum": field.high}
    bounds = {name: f"{limit}{decimals}" for name, limit in limits.items() if limit is not None}
    match field.type:
        case "integer":
            return {"base": "integer", **bounds}
        case "decimal":
            return {"base": "decimal", "format": INDEX_FORMAT, **bounds}
        case "number":
            return {"base": "decimal", **bounds}
    choices = field.choices(edition) if field.choices else ()
    pattern = field.pattern if field.pattern and not choices else "|".join(map(_literal, choices))
    return {"base": "string", "format": pattern} if pattern else "string"


def _literal(text: str) -> str:
    """A regular expression for the text, in the syntax that all its readers share."""
    return "".join(f"\\{char}" if char in "\\^$.|?*+()[]{}-/" else char for char in text)


def _texts(context: ExportContext, key: str) -> list[Object]:
    return [{"@value": text, "@language": tag} for tag, text in context.tagged(key)]
