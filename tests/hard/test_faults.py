"""Whatever befalls a build, the whole old or the whole new site is there afterwards, and the next build works.

Real builds by `build.py`; 200 kills at random moments are `make hard` (`tests/hard/kills.py`).
"""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from built_site import ROOT, tree
from faults import beside, built, enlarge, finish, kill_while_publishing, small_disk, start, two_versions
from importing import CHANGES, imported
from mistakes import copied

import build
from catalogue.publish import publish

KILLS = 8


class Versions(NamedTuple):
    """Two data folders and the whole site of each."""

    data: tuple[Path, Path]
    sites: tuple[dict[str, bytes], dict[str, bytes]]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    folder = tmp_path_factory.mktemp("versions")
    data = two_versions(folder)
    first, second = (built(one, folder / f"site-{number}" / "site") for number, one in enumerate(data))
    assert first != second
    return Versions(data, (first, second))


@pytest.fixture
def out(versions: Versions, tmp_path: Path) -> Path:
    """A folder with the first version's site."""
    publish(versions.sites[0], tmp_path / "www" / "site")
    return tmp_path / "www" / "site"


def _size(files: dict[str, bytes]) -> int:
    """What they take on a disk, in pages of 4 KiB, with a page for each of their folders."""
    folders = {path.rpartition("/")[0] for path in files}
    return sum(-(-len(content) // 4096) * 4096 for content in files.values()) + 4096 * len(folders)


def test_builds_killed_one_after_the_other_leave_a_whole_site_and_the_next_one_tidies_up(
    versions: Versions, out: Path
) -> None:
    chance = random.Random(20)
    there = 0
    for number in range(KILLS):
        new = number % 2
        kill_while_publishing(start(versions.data[new], out), out, chance.randrange(len(versions.sites[new]) + 20))
        now = tree(out)
        assert now in (versions.sites[there], versions.sites[new])
        there = versions.sites.index(now)
    assert finish(start(versions.data[1 - there], out)) == (0, "")
    assert tree(out) == versions.sites[1 - there]
    assert beside(out) == []


def test_a_full_disk_leaves_the_old_site_and_a_larger_one_takes_the_new(versions: Versions, tmp_path: Path) -> None:
    """It needs room for what is new alone. Without the right to mount a disk, the limit is the size of a file,
    which the system refuses as late."""
    out, (old, new) = tmp_path / "disk" / "site", versions.sites
    size, more = _size(old), _size({path: content for path, content in new.items() if old.get(path) != content})
    assert more < size
    out.parent.mkdir()
    with small_disk(out.parent, size + more // 4) as mounted:
        assert finish(start(versions.data[0], out)) == (0, "")
        status, said = finish(start(versions.data[1], out, largest=0 if mounted else 200_000))
        why = "No space left on device" if mounted else "File too large"
        assert (status, f"{why}; the site was left as it was.\n" in said) == (2, True), said
        assert tree(out) == versions.sites[0]
        assert beside(out) == []
        if mounted:
            enlarge(out.parent, size + more)
        assert finish(start(versions.data[1], out)) == (0, "")
        assert tree(out) == versions.sites[1]
        assert beside(out) == []


def test_a_file_that_may_not_grow_so_large_leaves_the_old_site(versions: Versions, out: Path) -> None:
    status, said = finish(start(versions.data[1], out, largest=30_000))
    assert status == 2
    assert said.endswith("File too large; the site was left as it was.\n")
    assert said.count("\n") == 1
    assert tree(out) == versions.sites[0]
    assert beside(out) == []


@pytest.fixture
def locked(out: Path) -> Iterator[Path]:
    """The site, in a folder that nobody may write to."""
    out.parent.chmod(0o555)
    yield out
    out.parent.chmod(0o755)


def test_a_folder_that_may_not_be_written_to_keeps_the_old_site(versions: Versions, locked: Path) -> None:
    status, said = finish(start(versions.data[1], locked, modes_count=True))
    assert status == 2
    assert said.endswith("Permission denied; the site was left as it was.\n")
    assert said.count("\n") == 1
    assert tree(locked) == versions.sites[0]
    assert beside(locked) == []
    locked.parent.chmod(0o755)
    assert finish(start(versions.data[1], locked, modes_count=True)) == (0, "")
    assert tree(locked) == versions.sites[1]


def test_a_file_where_the_folder_of_the_site_should_be_stays(versions: Versions, tmp_path: Path) -> None:
    (tmp_path / "www").write_bytes(b"a file")
    status, said = finish(start(versions.data[0], tmp_path / "www" / "site"))
    assert status == 2
    assert "Traceback" not in said
    assert said.endswith("the site was left as it was.\n")
    assert (tmp_path / "www").read_bytes() == b"a file"


def test_data_that_may_not_be_read_is_a_problem_at_its_name(versions: Versions, out: Path, tmp_path: Path) -> None:
    data, _ = two_versions(tmp_path / "data")
    (data / "roles.yaml").chmod(0)
    status, said = finish(start(data, out, modes_count=True))
    assert status == 1
    assert f"{data}/roles.yaml:1:1: The file can't be read (Permission denied)." in said
    assert tree(out) == versions.sites[0]


# --- files that change while they are read ------------------------------------------------------------------------


def test_a_file_saved_again_and_again_during_a_build_gives_one_of_its_versions_or_a_problem(
    versions: Versions, out: Path, tmp_path: Path
) -> None:
    """Written in place, in two halves, as some editors do: what is read may be empty, half, or of two versions."""
    data, other = two_versions(tmp_path / "data")
    file = data / "roles.yaml"
    texts = [file.read_bytes(), (other / "roles.yaml").read_bytes()]
    stop = threading.Event()

    def save() -> None:
        while not stop.is_set():
            for text in reversed(texts):
                with file.open("wb", buffering=0) as opened:
                    opened.write(text[: len(text) // 2])
                    opened.write(text[len(text) // 2 :])
                stop.wait(0.02)

    clerk = threading.Thread(target=save)
    clerk.start()
    try:
        for _ in range(2):
            status, said = finish(start(data, out))
            assert tree(out) in versions.sites
            assert status in (0, 1)
            assert "Traceback" not in said
            assert (status == 1) == (f"{file}:" in said), said
    finally:
        stop.set()
        clerk.join()
    assert finish(start(data, out)) == (0, "")
    assert tree(out) == versions.sites[0]


@pytest.mark.parametrize("change", [lambda path: path.write_bytes(path.read_bytes() + b"\n"), Path.unlink])
def test_a_file_that_changed_after_it_was_read_is_a_problem_at_its_name(
    change: object, versions: Versions, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    data, _ = two_versions(tmp_path / "data")
    about, render = data / "pages" / "about.en.md", build.WholeSite.put

    def meanwhile(draft: build.WholeSite, *how: object) -> int:
        change(about)
        return render(draft, *how)

    monkeypatch.setattr(build.WholeSite, "put", meanwhile)
    assert build.main(["--data", str(data), "--out", str(out)]) == 1
    said = f"{about}:1:1: The file was changed while the site was being built. Save it, then build again.\n"
    assert capsys.readouterr().err == f"{said}1 problem; the site was left as it was.\n"
    assert tree(out) == versions.sites[0]


# --- builds that meet -----------------------------------------------------------------------------------------------


def test_builds_at_the_same_time_all_succeed_and_one_of_their_sites_is_there(
    versions: Versions, tmp_path: Path
) -> None:
    out = tmp_path / "www" / "site"
    builds = [start(versions.data[number % 2], out) for number in range(4)]
    assert [finish(one) for one in builds] == [(0, "")] * 4
    assert tree(out) in versions.sites
    assert beside(out) == []


# Publishes again and again, so that every step of one process meets every step of the others.
_AGAIN = """
import sys
from pathlib import Path
from catalogue.publish import publish
files = {f"{n}/index.html": sys.argv[2].encode() for n in range(2)}
for _ in range(200):
    publish(files, Path(sys.argv[1]))
"""


def test_many_that_publish_at_once_never_fall_over_each_other(tmp_path: Path) -> None:
    out = tmp_path / "site"
    command = [sys.executable, "-c", _AGAIN, str(out)]
    running = [
        subprocess.Popen([*command, str(number)], cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8")
        for number in range(4)
    ]
    assert [finish(one) for one in running] == [(0, "")] * 4
    assert len(set(tree(out).values()) - {b""}) == 1
    assert len(tree(out)) == 3
    assert beside(out) == []


# --- an import that is killed ---------------------------------------------------------------------------------------

# `build.py import` that kills itself at its n-th renaming, of three lists of names and the folder of the edition.
_KILLED_IMPORT = """
import os, signal, sys
left = int(sys.argv[1])
def watch(event, arguments):
    global left
    if event == "os.rename":
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
import build
sys.addaudithook(watch)
sys.exit(build.main(sys.argv[2:]))
"""


@pytest.fixture(scope="module")
def site_of(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The data before and after an import that nothing befalls."""
    data = copied(tmp_path_factory.mktemp("site_of"))
    before = tree(data)
    assert imported(data, CHANGES) == 0
    return before, tree(data)


def _but_for_words_of_pinyin(files: dict[str, bytes]) -> dict[str, bytes]:
    """A suggestion is divided into words as the names that are there are; a person writes it in the end."""
    return {
        path: re.sub(rb"(?m)^ *pinyin: .*", lambda line: line[0].replace(b" ", b""), content)
        for path, content in files.items()
    }


@pytest.mark.parametrize("renaming", [2, 4])
def test_an_import_that_is_killed_leaves_whole_files_and_the_same_once_more_completes_it(
    renaming: int, site_of: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    before, after = site_of
    data = copied(tmp_path)
    document = tmp_path / "new.txt"
    document.write_bytes(after["2023/source.txt"])
    command = ["import", str(document), "--edition", "2023", "--data", str(data)]
    killed = subprocess.run([sys.executable, "-c", _KILLED_IMPORT, str(renaming), *command], cwd=ROOT)
    assert killed.returncode == -signal.SIGKILL
    now = {path: content for path, content in tree(data).items() if not path.startswith(".2023.staged-")}
    assert set(now) == set(before)
    assert [path for path in now if now[path] not in (before[path], after[path])] == []
    assert sum(now[path] != before[path] for path in now) == renaming - 1
    assert build.main(command) == 0
    assert _but_for_words_of_pinyin(tree(data)) == _but_for_words_of_pinyin(after)
