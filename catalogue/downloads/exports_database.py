"""`catalogue.sqlite`: the lists as tables with keys and references, and a full-text index that finds Chinese.

The index holds, of every run of Chinese characters, each part of it as a word of its own, so that 焊工 finds 电焊工
with SQLite's plain tokenizer and without wildcards: SQLite knows no word boundaries in Chinese, and its trigrams
find nothing shorter than three characters.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator

from ..checks.rules_texts import HAN
from ..linked import Edition
from ..names import Named
from ..shown.order import plain
from .edition_lists import RESOURCES
from .export_context import ExportContext
from .resources import Cell, Field, Resource

PAGE_SIZE = 4096
LAYOUT = 1  # of the tables, kept as `user_version`; a change that a query must know of is a new number
_TYPES = {"string": "TEXT", "integer": "INTEGER", "decimal": "REAL", "number": "REAL"}
_PRINTED = "_printed"  # a decimal's text stands in a second column
_HAN_RUN = re.compile(f"{HAN.pattern}+")
LONGEST_PART = 20  # characters; longer than any name

# Where the header holds what depends on the program that wrote it (https://sqlite.org/fileformat.html, 1.3):
# the change counter, what it was at the last write, and the version number of SQLite. The version is only a note
# of the writer's; readers use it for nothing.
_CHANGE_COUNTER, _VALID_FOR, _WRITER = slice(24, 28), slice(92, 96), slice(96, 100)
_NAMED_WRITER = (3_040_000).to_bytes(4, "big")


def database(edition: Edition, context: ExportContext) -> bytes:
    """The whole edition. Same rows, same bytes, in any release of SQLite that lays out pages alike."""
    with sqlite3.connect(":memory:") as connection:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute("PRAGMA encoding = 'UTF-8'")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA user_version = {LAYOUT}")
        for resource in RESOURCES:
            connection.execute(_definition(resource, edition))
            rows = [tuple(_values(resource, row)) for row in resource.rows(edition)]
            marks = ", ".join("?" for _ in _columns(resource))
            connection.executemany(f"INSERT INTO {resource.name} VALUES ({marks})", rows)
        connection.execute("CREATE INDEX listings_by_role ON listings (role_id)")
        _about(connection, edition, context)
        _search(connection, edition)
        connection.commit()
        connection.execute("VACUUM")
        raw = bytearray(connection.serialize())
    connection.close()
    raw[_CHANGE_COUNTER] = raw[_VALID_FOR] = (1).to_bytes(4, "big")
    raw[_WRITER] = _NAMED_WRITER
    return bytes(raw)


def _columns(resource: Resource) -> Iterator[tuple[str, Field]]:
    for field in resource.fields:
        yield field.name, field
        if field.type == "decimal":
            yield f"{field.name}{_PRINTED}", Field(field.name, field.get, required=field.required)


def _values(resource: Resource, row: tuple[Cell, ...]) -> Iterator[Cell | float]:
    for field, cell in zip(resource.fields, row, strict=True):
        yield float(cell) if field.numeric and cell is not None else cell
        if field.type == "decimal":
            yield cell


def _definition(resource: Resource, edition: Edition) -> str:
    lines = [_column(name, field, edition) for name, field in _columns(resource)]
    lines.append(f"PRIMARY KEY ({', '.join(resource.key)})")
    lines += [f"FOREIGN KEY ({one.name}) REFERENCES {one.refers} (id)" for one in resource.fields if one.refers]
    return f"CREATE TABLE {resource.name} (\n  " + ",\n  ".join(lines) + "\n)"


def _column(name: str, field: Field, edition: Edition) -> str:
    parts = [name, _TYPES[field.type]]
    if field.required:
        parts.append("NOT NULL")
    if field.low is not None:
        parts.append(f"CHECK ({name} >= {field.low})")
    if field.high is not None:
        parts.append(f"CHECK ({name} <= {field.high})")
    if field.choices:
        parts.append(f"CHECK ({name} IN ({', '.join(map(_literal, field.choices(edition)))}))")
    return " ".join(parts)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _about(connection: sqlite3.Connection, edition: Edition, context: ExportContext) -> None:
    """Where the rows come from, for whoever has nothing but this file."""
    connection.execute("CREATE TABLE about (name TEXT NOT NULL, language TEXT, text TEXT NOT NULL)")
    rows: list[tuple[str, str | None, str]] = [
        ("edition", None, edition.id),
        ("data_version", None, edition.version),
        ("dated", None, edition.dated),
    ]
    for document in edition.documents:
        rows += [("document", language, text) for language, text in document.name.items()]
    for name, texts in (
        ("level_note", edition.note),
        ("notice", context.say("site.official")),
        ("licence", context.say("pages.data.licence")),
        ("page", context.pinned_pages("home")),
    ):
        rows += [(name, language, text) for language, text in texts.items()]
    connection.executemany("INSERT INTO about VALUES (?, ?, ?)", rows)


def _search(connection: sqlite3.Connection, edition: Edition) -> None:
    """`names` has every name once; `search` is its index, with the same rowid."""
    connection.execute(
        "CREATE TABLE names (kind TEXT NOT NULL, id TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL, "
        "pinyin TEXT NOT NULL, PRIMARY KEY (kind, id))"
    )
    connection.execute(
        "CREATE VIRTUAL TABLE search USING fts5 (zh, en, pinyin, aliases, content='', tokenize='unicode61')"
    )
    for number, ((kind, _), named) in enumerate(_all_names(edition).items(), 1):
        name = (kind, named.id, named.name.zh, named.name["en"], named.pinyin)
        connection.execute(
            "INSERT INTO names (rowid, kind, id, zh, en, pinyin) VALUES (?, ?, ?, ?, ?, ?)", (number, *name)
        )
        aliases = " ".join([_parts(named.aliases["zh"]), *named.aliases["en"]])
        connection.execute(
            "INSERT INTO search (rowid, zh, en, pinyin, aliases) VALUES (?, ?, ?, ?, ?)",
            (number, _parts([named.name.zh]), named.name["en"], plain(named.pinyin), aliases),
        )
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")


def _all_names(edition: Edition) -> dict[tuple[str, str], Named]:
    """By kind and id; a major of several categories is one name."""
    names: list[tuple[str, Iterable[Named]]] = [
        ("role", [entry.role for entry in edition.roles]),
        ("industry", [table.industry for table in edition.tables]),
        ("category", [category.term for category in edition.categories]),
        ("major", [major for category in edition.categories for major in category.majors]),
        ("qualification", edition.qualifications.terms),
        ("certificate", edition.certificates.terms),
    ]
    return {(kind, one.id): one for kind, records in names for one in records}


def _parts(texts: Iterable[str]) -> str:
    """`电焊工 CNC` → `电 电焊 电焊工 焊 焊工 工 CNC`."""
    return " ".join(_HAN_RUN.sub(lambda run: f" {' '.join(_substrings(run[0]))} ", text) for text in texts)


def _substrings(run: str) -> Iterator[str]:
    for start in range(len(run)):
        for end in range(start + 1, min(start + LONGEST_PART, len(run)) + 1):
            yield run[start:end]
