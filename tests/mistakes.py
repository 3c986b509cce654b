"""Seeds a copy of the real data with a mistake and says where the check should find it.

In the text that a mistake writes, ▸ marks the place at which its problem is expected; the mark itself is not
written. So an expected line and column is seen, not counted, and stands when lines are added above it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

import pytest

from catalogue import load as load_module
from catalogue.load import load
from catalogue.names import Record
from catalogue.problems import DataProblems, Problem, in_file_order
from catalogue.reader.folder import Folder
from catalogue.reader.yaml_text import readable
from catalogue.rules import check

DATA = Path(__file__).resolve().parent.parent / "data"
MARK = "▸"

Edit = Callable[[Path], object]


class Expected(NamedTuple):
    """A problem: its file, the text around its place (empty for the file's start), parts of what it says."""

    file: str
    anchor: str
    message: str
    hint: str


@dataclass(frozen=True)
class Mistake:
    """What a clerk does to the data, and every problem that should be found."""

    name: str
    edits: tuple[Edit, ...]
    expected: tuple[Expected, ...]


def copied(folder: Path) -> Path:
    """A copy of the real data to spoil."""
    return Path(shutil.copytree(DATA, folder / "data"))


def found_in(data: Path) -> tuple[Problem, ...]:
    """Every problem of the data, as `build.py check` finds them."""
    try:
        return in_file_order(check(load(data)))
    except DataProblems as problems:
        return problems.problems


# Readers give the same for the same bytes, so that 300 mistakes need not read 300 × 29 files; whoever gets what was read
# can't change it.
class _Given(Folder):
    """A folder in which every file has these bytes."""

    def __init__(self, raw: bytes, languages: tuple[str, ...]) -> None:
        super().__init__(Path())
        self.raw, self.languages = raw, languages

    def bytes(self, path: Path, why: str) -> bytes:
        return self.raw


@lru_cache(maxsize=512)
def _record(cls: type[Record], raw: bytes, file: str, languages: tuple[str, ...]) -> tuple[object, list[Problem]]:
    folder = _Given(raw, languages)
    return _record_as_ever(folder, cls, Path(file), ""), folder.problems


_record_as_ever = Folder.record


def _record_once(folder: Folder, cls: type[Record], path: Path, why: str) -> object:
    raw = folder.bytes(path, why)
    if raw is None:
        return None
    record, problems = _record(cls, raw, str(path), folder.languages)
    folder.problems.extend(problems)
    return record


def _once(read: Callable[[bytes, str, list[Problem]], object]) -> Callable[[bytes, str, list[Problem]], object]:
    @lru_cache(maxsize=128)
    def kept(raw: bytes, file: str) -> tuple[object, list[Problem]]:
        problems: list[Problem] = []
        return read(raw, file, problems), problems

    def again(raw: bytes, file: str, problems: list[Problem]) -> object:
        found, new = kept(raw, file)
        problems.extend(new)
        return found

    return again


_READERS = {name: _once(getattr(load_module, name)) for name in ("read_words", "read_prose")}
_readable_once = lru_cache(maxsize=128)(readable)


def parse_once(patch: pytest.MonkeyPatch) -> None:
    """Files that a mistake leaves alone are read only once, if the data has the same name."""
    patch.setattr(Folder, "record", _record_once)
    patch.setattr(load_module, "readable", _readable_once)
    for name, read in _READERS.items():
        patch.setattr(load_module, name, read)


def place_in(data: Path, expected: Expected) -> tuple[str, int, int]:
    """The place that an expected problem names."""
    path = data / expected.file
    if not expected.anchor:
        return str(path), 1, 1
    before, after = expected.anchor.split(MARK)
    text = path.read_bytes().removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    assert before + after in text, f"{path} has no {before + after!r}"
    start = text.index(before + after) + len(before)
    return str(path), text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def check_found(mistake: Mistake, data: Path) -> None:
    """The mistake, once made, gives its problems and no others, each at its place."""
    for edit in mistake.edits:
        edit(data)
    found = found_in(data)
    expected = sorted((place_in(data, one), one.message, one.hint) for one in mistake.expected)
    listing = "\n".join(map(str, found))
    assert [tuple(problem.position) for problem in found] == [place for place, _, _ in expected], listing
    for problem, (_, message, hint) in zip(found, expected, strict=True):
        assert message in problem.message, listing
        assert hint in problem.hint, listing


def _replace(data: Path, *, file: str, old: str, new: str) -> None:
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} has no {old!r}"
    path.write_text(text.replace(old, new.replace(MARK, ""), 1), encoding="utf-8", newline="")


def replace(file: str, old: str, new: str) -> Edit:
    """Writes one text in place of another, the first time that it stands in the file."""
    return partial(_replace, file=file, old=old, new=new)


def mistyped(name: str, file: str, old: str, new: str, message: str, hint: str, *more: Expected) -> Mistake:
    """A text typed wrong; the problem is at the mark in the new text."""
    return Mistake(name, (replace(file, old, new),), (Expected(file, new, message, hint), *more))


def changed(name: str, file: str, old: str, new: str, *expected: Expected) -> Mistake:
    """A text typed wrong, of which others complain."""
    return Mistake(name, (replace(file, old, new),), expected)


def _raw(data: Path, *, file: str, change: Callable[[bytes], bytes]) -> None:
    path = data / file
    path.write_bytes(change(path.read_bytes()))


def saved(
    name: str, file: str, change: Callable[[bytes], bytes], anchor: str, message: str, hint: str, *more: Expected
) -> Mistake:
    """A file saved with other bytes."""
    return Mistake(name, (partial(_raw, file=file, change=change),), (Expected(file, anchor, message, hint), *more))


def _removed(data: Path, *, file: str) -> None:
    path = data / file
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def deleted(file: str, message: str = "The file is missing.", hint: str = "Restore it") -> Mistake:
    return Mistake(f"{file} deleted", (partial(_removed, file=file),), (Expected(file, "", message, hint),))


def _renamed(data: Path, *, file: str, to: str) -> None:
    (data / file).rename(data / to)


def renamed(name: str, file: str, to: str, *expected: Expected) -> Mistake:
    return Mistake(name, (partial(_renamed, file=file, to=to),), expected)


def _moved(data: Path, *, file: str, order: Callable[[list[str]], list[str]]) -> None:
    path = data / file
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(order(lines)), encoding="utf-8")


def lines(name: str, file: str, order: Callable[[list[str]], list[str]], *expected: Expected) -> Mistake:
    """Whole lines lost, doubled or moved."""
    return Mistake(name, (partial(_moved, file=file, order=order),), expected)


def line_of(rank: int) -> int:
    """The index of a table file's line with that rank: after the two comments, `industry:` and `rows:`."""
    return rank + 3
