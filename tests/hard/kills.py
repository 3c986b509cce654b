"""Kills builds at random moments and looks what is there: `make hard`, or `python tests/hard/kills.py [COUNT [SEED]]`.

Half of the kills fall anywhere between start and end, half while the site is being published. After each, the whole
old or the whole new site must be there, byte for byte; now and then a build is let live and must leave no litter.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "hard")]

from built_site import tree  # noqa: E402
from faults import beside, built, kill, kill_while_publishing, start, two_versions  # noqa: E402

COUNT, SEED = 200, 7
LIVES = 20  # kills between two builds that are let live


def main(count: int, seed: int) -> None:
    chance, seen = random.Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = two_versions(folder)
        begun = time.monotonic()
        sites = [built(one, folder / f"site-{number}" / "site") for number, one in enumerate(data)]
        lasts = (time.monotonic() - begun) / 2
        out = folder / "www" / "site"
        built(data[0], out)
        there = 0
        for number in range(1, count + 1):
            new = 1 - there
            build = start(data[new], out)
            if number % 2:
                with suppress(subprocess.TimeoutExpired):
                    build.wait(chance.uniform(0, lasts * 1.1))
                kill(build)
            else:
                kill_while_publishing(build, out, chance.randrange(len(sites[new]) + 20))
            now = tree(out)
            if now not in sites:
                raise SystemExit(f"Kill {number} of seed {seed} left neither site: {len(now)} files.")
            ended = "lived to its end" if build.returncode == 0 else "killed"
            seen[
                f"{ended}, {'litter' if beside(out) else 'no litter'}, {'new' if now == sites[new] else 'old'} site"
            ] += 1
            there = sites.index(now)
            if number % LIVES == 0:
                there = 1 - there
                if built(data[there], out) != sites[there] or beside(out):
                    raise SystemExit(
                        f"The build after kill {number} of seed {seed} is not whole, or left {beside(out)}."
                    )
    for what, times in sorted(seen.items()):
        print(f"{times:4} {what}")
    print(f"{count} kills (seed {seed}): the whole old or the whole new site each time; the next build worked.")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]), *(COUNT, SEED)[len(sys.argv) - 1 :])
