"""Real builds in processes of their own, and what can befall them: a signal, a small disk, a folder without permission.

Nothing of the builder is replaced. What a test asserts after a fault must hold whenever it falls, so nothing here
depends on how fast the machine is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from built_site import ROOT, tree
from golden.fixture import make_data

DATA = ROOT / "data"
PATIENCE = 120  # seconds; only a test that fails waits so long
# Root without the right to ignore the modes of files, where that is asked for.
_AS_OTHERS_ARE = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


def two_versions(folder: Path) -> tuple[Path, Path]:
    """A small data folder, and another that differs in a role's name, which many pages show."""
    one = make_data(DATA, folder / "one")
    other = Path(shutil.copytree(one, folder / "other"))
    roles = other / "roles.yaml"
    text = roles.read_text(encoding="utf-8")
    assert "en: Kite designer\n" in text
    roles.write_text(text.replace("en: Kite designer\n", "en: Designer of kites\n"), encoding="utf-8")
    return one, other


def start(data: Path, out: Path, *options: str, largest: int = 0, modes_count: bool = False) -> subprocess.Popen[str]:
    """`build.py` as a person runs it; `largest`: bytes that a file may have; `modes_count`: even for root."""
    command = [sys.executable, str(ROOT / "build.py"), "--data", str(data), "--out", str(out), *options]
    if largest:
        command = ["prlimit", f"--fsize={largest}", *command]
    if modes_count and os.getuid() == 0:
        command = [*_AS_OTHERS_ARE, *command]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, encoding="utf-8")


def finish(build: subprocess.Popen[str]) -> tuple[int, str]:
    """Its exit status and what it complained of."""
    _, said = build.communicate(timeout=PATIENCE)
    return build.returncode, said


def built(data: Path, out: Path) -> dict[str, bytes]:
    """The site of a build that nothing befalls."""
    assert finish(start(data, out)) == (0, "")
    return tree(out)


def beside(out: Path) -> list[str]:
    """What lies in the folder of the site, without the site."""
    return sorted(path.name for path in out.parent.iterdir() if path != out)


def kill_while_publishing(build: subprocess.Popen[str], out: Path, files: int) -> None:
    """`kill -9` as soon as so many files are staged, or there is no more to wait for."""
    known = set(beside(out))  # an earlier build may have left its folder
    deadline = time.monotonic() + PATIENCE
    while build.poll() is None and time.monotonic() < deadline:
        new = [out.parent / name for name in beside(out) if name not in known]
        with suppress(OSError):  # the build goes on meanwhile
            if new and sum(len(names) for *_, names in os.walk(new[0])) >= files:
                break
        time.sleep(0.005)  # leaves the processor to the build
    kill(build)


def kill(build: subprocess.Popen[str]) -> None:
    build.kill()
    build.communicate(timeout=PATIENCE)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[bool]:
    """Whether the folder is now a disk of so many bytes. Only who may mount, as root on most machines, can have one."""
    command: Sequence[str] = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)]
    mounted = subprocess.run(command, capture_output=True).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


def enlarge(folder: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(folder)], check=True)
