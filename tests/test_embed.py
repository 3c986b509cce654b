"""The pages made for frames of other sites: the whole table, nothing that runs, a way to the page; the HTML to copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

import pytest
from built_site import BASE_URL, Site
from fidelity import INDUSTRIES, TAGS, Page, shortage_rows

from catalogue.hosts.policy import meta_policy

EVERY_LANGUAGE = pytest.mark.parametrize("lang", TAGS)


class _Frames(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def snippet(page: Page) -> str:
    """What a reader copies from an industry's page; empty if there is nothing to copy."""
    found = [one for one in page.all("pre") if "data-embed" in one.attrib]
    assert len(found) <= 1
    return "".join(found[0].itertext()) if found else ""


def frame(text: str) -> dict[str, Any]:
    """The attributes of the one element that the HTML has."""
    parser = _Frames()
    parser.feed(text)
    ((tag, attributes),) = parser.tags
    assert (tag, text) == ("iframe", text.strip())
    return attributes


def _pairs(site: Site, lang: str) -> Iterator[tuple[Page, Page]]:
    for id_ in INDUSTRIES:
        yield site.pages.at(f"{lang}/industries/{id_}/"), site.pages.at(f"{lang}/embed/industries/{id_}/")


def _row(page: Page, row: Any) -> tuple[str, str, str, str, str]:
    cells = [page.text(one) for one in row if one.attrib.get("class") in ("rank", "level-cell")]
    name = re.sub("(?: ?(?:Note|注))+$", "", page.text(page.one("th", row)))
    mark = "note-mark" in "".join(one.attrib.get("class", "") for one in row.iter())
    return (row.attrib["id"], name, page.one("data", row).attrib["value"], " ".join(cells), str(mark))


@EVERY_LANGUAGE
def test_it_shows_the_whole_table_of_its_industry(lang: str, site: Site) -> None:
    rows = 0
    for page, embedded in _pairs(site, lang):
        shown, whole = (
            [_row(one, row) for row in shortage_rows(one) if "id" in row.attrib] for one in (embedded, page)
        )
        assert shown == whole
        assert embedded.text(embedded.one("caption")) == page.text(page.one("caption"))
        rows += len(shown)
    assert rows == 288


@EVERY_LANGUAGE
def test_it_runs_nothing_and_holds_nothing_but_the_table_and_its_source(lang: str, site: Site) -> None:
    for page, embedded in _pairs(site, lang):
        assert not [one.tag for one in embedded.elements if one.tag in ("script", "form", "nav", "header", "button")]
        styles = [one.attrib["href"] for one in embedded.all("link", rel="stylesheet")]
        assert [urljoin(f"/{embedded.address}", one) for one in styles] == [f"/{site.assets['static/embed.css']}"]
        whole = {page.path, page.path.replace(f"{lang}/", f"{'en' if lang == 'zh' else 'zh'}/embed/", 1)}
        assert {(embedded.target(one.attrib["href"]) or ("", ""))[0] for one in embedded.anchors()} == whole
        for one in embedded.anchors():  # the other language stays in the frame, the page itself does not
            assert ("hreflang" in one.attrib) != (one.attrib.get("target") == "_top")
        text = embedded.text(embedded.main)
        document, ours = (
            text.index("温州制造业产业基础再造和产业链提升"),
            text.index("本站" if lang == "zh" else "Not an"),
        )
        assert document < ours, "the city's document comes first"
        assert meta_policy() in embedded.raw.decode()


@EVERY_LANGUAGE
def test_search_engines_know_the_industry_s_page_instead(lang: str, site_with_base: Site) -> None:
    sitemap = site_with_base.files["sitemap.xml"].decode()
    assert "/embed/" not in sitemap
    for id_ in INDUSTRIES:
        head = site_with_base.heads.at(f"{lang}/embed/industries/{id_}/")
        assert head.one("meta", name="robots").attrib["content"] == "noindex"
        assert head.one("link", rel="canonical").attrib["href"] == f"{BASE_URL}{lang}/industries/{id_}/"
        assert f"{BASE_URL}{lang}/industries/{id_}/" in sitemap


def test_what_is_kept_searched_or_listed_has_no_such_page(site: Site) -> None:
    assert len([path for path in site.files if "/embed/" in path]) == 2 * 18, "no twins either"
    for name in ("offline.json", "llms.txt", site.assets["static/search.json"]):
        assert b"/embed/" not in site.files[name], name


@EVERY_LANGUAGE
def test_each_industry_s_page_has_the_frame_to_copy(lang: str, site: Site, site_with_base: Site) -> None:
    for shown, start in ((site, "SITE/"), (site_with_base, BASE_URL)):
        for id_ in INDUSTRIES:
            page = shown.pages.at(f"{lang}/industries/{id_}/")
            attributes = frame(snippet(page))
            assert attributes["src"] == f"{start}{lang}/embed/industries/{id_}/"
            assert page.text(page.one("h1")).startswith(attributes["title"].partition(" – ")[0])
            assert attributes["loading"] == "lazy"
            assert "sandbox" not in attributes, "it would keep the style sheet out"
            assert int(attributes["height"]) > 44 * len(shortage_rows(page))
            assert ("SITE" in page.text(page.one("footer"))) == (not shown.base_url)
        if shown is site_with_base:
            break
        others = [
            path for path, page in shown.pages.items() if not re.fullmatch("../industries/[^/]+/index.html", path)
        ]
        assert len(others) > 400
        assert not [path for path in others if b"data-embed" in shown.files[path]]


@EVERY_LANGUAGE
def test_a_frame_goes_on_working_when_an_edition_drops_the_industry(lang: str, second: Site) -> None:
    ids = {path.split("/")[-2] for path in second.files if re.fullmatch(f"{lang}/embed/industries/.+/index.html", path)}
    gone = {id_ for id_ in INDUSTRIES if f"{lang}/2023/industries/{id_}/index.html" not in second.files}
    assert gone
    assert ids >= {*INDUSTRIES}
    for id_ in gone:
        text = second.pages.at(f"{lang}/embed/industries/{id_}/").words()
        assert any("2023" in one and "2020" in one for one in text), "it says that the current edition does not list it"


def test_hostile_names_stay_text() -> None:
    from catalogue.shown.embed import snippet as written

    title = """<b onload=x>"'&"""
    assert frame(written('https://example.org/"><script>', title, 3))["title"] == title
