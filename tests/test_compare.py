"""The compare page in the real Chromium: what stands side by side is what the model says, and nothing is computed.

Without Chromium these tests fail; they are never skipped.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import brotli
import pytest
from built_site import plain
from playwright.sync_api import Browser, Page, Route, expect

from catalogue.linked import Edition, Listing

if TYPE_CHECKING:
    from built_site import Site

LANGUAGES = ("zh", "en")
TAGS = {"zh": "zh-Hans", "en": "en"}
EVERY_LANGUAGE = pytest.mark.parametrize("lang", LANGUAGES)
FIRST_VIEW, READABLE = 30 * 1024, 14 * 1024  # bytes, as brotli sends them
INDUSTRIES = (
    ("electrical", "pens"),
    ("pens", "electrical"),
    ("chemicals", "pens", "footwear"),
    ("electrical", "pumps-and-valves", "auto-parts", "household-goods"),
)
ROLES = (
    ("mold-design-engineer", "mechanical-engineer"),
    ("mold-design-engineer", "cad-drafter", "valve-design-engineer"),
    ("technology-development-engineer", "mechanical-engineer", "electrical-engineer", "e-commerce-specialist"),
)


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


class Cell(NamedTuple):
    """What a cell shows; nothing of it where the table does not list the role."""

    figure: str
    level: str
    rank: tuple[int, int]
    link: str


class Row(NamedTuple):
    group: str
    name: str
    cells: tuple[Cell | None, ...]


def _cell(listing: Listing | None, lang: str) -> Cell | None:
    if not listing:
        return None
    link = f"../industries/{listing.industry.id}/#{listing.role.id}"
    return Cell(listing.index, listing.level.name[lang], (listing.rank, listing.size), link)


def _rows(edition: Edition, kind: str, ids: Sequence[str], lang: str) -> list[Row]:
    """The rows as the model has them: shared by all, then by fewer and fewer, then those of one column, by column."""
    by_pair = {(row.industry.id, row.role.id): row for row in edition.listings}
    if kind == "industries":
        tables = {table.id: table for table in edition.tables}
        # In the printed order of the first chosen table that lists them.
        names = list({row.role.id: row.role.name[lang] for id_ in ids for row in tables[id_].listings}.items())
        found = [(name, [by_pair.get((column, one)) for column in ids]) for one, name in names]
    else:
        found = [
            (table.industry.name[lang], [by_pair.get((table.id, column)) for column in ids]) for table in edition.tables
        ]
    rows = []
    for name, listings in found:
        columns = [i for i, listing in enumerate(listings) if listing]
        if columns:
            group = "all" if len(columns) == len(ids) else "one" if len(columns) == 1 else "some"
            key = (-len(columns), columns[0] if len(columns) == 1 else 0)
            rows.append((key, Row(group, name, tuple(_cell(listing, lang) for listing in listings))))
    return [row for _, row in sorted(rows, key=lambda one: one[0])]


def _shown(page: Page) -> list[Row]:
    """The rows that the page shows, each with its group."""
    bodies = page.locator(".compared tbody").evaluate_all("""bodies => bodies.flatMap(body => [...body.rows].slice(1).map(row => [
        body.dataset.group,
        row.cells[0].querySelector('a').textContent,
        [...row.cells].slice(1).map(cell => cell.querySelector('data') && [
            cell.querySelector('data').value, cell.querySelector('data').textContent,
            cell.querySelector('.level').textContent, cell.querySelector('a').textContent, cell.querySelector('a').getAttribute('href'),
            cell.textContent,
        ]),
    ]))""")
    rows = []
    for group, name, cells in bodies:
        shown: list[Cell | None] = []
        for cell in cells:
            if not cell:
                shown.append(None)
                continue
            value, index, level, rank, link, whole = cell
            assert value == index
            assert re.sub(r"\s", "", whole) == re.sub(r"\s", "", index + level + rank), "and nothing else"
            here, size = map(int, re.findall(r"\d+", rank))
            shown.append(Cell(index, level, (here, size), link))
        rows.append(Row(group, name, tuple(shown)))
    return rows


def _open(page: Page, address: str) -> None:
    """The page with its script at work and what was asked for shown."""
    page.goto(address)
    expect(page.locator("[data-compare]")).to_be_visible()
    expect(page.locator("[data-compare-status]")).not_to_be_empty()


def _columns(page: Page) -> list[str]:
    return page.locator(".compared thead th a").evaluate_all("all => all.map(one => one.getAttribute('href'))")  # type: ignore[no-any-return]


def _names(edition: Edition, lang: str) -> dict[str, str]:
    return {
        **{table.id: table.industry.name[lang] for table in edition.tables},
        **{entry.id: entry.role.name[lang] for entry in edition.roles},
    }


# --- without scripts ---------------------------------------------------------------------------------------------


@EVERY_LANGUAGE
def test_without_scripts_the_page_explains_and_leads_on(lang: str, chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}{lang}/compare/?industries=electrical,pens")
    for control in page.locator("main :is(select, button, input, table)").all():
        assert not control.is_visible()
    links = [link for link in page.locator("main .unscripted a").all() if link.is_visible()]
    assert [link.get_attribute("href") for link in links] == ["../industries/", "../roles/", "../matrix/"]
    context.close()


@EVERY_LANGUAGE
def test_from_the_disk_too_the_page_explains(lang: str, chromium: Browser, site: Site) -> None:
    page = chromium.new_page()
    page.goto((site.folder / lang / "compare" / "index.html").as_uri())
    assert page.locator(".unscripted").is_visible()
    assert not page.locator("[data-compare]").is_visible()
    page.close()


# --- what is compared ----------------------------------------------------------------------------------------


@EVERY_LANGUAGE
@pytest.mark.parametrize("ids", INDUSTRIES, ids=",".join)
def test_industries_stand_side_by_side_as_printed(
    ids: tuple[str, ...], lang: str, page: Page, served: str, edition: Edition
) -> None:
    _open(page, f"{served}{lang}/compare/?industries={','.join(ids)}")
    expect(page.locator(".compared")).to_be_visible()
    assert _columns(page) == [f"../industries/{id_}/" for id_ in ids]
    expected = _rows(edition, "industries", ids, lang)
    assert _shown(page) == expected
    assert "one" in {row.group for row in expected}
    groups = [[row.group for row in expected].count(group) for group in ("all", "some", "one")]
    assert list(map(int, re.findall(r"\d+", page.locator("[data-compare-status]").inner_text()))) == groups


@EVERY_LANGUAGE
@pytest.mark.parametrize("ids", ROLES, ids=",".join)
def test_roles_stand_side_by_side_as_printed(
    ids: tuple[str, ...], lang: str, page: Page, served: str, edition: Edition
) -> None:
    _open(page, f"{served}{lang}/compare/?roles={','.join(ids)}")
    expect(page.locator(".compared")).to_be_visible()
    assert _columns(page) == [f"../roles/{id_}/" for id_ in ids]
    assert _shown(page) == _rows(edition, "roles", ids, lang)


@EVERY_LANGUAGE
def test_every_industry_can_be_compared_with_every_next_one(
    lang: str, page: Page, served: str, edition: Edition
) -> None:
    tables = [table.id for table in edition.tables]
    _open(page, f"{served}{lang}/compare/")
    for pair in itertools.pairwise(tables):
        page.evaluate(
            "query => { history.replaceState(null, '', query); dispatchEvent(new PopStateEvent('popstate')); }",
            f"?industries={','.join(pair)}",
        )
        page.wait_for_function(
            "ids => [...document.querySelectorAll('.compared thead a')].map(a => a.getAttribute('href')).join() === ids.map(id => `../industries/${id}/`).join()",
            arg=list(pair),
        )
        assert _shown(page) == _rows(edition, "industries", pair, lang), pair


@EVERY_LANGUAGE
def test_the_table_is_a_real_one_with_both_languages(lang: str, page: Page, served: str, edition: Edition) -> None:
    other = {"zh": "en", "en": "zh"}[lang]
    for query in ("industries=electrical,pens", "roles=mold-design-engineer,mechanical-engineer"):
        _open(page, f"{served}{lang}/compare/?{query}")
        table = page.locator(".compared")
        expect(table).to_be_visible()
        assert table.locator("caption").inner_text().strip()
        scopes = table.evaluate("table => [...table.querySelectorAll('th')].map(th => th.scope)")
        assert set(scopes) == {"col", "row", "rowgroup"}
        pairs = table.locator("th:has(.gloss)").evaluate_all(
            "all => all.map(th => [th.querySelector('a').textContent, th.querySelector('.gloss').textContent, th.querySelector('.gloss').lang])"
        )
        translated = {_names(edition, lang)[id_]: _names(edition, other)[id_] for id_ in _names(edition, lang)}
        assert pairs
        for own, gloss, tag in pairs:
            assert (translated[own], TAGS[other]) == (gloss, tag)
        assert page.locator("[data-compare-result] .document-note").count() == 2


def test_every_link_of_a_comparison_leads_to_its_row(page: Page, served: str, site: Site) -> None:
    _open(page, f"{served}en/compare/?industries=chemicals,pens,footwear")
    expect(page.locator(".compared")).to_be_visible()
    for link in page.locator(".compared a").evaluate_all("all => all.map(one => one.href)"):
        path, _, fragment = link.removeprefix(served).partition("#")
        raw = site.files[f"{path}index.html"]
        assert not fragment or f'id="{fragment}"'.encode() in raw, link


# --- choosing ---------------------------------------------------------------------------------------------------


def _choose(page: Page, kind: str, id_: str) -> None:
    page.locator(f"input[name={kind}][value={id_}]").click()


def test_boxes_make_the_address_and_the_address_the_boxes(page: Page, served: str, edition: Edition) -> None:
    _open(page, f"{served}en/compare/")
    chosen: list[str] = []
    for id_ in ("pens", "electrical", "luggage", "footwear"):
        _choose(page, "industries", id_)
        chosen.append(id_)
        assert page.url == f"{served}en/compare/?industries={','.join(chosen)}"
        if len(chosen) > 1:
            expect(page.locator(".compared thead th")).to_have_count(len(chosen) + 1)
            assert _shown(page) == _rows(edition, "industries", chosen, "en")
    _choose(page, "industries", "electrical")
    assert page.url == f"{served}en/compare/?industries=pens,luggage,footwear"
    page.reload()
    expect(page.locator(".compared")).to_be_visible()
    boxes = page.locator("input[name=industries]:checked").evaluate_all("all => all.map(one => one.value)")
    assert sorted(boxes) == ["footwear", "luggage", "pens"]


def test_back_and_forward_go_through_the_choices(page: Page, served: str, edition: Edition) -> None:
    _open(page, f"{served}en/compare/")
    for id_ in ("pens", "electrical", "footwear"):
        _choose(page, "industries", id_)
    expect(page.locator(".compared thead th")).to_have_count(4)
    page.go_back()
    expect(page.locator(".compared thead th")).to_have_count(3)
    assert _shown(page) == _rows(edition, "industries", ("pens", "electrical"), "en")
    page.go_back()
    expect(page.locator(".compared")).to_be_hidden()
    page.go_forward()
    expect(page.locator(".compared")).to_be_visible()
    assert page.locator("input[name=industries]:checked").count() == 2


def test_a_fifth_is_refused_with_a_message(page: Page, served: str) -> None:
    ids = ("pens", "electrical", "footwear", "luggage")
    _open(page, f"{served}en/compare/")
    for id_ in ids:
        _choose(page, "industries", id_)
    _choose(page, "industries", "eyewear")
    expect(page.locator("[data-compare-status]")).to_contain_text("At most 4")
    assert not page.locator("input[value=eyewear]").is_checked()
    assert page.url == f"{served}en/compare/?industries={','.join(ids)}"


@EVERY_LANGUAGE
def test_an_address_with_five_shows_four_and_says_so(lang: str, page: Page, served: str) -> None:
    ids = ("pens", "electrical", "footwear", "luggage", "eyewear")
    _open(page, f"{served}{lang}/compare/?industries={','.join(ids)}")
    expect(page.locator(".compared")).to_be_visible()
    assert _columns(page) == [f"../industries/{id_}/" for id_ in ids[:4]]
    said = page.locator("[data-compare-status]").inner_text()
    assert {"zh": "最多", "en": "At most"}[lang] in said


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("industries=pens,no-such,electrical", ["industries/pens", "industries/electrical"]),
        ("industries=pens,pens,electrical", ["industries/pens", "industries/electrical"]),
        ("industries=__proto__,constructor", []),
        ("industries=%3Cimg%20src%3Dx%3E,pens", []),
        ("industries=no-such&roles=cad-drafter,mechanical-engineer", ["roles/cad-drafter", "roles/mechanical-engineer"]),
        ("industries=mechanical-engineer,cad-drafter", []),
        ("industries=pens", []),
        ("industries=,,,", []),
        ("roles=", []),
    ],
)  # fmt: skip
def test_names_that_the_catalogue_lacks_are_left_out(query: str, columns: list[str], page: Page, served: str) -> None:
    _open(page, f"{served}en/compare/?{query}")
    if columns:
        expect(page.locator(".compared")).to_be_visible()
    else:
        expect(page.locator(".compared")).to_be_hidden()
    assert _columns(page) == [f"../{column}/" for column in columns]
    assert page.locator("main img").count() == 0


def test_roles_are_found_by_typing_and_chosen_by_keyboard(page: Page, served: str) -> None:
    _open(page, f"{served}en/compare/")
    page.locator("input[name=kind][value=industries]").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("input[name=industries]").first).to_be_hidden()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "compare-filter"
    for typed, id_ in (("mold design", "mold-design-engineer"), ("机械工程师", "mechanical-engineer")):
        page.locator("#compare-filter").fill(typed)
        found = page.locator("input[name=roles]:visible")
        assert found.first.get_attribute("value") == id_
        found.first.focus()
        page.keyboard.press("Space")
    expect(page).to_have_url(f"{served}en/compare/?roles=mold-design-engineer,mechanical-engineer")
    expect(page.locator(".compared")).to_be_visible()


def test_a_chosen_name_is_taken_out_again_and_the_focus_stays(page: Page, served: str) -> None:
    _open(page, f"{served}en/compare/?industries=pens,electrical,footwear")
    page.get_by_role("button", name="Remove Electrical equipment industry").click()
    assert page.url == f"{served}en/compare/?industries=pens,footwear"
    assert page.evaluate("document.activeElement.value") == "pens"
    page.locator("[data-compare-clear]").click()
    assert page.url == f"{served}en/compare/"
    expect(page.locator(".compared")).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_other_language_shows_the_same_comparison(page: Page, served: str) -> None:
    _open(page, f"{served}en/compare/")
    for id_ in ("pens", "electrical"):
        _choose(page, "industries", id_)
    page.locator("header a[hreflang=zh-Hans]").click()
    expect(page).to_have_url(f"{served}zh/compare/?industries=pens,electrical")
    expect(page.locator(".compared")).to_be_visible()


@EVERY_LANGUAGE
def test_an_industry_leads_to_its_comparison(lang: str, page: Page, served: str) -> None:
    page.goto(f"{served}{lang}/industries/pens/")
    page.locator("main a[href*=compare]").click()
    expect(page).to_have_url(f"{served}{lang}/compare/?industries=pens")
    expect(page.locator("input[name=industries][value=pens]")).to_be_checked()


@EVERY_LANGUAGE
def test_without_its_script_the_page_leads_on(lang: str, chromium: Browser, served: str) -> None:
    page = chromium.new_page()
    page.route("**/js/compare.*", lambda route: route.abort())
    page.goto(f"{served}{lang}/compare/?industries=pens,electrical")
    expect(page.locator(".unscripted a").first).to_be_visible()
    page.close()


def test_nothing_false_is_said_while_the_tables_are_on_their_way(page: Page, served: str) -> None:
    held: list[Route] = []
    page.route("**/compare.*.json", lambda route: held.append(route))
    _open(page, f"{served}en/compare/?industries=pens")
    status = page.locator("[data-compare-status]")
    expect(status).to_have_text("Choose at least one more.")
    _choose(page, "industries", "electrical")
    expect(status).to_have_attribute("aria-busy", "true")
    expect(status).to_have_text("")
    held[0].continue_()
    expect(status).not_to_have_attribute("aria-busy", "true")
    expect(status).to_contain_text("shared by all")


def test_who_only_looks_at_the_other_kind_keeps_what_was_chosen(page: Page, served: str) -> None:
    _open(page, f"{served}en/compare/?industries=pens,electrical")
    page.locator("summary").first.click()
    page.locator("[name=kind][value=industries]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"{served}en/compare/")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/compare/?industries=pens,electrical")
    page.locator("[data-compare-clear]").click()
    page.keyboard.press("Escape")
    page.locator("[name=kind][value=roles]").check()
    page.locator("[name=kind][value=industries]").check()
    assert page.url == f"{served}en/compare/", "what was cleared stays so"


def test_a_name_that_no_role_has_is_said_to_be_none(page: Page, served: str) -> None:
    _open(page, f"{served}en/compare/")
    page.locator("[name=kind][value=roles]").check()
    page.locator("#compare-filter").fill("qqqq")
    status = page.locator("[data-compare-status]")
    expect(status).to_have_text("No role has this in its name.")
    page.locator("#compare-filter").fill("mold")
    expect(status).to_have_text("Choose two to four.")
    said = status.locator("span").element_handle()
    page.locator("#compare-filter").press_sequentially(" d")
    assert said.evaluate("span => span.isConnected"), "it is not said anew at every key"


def test_a_failed_load_is_said_and_tried_again(page: Page, served: str) -> None:
    page.route("**/compare.*.json", lambda route: route.fulfill(body="{"))
    page.goto(f"{served}en/compare/?industries=pens,electrical")
    expect(page.locator("[data-compare-status]")).to_contain_text("could not be loaded")
    expect(page.locator(".compared")).to_be_hidden()
    page.unroute("**/compare.*.json")
    page.locator("summary").click()
    _choose(page, "industries", "footwear")
    expect(page.locator(".compared thead th")).to_have_count(4)


# --- phones, data, weight ----------------------------------------------------------------------------------------


@EVERY_LANGUAGE
@pytest.mark.parametrize("width", [320, 360, 768])
def test_the_page_never_scrolls_sideways(width: int, lang: str, page: Page, served: str) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    for query in ("", "?industries=" + ",".join(INDUSTRIES[-1]), "?roles=" + ",".join(ROLES[-1])):
        _open(page, f"{served}{lang}/compare/{query}")
        if query:
            expect(page.locator(".compared")).to_be_visible()
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width


@EVERY_LANGUAGE
def test_two_fit_on_a_phone_and_with_four_the_names_stay(lang: str, page: Page, served: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    _open(page, f"{served}{lang}/compare/?industries=electrical,pens")
    region = page.locator(".compare-scroll")
    expect(region).to_be_visible()
    assert region.evaluate("region => region.scrollWidth - region.clientWidth") <= 0
    _open(page, f"{served}{lang}/compare/?industries={','.join(INDUSTRIES[-1])}")
    expect(page.locator(".compared thead th")).to_have_count(5)
    region.evaluate("region => region.scrollTo(region.scrollWidth, 0)")
    first, whole = region.evaluate(
        "region => [region.querySelector('tbody th[scope=row]').getBoundingClientRect().left, region.getBoundingClientRect().left]"
    )
    assert first == pytest.approx(whole, abs=2)


def test_the_data_file_says_what_the_model_says(site: Site, edition: Edition) -> None:
    data = json.loads(site.asset("compare.json"))
    assert [one["id"] for one in data["roles"]] == [entry.id for entry in edition.roles]
    for one, table in zip(data["industries"], edition.tables, strict=True):
        assert (one["id"], one["zh"], one["en"]) == (table.id, table.industry.name["zh"], table.industry.name["en"])
        rows = [
            (data["roles"][role]["zh"], rank, index, data["levels"][level]["zh"])
            for role, rank, index, level in one["rows"]
        ]
        assert rows == [(row.role.name.zh, row.rank, row.index, row.level.name.zh) for row in table.listings]


@EVERY_LANGUAGE
def test_the_page_is_light_enough(lang: str, site: Site) -> None:
    weigh = {
        plain(path): len(brotli.compress(raw))
        for path, raw in site.files.items()
        if path.startswith(("static/", f"{lang}/compare/"))
    }
    readable = weigh[f"{lang}/compare/index.html"] + weigh["static/site.css"]
    assert readable <= READABLE
    assert (
        readable + sum(weigh[f"static/{name}"] for name in ("js/site.js", "js/compare.js", "compare.json"))
        <= FIRST_VIEW
    )


def test_an_unused_page_loads_at_most_four_files(page: Page, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(served)))
    _open(page, f"{served}en/compare/")
    page.wait_for_load_state("networkidle")
    assert len([path for path in asked if not path.endswith((".svg", ".webmanifest"))]) <= 4, asked
