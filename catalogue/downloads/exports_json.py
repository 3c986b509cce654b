"""The catalogue, each industry and each role as JSON. `exports_schema.py` says what every key means and promises.

A row is the same object in all three, with the names of its industry, role and level, so that one file is enough.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..linked import Category, Edition, Listing, PrintedList, RoleEntry, Table
from ..model import Erratum
from ..names import Correction, Entry, Named, Term
from .edition_lists import FAMILIES
from .export_context import ExportContext
from .exports_schema import FORMAT_VERSION

Object = dict[str, Any]


def catalogue_json(edition: Edition, context: ExportContext) -> bytes:
    """The whole edition."""
    return _json(
        {
            **_head("catalogue", context, ""),
            "site": dict(context.site_name),
            "pages": context.pages("home"),
            "pinned_pages": context.pinned_pages("home"),
            "source": "source.txt",
            "documents": [
                {"id": one.id, "name": dict(one.name), "annex": one.annex, "version": one.version}
                for one in edition.documents
            ],
            "level_note": dict(edition.note),
            "levels": [
                {**_entry(level), "lower_bound": level.low, "upper_bound": level.high} for level in edition.levels
            ],
            "families": [_entry(family) for family in FAMILIES.records(edition)],
            "industries": (_industry(table, context, "") for table in edition.tables),
            "roles": (_role(entry, context, "") for entry in edition.roles),
            "listings": (_listing(row, context) for row in edition.listings),
            "categories": (_category(one, context) for one in edition.categories),
            "qualifications": _list(edition.qualifications, "qualifications", context),
            "certificates": _list(edition.certificates, "certificates", context),
            "errata": [_erratum(one, context) for one in edition.errata],
            "corrections": [_correction(one) for one in edition.corrections],
        }
    )


def industry_json(table: Table, context: ExportContext) -> bytes:
    """An industry and the rows of its table."""
    return _json(
        {
            **_head("industry", context, "../"),
            "industry": _industry(table, context, "../"),
            "listings": [_listing(row, context) for row in table.listings],
            "errata": [_erratum(one, context) for one in table.errata],
        }
    )


def role_json(entry: RoleEntry, context: ExportContext) -> bytes:
    """A role and every row that lists it."""
    return _json(
        {
            **_head("role", context, "../"),
            "role": _role(entry, context, "../"),
            "listings": [_listing(row, context) for row in entry.listings],
            "errata": [_erratum(one, context) for one in dict.fromkeys(entry.all_errata)],
        }
    )


def _json(content: Mapping[str, Any]) -> bytes:
    """A key a line and, in its lists, a record a line: readable, and quick to write. Long lists are best made on the way."""
    lines = []
    for key, value in content.items():
        if isinstance(value, (list, Iterator)):
            records = ",\n".join(map(_compact, value))
            text = f"[\n{records}\n]" if records else "[]"
        else:
            text = _compact(value)
        lines.append(f"{_compact(key)}: {text}")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


_compact = json.JSONEncoder(ensure_ascii=False).encode


def _head(kind: str, context: ExportContext, root: str) -> Object:
    """`root` leads from the file to the folder of the edition."""
    edition = context.edition
    return {
        "$schema": f"{root}catalogue.schema.json",
        "format_version": FORMAT_VERSION,
        "kind": kind,
        "edition": edition.id,
        "data_version": edition.version,
        "dated": edition.dated,
        "notice": context.say("site.official"),
    }


def _entry(entry: Entry) -> Object:
    return {"id": entry.id, "name": dict(entry.name)}


def _named(named: Named) -> Object:
    aliases = {language: list(named.aliases[language]) for language in named.name}
    return {**_entry(named), "pinyin": named.pinyin, "aliases": aliases}


def _industry(table: Table, context: ExportContext, root: str) -> Object:
    return {
        **_named(table.industry),
        "number": table.number,
        "position": table.position,
        "table_rows": len(table.listings),
        "pages": context.pages("industry", table.id),
        "pinned_pages": context.pinned_pages("industry", table.id),
        "files": {"json": f"{root}industries/{table.id}.json", "csv": f"{root}industries/{table.id}.csv"},
    }


def _role(entry: RoleEntry, context: ExportContext, root: str) -> Object:
    return {
        **_named(entry.role),
        "family": _entry(entry.family),
        "similar": [role.id for role in entry.similar],
        "tables": len(entry.listings),
        "tables_in_edition": entry.tables_in_edition,
        "pages": context.pages("role", entry.id),
        "pinned_pages": context.pinned_pages("role", entry.id),
        "files": {"json": f"{root}roles/{entry.id}.json"},
    }


def _listing(row: Listing, context: ExportContext) -> Object:
    return {
        "industry": _entry(row.industry),
        "role": _entry(row.role),
        "rank": row.rank,
        "table_rows": row.size,
        "index": row.index,
        "index_number": float(row.index),
        "level": _entry(row.level),
        "source_line": row.source_line or None,
        "pinned_pages": context.pinned_pages("industry", row.industry.id, row.role.id),
        "errata": [one.id for one in row.errata],
    }


def _category(category: Category, context: ExportContext) -> Object:
    printed = category.printed
    return {
        **_named(category.term),
        "number": printed.number,
        "lead": printed.lead,
        "ending": printed.ending,
        "open_ended": category.open_ended,
        "pages": context.pages("category", category.id),
        "pinned_pages": context.pinned_pages("category", category.id),
        "majors": _terms(category.majors),
    }


def _list(printed: PrintedList, page: str, context: ExportContext) -> Object:
    return {
        "number": printed.heading.number,
        "name": dict(printed.heading.name),
        "ending": printed.ending,
        "open_ended": printed.open_ended,
        "pages": context.pages(page),
        "pinned_pages": context.pinned_pages(page),
        "terms": _terms(printed.terms),
    }


def _terms(terms: Iterable[Term]) -> list[Object]:
    return [
        {
            **_named(term),
            "specialities": [{"name": dict(one.name), "pinyin": one.pinyin} for one in term.specialities],
        }
        for term in terms
    ]


def _erratum(erratum: Erratum, context: ExportContext) -> Object:
    category, role = context.edition.ids_of(erratum)
    return {
        "id": erratum.id,
        "kind": erratum.kind,
        "printed": erratum.printed,
        "note": dict(erratum.note),
        "industry": erratum.industry or None,
        "rank": erratum.rank or None,
        "category": category,
        "role": role,
        "pinned_pages": context.pinned_pages("errata", fragment=erratum.id),
    }


def _correction(correction: Correction) -> Object:
    return {
        "id": correction.id,
        "date": correction.date,
        "page": correction.page or None,
        "note": dict(correction.text),
    }
