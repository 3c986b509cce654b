"""What the files of an edition's folder print, read for comparing editions whose English may not be written yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from ..checks.rules_edition import in_rank_order
from ..contradictions import Place
from ..fields import Texts, Where
from ..frozen import Frozen
from ..model import CategoryList, Columns, EditionFile, Level, Row, TableFile, TitlesFile, Totals
from ..names import Note, Record
from ..problems import Position, Problem
from ..reader.shape import Shape
from ..reader.yaml_reader import read_yaml
from .known import child_of, items_of, text_of

R = TypeVar("R", bound=Record)
_NOWHERE = Where(Position(""), {}, True)


class Printed(Frozen):
    """An edition's lists and tables; a table with a fault in it is not among them but `unsure`."""

    facts: EditionFile  # levels and note; the rest is empty
    titles: TitlesFile | None
    tables: Mapping[str, TableFile]  # by industry
    unsure: frozenset[str]
    rows: tuple[Row, ...]  # of all tables, as far as they can be read

    @property
    def note(self) -> str:
        return self.facts.note.text.zh

    @property
    def categories(self) -> tuple[CategoryList, ...]:
        return self.titles.categories if self.titles else ()

    def row(self, place: Place) -> Row:
        """The row of a place that is printed."""
        return next(row for row in self.tables[place.industry].rows if row.rank == place.rank)

    def above(self, place: Place) -> Row | None:
        """The row above that of the place."""
        rows = self.tables[place.industry].rows
        at = rows.index(self.row(place))
        return rows[at - 1] if at else None

    def category(self, place: Place) -> CategoryList:
        """The category of a place that is printed."""
        return next(one for one in self.categories if one.category == place.category)


def printed_in(files: Mapping[str, str], industries: Iterable[str]) -> Printed:
    """From an edition's files, text by path; `industries` in printed order."""
    titles, sound = _read(TitlesFile, files.get("titles.yaml", ""))
    read = {id_: _read(TableFile, files.get(f"industries/{id_}.yaml", "")) for id_ in industries}
    tables = {id_: table for id_, (table, whole) in read.items() if table and whole and in_rank_order(table)}
    rows = tuple(row for table, _ in read.values() if table for row in table.rows)
    unsure = frozenset(read) - frozenset(tables)
    return Printed(_facts(files.get("edition.yaml", "")), titles if sound else None, tables, unsure, rows)


def _read(cls: type[R], text: str) -> tuple[R | None, bool]:
    """The file's record, and whether there is nothing wrong with it."""
    node, problems = read_yaml(text.encode(), "")
    found: list[Problem] = []
    record = Shape(("zh",), found).record(cls, node) if node else None
    return record, not problems and not found


def folder_files(folder: Path) -> dict[str, str]:
    """The text of each YAML file of an edition's folder, by its path there."""
    paths = sorted((*folder.glob("*.yaml"), *folder.glob("industries/*.yaml")))
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in paths
        if path.is_file()
    }


def _facts(text: str) -> EditionFile:
    """The levels and the note, though the file's translations may be missing."""
    node = read_yaml(text.encode(), "")[0]
    levels = []
    for item in items_of(node, "levels"):
        low, high = text_of(item, "from"), text_of(item, "to")
        if low.replace(".", "", 1).isdecimal() and high.replace(".", "", 1).isdecimal():
            name = Texts({"zh": text_of(item, "zh")})
            levels.append(Level(_NOWHERE, name=name, id=text_of(item, "id"), low=low, high=high))
    return EditionFile(
        _NOWHERE,
        edition=text_of(node, "edition"),
        documents=(),
        sections=(),
        columns=Columns(_NOWHERE, "", "", "", ""),
        levels=tuple(levels),
        note=Note(_NOWHERE, Texts({"zh": text_of(child_of(node, "note"), "zh")})),
        industries=(),
        totals=Totals(_NOWHERE, 0, 0, 0, 0, 0, 0, 0, ()),
    )
