"""Ctrl-C ends a build, but nowhere between two steps of which one needs the other.

Python's handler is asked, not the system's mask: a library may have threads of its own, which the mask does not bind.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_holds = 0  # blocks that it must not fall into
_waits = False  # whether it was pressed in one


@contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl-C raises KeyboardInterrupt, the first time: a second could only disturb what tidies up after the first.

    Who ignores it, as a shell lets what runs behind it do, goes on ignoring it.
    """
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, _first)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def held() -> Iterator[None]:
    """Ctrl-C waits until the block ends; a process that begins inside is never ended by it."""
    global _holds, _waits
    if threading.current_thread() is not threading.main_thread():  # which Ctrl-C never meets
        yield
        return
    _holds += 1
    try:
        yield
    finally:
        _holds -= 1
        if _waits and not _holds:
            _waits = False
            raise KeyboardInterrupt


@contextmanager
def too_late() -> Iterator[None]:
    """Ctrl-C in the block is forgotten if the block succeeds: what it would have prevented is done."""
    global _waits
    with held():
        yield
        _waits = False


def _first(number: int, frame: FrameType | None) -> None:
    global _waits
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not _holds:
        raise KeyboardInterrupt
    _waits = True
