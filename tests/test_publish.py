"""A build leaves the whole old site or the whole new one: when it fails, when the disk does, when it is killed."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from built_site import DATA, ROOT, tree
from golden.fixture import make_data

import build
from catalogue import publish as publishing
from catalogue import whole_site
from catalogue.building.last_site import MARK
from catalogue.publish import NotOurs, Staged, publish

OLD = {"index.html": b"old", "en/index.html": b"old", "en/gone/index.html": b"stale", "data/x.csv": b"old"}
NEW = {"index.html": b"new", "en/index.html": b"new", "zh/deep/er/index.html": b"new", "data/x.csv": b"new"}


def _whole(files: dict[str, bytes]) -> dict[str, bytes]:
    return {**files, MARK: b""}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with the last good site."""
    publish(OLD, tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture(scope="module")
def tiny_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_data(DATA, tmp_path_factory.mktemp("tiny") / "data")


def _alone(out: Path) -> bool:
    """No build has left anything beside the site."""
    return [path.name for path in out.parent.iterdir()] == [out.name]


# --- what a good build does --------------------------------------------------------------------------------


def test_a_new_site_is_whole(tmp_path: Path) -> None:
    publish(NEW, tmp_path / "a" / "b" / "site")
    assert tree(tmp_path / "a" / "b" / "site") == _whole(NEW)
    assert _alone(tmp_path / "a" / "b" / "site")


def test_a_site_replaces_the_last_one_and_nothing_stale_remains(out: Path) -> None:
    (out / "en" / "added-by-hand.html").write_bytes(b"x")
    publish(NEW, out)
    assert tree(out) == _whole(NEW)
    assert not (out / "en" / "gone").exists()
    assert _alone(out)


def test_an_empty_folder_is_free_to_use(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish(NEW, tmp_path / "site")
    assert tree(tmp_path / "site") == _whole(NEW)


def test_a_relative_folder_is_below_the_current_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    publish(NEW, Path("public"))
    assert tree(tmp_path / "public") == _whole(NEW)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_modes_do_not_depend_on_the_umask(umask: int, tmp_path: Path) -> None:
    before = os.umask(umask)
    try:
        publish(NEW, tmp_path / "host" / "folder" / "site")
        publish(NEW, tmp_path / "host" / "folder" / "site")
    finally:
        os.umask(before)
    for path in (tmp_path / "host", *(tmp_path / "host").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644), path


# --- what stays the same -----------------------------------------------------------------------------------


def _files(out: Path) -> dict[str, int]:
    """The file that each path names, by its number on the disk."""
    return {path.relative_to(out).as_posix(): path.stat().st_ino for path in out.rglob("*") if path.is_file()}


def test_a_file_that_stays_the_same_is_the_old_one_with_its_date(out: Path) -> None:
    os.utime(out / "index.html", (1_600_000_000, 1_600_000_000))
    before = _files(out)
    publish({**OLD, "en/index.html": b"OLD", "en/gone/index.html": b"stale too"}, out)
    after = _files(out)
    assert {path for path in after if after[path] == before[path]} == {"index.html", "data/x.csv", MARK}
    assert (out / "index.html").stat().st_mtime == 1_600_000_000
    assert (out / "en" / "index.html").read_bytes() == b"OLD"


def _secret(path: Path) -> None:
    path.chmod(0o600)


def _elsewhere(path: Path) -> None:
    path.rename(path.with_name("moved"))
    path.symlink_to("moved")


def _of_another(path: Path) -> None:
    os.chown(path, os.getuid() + 1, -1)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


CHANGES = [_secret, _elsewhere, _pipe, *([_of_another] if os.getuid() == 0 else [])]


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_not_a_file_as_we_write_them_is_written_anew(change: Callable[[Path], None], out: Path) -> None:
    change(out / "index.html")
    publish(OLD, out)
    assert tree(out) == _whole(OLD)
    found = (out / "index.html").lstat()
    assert (stat.S_IFMT(found.st_mode), stat.S_IMODE(found.st_mode)) == (stat.S_IFREG, 0o644)
    assert found.st_uid == os.getuid()


def test_a_system_without_links_writes_every_file(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _files(out)
    monkeypatch.setattr(os, "link", _no_library)
    publish(OLD, out)
    assert tree(out) == _whole(OLD)
    assert not set(before.values()) & set(_files(out).values())


def test_a_file_written_twice_leaves_the_old_one_alone(out: Path) -> None:
    with publishing.staged(out) as site:
        site.write("index.html", b"old")
        site.write("index.html", b"new")
        assert tree(out) == _whole(OLD)
    assert tree(out) == _whole({"index.html": b"new"})


# --- which systems it works on ------------------------------------------------------------------------------


def test_folders_of_a_system_that_cannot_exchange_names_are_swapped_too(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing.ctypes, "CDLL", _no_library)
    publish(NEW, out)
    assert tree(out) == _whole(NEW)
    assert _alone(out)


def _no_library(*_: object, **__: object) -> None:
    raise OSError(errno.ENOENT, "no such library")


# --- what a build never touches ------------------------------------------------------------------------------


def test_a_foreign_folder_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_bytes(b"ten years of work")
    with pytest.raises(NotOurs):
        publish(NEW, tmp_path / "site")
    assert tree(tmp_path / "site") == {"thesis.txt": b"ten years of work"}
    assert _alone(tmp_path / "site")


def test_a_file_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"a file")
    with pytest.raises(NotOurs):
        publish(NEW, tmp_path / "site")
    assert (tmp_path / "site").read_bytes() == b"a file"


@pytest.mark.parametrize("target", ["elsewhere", "nowhere"])
def test_a_link_is_never_followed(target: str, tmp_path: Path) -> None:
    publish(OLD, tmp_path / "elsewhere")
    (tmp_path / "site").symlink_to(tmp_path / target)
    with pytest.raises(NotOurs):
        publish(NEW, tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert tree(tmp_path / "elsewhere") == _whole(OLD)


def test_a_folder_of_another_name_is_no_leftover(out: Path) -> None:
    other = out.parent / ".site2.staged-mine"
    other.mkdir()
    publish(NEW, out)
    assert other.exists()


# --- what a failing build leaves -----------------------------------------------------------------------------


@pytest.mark.parametrize("fails_at", [1, 2, 3, 4])
def test_a_full_disk_leaves_the_old_site(fails_at: int, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = 0
    write = os.write

    def limited(handle: int, content: memoryview) -> int:
        nonlocal written
        written += 1
        if written == fails_at:
            write(handle, content[:1])
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(handle, content)

    monkeypatch.setattr(os, "write", limited)
    with pytest.raises(OSError, match="No space"):
        publish(NEW, out)
    monkeypatch.undo()
    assert tree(out) == _whole(OLD)
    assert _alone(out)


def test_a_file_that_the_system_takes_in_parts_is_written_whole(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: write(handle, content[:2]))
    publish(NEW, out)
    monkeypatch.undo()
    assert tree(out) == _whole(NEW)


@pytest.mark.parametrize("fails_at", [1, 2])
def test_a_swap_that_fails_leaves_the_old_site(fails_at: int, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing.ctypes, "CDLL", _no_library)
    renamed = 0
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        nonlocal renamed
        renamed += 1
        if renamed == fails_at:
            raise OSError(errno.EBUSY, "Device or resource busy")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="busy"):
        publish(NEW, out)
    assert tree(out) == _whole(OLD)
    assert _alone(out)


def test_problems_in_the_data_leave_the_old_site(out: Path, tiny_data: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(tiny_data, data)
    table = data / "2001" / "industries" / "kites.yaml"
    table.write_text(table.read_text(encoding="utf-8").replace("0.9000", "0,9000"), encoding="utf-8")
    assert build.main(["--data", str(data), "--out", str(out)]) == 1
    assert tree(out) == _whole(OLD)


def test_an_error_in_a_template_leaves_the_old_site(
    out: Path, tiny_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(ROOT / "static", tmp_path / "static")
    template = tmp_path / "templates" / "pages" / "matrix.html"
    template.write_text(template.read_text(encoding="utf-8").replace("{{ title }}", "{{ no_such_name }}"), "utf-8")
    monkeypatch.setattr(whole_site, "ROOT", tmp_path)
    with pytest.raises(Exception, match="no_such_name"):
        build.main(["--data", str(tiny_data), "--out", str(out)])
    assert tree(out) == _whole(OLD)


def test_faults_in_the_finished_pages_leave_the_old_site(
    out: Path, tiny_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(ROOT / "static", tmp_path / "static")
    template = tmp_path / "templates" / "pages" / "matrix.html"
    template.write_text(template.read_text(encoding="utf-8").replace("</h1>", '</h1><a href="../no/">x</a>'), "utf-8")
    monkeypatch.setattr(whole_site, "ROOT", tmp_path)
    with pytest.raises(SystemExit) as stopped:
        build.main(["--data", str(tiny_data), "--out", str(out)])
    assert "en/matrix/index.html: The link ../no/ leads to en/no/index.html" in str(stopped.value.code)
    assert tree(out) == _whole(OLD)


# --- builds that are killed, builds that meet ------------------------------------------------------------------

# Runs `build.py` and kills its own process at the n-th thing that it does beside or in the output folder, or at its
# n-th renaming: a moment that is the same on every machine, however fast. With 0 it lives, and tells how many things
# it did, and how many before it exchanged the folders.
_KILLED_AT = """
import os, signal, sys
beside, kind, moment = sys.argv[1], sys.argv[2], int(sys.argv[3])
done = {"thing": 0, "os.rename": 0}
before_exchange = 0
def watch(event, arguments):
    global before_exchange
    if event == "ctypes.dlsym" and arguments[1] == "renameat2":
        before_exchange = done["thing"]
    if event.startswith(("open", "os.", "shutil.")) and any(str(one).startswith(beside) for one in arguments[:2]):
        for name in {"thing", event} & done.keys():
            done[name] += 1
        if done[kind] == moment:
            os.kill(os.getpid(), signal.SIGKILL)
{without_exchange}
import build
sys.addaudithook(watch)
status = build.main(sys.argv[4:])
print(done["thing"], before_exchange)
sys.exit(status)
"""
_WITHOUT_EXCHANGE = """
import ctypes
def none(*_, **__): raise OSError("no library")
ctypes.CDLL = none
"""


def _build(
    moment: int, data: Path, out: Path, kind: str = "thing", exchange: bool = True
) -> subprocess.CompletedProcess[str]:
    script = _KILLED_AT.replace("{without_exchange}", "" if exchange else _WITHOUT_EXCHANGE)
    command = [sys.executable, "-c", script, str(out.parent), kind, str(moment), "--data", str(data), "--out", str(out)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


class Lived(NamedTuple):
    """A build that was let live: its site, the things it did, and how many of them before the swap."""

    site: dict[str, bytes]
    things: int
    before_swap: int


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, tiny_data: Path) -> Lived:
    out = tmp_path_factory.mktemp("lived") / "site"
    publish(OLD, out)
    done = _build(0, tiny_data, out)
    assert done.returncode == 0, done.stderr
    return Lived(tree(out), *map(int, done.stdout.split()[-2:]))


@pytest.mark.parametrize("share", [0, 0.01, 0.02, 0.1, 0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1])
def test_a_build_that_is_killed_leaves_the_whole_old_or_the_whole_new_site(
    share: float, lived: Lived, out: Path, tiny_data: Path
) -> None:
    moment = 1 + int(share * (lived.things - 1))
    assert _build(moment, tiny_data, out).returncode == -signal.SIGKILL
    assert tree(out) == (_whole(OLD) if moment <= lived.before_swap else lived.site)
    if 0.02 <= share <= 0.9:
        assert not _alone(out), "killed at work, it can't have cleaned up"
    publish(NEW, out)
    assert tree(out) == _whole(NEW)
    assert _alone(out), "the next build removes what is left"


@pytest.mark.parametrize("after", [0, 1])
def test_the_last_moment_before_the_swap_and_the_first_after_it(
    after: int, lived: Lived, out: Path, tiny_data: Path
) -> None:
    assert 0 < lived.before_swap < lived.things
    assert _build(lived.before_swap + after, tiny_data, out).returncode == -signal.SIGKILL
    assert tree(out) == (lived.site if after else _whole(OLD))


@pytest.mark.parametrize("renaming", [1, 2])
def test_a_site_that_was_set_aside_is_put_back(renaming: int, out: Path, tiny_data: Path) -> None:
    """Where names can't be exchanged there is a moment without a site; the next build begins by restoring it."""
    assert _build(renaming, tiny_data, out, "os.rename", exchange=False).returncode == -signal.SIGKILL
    assert out.exists() == (renaming == 1)
    with pytest.raises(FileExistsError):
        publish({"a": b"", "a/b": b"can't be: a is a file"}, out)
    assert tree(out) == _whole(OLD)
    assert _alone(out)


def test_a_build_does_not_sweep_where_another_is_at_work(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Staged.write

    def meanwhile(self: Staged, path: str, content: bytes) -> None:
        write(self, path, content)
        if (
            content == b"new" and path == "index.html"
        ):  # in the midst of this build, another one runs from beginning to end
            publish({"index.html": b"other"}, out)
            assert tree(out) == _whole({"index.html": b"other"})

    monkeypatch.setattr(Staged, "write", meanwhile)
    publish(NEW, out)
    assert tree(out) == _whole(NEW)
    assert _alone(out)


def test_leftovers_are_swept_even_when_the_name_looks_like_a_pattern(tmp_path: Path) -> None:
    left = tmp_path / ".[ab]*.staged-x"
    left.mkdir()
    (left / "index.html").write_bytes(b"left by a build that was killed")
    publish(NEW, tmp_path / "[ab]*")
    assert _alone(tmp_path / "[ab]*")
