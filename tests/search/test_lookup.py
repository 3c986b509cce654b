"""The lookup of a list in the real Chromium: pasted, chosen or dropped; answered in order, at once usable, never sent.

Without Chromium these tests fail; they are never skipped.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import corpus
import pytest
from lookup_page import KNOWN, SAMPLE, chosen, dropped, finished, listed, looked_up, pasted
from playwright.sync_api import Browser, Page, Route, expect
from reading import TAGS, Reader, reading, word

from catalogue.search import SearchEntry

LANGS = pytest.mark.parametrize("lang", TAGS)
LINES = 2_000
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
ANSWERS = ["exact", "exact", "near", "none"]


@pytest.fixture
def careless(chromium: Browser, served: str) -> Iterator[Reader]:
    """A reader whose network fails; the browser says so on the console."""
    with reading(chromium, served) as one:
        yield one


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
