"""The format of the JSON files: a JSON Schema (2020-12) that says what every key means and what we promise.

Nothing but the keys named here may occur, so that the tests hold every file against all of it.
"""

from __future__ import annotations

import json

from ..fields import EditionId, regex_of
from ..linked import Edition
from .export_context import ExportContext
from .resources import ID
from .schema_records import PAGES, RECORDS, Schema, array, object_of, ref, text

FORMAT_VERSION = "1.0"
PROMISE = (
    "Compatibility: format_version is MAJOR.MINOR. Within a major version, no key is removed or renamed, no key changes "
    "its type or its meaning, and no value that was never null becomes null. A minor version may add keys, so readers "
    "must ignore keys that they do not know. A change that breaks this is a new major version; the files of published "
    "editions keep their major version. Ids are for ever: an id is never given to another industry, role or term, and "
    "the address of a file stays valid. The content of an edition changes only by corrections of ours, which are listed "
    "and counted in data_version. This schema is exact for the files beside it."
)


def schema_json(edition: Edition, context: ExportContext) -> bytes:
    """The schema of all three kinds of file."""
    schema: Schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    if context.base_url:
        schema["$id"] = f"{context.folder}catalogue.schema.json"
    schema |= {
        "title": f"Catalogue of talent in short supply: JSON files, format {FORMAT_VERSION}",
        "description": (
            "Describes catalogue.json (kind: catalogue), industries/{id}.json (kind: industry) and roles/{id}.json "
            "(kind: role). What the city printed is given as printed; ids, English, pinyin, aliases and notes are "
            f"the site's. {PROMISE}"
        ),
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": list(_KINDS)}},
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {"$ref": f"#/$defs/{kind}_file"},
            }
            for kind in _KINDS
        ],
        "$defs": _definitions(tuple(context.words)),
    }
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


_HEAD: dict[str, Schema] = {
    "$schema": text("This schema, relative to the file."),
    "format_version": text(
        "Version of this format, MAJOR.MINOR. See the promise of compatibility above.", r"1\.[0-9]+"
    ),
    "kind": {"description": "What the file describes.", "enum": ["catalogue", "industry", "role"]},
    "edition": text("The edition of the city's catalogue: its year.", regex_of(EditionId)),
    "data_version": text("The edition and the number of our corrections to it since, as in 2020.3."),
    "dated": text("Day of our last change to the edition's data, as in 2026-03-01.", "[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "notice": ref("texts", "Whose document this is and what is ours."),
}
_KINDS: dict[str, Schema] = {
    "catalogue": object_of(
        "The whole edition.",
        {
            "site": ref("texts", "Name of the site."),
            **PAGES,
            "source": text("The official text as received, relative to this file."),
            "documents": array("document", "The two documents that the city published."),
            "level_note": ref("texts", "The document's own note on how the levels are bounded; zh as printed."),
            "levels": array("level", "Shortage levels from the lowest to the highest."),
            "families": array("entry", "Our grouping of roles."),
            "industries": array("industry", "In printed order."),
            "roles": array("role", "In the order in which the document first prints them."),
            "listings": array("listing", "Every row of every table, in printed order."),
            "categories": array("category", "Categories of majors for professional titles, in printed order."),
            "qualifications": ref("term_list", "Vocational qualifications."),
            "certificates": ref("term_list", "Other certificates."),
            "errata": array("erratum", "Where the printed document contradicts itself."),
            "corrections": array("correction", "What we corrected in this edition's data since publishing it."),
        },
        _HEAD,
    ),
    "industry": object_of(
        "An industry with the rows of its table.",
        {
            "industry": ref("industry"),
            "listings": array("listing", "The rows of its table, in printed order."),
            "errata": array("erratum", "Our notes on these rows."),
        },
        _HEAD,
    ),
    "role": object_of(
        "A role with every row that lists it.",
        {
            "role": ref("role"),
            "listings": array("listing", "Its rows, in the order of the document's tables."),
            "errata": array("erratum", "Our notes on the title and on these rows."),
        },
        _HEAD,
    ),
}


def _definitions(languages: tuple[str, ...]) -> Schema:
    """`texts` and `addresses` have every language of the site."""
    by_language = {language: {"type": "string"} for language in languages}
    return {
        "id": text("An id of ours. It is never changed and never given to anything else.", ID),
        "texts": object_of("A text in every language of the site; zh is the original.", by_language),
        "addresses": object_of(
            "Addresses of pages by language: whole, or relative to the root of the site if it was built without its address.",
            by_language,
        ),
        **RECORDS,
        **{f"{kind}_file": schema for kind, schema in _KINDS.items()},
    }
