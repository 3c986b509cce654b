"""What comes out of the printer: Chromium's PDF, read, measured and scanned.

Without Chromium these tests fail; they are never skipped.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
import pytest
import segno
import zxingcpp
from built_site import BASE_URL, Site
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from catalogue.linked import Edition
from catalogue.shown.qr import QUIET, qr_code

A4 = (210, 297)  # millimetres
NOTICE = {
    "en": "This page is a transcription, not an official certificate.",
    "zh": "本页为转录，不是官方证明。",
}
NOT_ON_PAPER = {
    "en": ("Search", "Copy table", "Show levels", "Skip to", "Cite this page", "Data of this page"),
    "zh": ("检索", "复制表格", "显示级别", "引用本页", "本页数据"),
}


class Letter(NamedTuple):
    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float


class Paper:
    """A printed page; lengths in millimetres from the lower left corner."""

    def __init__(self, raw: bytes) -> None:
        self.document = pdfium.PdfDocument(raw)
        self.sheets = list(self.document)
        self.texts = [sheet.get_textpage() for sheet in self.sheets]

    @property
    def sizes(self) -> set[tuple[int, int]]:
        return {tuple(round(_mm(side)) for side in sheet.get_size()) for sheet in self.sheets}  # type: ignore[misc]

    @functools.cached_property
    def pages(self) -> list[str]:
        """The text of each sheet without white space, which depends on where lines end."""
        return ["".join(text.get_text_bounded().split()) for text in self.texts]

    @functools.cached_property
    def letters(self) -> list[Letter]:
        return [
            Letter(letter, number, *map(_mm, text.get_charbox(at)))
            for number, text in enumerate(self.texts)
            for at in range(text.count_chars())
            if (letter := text.get_text_range(at, 1)).strip()
        ]

    def bitmap(self, number: int, scale: float = 3) -> memoryview:
        """The sheet as a scanner sees it: rows of grey bytes."""
        picture = self.sheets[number].render(scale=scale, grayscale=True)
        rows = memoryview(bytes(picture.buffer)).cast("B", (picture.height, picture.stride))
        return memoryview(b"".join(bytes(rows[y : y + 1])[: picture.width] for y in range(picture.height))).cast(
            "B", (picture.height, picture.width)
        )


def _mm(points: float) -> float:
    return points / 72 * 25.4


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def published(site_with_base: Site) -> Iterator[str]:
    """The site that is built for a host, on a server of this machine."""
    handler = functools.partial(_Quiet, directory=str(site_with_base.folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def _print(chromium: Browser, address: str, dark: bool = False) -> Paper:
    page = chromium.new_page(color_scheme="dark" if dark else "light")
    page.goto(address)
    raw = page.pdf(prefer_css_page_size=True)
    page.close()
    return Paper(raw)


def _plain(text: str) -> str:
    return "".join(text.split())


# --- extracts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("id_", ["electrical", "chemicals"])
def test_an_industry_is_an_extract_on_a4(
    id_: str, lang: str, chromium: Browser, published: str, edition: Edition
) -> None:
    table = next(table for table in edition.tables if table.id == id_)
    paper = _print(chromium, f"{published}{lang}/industries/{id_}/")
    whole = "".join(paper.pages)
    assert paper.sizes == {A4}
    assert 1 <= len(paper.pages) <= 3
    for row in table.listings:
        for words in (row.role.name["zh"], row.role.name["en"], row.index, row.level.name[lang]):
            assert _plain(words) in whole, (row.rank, words)
    first = paper.pages[0]
    assert _plain(NOTICE[lang]) in first
    assert f"{BASE_URL}{lang}/2020/industries/{id_}/" in first
    assert f"{edition.version}" in whole, "which state of our transcription it is"
    assert whole.count(f"/{lang}/2020/industries/{id_}/") == 1, "at its head, and not once more at its foot"
    assert _plain(edition.documents[1].name.zh) in first
    assert _plain({"zh": "2020版", "en": "2020 edition"}[lang]) in first
    assert not [words for words in NOT_ON_PAPER[lang] if _plain(words) in whole]
    for number, text in enumerate(paper.pages, 1):
        assert f"{number}/{len(paper.pages)}" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sheet_of_a_long_table_has_its_head(
    lang: str, chromium: Browser, published: str, edition: Edition
) -> None:
    table = edition.tables[0]
    paper = _print(chromium, f"{published}{lang}/industries/{table.id}/")
    with_rows = [
        text
        for text in paper.pages
        if any(row.index in text and _plain(row.role.name["zh"]) in text for row in table.listings)
    ]
    assert len(with_rows) == 2
    heads = {"zh": ("序号", "岗位", "紧缺指数", "紧缺程度"), "en": ("Rank", "Role", "Shortageindex", "Shortagelevel")}
    for text in with_rows:
        assert f"{table.number}、{table.industry.name.zh}" in text, "the running title"
        assert _plain({"zh": "2020版", "en": "2020 edition"}[lang]) in text
        assert not [head for head in heads[lang] if head not in text]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_role_is_an_extract_on_a4(lang: str, chromium: Browser, published: str, edition: Edition) -> None:
    entry = next(entry for entry in edition.roles if entry.id == "mechanical-engineer")
    paper = _print(chromium, f"{published}{lang}/roles/{entry.id}/")
    whole = "".join(paper.pages)
    assert paper.sizes == {A4}
    for row in entry.listings:
        assert _plain(row.industry.name["zh"]) in whole
        assert _plain(row.industry.name["en"]) in whole
        assert row.index in whole
    assert _plain(NOTICE[lang]) in paper.pages[0]
    assert f"{BASE_URL}{lang}/2020/roles/{entry.id}/" in paper.pages[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_paper_says_what_was_filtered(lang: str, chromium: Browser, published: str, edition: Edition) -> None:
    table = next(table for table in edition.tables if table.id == "electrical")
    level = next(level for level in edition.levels if level.id == "severe")
    rows = [row for row in table.listings if row.level.id == level.id]
    page = chromium.new_page()
    for state, filtered in (("?level=severe&industry=electrical", True), ("?order=name", False)):
        page.goto(f"{published}{lang}/matrix/{state}")
        page.locator("[data-matrix-filters]").wait_for()
        text = Paper(page.pdf(prefer_css_page_size=True)).pages[0]
        shown = _plain(page.locator("[data-matrix-status]").inner_text())
        assert (shown in text) == filtered
        if filtered:
            assert str(len(rows)) in shown
            assert (
                f"{shown}·{_plain(level.name[lang])}·{_plain(table.industry.name[lang])}·{published}{lang}/matrix/{state}"
                in text
            )
    page.goto(f"{published}{lang}/search/?q=engineer")
    page.locator("[data-search-results] li").first.wait_for()
    paper = Paper(page.pdf(prefer_css_page_size=True))
    status = page.locator("[data-search-status]").inner_text()
    page.close()
    assert "50" in status
    assert _plain(status) in paper.pages[0], "which of the results are on the paper"
    assert f"engineer·{published}{lang}/search/?q=engineer" in paper.pages[0]


@pytest.mark.parametrize("path", ["industries/electrical/", "roles/mechanical-engineer/", "about/", "roles/"])
def test_nothing_is_cut_at_the_edges(path: str, chromium: Browser, published: str) -> None:
    for lang in ("zh", "en"):
        paper = _print(chromium, f"{published}{lang}/{path}")
        assert paper.sizes == {A4}
        width, height = A4
        cut = [
            one
            for one in paper.letters
            if one.left < 10 or one.right > width - 10 or one.bottom < 7 or one.top > height - 10
        ]
        assert cut == []


def test_no_row_is_split_between_sheets(chromium: Browser, published: str, edition: Edition) -> None:
    """A row's rank, names, index and level are on one sheet."""
    table = edition.tables[0]
    paper = _print(chromium, f"{published}en/industries/{table.id}/")
    for row in table.listings:
        names = _plain(row.role.name["en"]), _plain(row.role.name["zh"])
        assert any(row.index in text and all(name in text for name in names) for text in paper.pages), row.rank


