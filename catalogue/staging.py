"""Replaces files and a folder together: all of them or none, and never half of one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path


def replace_together(
    folder: Path, files: Mapping[str, bytes], stale: Iterable[str], others: Mapping[Path, bytes]
) -> None:
    """Write `files` into the folder, without those that are `stale`, and `others` in place of files that there are.

    Everything is written beside its place first. Raises OSError with all as it was.
    """
    folder = folder.resolve()
    work = Path(tempfile.mkdtemp(prefix=".import-", dir=folder.parent))
    try:
        staged = work / "new"
        if folder.is_dir():
            shutil.copytree(folder, staged)
        for name in stale:
            (staged / name).unlink(missing_ok=True)
        for name, content in files.items():
            (staged / name).parent.mkdir(parents=True, exist_ok=True)
            (staged / name).write_bytes(content)
        moves = [(staged, folder)]
        for number, (path, content) in enumerate(others.items()):
            target = path.resolve()  # what a link leads to is replaced, not the link
            copy = work / f"other-{number}"
            copy.write_bytes(content)
            shutil.copymode(target, copy)
            moves.append((copy, target))
        _move(moves, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _move(moves: list[tuple[Path, Path]], work: Path) -> None:
    """Each staged file to its target; if one can't be moved, those before it go back. Nothing but renaming."""
    undo: list[tuple[Path, Path]] = []
    try:
        for number, (staged, target) in enumerate(moves):
            if target.exists():
                aside = work / f"old-{number}"
                target.rename(aside)
                undo.append((aside, target))
            staged.rename(target)
            undo.append((target, staged))
    except BaseException:
        for now, before in reversed(undo):
            with suppress(OSError):
                now.rename(before)
        raise
