"""The downloads as the rest of a build knows them: by size and digest. What they hold is handed over and not kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from .sums import Known


class Exported(Mapping[str, Known]):
    """By address. The files are made once more for who asks before they were handed over."""

    def __init__(self, make: Callable[[], Iterable[tuple[str, bytes]]]) -> None:
        self._make = make
        self._known: dict[str, Known] = {}

    def handed_over(self) -> Iterator[tuple[str, bytes]]:
        """Every file by its address, made as it is asked for."""
        known = {}
        for address, content in self._make():
            known[address] = Known.of(content)
            yield address, content
        self._known = known

    def _all(self) -> dict[str, Known]:
        if not self._known:
            for _ in self.handed_over():
                pass
        return self._known

    def __getitem__(self, address: str) -> Known:
        return self._all()[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())