# --- ink --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dark", [False, True])
def test_paper_is_white_and_ink_is_grey(dark: bool, chromium: Browser, published: str) -> None:
    """Also where the screen is dark; links are not blue, charts are grey."""
    paper = _print(chromium, f"{published}en/industries/chemicals/", dark)
    picture = paper.sheets[0].render(scale=1)
    pixels = bytes(picture.buffer)
    step = picture.n_channels
    colours = {
        pixels[start : start + 3]
        for y in range(picture.height)
        for start in range(y * picture.stride, y * picture.stride + picture.width * step, step)
    }
    assert pixels[:3] == b"\xff\xff\xff"
    assert max(max(colour) - min(colour) for colour in colours) <= 8
    greys = {colour[0] for colour in colours}
    assert len(greys) > 3
    assert min(greys) < 40


def test_the_marks_of_the_levels_differ_by_shape(chromium: Browser, published: str) -> None:
    """Empty, half full, full: on paper they are told apart without colour."""
    page = chromium.new_page()
    page.goto(f"{published}en/industries/chemicals/")
    page.emulate_media(media="print")
    fills = page.evaluate("""() => Object.fromEntries([...document.querySelectorAll('.mark')].map(mark =>
        [mark.dataset.level, [getComputedStyle(mark.querySelector('circle')).fill, mark.querySelectorAll('path').length,
            mark.querySelector('path')?.getBBox().width ?? 0]]))""")
    page.close()
    assert fills == {
        "moderate": ["rgb(255, 255, 255)", 0, 0],
        "shortage": ["rgb(255, 255, 255)", 1, 4],
        "severe": ["rgb(255, 255, 255)", 1, 8],
    }


