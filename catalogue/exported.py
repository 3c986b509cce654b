"""The downloads as the rest of a build knows them: by size and digest. What they hold is handed over and not kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from .page_files import Put
from .spread import spread
from .sums import Known

Make = Callable[[], Iterable[tuple[str, bytes]]]


class _Made(NamedTuple):
    """A file that has been put where it belongs; with its content if that is wanted once more."""

    address: str
    known: Known
    content: bytes | None


class Exported(Mapping[str, Known]):
    """By address. For who asks before the files were handed over, they are made once more."""

    def __init__(self, *makes: Make) -> None:
        self._makes = makes
        self._known: dict[str, Known] = {}

    def put(self, put: Put, processes: int = 1, wanted: Collection[str] = ()) -> dict[str, bytes]:
        """Hand over every file by its address. Returns those that are wanted once more.

        With more than one process it is others that make them, so that what that takes is given back when they end.
        """
        made = list(spread(partial(_put_files, put=put, wanted=wanted), self._makes, processes, at_once=1))
        self._known = {one.address: one.known for one in made}
        return {one.address: one.content for one in made if one.content is not None}

    def _all(self) -> dict[str, Known]:
        if not self._known:
            self.put(lambda path, content: None)
        return self._known

    def __getitem__(self, address: str) -> Known:
        return self._all()[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


def _put_files(makers: Sequence[Make], put: Put, wanted: Collection[str]) -> list[_Made]:
    made = []
    for make in makers:
        for address, content in make():
            put(address, content)
            made.append(_Made(address, Known.of(content), content if address in wanted else None))
    return made
