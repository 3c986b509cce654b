"""Small helpers for the XML of Word files: elements by their name, also those wrapped by controls and revisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SKIPPED = {
    f"{W}{name}"
    for name in ("pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "instrText", "delText", "rt")
}  # properties and what is not printed
DELETED = {f"{W}del", f"{W}moveFrom"}  # by tracked changes


def inner(rels: Any) -> list[Any]:
    """The relations to parts of the file, in a fixed order."""
    return [rel for _, rel in sorted(rels.items()) if not rel.is_external]


def root_of(part: Any) -> Any:
    """The part's XML, or None."""
    from docx.oxml import parse_xml

    if part is None or not part.content_type.endswith("xml"):
        return None
    return parse_xml(part.blob)


def within(parent: Any, name: str) -> Iterator[Any]:
    """Elements of a name, also those in controls and tracked insertions, not those in other blocks."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag not in SKIPPED | DELETED and local(child.tag) not in ("p", "tbl", "tr", "tc"):
            yield from within(child, name)


def letters(node: Any) -> Iterator[str]:
    for child in node.iter():
        if local(child.tag) in ("t", "delText"):
            yield child.text or ""


def hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false", "off")


def local(tag: Any) -> str:
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def val(node: Any, name: str, properties: str = "tcPr") -> str:
    child = node.find(f"{W}{properties}/{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def integer(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
