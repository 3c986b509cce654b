"""A Word file → the same lines as the text: a paragraph a line, a table's cell a line after a tab, a row a group.

Merged cells say what they say in each of their rows; runs are joined; numbers that Word counts are written out.
What is not of the text itself (footnotes, headers, comments, deleted and hidden text) is told apart.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..problems import WrongUse, one_line
from ..received.official_text import NotText
from .docx_numbers import Numbers
from .docx_xml import DELETED, SKIPPED, W, hidden, inner, integer, letters, local, root_of, val, within

SIZE_LIMIT = 100_000_000  # bytes of the file's parts, unpacked; a catalogue has less than one
_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_MARGINS = ("header", "footer")
_READ = "read-by-import"  # an attribute that marks the texts that were read or told
_TWICE = {"Fallback", "rt"}  # hold again, for other programs or readers, what is read elsewhere
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_PAGE = re.compile(r"[-—–－ 第]*[0-9]{0,4}[-—–－ 页]*")  # a page's number
_BEGINS = re.compile(r"[（(]?[一二三四五六七八九十百零]{1,5}[）)、]")  # a heading or category
_ONLY_NUMBER = re.compile(r"([0-9]+)[.．、]?")


@dataclass
class DocxText:
    """The text, the place of each line in the Word file, and what stands aside of it, each with its place."""

    lines: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    aside: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join([*self.lines, ""])

    def add(self, line: str, place: str) -> None:
        self.lines.append(line)
        self.places.append(place)


def read_docx(raw: bytes) -> DocxText:
    """The file's text. Raises WrongUse without python-docx, NotText for what is no Word file that can be read."""
    try:
        import docx
    except ImportError:
        raise WrongUse(
            "A Word file is read by python-docx, which is not installed; nothing was written. Run `make import`,"
            " which installs it, or save the document as text."
        ) from None
    try:
        size = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(raw)).infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        raise NotText("no Word file (.docx), or a damaged one") from None
    if size > SIZE_LIMIT:
        raise NotText(f"a file of {size:,} bytes, unpacked")
    try:
        return _Reader(docx.Document(io.BytesIO(raw))).found
    except RecursionError:
        raise NotText("a Word file with parts nested too deep") from None
    except Exception as error:  # the library's many ways to fail at a damaged file
        raise NotText(f"a Word file that can't be read ({type(error).__name__})") from error


