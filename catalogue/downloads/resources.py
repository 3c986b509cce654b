"""What a list of an edition is made of: typed columns, and a row for each record.

A resource and a field are what a Data Package calls so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..fields import LANGUAGES
from ..frozen import Frozen
from ..linked import Edition
from ..names import Named

Cell = str | int | None
ID = "[a-z][a-z0-9]*(-[a-z0-9]+)*"  # `fields.Id` without what XML Schema's patterns lack


class Field(Frozen):
    """A column. Its heading in words stands at `columns.{name}`.

    `type` is string, integer, decimal (four decimals, as printed) or number (as printed). None is an empty cell.
    """

    name: str
    get: Callable[[Any], Cell]
    type: str = "string"
    required: bool = True
    pattern: str = ""
    low: int | None = None
    high: int | None = None
    choices: Callable[[Edition], tuple[str, ...]] | None = None
    refers: str = ""  # the resource whose `id` this is

    @property
    def numeric(self) -> bool:
        return self.type in ("decimal", "number")


class Resource(Frozen):
    """A list, a row for each of its records. `key` names the columns that tell a row from all others."""

    name: str
    key: tuple[str, ...]
    records: Callable[[Edition], Iterable[Any]]
    fields: tuple[Field, ...]

    def rows(self, edition: Edition) -> list[tuple[Cell, ...]]:
        """Every row in printed order, its cells in the order of the fields."""
        return self.rows_of(self.records(edition))

    def rows_of(self, records: Iterable[Any]) -> list[tuple[Cell, ...]]:
        getters = [field.get for field in self.fields]
        return [tuple(get(record) for get in getters) for record in records]


def id_field(name: str, get: Callable[[Any], Cell], refers: str = "", required: bool = True) -> Field:
    return Field(name, get, refers=refers, required=required, pattern=ID)


def count_field(name: str, get: Callable[[Any], Cell], required: bool = True) -> Field:
    return Field(name, get, "integer", required, low=1)


def names_fields(prefix: str, get: Callable[[Any], Any]) -> tuple[Field, ...]:
    """`zh` and `en` of a name."""
    return tuple(Field(prefix + one, lambda row, one=one: get(row).name[one]) for one in LANGUAGES)  # type: ignore[misc]


def named_fields(get: Callable[[Any], Named] = lambda row: row) -> tuple[Field, ...]:
    return (
        id_field("id", lambda row: get(row).id),
        *names_fields("", get),
        Field("pinyin", lambda row: get(row).pinyin),
    )
