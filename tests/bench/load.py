"""nginx under load, with the configuration that `build.py nginx` prints: `make load`, or `python tests/bench/load.py [SECONDS]`.

wrk asks for pages, assets and data in turn, and for a file of 1 KB, with 2 connections a core and with 200. Any error, any answer
that is not 200, or a socket that fails ends it with status 1. Both sides run on this machine and share its cores, so the
figures are for comparing what stands beside them, not for promising anything.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from built_site import DATA, plain, tree  # noqa: E402
from nginx import nginx  # noqa: E402

import build  # noqa: E402

SECONDS = 20
CONNECTIONS = (2 * (os.cpu_count() or 1), 200)
SMALL = "small.txt"
# What readers' browsers ask for, in turn; assets by their plain name.
SITE = (
    "", "en/", "zh/roles/mechanical-engineer/", "static/site.css", "static/js/site.js", "en/industries/electrical/",
    "zh/matrix/", "data/latest/listings.csv", "en/search/", "data/latest/catalogue.xlsx",
)  # fmt: skip
_BROWSER = ["-H", "Accept-Encoding: br, gzip"]
# wrk counts answers of 400 and above and failing sockets; anything else than 200 is wrong here, too.
_IN_TURN = """
wrong, turn = 0, 0
function request()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end
function response(status) if status ~= 200 then wrong = wrong + 1 end end
local threads = {}
function setup(thread) table.insert(threads, thread) end
function done(summary, latency)
  local e, others = summary.errors, 0
  for _, thread in ipairs(threads) do others = others + thread:get("wrong") end
  io.write(string.format("RESULT %d %d %d %d %d %d %.3f %.3f %.3f\\n", summary.requests, summary.bytes, summary.duration,
    e.connect + e.read + e.write, e.timeout, others,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
"""


def ask(
    address: str, connections: int, seconds: int, folder: Path, paths: list[str]
) -> tuple[float, float, list[float], int]:
    """Requests and megabytes a second; median, 99th percentile and longest time in ms; errors."""
    script = folder / "in-turn.lua"
    script.write_text(f"paths = {{{', '.join(map(json.dumps, paths))}}}{_IN_TURN}", encoding="utf-8")
    command = [
        "wrk",
        f"-d{seconds}s",
        f"-c{connections}",
        f"-t{min(2, connections)}",
        "--timeout",
        "10s",
        "-s",
        str(script),
    ]
    done = subprocess.run([*command, *_BROWSER, address], capture_output=True, text=True)
    found = re.search(r"^RESULT (.*)$", done.stdout, re.MULTILINE)
    if not found:
        raise SystemExit(f"wrk: {done.stdout}{done.stderr}")
    requests, size, duration, *rest = map(float, found[1].split())
    return (
        requests / duration * 1e6,
        size / duration,
        rest[3:],
        int(sum(rest[:3])),
    )  # sockets, timeouts, other answers than 200


def main(seconds: int) -> int:
    if not shutil.which("wrk"):
        raise SystemExit("This needs wrk (Debian: apt-get install wrk).")
    errors = 0
    with tempfile.TemporaryDirectory() as name:
        folder, site = Path(name), Path(name) / "site"
        build.build(DATA, site, compress=True)
        (site / SMALL).write_bytes(b"x" * 1024)
        assets = {plain(path): path for path in tree(site) if path.startswith("static/")}
        mixes = {"1 KB file": [f"/{SMALL}"], "site": [f"/{assets.get(path, path)}" for path in SITE]}
        with nginx(site, folder) as server:
            print(f"nginx, 1 process with TLS, {os.cpu_count()} cores shared with wrk; {seconds} s each", flush=True)
            for connections in CONNECTIONS:
                for what, paths in mixes.items():
                    rate, size, times, failed = ask(server.address, connections, seconds, folder, paths)
                    errors += failed
                    median, high, longest = times
                    print(
                        f"{connections:4} connections, {what:9} {rate:7,.0f} requests/s {size:6.1f} MB/s; median {median:.1f}"
                        f" ms, 99 in 100 within {high:.1f}, longest {longest:.1f}; {failed} errors",
                        flush=True,
                    )
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS))
