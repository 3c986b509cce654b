"""Lists as people have them, in the real Chromium: which column has the titles, what heads or numbers them.

Without Chromium these tests fail; they are never skipped.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lookup_page import COMMAS, KNOWN, SAMPLE, chosen, dropped, finished, looked_up
from playwright.sync_api import Page
from reading import TAGS, Reader

LANGS = pytest.mark.parametrize("lang", TAGS)
FILES = {
    "list.txt": ("\n".join(SAMPLE).encode(), SAMPLE),
    "windows.txt": ("\r\n".join(SAMPLE).encode("utf-8-sig"), SAMPLE),
    "chinese-excel.csv": (
        "岗位,人数\r\n机械工程师,3\r\n宇航员,1\r\n".encode("gb18030"),
        ["机械工程师", "宇航员"],
    ),
    "numbered.csv": (
        "序号,部门,岗位名称,人数\r\n1,,焊工,3\r\n2,,机械工程师,1\r\n3,,宇航员,2\r\n".encode("utf-8-sig"),
        ["焊工", "机械工程师", "宇航员"],
    ),
    "a title that is a number.csv": (b"Welder,1\n3,2\n4,3\n", ["Welder", "3", "4"]),
    "unicode.TSV": ("机械工程师\t3\r\n宇航员\t1\r\n".encode("utf-16"), ["机械工程师", "宇航员"]),
    "quoted.csv": (
        '\ufeff"机械工程师","a, ""b"""\r\n"R&D, ""senior""",x\r\n宇航员;潜水员,"two\r\nlines"\r\n,only the second\r\n'.encode(),
        ["机械工程师", 'R&D, "senior"', "宇航员;潜水员"],
    ),
    "semicolons.csv": ('机械工程师;3\n"铣工";4\n'.encode(), ["机械工程师", "铣工"]),
    "european.csv": (f"{COMMAS};3\r\nWelder;1,5\r\nMiller;2,5\r\n".encode(), [COMMAS, "Welder", "Miller"]),
    "one column.csv": (f"Welder\n{COMMAS}\nMiller\n".encode(), ["Welder", COMMAS, "Miller"]),
    "uneven.csv": (
        f'Welder,3\n"{COMMAS}",4\n宇航员;潜水员,1\nMiller\n'.encode(),
        ["Welder", COMMAS, "宇航员;潜水员", "Miller"],
    ),
    "tabs.tsv": (f"{COMMAS}\t3\n".encode(), [COMMAS]),
    "unicode.txt": (f'"{COMMAS}"\t3\r\n"R&D, ""senior"""\t1\r\n'.encode("utf-16"), [COMMAS, 'R&D, "senior"']),
    "mac.txt": ("机械工程师\r宇航员".encode(), ["机械工程师", "宇航员"]),
}


@LANGS
@pytest.mark.parametrize("give", [chosen, dropped])
def test_a_file_is_read_as_spreadsheets_write_it(
    reader: Reader, lang: str, give: Callable[[Page, str, bytes], None]
) -> None:
    page = reader.open(f"{lang}/lookup/")
    for name, (content, titles) in FILES.items():
        # So that it is seen when the answer to this file shows it anew.
        page.locator("[data-lookup-download]").evaluate("(button) => { button.hidden = true; }")
        give(page, name, content)
        assert [one["query"] for one in finished(page)] == titles, name


@LANGS
def test_of_columns_that_are_pasted_the_one_with_titles_is_looked_up(reader: Reader, lang: str) -> None:
    text = 'CAD制图员\t3\n"Welder, ""senior"""\t1\n\t7\nMiller\n'
    found = looked_up(reader, lang, text)
    assert [(one["line"], one["query"]) for one in found] == [(1, KNOWN), (2, 'Welder, "senior"'), (4, "Miller")]
    assert found[0]["answer"] == "exact"
    assert reader.page.locator("textarea").input_value() == text


@LANGS
def test_of_a_table_whose_rows_are_numbered_the_titles_are_looked_up(reader: Reader, lang: str) -> None:
    found = looked_up(reader, lang, "序号\t岗位\t人数\n1\tCAD制图员\t3\n2\t宇航员\t1\n")
    assert [(one["line"], one["query"], one["answer"]) for one in found] == [(2, KNOWN, "exact"), (3, "宇航员", "none")]


