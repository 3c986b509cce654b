"""The real site's draft with a catalogue several times as large, and those of its pages that the bench builds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

import build  # noqa: E402
from catalogue.files.assets import icon  # noqa: E402
from catalogue.files.late import LateFiles  # noqa: E402
from catalogue.linked import Catalogue  # noqa: E402
from catalogue.pages import PAGE_TYPES, Page  # noqa: E402
from catalogue.render import Renderer  # noqa: E402
from catalogue.site import Site  # noqa: E402

from larger import larger  # isort: skip  # noqa: E402
from peer_data import TYPES  # isort: skip  # noqa: E402


def scaled(times: int, multiplied: Callable[[Catalogue, int], Catalogue] = larger) -> build.WholeSite:
    """The whole site, its data read and checked once and then multiplied."""
    sources, catalogue, moved = build.checked(ROOT / "data")
    return build.WholeSite((sources, multiplied(catalogue, times), moved))


def pages_alone(times: int, assets: dict[str, str]) -> Renderer:
    """The same without search index and exports, which the peers do not make; `assets` are the hashed paths."""
    sources, catalogue, _ = build.checked(ROOT / "data")
    assert sources.site
    words, name = sources.words, sources.site.name.text
    none = LateFiles(dict)
    site = Site(larger(catalogue, times), name, words, sources.prose, "", icon(ROOT / "static"), {}, assets, none)
    return Renderer(ROOT / "templates", site)


def pages_of(site: Site) -> list[Page]:
    """Industries, roles, title categories and their lists, in both languages, as readers first meet them."""
    edition = site.catalogue.current
    return [
        Page(page_type, language, edition, False, record)
        for language in site.words
        for page_type in PAGE_TYPES
        if page_type.name in TYPES
        for record in page_type.records(edition)
    ]
