"""The official document's bytes → its text → cells: what stands on a line, or between two tabs of it.

`\t[bookmark: _GoBack]模具设计工程师` → the cell 模具设计工程师, and an artefact to report.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..reader.yaml_text import INVISIBLE

# What word processors leave in a text: bookmarks and field codes, page numbers on lines of their own,
# and characters that no reader sees.
_ARTEFACT = re.compile(
    r"\[bookmark: [^\]\n]*\]|\\\* ?MERGEFORMAT|HYPERLINK \"[^\"\n]*\""
    f"|[{INVISIBLE}]"
)
_PAGE_NUMBER = re.compile(r"[ \t]*[-—–－] ?[0-9]{1,4} ?[-—–－][ \t]*")
_NOT_TEXT = ((b"%PDF", "a PDF file"), (b"\xd0\xcf\x11\xe0", "an old Word file (.doc)"), (b"{\\rtf", "an RTF file"))


class NotText(Exception):
    """The bytes are no text; says what they seem to be."""


class Cell(NamedTuple):
    """A text with its line (from 1); cell `number`, from 0, `of` so many of the line."""

    line: int
    text: str
    number: int = 0
    of: int = 1
    tabbed: bool = False

    @property
    def opens_line(self) -> bool:
        return self.number == 0


class Artefact(NamedTuple):
    line: int
    text: str  # as it may be shown: an invisible character is its number


def decoded(raw: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: UTF-8, UTF-16 with its mark, or GB 18030. Raises NotText."""
    for mark, what in _NOT_TEXT:
        if raw.startswith(mark):
            raise NotText(what)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decoded(raw, "utf-16"), "UTF-16"
    if raw.count(0) * 20 > len(raw):
        raise NotText("no text")
    try:
        return raw.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _decoded(raw, "gb18030"), "GB 18030"


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise NotText("neither UTF-8 nor GBK text") from None
    # Bytes of other encodings pass for GBK, but give characters that no official document has.
    foreign = [char for char in text if not char.isascii()]
    if encoding == "gb18030" and sum(map(_in_use, foreign)) < 0.9 * len(foreign):
        raise NotText("neither UTF-8 nor GBK text")
    return text


def _in_use(char: str) -> bool:
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def lines_of(text: str) -> list[str]:
    """The lines as an editor counts them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def cells_of(text: str) -> tuple[list[list[Cell]], list[Artefact]]:
    """The cells of each line that has any, in groups that blank lines part; and the artefacts left out.

    A line that holds only a tab is an empty cell.
    """
    groups: list[list[Cell]] = [[]]
    artefacts = []
    for number, line in enumerate(lines_of(text), 1):
        if _PAGE_NUMBER.fullmatch(line):
            artefacts.append(Artefact(number, line.strip()))
            continue
        found = _ARTEFACT.findall(line)
        artefacts += [Artefact(number, _shown(one)) for one in found]
        plain = _ARTEFACT.sub("", line)
        if not plain.strip() and ("\t" not in plain or found):
            if not found and groups[-1]:
                groups.append([])
            continue
        parts = [part.strip() for part in plain.split("\t")]
        if len(parts) > 1 and not parts[0]:
            del parts[0]  # the tab that begins a line
        count = len(parts)
        groups[-1] += [Cell(number, part, at, count, "\t" in plain) for at, part in enumerate(parts)]
    return [group for group in groups if group], artefacts


def _shown(artefact: str) -> str:
    return artefact if artefact.isprintable() else f"U+{ord(artefact):04X}"
