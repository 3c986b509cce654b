"""`Frozen` records are what `@dataclass(frozen=True)` makes: the same class is written both ways and compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from functools import cached_property
from typing import Any, ClassVar

import pytest

from catalogue.frozen import Frozen


class Ours(Frozen):
    example: ClassVar[str] = "no field"

    a: int
    at: object = field(compare=False, repr=False)
    b: str = "b"
    call: Callable[[int], int] = lambda number: number + 1
    c: tuple[int, ...] = field(default=(), metadata={"key": "C"})

    @cached_property
    def found(self) -> list[int]:
        return [self.a]


class OursLonger(Ours):
    b: str = "another default"
    d: int = 0


@dataclass(frozen=True)
class Theirs:
    example: ClassVar[str] = "no field"

    a: int
    at: object = field(compare=False, repr=False)
    b: str = "b"
    call: Callable[[int], int] = lambda number: number + 1
    c: tuple[int, ...] = field(default=(), metadata={"key": "C"})


@dataclass(frozen=True)
class TheirsLonger(Theirs):
    b: str = "another default"
    d: int = 0


BOTH = [(Ours, Theirs), (OursLonger, TheirsLonger)]


@pytest.mark.parametrize(("ours", "theirs"), BOTH)
def test_the_fields_are_those_of_a_dataclass(ours: Any, theirs: Any) -> None:
    def told(record: Any) -> list[object]:
        return [(one.name, one.type, one.default, one.compare, one.repr, dict(one.metadata)) for one in fields(record)]

    told_by_us = [(*one[:2], *one[3:]) for one in told(ours)]  # a default that is a function differs with its class
    assert told_by_us == [(*one[:2], *one[3:]) for one in told(theirs)]


@pytest.mark.parametrize(("ours", "theirs"), BOTH)
def test_values_are_given_by_place_or_name(ours: Any, theirs: Any) -> None:
    for values, named in [
        ((1, 2), {}),
        ((1,), {"at": 2}),
        ((), {"at": 2, "a": 1, "c": (3,)}),
        ((1, 2, "x"), {"c": (3,)}),
    ]:
        one, other = ours(*values, **named), theirs(*values, **named)
        assert {**vars(one), "call": None} == {**vars(other), "call": None}
        assert one.call(1) == other.call(1) == 2  # a default that is a function does not become a method


@pytest.mark.parametrize("record", [Ours, Theirs])
@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), ((1,), {}), ((), {"at": 2}), ((1, 2), {"x": 3}), ((1, 2), {"a": 3}), ((1,), {"x": 2}), ((1, 2, 3, 4, 5, 6), {})],
)  # fmt: skip
def test_a_value_too_few_or_too_many_is_refused(record: Any, values: tuple[int, ...], named: dict[str, int]) -> None:
    with pytest.raises(TypeError, match=record.__name__):
        record(*values, **named)


@pytest.mark.parametrize("record", [OursLonger, TheirsLonger])
def test_records_are_equal_by_class_and_compared_values(record: Any) -> None:
    one = record(1, "here")
    assert one == record(1, "there")
    assert hash(one) == hash(record(1, "there"))
    assert one != record(2, "here")
    assert all(one != other for other in ((1, "here"), Ours(1, "here"), Theirs(1, "here")))
    assert {one: "found"}[record(1, "elsewhere")] == "found"


@pytest.mark.parametrize("record", [Ours, Theirs])
def test_a_record_can_not_be_changed(record: Any) -> None:
    one = record(1, 2)
    with pytest.raises(FrozenInstanceError):
        one.a = 2
    with pytest.raises(FrozenInstanceError):
        one.unknown = 2
    with pytest.raises(FrozenInstanceError):
        del one.a
    changed = replace(one, a=2)
    assert (changed.a, changed.at, one.a) == (2, 2, 1)


def test_a_record_shows_its_class_and_values() -> None:
    one, other = Ours(1, 2, call=max), Theirs(1, 2, call=max)
    assert repr(one) == repr(other).replace("Theirs", "Ours")


def test_what_is_computed_once_is_kept() -> None:
    one = Ours(1, 2)
    assert one.found is one.found


def test_a_record_may_be_equal_to_itself_alone() -> None:
    class Alone(Frozen, eq=False):
        a: int

    one = Alone(1)
    assert one != Alone(1)
    assert len({one, one, Alone(1)}) == 2
