"""Several processes make the same site as one, fail as one does, and none outlives its build."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from built_site import DATA, ROOT, tree
from golden.fixture import make_data

import build
from catalogue import whole_site
from catalogue.building.spread import RANGE, processors, ranges, spread
from catalogue.problems import DataProblems, Position, Problem


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_data(DATA, tmp_path_factory.mktemp("spread") / "data")


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a small build has two workers."""
    monkeypatch.setattr(build, "MANY", 0)
    monkeypatch.setattr(build, "processors", lambda: 2)


def _pid_and_double(number: int) -> tuple[int, int]:
    return os.getpid(), 2 * number


@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.parametrize("n", [0, 1, 40])
def test_results_come_in_the_order_of_the_tasks(n: int, processes: int) -> None:
    with spread([partial(_pid_and_double, number) for number in range(n)], processes) as results:
        made = list(results)
    assert [double for _, double in made] == [2 * number for number in range(n)]
    if n:
        assert (os.getpid() in {pid for pid, _ in made}) == (processes == 1)


@pytest.mark.parametrize("n", [0, 1, RANGE, 3 * RANGE + 1])
def test_small_things_make_tasks_together(n: int) -> None:
    some = list(ranges(range(n)))
    assert [one for made in some for one in made] == list(range(n))
    assert all(len(made) == RANGE for made in some[:-1])
    assert all(some)


def test_as_many_processes_as_may_run() -> None:
    assert processors() == len(os.sched_getaffinity(0))


@pytest.mark.parametrize("processes", [1, 2])
def test_what_fails_first_is_raised(processes: int) -> None:
    def work(number: int) -> int:
        if number >= 2:
            raise DataProblems([Problem(Position("words.yaml", number), "Wrong.", "Write it.")])
        return number

    tasks = [partial(work, number) for number in range(5)]
    with pytest.raises(DataProblems) as raised, spread(tasks, processes) as results:
        list(results)
    assert str(raised.value) == "words.yaml:2:1: Wrong. Write it."


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("options", [[], ["--compress"]])
def test_two_processes_make_the_same_site_as_one(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    arguments = ["--data", str(data), "--base-url", "https://example.org/x/", *options]
    assert build.main([*arguments, "--out", str(tmp_path / "two")]) == 0
    monkeypatch.setattr(build, "MANY", 10**9)
    assert build.main([*arguments, "--out", str(tmp_path / "one")]) == 0
    assert tree(tmp_path / "two") == tree(tmp_path / "one")
    modes = [
        {path.relative_to(site): path.stat().st_mode for path in site.rglob("*")}
        for site in (tmp_path / "one", tmp_path / "two")
    ]
    assert modes[0] == modes[1]


@pytest.mark.usefixtures("two")
def test_an_error_in_a_worker_leaves_the_old_site(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out" / "site"
    assert build.main(["--data", str(data), "--out", str(out)]) == 0
    before = tree(out)
    broken = tmp_path / "project"
    for name in ("templates", "static"):
        shutil.copytree(ROOT / name, broken / name)
    template = broken / "templates" / "pages" / "matrix.html"
    template.write_text(template.read_text(encoding="utf-8").replace("{{ title }}", '{{ t("no.such") }}'), "utf-8")
    monkeypatch.setattr(whole_site, "ROOT", broken)
    assert build.main(["--data", str(data), "--out", str(out)]) == 1
    assert "The words lack `no.such`, which a page says." in capfd.readouterr().err
    assert tree(out) == before
    assert [path.name for path in out.parent.iterdir()] == ["site"]


# A worker that is about to write its first page kills the build and would then sleep for an hour.
_KILLED = """
import os, signal, sys, time
import build
from catalogue.publish import Staged

def write(self, path, content, write=Staged.write, build=os.getpid()):
    if os.getpid() != build:
        with open(sys.argv[1], "a") as pids:
            pids.write(f"{os.getpid()}\\n")
        os.kill(build, signal.SIGKILL)
        time.sleep(3600)
    write(self, path, content)

Staged.write, build.MANY, build.processors = write, 0, lambda: 2
build.main(sys.argv[2:])
"""


def test_no_worker_outlives_a_build_that_is_killed(data: Path, tmp_path: Path) -> None:
    out, pids = tmp_path / "out" / "site", tmp_path / "pids"
    arguments = ["--data", str(data), "--out", str(out)]
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(pids), *arguments], cwd=ROOT)
    assert killed.returncode == -signal.SIGKILL
    left = {int(line) for line in pids.read_text().splitlines()}
    assert left
    for _ in range(1000):  # the system needs a moment
        left = {pid for pid in left if _alive(pid)}
        if not left:
            break
        time.sleep(0.01)
    assert left == set()
    assert [path.name for path in out.parent.iterdir()] != ["site"]  # what it had begun
    assert build.main(arguments) == 0
    assert [path.name for path in out.parent.iterdir()] == ["site"]


def _alive(pid: int) -> bool:
    """Whether the process runs; one that nobody has buried yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False
