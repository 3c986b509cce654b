"""Frozen records whose classes cost little.

`dataclasses` writes and compiles six functions for each class: half a millisecond a class, a quarter of the program's
start for ours. Here all classes share theirs. `fields` and `replace` of `dataclasses` take them as any other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, ClassVar, dataclass_transform

_set = object.__setattr__


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Frozen:
    """What `@dataclass(frozen=True)` makes of a class; but a default can't be made anew for each record."""

    _names: ClassVar[dict[str, None]]  # of the fields, in their order
    _defaults: ClassVar[dict[str, Any]]
    _value: ClassVar[Callable[[Any], tuple[object, ...]]]  # by which records are equal: their class and fields

    def __init_subclass__(cls, eq: bool = True) -> None:
        dataclass(init=False, repr=False, eq=False)(cls)
        own = fields(cls)  # type: ignore[arg-type]  # it has just become one
        cls._names = dict.fromkeys(one.name for one in own)
        cls._defaults = {one.name: one.default for one in own if one.default is not MISSING}
        if not eq:  # equal to itself alone
            cls.__eq__, cls.__hash__ = object.__eq__, object.__hash__  # type: ignore[method-assign]
        cls._value = attrgetter("__class__", *(one.name for one in own if one.compare))

    def __init__(self, *values: Any, **named: Any) -> None:
        if named or len(values) != len(self._names):
            given = dict(zip(self._names, values, strict=False), **named)
            content = {**self._defaults, **given}
            if len(given) != len(values) + len(named) or content.keys() != self._names.keys():
                raise TypeError(f"{type(self).__name__} takes {', '.join(self._names)}")
            values = tuple(map(content.__getitem__, self._names))
        for name, value in zip(self._names, values, strict=True):  # not through `__dict__`, which would then be its own
            _set(self, name, value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Frozen) and type(self)._value(self) == type(other)._value(other)

    def __hash__(self) -> int:
        return hash(type(self)._value(self))

    def __repr__(self) -> str:
        shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)  # type: ignore[arg-type]
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")
