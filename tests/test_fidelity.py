"""What the site shows is what the city printed, string by string: in the model, in both languages, pinned or not."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest
from built_site import DATA, Pages, Site
from fidelity import (
    EDITIONS,
    INDUSTRIES,
    TAGS,
    Page,
    Source,
    SourceRow,
    by_name,
    cells,
    figures,
    index_of,
    industry_rows,
    printed,
    role_rows,
    source_lines,
    split_names,
)

from catalogue.linked import Edition

EVERY_VERSION = pytest.mark.parametrize("start", [f"{lang}/{pin}" for lang in TAGS for pin in EDITIONS])


# --- the reader of the official text ------------------------------------------------------------------------


def test_the_reader_leaves_nothing_of_the_text_out(source: Source) -> None:
    text = (DATA / "2020" / "source.txt").read_text(encoding="utf-8")
    assert source.reprinted() == source_lines(text)
    assert text.count("[bookmark: _GoBack]") == 1, "a word processor's mark, the only thing that is not text"


def test_the_reader_finds_the_totals_counted_on_the_document(source: Source) -> None:
    assert [len(category.majors) for category in source.categories] == [18, 20, 3, 9, 3, 9]
    assert len(source.qualifications.names) == 8
    assert len(source.certificates.names) == 7
    sizes = [20, 20, 20, 20, 20, 20, 20, 20, 10, 20, 13, 17, 12, 6, 16, 8, 13, 13]
    assert [len(table.rows) for table in source.tables] == sizes
    assert sum(sizes) == len(source.rows) == 288
    assert len(source.titles) == 94
    assert Counter(row.level for row in source.rows) == {"非常紧缺": 94, "紧缺": 95, "一般紧缺": 99}
    assert {table.columns for table in source.tables} == {("序号", "紧缺人才岗位", "紧缺指数", "紧缺程度")}


def test_the_reader_reads_strings_and_not_numbers(source: Source) -> None:
    by_table = {table.name: table.rows for table in source.tables}
    assert by_table["电气产业"][3] == SourceRow("4", "工艺研发工程师", "0.5470", "非常紧缺")
    assert by_table["制笔产业"][11] == SourceRow("12", "模具设计工程师", "0.2002", "一般紧缺")
    assert by_table["化工产业"][5] == SourceRow("6", "网络与信息安全工程师", "0.2269", "紧缺")
    assert source.qualifications.names[0] == "钳工（工具、装配、机修）"
    assert source.categories[1].majors[18] == "激光等特种加工"
    assert (source.categories[4].lead, source.categories[5].lead) == ("包括", "")


def test_a_separator_in_brackets_separates_nothing() -> None:
    assert split_names("钳工（工具、装配）、车工") == ["钳工（工具、装配）", "车工"]


# --- the model --------------------------------------------------------------------------------------------------


def test_the_model_has_every_row_as_printed(source: Source, edition: Edition) -> None:
    assert [table.id for table in edition.tables] == list(INDUSTRIES)
    assert [(table.number, table.industry.name.zh) for table in edition.tables] == [
        (table.number, table.name) for table in source.tables
    ]
    for table, printed_table in zip(edition.tables, source.tables, strict=True):
        rows = [SourceRow(str(row.rank), row.role.name.zh, row.index, row.level.name.zh) for row in table.listings]
        assert rows == list(printed_table.rows), table.id
        assert {row.size for row in table.listings} == {len(printed_table.rows)}


def test_the_model_links_every_row_to_its_role(source: Source, edition: Edition) -> None:
    assert [entry.role.name.zh for entry in edition.roles] == source.titles
    for entry in edition.roles:
        assert [(row.industry.name.zh, str(row.rank), row.index, row.level.name.zh) for row in entry.listings] == [
            (table.name, row.rank, row.index, row.level)
            for table in source.tables
            for row in table.rows
            if row.title == entry.role.name.zh
        ]


def test_the_model_has_every_list_as_printed(source: Source, edition: Edition) -> None:
    assert [category.printed_line for category in edition.categories] == [one.line for one in source.categories]
    assert [tuple(major.name.zh for major in category.majors) for category in edition.categories] == [
        category.majors for category in source.categories
    ]
    for mine, theirs in ((edition.qualifications, source.qualifications), (edition.certificates, source.certificates)):
        assert tuple(term.name.zh for term in mine.terms) == theirs.names
        assert mine.printed_line == theirs.line
        assert f"{mine.heading.number}、{mine.heading.name.zh}" == theirs.heading
    assert f"{edition.titles_heading.number}、{edition.titles_heading.name.zh}" == source.titles_heading


def test_the_model_has_documents_columns_and_note_as_printed(source: Source, edition: Edition) -> None:
    first, second = edition.documents
    assert (first.annex, first.name.zh, first.version) == (source.annex, source.first_title, source.version)
    assert second.name.zh == source.second_title
    columns = edition.columns
    assert (columns.rank, columns.role, columns.index, columns.level) == source.tables[0].columns
    assert edition.note.zh == source.note
    assert {level.name.zh for level in edition.levels} == source.levels


# --- the pages --------------------------------------------------------------------------------------------------


@EVERY_VERSION
def test_industries_stand_in_printed_order(start: str, pages: Pages, source: Source) -> None:
    page = pages.at(f"{start}industries/")
    folders = [f"{start}industries/{id_}/index.html" for id_ in INDUSTRIES]
    targets = [page.target(a.attrib["href"]) for a in page.anchors(page.main)]
    assert [target[0] for target in targets if target and target[0] in folders] == folders
    names = [table.name for table in source.tables]
    assert [run for run in page.words(page.main, TAGS["zh"]) if run in names] == names


@EVERY_VERSION
@pytest.mark.parametrize("position", range(18), ids=INDUSTRIES)
def test_an_industry_page_shows_its_table_as_printed(start: str, position: int, pages: Pages, source: Source) -> None:
    page, table = pages.at(f"{start}industries/{INDUSTRIES[position]}/"), source.tables[position]
    assert industry_rows(page, source) == list(table.rows)
    assert table.name in page.words(page.one("h1"), TAGS["zh"])
    assert source.note in page.words(page.main, TAGS["zh"])


@EVERY_VERSION
def test_every_role_page_shows_every_row_that_lists_the_role(start: str, pages: Pages, source: Source) -> None:
    roles = by_name(pages, f"{start}roles/", set(source.titles))
    assert set(roles) == set(source.titles)
    for title, page in roles.items():
        rows = [
            (table.name, int(row.rank), len(table.rows), row.index, row.level)
            for table in source.tables
            for row in table.rows
            if row.title == title
        ]
        assert role_rows(page, source) == rows, page.path
        assert any(sorted(figures(text)) == sorted([len(rows), 18]) for text in page.words(page.main)), page.path


@EVERY_VERSION
def test_a_row_and_its_role_have_one_id_everywhere(start: str, pages: Pages, source: Source) -> None:
    ids = {
        name: page.address.split("/")[-2] for name, page in by_name(pages, f"{start}roles/", set(source.titles)).items()
    }
    for id_, table in zip(INDUSTRIES, source.tables, strict=True):
        page = pages.at(f"{start}industries/{id_}/")
        rows = [row for row in page.all("tr") if page.all("data", row)]
        assert [row.attrib["id"] for row in rows] == [ids[row.title] for row in table.rows]
        for row in rows:
            targets = [page.target(a.attrib["href"]) for a in page.anchors(row)]
            assert (f"{start}roles/{row.attrib['id']}/index.html", "") in targets


def _level_words(pages: Pages, start: str, source: Source) -> dict[str, str]:
    """The page language's word for each printed level, learnt from the tables."""
    lang = start.split("/")[0]
    found: dict[str, set[str]] = {level: set() for level in source.levels}
    for id_ in INDUSTRIES:
        page = pages.at(f"{start}industries/{id_}/")
        for row in page.all("tr"):
            if page.all("data", row):
                cell = next(one for one in cells(row) if source.levels & set(page.words(one, TAGS["zh"])))
                own = [word for word in page.words(cell, TAGS[lang]) if word not in source.levels or lang == "zh"]
                found[printed(page, cell, source.levels)].update(own)
    assert all(len(words) == 1 for words in found.values()), found
    words = {level: words.pop() for level, words in found.items()}
    assert len(set(words.values())) == 3
    return words


