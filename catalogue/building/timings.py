"""How long each stage of a build takes, for who asks; nothing otherwise."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


class Timings:
    """Prints each stage on standard error when it has ended, in seconds. The first is Python's start, by its processor time."""

    def __init__(self, shown: bool = False) -> None:
        self._shown = shown
        self._start = time.perf_counter() - time.process_time()
        self._say(time.process_time(), "start of the program")

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self._say(time.perf_counter() - start, name)

    def counted(self, items: Iterable[T]) -> Iterable[T]:
        """The items of a stage whose name begins with their number."""
        return items

    def end(self) -> None:
        self._say(time.perf_counter() - self._start, "in all")

    def _say(self, seconds: float, name: str) -> None:
        if self._shown:
            print(f"{seconds:8.3f} s  {name}", file=sys.stderr)
