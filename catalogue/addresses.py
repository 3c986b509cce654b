"""Addresses: where a page lies, and how one page links to another. No other module builds one.

A page's address is its folder: `en/roles/welder/` is served from `en/roles/welder/index.html`. Links are
relative, so that the site works in any folder of any host.
"""

from __future__ import annotations

from functools import lru_cache


def page_address(path: str, language: str = "", edition: str = "") -> str:
    """The folder of a page: `roles/welder/`, en, 2020 → `en/2020/roles/welder/`. The root is empty."""
    return "".join(f"{part}/" for part in (language, edition) if part) + path


def feed_address(language: str) -> str:
    """The Atom feed of a language."""
    return f"{language}/feed.xml"


def file_of(address: str) -> str:
    """The file that serves an address: `en/` → `en/index.html`; an address that names a file is that file."""
    return f"{address}index.html" if not address or address.endswith("/") else address


@lru_cache(1 << 14)  # the pages of a folder lead to the same ones
def _upwards(above: str, target: str) -> str:
    """A link to what lies outside the page's folder, of which the one above is named."""
    steps = "../"
    while not target.startswith(above):
        above = above[: above.rfind("/", 0, -1) + 1]
        steps += "../"
    return steps + target[len(above) :]


def relative(source: str, target: str, fragment: str = "") -> str:
    """A link between two addresses: `en/roles/`, `en/roles/welder/` → `welder/`."""
    folder = source[: source.rfind("/") + 1]
    if target.startswith(folder):
        link = target[len(folder) :]
    else:
        link = _upwards(folder[: folder.rfind("/", 0, -1) + 1], target)
    anchor = f"#{fragment}" if fragment else ""
    if not link:
        return anchor or "./"
    return link + anchor
