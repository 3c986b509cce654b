"""Much work → several processes, each with a range of it at a time; results in the order of the work."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
RANGE = 64  # items that a process takes at once, unless told otherwise
_SIGNAL_ON_DEATH = 1  # PR_SET_PDEATHSIG of Linux
_work: Callable[[Any], Any]


def processors() -> int:
    """How many processes can work at once; one where a process can't be copied as it is."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def spread(
    work: Callable[[Sequence[T]], Sequence[R]], items: Sequence[T], processes: int, at_once: int = RANGE
) -> Iterator[R]:
    """What `work` makes of the items, of some at a time. Workers are copies of this process, so `work` may use whatever
    there is, but what it changes stays with the worker. Raises what `work` raises for the first items that it fails for.
    """
    global _work
    ranges = range(0, len(items), at_once)
    if processes < 2:
        for at in ranges:
            yield from work(items[at : at + at_once])
        return
    from concurrent.futures import ProcessPoolExecutor  # 20 ms that small builds need not wait for
    from multiprocessing import get_context

    _work = lambda at: work(items[at : at + at_once])  # noqa: E731
    parent = os.getpid()
    with ProcessPoolExecutor(processes, get_context("fork"), initializer=_die_with, initargs=(parent,)) as pool:
        try:
            for made in pool.map(_do, ranges):
                yield from made
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _die_with(parent: int) -> None:
    """A build that is killed leaves no worker behind, which would wait for work and hold the claim on its folder."""
    ctypes.CDLL(None).prctl(_SIGNAL_ON_DEATH, signal.SIGKILL)
    if os.getppid() != parent:  # it died meanwhile
        os.kill(os.getpid(), signal.SIGKILL)


def _do(at: int) -> Any:
    return _work(at)
