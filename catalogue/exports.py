"""The downloads: one entry an export, its file name, media type and the function that writes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from .linked import Catalogue, Edition
from .names import Named


class Export(NamedTuple):
    name: str
    media_type: str
    write: Callable[[Edition], bytes]


def _csv(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> bytes:
    """RFC 4180 in UTF-8 without a byte-order mark."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def _listings(edition: Edition) -> bytes:
    header = (
        "industry_id", "industry_zh", "industry_en", "rank", "role_id", "role_zh", "role_en", "role_pinyin",
        "shortage_index", "shortage_level_zh", "shortage_level_en",
    )  # fmt: skip
    return _csv(
        header,
        (
            (
                row.industry.id, row.industry.name.zh, row.industry.name["en"], row.rank,
                row.role.id, row.role.name.zh, row.role.name["en"], row.role.pinyin,
                row.index, row.level.name.zh, row.level.name["en"],
            )
            for row in edition.listings
        ),
    )  # fmt: skip


def _names(names: Iterable[tuple[str, Named]]) -> bytes:
    header = ("list", "id", "zh", "en", "pinyin")
    return _csv(header, ((word, named.id, named.name.zh, named.name["en"], named.pinyin) for word, named in names))


def _roles(edition: Edition) -> bytes:
    header = ("id", "zh", "en", "pinyin", "family", "tables")
    return _csv(
        header,
        (
            (
                entry.id,
                entry.role.name.zh,
                entry.role.name["en"],
                entry.role.pinyin,
                entry.family.id,
                len(entry.listings),
            )
            for entry in edition.roles
        ),
    )


def _lists(edition: Edition) -> bytes:
    names: list[tuple[str, Named]] = []
    for category in edition.categories:
        names.append(("category", category.term))
        names += [(f"majors of {category.id}", major) for major in category.majors]
    names += [("qualifications", term) for term in edition.qualifications.terms]
    names += [("certificates", term) for term in edition.certificates.terms]
    return _names(names)


def _source(edition: Edition) -> bytes:
    return edition.source


EXPORTS = (
    Export("listings.csv", "text/csv", _listings),
    Export("roles.csv", "text/csv", _roles),
    Export("lists.csv", "text/csv", _lists),
    Export("source.txt", "text/plain", _source),
)


def export_addresses(catalogue: Catalogue) -> Iterator[str]:
    """Where the exports of every edition lie, and those of the current one again as `latest`."""
    for name in (*catalogue.editions, "latest"):
        for export in EXPORTS:
            yield f"data/{name}/{export.name}"


def export_files(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Every export by its address."""
    written = [
        export.write(edition) for edition in (*catalogue.editions.values(), catalogue.current) for export in EXPORTS
    ]
    yield from zip(export_addresses(catalogue), written, strict=True)
