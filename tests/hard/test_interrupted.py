"""Ctrl-C, or a worker that the system kills: one line says so, the old site is there and nothing beside it.

The moment is one of the build's own steps, which raises the signal itself, so it is the same on every machine.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from built_site import ROOT, tree
from faults import PATIENCE, beside, built, two_versions

from catalogue.publish import publish

Version = tuple[Path, dict[str, bytes]]
OLD = {"index.html": b"old"}
INTERRUPTED = "Interrupted; the site was left as it was.\n"

# Runs `build.py` with as many processes as are asked for. At the n-th page that its workers write (or it itself, if it
# is alone), or just after a step, it sends what a terminal does at Ctrl-C: a signal to every process of the group.
_AT = """
import multiprocessing, os, signal, sys, tempfile
import build
from catalogue import publish

step, processes, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
main, left = os.getpid(), 3
ctrl_c = lambda: [os.killpg(0, signal.SIGINT) for _ in range(times)]

def after(owner, name):
    do = getattr(owner, name)
    def done(*arguments, **named):
        result = do(*arguments, **named)
        ctrl_c()
        return result
    setattr(owner, name, done)

def write(self, path, content, write=publish.Staged.write):
    global left
    write(self, path, content)
    left -= path.endswith(".html") and (os.getpid() != main or processes == 1)
    if not left:
        left = -1
        if step == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        ctrl_c()

def counted(self, items):
    for item in items:
        yield item
        ctrl_c()

def clear(*folders, clear=publish._clear):
    if multiprocessing.active_children():
        print("A worker may still write what is being removed.", file=sys.stderr)
    clear(*folders)

publish._clear = clear
if step in ("write", "killed"):
    publish.Staged.write = write
elif step == "counted":
    build.Timings.counted = counted
else:
    after(*{"staged": (tempfile, "mkdtemp"), "swapped": (publish, "exchange"), "forked": (os, "fork")}[step])
if step == "write" and times > 1:
    after(publish, "_clear")
build.MANY, build.processors = 0 if processes > 1 else 10**9, lambda: processes
sys.exit(build.main(sys.argv[4:]))
"""


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    folder = tmp_path_factory.mktemp("interrupted")
    data, _ = two_versions(folder)
    return data, built(data, folder / "site" / "site")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    publish(OLD, tmp_path / "www" / "site")
    return tmp_path / "www" / "site"


def _run(step: str, processes: int, data: Path, out: Path, times: int = 1) -> tuple[int, str, str]:
    """Exit status, what it printed, and what it complained of; afterwards no process of its group is left."""
    command = [sys.executable, "-c", _AT, step, str(processes), str(times), "--data", str(data), "--out", str(out)]
    pipe = subprocess.PIPE
    build = subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, encoding="utf-8", start_new_session=True)
    printed, said = build.communicate(timeout=PATIENCE)
    with pytest.raises(ProcessLookupError):
        os.killpg(build.pid, 0)
    return build.returncode, printed, said


@pytest.mark.parametrize(
    ("step", "processes"), [("staged", 1), ("write", 1), ("write", 2), ("forked", 2), ("counted", 2)]
)
def test_ctrl_c_is_one_line_and_leaves_the_old_site(step: str, processes: int, version: Version, out: Path) -> None:
    before = tree(out)
    assert _run(step, processes, version[0], out) == (130, "", INTERRUPTED)
    assert tree(out) == before
    assert beside(out) == []


def test_a_second_ctrl_c_does_not_disturb_the_tidying_up(version: Version, out: Path) -> None:
    before = tree(out)
    assert _run("write", 2, version[0], out, times=2) == (130, "", INTERRUPTED)
    assert tree(out) == before
    assert beside(out) == []


def test_ctrl_c_after_the_swap_comes_too_late_and_nothing_says_otherwise(version: Version, out: Path) -> None:
    data, site = version
    status, printed, said = _run("swapped", 1, data, out)
    assert (status, said) == (0, "")
    assert printed.endswith(f" files in {out}.\n")
    assert tree(out) == site
    assert beside(out) == []


def test_a_build_that_a_shell_keeps_from_ctrl_c_is_kept_from_it(version: Version, out: Path) -> None:
    """As it does with what runs behind it: `make build &`."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert _run("write", 2, version[0], out)[0] == 0
    finally:
        signal.signal(signal.SIGINT, before)
    assert tree(out) == version[1]


def test_a_worker_that_the_system_kills_is_one_line_that_says_what_to_do(version: Version, out: Path) -> None:
    before = tree(out)
    status, printed, said = _run("killed", 2, version[0], out)
    assert (status, printed) == (2, "")
    assert said == (
        "The system killed a process that was making pages, most likely because memory ran out;"
        " the site was left as it was. Close other programs, or build with one process, which takes less:"
        " taskset --cpu-list 0 make build\n"
    )
    assert tree(out) == before
    assert beside(out) == []
