"""What scripts add to a shortage table, in the real Chromium: order, filter, copies, links to rows.

Without Chromium these tests fail; they are never skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import html5lib
import pytest
from built_site import Site
from fidelity import TAGS
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from catalogue.linked import Edition
from catalogue.shown.order import sort_key

CHEMICALS = "industries/chemicals/"
MECHANICAL = "roles/mechanical-engineer/"


@pytest.fixture
def context(chromium: Browser, served: str) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, base_url=served)
    context.set_default_timeout(5_000)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    assert complaints == []


def _open(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.locator("[data-table-tools]")).to_be_visible()


def _ids(page: Page) -> list[str]:
    """The rows that are shown, in their order."""
    return page.locator("table.shortage tbody tr").evaluate_all("rows => rows.filter(r => !r.hidden).map(r => r.id)")


def _heads(page: Page) -> list[str | None]:
    return page.locator("table.shortage thead th").evaluate_all("heads => heads.map(h => h.ariaSort)")


@pytest.mark.parametrize("path", [CHEMICALS, MECHANICAL])
def test_on_a_phone_every_cell_still_has_the_head_of_its_column(path: str, chromium: Browser, served: str) -> None:
    """Heads that can't be pressed are out of sight, not out of the row."""
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{served}en/{path}")
    expect(page.locator("[data-table-tools]")).to_be_visible()
    heads = page.locator("table.shortage").get_by_role("columnheader")
    assert heads.count() == page.locator("table.shortage tbody tr").first.locator("th, td").count()
    page.close()


# --- order ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", TAGS)
def test_every_column_sorts_and_the_third_press_restores_the_printed_order(
    lang: str, page: Page, edition: Edition
) -> None:
    rows = next(table for table in edition.tables if table.id == "chemicals").listings
    printed = [row.role.id for row in rows]
    strength = {level.id: place for place, level in enumerate(edition.levels)}
    columns = [
        (lambda row: row.rank, False),
        (lambda row: sort_key(row.role, lang), False),  # by pinyin in Chinese
        (lambda row: float(row.index), True),
        (lambda row: strength[row.level.id], True),
    ]
    _open(page, f"{lang}/{CHEMICALS}")
    assert _ids(page) == printed
    assert _heads(page) == [None] * 5, "nothing is sorted before somebody sorts"
    for at, (value, falls_first) in enumerate(columns):
        button = page.locator("table.shortage thead th button").nth(at)
        for falling in (falls_first, not falls_first):
            button.click()
            expected = sorted(rows, key=value, reverse=falling)  # keeps the printed order of equals, both ways
            assert _ids(page) == [row.role.id for row in expected], (at, falling)
            assert _heads(page)[at] == ("descending" if falling else "ascending")
            assert [one for one in _heads(page) if one] == [_heads(page)[at]]
            expect(page.locator("[role=status]")).to_contain_text(button.inner_text().strip())
        button.click()
        assert _ids(page) == printed
        assert _heads(page) == [None] * 5
        assert button.evaluate("button => button === document.activeElement"), "focus stays on the button"


def test_one_press_restores_the_printed_order(page: Page) -> None:
    _open(page, f"en/{CHEMICALS}")
    printed = _ids(page)
    page.locator("thead button").nth(1).click()
    assert _ids(page) != printed
    page.get_by_role("button", name="Printed order").click()
    assert _ids(page) == printed
    expect(page.locator("[role=status]")).to_have_text("In printed order")


def test_sorting_works_by_keyboard(page: Page) -> None:
    _open(page, f"zh/{CHEMICALS}")
    button = page.locator("thead button").nth(2)
    button.focus()
    page.keyboard.press("Enter")
    assert _heads(page)[2] == "descending"
    page.keyboard.press("Space")
    assert _heads(page)[2] == "ascending"
    assert button.evaluate("button => button === document.activeElement")


@pytest.mark.parametrize("lang", TAGS)
def test_ranks_of_different_tables_cannot_be_sorted(lang: str, page: Page, edition: Edition) -> None:
    _open(page, f"{lang}/{MECHANICAL}")
    heads = page.locator("thead th")
    assert [heads.nth(at).locator("button").count() for at in range(4)] == [1, 0, 1, 1]
    entry = next(entry for entry in edition.roles if entry.id == "mechanical-engineer")
    heads.nth(0).locator("button").click()
    by_name = sorted((row.industry for row in entry.listings), key=lambda industry: sort_key(industry, lang))
    assert _ids(page) == [industry.id for industry in by_name]


