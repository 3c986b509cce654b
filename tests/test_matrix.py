"""The matrix: rules of its own order in Python; in the real Chromium what it filters, orders, marks and remembers.

Without Chromium these tests fail; they are never skipped. What must be shown is worked out from the model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import brotli
import pytest
from playwright.sync_api import Browser, Page, expect

from catalogue.linked import Edition, RoleEntry
from catalogue.shown.matrix import matrix_of
from catalogue.shown.order import sort_key

if TYPE_CHECKING:
    from built_site import Site

LANGUAGES = ("zh", "en")
EVERY_LANGUAGE = pytest.mark.parametrize("lang", LANGUAGES)
WEIGHT_LIMIT = 60 * 1024  # bytes, as brotli sends the page and all that it loads

_VISIBLE_ROWS = (
    "[...document.querySelectorAll('.matrix tbody tr')].filter(row => row.checkVisibility()).map(row => row.id)"
)
_FOCUSED_CELL = """(() => {
    const cell = document.activeElement.closest('.matrix th, .matrix td');
    return cell && [cell.parentElement.id, cell.cellIndex];
})()"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A reader at a desk; at the end nothing must have gone wrong."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(10_000)  # only a test that fails waits
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert faults == []


def _open(page: Page, address: str) -> None:
    """The matrix with its script at work."""
    page.goto(address)
    expect(page.locator("[data-matrix-filters]")).to_be_visible()


def _fits(entry: RoleEntry, level: str = "", family: str = "", industry: str = "") -> bool:
    """Level and industry must hold for one and the same row of the document."""
    return (not family or entry.family.id == family) and any(
        (not level or row.level.id == level) and (not industry or row.industry.id == industry) for row in entry.listings
    )


_ORDERS: dict[str, Callable[[RoleEntry, str], object]] = {
    "": lambda entry, lang: 0,
    "name": lambda entry, lang: sort_key(entry.role, lang),
    "tables": lambda entry, lang: -len(entry.listings),
}


def _expected(edition: Edition, lang: str, order: str = "", **filters: str) -> list[str]:
    """The ids of the rows, in order."""
    entries = [entry for entry in edition.roles if _fits(entry, **filters)]
    return [entry.id for entry in sorted(entries, key=lambda entry: _ORDERS[order](entry, lang))]  # type: ignore[arg-type,return-value]


CHOICES: tuple[dict[str, str], ...] = (
    {},
    {"level": "severe"},
    {"level": "moderate", "industry": "pens"},
    {"family": "software-data"},
    {"industry": "luggage", "order": "name"},
    {"family": "design-creative", "level": "shortage", "order": "tables"},
    {"order": "name"},
    {"order": "tables"},
)


def _query(choice: dict[str, str]) -> str:
    return "?" + "&".join(f"{name}={value}" for name, value in choice.items())


# --- the model -----------------------------------------------------------------------------------------------


def test_the_model_has_a_row_a_role_and_a_cell_an_industry(edition: Edition) -> None:
    matrix = matrix_of(edition)
    assert [row.entry for row in matrix.rows] == list(edition.roles)
    assert {len(row.cells) for row in matrix.rows} == {len(edition.tables)}
    assert sum(cell is not None for row in matrix.rows for cell in row.cells) == len(edition.listings)
    assert {family.id for family in matrix.families} == {entry.family.id for entry in edition.roles}


@EVERY_LANGUAGE
def test_places_are_those_of_the_list_of_roles(lang: str, edition: Edition) -> None:
    rows = sorted(matrix_of(edition).rows, key=lambda row: row.place[lang])
    assert [row.entry.id for row in rows] == _expected(edition, lang, "name")
    assert [row.place[lang] for row in rows] == list(range(len(rows)))


# --- without scripts ---------------------------------------------------------------------------------------------


@EVERY_LANGUAGE
def test_without_scripts_the_whole_table_is_there_and_no_dead_control(
    lang: str, chromium: Browser, served: str, edition: Edition
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}{lang}/matrix/?level=severe")
    assert page.locator(".matrix tbody tr:visible").count() == len(edition.roles)
    assert page.locator(".matrix tbody data:visible").count() == len(edition.listings)
    for control in page.locator("main :is(select, button, input)").all():
        assert not control.is_visible()
    shown = {one["id"]: one["levels"] for one in page.locator(".matrix tbody tr").evaluate_all(
        "rows => rows.map(row => ({ id: row.id, levels: [...row.querySelectorAll('td a')].map(a => a.textContent) }))"
    )}  # fmt: skip
    assert shown == {
        entry.id: [f"{row.index} {row.level.name[lang]}" for row in entry.listings] for entry in edition.roles
    }
    context.close()


