"""Each unpinned page has a twin in Markdown that says the same, every row included; `llms.txt` leads to them."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import markdown
import pytest
from built_site import BASE_URL, Pages, Site
from fidelity import TAGS, Page, fold, shortage_rows
from hypothesis import given
from hypothesis import strategies as st

from catalogue.pages import PAGE_TYPES
from catalogue.rendering.markdown_twin import escaped, markdown_of

WITHOUT = {"compare", "lookup", "not-found"}  # and what is made for frames
EXAMPLES = (
    "industries/chemicals/",
    "roles/mechanical-engineer/",
    "titles/",
    "matrix/",
    "isco/",
    "errata/",
    "about/",
    "data/",
    "",
)


def rendered(text: str) -> Page:
    """The twin as a reader of Markdown shows it."""
    reader = markdown.Markdown(extensions=["tables", "fenced_code"])
    reader.ESCAPED_CHARS.append("~")  # CommonMark knows it, too
    html = reader.convert(text)
    return Page("index.html", f'<!doctype html><html lang="en"><title>t</title><main>{html}</main></html>'.encode())


def _words(element: Element) -> str:
    """What is written in a cell, the numbers of pictures left out."""
    if element.tag.endswith("svg"):
        return ""
    return (element.text or "") + "".join(_words(child) + (child.tail or "") for child in element)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_unpinned_page_with_something_to_read_has_its_twin(site: Site) -> None:
    for path, raw in site.files.items():
        if path.endswith("/index.html") and re.match("(?:zh|en)/", path):
            kind = raw.split(b'data-page="', 1)[1].split(b'"', 1)[0].decode()
            has = f"{path.removesuffix('index.html')}index.md" in site.files
            assert has == ("/2020/" not in path and kind not in {*WITHOUT, "embed"}), path
            named = b'<link rel="alternate" type="text/markdown" href="index.md">' in raw
            assert named == has, path
    assert {one.name for one in PAGE_TYPES} >= WITHOUT


@pytest.mark.parametrize("lang", TAGS)
@pytest.mark.parametrize("folder", EXAMPLES)
def test_a_twin_has_every_row_heading_and_link_of_its_page(lang: str, folder: str, site: Site) -> None:
    page = site.pages[f"{lang}/{folder}index.html"]
    twin = rendered(site.files[f"{lang}/{folder}index.md"].decode())
    for tag in ("h1", "h2", "h3"):
        assert [_squeezed(twin.text(one)) for one in twin.all(tag)] == [
            _squeezed(page.text(one)) for one in page.all(tag, page.main) if "hidden" not in page.parents[one].attrib
        ]
    rows = [
        [_squeezed(_words(cell)) for cell in row]
        for row in page.all("tr", page.main)
        if row.attrib.get("class") != "running"
    ]
    assert [[_squeezed(twin.text(cell)) for cell in row] for row in twin.all("tr")] == rows
    shown = {one.attrib["href"] for one in twin.anchors(twin.main)}
    left_out = {a.attrib["href"] for nav in page.all("nav", page.main) for a in page.anchors(nav)}
    pictures = {
        a.attrib["href"] for svg in page.elements if svg.tag.endswith("svg") for a in svg.iter() if "href" in a.attrib
    }
    for anchor in page.anchors(page.main):
        href = anchor.attrib["href"]
        assert href in shown | left_out | pictures, href


@pytest.mark.parametrize("lang", TAGS)
def test_a_twin_shows_every_figure(lang: str, site: Site) -> None:
    paths = [path for path in site.files if re.fullmatch(rf"{lang}/(?:industries|roles)/[a-z0-9-]+/index\.md", path)]
    assert len(paths) == 18 + 94
    for path in paths:
        page = site.pages[path.replace(".md", ".html")]
        lines = [line for line in site.files[path].decode().splitlines() if re.search(r"\| \d\.\d{4} \|", line)]
        assert len(lines) == len(shortage_rows(page)), path
        for row, line in zip(shortage_rows(page), lines, strict=True):
            assert page.text(page.one("data", row)) in line


def test_a_twin_says_whose_it_is(site: Site, site_with_base: Site) -> None:
    for shown in (site, site_with_base):
        for path in ("en/roles/mechanical-engineer/index.md", "zh/index.md"):
            end = shown.files[path].decode().rpartition("\n---\n")[2]
            assert ("not an official website" in end) or ("不是官方网站" in end)
            assert (f"<{BASE_URL}{path.removesuffix('index.md')}>" in end) == bool(shown.base_url)


def test_llms_txt_leads_to_every_industry_and_role_in_both_languages(site: Site, site_with_base: Site) -> None:
    for shown in (site, site_with_base):
        text = shown.files["llms.txt"].decode()
        assert re.match(r"# .+\n\n> .+\n\n", text)
        targets = re.findall(r"\]\(<([^>]+)>\)", text)
        assert all(one.startswith(shown.base_url) for one in targets)
        files = {one.removeprefix(shown.base_url) for one in targets}
        assert files <= shown.files.keys()
        assert len([one for one in files if re.search(r"/(?:industries|roles)/[a-z0-9-]+/", one)]) == 2 * (18 + 94)


_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1)
HOSTILE = (
    "*a* _b_ `c`",
    "[x](javascript:y)",
    "<script>x</script>",
    "a | b",
    "# a",
    "1. a",
    "1) a",
    "- a",
    "+ a",
    "= a",
    "> a",
    "![x](y)",
    "&lt;b&gt; &amp;",
    "\\",
    "~~a~~",
    "---",
    "***",
    "[a]: b",
    "a\\|b",
    "``` x",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "place",
    [
        "<p>{}</p>",
        "<ul><li>{}</li></ul>",
        "<h1>{}</h1>",
        '<p><a href="x/">{}</a></p>',
        "<table><caption>c</caption><tr><th>{}</th></tr><tr><td>{}</td></tr></table>",
    ],
)
def test_hostile_names_stay_names(text: str, place: str) -> None:
    html = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    twin = rendered(markdown_of(f"<main>{place.replace('{}', html)}</main>"))
    assert fold(text) in twin.text(twin.main)
    assert not [
        one
        for one in twin.elements
        if one.tag in ("em", "strong", "code", "script", "b", "img", "hr", "del", "blockquote", "pre")
    ]
    assert [one.attrib["href"] for one in twin.anchors()] == (["x/"] if "href" in place else [])


@given(_TEXTS)
def test_no_text_is_a_mark(text: str) -> None:
    """Python's Markdown knows fewer escapes than CommonMark: of those that it knows, the text comes back."""
    shown = rendered(f"x {escaped(text)} x")
    assert not [
        one
        for one in shown.elements
        if one.tag not in ("html", "head", "title", "body", "main", "p", "{http://www.w3.org/1999/xhtml}html")
    ]


def test_what_a_reader_of_text_can_t_use_is_left_out(pages: Pages, site: Site) -> None:
    text = site.files["en/industries/chemicals/index.md"].decode()
    assert "Each mark is a row" not in text
    assert "Printed order" not in text
    assert "This page is a transcription, not an official certificate" not in text
