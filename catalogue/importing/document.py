"""The file that the city sends → its text, with the place of each line as its reader sees it."""

from __future__ import annotations

from pathlib import Path

from ..frozen import Frozen
from ..problems import DataProblems, Position, Problem, one_line
from ..reader.yaml_text import SIZE_LIMIT
from ..received.official_text import NotText, decoded
from .docx_text import SIZE_LIMIT as UNPACKED_LIMIT
from .docx_text import read_docx

_PACKED = b"PK"  # how a .docx begins, whatever its name


class Document(Frozen):
    path: Path
    text: str
    source: bytes  # for source.txt: the text as received, in UTF-8
    encoding: str = ""  # if it was not UTF-8
    places: tuple[str, ...] = ()  # of each line, in a Word file
    aside: tuple[tuple[str, str], ...] = ()  # place and text of what a Word file has beside its text

    def place(self, line: int) -> str:
        """As messages name it: `city.txt:12:1` or `city.docx, table 3, row 4, cell 1`."""
        file = one_line(str(self.path), 4096)
        if not self.places:
            return f"{file}:{line}:1"
        return f"{file}, {self.places[min(line, len(self.places)) - 1]}"


def read_document(path: Path) -> Document:
    """The file's text. Raises DataProblems if it is none, WrongUse without python-docx, OSError if it can't be opened."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise _refused(path, "This is no file.", "Import the document as a file.")
    with path.open("rb") as file:
        raw = file.read(UNPACKED_LIMIT + 1)
    if len(raw) > UNPACKED_LIMIT:
        raise _refused(path, f"The file has more than {UNPACKED_LIMIT:,} bytes.", "Import the catalogue alone.")
    try:
        if raw.startswith(_PACKED) or path.suffix.lower() == ".docx":
            return _from_word(path, raw)
        text, encoding = decoded(raw)
    except NotText as what:
        raise _refused(
            path, f"This is {what}.", "Import the document as text in UTF-8 or GBK, or save it as .docx."
        ) from None
    as_received = encoding == "UTF-8"
    return _sized(Document(path, text, raw if as_received else text.encode(), "" if as_received else encoding))


def _from_word(path: Path, raw: bytes) -> Document:
    found = read_docx(raw)
    beside = [text for place, text in found.aside if place.startswith(("footnote", "endnote"))]
    source = "\n".join([found.text, *beside, ""] if beside else [found.text])
    return _sized(Document(path, found.text, source.encode(), "", tuple(found.places), tuple(found.aside)))


def _sized(document: Document) -> Document:
    if len(document.source) > SIZE_LIMIT:
        says = f"The document's text has {len(document.source):,} bytes; at most {SIZE_LIMIT:,} can be kept."
        raise _refused(document.path, says, "Import the catalogue alone.")
    return document


def _refused(path: Path, message: str, hint: str) -> DataProblems:
    return DataProblems([Problem(Position(str(path)), message, hint)])
