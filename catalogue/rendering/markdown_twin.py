"""A finished page → the same page in Markdown, for language models and note takers.

Reads only our own HTML, in which every `<` of a text is escaped (`site_check.py` holds that). What a reader of text
can't use is left out: pictures, forms, the trail, what only paper or scripts show. Every row of every table stays.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import lru_cache

_PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>|([^<]+)")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)(?:="([^"]*)")?""")
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_KNOWN = 1 << 12  # texts and tags; those of a page are forgotten before those of all pages
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "wbr"))
_LEFT_OUT = frozenset(("form", "script", "noscript", "button", "figcaption"))
_LEFT_OUT_CLASSES = frozenset(("trail", "print-head", "table-tools", "running", "letters", "unscripted"))
_BLOCKS = frozenset(
    ("p", "div", "section", "ul", "ol", "dl", "table", "nav", "figure", "blockquote", "details", "main")
)
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)")
_ENTITIES = {"&": "&amp;", "<": "&lt;"}
_AT_THE_START = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))")


def escaped(text: str) -> str:
    """Text in which Markdown sees no marks: `*a*` → `\\*a\\*`."""
    return _SPECIAL.sub(lambda match: _ENTITIES.get(match[0], f"\\{match[0]}"), text)


def _line(text: str) -> str:
    """A paragraph that can't be taken for a heading, a list or a rule."""
    text = " ".join(text.split())
    return _AT_THE_START.sub(lambda m: f"{m[1]}{m[2]}\\" if m[2].isdigit() else f"{m[1]}\\{m[2]}", text)


@dataclass
class _Twin:
    """What is written so far: whole blocks, and the text of the block that is being read."""

    blocks: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)  # open ones, as `- ` or `1. `
    items: list[str] = field(default_factory=list)  # of the outermost open list
    rows: list[list[str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    code: bool = False

    def taken(self) -> str:
        text = "".join(self.text)
        self.text = []
        return text if self.code else " ".join(text.split())

    def end_block(self, before: str = "") -> None:
        if text := self.taken():
            self.blocks.append(before + (text if before else _line(text)))

    def open(self, name: str, href: str | None) -> None:
        if name in _BLOCKS and not self.lists and not self.rows:
            self.end_block()
        if name in ("ul", "ol"):
            if self.lists:
                self.text.append(" ")
            self.lists.append("1. " if name == "ol" else "- ")
        elif name == "tr":
            self.rows.append([])
        elif name == "a":
            self.links.append(href or "")
            self.text.append("[" if href is not None else "")
        elif name == "pre":
            self.end_block()
            self.code = True
        elif name == "br":
            self.text.append(" ")

    def close(self, name: str) -> None:
        if name in _HEADINGS:
            self.end_block("#" * int(name[1]) + " ")
        elif name == "a":
            href = self.links.pop()
            self.text.append(f"](<{href}>)" if href else "")
        elif name == "pre":
            self._end_code()
        elif name in ("ul", "ol"):
            self.lists.pop()
            if not self.lists and self.items:
                self.blocks.append("\n".join(self.items))
                self.items = []
        elif name == "li" and len(self.lists) == 1:
            self.items.append(self.lists[0] + _line(self.taken()))
        elif name == "li":
            self.text.append("; ")
        elif name in ("td", "th"):
            self.rows[-1].append(self.taken())
        elif name == "table":
            self.blocks.append(_table(self.rows))
            self.rows = []
        elif name in ("caption", "summary"):
            self.end_block()
        elif name == "dt":
            self.text = ["**", self.taken(), "**: "]
        elif name == "dd" or (name in _BLOCKS and not self.lists and not self.rows):
            self.end_block()

    def _end_code(self) -> None:
        text = self.taken().strip("\n")
        self.code = False
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        self.blocks.append(f"{fence}\n{text}\n{fence}")


def _table(rows: list[list[str]]) -> str:
    rows = [row for row in rows if row]
    width = max(map(len, rows))
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def markdown_of(page: str) -> str:
    """The `<main>` of a page as blocks of CommonMark, with the tables of GitHub's dialect."""
    twin = _Twin()
    start = page.index("<main")
    silent: list[str] = []  # open elements inside one that is left out
    main = _PICTURE.sub("", page[start : page.index("</main>")])
    for closing, name, rest, text in _TOKEN.findall(main):
        if text:
            if not silent:
                twin.text.append(html.unescape(text) if twin.code else _in_markdown(text))
        elif closing:
            if not silent:
                twin.close(name)
            elif silent[-1] == name:
                silent.pop()
        else:
            left_out, href = _opened(name, rest)
            if silent or left_out:
                if name not in _VOID:
                    silent.append(name)
            else:
                twin.open(name, href)
    twin.end_block()
    return "\n\n".join(twin.blocks) + "\n"


@lru_cache(_KNOWN)
def _in_markdown(text: str) -> str:
    """A text of the page, which has entities of HTML, with the escapes of Markdown."""
    return escaped(html.unescape(text))


@lru_cache(_KNOWN)
def _opened(name: str, rest: str) -> tuple[bool, str | None]:
    """Whether an element is left out, and where it leads; `rest` are its attributes."""
    attributes = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(rest)}
    classes = set(attributes.get("class", "").split())
    left_out = name in _LEFT_OUT or "hidden" in attributes or bool(classes & _LEFT_OUT_CLASSES)
    return left_out, attributes.get("href")
