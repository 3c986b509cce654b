"""What a reader's eye is promised: home in one screen, results before filters, Chinese set as Chinese, colours kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from catalogue.linked import Edition

LANGUAGES = ("zh", "en")
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
EVERY_LANGUAGE = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A reader with the system's light colours and nothing remembered."""
    context = chromium.new_context(viewport=DESK, color_scheme="light", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def _bottom(page: Page, selector: str) -> float:
    box = page.locator(selector).last.bounding_box()
    assert box, selector
    return box["y"] + box["height"]


# --- Home -----------------------------------------------------------------------------------------------------------


def test_home_answers_in_one_screen(page: Page, served: str) -> None:
    """What this is, the search box, all industries, the most listed roles and the other lists, without scrolling."""
    page.goto(f"{served}zh/")
    for part in ("h1", "#search-box", ".glance li", "[aria-labelledby=roles] li", "[aria-labelledby=lists] li"):
        assert _bottom(page, part) <= DESK["height"], part


@EVERY_LANGUAGE
def test_the_first_screen_of_a_phone_says_what_this_is_and_begins_with_the_industries(
    lang: str, page: Page, served: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{served}{lang}/")
    for part in ("#search-box", "h1", ".lead", ".level-counts", ".glance li:nth-child(3)"):
        assert _bottom(page, part) <= PHONE["height"], part


@EVERY_LANGUAGE
def test_home_shows_each_industry_with_its_strip_on_one_scale(
    lang: str, page: Page, served: str, edition: Edition
) -> None:
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{served}{lang}/")
        rows = page.locator(".glance li").evaluate_all(
            "rows => rows.map(row => [row.querySelector('a').textContent, row.querySelector('.strip').getBoundingClientRect().width])"
        )
        assert [name for name, _ in rows] == [table.industry.name[lang] for table in edition.tables]
        assert len({round(wide) for _, wide in rows}) == 1
        assert rows[0][1] >= 100


# --- Phones ---------------------------------------------------------------------------------------------------------


@EVERY_LANGUAGE
def test_the_navigation_is_open_on_a_phone_and_takes_two_lines(lang: str, page: Page, served: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{served}{lang}/roles/")
    links = [link.bounding_box() for link in page.locator(".main-nav a").all()]
    assert len({round(box["y"]) for box in links if box}) == 2
    assert page.locator(".main-nav a[aria-current]").count() == 1


@EVERY_LANGUAGE
def test_results_come_before_filters_on_a_phone(lang: str, page: Page, served: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{served}{lang}/search/?q=engineer")
    page.locator("[data-search-results] li").nth(2).wait_for()
    assert _bottom(page, "[data-search-results] > li:nth-child(3)") <= PHONE["height"]
    page.locator("[data-search-facets] summary").click()
    page.locator("[data-facet=kind][data-value=role]").click()
    page.wait_for_url("**kind=role*")
    page.locator("[data-facet=kind][data-value=role]").wait_for(state="hidden")
    assert _bottom(page, "[data-search-results] > li:nth-child(3)") <= PHONE["height"]


def test_filters_in_use_are_named_on_a_phone_and_all_of_them_shown_on_a_desk(page: Page, served: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{served}en/search/?q=engineer&kind=role")
    page.locator("[data-search-results] li").first.wait_for()
    assert page.locator("[data-search-facets] summary").inner_text() == "Filters · Role"
    page.set_viewport_size(DESK)
    page.goto(f"{served}en/search/?q=engineer")
    page.locator("[data-facet=kind][data-value=role]").wait_for()
    assert page.locator("[data-facet=kind][data-value=role]").is_visible()


@pytest.mark.parametrize("width", [360, 600, 704, 720, 736, 740, 960, 1024])
@EVERY_LANGUAGE
def test_no_table_is_wider_than_the_window(lang: str, width: int, page: Page, served: str) -> None:
    """Between phone and desk too, where cards give way to columns."""
    page.set_viewport_size({"width": width, "height": 800})
    for folder in ("industries/digital-economy/", "roles/mechanical-engineer/", "qualifications/", "data/", "about/"):
        page.goto(f"{served}{lang}/{folder}")
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width, folder


# --- Type -----------------------------------------------------------------------------------------------------------

_TYPE = """() => [...document.querySelectorAll("main :is(p, li, td, th, dd)")].filter(element => element.checkVisibility()).map(element => {
    const { fontStyle, fontSize, fontFamily, textAutospace } = getComputedStyle(element);
    return { zh: element.matches(":lang(zh)"), fontStyle, size: parseFloat(fontSize), fontFamily, textAutospace };
})"""


@pytest.mark.parametrize("folder", ["about/", "industries/chemicals/", "errata/"])
@EVERY_LANGUAGE
def test_chinese_is_upright_in_a_chinese_font_and_never_small(lang: str, folder: str, page: Page, served: str) -> None:
    page.goto(f"{served}{lang}/{folder}")
    for one in page.evaluate(_TYPE):
        assert one["size"] >= 13, one
        if one["zh"]:
            assert one["fontStyle"] == "normal", one
            assert one["fontFamily"].startswith('"PingFang SC"'), one
            assert one["textAutospace"] in ("normal", None), one


@pytest.mark.parametrize(("lang", "height", "most"), [("zh", (1.7, 1.8), 38.5), ("en", (1.5, 1.6), 75)])
def test_prose_has_the_leading_and_the_measure_of_its_script(
    lang: str, height: tuple[float, float], most: float, page: Page, served: str
) -> None:
    page.goto(f"{served}{lang}/about/")
    leading, measure = page.locator(".prose p").first.evaluate(
        """(element, unit) => {
            const style = getComputedStyle(element), probe = document.createElement("span");
            probe.style.cssText = `position: absolute; width: 1${unit}`;
            element.append(probe);
            return [parseFloat(style.lineHeight) / parseFloat(style.fontSize), element.clientWidth / probe.getBoundingClientRect().width];
        }""",
        "em" if lang == "zh" else "ch",
    )
    assert height[0] <= leading <= height[1]
    assert measure <= most


# --- Colours --------------------------------------------------------------------------------------------------------


def _colours(page: Page) -> tuple[str, str]:
    """The ground of the page, and the colour that it gives the browser's frame."""
    ground, frame = page.evaluate(
        """() => [getComputedStyle(document.body).backgroundColor,
            [...document.querySelectorAll("meta[name=theme-color]")].find(meta => matchMedia(meta.media).matches).content]"""
    )
    return ground, f"rgb({', '.join(str(int(part, 16)) for part in re.findall('..', frame[1:]))})"


def test_colours_follow_the_system_until_the_reader_chooses_and_are_then_remembered(page: Page, served: str) -> None:
    page.goto(f"{served}zh/")
    light, frame = _colours(page)
    assert frame == light
    page.emulate_media(color_scheme="dark")
    dark, frame = _colours(page)
    assert dark != light
    assert frame == dark

    switch = page.locator("[data-theme-switch]")
    assert switch.get_attribute("aria-pressed") == "true"
    switch.click()
    assert _colours(page) == (light, light), "against the system"
    page.goto(f"{served}en/roles/")
    assert _colours(page) == (light, light), "on another page, in the other language"
    assert page.locator("[data-theme-switch]").get_attribute("aria-pressed") == "false"
    page.emulate_media(color_scheme="light")
    page.locator("[data-theme-switch]").press("Space")
    assert _colours(page) == (dark, dark)
    page.reload()
    assert _colours(page) == (dark, dark)
    # A page that the browser has kept for going back to was not told of what is chosen on the next one.
    page.evaluate(
        """() => {
            localStorage.setItem("theme", "light");
            dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        }"""
    )
    assert _colours(page) == (light, light)
    assert page.locator("[data-theme-switch]").get_attribute("aria-pressed") == "false"


def test_the_current_page_stands_out_in_forced_colours(page: Page, served: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{served}en/roles/")
    current, *others = page.locator(".main-nav a").evaluate_all(
        """links => links.sort((a, b) => b.hasAttribute("aria-current") - a.hasAttribute("aria-current"))
            .map(link => getComputedStyle(link).borderBlockEndColor)"""
    )
    assert current not in others


# --- While scripts load ---------------------------------------------------------------------------------------------

_SHIFTS = """window.shifts = []; new PerformanceObserver(list => {
    for (const { value, sources, startTime } of list.getEntries())
        if (startTime >= (window.atRest ?? 0)) shifts.push(`${value}: ${sources.map(one => `${one.node?.className || one.node?.nodeName} ${one.previousRect.y} to ${one.currentRect.y}`)}`);
}).observe({ type: "layout-shift", buffered: true });"""


# A page's policy forbids `wait_for_function`, which evaluates text. When all of the page has come and been painted it is at
# rest; a table that comes in pieces may still have moved its columns.
_PAINTED = """() => new Promise(done => {
    const rest = () => { window.atRest = performance.now(); shifts.length = 0; done(); };
    const look = () => performance.getEntriesByName("first-contentful-paint").length
        ? requestAnimationFrame(() => requestAnimationFrame(rest)) : requestAnimationFrame(look);
    look();
})"""


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize(
    ("folder", "last"),
    [
        ("", "main li"),
        ("industries/chemicals/", "[data-tool=copy]"),
        ("roles/mechanical-engineer/", "[data-tool=copy]"),
        ("search/?q=engineer", "[data-search-results] li"),
        ("search/?q=qqqq", "[data-search-status]:not(:empty)"),
        ("compare/?industries=chemicals,pens", "table.compared tbody tr"),
        ("matrix/?level=severe", "[data-matrix-reset]"),
        ("lookup/", "textarea"),
    ],
)
def test_nothing_jumps_when_scripts_and_their_data_come_late(
    folder: str, last: str, viewport: dict[str, int], page: Page, served: str
) -> None:
    """What each page loads after itself is kept back until the page has been painted."""
    held: list[Route] = []
    painted = False

    def keep_back(route: Route) -> None:
        route.continue_() if painted else held.append(route)

    page.set_viewport_size({**viewport})
    page.add_init_script(_SHIFTS)
    page.route(re.compile(r"/static/(?!.*/site\.).*\.js(on)?$"), keep_back)
    page.goto(f"{served}zh/{folder}", wait_until="commit")
    page.wait_for_load_state("domcontentloaded")
    page.evaluate(_PAINTED)
    painted = True
    for route in held:
        route.continue_()
    page.locator(last).first.wait_for()
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("shifts") == []


# --- Without scripts ------------------------------------------------------------------------------------------------


@EVERY_LANGUAGE
def test_without_scripts_a_lookup_says_what_it_needs_and_has_no_dead_control(
    lang: str, chromium: Browser, served: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}{lang}/lookup/")
    assert page.locator("main .unscripted a[href*=search]").is_visible()
    assert [one for one in page.locator("main :is(textarea, input, button)").all() if one.is_visible()] == []
    context.close()
