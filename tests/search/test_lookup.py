"""The lookup of a list in the real Chromium: pasted, chosen or dropped; answered in order, at once usable, never sent.

Without Chromium these tests fail; they are never skipped.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import corpus
import pytest
from playwright.sync_api import Browser, FilePayload, Page, Route, expect
from reading import TAGS, Reader, reading, word

from catalogue.search import SearchEntry

LANGS = pytest.mark.parametrize("lang", TAGS)
LINES = 2_000
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
KNOWN = "CAD制图员"
COMMAS = "Bench fitter (toolmaking, assembly, machine repair)"
SAMPLE = ["机械工程师", "mechanical engineer", "机械", "宇航员"]
ANSWERS = ["exact", "exact", "near", "none"]


@pytest.fixture
def careless(chromium: Browser, served: str) -> Iterator[Reader]:
    """A reader whose network fails; the browser says so on the console."""
    with reading(chromium, served) as one:
        yield one


def listed(page: Page) -> list[dict[str, Any]]:
    """The answers as the table shows them."""
    return page.locator("[data-lookup-answers] tbody").evaluate(
        """body => [...body.rows].map((row) => ({
          line: Number(row.cells[0].textContent), query: row.cells[1].textContent, answer: row.dataset.answer,
          said: row.cells[2].textContent, entries: [...row.querySelectorAll("[data-result]")].map((one) => one.dataset.result),
          links: [...row.querySelectorAll("a")].map((link) => link.href), where: row.cells[4].textContent }))"""
    )


def finished(page: Page) -> list[dict[str, Any]]:
    page.locator("[data-lookup-download]").wait_for()
    return listed(page)


def pasted(page: Page, text: str) -> None:
    """Puts a long text into the field at once; as key strokes it would take Chromium seconds."""
    page.locator("textarea").evaluate("(area, text) => { area.focus(); area.value = text; }", text)


def looked_up(reader: Reader, lang: str, titles: str) -> list[dict[str, Any]]:
    page = reader.open(f"{lang}/lookup/")
    page.locator("textarea").fill(titles)
    page.locator("[data-lookup] button").click()
    return finished(page)


def long_list(entries: list[SearchEntry]) -> tuple[list[str], list[str]]:
    """2,000 lines, a sixth of them empty, and what each other line's answer has to be."""
    traditional: dict[str, str] = {}
    for form, simple in corpus.traditional().items():
        traditional.setdefault(simple, form)
    kinds: list[tuple[str, Callable[[SearchEntry], str]]] = [
        ("exact", lambda entry: entry.zh),
        ("exact", lambda entry: f"\t{entry.en.upper()}  "),
        ("exact", lambda entry: entry.zh.translate(str.maketrans(traditional))),
        ("exact", lambda entry: entry.en.translate(WIDE)),
        ("near", lambda entry: f"{entry.zh[:2]}"),
        ("none", lambda entry: f"冰壶裁判{len(entry.en)}"),
        ("", lambda entry: "  "),
    ]
    names = {entry.zh for entry in entries}
    lines, answers = [], []
    for number in range(LINES):
        answer, line = kinds[number % len(kinds)]
        entry = entries[number % len(entries)]
        lines.append(line(entry))
        answers.append("exact" if lines[-1] in names else answer)
    return lines, answers


@LANGS
def test_two_thousand_lines_are_answered_in_order_while_the_page_stays_usable(
    reader: Reader, lang: str, entries: list[SearchEntry]
) -> None:
    lines, answers = long_list(entries)
    page = reader.open(f"{lang}/lookup/")
    pasted(page, "\n".join(lines))
    page.evaluate(
        """() => {
          window.seen = { turns: 0, texts: new Set(), values: new Set(), rows: new Set() };
          const progress = document.querySelector("[data-lookup-progress]");
          const look = () => {
            if (!progress.hidden) {
              seen.turns += 1;
              seen.texts.add(progress.textContent.trim());
              seen.values.add(progress.querySelector("progress").value);
              seen.rows.add(document.querySelectorAll("[data-lookup-answers] tbody tr").length);
            }
            requestAnimationFrame(look);
          };
          look();
        }"""
    )
    page.locator("[data-lookup] button").click()
    page.locator("[data-lookup-progress]").wait_for()
    page.locator("textarea").press("End")  # the page takes keys while it works
    found = finished(page)
    wanted = [
        (number, line.strip(), answer)
        for number, (line, answer) in enumerate(zip(lines, answers, strict=True), 1)
        if answer
    ]
    assert [(one["line"], one["query"], one["answer"]) for one in found] == wanted
    for one in found:
        assert one["said"] == word(lang, f"scripts.lookup.{one['answer']}")
        assert bool(one["entries"]) == bool(one["links"]) == (one["answer"] != "none")
        assert one["answer"] == "exact" or one["where"] == ""
        assert len(one["entries"]) <= 3
    seen = page.evaluate(
        "({ turns: seen.turns, values: seen.values.size, rows: seen.rows.size, text: [...seen.texts].at(-1) })"
    )
    assert min(seen["turns"], seen["values"], seen["rows"]) > 5, seen
    assert str(len(wanted)) in seen["text"]
    assert not page.locator("[data-lookup-progress]").is_visible()
    counts = {kind: sum(answer == kind for *_, answer in wanted) for kind in ("exact", "near", "none")}
    said = word(lang, "scripts.lookup.done", n=len(wanted), **counts)
    assert page.locator("[data-lookup-status]").inner_text() == said


