"""Mozilla's HTTP Observatory over nginx on this machine: `make observatory`. Fails below 130 points or A+.

It asks ports 80 and 443 of a host by its name, so it needs root, and a machine on which nothing listens there. Nothing
leaves the machine: the host is localhost, its certificate is its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from nginx import nginx  # noqa: E402

import build  # noqa: E402

GOAL = (130, "A+")
HOST, PORTS = "localhost", (80, 443)
OBSERVATORY = HERE / "node_modules" / "@mdn" / "mdn-http-observatory"
SCANNER, PRELOADED = OBSERVATORY / "src" / "scan.js", OBSERVATORY / "conf" / "hsts-preload.json"


def main() -> int:
    subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=HERE, check=True)
    # Installing would fetch the list of hosts that browsers know to be secure; this one is none of them.
    PRELOADED.parent.mkdir(exist_ok=True)
    PRELOADED.write_text("{}", encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build.build(ROOT / "data", folder / "site", f"https://{HOST}/", compress=True)
        with nginx(folder / "site", folder, ports=PORTS) as server:
            trusting = {**os.environ, "NODE_EXTRA_CA_CERTS": str(server.certificate)}
            command = ["node", str(SCANNER), HOST]
            done = subprocess.run(command, env=trusting, capture_output=True, text=True, cwd=HERE)
    try:
        found = json.loads(done.stdout)
        scan, tests = found["scan"], found["tests"]
    except (ValueError, KeyError):
        raise SystemExit(f"The scanner says: {done.stdout}{done.stderr}") from None
    for name, test in tests.items():
        print(f"{test['scoreModifier']:+4} {'pass' if test['pass'] else 'FAIL'} {name}: {test['result']}")
    print(f"{scan['score']} points, {scan['grade']}; goal: {GOAL[0]}, {GOAL[1]}")
    return 0 if scan["score"] >= GOAL[0] and scan["grade"] == GOAL[1] else 1


if __name__ == "__main__":
    sys.exit(main())