class _Reader:
    def __init__(self, document: Any) -> None:
        self.found = DocxText()
        self.paragraphs = self.tables = 0
        self.boxes: list[tuple[Any, str]] = []  # text boxes, to be read after the paragraph that holds them
        self.place = ""
        parts = {rel.reltype.rsplit("/", 1)[-1]: rel.target_part for rel in inner(document.part.rels)}
        self.numbers = Numbers(root_of(parts.get("numbering")), root_of(parts.get("styles")))
        self._blocks(document.element.body)
        self._elsewhere(document.element.body)
        for rel in inner(document.part.rels):
            self._beside(rel.reltype.rsplit("/", 1)[-1], rel.target_part)

    def _blocks(self, parent: Any, where: str = "") -> None:
        """Paragraphs and tables, in order, also those in controls and tracked insertions."""
        for child in parent:
            if child.tag == f"{W}p":
                self.paragraphs += not where
                self.place = where or f"paragraph {self.paragraphs}"
                place = self.place
                for line in _lines(self._text(child)):
                    self.found.add(line, place)
                self._text_boxes()
            elif child.tag == f"{W}tbl":
                self.tables += not where
                self._table(child, f"{where}, table" if where else f"table {self.tables}")
            elif child.tag in DELETED:
                self._deleted(child)
            elif child.tag not in SKIPPED:
                self._blocks(child, where)

    # --- text -------------------------------------------------------------------------------------------------

    def _text(self, paragraph: Any) -> str:
        return self.numbers.label(paragraph) + "".join(self._pieces(paragraph))

    def _pieces(self, node: Any) -> Iterator[str]:
        for child in node:
            tag = child.tag
            if tag in DELETED:
                self._deleted(child)
            elif tag == f"{W}r" and hidden(child):
                self._aside("hidden text", "".join(letters(child)))
                self._told(child)
            elif tag == f"{W}txbxContent":
                self.boxes.append((child, f"{self.place}, text box"))
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif local(tag) == "t":
                child.set(_READ, "")
                yield re.sub(r"[\r\n]+", " ", child.text or "")
            elif local(tag) == "AlternateContent":  # the same picture twice, for new and for old programs
                yield from self._pieces(child[:1])
            elif tag not in SKIPPED:
                yield from self._pieces(child)

    def _text_boxes(self) -> None:
        while self.boxes:
            box, place = self.boxes.pop(0)
            self._blocks(box, place)

    def _deleted(self, node: Any) -> None:
        self._aside("deleted text", "".join(letters(node)))
        self._told(node)

    def _told(self, node: Any) -> None:
        for text in node.iter(f"{W}t"):
            text.set(_READ, "")

    def _elsewhere(self, body: Any) -> None:
        """Text that stands where a Word file has none, or that a merged cell hides: told, so that none is lost."""
        for text in body.iter(f"{W}t"):
            around = {local(one.tag) for one in text.iterancestors()}
            if _READ not in text.attrib and not around & _TWICE and (text.text or "").strip():
                self.found.aside.append(("elsewhere in the file", one_line(text.text, 1000)))

    def _aside(self, what: str, text: str) -> None:
        if text.strip():
            self.found.aside.append((f"{self.place}: {what}", " ".join(text.split())))

    # --- tables -----------------------------------------------------------------------------------------------

    def _table(self, table: Any, place: str) -> None:
        above: dict[int, str] = {}  # by column, the text of the cell that may go on below
        for number, row in enumerate(within(table, "tr"), 1):
            self.place = f"{place}, row {number}"
            if row.find(f"{W}trPr/{W}del") is not None:
                self._deleted(row)
                continue
            cells = list(within(row, "tc"))
            if len(cells) == 1 and not val(cells[0], "vMerge"):
                self._blocks(cells[0], self.place)
                above = {}
            else:
                self._row(row, cells, above)
            self.found.add("", self.place)

    def _row(self, row: Any, cells: list[Any], above: dict[int, str]) -> None:
        place, column, texts = self.place, integer(val(row, "gridBefore", "trPr")), []
        nested: list[tuple[Any, str]] = []
        here: dict[int, str] = {}
        goes_on = True  # whether each cell goes on from above: such a row is only space
        for number, cell in enumerate(cells, 1):
            self.place = f"{place}, cell {number}"
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            continued = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            text = self._cell_text(cell)
            if continued:  # what it holds itself is not printed
                text = above.get(column, text)
            goes_on = goes_on and continued
            here[column] = text
            texts.append(text)
            nested += [(one, f"{self.place}, table") for one in within(cell, "tbl")]
            column += max(1, integer(val(cell, "gridSpan", "tcPr")))
        if any(texts) and not goes_on:
            above.update(here)
            for number, text in enumerate(texts, 1):
                self.found.add(f"\t{text}", f"{place}, cell {number}")
        self._text_boxes()
        for table, where in nested:
            self._table(table, where)

    def _cell_text(self, cell: Any) -> str:
        text = _joined(self._text(paragraph).strip() for paragraph in within(cell, "p"))
        number = _ONLY_NUMBER.fullmatch(text)
        return number[1] if number else text

    # --- beside the text --------------------------------------------------------------------------------------

    def _beside(self, kind: str, part: Any) -> None:
        """Footnotes and the like, headers and footers: each is told apart, none is the document's text."""
        root = root_of(part)
        if root is None or kind not in (*_NOTES, *_MARGINS):
            return
        blocks = [one for one in root if local(one.tag) == _NOTES[kind]] if kind in _NOTES else [root]
        for number, block in enumerate((one for one in blocks if one.get(f"{W}type") is None), 1):
            text = " ".join("".join(letters(block)).split())
            if text and not _PAGE.fullmatch(text):
                what = f"{_NOTES[kind]} {number}" if kind in _NOTES else kind
                self.found.aside.append((what, text))


def _lines(text: str) -> list[str]:
    """A paragraph's lines: a break within it is only layout, unless a heading or a category begins after it."""
    lines = [""]
    for part in text.split("\n"):
        if not lines[-1] or "\t" in part or _BEGINS.match(part.strip()):
            lines.append(part)
        else:
            lines[-1] = _joined((lines[-1], part))
    return lines[1:]


def _joined(parts: Iterable[str]) -> str:
    """Parts of one text; only between Latin words is a space lost with the break."""
    text = ""
    for part in parts:
        for piece in part.replace("\t", " ").split("\n"):
            latin = text[-1:].isascii() and piece[:1].isascii() and text[-1:].isalnum() and piece[:1].isalnum()
            text += f" {piece}" if latin else piece
    return text
