"""The engine in a real browser: its modules and an index built from the data, served to Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import corpus
import pytest
from playwright.sync_api import Browser, Page
from reading import Reader, reading
from served import engine_site, serving

from catalogue.search import SearchEntry, search_index


@pytest.fixture(scope="session")
def entries() -> list[SearchEntry]:
    return corpus.entries()


@pytest.fixture(scope="session")
def index(entries: list[SearchEntry]) -> bytes:
    return search_index(entries, corpus.traditional(), corpus.readings())


@pytest.fixture(scope="module")
def engine(index: bytes, chromium: Browser) -> Iterator[Page]:
    """A page on which `engine` is the search engine over the whole corpus."""
    with serving(engine_site(index)) as address:
        page = chromium.new_page()
        page.goto(address)
        page.wait_for_function("window.engine")
        yield page
        page.close()


@pytest.fixture(scope="module")
def desk(chromium: Browser, served: str) -> Iterator[Reader]:
    with reading(chromium, served) as one:
        yield one


@pytest.fixture
def reader(desk: Reader) -> Iterator[Reader]:
    """A reader at a desk, who uses one tab for everything; at the end nothing must have gone wrong."""
    desk.page.goto("about:blank")
    desk.requests.clear()
    desk.complaints.clear()
    yield desk
    desk.page.unroute_all()
    assert desk.complaints == []


@pytest.fixture
def careless(chromium: Browser, served: str) -> Iterator[Reader]:
    """A reader whose network fails: what the browser says about that on the console is no fault of the page."""
    with reading(chromium, served) as one:
        yield one
    assert [text for text in one.complaints if "Failed to load resource" not in text] == []
