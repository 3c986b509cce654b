"""The site that is about to be replaced: what stays the same is linked into the new one instead of being written again.

So an unchanged file keeps its date, by which hosts and their copiers know it, and a build on a disk that was just built
on is up to 1.7 times as fast: finding room for a new file, where many were deleted a moment ago, takes ext4 longest.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MARK = ".catalogue-site"  # in every folder that we publish; no other folder is ever replaced


class LastSite:
    """A folder as it is now, wherever it is moved meanwhile; one that is not there has no files."""

    def __init__(self, folder: Path) -> None:
        self._handle: int | None = None
        with suppress(OSError):
            self._handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)

    def close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)

    def read(self, path: str) -> bytes | None:
        """What a file holds, if it is one."""
        if self._handle is None:
            return None
        with suppress(OSError), self._opened(path) as (handle, found):
            return os.read(handle, found.st_size + 1) if stat.S_ISREG(found.st_mode) else None
        return None

    def link(self, path: str, content: bytes, mode: int, target: str) -> bool:
        """Whether its file of this path, with this content and mode, is now at `target` too.

        Where another could change the file, or the system has no links, it is not.
        """
        if self._handle is None:
            return False
        try:
            if not self._same(path, content, mode):
                return False
            os.link(path, target, src_dir_fd=self._handle, follow_symlinks=False)
        except OSError:
            return False
        return True

    def _same(self, path: str, content: bytes, mode: int) -> bool:
        with self._opened(path) as (handle, found):
            alike = found.st_mode == stat.S_IFREG | mode and found.st_size == len(content)
            if not alike or found.st_uid != os.geteuid():
                return False
            return os.read(handle, len(content) + 1) == content

    @contextmanager
    def _opened(self, path: str) -> Iterator[tuple[int, os.stat_result]]:
        """A handle of what is there, and what it is; neither a link is followed nor a pipe waited for."""
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=self._handle)
        try:
            yield handle, os.fstat(handle)
        finally:
            os.close(handle)
