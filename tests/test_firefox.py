"""The main journey in Debian's Firefox, which these tests never do without: no Firefox, no green."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from firefox import Firefox, firefox

TAGS = {"zh": "zh-Hans", "en": "en"}
QUERIES = {"zh": "阀门设计工程师", "en": "valve design engineer"}
ROLE, INDUSTRY = "valve-design-engineer", "pumps-and-valves"


@pytest.fixture(scope="module")
def reader() -> Iterator[Firefox]:
    with firefox() as reader:
        yield reader


@pytest.fixture(scope="module")
def reader_without_scripts() -> Iterator[Firefox]:
    with firefox(**{"javascript.enabled": False}) as reader:
        yield reader


def _arrive(reader: Firefox, path: str, fragment: str = "") -> None:
    """Waits for a page of this address, loaded to its end."""
    reader.until(
        f"document.readyState === 'complete' && location.pathname === '{path}' && location.hash === '{fragment}'"
    )


@pytest.mark.parametrize("lang", TAGS)
def test_from_home_by_search_to_a_role_to_its_row_and_into_the_other_language(
    lang: str, reader: Firefox, served: str
) -> None:
    other = {"zh": "en", "en": "zh"}[lang]
    reader.errors.clear()
    reader.visit(f"{served}{lang}/")

    reader.click("#search-box")
    reader.press(QUERIES[lang])
    reader.until("document.querySelectorAll('[role=listbox] [role=option]').length > 0")
    first = "document.querySelector('[role=option]')"
    reader.until(f"{first}.dataset.result === 'role:{ROLE}'")
    assert reader.ask("document.querySelector('#search-box').getAttribute('aria-expanded')") == "true"
    reader.press("ArrowDown")
    assert reader.ask(f"{first}.getAttribute('aria-selected')") == "true"
    reader.press("Enter")
    _arrive(reader, f"/{lang}/roles/{ROLE}/")

    reader.click(f"tr#{INDUSTRY} th a")
    _arrive(reader, f"/{lang}/industries/{INDUSTRY}/", f"#{ROLE}")
    reader.until(
        f"(box => box.top >= 0 && box.bottom <= innerHeight)(document.querySelector('#{ROLE}').getBoundingClientRect())"
    )
    assert reader.ask(f"document.querySelector('tr#{ROLE} data').textContent") == "0.3285"

    reader.click(f"header a[hreflang={TAGS[other]}]")
    _arrive(reader, f"/{other}/industries/{INDUSTRY}/")
    assert reader.ask("document.documentElement.lang") == TAGS[other]

    reader.click("header a[href$='matrix/']")
    _arrive(reader, f"/{other}/matrix/")
    assert reader.ask("document.querySelectorAll('main table tbody tr').length") == 94
    assert reader.ask("document.documentElement.scrollWidth <= innerWidth")
    assert reader.errors == []


@pytest.mark.parametrize("lang", TAGS)
def test_enter_in_the_search_box_gives_a_page_of_results(lang: str, reader: Firefox, served: str) -> None:
    reader.errors.clear()
    reader.visit(f"{served}{lang}/")
    reader.click("#search-box")
    reader.press(QUERIES[lang], "Enter")
    _arrive(reader, f"/{lang}/search/")
    reader.until(f"document.querySelector('main [data-result]')?.dataset.result === 'role:{ROLE}'")
    assert "q=" in urlsplit(reader.ask("location.href")).query
    assert reader.errors == []


@pytest.mark.parametrize("lang", TAGS)
def test_without_scripts_the_pages_still_read(lang: str, reader_without_scripts: Firefox, served: str) -> None:
    reader = reader_without_scripts
    reader.visit(f"{served}{lang}/industries/{INDUSTRY}/")
    assert reader.ask("document.querySelectorAll('table.shortage tbody tr').length") == 20
    assert "0.3285" in reader.ask(f"document.querySelector('tr#{ROLE}').innerText")
    assert reader.ask("getComputedStyle(document.querySelector('main')).maxWidth") != "none"
    # A control that only a script could answer is not shown.
    dead = "[...document.querySelectorAll('button:not([type=submit])')].filter(one => one.offsetParent)"
    assert reader.ask(f"{dead}.map(one => one.outerHTML)") == []
    reader.click(f"tr#{ROLE} th a")
    _arrive(reader, f"/{lang}/roles/{ROLE}/")
    assert reader.ask("document.querySelector('h1').innerText")
    reader.visit(f"{served}{lang}/search/?q=x")
    assert reader.ask("document.querySelectorAll('main section a').length") > 100
    reader.visit(f"{served}{lang}/matrix/")
    assert reader.ask("document.querySelectorAll('main table tbody tr').length") == 94
