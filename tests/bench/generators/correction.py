"""How long a large site takes after one figure is corrected, beside all of it: `correction.py EDITIONS FOLDER`.

Real builds by `build.py` of as many editions as asked, each with today's tables, into a site that is there, in turn.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from scaled import ROOT  # first: it finds the builder

from catalogue.building.last_site import MARK  # isort: skip

EDITION, TABLE, INDEX = "2020", "industries/apparel.yaml", r"0\.757\d"
RUNS = 5


def editions(folder: Path, count: int) -> Path:
    """Data with the real edition and copies of it for the years before."""
    data = shutil.copytree(ROOT / "data", folder)
    dates = data / "corrections.yaml"
    for year in range(int(EDITION) - count + 1, int(EDITION)):
        copy = shutil.copytree(data / EDITION, data / str(year))
        _change(copy / "edition.yaml", f'edition: "{EDITION}"', f'edition: "{year}"')
        _change(dates, "published:", f'published:\n  - {{edition: "{year}", date: 2026-03-01}}')
    return data


def correct(data: Path, run: int) -> None:
    for name in (TABLE, "source.txt"):  # the text as received says the same
        _change(data / EDITION / name, INDEX, f"0.757{run % 10}")


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert re.search(old, text), f"{file}: {old}"
    file.write_text(re.sub(old, new, text, count=1), "utf-8")


def built(data: Path, out: Path) -> float:
    start = time.perf_counter()
    command = [sys.executable, str(ROOT / "build.py"), "--data", str(data), "--out", str(out)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main(count: int, folder: Path) -> None:
    data, out = editions(folder / "data", count), folder / "site"
    built(data, out)
    whole, part = [], []
    for run in range(1, 2 * RUNS, 2):
        correct(data, run)
        (out / MARK).unlink()  # without its record, all is made anew
        (out / MARK).touch()
        whole.append(built(data, out))
        correct(data, run + 1)
        part.append(built(data, out))
    ratios = [some / every for some, every in zip(part, whole, strict=True)]
    print(f"{count} editions, {sum(1 for _ in out.rglob('*.html'))} pages, medians of {RUNS}:")
    print(f"all {median(whole):.2f} s, after a correction {median(part):.2f} s, ratio {median(ratios):.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("editions", type=int)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    main(given.editions, given.folder)
