"""The downloads as the rest of a build knows them: by size and digest. What they hold is handed over and not kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from ..rendering.page_files import Put
from .made_before import NOTHING, MadeBefore
from .sums import Known

Make = Callable[[MadeBefore], Iterable[tuple[str, bytes]]]


class MadeExport(NamedTuple):
    """A file that has been put where it belongs; with its content if that is wanted once more."""

    address: str
    known: Known
    content: bytes | None


class Exported(Mapping[str, Known]):
    """By address. For who asks before the files were handed over, they are made once more."""

    def __init__(self, *makes: Make) -> None:
        self._makes = makes
        self._known: dict[str, Known] = {}

    def tasks(
        self, put: Put, wanted: Collection[str] = (), before: MadeBefore = NOTHING
    ) -> list[Callable[[], list[MadeExport]]]:
        """What hands over the files of each maker, in whatever process; `keep` is to be told what was made."""
        return [partial(_put_files, make, put, wanted, before) for make in self._makes]

    def keep(self, made: Iterable[MadeExport]) -> None:
        self._known.update((one.address, one.known) for one in made)

    def _all(self) -> dict[str, Known]:
        if not self._known:
            for task in self.tasks(lambda path, content: None):
                self.keep(task())
        return self._known

    def __getitem__(self, address: str) -> Known:
        return self._all()[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


def _put_files(make: Make, put: Put, wanted: Collection[str], before: MadeBefore) -> list[MadeExport]:
    made = []
    for address, content in make(before):
        put(address, content)
        made.append(MadeExport(address, Known.of(content), content if address in wanted else None))
    return made
