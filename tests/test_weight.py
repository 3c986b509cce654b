"""What a first visit weighs, as a host sends it with brotli, and how much of it has to be asked for.

Real Chromium opens a page of each type and says what it fetches; with what its type fetches, every page is weighed.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

import brotli
import pytest
from playwright.sync_api import Browser, Page

from catalogue.pages import EMBED, PAGE_TYPES

if TYPE_CHECKING:
    from built_site import Site

KB = 1024
READABLE = 14 * KB  # HTML and CSS: the first round trip carries them
WHOLE = 30 * KB  # and the scripts of the first view
MATRIX = 60 * KB
REQUESTS = 4
TYPES = (*PAGE_TYPES, EMBED)
EXAMPLES = {
    "embed": "chemicals",
    "industry": "chemicals",
    "role": "mechanical-engineer",
    "category": "intelligent-manufacturing",
}


class Fetched(NamedTuple):
    """What a page of a type fetches beside itself; an icon too, which Chromium does not report."""

    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    others: tuple[str, ...]


class Weight(NamedTuple):
    readable: int
    whole: int


@functools.cache
def _compressed(content: bytes, quality: int = 11) -> int:
    return len(brotli.compress(content, quality=quality))


@pytest.fixture(scope="module")
def fetched(served: str, chromium: Browser) -> Mapping[str, Fetched]:
    """By type, what a page asks for until nothing moves on the network any more; alike in every language."""
    opened: dict[str, tuple[Page, list[str]]] = {}
    for one in TYPES:
        page = chromium.new_context().new_page()  # an empty cache
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(f"{served}zh/{one.path.format(id=EXAMPLES.get(one.name, ''))}")
        opened[one.name] = page, asked
    found: dict[str, Fetched] = {}
    for name, (page, asked) in opened.items():  # all are open by now, so that each waits while the others do
        page.wait_for_load_state("networkidle")
        icons = page.evaluate("[...document.querySelectorAll('link[rel=icon]')].map(link => link.href)")
        sent = [url for url in dict.fromkeys(asked + icons) if not url.startswith("data:")]
        paths = [unquote(urlsplit(url).path).lstrip("/") for url in sent]
        found[name] = Fetched(
            tuple(path for path in paths if path.endswith(".css")),
            tuple(path for path in paths if path.endswith(".js")),
            tuple(path for path in paths if not path.endswith((".css", ".js", "/"))),
        )
        page.context.close()
    return found


@pytest.fixture(scope="module")
def weights(site: Site, fetched: Mapping[str, Fetched]) -> Mapping[str, Weight]:
    """Every page of a language, by its path. Weighed quickly first; exactly, and slowly, where that is too much."""
    found = {}
    for path, raw in site.files.items():
        if not path.startswith(("zh/", "en/")) or not path.endswith(".html"):
            continue
        own = fetched[_type(raw)]
        styles = sum(_compressed(site.files[file]) for file in own.styles)
        scripts = sum(_compressed(site.files[file]) for file in own.scripts)
        page = _compressed(raw, 5)
        if page + styles > READABLE or page + styles + scripts > WHOLE:
            page = _compressed(raw)
        found[path] = Weight(page + styles, page + styles + scripts)
    return found


def _type(raw: bytes) -> str:
    return raw.split(b'data-page="', 1)[1].split(b'"', 1)[0].decode()


def _heaviest(weights: Mapping[str, int], limit: int) -> str:
    over = sorted(((size, path) for path, size in weights.items() if size > limit), reverse=True)
    lines = [f"{path}: {size / KB:.2f} KB" for size, path in over[:12]]
    return f"{len(over)} pages over {limit / KB:.0f} KB, the heaviest first:\n" + "\n".join(lines)


def test_the_first_round_trip_carries_a_readable_page(weights: Mapping[str, Weight]) -> None:
    readable = {path: weight.readable for path, weight in weights.items() if "matrix" not in path}
    assert max(readable.values()) <= READABLE, _heaviest(readable, READABLE)


def test_a_first_view_is_light(weights: Mapping[str, Weight]) -> None:
    whole = {path: weight.whole for path, weight in weights.items() if "matrix" not in path}
    assert max(whole.values()) <= WHOLE, _heaviest(whole, WHOLE)


def test_the_matrix_is_light_for_its_size(weights: Mapping[str, Weight]) -> None:
    matrices = {path: weight.whole for path, weight in weights.items() if "matrix" in path}
    assert len(matrices) == 4
    assert max(matrices.values()) <= MATRIX, _heaviest(matrices, MATRIX)


def test_a_page_asks_for_little(fetched: Mapping[str, Fetched]) -> None:
    asked = {name: 1 + sum(map(len, own)) for name, own in fetched.items()}
    worst = max(asked, key=lambda name: asked[name])
    assert asked[worst] <= REQUESTS, "\n".join(f"{n}: {asked[n]}: {fetched[n]}" for n in asked if asked[n] > REQUESTS)


def test_every_page_fetches_its_style_and_a_script(fetched: Mapping[str, Fetched]) -> None:
    assert all(own.styles and own.scripts for own in fetched.values() if own is not fetched["embed"])
    assert [*fetched] == [one.name for one in TYPES]


def test_a_page_for_frames_fetches_its_small_style_and_nothing_else(fetched: Mapping[str, Fetched], site: Site) -> None:
    assert fetched["embed"] == ((site.assets["static/embed.css"],), (), ())
    assert _compressed(site.asset("embed.css")) < 0.4 * _compressed(site.asset("site.css"))
