"""Whatever stands in the data: refused with its place, or shown as the text it is, in every form of the site."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Container, Iterator
from pathlib import Path

import html5lib
import lxml.etree
import lxml.html
import pytest
from built_site import BASE_URL, DATA, plain
from golden.fixture import EXAMPLES, make_data
from hostile import EVIL, hostile_data
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mistakes import found_in
from rdflib import Graph, URIRef

import build
from catalogue.building import making
from catalogue.pages import PAGE_TYPES
from catalogue.problems import Problem
from catalogue.prose import read_prose
from catalogue.rendering.markup import prose_html
from catalogue.rendering.site_check import Fault, SiteCheck

Files = dict[str, bytes]
Kinds = set[tuple[str, str]]
ADDRESSES = {"href", "src", "action", "formaction", "srcset", "poster", "data", "xlink:href", "content"}


def of_language(fault: Fault) -> bool:
    """The tail is English wherever it stands; that no template is to blame for."""
    return " in a part marked as " in fault.message


class CheckOfTheRest(SiteCheck):
    def faults(self, files: Container[str]) -> list[Fault]:
        return [fault for fault in super().faults(files) if not of_language(fault)]


@pytest.fixture(scope="module")
def tailed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Files, set[str]]:
    """A site in which every text that the check lets through has the hostile tail, and those texts."""
    data, texts = hostile_data(tmp_path_factory.mktemp("hostile"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "SiteCheck", CheckOfTheRest)
        return build.site_files(data, BASE_URL), texts


@pytest.fixture(scope="module")
def hostile(tailed: tuple[Files, set[str]]) -> Files:
    return tailed[0]


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The same site without the tail."""
    return build.site_files(make_data(DATA, tmp_path_factory.mktemp("harmless") / "data"), BASE_URL)


def _of(files: Files, *endings: str) -> Iterator[tuple[str, bytes]]:
    found = [(path, raw) for path, raw in files.items() if path.endswith(endings)]
    assert found, endings
    yield from found


def _kinds(root: lxml.etree._Element) -> Kinds:
    """Each element with each of its attributes."""
    return {(str(one.tag), str(name)) for one in root.iter() for name in ("", *one.attrib)}


def _addresses(root: lxml.etree._Element) -> Iterator[str]:
    for one in root.iter():
        for name, value in one.attrib.items():
            if name in ADDRESSES and (name, one.tag) != ("content", "meta"):
                yield re.sub(r"[\s\x00-\x1f]", "", str(value)).lower()


# --- every template ---------------------------------------------------------------------------------------------------


def test_the_tail_is_on_texts_of_every_kind_and_every_page_shows_it(tailed: tuple[Files, set[str]]) -> None:
    files, texts = tailed
    assert {
        "风筝设计师",
        "Kite designer",
        "kite artist",
        "灯笼产业",
        "Lantern industry",
        "非常紧缺",
        "Severe shortage",
    } <= texts
    assert len(texts) > 900
    for path, raw in _of(files, ".html"):
        if path.startswith(("zh/", "en/")) and b'http-equiv="refresh"' not in raw:
            assert EVIL in " ".join(lxml.html.document_fromstring(raw.decode()).itertext()), path


def test_no_element_attribute_or_scheme_comes_from_the_data(hostile: Files, harmless: Files) -> None:
    ours: Kinds = set()
    for _, raw in _of(harmless, ".html"):
        ours |= _kinds(lxml.html.document_fromstring(raw.decode()))
    for path, raw in _of(hostile, ".html"):
        root = lxml.html.document_fromstring(raw.decode())
        assert _kinds(root) <= ours, path
        assert not [one for one in _addresses(root) if one.startswith("javascript:") or f"<{EVIL}" in one], path


def test_a_browsers_way_of_parsing_finds_none_either(hostile: Files, harmless: Files) -> None:
    """html5lib repairs as browsers do, but takes its time: a page of each type."""
    paths = [one.path for one in PAGE_TYPES if "{id}" not in one.path] + list(EXAMPLES)
    for path in (f"en/{path}index.html" for path in paths):
        ours, theirs = (
            _kinds(html5lib.parse(files[path], treebuilder="lxml", namespaceHTMLElements=False).getroot())
            for files in (harmless, hostile)
        )
        assert not {kind for kind in theirs if EVIL in "".join(kind)}, path
        assert {tag for tag, _ in theirs} <= {tag for tag, _ in ours} | {"span", "wbr"}, path


# --- every other form ---------------------------------------------------------------------------------------------------


