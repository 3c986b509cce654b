"""Independent readers of what goes in (the official text) and of what comes out (the finished pages).

Shares no code with the site builder: the official text is cut up with plain string work, a page is parsed
by html5lib. What the two say is compared by the tests.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib

# From DESIGN.md, in the document's order.
INDUSTRIES = (
    "electrical", "footwear", "apparel", "auto-parts", "pumps-and-valves", "digital-economy", "intelligent-equipment",
    "life-and-health", "new-energy-connected-vehicles", "new-materials", "packaging-and-printing", "hardware",
    "chemicals", "household-goods", "culture", "luggage", "eyewear", "pens",
)  # fmt: skip
TAGS = {"zh": "zh-Hans", "en": "en"}
EDITIONS = ("", "2020/")  # unpinned pages, pages pinned to the edition


# --- the official text -------------------------------------------------------------------------------------

_ARTEFACT = "[bookmark: _GoBack]"
_ONES = "一二三四五六七八九"


class SourceRow(NamedTuple):
    rank: str
    title: str
    index: str
    level: str


class SourceTable(NamedTuple):
    number: str
    name: str
    columns: tuple[str, ...]
    rows: tuple[SourceRow, ...]


class SourceCategory(NamedTuple):
    number: str
    name: str
    lead: str
    majors: tuple[str, ...]
    ending: str

    @property
    def line(self) -> str:
        return f"（{self.number}）{self.name}。{self.lead}{'、'.join(self.majors)}{self.ending}。"


class SourceList(NamedTuple):
    heading: str
    names: tuple[str, ...]
    ending: str

    @property
    def line(self) -> str:
        return f"{'、'.join(self.names)}{self.ending}。"


class Source(NamedTuple):
    """The official text, cut into its parts."""

    annex: str
    first_title: str
    version: str
    titles_heading: str
    categories: tuple[SourceCategory, ...]
    qualifications: SourceList
    certificates: SourceList
    second_title: str
    tables: tuple[SourceTable, ...]
    note: str

    @property
    def rows(self) -> list[SourceRow]:
        return [row for table in self.tables for row in table.rows]

    @property
    def titles(self) -> list[str]:
        """Every role title once, in the order of its first row."""
        return list(dict.fromkeys(row.title for row in self.rows))

    @property
    def levels(self) -> set[str]:
        return {row.level for row in self.rows}

    def reprinted(self) -> list[str]:
        """The lines of the text made again from its parts: nothing was skipped if they are those that came."""
        lines = [self.annex, self.first_title, self.version, self.titles_heading]
        lines += [category.line for category in self.categories]
        for listed in (self.qualifications, self.certificates):
            lines += [listed.heading, listed.line]
        lines.append(self.second_title)
        for table in self.tables:
            lines += [f"{table.number}、{table.name}", *table.columns]
            lines += [cell for row in table.rows for cell in row]
        return [*lines, self.note]


def numeral(number: int) -> str:
    """1–19 as the document counts: 12 → 十二."""
    return (_ONES[number - 1]) if number < 10 else "十" + (_ONES[number - 11] if number > 10 else "")


def source_lines(text: str) -> list[str]:
    """Lines that have text, the word processor's artefact left out."""
    stripped = (line.replace(_ARTEFACT, "").strip() for line in text.split("\n"))
    return [line for line in stripped if line]


def split_names(text: str) -> list[str]:
    """Names between 、, but not within brackets: `钳工（工具、装配）、车工` is two."""
    names, depth = [""], 0
    for char in text:
        depth += (char == "（") - (char == "）")
        if char == "、" and not depth:
            names.append("")
        else:
            names[-1] += char
    return names


def _listed(text: str) -> tuple[tuple[str, ...], str]:
    assert text.endswith("。"), text
    text = text.removesuffix("。")
    ending = "等" if text.endswith("等") else ""
    return tuple(split_names(text.removesuffix(ending))), ending


def _category(line: str, number: str) -> SourceCategory:
    head = f"（{number}）"
    assert line.startswith(head), line
    name, rest = line.removeprefix(head).split("。", 1)
    lead = "包括" if rest.startswith("包括") else ""
    return SourceCategory(number, name, lead, *_listed(rest.removeprefix(lead)))