COLUMNS = {
    "names first": ("张三\t研发部\t焊工\n李四\t质检部\t宇航员\n", ["焊工", "宇航员"]),
    "a heading first": ("人才需求表\t\t\n姓名\t专业\t岗位\n张三\t机械工程\t宇航员\n李四\t机械工程\t铣工\n", ["宇航员", "铣工"]),
    "a surer heading": ("姓名\t职称\t工作岗位\n张三\t高级工程师\t机械工程师\n李四\t工程师\t宇航员\n", ["机械工程师", "宇航员"]),
    "two headings": ("Name\tJob title (current)\nZhang San\tWelder\nLi Si\tAstronaut\n", ["Welder", "Astronaut"]),
    "nothing listed": ("Name\tPosition\nZhang San\tDiver\nLi Si\tAstronaut\n", ["Diver", "Astronaut"]),
    "lines above": ("某公司\t\n二〇二六年\t\n表一\t\n序号\t岗位\n1\t宇航员\n2\t潜水员\n", ["宇航员", "潜水员"]),
    "two halves": ("岗位\t人数\t岗位\t人数\n焊工\t3\t宇航员\t1\n铣工\t2\t\t\n", ["焊工", "宇航员", "铣工"]),
    "merged cells": ("岗位\t要求\n宇航员\t本科\n\t三年\n\t体检\n", ["宇航员"]),
    "no heading": ("焊工\t3\n铣工\t2\n职业指导师\t1\n", ["焊工", "铣工", "职业指导师"]),
    "titles like headings": ("宇航员\t3\n销售岗位\t2\n生产岗位\t1\n", ["宇航员", "销售岗位", "生产岗位"]),
    "several like headings": ("销售岗位\t温州\n生产岗位\t温州\n", ["销售岗位", "生产岗位"]),
    "quoted": ('"序号","岗位","人数"\n"1","焊工","3"\n"2","宇航员","1"\n', ["焊工", "宇航员"]),
    "headed": ("岗位,要求\n宇航员,焊工证\n铣工,无\n", ["宇航员", "铣工"]),
    "lists under a heading": ("岗位名称\n焊工,铣工\n宇航员,焊工", ["焊工", "铣工", "宇航员", "焊工"]),
    "titles with commas": ("Job title\nEngineer, process\nManager, sales\n", ["Engineer, process", "Manager, sales"]),
    "lists": ("焊工,宇航员\n铣工,潜水员\n", ["焊工", "宇航员", "铣工", "潜水员"]),
    "several on a line": ("焊工、铣工、宇航员\nWelder, bench miller, CAD制图员", ["焊工", "铣工", "宇航员", "Welder", "bench miller", KNOWN]),
    "several with numbers": ("1、焊工；2、铣工3名", ["焊工", "铣工3名"]),
    "brackets": ("钳工（工具、装配、机修）、焊工", ["钳工（工具、装配、机修）", "焊工"]),
    "one name with commas": (f"{COMMAS}\n{COMMAS}", [COMMAS, COMMAS]),
    "unlisted": ("宇航员、潜水员\nWelder, senior", ["宇航员、潜水员", "Welder, senior"]),
    "slashes": ("设备管理/维修工程师\n焊工/铣工\n焊工、设备管理/维修工程师", ["设备管理/维修工程师", "焊工", "铣工", "焊工", "设备管理/维修工程师"]),
}  # fmt: skip


@LANGS
def test_titles_are_found_among_columns_and_on_a_line(reader: Reader, lang: str) -> None:
    for case, (text, titles) in COLUMNS.items():
        assert [one["query"] for one in looked_up(reader, lang, text)] == titles, case


@LANGS
def test_a_file_that_is_looked_up_again_from_the_field_has_the_same_answers(reader: Reader, lang: str) -> None:
    page = reader.open(f"{lang}/lookup/")
    rows = [
        f'"{title}, {rank}"' for title in ("Welder", "Bench miller", "CAD drafter") for rank in ("senior", "junior")
    ]
    chosen(page, "jobs.csv", "\n".join(rows).encode())
    first = finished(page)
    page.locator("[data-lookup-download]").evaluate("(button) => { button.hidden = true; }")
    page.locator("[data-lookup] button").click()
    assert finished(page) == first
    assert len(first) == 6
    assert "exact" not in [one["answer"] for one in first]


@LANGS
def test_titles_of_a_line_keep_its_number(reader: Reader, lang: str) -> None:
    found = looked_up(reader, lang, "宇航员\n焊工、铣工")
    assert [(one["line"], one["query"], one["answer"]) for one in found] == [
        (1, "宇航员", "none"), (2, "焊工", "exact"), (2, "铣工", "exact"),
    ]  # fmt: skip


@LANGS
def test_a_title_in_both_languages_is_listed_if_both_name_the_same_entry(reader: Reader, lang: str) -> None:
    same = [
        "焊工 Welder",
        "Welder（焊工）",
        "2. 焊工/Welder",
        "焊工welder",
        "CAD制图员/CAD drafter",
        "机械（CAD）制图员 Mechanical CAD drafter",
    ]
    other = ["焊工 Miller", "铣工 Welder"]
    found = looked_up(reader, lang, "\n".join([*same, *other]))
    assert [
        (one["query"], one["answer"]) for one in found if (one["answer"] == "exact") != (one["query"] in same)
    ] == []


NUMBERED = [
    "1. 焊工", "2、焊工", "(3) 焊工", "（四）焊工", "五、焊工", "⑥焊工", "07焊工", "8 焊工", "9) 焊工",
    "焊工（3名）", "焊工(2人)", "焊工*2", "焊工 ×2", "焊工 3人", "焊工,3", "1.焊工，2", "3) Welder x 2",
]  # fmt: skip


@LANGS
def test_a_number_before_a_title_or_how_many_are_wanted_is_no_part_of_it(reader: Reader, lang: str) -> None:
    found = looked_up(reader, lang, "\n".join([*NUMBERED, "3D焊工", "焊工三级"]))
    assert [one["query"] for one in found] == [*NUMBERED, "3D焊工", "焊工三级"], "as it was given"
    assert [(one["query"], one["answer"]) for one in found[:-2] if one["answer"] != "exact"] == []
    assert "exact" not in [one["answer"] for one in found[-2:]]