# --- the code that leads back ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["zh/industries/new-energy-connected-vehicles/", "en/roles/product-quality-or-testing-engineer/"]
)
def test_the_printed_code_leads_to_the_pinned_page(path: str, chromium: Browser, published: str, site: Site) -> None:
    paper = _print(chromium, published + path)
    found = zxingcpp.read_barcodes(paper.bitmap(0))
    lang, rest = path.split("/", 1)
    assert [one.text for one in found] == [f"{BASE_URL}{lang}/2020/{rest}"]
    assert f"{lang}/2020/{rest}index.html" in site.files


def test_without_a_base_url_there_is_a_path_and_no_code(chromium: Browser, served: str) -> None:
    paper = _print(chromium, f"{served}zh/industries/pens/")
    assert "/zh/2020/industries/pens/" in paper.pages[0]
    assert "http" not in paper.pages[0]
    assert zxingcpp.read_barcodes(paper.bitmap(0)) == []


def test_a_pinned_page_names_itself(chromium: Browser, published: str) -> None:
    paper = _print(chromium, f"{published}en/2020/industries/pens/")
    assert f"{BASE_URL}en/2020/industries/pens/" in paper.pages[0]


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=80))
def test_the_path_of_a_code_draws_its_modules(address: str) -> None:
    code = qr_code(address)
    matrix = segno.make(address, error="m", boost_error=False, micro=False).matrix
    assert code.size == len(matrix) + 2 * QUIET
    assert _drawn(code.path) == {
        (x + QUIET, y + QUIET) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark
    }


def _drawn(path: str) -> set[tuple[int, int]]:
    """The modules that the lines of a path run through."""
    modules = set()
    for line in path.split("M")[1:]:
        start, *runs = line.replace("m", " ").replace("h", " h").split(" h")
        x, y = (float(part) for part in start.split())
        for run in runs:
            length, *gap = run.split()
            modules |= {(int(x) + step, int(y)) for step in range(int(length))}
            x += int(length) + (int(gap[0]) if gap else 0)
    return modules


# --- tools of this file -------------------------------------------------------------------------------------------------


def test_the_reader_of_papers_sees_what_is_cut(chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page()
    page.set_content("<style>@page{size:A4;margin:0}</style><p style='position:absolute;right:0'>at the edge</p>")
    paper = Paper(page.pdf(prefer_css_page_size=True))
    page.close()
    assert any(one.right > A4[0] - 10 for one in paper.letters)
