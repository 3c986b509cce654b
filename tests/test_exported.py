"""The downloads are handed over one by one; only their sizes and digests are kept."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import partial

import pytest

from catalogue.building.exported import Exported
from catalogue.building.made_before import MadeBefore
from catalogue.building.spread import spread

FILES = {f"data/2020/{number}.txt": str(number).encode() * number for number in range(1, 200)}


def test_every_file_is_handed_over_and_known_by_size_and_digest() -> None:
    given: dict[str, bytes] = {}
    exported = Exported(lambda before: iter(FILES.items()))
    [task] = exported.tasks(given.__setitem__)
    made = task()
    exported.keep(made)
    assert given == FILES
    assert [one.content for one in made] == [None] * len(FILES)
    assert dict(exported) == {path: (len(raw), hashlib.sha256(raw).hexdigest()) for path, raw in FILES.items()}


def test_what_is_wanted_once_more_is_returned() -> None:
    wanted = [*FILES][3:6]
    [task] = Exported(lambda before: iter(FILES.items())).tasks(lambda path, content: None, wanted)
    assert {one.address: one.content for one in task() if one.content is not None} == {
        path: FILES[path] for path in wanted
    }


@pytest.mark.parametrize("processes", [1, 2])
def test_several_makers_hand_over_their_files_in_their_order(processes: int) -> None:
    def make(number: int, before: MadeBefore) -> Iterator[tuple[str, bytes]]:
        yield f"data/{number}.txt", str(os.getpid()).encode()

    wanted = [f"data/{number}.txt" for number in range(40)]
    exported = Exported(*(partial(make, number) for number in range(40)))
    with spread(exported.tasks(lambda path, content: None, wanted), processes) as results:
        made = [one for some in results for one in some]
    exported.keep(made)
    assert [*exported] == [one.address for one in made] == wanted
    assert (str(os.getpid()).encode() in {one.content for one in made}) == (processes == 1)


def test_files_are_made_once_for_whoever_asks_before() -> None:
    made = []

    def make(before: MadeBefore) -> Iterator[tuple[str, bytes]]:
        made.append("once")
        yield from FILES.items()

    exported = Exported(make)
    assert made == []
    assert len(exported) == len(FILES)
    assert exported["data/2020/7.txt"].size == 7
    assert made == ["once"]


def test_no_more_than_one_file_is_held() -> None:
    held: set[str] = set()
    most = 0

    class Content(bytes):
        path: str

        def __del__(self) -> None:
            held.discard(self.path)

    def make(before: MadeBefore) -> Iterator[tuple[str, bytes]]:
        nonlocal most
        for path, raw in FILES.items():
            content = Content(raw)
            content.path = path
            held.add(path)
            yield path, content
            most = max(most, len(held))

    Exported(make).tasks(lambda path, content: None)[0]()
    assert most <= 2  # the next one is made before the last is let go
