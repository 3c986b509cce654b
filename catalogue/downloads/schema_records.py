"""The records that the JSON files are made of, in JSON Schema: every key required, and no other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..contradictions import KINDS
from ..fields import Bound, Index, regex_of

Schema = dict[str, Any]


def object_of(description: str, properties: Mapping[str, Schema], *bases: Mapping[str, Schema]) -> Schema:
    """Every key is required, and there is no other."""
    merged = {key: value for part in (*bases, properties) for key, value in part.items()}
    return {
        "description": description,
        "type": "object",
        "properties": merged,
        "required": list(merged),
        "additionalProperties": False,
    }


def ref(name: str, description: str = "") -> Schema:
    return {"$ref": f"#/$defs/{name}"} | ({"description": description} if description else {})


def array(name: str, description: str) -> Schema:
    return {"description": description, "type": "array", "items": ref(name)}


def or_null(schema: Schema) -> Schema:
    description = schema.get("description", "")
    inner = {key: value for key, value in schema.items() if key != "description"}
    return {"description": description, "anyOf": [inner, {"type": "null"}]}


def text(description: str, pattern: str = "") -> Schema:
    return {"description": description, "type": "string"} | ({"pattern": f"^{pattern}$"} if pattern else {})


def count(description: str, least: int = 1) -> Schema:
    return {"description": description, "type": "integer", "minimum": least}


def ids(description: str) -> Schema:
    return {"description": description, "type": "array", "items": ref("id")}


_OPEN: dict[str, Schema] = {
    "ending": text("What the printed list ends in: 等 (“and others”) or nothing."),
    "open_ended": {"description": "Whether the list ends in 等, so that others may count too.", "type": "boolean"},
}
_NAME: dict[str, Schema] = {"id": ref("id"), "name": ref("texts", "zh as printed by the city; the others are ours.")}
_NAMED: dict[str, Schema] = {
    **_NAME,
    "pinyin": text("Pinyin of the Chinese name with tone marks, by word; ours."),
    "aliases": {
        "description": "Other names by language, ours: they help in finding, and are not the city's.",
        "type": "object",
        "additionalProperties": {"type": "array", "items": {"type": "string"}},
    },
}
_PINNED: dict[str, Schema] = {"pinned_pages": ref("addresses", "Pages that show this edition for ever, for citing.")}
PAGES: dict[str, Schema] = {"pages": ref("addresses", "Pages that show the current edition, by language."), **_PINNED}
_FILES: Schema = {
    "description": "Files about this record alone, by format, relative to this file.",
    "type": "object",
    "additionalProperties": {"type": "string"},
}
RECORDS: dict[str, Schema] = {
    "entry": object_of("A name with an id.", {}, _NAME),
    "document": object_of(
        "A document of the city.",
        {"annex": text("As printed, or empty."), "version": text("As printed, or empty.")},
        _NAME,
    ),
    "level": object_of(
        "A shortage level and its bounds as the document's note prints them, both inclusive.",
        {
            "lower_bound": text("Lower bound.", f"({regex_of(Bound)})"),
            "upper_bound": text("Upper bound.", f"({regex_of(Bound)})"),
        },
        _NAME,
    ),
    "industry": object_of(
        "An industry.",
        {
            "number": text("Printed Chinese numeral of its table."),
            "position": count("Place of its table in the document, from 1."),
            "table_rows": count("Number of rows of its table.", 0),
            **PAGES,
            "files": _FILES,
        },
        _NAMED,
    ),
    "role": object_of(
        "A role.",
        {
            "family": ref("entry", "Our grouping."),
            "similar": ids("Roles of this edition with easily confused titles; ours."),
            "tables": count("Number of tables that list it."),
            "tables_in_edition": count("Number of tables of the edition."),
            **PAGES,
            "files": _FILES,
        },
        _NAMED,
    ),
    "listing": object_of(
        "A row of a table. Ranks and indices belong to their own table: tables differ in length, and the city does not "
        "say how the index is computed, so don't compare ranks or average indices across industries.",
        {
            "industry": ref("entry"),
            "role": ref("entry"),
            "rank": count("Printed rank in the table."),
            "table_rows": count("Number of rows of the table."),
            "index": text("Shortage index as printed, with four decimals.", f"({regex_of(Index)})"),
            "index_number": {"description": "The index as a number.", "type": "number", "minimum": 0, "maximum": 1},
            "level": ref("entry", "The level as printed, even where an erratum doubts it."),
            "source_line": or_null(count("Line of source.txt, from 1, on which the row begins; null if not found.")),
            "pinned_pages": ref("addresses", "The row on the industry's page of this edition."),
            "errata": ids("Our notes on this row."),
        },
    ),
    "category": object_of(
        "A category of majors.",
        {
            "number": text("Printed Chinese numeral."),
            "lead": text("Printed word before the list (包括, “including”), or empty."),
            **_OPEN,
            **PAGES,
            "majors": array("term", "In printed order."),
        },
        _NAMED,
    ),
    "term_list": object_of(
        "A printed list under its heading.",
        {
            "number": text("Printed Chinese numeral of the heading."),
            "name": ref("texts", "The heading; zh as printed."),
            **_OPEN,
            **PAGES,
            "terms": array("term", "In printed order."),
        },
    ),
    "term": object_of(
        "A major, qualification or certificate.",
        {
            "specialities": {
                "description": "Specialities that the printed name itself lists.",
                "type": "array",
                "items": object_of("A speciality.", {"name": ref("texts"), "pinyin": text("Pinyin; ours.")}),
            }
        },
        _NAMED,
    ),
    "erratum": object_of(
        "Our note on a place where the printed document contradicts itself or seems to have a misprint. The place is a "
        "row (industry and rank), a category, a role or, if all are null, the note on levels.",
        {
            "id": ref("id"),
            "kind": {"description": "What contradicts what.", "enum": list(KINDS)},
            "printed": text("What is printed there."),
            "note": ref("texts"),
            "industry": or_null(ref("id", "Industry of the row.")),
            "rank": or_null(count("Rank of the row.")),
            "category": or_null(ref("id", "The category whose line it is about.")),
            "role": or_null(ref("id", "The role whose title it is about.")),
            "pinned_pages": ref("addresses", "The note on the page of errata of this edition."),
        },
    ),
    "correction": object_of(
        "A mistake of ours in a published edition, now corrected.",
        {
            "id": ref("id"),
            "date": text("Day of the correction.", "[0-9]{4}-[0-9]{2}-[0-9]{2}"),
            "page": or_null(text("Path of the page it shows on, without language and edition.")),
            "note": ref("texts"),
        },
    ),
}
