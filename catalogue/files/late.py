"""Files that are made when the first of them is asked for, so that who needs none does not wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property


class LateFiles(Mapping[str, bytes]):
    """{path: bytes}; `make` is called once, and what it raises is raised by the first question."""

    def __init__(self, make: Callable[[], Mapping[str, bytes] | Iterable[tuple[str, bytes]]]) -> None:
        self._make = make

    @cached_property
    def _files(self) -> dict[str, bytes]:
        return dict(self._make())

    def __getitem__(self, path: str) -> bytes:
        return self._files[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
