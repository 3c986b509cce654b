"""The whole site at several times its size: `whole.py TIMES FOLDER`, how long each stage takes, and memory.

`--editions`: as many editions of today's size instead of one that is as many times as large. `--processes`: how many.
`--corrected`: with another index in one row, so that a build into a folder that holds the site without does only a part.
Reading and checking is that of today's data; everything after it is that of the larger catalogue.
"""

from __future__ import annotations

import argparse
import gc
import resource
from pathlib import Path

from scaled import scaled  # first: it finds the builder

from larger import corrected, larger, older  # isort: skip
from build import RARELY
from catalogue.building.spread import processors
from catalogue.building.timings import Timings
from catalogue.publish import staged

INDICES = ("0.8969", "0.8970")  # of a row that another build may have printed otherwise


def main(times: int, out: Path, editions: bool, corrects: bool, processes: int) -> None:
    gc.set_threshold(*RARELY)
    timings = Timings(shown=True)
    with timings.stage("data, assets and search index"):
        multiplied = older if editions else larger
        index = INDICES[corrects]
        draft = scaled(times, lambda *given: corrected(multiplied(*given), index))
        gc.freeze()
    with staged(out) as site:
        files = draft.put(site.write, timings, processes, site.last.read)
    timings.end()
    kilobytes = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(f"{times} ×: {files} files; at most {kilobytes[0] / 1024:.0f} MB, a worker {kilobytes[1] / 1024:.0f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--editions", action="store_true")
    parser.add_argument("--corrected", action="store_true", dest="corrects")
    parser.add_argument("--processes", type=int, default=processors())
    main(**vars(parser.parse_args()))