@EVERY_LANGUAGE
def test_a_filled_cell_leads_to_the_row_of_the_table(lang: str, page: Page, served: str) -> None:
    _open(page, f"{served}{lang}/matrix/")
    page.locator("tr#mold-design-engineer td a").last.click()
    expect(page).to_have_url(f"{served}{lang}/industries/pens/#mold-design-engineer")
    assert page.locator("tr#mold-design-engineer data").inner_text() == "0.2002"


# --- filters and order -----------------------------------------------------------------------------------------


@EVERY_LANGUAGE
@pytest.mark.parametrize("choice", CHOICES, ids=[_query(one) for one in CHOICES])
def test_a_link_shows_the_rows_that_it_names_in_its_order(
    choice: dict[str, str], lang: str, page: Page, served: str, edition: Edition
) -> None:
    expected = _expected(edition, lang, **choice)
    _open(page, f"{served}{lang}/matrix/{_query(choice)}")
    assert page.evaluate(_VISIBLE_ROWS) == expected
    assert expected
    for name in ("level", "family", "industry", "order"):
        assert page.locator(f"select[name={name}]").input_value() == choice.get(name, "")
    said = page.locator("[data-matrix-status]").inner_text()
    assert sorted(map(int, re.findall(r"\d+", said))) == sorted([len(expected), len(edition.roles)])


@pytest.mark.parametrize("choice", CHOICES[1:], ids=[_query(one) for one in CHOICES[1:]])
def test_what_is_chosen_stands_in_the_address(
    choice: dict[str, str], page: Page, served: str, edition: Edition
) -> None:
    _open(page, f"{served}zh/matrix/")
    for name, value in choice.items():
        page.locator(f"select[name={name}]").select_option(value)
    assert page.url == f"{served}zh/matrix/{_query(choice)}"
    assert page.evaluate(_VISIBLE_ROWS) == _expected(edition, "zh", **choice)


def test_every_level_family_and_industry_can_be_chosen_alone(page: Page, served: str, edition: Edition) -> None:
    _open(page, f"{served}en/matrix/")
    values = {
        "level": [level.id for level in reversed(edition.levels)],
        "family": list(dict.fromkeys(entry.family.id for entry in edition.roles)),
        "industry": [table.id for table in edition.tables],
    }
    for name, ids in values.items():
        field = page.locator(f"select[name={name}]")
        assert field.locator("option").evaluate_all("all => all.map(one => one.value)") == ["", *ids]
        for id_ in ids:
            field.select_option(id_)
            assert page.evaluate(_VISIBLE_ROWS) == _expected(edition, "en", **{name: id_}), id_
        field.select_option("")


def test_back_and_forward_go_through_the_choices(page: Page, served: str, edition: Edition) -> None:
    _open(page, f"{served}en/matrix/")
    page.locator("select[name=level]").select_option("severe")
    page.locator("select[name=order]").select_option("tables")
    for go, choice in (
        (page.go_back, {"level": "severe"}), (page.go_back, {}), (page.go_forward, {"level": "severe"}),
    ):  # fmt: skip
        go()
        expect(page.locator("select[name=level]")).to_have_value(choice.get("level", ""))
        expect(page.locator("select[name=order]")).to_have_value("")
        assert page.evaluate(_VISIBLE_ROWS) == _expected(edition, "en", **choice)


def test_everything_is_shown_again_with_one_button(page: Page, served: str, edition: Edition) -> None:
    _open(page, f"{served}en/matrix/?level=severe&family=software-data&order=name")
    page.locator("[data-matrix-reset]").click()
    assert page.url == f"{served}en/matrix/"
    assert page.evaluate(_VISIBLE_ROWS) == _expected(edition, "en")


def test_names_that_the_catalogue_lacks_choose_nothing(page: Page, served: str, edition: Edition) -> None:
    _open(page, f"{served}en/matrix/?level=dire&family=%3Cb%3E&industry=ships&order=best")
    assert page.evaluate(_VISIBLE_ROWS) == _expected(edition, "en")


