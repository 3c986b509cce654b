"""{path: bytes} → a staged folder → one swap. A reader of the folder sees the old site or the new one.

Whatever goes wrong before the swap leaves the old site as it was; files that the new one does not have
are gone with the old folder.
"""

from __future__ import annotations

import ctypes
import fcntl
import glob
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from .building.interruption import held, too_late
from .building.last_site import MARK, LastSite

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_MODE, _NEW = 0o644, os.O_WRONLY | os.O_CREAT | os.O_EXCL  # of every file


class NotOurs(Exception):
    """The output folder holds something else; nothing was written."""

    def __str__(self) -> str:
        return f"{self.args[0]} holds something that is not a site of ours; name another folder with --out."


class Staged:
    """A folder beside the site that is being filled. Forked processes may fill it together."""

    def __init__(self, root: Path, last: LastSite) -> None:
        self._root = os.fspath(root)
        self.last = last
        self._made: set[str] = set()
        self._make("")
        self.write(MARK, b"")

    def write(self, path: str, content: bytes) -> None:
        """Same modes for any umask, so that a web server of another user can read the site.

        By the system's own calls: thousands of files take a third of the time that paths would.
        """
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            self._make(folder)
        target = f"{self._root}/{path}"
        if self.last.link(path, content, _MODE, target):
            return
        handle = _created(target)
        try:
            os.fchmod(handle, _MODE)
            left = memoryview(content)
            while left:
                left = left[os.write(handle, left) :]
        finally:
            os.close(handle)

    def _make(self, folder: str) -> None:
        """The folder, after those that it lies in."""
        above = folder.rpartition("/")[0]
        if above not in self._made and folder:
            self._make(above)
        made = Path(self._root, folder)
        made.mkdir(exist_ok=True)  # another process may have made it
        made.chmod(0o755)
        self._made.add(folder)


def _created(path: str) -> int:
    """The handle of a new file; one of this path that was written before is left to its other name, if it has one."""
    try:
        return os.open(path, _NEW, _MODE)
    except FileExistsError:
        Path(path).unlink()
        return os.open(path, _NEW, _MODE)


@contextmanager
def staged(out: Path) -> Iterator[Staged]:
    """What is written inside replaces the folder when all of it is there, in one step.

    Raises NotOurs, or what is raised inside, or OSError, with the old site intact.
    """
    out = Path.cwd() / out  # not resolved: a link must not be followed
    spare(out)
    for folder in (*reversed(out.parent.parents), out.parent):
        if not folder.is_dir():
            folder.mkdir(exist_ok=True)
            folder.chmod(0o755)  # whatever the umask: the web server has to go through it
    with ExitStack() as end, workplace(out) as work, closing(LastSite(out)) as last:
        yield Staged(work / "new", last)
        end.enter_context(too_late())
        with _turn(out.parent):
            spare(out)  # what is there now may be another thing than before
            exchange(work / "new", out)


def publish(files: Mapping[str, bytes], out: Path) -> None:
    """Replace the folder by these files, as `staged` does."""
    with staged(out) as site:
        for path, content in files.items():
            site.write(path, content)


@contextmanager
def workplace(out: Path) -> Iterator[Path]:
    """A folder beside another one, in which to prepare what takes its place; in the end it is gone.

    What was left of those of processes that were killed is removed first.
    """
    with ExitStack() as end:
        with _turn(out.parent):
            _sweep(out)
            with held():
                work = Path(tempfile.mkdtemp(prefix=_prefix(out), dir=out.parent))
                end.enter_context(_claimed(work))
                end.callback(_clear, work, out)
        yield work


def spare(out: Path) -> None:
    """Raises NotOurs if the folder may not be replaced."""
    if out.is_symlink() or (out.exists() and not _ours(out)):
        raise NotOurs(out)


def is_among(out: Path, data: Path) -> bool:
    """Whether the next build would take the site for data: only a folder of its own directly below is passed over."""
    try:
        first, *further = Path(os.path.realpath(out)).relative_to(os.path.realpath(data)).parts or [""]
    except ValueError:
        return False
    return bool(further) or first[:1].isdigit()


def _ours(out: Path) -> bool:
    return out.is_dir() and ((out / MARK).is_file() or not any(out.iterdir()))


def _prefix(out: Path) -> str:
    return f".{out.name}.staged-"


def _sweep(out: Path) -> None:
    """Remove what builds that were killed have left, but not where another build is at work."""
    for work in sorted(out.parent.glob(glob.escape(_prefix(out)) + "*")):
        with suppress(OSError), _claimed(work) as free:
            if free:
                _clear(work, out)


def _clear(work: Path, out: Path) -> None:
    """Remove a build's work folder; an old site that it set aside and did not replace goes back first."""
    if (work / "old").exists() and not out.exists():
        (work / "old").rename(out)
    shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _turn(parent: Path) -> Iterator[None]:
    """Builds that meet take turns: none may sweep another's folder before it is claimed, or swap in between.

    The folder itself is the lock, so that nothing is left beside the site; a process that dies gives it up.
    """
    handle = os.open(parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def _claimed(work: Path) -> Iterator[bool]:
    """Whether the folder is ours alone; it stays so inside. The system gives up the claim of a dead process."""
    handle = os.open(work, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            free = True
        except BlockingIOError:
            free = False
        yield free
    finally:
        os.close(handle)


def exchange(staged: Path, out: Path) -> None:
    """Put a folder in another's place, if there is one; then `staged` is the old one, or `old` beside it.

    Atomic where the system can exchange names. Raises OSError with the old one in its place, or as `old`.
    """
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        renameat2 = None
    if not out.exists():
        staged.rename(out)
    elif not renameat2 or renameat2(_AT_FDCWD, os.fsencode(staged), _AT_FDCWD, os.fsencode(out), _RENAME_EXCHANGE) != 0:
        out.rename(staged.parent / "old")
        staged.rename(out)
