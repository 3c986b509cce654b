"""The line on which a YAML parser stopped, and what can be seen on it."""

from __future__ import annotations

import re
from typing import NamedTuple

# Where a value begins: at the line's start, after a dash, a bracket or a comma, with or without a key.
VALUE = re.compile(r"(?:^ *(?:- +)*|[{\[,] *)(?:\"?[A-Za-z_][\w-]*\"? *: +)?(?=\S)")


class Failure(NamedTuple):
    """One complaint: what was said, the line that it points at, and where what it is about began."""

    said: str
    lines: list[str]
    line: int  # from 0, like column
    column: int
    context: tuple[int, int] | None

    @property
    def text(self) -> str:
        return self.lines[self.line]

    @property
    def indent(self) -> int:
        return indent_of(self.text)

    @property
    def starts(self) -> list[int]:
        """The columns at which values begin, up to where the parser stopped."""
        return [self.indent, *(match.end() for match in VALUE.finditer(self.text) if match.end() <= self.column)]

    def before(self) -> int:
        """The last line above that is not blank or a comment, or -1."""
        above = range(self.line - 1, -1, -1)
        return next((n for n in above if self.lines[n].strip() and not self.lines[n].lstrip().startswith("#")), -1)


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def unclosed(line: str) -> tuple[int, str] | None:
    """The last bracket that the line opens and does not close: its column and sign."""
    opened: list[tuple[int, str]] = []
    for column, sign in enumerate(line):
        if sign in "{[":
            opened.append((column, sign))
        elif sign in "}]" and opened:
            opened.pop()
    return opened[-1] if opened else None