def test_the_other_language_shows_the_same_rows(page: Page, served: str) -> None:
    _open(page, f"{served}en/matrix/?level=severe")
    page.locator("select[name=industry]").select_option("pens")
    page.locator("header a[hreflang=zh-Hans]").click()
    expect(page).to_have_url(f"{served}zh/matrix/?level=severe&industry=pens")


def test_filters_work_on_the_page_for_citing_too(page: Page, served: str, edition: Edition) -> None:
    _open(page, f"{served}zh/2020/matrix/?industry=pens&order=name")
    assert page.evaluate(_VISIBLE_ROWS) == _expected(edition, "zh", "name", industry="pens")


# --- controls, keyboard, marks -----------------------------------------------------------------------------------


@EVERY_LANGUAGE
def test_controls_are_named_and_changes_announced(lang: str, page: Page, served: str) -> None:
    _open(page, f"{served}{lang}/matrix/")
    for field in page.locator("[data-matrix-filters] select").all():
        name = field.evaluate("field => [...field.labels].map(label => label.textContent).join()")
        assert page.get_by_role("combobox", name=name, exact=True).count() == 1
    assert page.locator("[data-matrix-filters] [role=status]").count() == 1


def test_arrow_keys_go_from_filled_cell_to_filled_cell(page: Page, served: str, edition: Edition) -> None:
    _open(page, f"{served}en/matrix/")
    matrix = matrix_of(edition)
    entry = matrix.rows[2]
    filled = [i + 1 for i, cell in enumerate(entry.cells) if cell]
    page.locator(f"tr#{entry.entry.id} th a").focus()
    for column in filled[:3]:
        page.keyboard.press("ArrowRight")
        assert page.evaluate(_FOCUSED_CELL) == [entry.entry.id, column]
    page.keyboard.press("End")
    assert page.evaluate(_FOCUSED_CELL) == [entry.entry.id, filled[-1]]
    below = next(row for row in matrix.rows[3:] if row.cells[filled[-1] - 1])
    page.keyboard.press("ArrowDown")
    assert page.evaluate(_FOCUSED_CELL) == [below.entry.id, filled[-1]]
    page.keyboard.press("Home")
    assert page.evaluate(_FOCUSED_CELL) == [below.entry.id, 0]
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(_FOCUSED_CELL) == [below.entry.id, 0]


def test_arrow_keys_pass_over_rows_that_are_filtered_out(page: Page, served: str, edition: Edition) -> None:
    _open(page, f"{served}en/matrix/?industry=pens&order=name")
    first, second, *_ = _expected(edition, "en", "name", industry="pens")
    page.locator(f"tr#{first} th a").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(_FOCUSED_CELL) == [second, 0]


def test_the_tab_key_stops_once_a_row(page: Page, served: str, edition: Edition) -> None:
    _open(page, f"{served}en/matrix/")
    page.locator(f"tr#{edition.roles[0].id} th a").focus()
    for entry in edition.roles[1:4]:
        page.keyboard.press("Tab")
        assert page.evaluate(_FOCUSED_CELL) == [entry.id, 0]


