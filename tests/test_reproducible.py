"""Same input, same bytes: nothing of the machine, the person or the moment is in the site."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from built_site import DATA, ROOT, tree
from golden.fixture import make_data

PARTS = ("build.py", "catalogue", "data", "static", "templates")
HERE = {"TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
THERE = {
    "TZ": "America/St_Johns", "LANG": "tr_TR.ISO8859-9", "LC_ALL": "POSIX", "PYTHONHASHSEED": "4242",
    "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "USER": "someone", "HOME": "/nowhere", "SOURCE_DATE_EPOCH": "1",
}  # fmt: skip

LONG_AGO = "1999-12-31 23:59:58"


def _copy(to: Path, backwards: bool = False) -> Path:
    """The project in another folder; `backwards`, its files come into being in the opposite order."""
    files = [path for part in PARTS for path in [ROOT / part, *(ROOT / part).rglob("*")] if path.is_file()]
    for path in sorted(files, reverse=backwards):
        if "__pycache__" not in path.parts:
            target = to / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return to


def _start(
    project: Path, environment: dict[str, str], umask: int, cwd: Path, *options: str, clock: str = ""
) -> subprocess.Popen[bytes]:
    """`clock`: the time that the build is told it is."""
    keep = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    command = [*(["faketime", clock] if clock else []), sys.executable, str(project / "build.py"), *options]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=cwd, env={**keep, **environment}, umask=umask, stdout=pipe, stderr=pipe)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two builds that have only the input in common."""
    here = _copy(tmp_path_factory.mktemp("here"))
    there = _copy(tmp_path_factory.mktemp("there") / "a folder with a longer name 文", backwards=True)
    out = there.parent / "public"
    builds = [
        _start(here, HERE, 0o022, here),
        _start(
            there, THERE, 0o077, there.parent, "build", "--data", str(there / "data"), "--out", str(out), clock=LONG_AGO
        ),
    ]
    _finish(*builds)
    return here / "site", out


def _finish(*builds: subprocess.Popen[bytes]) -> None:
    for build in builds:
        _, errors = build.communicate()
        assert build.returncode == 0, errors.decode(errors="replace")


def test_two_builds_in_different_surroundings_are_alike_to_the_byte(sites: tuple[Path, Path]) -> None:
    here, there = map(tree, sites)
    assert sorted(here) == sorted(there)
    assert [path for path in here if here[path] != there[path]] == []


def test_compressed_files_are_alike_to_the_byte(tmp_path: Path) -> None:
    """Of a small site: what a file is compressed to depends on nothing but its bytes."""
    data = make_data(DATA, tmp_path / "data")
    common = ("build", "--compress", "--data", str(data), "--out")
    _finish(
        _start(ROOT, HERE, 0o022, ROOT, *common, str(tmp_path / "here")),
        _start(ROOT, THERE, 0o077, tmp_path, *common, str(tmp_path / "there"), clock=LONG_AGO),
    )
    here, there = tree(tmp_path / "here"), tree(tmp_path / "there")
    assert sum(path.endswith((".br", ".gz")) for path in here) > 100
    assert {path for path in here.keys() | there.keys() if here.get(path) != there.get(path)} == set()


def test_the_clock_of_the_second_build_is_another_one() -> None:
    command = ["faketime", LONG_AGO, sys.executable, "-c", "import time; print(time.gmtime().tm_year)"]
    assert subprocess.run(command, capture_output=True, text=True, env={**os.environ, "TZ": "UTC"}).stdout == "1999\n"


def test_two_builds_have_the_same_folders_and_modes(sites: tuple[Path, Path]) -> None:
    here, there = (
        {path.relative_to(site): stat.S_IMODE(path.stat().st_mode) for path in [site, *site.rglob("*")]}
        for site in sites
    )
    assert here == there


def test_a_build_names_no_folder_of_the_machine(sites: tuple[Path, Path]) -> None:
    here, _ = sites
    for path, raw in tree(here).items():
        assert str(here.parent).encode() not in raw, path


def test_a_build_leaves_the_project_as_it_was(sites: tuple[Path, Path]) -> None:
    here, _ = sites
    for part in ("data", "templates", "static"):
        assert tree(here.parent / part) == tree(ROOT / part)
