"""What machines read of the whole site: `robots.txt`, a web manifest and, with a base URL, `sitemap.xml`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape

from ..fields import Texts
from ..pages import Page
from ..site import ASSETS


def discovery_files(pages: Iterable[Page], base_url: str) -> Iterator[tuple[str, bytes]]:
    """A sitemap's addresses must be absolute, so without a base URL there is none."""
    lines = ["User-agent: *", "Allow: /"]
    if base_url:
        lines.append(f"Sitemap: {base_url}sitemap.xml")
        yield "sitemap.xml", _sitemap(_canonical(list(pages)), base_url)
    yield "robots.txt", ("\n".join(lines) + "\n").encode()


def _canonical(pages: list[Page]) -> list[str]:
    """Addresses that stand for themselves: a page pinned to the current edition is known by its unpinned one."""
    current = {page.edition.id for page in pages if not page.pinned and not page.dropped}
    return [
        page.address
        for page in pages
        if page.type.name != "not-found" and not (page.pinned and page.edition.id in current)
    ]


def _sitemap(addresses: list[str], base_url: str) -> bytes:
    urls = "".join(f"<url><loc>{escape(base_url + address)}</loc></url>\n" for address in ["", *addresses])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    ).encode()


def manifest_files(site_name: Texts) -> Iterator[tuple[str, bytes]]:
    """For phones that keep the site on their home screen; it opens the chooser."""
    manifest = {
        "name": " ".join(site_name.values()),
        "short_name": site_name.zh,
        "start_url": "../",
        "scope": "../",
        "display": "browser",
        "icons": [{"src": "./icon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    yield f"{ASSETS}site.webmanifest", json.dumps(manifest, ensure_ascii=False, indent=1).encode()
