"""Folders that a build reads from again and again: whether any of their files was changed, made or deleted meanwhile.

A site of which some pages have a template as it was and some as it is must not be published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from os.path import relpath
from pathlib import Path

from ..problems import Problem
from ..reader.folder import Stamp, changed_meanwhile
from .watch import below


class Unchanged:
    """Looks before anything is read, and again when asked."""

    def __init__(self, folders: Iterable[Path], without: Path) -> None:
        self._folders, self._without = tuple(folders), without
        self._before = self._stamps()

    def changes(self) -> Iterator[Problem]:
        now = self._stamps()
        for path in sorted(self._before.keys() | now.keys()):
            if self._before.get(path) != now.get(path):
                yield changed_meanwhile(relpath(path))

    def _stamps(self) -> dict[Path, Stamp]:
        stamps = {}
        for path in map(Path, below(self._folders, self._without)):
            with suppress(OSError):  # it is gone already
                if path.is_file():
                    stamps[path] = Stamp.of(path.stat())
        return stamps
