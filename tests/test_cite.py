"""How a page is cited: the city's document first, our page second by its pinned address, and nothing invented."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest
import yaml
from built_site import BASE_URL, DATA, Pages, Site
from fidelity import Page, Source
from hypothesis import given
from hypothesis import strategies as st

from catalogue.fields import Texts
from catalogue.link import link
from catalogue.linked import Edition
from catalogue.load import load
from catalogue.pages import PAGE_TYPES
from catalogue.shown.citations import FIRST_DOCUMENT, Cited

ROOT = Path(__file__).resolve().parent.parent
FORMS = ("GB/T 7714", "APA", "BibTeX", "RIS")
PINNED = {one.name for one in PAGE_TYPES if one.pinned}


def citations(page: Page) -> dict[str, str]:
    """What the cite box of a page says, by form; line ends are kept."""
    boxes = [one for one in page.all("details") if one.attrib.get("class") == "cite"]
    if not boxes:
        return {}
    terms, texts = page.all("dt", boxes[0]), page.all("dd", boxes[0])
    return {page.text(dt): "".join(dd.itertext()).strip() for dt, dd in zip(terms, texts, strict=True)}


def read_bibtex(text: str) -> list[dict[str, str]]:
    """Entries with their fields. Strict: braces pair, every field is `name = {…}`, and nothing is left over."""
    entries, at = [], 0
    while at < len(text):
        head = re.compile(r"@([a-z]+)\{([A-Za-z0-9-]+),\n").match(text, at)
        assert head, text[at : at + 40]
        entry, at = {"type": head[1], "key": head[2]}, head.end()
        while not text.startswith("}", at):
            field = re.compile(r"  ([a-z]+) = \{").match(text, at)
            assert field, text[at : at + 40]
            at = start = field.end()
            depth = 1
            while depth:
                if text[at] == "\\":
                    at += 1
                elif text[at] in "{}":
                    depth += 1 if text[at] == "{" else -1
                at += 1
            assert field[1] not in entry, field[1]
            entry[field[1]] = text[start : at - 1]
            at = re.compile(r",?\n").match(text, at).end()  # type: ignore[union-attr]
        entries.append(entry)
        at += 1
        if at < len(text):
            assert text[at] == "\n"
            at += 1
    return entries


def read_ris(text: str) -> list[dict[str, str]]:
    """Records with their tags. Strict: `XX  - value` on each line, from TY to ER."""
    records: list[dict[str, str]] = []
    open_ = False
    for line in text.split("\n"):
        match = re.fullmatch(r"([A-Z][A-Z0-9])  -(?: (.*))?", line)
        assert match, line
        tag, value = match[1], match[2] or ""
        assert open_ != (tag == "TY"), line
        if tag == "TY":
            records.append({})
            open_ = True
        elif tag == "ER":
            open_ = False
        assert tag not in records[-1], line
        records[-1][tag] = value
    assert not open_
    return records


def plain(tex: str) -> str:
    """What TeX prints of a text that we escaped; fails on a command that we do not write."""
    names = {"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^"}
    inner = tex.removeprefix("{").removesuffix("}")
    return re.sub(r"\\([a-z]+)\{\}|\\([&%$#_{}])", lambda match: names[match[1]] if match[1] else match[2], inner)


def test_every_page_with_a_pinned_address_has_a_cite_box_and_no_other(pages: Pages) -> None:
    for path, page in pages.items():
        if path.endswith("404.html") or path == "index.html":
            continue
        found = citations(page)
        assert tuple(found) == (FORMS if page.main.attrib.get("data-page") in PINNED else ()), path
        assert not [one for one in page.all("details") if one.attrib.get("class") == "cite" and "open" in one.attrib]


def test_the_document_comes_first_then_this_page_by_its_pinned_address(site_with_base: Site, source: Source) -> None:
    second = source.second_title
    first = source.first_title + source.version
    for name in ("en/roles/welder/", "zh/roles/rd-technologist/", "en/2020/titles/", "zh/certificates/", "en/isco/"):
        path = f"{name}index.html"
        if path not in site_with_base.pages:
            continue
        page = site_with_base.pages[path]
        lang = path[:2]
        pinned = (
            page.address
            if "/2020/" in path
            else path.replace(f"{lang}/", f"{lang}/2020/", 1).removesuffix("index.html")
        )
        document = first if page.main.attrib["data-page"] in FIRST_DOCUMENT else second
        found = citations(page)
        for form in ("GB/T 7714", "APA"):
            own = BASE_URL + re.sub("^(zh|en)", "zh" if form.startswith("GB") else "en", pinned)
            assert 0 <= found[form].index(document) < found[form].index(own), (path, form)
        entries, records = read_bibtex(found["BibTeX"]), read_ris(found["RIS"])
        assert plain(entries[0]["title"]) == records[0]["TI"] == document
        assert entries[1]["url"] == records[1]["UR"] == BASE_URL + pinned
        assert entries[1]["related"] == entries[0]["key"]


def test_nothing_is_invented(pages: Pages, edition: Edition) -> None:
    """The document has no date and no person; our page has the day of our last change and nobody's name."""
    for path, page in pages.items():
        found = citations(page)
        if not found:
            continue
        assert found["GB/T 7714"].startswith("温州市. ")
        assert "[引用日期]" in found["GB/T 7714"], path
        assert found["APA"].startswith("City of Wenzhou. (n.d.). "), path
        (document, own), (record, own_record) = read_bibtex(found["BibTeX"]), read_ris(found["RIS"])
        assert not {"year", "date", "url", "month"} & document.keys()
        assert not {"PY", "DA", "UR"} & record.keys()
        assert own["date"] == own_record["DA"].replace("/", "-") == edition.dated
        assert "url" not in own, "without a base URL there is no address to give"


