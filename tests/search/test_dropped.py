"""What the current edition no longer lists is still found, and shown as such; a former name finds what it is called now."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from reading import Reader, reading, word

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture(scope="module")
def later(chromium: Browser, served_second: str) -> Iterator[Reader]:
    """A reader of the site that has two editions."""
    with reading(chromium, served_second) as one:
        yield one
        assert one.complaints == []


def _results(page: Page) -> list[str]:
    page.locator("main [data-result]").first.wait_for()
    return page.locator("main [data-result]").evaluate_all("all => all.map((one) => one.dataset.result)")


@LANGS
@pytest.mark.parametrize(
    ("query", "entry"), [("平面设计师", "role:graphic-designer"), ("制笔", "industry:pens"), ("zhibi", "industry:pens")]
)
def test_what_is_gone_is_found_and_said_to_be_gone(lang: str, query: str, entry: str, later: Reader) -> None:
    page = later.open(f"{lang}/search/", q=query)
    assert _results(page)[0] == entry
    first = page.locator("main [data-result]").first
    assert word(lang, "scripts.dropped") in first.inner_text()
    first.locator("a").first.click()
    kind, id_ = entry.split(":")
    page.wait_for_url(f"**/{lang}/{'roles' if kind == 'role' else 'industries'}/{id_}/")
    expect(page.locator(".pinned")).to_be_visible()


@LANGS
def test_what_is_listed_is_not_said_to_be_gone(lang: str, later: Reader) -> None:
    page = later.open(f"{lang}/search/", q="机械工程师")
    assert _results(page)[0] == "role:mechanical-engineer"
    assert word(lang, "scripts.dropped") not in page.locator("main").inner_text()


@LANGS
@pytest.mark.parametrize("query", ["测量工程师", "样例测量工程师", "yangli celiang", "Measurement engineer"])
def test_a_former_name_finds_what_it_is_called_now(lang: str, query: str, later: Reader) -> None:
    page = later.open(f"{lang}/search/", q=query)
    assert _results(page)[0] == "role:measurement-engineer"


@LANGS
def test_the_lookup_tells_what_is_listed_from_what_was(lang: str, later: Reader) -> None:
    page = later.open(f"{lang}/lookup/")
    page.locator("textarea").fill("平面设计师\n机械工程师\n样例无人机装配工")
    page.locator("[data-lookup] button").click()
    page.locator("[data-lookup-download]").wait_for()
    rows = page.locator("[data-lookup-answers] tbody tr")
    assert rows.evaluate_all("rows => rows.map((row) => row.dataset.answer)") == ["dropped", "exact", "exact"]
    assert word(lang, "scripts.lookup.dropped") in rows.first.inner_text()
