"""The database: whole, held together by its keys, and searchable in Chinese, English and pinyin."""

from __future__ import annotations

import sqlite3

import pytest
from built_site import Site
from exports_read import opened, written
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import editions

from catalogue.downloads.edition_lists import RESOURCES
from catalogue.downloads.exports_database import LONGEST_PART
from catalogue.linked import Edition
from catalogue.names import Named

PATH = "data/2020/catalogue.sqlite"


@pytest.fixture(scope="module")
def raw(site: Site) -> bytes:
    return site.files[PATH]


@pytest.fixture
def database(raw: bytes) -> sqlite3.Connection:
    connection = opened(raw)
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


def _faults(connection: sqlite3.Connection) -> list[str]:
    whole = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    loose = [row[0] for row in connection.execute("PRAGMA foreign_key_check")]
    return whole + loose


def test_it_is_whole_and_every_reference_leads_somewhere(database: sqlite3.Connection) -> None:
    assert _faults(database) == []


@given(editions())
@settings(max_examples=15)
def test_it_is_whole_whatever_the_names_are(edition: Edition) -> None:
    connection = opened(written(edition)["catalogue.sqlite"])
    assert _faults(connection) == []
    connection.close()


def test_every_list_has_its_key_and_its_references(database: sqlite3.Connection) -> None:
    for resource in RESOURCES:
        columns = database.execute(f"PRAGMA table_info({resource.name})").fetchall()
        key = sorted((row["pk"], row["name"]) for row in columns if row["pk"])
        assert tuple(name for _, name in key) == resource.key
        references = {
            (row["from"], row["table"]) for row in database.execute(f"PRAGMA foreign_key_list({resource.name})")
        }
        assert references == {(one.name, one.refers) for one in resource.fields if one.refers}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE listings SET role_id = 'nobody' WHERE rank = 1 AND industry_id = 'pens'",
        "UPDATE listings SET rank = 1 WHERE industry_id = 'pens'",
        "UPDATE listings SET rank = 0 WHERE industry_id = 'pens' AND rank = 1",
        "UPDATE listings SET shortage_index = 1.5",
        "UPDATE listings SET shortage_level_zh = '很缺'",
        "UPDATE listings SET source_line = 0",
        "DELETE FROM roles WHERE id = 'welder-not-there' OR id = 'mechanical-engineer'",
        "INSERT INTO roles SELECT * FROM roles LIMIT 1",
        "UPDATE roles SET zh = NULL",
    ],
)
def test_it_refuses(change: str, database: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        database.execute(change)


def _found(connection: sqlite3.Connection, query: str) -> set[tuple[str, str]]:
    rows = connection.execute(
        "SELECT names.kind, names.id FROM search JOIN names ON names.rowid = search.rowid WHERE search MATCH ?",
        (query,),
    )
    return {(row["kind"], row["id"]) for row in rows}


def _named(edition: Edition) -> dict[tuple[str, str], Named]:
    found: dict[tuple[str, str], Named] = {("role", one.id): one.role for one in edition.roles}
    found |= {("industry", one.id): one.industry for one in edition.tables}
    found |= {("category", one.id): one.term for one in edition.categories}
    found |= {("major", one.id): one for category in edition.categories for one in category.majors}
    found |= {("qualification", one.id): one for one in edition.qualifications.terms}
    return found | {("certificate", one.id): one for one in edition.certificates.terms}


@pytest.mark.parametrize("query", ["工", "焊工", "工程师", "机械工程师", "设计", "电商", "技"])
def test_a_chinese_word_of_any_length_finds_exactly_the_names_that_contain_it(
    query: str, database: sqlite3.Connection, edition: Edition
) -> None:
    expected = {key for key, one in _named(edition).items() if query in one.name.zh}
    assert expected
    assert _found(database, f"zh : {query}") == expected
    assert expected <= _found(database, query)


@given(data=st.data())
@settings(max_examples=40)
def test_every_part_of_every_name_finds_it(data: st.DataObject, raw: bytes, edition: Edition) -> None:
    names = [
        (key, one.name.zh)
        for key, one in _named(edition).items()
        if one.name.zh.isalpha() and not one.name.zh.isascii()
    ]
    key, text = data.draw(st.sampled_from(names))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + LONGEST_PART)))
    connection = opened(raw)
    try:
        if all("\u3400" <= char <= "\u9fff" for char in text[start:end]):
            assert key in _found(connection, text[start:end])
    finally:
        connection.close()


def test_no_chinese_name_is_longer_than_what_the_index_holds(edition: Edition) -> None:
    assert max(len(one.name.zh) for one in _named(edition).values()) <= LONGEST_PART


def test_english_and_pinyin_without_tones_find_names(database: sqlite3.Connection) -> None:
    assert ("role", "mechanical-engineer") in _found(database, "mechanical")
    assert ("role", "mechanical-engineer") in _found(database, "jixie")
    assert ("role", "mechanical-engineer") in _found(database, "jīxiè")


def test_it_says_where_its_rows_come_from(database: sqlite3.Connection, edition: Edition) -> None:
    about = [tuple(row) for row in database.execute("SELECT name, language, text FROM about")]
    assert ("edition", None, "2020") in about
    for document in edition.documents:
        assert ("document", "zh", document.name.zh) in about
    assert any(name == "notice" and "not an official website" in text for name, _, text in about)


def test_its_header_names_no_release_of_sqlite_and_counts_no_changes(raw: bytes) -> None:
    assert raw.startswith(b"SQLite format 3\x00")
    assert raw[24:28] == raw[92:96] == bytes((0, 0, 0, 1))
    assert int.from_bytes(raw[96:100], "big") == 3_040_000
    assert int.from_bytes(raw[16:18], "big") == 4096
    assert len(raw) % 4096 == 0
    assert raw[18:20] == b"\x01\x01", "no write-ahead log, so that it opens on a read-only disk"