@LANGS
def test_an_exact_name_shows_its_listing_and_another_only_suggestions(
    reader: Reader, lang: str, entries: list[SearchEntry]
) -> None:
    found = looked_up(reader, lang, "\n".join([*SAMPLE, "网络与新媒体", "Chemical industry"]))
    assert [one["answer"] for one in found[:4]] == ANSWERS
    role = next(entry for entry in entries if entry.zh == "机械工程师")
    assert found[0]["entries"] == found[1]["entries"] == ["role:mechanical-engineer"]
    assert found[0]["links"] == [f"{reader.home}{lang}/roles/mechanical-engineer/"]
    assert found[0]["where"].count(word(lang, "counts.tables", n=1)) == 0
    names = {entry.id: getattr(entry, lang) for entry in entries if entry.kind == "industry"}
    assert sorted(name for name in names.values() if name in found[0]["where"]) == sorted(
        names[id] for id in role.industries
    )
    for level in set(role.levels):
        of_level = [names[id] for id, one in zip(role.industries, role.levels, strict=True) if one == level]
        mark = "：" if lang == "zh" else ": "
        assert (mark + ("、" if lang == "zh" else ", ").join(of_level)) in found[0]["where"]
    assert "role:mechanical-engineer" in found[2]["entries"]
    assert found[5]["entries"] == ["industry:chemicals"]


@LANGS
def test_a_newer_list_replaces_the_one_that_is_being_looked_up(
    reader: Reader, lang: str, entries: list[SearchEntry]
) -> None:
    page = reader.open(f"{lang}/lookup/")
    pasted(page, "\n".join(long_list(entries)[0]))
    page.locator("[data-lookup] button").click()
    page.locator("[data-lookup-answers] tbody tr").first.wait_for()
    assert page.locator("[data-lookup-progress]").is_visible()
    page.locator("textarea").fill(f"{KNOWN}\n冰壶裁判")
    page.locator("[data-lookup] button").click()
    assert [one["query"] for one in finished(page)] == [KNOWN, "冰壶裁判"]
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert len(listed(page)) == 2
    assert page.locator("[data-lookup-status]").inner_text() == word(
        lang, "scripts.lookup.done", n=2, exact=1, near=0, none=1
    )


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