def read_source(text: str) -> Source:
    """The official text's parts; an AssertionError where it is not built as expected."""
    lines = source_lines(text)
    annex, first_title, version, titles_heading = lines[:4]
    at = 4
    categories = []
    while lines[at].startswith("（"):
        categories.append(_category(lines[at], numeral(len(categories) + 1)))
        at += 1
    qualifications = SourceList(lines[at], *_listed(lines[at + 1]))
    certificates = SourceList(lines[at + 2], *_listed(lines[at + 3]))
    second_title = lines[at + 4]
    at += 5
    tables: list[SourceTable] = []
    while not lines[at].startswith("说明"):
        number = numeral(len(tables) + 1)
        head = f"{number}、"
        assert lines[at].startswith(head), f"{lines[at]!r} where table {number} should begin"
        name, columns = lines[at].removeprefix(head), tuple(lines[at + 1 : at + 5])
        at += 5
        rows: list[SourceRow] = []
        while lines[at] == str(len(rows) + 1):
            rows.append(SourceRow(*lines[at : at + 4]))
            at += 4
        tables.append(SourceTable(number, name, columns, tuple(rows)))
    assert at == len(lines) - 1, f"text after the note: {lines[at + 1 :]}"
    return Source(
        annex, first_title, version, titles_heading, tuple(categories), qualifications, certificates,
        second_title, tuple(tables), lines[at],
    )  # fmt: skip


# --- a finished page -----------------------------------------------------------------------------------------

_SILENT = {"script", "style", "template", "noscript"}
_URL_ATTRIBUTES = ("href", "src", "action", "formaction", "poster", "data")


class Run(NamedTuple):
    """One text node: its words, the language in force, and the element around it."""

    text: str
    lang: str
    element: Element


class Link(NamedTuple):
    tag: str
    attribute: str
    value: str
    element: Element


@dataclass(frozen=True)
class Page:
    """A parsed page; `path` is its file in the site."""

    path: str
    raw: bytes

    @cached_property
    def _parsed(self) -> tuple[Element, list[str]]:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        root = parser.parse(self.raw, transport_encoding="utf-8")
        return root, [f"{place}: {code} {values}" for place, code, values in parser.errors]

    @property
    def root(self) -> Element:
        return self._parsed[0]

    @property
    def errors(self) -> list[str]:
        """What a strict parser complains about."""
        return self._parsed[1]

    @property
    def address(self) -> str:
        """`en/roles/index.html` is served at `en/roles/`."""
        return self.path.removesuffix("index.html")

    @cached_property
    def elements(self) -> list[Element]:
        return [element for element in self.root.iter() if isinstance(element.tag, str)]

    @cached_property
    def parents(self) -> dict[Element, Element]:
        return {child: parent for parent in self.elements for child in parent}

    @cached_property
    def ids(self) -> list[str]:
        return [element.attrib["id"] for element in self.elements if "id" in element.attrib]

    @cached_property
    def languages(self) -> dict[Element, str]:
        """The language in force in each element."""
        found: dict[Element, str] = {}
        for element in self.elements:
            inherited = found[self.parents[element]] if element in self.parents else ""
            found[element] = element.attrib.get("lang", inherited)
        return found

    @cached_property
    def body(self) -> Element:
        return self.one("body")

    @cached_property
    def main(self) -> Element:
        return self.one("main")

    def all(self, tag: str, within: Element | None = None, **attributes: str) -> list[Element]:
        """Elements of a name, with these attributes."""
        found = (self.root if within is None else within).iter(tag)
        return [one for one in found if all(one.attrib.get(key) == value for key, value in attributes.items())]

    def one(self, tag: str, within: Element | None = None, **attributes: str) -> Element:
        found = self.all(tag, within, **attributes)
        assert len(found) == 1, f"{self.path}: {len(found)} of <{tag} {attributes}>"
        return found[0]

    def has(self, element: Element, ancestor: Element) -> bool:
        """Whether the element stands in the other."""
        here: Element | None = element
        while here is not None and here is not ancestor:
            here = self.parents.get(here)
        return here is not None

    def runs(self, within: Element | None = None) -> list[Run]:
        """The page's texts in order, white space folded; scripts and styles left out."""
        return list(self._runs(self.body if within is None else within))

    def _runs(self, element: Element) -> Iterator[Run]:
        if element.tag in _SILENT:
            return
        if text := fold(element.text):
            yield Run(text, self.languages[element], element)
        for child in element:
            if isinstance(child.tag, str):
                yield from self._runs(child)
            if text := fold(child.tail):
                yield Run(text, self.languages[element], element)

    def words(self, within: Element | None = None, lang: str = "") -> list[str]:
        """The texts alone; with `lang`, those in that language."""
        return [run.text for run in self.runs(within) if not lang or run.lang == lang]

    def text(self, within: Element | None = None) -> str:
        return fold("".join((self.body if within is None else within).itertext()))

    @property
    def title(self) -> str:
        return self.text(self.one("title", self.one("head")))

    @cached_property
    def links(self) -> list[Link]:
        """Every address that the page names, in any element, `srcset` included; its icon is in the page itself."""
        found = []
        for element in self.elements:
            tag = element.tag.split("}")[-1]
            if element is self.icon:
                continue
            for attribute in _URL_ATTRIBUTES:
                if attribute in element.attrib and not (attribute == "data" and tag != "object"):
                    found.append(Link(tag, attribute, element.attrib[attribute], element))
            for part in element.attrib.get("srcset", "").split(","):
                if part.strip():
                    found.append(Link(tag, "srcset", part.split()[0], element))
        return found

    @cached_property
    def icon(self) -> Element | None:
        """The icon, if the page holds it as a picture instead of asking for a file."""
        held = [one for one in self.all("link", rel="icon") if one.attrib["href"].startswith("data:image/svg+xml,")]
        return held[0] if len(held) == 1 else None

    def anchors(self, within: Element | None = None) -> list[Element]:
        return [one for one in self.all("a", within) if "href" in one.attrib]

    def target(self, link: str, base_url: str = "") -> tuple[str, str] | None:
        """The file and the fragment that a link leads to, as a browser would resolve it; None outside the site."""
        root = base_url or "http://site.invalid/"
        url = urlsplit(urljoin(root + self.address, link))
        if url.scheme not in ("http", "https"):
            return None
        there = urlsplit(root)
        if url.netloc != there.netloc or not url.path.startswith(there.path):
            return None
        path = unquote(url.path.removeprefix(there.path))
        return posixpath.join(path, "index.html") if not path or path.endswith("/") else path, unquote(url.fragment)


