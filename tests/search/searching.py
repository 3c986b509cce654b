"""What the tests of the search box and of the search page do and see as a reader does."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from reading import TAGS, Reader

from catalogue.search import SearchEntry

MANY = "工程师"  # more roles than the box or a page shows at once
UNLISTED = "电子宇航人"
LANGS = pytest.mark.parametrize("lang", TAGS)
PARTS = {
    "search.js": "**/js/search.*.js*",
    "index": "**/search.*.json*",
    "words": "**/search-*.*.json*",
}


def box(page: Page) -> Locator:
    return page.locator("#search-box")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def results(page: Page) -> Locator:
    return page.locator("main [data-result]")


def shown(found: Locator) -> list[str]:
    """What the results or options are, as `kind:id`."""
    return found.evaluate_all("found => found.map((one) => one.dataset.result)")


def status(page: Page) -> Locator:
    return page.locator("[data-search-status]")


def searched(reader: Reader, lang: str, **state: str) -> Page:
    """The search page in a state, as soon as it has said what it found."""
    page = reader.open(f"{lang}/search/", **state)
    expect(status(page)).not_to_be_empty()
    return page


def suggested(reader: Reader, lang: str, query: str, folder: str = "industries/") -> Page:
    """A page in whose box a query has been typed, as soon as it suggests something."""
    page = reader.open(f"{lang}/{folder}")
    box(page).fill(query)
    options(page).first.wait_for()
    return page


def identity(entry: SearchEntry) -> str:
    return f"{entry.kind}:{entry.id}"


def address(entry: SearchEntry) -> str:
    folder = {"role": "roles", "industry": "industries", "title": "titles", "major": "titles"}.get(entry.kind)
    if not folder:
        return f"{entry.kind}s/#{entry.id}"
    return f"titles/{entry.category}/#{entry.id}" if entry.kind == "major" else f"{folder}/{entry.id}/"


def harmless(page: Page) -> None:
    assert page.evaluate("window.hit") is None
    assert page.locator("main img, main script, .suggestions img, .suggestions script, main b").count() == 0
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
