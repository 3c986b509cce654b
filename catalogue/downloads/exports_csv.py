"""Resources as CSV: RFC 4180 in UTF-8 without a byte-order mark, header names alike in all languages."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from ..linked import Edition, Table
from ..names import Named
from .edition_lists import LISTINGS
from .export_context import ExportContext
from .resources import Cell, Field, Resource

# All lists but the roles in one file: published before each list had its own.
LISTS = Resource(
    "lists",
    (),
    lambda edition: _listed(edition),
    tuple(
        Field(name, lambda row, place=place: row[place])  # type: ignore[misc]
        for place, name in enumerate(("list", "id", "zh", "en", "pinyin"))
    ),
)


def resource_csv(resource: Resource, edition: Edition) -> bytes:
    """Every row of the edition."""
    return _csv(resource, resource.rows(edition))


def table_csv(table: Table, context: ExportContext) -> bytes:
    """The rows of one industry, with the columns of `listings.csv`."""
    return _csv(LISTINGS, LISTINGS.rows_of(table.listings))


def _csv(resource: Resource, rows: Iterable[tuple[Cell, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.name for field in resource.fields])
    writer.writerows(rows)
    return out.getvalue().encode()


def _listed(edition: Edition) -> list[tuple[str, ...]]:
    names: list[tuple[str, Named]] = []
    for category in edition.categories:
        names.append(("category", category.term))
        names += [(f"majors of {category.id}", major) for major in category.majors]
    names += [("qualifications", term) for term in edition.qualifications.terms]
    names += [("certificates", term) for term in edition.certificates.terms]
    return [(word, named.id, named.name.zh, named.name["en"], named.pinyin) for word, named in names]