def fold(text: str | None) -> str:
    return " ".join((text or "").split())


# --- what pages say, as the text would say it -------------------------------------------------------------


def printed(page: Page, cell: Element, known: set[str]) -> str:
    """The one known Chinese string that stands in a cell, whole and marked as Chinese."""
    found = [run.text for run in page.runs(cell) if run.lang == TAGS["zh"] and run.text in known]
    assert len(found) == 1, f"{page.path}: {page.text(cell)!r} names {found}"
    return found[0]


def index_of(page: Page, cell: Element) -> str:
    """The index of a cell: the value of its `data` and its text, which are alike."""
    data = page.one("data", cell)
    text = page.text(data)
    assert data.attrib["value"] == text, f"{page.path}: {data.attrib['value']} shown as {text}"
    return text


def figures(text: str) -> list[int]:
    """The whole numbers of a text: `3 of 20` → 3, 20."""
    return [int(digits) for digits in re.findall(r"(?<![\d.])\d+(?![\d.])", text)]


def shortage_rows(page: Page) -> list[Element]:
    """The rows of the page's one table of indices."""
    tables = [table for table in page.all("table", page.main) if page.all("data", table)]
    assert len(tables) == 1, f"{page.path}: {len(tables)} tables of indices"
    page.one("caption", tables[0])
    assert all("scope" in th.attrib for th in page.all("th", tables[0])), page.path
    return [row for row in page.all("tr", tables[0]) if page.all("data", row)]


def cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _cell(row: Element, page: Page, wanted: set[str]) -> Element:
    """The cell that shows one of these strings."""
    found = [cell for cell in cells(row) if wanted & set(page.words(cell, TAGS["zh"]))]
    assert len(found) == 1, f"{page.path}: {page.text(row)!r} shows {len(found)} of {sorted(wanted)[:3]}…"
    return found[0]


def industry_rows(page: Page, source: Source) -> list[SourceRow]:
    """The rows of an industry page, as the official text has them."""
    rows, titles = [], set(source.titles)
    for row in shortage_rows(page):
        title_cell = _cell(row, page, titles)
        rank_cell = cells(row)[0]
        assert title_cell.tag == "th", f"{page.path}: the title of a row is its header"
        assert rank_cell is not title_cell
        rows.append(
            SourceRow(
                page.text(rank_cell),
                printed(page, title_cell, titles),
                index_of(page, row),
                printed(page, _cell(row, page, source.levels), source.levels),
            )
        )
    return rows


def role_rows(page: Page, source: Source) -> list[tuple[str, int, int, str, str]]:
    """The rows of a role page: industry, rank, rows in that table, index, level."""
    names = {table.name for table in source.tables}
    rows = []
    for row in shortage_rows(page):
        industry = _cell(row, page, names)
        ranks = [figures(page.text(cell)) for cell in cells(row) if cell is not industry and not page.all("data", cell)]
        rank, size = next(found for found in ranks if len(found) == 2)
        level = _cell(row, page, source.levels)
        rows.append(
            (printed(page, industry, names), rank, size, index_of(page, row), printed(page, level, source.levels))
        )
    return rows


def shown_name(page: Page, known: set[str]) -> str:
    """The one known Chinese string that the page is about."""
    return printed(page, page.one("h1"), known)


def by_name(pages: Mapping[str, Page], folder: str, known: set[str]) -> dict[str, Page]:
    """The pages below a folder, by the Chinese name in their h1."""
    found: dict[str, Page] = {}
    for path, page in pages.items():
        if path.startswith(folder) and path != f"{folder}index.html":
            name = shown_name(page, known)
            assert name not in found, f"{path} and {found[name].path} are both about {name}"
            found[name] = page
    return found