@EVERY_VERSION
def test_the_matrix_has_every_row_and_nothing_else(start: str, pages: Pages, source: Source) -> None:
    page = pages.at(f"{start}matrix/")
    roles = by_name(pages, f"{start}roles/", set(source.titles))
    words = _level_words(pages, start, source)
    table = next(one for one in page.all("table", page.main) if page.all("data", one))
    heads = [page.target(a.attrib["href"]) for a in page.anchors(page.one("thead", table))]
    assert heads == [(f"{start}industries/{id_}/index.html", "") for id_ in INDUSTRIES]
    expected = {
        (roles[row.title].path, id_): (row.index, words[row.level])
        for id_, one in zip(INDUSTRIES, source.tables, strict=True)
        for row in one.rows
    }
    shown = {}
    body = page.all("tr", page.one("tbody", table))
    assert len(body) == 94
    for row in body:
        head, *rest = cells(row)
        targets = [page.target(a.attrib["href"]) for a in page.anchors(head)]
        role = next(target[0] for target in targets if target and f"{start}roles/" in target[0])
        assert len(rest) == 18
        for id_, cell in zip(INDUSTRIES, rest, strict=True):
            if page.all("data", cell):
                levels = set(page.words(cell)) & set(words.values())
                assert len(levels) == 1, f"{page.path}: {page.text(cell)}"
                shown[role, id_] = (index_of(page, cell), levels.pop())
            else:
                assert page.text(cell).strip("–—·") == ""
    assert shown == expected