def chosen(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files(FilePayload(name=name, mimeType="", buffer=content))


def dropped(page: Page, name: str, content: bytes) -> None:
    page.locator("textarea").evaluate(
        """(area, [name, bytes]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
          for (const type of ["dragover", "drop"]) {
            const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
            if (area.dispatchEvent(event)) throw new Error("the browser would open the file");
          }
        }""",
        [name, list(content)],
    )


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
def test_the_page_says_that_it_waits_for_the_script(reader: Reader, lang: str) -> None:
    held: list[Route] = []
    reader.page.route("**/js/lookup.*.js*", lambda route: held.append(route))
    page = reader.open(f"{lang}/lookup/")
    page.locator("textarea").fill(KNOWN)
    page.locator("[data-lookup] button").click()
    status = page.locator("[data-lookup-status]")
    expect(status).to_have_attribute("aria-busy", "true")
    held[0].continue_()
    finished(page)
    expect(status).not_to_have_attribute("aria-busy", "true")


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


def workbook() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return packed.getvalue()


def refused(page: Page, lang: str, problem: str, name: str) -> None:
    expect(page.locator("[data-lookup-status]")).to_have_text(word(lang, f"scripts.lookup.{problem}", name=name))
    assert page.locator("textarea").input_value() == KNOWN
    for part in ("answers", "download", "progress"):
        assert page.locator(f"[data-lookup-{part}]").is_hidden(), part


@LANGS
@pytest.mark.parametrize("give", [chosen, dropped])
def test_a_file_that_is_no_text_is_said_to_be_none_and_the_list_stays(
    reader: Reader, lang: str, give: Callable[[Page, str, bytes], None]
) -> None:
    page = reader.open(f"{lang}/lookup/")
    page.locator("textarea").fill(KNOWN)
    for name, content in {"jobs.xlsx": workbook(), "jobs.csv": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"}.items():
        give(page, name, content)
        refused(page, lang, "not_text", name)


@LANGS
def test_a_file_that_cannot_be_read_is_said_to_be_so_and_the_list_stays(
    careless: Reader, lang: str, tmp_path: Path
) -> None:
    path = tmp_path / "moved.txt"
    path.write_text("Welder", encoding="utf-8")

    def gone(route: Route) -> None:
        path.unlink()
        route.continue_()

    careless.page.route("**/js/lookup.*.js*", gone)  # after it was chosen, before it is read
    page = careless.open(f"{lang}/lookup/")
    page.locator("textarea").fill(KNOWN)
    page.locator("input[type=file]").set_input_files(path)
    refused(page, lang, "unreadable", path.name)


@LANGS
def test_answers_name_their_file_and_no_other_and_it_can_be_chosen_again(reader: Reader, lang: str) -> None:
    page = reader.open(f"{lang}/lookup/")
    field, status = page.locator("input[type=file]"), page.locator("[data-lookup-status]")
    for give, name in ((chosen, "mac.txt"), (dropped, "b.txt"), (chosen, "b.txt")):
        give(page, name, KNOWN.encode())
        expect(status).to_have_text(
            f"{word(lang, 'scripts.lookup.done', n=1, exact=1, near=0, none=0)} {word(lang, 'scripts.lookup.file', name=name)}"
        )
        expect(field).to_have_value("")  # a browser says nothing of a choice that is the last one
    page.locator("[data-lookup] button").click()
    expect(status).to_have_text(word(lang, "scripts.lookup.done", n=1, exact=1, near=0, none=0))


@LANGS
def test_a_file_that_takes_long_to_read_does_not_come_over_a_newer_one(reader: Reader, lang: str) -> None:
    page = reader.open(f"{lang}/lookup/")
    page.evaluate(
        """() => {
          const real = Blob.prototype.arrayBuffer;
          const allowed = new Promise((resume) => (window.goOn = resume));
          window.asked = new Promise((resume) => {
            Blob.prototype.arrayBuffer = async function () {
              if (this.name === "slow.txt") await (resume(), allowed);
              return real.call(this);
            };
          });
        }"""
    )
    dropped(page, "slow.txt", b"the older list")
    page.evaluate("asked")
    dropped(page, "quick.txt", KNOWN.encode())
    finished(page)
    page.evaluate("(goOn(), new Promise((done) => setTimeout(done, 100)))")
    assert page.locator("textarea").input_value() == KNOWN
    assert [one["query"] for one in finished(page)] == [KNOWN]


@LANGS
def test_a_screen_reader_knows_the_place_of_the_answer_before_there_is_one(reader: Reader, lang: str) -> None:
    page = reader.open(f"{lang}/lookup/")
    status = page.locator("[data-lookup-status]")
    expect(page.get_by_role("status").and_(status)).to_have_count(1)
    expect(status).to_have_text("")
    heights = status.evaluate(
        "(node) => ((form) => [form.offsetHeight, (node.remove(), form.offsetHeight)])(node.parentElement)"
    )
    assert heights[0] == heights[1], "it takes no room"


@LANGS
def test_the_download_says_what_the_table_says(
    reader: Reader, lang: str, entries: list[SearchEntry], tmp_path: Path
) -> None:
    titles = [*SAMPLE, "=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "＝1+1", 'say "x", y', "注册会计师"]
    found = looked_up(reader, lang, "\n".join(titles))
    with reader.page.expect_download() as download:
        reader.page.locator("[data-lookup-download]").click()
    assert download.value.suggested_filename == word(lang, "pages.lookup.download_name")
    download.value.save_as(tmp_path / "answer.csv")
    raw = (tmp_path / "answer.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    text = raw.decode("utf-8-sig")
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n")
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert head == [
        word(lang, f"scripts.lookup.columns.{name}")
        for name in ("line", "query", "answer", "zh", "en", "kind", "where", "address")
    ]
    assert [cell for row in rows for cell in row if cell[:1] in tuple("=+-@＝＋－＠\t\r")] == []
    by_identity = {f"{entry.kind}:{entry.id}": entry for entry in entries}
    wanted = []
    for one in found:
        guarded = f"'{one['query']}" if one["query"][0] in "=+-@＝" else one["query"]
        start = [str(one["line"]), guarded, one["said"]]
        for name, link in zip(one["entries"], one["links"], strict=True):
            entry = by_identity[name]
            wanted.append([*start, entry.zh, entry.en, word(lang, f"kinds.{entry.kind}"), link])
        if not one["entries"]:
            wanted.append([*start, "", "", "", ""])
    assert [[*row[:6], row[7]] for row in rows] == wanted
    assert '"say ""x"", y"' in text
    between = "；" if lang == "zh" else "; "
    assert between in rows[0][6]
    assert rows[0][6].replace(between, "") == found[0]["where"]
    assert [row[6] for row, one in zip(rows, wanted, strict=True) if one[2] != found[0]["said"]] == [""] * (
        len(rows) - 3
    )


@LANGS
def test_nothing_that_is_looked_up_is_sent(reader: Reader, lang: str) -> None:
    looked_up(reader, lang, "机械工程师\nsecret title")
    reader.requests.clear()
    page = reader.page
    page.locator("textarea").fill("another secret")
    page.locator("[data-lookup] button").click()
    finished(page)
    chosen(page, "secret.txt", b"third secret")
    expect(page.locator("tbody th").first).to_have_text("third secret")
    finished(page)
    assert reader.requests == []
    assert reader.place == f"/{lang}/lookup/"


@LANGS
def test_hostile_titles_stay_text(reader: Reader, lang: str) -> None:
    titles = [
        "<img src=x onerror='window.hit = 1'>",
        "constructor",
        "__proto__",
        "a" * 10_000,
        "机" * 5_000,
        "\u202e\u0007械",
    ]
    found = looked_up(reader, lang, "\n".join(titles))
    assert [one["query"] for one in found] == titles
    assert reader.page.evaluate("window.hit") is None
    assert reader.page.locator("table img").count() == 0
    assert reader.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@LANGS
def test_an_empty_list_asks_for_titles_and_a_longer_one_than_can_be_says_so(reader: Reader, lang: str) -> None:
    page = reader.open(f"{lang}/lookup/")
    page.locator("textarea").fill(" \n\n\t")
    page.locator("[data-lookup] button").click()
    expect(page.locator("[data-lookup-status]")).to_have_text(word(lang, "scripts.lookup.empty"))
    assert not page.locator("[data-lookup-answers]").is_visible()
    pasted(page, "冰壶裁判\n" * 5_001)
    page.locator("[data-lookup] button").click()
    assert len(finished(page)) == 5_000
    expect(page.locator("[data-lookup-status]")).to_contain_text(word(lang, "scripts.lookup.too_many", n=5_000))


@LANGS
@pytest.mark.parametrize("part", ["**/js/lookup.*.js*", "**/search.*.json*", "**/search-*.*.json*"])
def test_a_lookup_that_fails_says_so_and_keeps_the_list(careless: Reader, lang: str, part: str) -> None:
    page = careless.page
    page.route(part, lambda route: route.abort())
    careless.open(f"{lang}/lookup/")
    page.locator("textarea").fill(KNOWN)
    page.locator("[data-lookup] button").click()
    expect(page.locator("[data-lookup-status]")).to_have_text(word(lang, "pages.lookup.failed"))
    page.unroute_all()
    page.locator("[data-lookup] button").click()
    assert [one["answer"] for one in finished(page)] == ["exact"]


@LANGS
def test_without_scripts_the_page_says_where_to_look(chromium: Browser, served: str, lang: str) -> None:
    with reading(chromium, served, java_script_enabled=False) as reader:
        page = reader.open(f"{lang}/lookup/")
        note = page.locator("main .note")
        assert note.is_visible()
        assert word(lang, "pages.lookup.no_script") in note.inner_text()
        note.locator("a").click()
        page.wait_for_url(f"**/{lang}/search/")
        assert page.locator("[data-search-index]").is_visible()
