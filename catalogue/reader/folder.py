"""Reads the files of a data folder, whatever stands in their place; gathers their problems."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from ..fields import LANGUAGES
from ..names import Record
from ..problems import Position, Problem
from .shape import Shape
from .yaml_reader import read_yaml
from .yaml_text import SIZE_LIMIT

R = TypeVar("R", bound=Record)
_LEFT_BEHIND = re.compile(r"\..*|.*~|~\$.*|Thumbs\.db|desktop\.ini", re.IGNORECASE)


def left_behind(name: str) -> bool:
    """Whether a file or folder is one that editors and file managers hide and forget: `.DS_Store`, `site.css~`."""
    return bool(_LEFT_BEHIND.fullmatch(name))


class Stamp(NamedTuple):
    """By which a file is known to be the one that was read."""

    node: int
    size: int
    changed: int  # nanoseconds

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        return cls(status.st_ino, status.st_size, status.st_mtime_ns)


class Folder:
    """Reads the files of a data folder and gathers their problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.stamps: dict[Path, Stamp] = {}  # of every file that was read
        self.languages: tuple[str, ...] = LANGUAGES

    def add(self, position: Position, message: str, hint: str) -> None:
        self.problems.append(Problem(position, message, hint))

    def bytes(self, path: Path, why: str) -> bytes | None:
        place = Position(str(path))
        try:
            if path.exists() and not path.is_file():
                self.add(place, "This is not a file.", f"A file should have this name: {why}.")
                return None
            with path.open("rb") as file:
                raw = file.read(SIZE_LIMIT + 1)
                self.stamps.setdefault(path, Stamp.of(os.fstat(file.fileno())))
                return raw
        except FileNotFoundError:
            self.add(place, "The file is missing.", f"Restore it: {why}.")
        except OSError as error:
            self.add(place, f"The file can't be read ({error.strerror}).", "Check its name and its permissions.")
        return None

    def listed(self, folder: Path, why: str) -> list[Path]:
        """The entries of a folder, without those that programs hide (`.DS_Store`, an editor's swap file, `~$x.docx`).

        None of them: the folder itself is the problem, so its files need not be missed one by one.
        """
        place = Position(str(folder))
        found: list[Path] = []
        try:
            found = sorted(path for path in folder.iterdir() if not left_behind(path.name))
        except FileNotFoundError:
            self.add(place, "The folder is missing.", f"Restore it: {why}.")
        except NotADirectoryError:
            self.add(place, "This is not a folder.", f"A folder should have this name: {why}.")
        except OSError as error:
            self.add(place, f"The folder can't be read ({error.strerror}).", "Check its name and its permissions.")
        else:
            if not found:
                self.add(place, "The folder is empty.", f"Restore its files: {why}.")
        return found

    def record(self, cls: type[R], path: Path, why: str) -> R | None:
        raw = self.bytes(path, why)
        if raw is None:
            return None
        root, problems = read_yaml(raw, str(path))
        self.problems.extend(problems)
        if root is None:
            return None
        return Shape(self.languages, self.problems).record(cls, root)


def changed_since(stamps: Mapping[Path, Stamp]) -> Iterator[Problem]:
    """Files that are others than those that were read: half of a file that was just being saved may have been read."""
    for path, stamp in stamps.items():
        try:
            same = Stamp.of(path.stat()) == stamp
        except OSError:
            same = False
        if not same:
            yield changed_meanwhile(str(path))


def changed_meanwhile(file: str) -> Problem:
    return Problem(Position(file), "The file was changed while the site was being built.", "Save it, then build again.")
