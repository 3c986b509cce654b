"""Replaces a file, or files and a folder together: all of them or none when it fails, and never half of one when it is killed.

What is killed in between leaves each file whole, old or new, the folder last. So the same import once more completes
what was left, and removes the work folder that lies beside the data.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from ..publish import exchange, workplace
from .interruption import too_late


def replace_together(
    folder: Path, files: Mapping[str, bytes], stale: Iterable[str], others: Mapping[Path, bytes]
) -> None:
    """Write `files` into the folder, without those that are `stale`, and `others` in place of files that there are.

    Everything is written beside its place first. Raises OSError with all as it was.
    """
    folder = folder.resolve()
    with ExitStack() as end, workplace(folder) as work:
        staged = work / "new"
        if folder.is_dir():
            shutil.copytree(folder, staged)
        for name in stale:
            (staged / name).unlink(missing_ok=True)
        for name, content in files.items():
            (staged / name).parent.mkdir(parents=True, exist_ok=True)
            (staged / name).write_bytes(content)
        moves = []
        for number, (path, content) in enumerate(others.items()):
            target = path.resolve()  # what a link leads to is replaced, not the link
            copy = work / f"other-{number}"
            copy.write_bytes(content)
            shutil.copymode(target, copy)
            shutil.copy2(target, _aside(copy))
            moves.append((copy, target))
        end.enter_context(too_late())
        _replace(moves, staged, folder)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole. Raises OSError with all as it was."""
    path = path.resolve()
    with workplace(path) as work:
        copy = work / path.name
        copy.write_bytes(content)
        if path.exists():
            shutil.copymode(path, copy)
        copy.replace(path)


def _aside(copy: Path) -> Path:
    return copy.with_name(f"{copy.name}-before")


def _replace(moves: list[tuple[Path, Path]], staged: Path, folder: Path) -> None:
    """Each copy in its target's place, and at last the folder; if one can't be replaced, those before it go back."""
    done: list[tuple[Path, Path]] = []
    try:
        for copy, target in moves:
            copy.replace(target)
            done.append((copy, target))
        exchange(staged, folder)
    except BaseException:
        for copy, target in reversed(done):
            with suppress(OSError):
                _aside(copy).replace(target)
        raise
