"""What a build that takes long is at, in one line of the terminal of who waits for it; the line is gone in the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO, TypeVar

from .timings import Timings

T = TypeVar("T")
AFTER = 1.0  # seconds; who waits no longer needs to be told nothing
EVERY = 0.1  # seconds; more often than that nobody reads
_ERASE = "\r\x1b[K"


def watched(terminal: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether somebody watches: no pipe, no file, no service that keeps what is printed."""
    return terminal.isatty() and not environment.get("CI") and environment.get("TERM", "dumb") != "dumb"


class Progress(Timings):
    """Shows the stage, and how much of it is done; times nothing."""

    def __init__(self, terminal: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._terminal, self._clock = terminal, clock
        self._next = clock() + AFTER  # when the line may be written anew
        self._stage = self._line = ""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self._stage = name
        self._show(name)
        try:
            yield
        finally:
            self._erase()

    def counted(self, items: Iterable[T]) -> Iterator[T]:
        """`128 of 562 pages`"""
        for number, item in enumerate(items, 1):
            yield item
            self._show(f"{number} of {self._stage}")

    def _show(self, line: str) -> None:
        now = self._clock()
        if now >= self._next:
            self._next = now + EVERY
            self._line = line
            self._write(f"{_ERASE}{line}")

    def _erase(self) -> None:
        if self._line:
            self._line = ""
            self._write(_ERASE)

    def _write(self, text: str) -> None:
        self._terminal.write(text)
        self._terminal.flush()
