"""What is wrong in the data, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Position(NamedTuple):
    """A place in a file; line and column count from 1, column in characters."""

    file: str
    line: int = 1
    column: int = 1


class Problem(NamedTuple):
    """One finding, written for the person who edits the file."""

    position: Position
    message: str
    hint: str

    @property
    def place(self) -> str:
        """`file:line:column`, as editors understand it."""
        file, line, column = self.position
        return f"{one_line(file, 4096)}:{line}:{column}"

    def __str__(self) -> str:
        return f"{self.place}: {_seen(self.message)} {_seen(self.hint)}"


class DataProblems(Exception):
    """The data can't be built; carries every problem of the run, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_file_order(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[DataProblems], tuple[tuple[Problem, ...]]]:
        return DataProblems, (self.problems,)  # as it was made, so that it can pass from process to process


class WrongUse(Exception):
    """What was asked for is not done; says why and what to do instead."""


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file, line and column."""
    return tuple(sorted(set(problems)))


def one_line(text: str, limit: int = 60) -> str:
    """Text as it may be quoted in a message: no control characters, not longer than `limit`."""
    shown = _seen(text[: limit + 1])
    return shown[:limit] + "…" if len(shown) > limit else shown


def _seen(text: str) -> str:
    """Text that does nothing to a terminal: `\\u001b` in place of an escape character."""
    return text if text.isprintable() else "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