def test_titles_are_those_of_the_page(pages: Pages) -> None:
    for path, page in pages.items():
        if found := citations(page):
            title = page.title.split(" – ")[0]
            assert plain(read_bibtex(found["BibTeX"])[1]["title"]) == title, path
            assert read_ris(found["RIS"])[1]["TI"] == title, path


@functools.cache
def _edition() -> Edition:
    return link(load(DATA)).current


_ADDRESSES = Texts({"zh": "https://example.org/zh/", "en": "https://example.org/en/"})
_TITLES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1)


@given(_TITLES)
def test_any_title_can_be_read_back(title: str) -> None:
    edition = _edition()
    texts = Texts({"zh": title, "en": title})
    cited = Cited(edition, "role", "welder", texts, texts, _ADDRESSES, True, "")
    assert plain(read_bibtex(cited.bibtex("en"))[1]["title"]) == title
    assert read_ris(cited.ris("en"))[1]["TI"] == title


@pytest.mark.parametrize(
    "broken", ["@misc{a,\n  title = {x\n}", "@misc{a,\n  title = x\n}", "@misc{a,\n  title = {x}}\n}", "misc"]
)
def test_the_reader_of_bibtex_refuses_what_is_broken(broken: str) -> None:
    with pytest.raises((AssertionError, IndexError, AttributeError)):
        read_bibtex(broken)


@pytest.mark.parametrize("broken", ["TI  - x\nER  - ", "TY  - ELEC\nTI - x\nER  - ", "TY  - ELEC\nTI  - x"])
def test_the_reader_of_ris_refuses_what_is_broken(broken: str) -> None:
    with pytest.raises((AssertionError, IndexError)):
        read_ris(broken)


def test_the_repository_says_how_to_cite_it(source: Source) -> None:
    """CITATION.cff names no person: only what the project and the documents themselves say."""
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cff["cff-version"] == "1.2.0"
    assert {"title", "message", "authors"} <= cff.keys()
    people = [*cff["authors"], *(one for reference in cff["references"] for one in reference["authors"])]
    assert all(set(one) == {"name"} for one in people)
    assert {one["title"] for one in cff["references"]} == {source.second_title, source.first_title + source.version}