def test_a_focused_cell_is_never_below_the_sticky_heads(page: Page, served: str) -> None:
    seen = """() => {
        const link = document.activeElement, box = link.getBoundingClientRect();
        const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return box.width > 0 && link.contains(there);
    }"""
    for width, height in ((1280, 800), (360, 640)):
        page.set_viewport_size({"width": width, "height": height})
        _open(page, f"{served}zh/matrix/")
        page.locator("tr#mold-design-engineer th a").focus()
        for key in ("End", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowLeft", "ArrowLeft", "ArrowDown", "ArrowDown", "Home"):
            page.keyboard.press(key)
            page.wait_for_function(seen)


def test_row_and_column_are_marked_under_pointer_and_focus(page: Page, served: str, edition: Edition) -> None:
    _open(page, f"{served}en/matrix/")
    marked = "[...document.querySelectorAll('.in-column')].map(cell => cell.cellIndex)"
    row_shadow = "id => getComputedStyle(document.getElementById(id).cells[0]).boxShadow"
    here, there = edition.roles[2].id, edition.roles[3].id
    plain = page.evaluate(row_shadow, here)
    page.locator(f"tr#{here} td").nth(6).hover()
    assert page.evaluate(marked) == [7] * (len(edition.roles) + 1)
    assert page.evaluate(row_shadow, here) != plain == page.evaluate(row_shadow, there)
    page.locator("h1").hover()
    assert page.evaluate(marked) == []
    page.locator(f"tr#{there} th a").focus()
    page.keyboard.press("ArrowRight")
    column = page.evaluate(_FOCUSED_CELL)[1]
    assert page.evaluate(marked) == [column] * (len(edition.roles) + 1)
    assert page.evaluate(row_shadow, there) != plain == page.evaluate(row_shadow, here)


# --- phones, colours, weight -----------------------------------------------------------------------------------


@EVERY_LANGUAGE
def test_heads_stay_in_view_on_a_phone(lang: str, page: Page, served: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    _open(page, f"{served}{lang}/matrix/")
    region = page.locator("[data-matrix]")
    region.scroll_into_view_if_needed()
    region.evaluate("region => region.scrollTo(400, 900)")
    corner, head, first, cell, whole = region.evaluate("""region => {
        const [head, ...rows] = region.querySelector('table').rows;
        const box = element => { const { x, y, width, height } = element.getBoundingClientRect(); return [x, y, width, height]; };
        return [box(head.cells[0]), box(head.cells[8]), box(rows[30].cells[0]), box(rows[30].cells[8]), box(region)];
    }""")
    assert corner[:2] == pytest.approx(whole[:2], abs=2)
    assert head[1] == pytest.approx(whole[1], abs=2)
    assert first[0] == pytest.approx(whole[0], abs=2)
    assert cell[0] == pytest.approx(head[0], abs=1)
    assert first[2] <= 0.4 * whole[2], "the first column leaves room for the others"
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360


def test_the_head_stays_in_view_at_a_desk(page: Page, served: str) -> None:
    _open(page, f"{served}en/matrix/")
    page.locator("tr#mold-design-engineer").scroll_into_view_if_needed()
    page.mouse.wheel(0, 600)
    page.wait_for_function("document.querySelector('.matrix thead th').getBoundingClientRect().top === 0")
    inner, outer = page.locator("[data-matrix]").evaluate("region => [region.scrollWidth, region.clientWidth]")
    assert inner <= outer, "all columns fit"


@EVERY_LANGUAGE
def test_the_chosen_industry_is_brought_into_view_on_a_phone(lang: str, page: Page, served: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    _open(page, f"{served}{lang}/matrix/?industry=chemicals")
    gap = page.locator("[data-matrix]").evaluate("""region => {
        const [first, ...heads] = region.querySelector('thead tr').cells;
        const chosen = heads.find(head => head.classList.contains('chosen-column'));
        return chosen.getBoundingClientRect().left - first.getBoundingClientRect().right;
    }""")
    assert gap == pytest.approx(0, abs=2)


@pytest.mark.parametrize("width", [320, 768, 1248, 1280])
@EVERY_LANGUAGE
def test_the_page_never_scrolls_sideways(lang: str, width: int, page: Page, served: str) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    _open(page, f"{served}{lang}/matrix/?level=severe")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_levels_show_by_shape_and_shade_with_enough_contrast(scheme: str, page: Page, served: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    _open(page, f"{served}en/matrix/?level=severe")
    shown = page.locator(".matrix td[data-level]").evaluate_all("""cells => cells.map(cell => {
        const link = cell.querySelector('a'), paper = getComputedStyle(document.body).backgroundColor;
        const own = getComputedStyle(cell).backgroundColor;
        return [cell.dataset.level, getComputedStyle(link, '::after').content.split('/')[0].trim(),
            own === 'rgba(0, 0, 0, 0)' ? paper : own, getComputedStyle(link).color];
    })""")
    shapes = {level: shape for level, shape, *_ in shown}
    assert shapes == {"severe": '"●●●"', "shortage": '"●●○"', "moderate": '"●○○"'}
    for level, _, back, ink in {tuple(one) for one in shown}:
        assert _contrast(back, ink) >= 4.5, (level, back, ink)
    page.locator("[data-matrix-reset]").click()
    shades = page.locator(".matrix td[data-level]").evaluate_all(
        "all => all.map(one => getComputedStyle(one).backgroundColor)"
    )
    assert len(set(shades)) == 3


def _contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two `rgb(…)` colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(value) / 255 for value in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@EVERY_LANGUAGE
def test_the_page_is_light_enough(lang: str, site: Site) -> None:
    loaded = [site.files[f"{lang}/matrix/index.html"], *map(site.asset, ("site.css", "js/site.js", "js/matrix.js"))]
    assert sum(len(brotli.compress(content)) for content in loaded) <= WEIGHT_LIMIT