# --- filter -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "said"), [("en", "3 of 12 rows"), ("zh", "显示3行，共12行")])
def test_levels_can_be_left_out(lang: str, said: str, page: Page, edition: Edition) -> None:
    rows = next(table for table in edition.tables if table.id == "chemicals").listings
    _open(page, f"{lang}/{CHEMICALS}")
    boxes = page.locator("[data-table-tools] input[type=checkbox]")
    assert boxes.evaluate_all("boxes => boxes.map(box => [box.value, box.checked])") == [
        ["severe", True], ["shortage", True], ["moderate", True],
    ]  # fmt: skip
    labels = page.locator("[data-table-tools] label")
    for label, count in zip(labels.all_inner_texts(), (5, 4, 3), strict=True):
        assert label.split()[-1] == str(count)
    labels.nth(0).click()
    page.locator("thead button").nth(2).click()
    page.locator("thead button").nth(2).click()
    labels.nth(1).click()
    assert _ids(page) == [
        row.role.id for row in sorted(rows, key=lambda row: float(row.index)) if row.level.id == "moderate"
    ], "order and filter go together"
    expect(page.locator("[role=status]")).to_have_text(said)
    labels.nth(2).click()
    assert _ids(page) == []


def test_a_link_that_the_address_has_already_leads_there_again(page: Page) -> None:
    _open(page, f"en/{CHEMICALS}")
    dot = page.locator(".dots a").last
    dot.dispatch_event("click")
    id_ = page.url.partition("#")[2]
    row = page.locator(f"tr[id='{id_}']")
    level = row.locator("[data-level]").first.get_attribute("data-level")
    page.locator(f"[data-table-tools] input[value='{level}']").uncheck()
    expect(row).to_be_hidden()
    dot.dispatch_event("click")
    expect(row).to_be_visible()


def test_a_link_leads_also_to_a_row_that_was_left_out(page: Page) -> None:
    _open(page, f"en/{CHEMICALS}")
    page.locator("[data-table-tools] label").nth(0).click()
    row = page.locator("tr#mechanical-engineer")
    expect(row).to_be_hidden()
    page.locator(".dots a[href='#mechanical-engineer']").click()
    expect(row).to_be_in_viewport()
    assert len(_ids(page)) == 12


# --- copies -----------------------------------------------------------------------------------------------------------

_READ = """async () => {
    const [item] = await navigator.clipboard.read();
    const text = async type => item.types.includes(type) ? (await item.getType(type)).text() : null;
    return [await text('text/plain'), await text('text/html')];
}"""


def _clipboard(page: Page) -> tuple[str, str]:
    plain, html = page.evaluate(_READ)
    return plain.replace("\r\n", "\n"), html


