"""The official text is read whole: each cell is in a record with its line, or is named as unread."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from built_site import DATA
from fidelity import Source

from catalogue.link import link
from catalogue.load import load
from catalogue.received.official import read_official
from catalogue.received.official_lines import Official
from catalogue.received.official_text import NotText, cells_of, decoded

TEXT = (DATA / "2020" / "source.txt").read_text(encoding="utf-8")
TABLES = """\
市紧缺人才目录
一、电气产业
	序号
	紧缺人才岗位
	紧缺指数
	紧缺程度

	1
	机械工程师
	0.8968
	非常紧缺

	2
	车工
	0.3000
	紧缺

说明：根据[0-0.3]、[0.3-1]，划分为“紧缺”、“非常紧缺”。
"""


def rows(official: Official) -> list[tuple[str, ...]]:
    return [(row.rank, row.role, row.index, row.level) for row in official.rows]


def unread(official: Official) -> list[tuple[int, str]]:
    return [(one.line, one.text) for one in official.unread]


@pytest.fixture(scope="module")
def official() -> Official:
    return read_official(TEXT)


# --- our own text ----------------------------------------------------------------------------------------------


def test_the_text_of_2020_is_read_as_an_independent_reader_reads_it(official: Official, source: Source) -> None:
    assert rows(official) == [tuple(row) for row in source.rows]
    assert [table.heading[1:] for table in official.tables] == [(table.number, table.name) for table in source.tables]
    assert [category.text for category in official.categories] == [category.line for category in source.categories]
    assert [listed and listed.names for listed in official.lists] == [
        source.qualifications.names,
        source.certificates.names,
    ]
    assert official.columns == source.tables[0].columns
    assert official.note and official.note.text == source.note
    first, second = official.heads
    assert (first.annex, first.title, first.version) == (source.annex, source.first_title, source.version)
    assert (second.annex, second.title, second.version) == ("", source.second_title, "")


def test_the_lines_of_rows_are_found_past_what_word_processors_leave(tmp_path: Path) -> None:
    """What the import passes over is no reason to lose the place of a row."""
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    path = data / "2020" / "source.txt"
    text = path.read_text(encoding="utf-8")
    changed = text.replace("\t0.8968\n", "\t\u200b0.8968 \\* MERGEFORMAT\n- 3 -\n", 1)
    path.write_text(changed, encoding="utf-8")
    found, before = ([row.source_line for row in link(load(one)).current.listings] for one in (data, DATA))
    assert changed != text
    assert found == [before[0], *(line + 1 for line in before[1:])]


def test_nothing_of_it_is_unread_or_doubtful_and_the_artefact_is_named(official: Official) -> None:
    assert (official.unread, official.doubts) == ([], [])
    assert [tuple(one) for one in official.artefacts] == [(1580, "[bookmark: _GoBack]")]


def test_each_row_names_the_line_of_its_rank(official: Official) -> None:
    lines = TEXT.split("\n")
    for row in official.rows:
        assert [line.strip() for line in lines[row.line - 1 : row.line + 1]] == [
            row.rank,
            row.role if row.line != 1579 else f"[bookmark: _GoBack]{row.role}",
        ]


# --- other forms of the same -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n\t", "\t").replace("\t序号", "\n序号"),  # a row on a line
        lambda text: text.replace("\t", ""),  # no tabs
        lambda text: text.replace("\n\n", "\n"),  # no empty lines
        lambda text: text.replace("\n", "\n\n").replace("\n\n\t", "\n\t"),  # many
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text.replace("\n", "\r"),
        lambda text: text.replace("\t2\n", "\t序号\n\t紧缺人才岗位\n\t紧缺指数\n\t紧缺程度\n\n\t2\n"),  # heads again
        lambda text: text.replace("\t2\n", "\t\n\t\n\t\n\t\n\n\t2\n"),  # an empty row
        lambda text: text.replace("\t", "\u3000\t ").replace("\n", " \n"),  # spaces around
        lambda text: text.replace("一、电气产业\n", "一、电气产业\n— 3 —\n"),  # a page's number
        lambda text: text.replace("机械工程师", "机械\u200b工程\u00ad师"),  # invisible characters
    ],
)
def test_the_layout_of_the_lines_does_not_matter(change: object) -> None:
    assert callable(change)
    found = read_official(change(TABLES))
    assert (
        rows(found)
        == rows(read_official(TABLES))
        == [
            ("1", "机械工程师", "0.8968", "非常紧缺"),
            ("2", "车工", "0.3000", "紧缺"),
        ]
    )
    assert found.tables[0].heading[1:] == ("一", "电气产业")
    assert found.heads[1].title == "市紧缺人才目录", "a title above nothing but tables is theirs"
    assert (found.unread, bool(found.note)) == ([], True)


def test_figures_ranks_and_levels_stay_as_printed_even_when_wrong() -> None:
    text = TABLES.replace("\t1\n", "\tl\n").replace("0.8968", "0，８９６８").replace("\t紧缺\n", "\t紧 缺！\n")
    assert rows(read_official(text)) == [
        ("l", "机械工程师", "0，８９６８", "非常紧缺"),
        ("2", "车工", "0.3000", "紧 缺！"),
    ]


def test_an_empty_cell_is_kept_where_the_text_shows_it() -> None:
    assert rows(read_official(TABLES.replace("\t0.3000\n", "\t\n")))[1] == ("2", "车工", "", "紧缺")


# --- what can't be read ----------------------------------------------------------------------------------------


def test_a_row_that_lacks_a_cell_is_unread_and_the_next_is_not() -> None:
    found = read_official(TABLES.replace("\t0.8968\n", ""))
    assert rows(found) == [("2", "车工", "0.3000", "紧缺")]
    assert unread(found) == [(8, "1"), (9, "机械工程师"), (10, "非常紧缺")]
    assert found.unread_rows == [["1", "机械工程师", "非常紧缺"]]


def test_a_row_with_a_cell_too_many_is_unread_but_for_what_can_only_be_a_row() -> None:
    found = read_official(TABLES.replace("\t非常紧缺\n", "\t非常紧缺\n\t备注\n"))
    assert rows(found)[0] == ("1", "机械工程师", "0.8968", "非常紧缺")
    assert unread(found) == [(12, "备注")]


def test_other_heads_of_columns_in_a_later_table_are_named() -> None:
    second = (
        TABLES[TABLES.index("一、") : TABLES.index("说明")].replace("一、电气", "二、鞋业").replace("紧缺指数", "指标")
    )
    found = read_official(TABLES + second)
    assert len(found.rows) == 4
    assert [text for _, text in unread(found)] == ["序号", "紧缺人才岗位", "指标", "紧缺程度"]


def test_rows_whose_heading_is_lost_form_a_table_without_one() -> None:
    second = TABLES[TABLES.index("\t序号") : TABLES.index("说明")]
    found = read_official(TABLES + second)
    assert [(table.heading.name, len(table.rows)) for table in found.tables] == [("电气产业", 2), ("", 2)]


def test_a_heading_that_stands_twice_is_named_and_its_rows_are_kept() -> None:
    found = read_official(TABLES.replace("一、电气产业\n", "一、电气产业\n一、电气产业\n"))
    assert (len(found.rows), unread(found)) == (2, [(3, "一、电气产业")])


def test_lines_between_the_lists_are_unread() -> None:
    found = read_official(TEXT.replace("二、职业资格", "附注三行\n二、职业资格"))
    assert unread(found) == [(12, "附注三行")]


def test_a_line_in_another_form_is_read_and_named() -> None:
    found = read_official(TEXT.replace("（三）新型材料类。", "(三)新型材料类："))
    assert found.categories[2].name == "新型材料类"
    assert [(one.line, one.text[:8]) for one in found.doubts] == [(8, "(三)新型材料类")]


def test_an_unclosed_bracket_loses_no_name() -> None:
    found = read_official(TEXT.replace("（工具、装配、机修）、车工", "（工具、装配、机修、车工"))
    assert found.lists[0] and found.lists[0].names[0].startswith("钳工（工具、装配、机修、车工、数控车工")


# --- bytes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "UTF-8"), ("gbk", "GB 18030"), ("utf-16", "UTF-16")])
def test_encodings_are_recognised(encoding: str, name: str) -> None:
    assert decoded(TEXT.encode(encoding)) == (TEXT, name)


@pytest.mark.parametrize(
    "raw",
    [
        "Führungskräfte für die Küstenfischerei, Ärzte und Bäcker".encode("latin-1"),
        TEXT.encode("big5", "ignore")[:-1] + b"\xff\xff",
        b"%PDF-1.7",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
        b"{\\rtf1",
        bytes(range(256)) * 4,
        TEXT.encode("utf-16-le"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(NotText):
        decoded(raw)


def test_an_artefact_alone_on_its_line_divides_no_row() -> None:
    groups, artefacts = cells_of("\t1\n[bookmark: x]\n\t\u200b\n\t2\n")
    assert [[cell.text for cell in group] for group in groups] == [["1", "2"]]
    assert [tuple(one) for one in artefacts] == [(2, "[bookmark: x]"), (3, "U+200B")]
