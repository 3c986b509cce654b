"""Files on the disk → what was saved, made or deleted, said once it has been quiet for one look.

Many saves at once (an editor's “save all”, a change of branch) are one answer. A file is known by more than its
time, because a file that is moved back into its place brings an old time with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from stat import S_ISDIR

from ..reader.folder import left_behind

Finder = Callable[[], Iterable[str]]
_Marks = dict[str, tuple[int, ...]]


class Watch:
    """Looks when it is asked to; `find` gives the paths of everything that counts."""

    def __init__(self, find: Finder) -> None:
        self._find = find
        self._known = self._last = self._look()

    def changes(self) -> list[str]:
        """The paths that differ from those of the last answer; none while anything is still changing."""
        now = self._look()
        quiet, self._last = now == self._last, now
        if not quiet or now == self._known:
            return []
        before, self._known = self._known, now
        return sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))

    def _look(self) -> _Marks:
        return {path: mark for path in self._find() if (mark := _mark(path))}


def below(folders: Iterable[Path], without: Path) -> Iterator[str]:
    """Every file and folder at whatever depth, but none that programs hide and nothing of one folder, the output."""
    seen = {os.path.realpath(without)}
    waiting = [str(folder) for folder in folders]
    while waiting:
        folder = waiting.pop()
        seen.add(os.path.realpath(folder))
        try:
            entries = list(os.scandir(folder))
        except OSError:  # it is not there, or no longer: the build says so
            continue
        for entry in entries:
            if left_behind(entry.name):  # also what publishing stages beside its folder
                continue
            if entry.is_dir():
                if os.path.realpath(entry.path) in seen:
                    continue
                waiting.append(entry.path)
            yield entry.path


def _mark(path: str) -> tuple[int, ...]:
    """What differs after each change; nothing if there is no such file. Of a folder, only that it is there."""
    try:
        found = Path(path).stat()
    except OSError:
        return ()
    if S_ISDIR(found.st_mode):
        return (found.st_ino,)
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