def test_twins_in_markdown_have_neither_markup_nor_links_from_the_data(hostile: Files, harmless: Files) -> None:
    reader = MarkdownIt("commonmark").enable("table")
    reader.validateLink = lambda _: True  # it would leave out what is looked for
    for path, raw in _of(hostile, ".md", "llms.txt"):
        root = lxml.html.fragment_fromstring(reader.render(raw.decode()), create_parent=True)
        assert not [kind for kind in _kinds(root) if EVIL in "".join(kind)], path
        assert not [one for one in _addresses(root) if one.startswith("javascript:")], path
        links, wanted = (files[path].decode().count("](<") for files in (hostile, harmless))
        assert links == wanted, path


def test_xml_is_well_formed_and_has_only_our_elements(hostile: Files, harmless: Files) -> None:
    for path, raw in _of(hostile, ".xml", ".svg"):
        ours = harmless.get(path, raw)
        assert _kinds(lxml.etree.fromstring(raw)) == _kinds(lxml.etree.fromstring(ours)), path


def test_json_has_the_keys_that_it_should(hostile: Files, harmless: Files) -> None:
    def keys(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            yield from value
        for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from keys(one)

    assets = {plain(path): path for path in harmless}
    for path, raw in _of(hostile, ".json", ".jsonld", ".webmanifest"):
        ours = harmless[path if path in harmless else assets[plain(path)]]
        assert {key for key in keys(json.loads(raw)) if EVIL in key} == set(), path
        assert set(keys(json.loads(raw))) == set(keys(json.loads(ours))) or "search" in path, path


def test_csv_has_its_rows_and_columns_and_no_cell_that_a_spreadsheet_computes(hostile: Files, harmless: Files) -> None:
    for path, _ in _of(hostile, ".csv"):
        rows, ours = (list(csv.reader(io.StringIO(files[path].decode(), newline=""))) for files in (hostile, harmless))
        assert [len(row) for row in rows] == [len(row) for row in ours], path
        assert not [cell for row in rows for cell in row if cell.lstrip().startswith(tuple("=+-@＝＋－＠"))], path


def test_linked_data_names_nothing_that_is_not_ours(hostile: Files, harmless: Files) -> None:
    (turtle,) = (path for path, _ in _of(hostile, ".ttl") if "/latest/" in path)
    named, ours = (
        {
            node
            for triple in Graph().parse(data=files[turtle], format="turtle")
            for node in triple
            if isinstance(node, URIRef)
        }
        for files in (hostile, harmless)
    )
    assert named == ours


def test_what_hosts_read_has_nothing_of_the_data(hostile: Files, harmless: Files) -> None:
    for path in ("_headers", "robots.txt"):
        assert hostile[path] == harmless[path]
    for path, raw in _of(hostile, ".js", ".css"):
        assert EVIL.encode() not in raw, path


# --- what is refused ------------------------------------------------------------------------------------------------

IDS = (
    "../x", "..", ".", "a/b", "a\\b", "a\0b", "con", "CON", "nul", "com1", "lpt9", "a.", "a ", ".a", "-a", "a--b",
    "a%2e", "ａ", "x\u202e", "", "~", "a\n", "A", "a" * 3_000, "a:b", "a?b", "a#b", "é",
)  # fmt: skip
FIELDS = {  # where a text stands, and what is written there
    "role": ("roles.yaml", "en: Kite designer\n", "en: {}\n"),
    "alias": ("roles.yaml", "kite artist", "{}"),
    "industry": ("industries.yaml", "en: Kite industry", "en: {}"),
    "level": ("2001/edition.yaml", "en: Severe shortage", "en: {}"),
    "note": ("2001/errata.yaml", "    en: According", "    en: {} # According"),
    "correction": ("corrections.yaml", 'en: "Sample: our English was corrected."', "en: {}"),
    "group": ("crosswalks/isco-08.yaml", "en: Product designers,", "en: {},"),
    "word": ("words/en.yaml", "  footer: Footer\n", "  footer: {}\n"),
    "site": ("site.yaml", "en: Cloudtop shortage-talent catalogue", "en: {}"),
    "id": ("roles.yaml", "id: kite-designer", "id: {}"),
    "industry id": ("2001/industries/kites.yaml", "industry: kites", "industry: {}"),
    "edition": ("site.yaml", 'edition: "2001"', "edition: {}"),
    "page": ("corrections.yaml", "page: roles/kite-designer/", "page: {}"),
}
UNSEEN = (
    "\0\x01\x08\t\x0b\x1b\x7f\x85\u00ad\u061c\u200b\u200e\u200f\u2028\u202a\u202e\u2066\u2069\ufeff\ue000\U000e0041"
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_data(DATA, tmp_path_factory.mktemp("refused") / "data")


def _found(data: Path, field: str, text: str, escaped: bool = True) -> list[Problem]:
    """What is found wrong when a text stands in the place of a field."""
    file, old, new = FIELDS[field]
    path = data / file
    before = path.read_text(encoding="utf-8")
    assert before.count(old), field
    line = before[: before.index(old)].count("\n") + 1
    written = json.dumps(text, ensure_ascii=escaped)
    path.write_text(before.replace(old, new.replace("{}", written), 1), encoding="utf-8", newline="")
    try:
        found = list(found_in(data))
    finally:
        path.write_text(before, encoding="utf-8")
    assert not found or (str(path), line) in {one.position[:2] for one in found}, found
    for one in found:
        assert len(str(one)) < 600 + len(str(data))
        assert str(one).isprintable()
    return found


@pytest.mark.parametrize("field", ["id", "industry id", "edition", "page"])
def test_no_path_in_the_place_of_an_id(field: str, data: Path) -> None:
    for text in IDS if field == "id" else IDS[::4]:
        assert _found(data, field, text), text


@pytest.mark.parametrize("field", FIELDS)
def test_no_text_is_longer_than_a_page_can_show(field: str, data: Path) -> None:
    (problem,) = [one for one in _found(data, field, "long " * 200_000 + "x") if "Shorten it." in one.hint]
    assert "1,000,001 characters" in problem.message


@settings(max_examples=25)
@given(
    st.sampled_from(sorted(FIELDS)),
    st.text(alphabet="Kab ", max_size=3),
    st.sampled_from(UNSEEN),
    st.text(alphabet="abc<>&\"'", max_size=3),
    st.booleans(),
)
@example("word", "", "\u202e", "", True)
@example("site", "K", "\0", "b", False)
def test_what_no_reader_could_see_is_refused_written_or_as_an_escape(
    data: Path, field: str, before: str, sign: str, after: str, escaped: bool
) -> None:
    found = _found(data, field, before + sign + after, escaped)
    assert any("U+" in one.message for one in found) or (found and escaped), found


@pytest.mark.parametrize("sign", "=+-@＝")
@pytest.mark.parametrize("field", ["role", "alias", "industry", "level", "note", "group"])
def test_what_a_spreadsheet_computes_is_refused(field: str, sign: str, data: Path) -> None:
    assert any(
        "formula" in one.message or "contains" in one.message for one in _found(data, field, f"{sign}HYPERLINK(1)")
    )


# --- prose --------------------------------------------------------------------------------------------------------------

PIECES = (
    "[a]", "(javascript:x)", "<javascript:x>", "[a]: javascript:x", "> ", "- ", "1. ", "\n", "\n\n", "    ", "`", "``", "<",
    "x>", "<img src=x>", "&lt;", "*", "_", "![a]", "(", "https://a.example", ")", '"t"', "[a]:", "\\", "javascript&#58;x",
    "page:about", "mailto:a@b", "<a@b.example>", "[[a]", "]", " ", "'", '" onx="1', '(page:about "t")', "# ", "---", "===",
    "[a][a]", "[a]:\n", "<https://a.example>", "(data:x)", "{: onx=1}", "<!--", "(\n", "(<", "java\nscript:x", "(//e.example)",
    "JaVaScRiPt:x", "(x:y)", "<x-y", "{roles}",
)  # fmt: skip
SAFE = {
    ("a", "href"), ("a", "title"), *((tag, "") for tag in (
        "div", "p", "a", "li", "ol", "ul", "code", "pre", "h1", "h2", "blockquote", "hr", "br", "em", "strong", "span",
    )),
}  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join))
@example("[a][a]\n\n- [a]: javascript:x")
@example("> [a]: javascript:x\n\n![a]")
@example("![a](https://a.example/x.png)")
def test_prose_is_refused_with_a_place_or_harmless(text: str) -> None:
    problems: list[Problem] = []
    prose = read_prose(f"# T\n{text}".encode(), "f.md", problems)
    assert all(one.position.file == "f.md" for one in problems)
    if prose and not problems:
        html = prose_html(prose.filled({"roles": 94}), "en", "zh-Hans", lambda name: f"../{name}/")
        root = lxml.html.fragment_fromstring(html, create_parent="div")
        assert _kinds(root) <= SAFE | {("span", "lang")}
        assert all(one.startswith(("https://", "http://", "mailto:", "#", "../")) for one in _addresses(root))
