"""What a reader sees, in the real Chromium: on a phone, from the disk, by keyboard, on the way from page to page.

Without Chromium these tests fail; they are never skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browser import CHROMIUM, FLAGS
from built_site import Pages, Site
from fidelity import TAGS
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, expect

from catalogue.pages import PAGE_TYPES

# Of the types that have many pages, the ones with the longest words and the most to show.
EXAMPLES = {
    "industries/{id}/": ("industries/chemicals/", "industries/new-energy-connected-vehicles/"),
    "roles/{id}/": ("roles/product-quality-or-testing-engineer/", "roles/biopharmaceutical-sales-manager/"),
    "titles/{id}/": ("titles/intelligent-manufacturing/", "titles/construction-and-environmental-protection/"),
}
FOLDERS = [
    *(one.path for one in PAGE_TYPES if "{id}" not in one.path),
    *(folder for folders in EXAMPLES.values() for folder in folders[:1]),
    "2020/industries/chemicals/",
    "2020/errata/",
]


class Watched:
    """A page whose console, failures and requests are kept."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(10_000)  # only a test that fails waits
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self._complain(message.type in ("error", "warning"), message.text))
        self.page.on("pageerror", lambda error: self._complain(True, str(error)))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", lambda answer: self._complain(answer.status >= 400, f"{answer.status} {answer.url}"))
        self.page.on("request", lambda request: self._complain(not request.url.startswith(origin), request.url))

    def _failed(self, request: Request) -> None:
        """A request that the browser gave up itself, because the reader went on, is no failure."""
        self._complain("ERR_ABORTED" not in (request.failure or ""), f"{request.url}: {request.failure}")

    def _complain(self, is_fault: bool, text: str) -> None:
        if is_fault:
            self.complaints.append(text)


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """With its windows, as readers have it: here are the ways that most of them go."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def reader(chromium: Browser, served: str) -> Iterator[Watched]:
    """A reader at a desk; at the end nothing must have gone wrong."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    watched = Watched(context, served)
    yield watched
    context.close()
    assert watched.complaints == []


@pytest.fixture(scope="module")
def phone(chromium: Browser, served: str) -> Iterator[Watched]:
    """A reader with the narrowest phone; one tab for all pages."""
    context = chromium.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    yield Watched(context, served)
    context.close()


_TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    const scrolls = element => element && (/auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX)
        && element !== document.body || scrolls(element.parentElement));
    return [...document.body.querySelectorAll('*')]
        .filter(element => element.getBoundingClientRect().right > width + 1 && !scrolls(element.parentElement))
        .map(element => element.tagName + '.' + element.getAttribute('class') + ': ' + element.textContent.trim().slice(0, 40))
        .slice(0, 5);
}"""


@pytest.mark.parametrize("lang", TAGS)
@pytest.mark.parametrize("folder", FOLDERS)
def test_no_page_scrolls_sideways_at_320_pixels(folder: str, lang: str, phone: Watched, served: str) -> None:
    phone.complaints.clear()
    phone.page.goto(f"{served}{lang}/{folder}")
    scrolls, width = phone.page.evaluate(
        "[document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]"
    )
    assert width == 320
    assert scrolls <= width, phone.page.evaluate(_TOO_WIDE)
    assert phone.page.locator("h1").is_visible()
    assert phone.complaints == []


@pytest.mark.parametrize("path", ["", "404.html"])
def test_pages_of_no_language_do_not_scroll_sideways_either(path: str, phone: Watched, served: str) -> None:
    phone.page.goto(f"{served}{path}")
    assert phone.page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_each_page_type_is_tried() -> None:
    assert {one.path for one in PAGE_TYPES} <= {*FOLDERS, *EXAMPLES}


@pytest.mark.parametrize("lang", TAGS)
def test_the_matrix_scrolls_in_its_own_region_also_by_keyboard(lang: str, phone: Watched, served: str) -> None:
    phone.page.goto(f"{served}{lang}/matrix/")
    region = phone.page.locator("main [role=region][tabindex='0']:has(table)")
    assert region.count() == 1
    assert region.get_attribute("aria-label")
    inner, outer = region.evaluate("region => [region.scrollWidth, region.clientWidth]")
    assert inner > outer
    region.focus()
    phone.page.keyboard.press("End")
    phone.page.keyboard.press("ArrowRight")
    phone.page.wait_for_function("region => region.scrollLeft > 0", arg=region.element_handle())


def test_from_home_to_a_row_to_its_role_and_into_the_other_language(reader: Watched, served: str) -> None:
    page = reader.page
    page.goto(served)
    page.locator("main a[hreflang=en]").click()
    expect(page).to_have_url(f"{served}en/")
    page.locator("main").get_by_role("link", name="Pump and valve industry", exact=True).click()
    expect(page).to_have_url(f"{served}en/industries/pumps-and-valves/")
    row = page.locator("tr#valve-design-engineer")
    assert row.locator("data").inner_text() == "0.3285"
    row.get_by_role("link", name=re.compile("valve design engineer", re.IGNORECASE)).click()
    expect(page).to_have_url(f"{served}en/roles/valve-design-engineer/")
    page.locator("a[hreflang=zh-Hans]").first.click()
    expect(page).to_have_url(f"{served}zh/roles/valve-design-engineer/")
    assert "阀门设计工程师" in page.locator("h1").inner_text()
    page.locator("main a[href*='industries/pumps-and-valves/#']").first.click()
    expect(page).to_have_url(f"{served}zh/industries/pumps-and-valves/#valve-design-engineer")
    page.locator("a[hreflang=en]").first.click()
    expect(page).to_have_url(f"{served}en/industries/pumps-and-valves/")


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB", "de-DE"])
def test_the_first_page_never_chooses_for_the_reader(locale: str, chromium: Browser, served: str) -> None:
    context = chromium.new_context(locale=locale)
    watched = Watched(context, served)
    watched.page.goto(served)
    assert watched.page.url == served
    assert watched.page.locator("main a[hreflang]").count() == 2
    context.close()
    assert watched.complaints == []


_SHOWN = """element => {
    const box = element.getBoundingClientRect();
    const there = document.elementFromPoint(box.left + 5, box.top + 2);
    return box.top >= 0 && box.bottom <= innerHeight && element.contains(there);
}"""


@pytest.mark.parametrize("lang", TAGS)
@pytest.mark.parametrize("who", ["reader", "phone"])
def test_a_row_is_in_view_after_following_a_link_to_it(
    who: str, lang: str, served: str, request: pytest.FixtureRequest
) -> None:
    page = request.getfixturevalue(who).page
    page.goto(f"{served}{lang}/roles/machinery-manufacturing-processing-worker/")
    page.locator("main tr#electrical a[href*=electrical]").click()
    expect(page).to_have_url(f"{served}{lang}/industries/electrical/#machinery-manufacturing-processing-worker")
    row = page.locator("tr#machinery-manufacturing-processing-worker")
    page.wait_for_function(_SHOWN, arg=row.element_handle())


@pytest.mark.parametrize("lang", TAGS)
def test_the_first_key_offers_a_way_past_the_navigation(lang: str, reader: Watched, served: str) -> None:
    page = reader.page
    page.goto(f"{served}{lang}/industries/pens/")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("href") == "#main"
    box = focused.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["height"] > 10
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_everything_that_can_be_used_can_be_seen_when_focused(reader: Watched, served: str) -> None:
    page = reader.page
    page.goto(f"{served}en/roles/mold-design-engineer/")
    for _ in range(12):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement), box = document.activeElement.getBoundingClientRect();
                const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
                return box.width > 0 && box.height > 0 && box.top >= 0 && (outlined || style.boxShadow !== 'none');
            }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("lang", TAGS)
def test_a_language_is_chosen_and_read_from_the_disk(lang: str, chromium: Browser, site: Site) -> None:
    context = chromium.new_context()
    watched = Watched(context, site.folder.as_uri())
    page = watched.page
    page.goto((site.folder / "index.html").as_uri())
    assert page.evaluate("document.styleSheets.length") > 0
    page.locator(f"main a[hreflang={TAGS[lang]}]").click()
    expect(page.locator("html")).to_have_attribute("lang", TAGS[lang])
    page.locator("main a[href*=pens]").first.click()
    assert page.locator("tr#mold-design-engineer data").inner_text() == "0.2002"
    page.locator("tr#mold-design-engineer th a").first.click()
    expect(page.locator("tr#pens")).to_have_count(1)
    expect(page.locator("h1")).to_have_count(1)
    page.locator("a[hreflang]").first.click()
    expect(page.locator("html")).not_to_have_attribute("lang", TAGS[lang])
    expect(page.locator("tr#pens")).to_have_count(1)
    context.close()
    foreign = [text for text in watched.complaints if "://" in text and "file://" not in text]
    assert foreign == []


def test_every_page_type_works_without_scripts(chromium: Browser, served: str, pages: Pages) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for folder in FOLDERS:
        page.goto(f"{served}en/{folder}")
        assert page.locator("main").is_visible(), folder
        words = page.locator("main").inner_text()
        shown = pages.at(f"en/{folder}")
        missing = [text for text in shown.words(shown.one("h1")) if text.casefold() not in words.casefold()]
        assert not missing, f"{folder}: {missing}"
    context.close()
