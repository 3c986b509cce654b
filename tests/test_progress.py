"""A build that takes long says in one line of the terminal what it is at, and leaves nothing of it behind."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from functools import partial
from itertools import count, pairwise
from pathlib import Path
from typing import NamedTuple, TextIO

import pytest
from built_site import DATA

import build
from catalogue.building import progress
from catalogue.building.progress import AFTER, EVERY, Progress, watched

TERM = {"TERM": "xterm"}


class Terminal(NamedTuple):
    """Both ends of a pseudo-terminal."""

    stream: TextIO
    reader: int

    def received(self) -> str:
        """All that was sent so far."""
        self.stream.flush()
        os.write(self.stream.fileno(), b"\0")
        sent = b""
        while not sent.endswith(b"\0"):
            sent += os.read(self.reader, 4096)
        return sent[:-1].decode()


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    reader, writer = os.openpty()
    with os.fdopen(writer, "w", encoding="utf-8") as stream:
        yield Terminal(stream, reader)
    os.close(reader)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def lines(sent: str) -> list[str]:
    """What stood in the line, one after the other; nothing else may have been sent."""
    parts = sent.split("\r\x1b[K")
    assert all("\n" not in part and "\r" not in part for part in parts)
    return parts[1:]


def test_pages_are_counted_once_a_build_takes_long(terminal: Terminal) -> None:
    clock = Clock()
    shown = Progress(terminal.stream, clock)
    with shown.stage("exports"):
        pass
    with shown.stage("100 pages"):
        for number in shown.counted(range(100)):
            clock.now = AFTER / 50 * number  # the half of them is done in good time
    seen = lines(terminal.received())
    assert seen[0] == "51 of 100 pages"
    counts = [int(line.split()[0]) for line in seen[:-1]]
    assert counts == sorted(set(counts))
    assert len(counts) <= AFTER / EVERY + 1  # seldom enough to be read
    assert seen[-1] == ""  # erased


def test_a_stage_that_begins_late_is_named(terminal: Terminal) -> None:
    clock = Clock()
    shown = Progress(terminal.stream, clock)
    clock.now = AFTER
    with shown.stage("check of the finished site"):
        pass
    assert lines(terminal.received()) == ["check of the finished site", ""]


def test_a_quick_build_shows_nothing(terminal: Terminal) -> None:
    clock = Clock()
    shown = Progress(terminal.stream, clock)
    with shown.stage("100 pages"):
        for number in shown.counted(range(100)):
            clock.now = AFTER * number / 100
    assert terminal.received() == ""


def test_the_line_is_gone_before_an_error_is_said(terminal: Terminal) -> None:
    clock = Clock()
    shown = Progress(terminal.stream, clock)
    clock.now = AFTER

    def build_pages() -> None:
        with shown.stage("100 pages"):
            for number in shown.counted(range(100)):
                clock.now += EVERY
                1 / (number - 3)

    with pytest.raises(ZeroDivisionError):
        build_pages()
    assert lines(terminal.received())[-1] == ""


def test_it_passes_on_what_it_counts() -> None:
    assert list(Progress(io.StringIO()).counted("abc")) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("environment", "shown"),
    [(TERM, True), ({**TERM, "CI": "true"}, False), ({"TERM": "dumb"}, False), ({}, False)],
)
def test_a_service_is_shown_nothing_even_on_a_terminal(
    terminal: Terminal, environment: dict[str, str], shown: bool
) -> None:
    assert watched(terminal.stream, environment) is shown


def test_a_pipe_or_file_is_sent_nothing(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    with os.fdopen(writer, "w") as pipe, (tmp_path / "log").open("w") as file:
        assert not watched(pipe, TERM)
        assert not watched(file, TERM)
    os.close(reader)


@pytest.mark.parametrize("timings", [False, True])
def test_the_builder_counts_its_pages(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, timings: bool
) -> None:
    monkeypatch.setattr(progress, "AFTER", 0.0)
    clock = partial(next, count(0.0, EVERY / 50))  # so that each fiftieth page is shown, however quick the build is
    monkeypatch.setattr(build, "Progress", partial(Progress, clock=clock))
    monkeypatch.setattr("sys.stderr", terminal.stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("CI", raising=False)
    arguments = ["--data", str(DATA), "--out", str(tmp_path / "site"), *(["--timings"] if timings else [])]
    assert build.main(arguments) == 0
    sent = terminal.received()
    if timings:
        assert "\x1b" not in sent
    else:
        seen = lines(sent)
        pages = [re.fullmatch(r"(\d+) of (\d+) pages, their twins and the exports", line) for line in seen]
        counts = [(int(one[1]), int(one[2])) for one in pages if one]
        assert len(counts) >= 10
        assert all(before < after for (before, _), (after, _) in pairwise(counts))
        assert {total for _, total in counts} == {len([*(tmp_path / "site").rglob("index.html")]) - 1}  # the chooser
        assert seen[0] == "the data read and checked"
        assert seen[-1] == ""
