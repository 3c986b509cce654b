"""The numbers that Word writes before paragraphs by itself: they are printed, but stand nowhere in the text.

A paragraph 电气产业 in a list with the form `%1、` and Chinese counting → `一、`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any, NamedTuple

from ..checks.rules_edition import chinese_numeral
from .docx_xml import W

_LEVEL = re.compile(r"%([1-9])")
_CHINESE = re.compile(r"chinese|ideograph|japanese|taiwanese|korean", re.IGNORECASE)
_SILENT = ("bullet", "none")


class _Form(NamedTuple):
    counting: str
    text: str  # `%1、`
    start: int


class Numbers:
    """Counts the numbered paragraphs of a document, in its order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """From the roots of `numbering.xml` and `styles.xml`, or None."""
        self._abstract: dict[str, str] = {}  # a list's number → that of its definition
        self._forms: dict[str, dict[int, _Form]] = defaultdict(dict)
        self._restarts: dict[str, dict[int, int]] = defaultdict(dict)
        self._styles: dict[str, Any] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        for style in styles.iterfind(f"{W}style") if styles is not None else ():
            self._styles[style.get(f"{W}styleId", "")] = style
        for definition in numbering.iterfind(f"{W}abstractNum") if numbering is not None else ():
            for level in definition.iterfind(f"{W}lvl"):
                form = _Form(
                    self._val(level, "numFmt"), self._val(level, "lvlText"), _int(self._val(level, "start"), 1)
                )
                self._forms[definition.get(f"{W}abstractNumId", "")][_int(level.get(f"{W}ilvl"), 0)] = form
        for number in numbering.iterfind(f"{W}num") if numbering is not None else ():
            id_ = number.get(f"{W}numId", "")
            self._abstract[id_] = self._val(number, "abstractNumId")
            for override in number.iterfind(f"{W}lvlOverride"):
                if start := self._val(override, "startOverride"):
                    self._restarts[id_][_int(override.get(f"{W}ilvl"), 0)] = _int(start, 1)

    def label(self, paragraph: Any) -> str:
        """What Word prints before the paragraph, or nothing. Counts: ask once for each paragraph, in order."""
        id_, depth = self._place(paragraph)
        abstract = self._abstract.get(id_, "")
        forms = self._forms.get(abstract, {})
        if depth not in forms:
            return ""
        counts = self._counts[abstract]
        if depth in self._restarts[id_]:
            counts[depth] = self._restarts[id_].pop(depth)
        else:
            counts[depth] = counts.get(depth, forms[depth].start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        if forms[depth].counting in _SILENT:
            return ""

        def number(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            form = forms.get(level, forms[depth])
            count = counts.get(level, form.start)
            return chinese_numeral(count) if _CHINESE.search(form.counting) and 0 < count < 1000 else str(count)

        return _LEVEL.sub(number, forms[depth].text)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The paragraph's list and depth, from itself or its style."""
        properties = paragraph.find(f"{W}pPr")
        style = self._val(properties, "pStyle") if properties is not None else ""
        seen: set[str] = set()
        while properties is None or properties.find(f"{W}numPr") is None:
            if not style or style in seen or style not in self._styles:
                return "", 0
            seen.add(style)
            properties = self._styles[style].find(f"{W}pPr")
            style = self._val(self._styles[style], "basedOn")
        number = properties.find(f"{W}numPr")
        return self._val(number, "numId"), _int(self._val(number, "ilvl"), 0)

    def _val(self, parent: Any, name: str) -> str:
        child = parent.find(f"{W}{name}")
        return child.get(f"{W}val", "") if child is not None else ""


def _int(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else otherwise
