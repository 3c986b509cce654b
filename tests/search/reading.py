"""A reader of the site in a real browser: what the page asks for and complains about is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode, urlsplit

import corpus
from playwright.sync_api import Browser, Page, Request, expect

TAGS = {"zh": "zh-Hans", "en": "en"}
OTHER = {"zh": "en", "en": "zh"}
PATIENCE = 30_000  # milliseconds; only a test that fails waits so long
expect.set_options(timeout=PATIENCE)


def word(lang: str, key: str, **values: object) -> str:
    """A text of the interface."""
    return corpus.sources().words[lang].say(key, **values)


class Reader:
    """A tab. `requests` are those of the site's own files, `complaints` what must not happen."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", self._requested)
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _requested(self, request: Request) -> None:
        if request.url.startswith(self.home):
            self.requests.append(urlsplit(request.url).path)
        elif not request.url.startswith(("blob:", "data:")):
            self.complaints.append(f"asks for {request.url}")

    def open(self, path: str, **state: str) -> Page:
        """The page at a path, such as `en/search/`, in a state, such as `q="CAD"`."""
        self.page.goto(f"{self.home}{path}{'?' if state else ''}{urlencode(state)}")
        return self.page

    @property
    def place(self) -> str:
        """Path, query and fragment of the address."""
        return "/" + self.page.url.removeprefix(self.home)


@contextmanager
def reading(chromium: Browser, home: str, **context: Any) -> Iterator[Reader]:
    opened = chromium.new_context(viewport={"width": 1280, "height": 800}, **context)
    try:
        yield Reader(opened.new_page(), home)
    finally:
        opened.close()
