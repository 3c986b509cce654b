"""Much work → several processes, a task at a time; results in the order of the tasks."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from .interruption import held

T = TypeVar("T")
R = TypeVar("R")
RANGE = 64  # small things that make a task together, or else handing tasks over would cost more than they do
_SIGNAL_ON_DEATH = 1  # PR_SET_PDEATHSIG of Linux
_tasks: Sequence[Callable[[], Any]]


class WorkerLost(Exception):
    """A worker was killed, not by us; its task can't be had."""

    def __str__(self) -> str:
        return "The system killed a process that was making pages, most likely because memory ran out"


def processors() -> int:
    """How many processes can work at once; one where a process can't be copied as it is."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def ranges(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items, as many at a time as make a task."""
    return (items[at : at + RANGE] for at in range(0, len(items), RANGE))


@contextmanager
def spread(tasks: Sequence[Callable[[], R]], processes: int) -> Iterator[Iterator[R]]:
    """What each task returns. Workers are copies of this process, so a task may use whatever there is, but what it
    changes stays with the worker. When the block ends, however it does, no worker is left. Raises what the first task
    raises that fails, or WorkerLost.
    """
    global _tasks
    if processes < 2 or not tasks:
        yield (task() for task in tasks)
        return
    from concurrent.futures import ProcessPoolExecutor  # 20 ms that small builds need not wait for
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    _tasks = tasks
    parent = os.getpid()
    with ProcessPoolExecutor(processes, get_context("fork"), initializer=_die_with, initargs=(parent,)) as pool:
        try:
            with held():  # it is for this process to end the others, which a terminal would interrupt, too
                results = pool.map(_do, range(len(tasks)))
            yield results
        except BrokenProcessPool as error:
            raise WorkerLost from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _die_with(parent: int) -> None:
    """A build that is killed leaves no worker behind, which would wait for work and hold the claim on its folder."""
    ctypes.CDLL(None).prctl(_SIGNAL_ON_DEATH, signal.SIGKILL)
    if os.getppid() != parent:  # it died meanwhile
        os.kill(os.getpid(), signal.SIGKILL)


def _do(at: int) -> Any:
    return _tasks[at]()