def _listed(page: Page, known: set[str]) -> list[str]:
    """The known Chinese names of a page's table, in order."""
    table = page.one("table", page.main)
    return [printed(page, row, known) for row in page.all("tr", table) if known & set(page.words(row, TAGS["zh"]))]


@EVERY_VERSION
def test_categories_and_their_majors_stand_as_printed(start: str, pages: Pages, source: Source) -> None:
    known = {category.name for category in source.categories}
    found = by_name(pages, f"{start}titles/", known)
    assert set(found) == known
    listing = pages.at(f"{start}titles/")
    assert [word for word in listing.words(listing.main, TAGS["zh"]) if word in known] == [
        category.name for category in source.categories
    ]
    for category in source.categories:
        page = found[category.name]
        assert _listed(page, set(category.majors)) == list(category.majors)
        assert category.line in page.words(page.main, TAGS["zh"])


@EVERY_VERSION
@pytest.mark.parametrize("name", ["qualifications", "certificates"])
def test_qualifications_and_certificates_stand_as_printed(start: str, name: str, pages: Pages, source: Source) -> None:
    page, listed = pages.at(f"{start}{name}/"), getattr(source, name)
    assert _listed(page, set(listed.names)) == list(listed.names)
    assert {listed.line, listed.heading} <= set(page.words(page.main, TAGS["zh"]))


@EVERY_VERSION
def test_document_titles_headings_and_the_note_are_shown(start: str, pages: Pages, source: Source) -> None:
    about = pages.at(f"{start}about/")
    words = "\n".join(about.words(about.main, TAGS["zh"]))
    for text in (source.annex, source.first_title + source.version, source.second_title, source.note):
        assert text in words, text
    titles = pages.at(f"{start}titles/")
    assert source.titles_heading in titles.words(titles.main, TAGS["zh"]), "the heading of the first part"


def test_no_trace_of_the_word_processor_is_shown(site: Site) -> None:
    assert not [path for path, raw in site.files.items() if b"_GoBack" in raw and not path.endswith("/source.txt")]


@pytest.mark.parametrize("edition_id", ["2020", "latest"])
def test_the_downloads_say_the_same(edition_id: str, site: Site, source: Source) -> None:
    assert site.files[f"data/{edition_id}/source.txt"] == (DATA / "2020" / "source.txt").read_bytes()
    rows = list(csv.DictReader(io.StringIO(site.files[f"data/{edition_id}/listings.csv"].decode())))
    assert [
        (row["industry_zh"], row["rank"], row["role_zh"], row["shortage_index"], row["shortage_level_zh"])
        for row in rows
    ] == [(table.name, *row) for table in source.tables for row in table.rows]


def test_every_listing_names_its_line_of_the_official_text(edition: Edition) -> None:
    lines = [line.strip() for line in edition.source.decode().split("\n")]
    for one in edition.listings:
        cells = [line.replace("[bookmark: _GoBack]", "") for line in lines[one.source_line - 1 : one.source_line + 3]]
        assert cells == [str(one.rank), one.role.name.zh, one.index, one.level.name.zh], one
    assert len({one.source_line for one in edition.listings}) == 288