@pytest.mark.parametrize(
    ("lang", "heads", "first"),
    [
        (
            "en",
            ["Rank", "Role", "Role (中文)", "Shortage index", "Shortage level", "Shortage level (中文)", "Line"],
            ["1", "Mechanical engineer", "机械工程师", "0.8784", "Severe shortage", "非常紧缺", "1213"],
        ),
        (
            "zh",
            ["序号", "岗位", "岗位（English）", "紧缺指数", "紧缺程度", "原文行"],
            ["1", "机械工程师", "Mechanical engineer", "0.8784", "非常紧缺", "1213"],
        ),
    ],
)
def test_a_copied_table_is_cells_in_both_flavours(
    lang: str, heads: list[str], first: list[str], page: Page, edition: Edition
) -> None:
    rows = next(table for table in edition.tables if table.id == "chemicals").listings
    _open(page, f"{lang}/{CHEMICALS}")
    page.locator("[data-tool=copy]").click()
    expect(page.locator("[role=status]")).to_have_text({"en": "Table copied", "zh": "已复制表格"}[lang])
    plain, html = _clipboard(page)
    cells = [line.split("\t") for line in plain.split("\n")]
    assert cells[0] == heads
    assert cells[1] == first
    assert [line[3] for line in cells[1:]] == [row.index for row in rows], "with all four decimals"
    assert {len(line) for line in cells} == {len(heads)}
    table = html5lib.parse(html, namespaceHTMLElements=False).find(".//table")
    assert table is not None
    assert [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")] == cells
    assert not [node for node in table.iter() if node.tag in ("button", "svg", "a", "input")]


def test_figures_are_pasted_as_numbers_with_four_decimals(page: Page) -> None:
    """What spreadsheets go by arrives where somebody pastes."""
    _open(page, "en/industries/electrical/")
    page.locator("[data-tool=copy]").click()
    expect(page.locator("[role=status]")).to_have_text("Table copied")
    page.evaluate("addEventListener('paste', (event) => (window.pasted = event.clipboardData.getData('text/html')))")
    page.locator("form[data-search] input").focus()
    page.keyboard.press("Control+V")
    html = page.evaluate("pasted")
    assert """<td style='mso-number-format:"0\\.0000"'>0.5470</td>""" in html
    assert html.count("0\\.0000") == 20


def test_what_is_copied_is_what_is_shown(page: Page) -> None:
    _open(page, f"en/{CHEMICALS}")
    page.locator("[data-table-tools] label").nth(0).click()
    page.locator("thead button").nth(0).click()
    page.locator("thead button").nth(0).click()
    page.locator("[data-tool=copy]").click()
    expect(page.locator("[role=status]")).to_have_text("Table copied")
    plain, _ = _clipboard(page)
    assert [line.split("\t")[0] for line in plain.split("\n")[1:]] == ["12", "11", "10", "9", "8", "7", "6"]


def test_names_are_escaped_and_formulas_are_not_run(page: Page) -> None:
    _open(page, f"en/{CHEMICALS}")
    page.evaluate("""() => {
        const [one, two] = document.querySelectorAll('tbody th a');
        one.textContent = '<img src=x> & "x"';
        two.textContent = '=1+1';
    }""")
    page.locator("[data-tool=copy]").click()
    expect(page.locator("[role=status]")).to_have_text("Table copied")
    plain, html = _clipboard(page)
    assert '<img src=x> & "x"' in plain
    assert "\t'=1+1\t" in plain
    assert "<img" not in html


@pytest.mark.parametrize(
    ("closed", "as_table"),
    [
        ("Object.defineProperty(navigator, 'clipboard', { value: undefined })", True),  # as over plain HTTP
        ("document.execCommand = () => false", False),  # as a browser may that has given up the old way
    ],
)
def test_copying_works_also_where_one_way_to_the_clipboard_is_closed(
    closed: str, as_table: bool, context: BrowserContext, page: Page
) -> None:
    page.add_init_script(closed)
    _open(page, f"en/{CHEMICALS}")
    page.locator("[data-tool=copy]").click()
    expect(page.locator("[role=status]")).to_have_text("Table copied")
    reader = context.new_page()
    reader.goto(f"en/{MECHANICAL}")
    reader.bring_to_front()
    plain, html = _clipboard(reader)
    assert plain.split("\n")[1].split("\t")[3] == "0.8784"
    assert ("<table" in (html or "")) is as_table


@pytest.mark.parametrize("lang", TAGS)
def test_each_row_has_its_link_to_copy(lang: str, page: Page, served: str) -> None:
    _open(page, f"{lang}/{CHEMICALS}?from=search#welder")
    buttons = page.locator("tbody tr button")
    assert buttons.count() == 12
    names = buttons.evaluate_all("buttons => buttons.map(button => button.ariaLabel)")
    assert len(set(names)) == 12
    assert {"en": "Mechanical engineer", "zh": "机械工程师"}[lang] in names[0]
    buttons.nth(0).click()
    expect(page.locator("[role=status]")).to_have_text({"en": "Link copied", "zh": "已复制链接"}[lang])
    assert page.evaluate("navigator.clipboard.readText()") == f"{served}{lang}/{CHEMICALS}#mechanical-engineer"


# --- on every screen, and without scripts ------------------------------------------------------------------------------


TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("path", [CHEMICALS, MECHANICAL, "roles/biopharmaceutical-sales-manager/"])
def test_controls_are_large_enough_and_nothing_jumps(path: str, width: int, chromium: Browser, served: str) -> None:
    """The script comes when the whole page has been on screen: what it adds has had its place all along."""
    page = chromium.new_page(viewport={"width": width, "height": 3000}, base_url=served)
    held: list[Route] = []
    page.route("**/tables.*.js", lambda route: held.append(route))
    for lang in TAGS:
        with page.expect_request("**/tables.*.js"):
            page.goto(f"{lang}/{path}")
        page.evaluate(TWO_FRAMES)
        page.evaluate("""() => { window.jumped = [];
            new PerformanceObserver(list => jumped.push(...list.getEntries())).observe({ type: 'layout-shift' }); }""")
        held.pop().continue_()
        expect(page.locator("[data-table-tools]")).to_be_visible()
        small = page.evaluate("""() => [...document.querySelectorAll('main button, main label')]
            .map(node => [node.textContent.trim() || node.ariaLabel, node.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)""")
        assert small == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        page.evaluate(TWO_FRAMES)
        assert page.evaluate("jumped.map(one => one.value)") == []
    page.close()


@pytest.mark.parametrize("path", [CHEMICALS, MECHANICAL])
def test_a_page_that_is_still_arriving_has_its_rows_where_they_stay(path: str, chromium: Browser, served: str) -> None:
    """On phones, where the heads stand in a line above the cards."""
    page = chromium.new_page(viewport={"width": 320, "height": 3000}, base_url=served)
    for lang in TAGS:
        _open(page, f"{lang}/{path}")
        first = "() => { const { x, y } = document.querySelector('tbody tr').getBoundingClientRect(); return [x, y]; }"
        whole = page.evaluate(first)
        text = page.request.get(f"{lang}/{path}").text()
        begun = {"body": text[: text.index("</tr>", text.index("<tbody>"))], "content_type": "text/html"}
        page.route(f"**/{path}", partial(Route.fulfill, **begun))
        _open(page, f"{lang}/{path}")
        assert page.locator("tbody tr").count() == 1
        assert page.evaluate(first) == whole
        page.unroute(f"**/{path}")
    page.close()


def test_a_table_of_one_row_has_nothing_to_sort_or_to_leave_out(page: Page, edition: Edition) -> None:
    alone = next(entry for entry in edition.roles if len(entry.listings) == 1)
    _open(page, f"en/roles/{alone.id}/")
    assert page.locator("thead button, [data-tool=order], [data-table-tools] input").count() == 0
    assert page.locator("[data-tool=copy]").is_visible()


@pytest.mark.parametrize("path", [CHEMICALS, MECHANICAL])
def test_without_scripts_the_table_is_whole_and_no_button_is_dead(path: str, chromium: Browser, served: str) -> None:
    page = chromium.new_page(java_script_enabled=False, base_url=served)
    for lang in TAGS:
        page.goto(f"{lang}/{path}")
        rows = page.locator("table.shortage tbody tr")
        assert all(row.is_visible() for row in rows.all())
        assert not [one.inner_text() for one in page.locator("main :is(button, input)").all() if one.is_visible()]
        box = page.locator("[data-table-tools]").bounding_box()
        assert box is None, "no place is kept for what will not come"
    page.close()


def test_a_page_from_the_disk_keeps_no_place_for_tools(chromium: Browser, site: Site) -> None:
    page = chromium.new_page()
    page.goto((site.folder / "en" / CHEMICALS / "index.html").as_uri())
    assert page.locator("[data-table-tools]").bounding_box() is None
    page.close()


def test_paper_has_all_rows_in_printed_order_whatever_the_screen_shows(page: Page) -> None:
    _open(page, f"en/{CHEMICALS}")
    printed = _ids(page)
    page.locator("thead button").nth(1).click()
    page.locator("[data-table-tools] label").nth(0).click()
    shown = _ids(page)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    rows = page.locator("tbody tr")
    assert rows.evaluate_all("rows => rows.map(row => row.id)") == printed
    assert all(row.is_visible() for row in rows.all())
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert _ids(page) == shown
