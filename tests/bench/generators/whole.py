"""The whole site at several times its size: `whole.py TIMES FOLDER [PROCESSES]`, how long each stage takes, and memory.

Reading and checking is that of today's data; everything after it is that of the larger catalogue.
"""

from __future__ import annotations

import gc
import resource
import sys
from pathlib import Path

from scaled import scaled  # first: it finds the builder

from build import RARELY
from catalogue.publish import staged
from catalogue.spread import processors
from catalogue.timings import Timings


def main(times: int, out: Path, processes: int) -> None:
    gc.set_threshold(*RARELY)
    timings = Timings(shown=True)
    with timings.stage("data, assets and search index"):
        draft = scaled(times)
        gc.freeze()
    with staged(out) as site:
        files = draft.put(site.write, timings, processes)
    timings.end()
    kilobytes = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(f"{times} ×: {files} files; at most {kilobytes[0] / 1024:.0f} MB, a worker {kilobytes[1] / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else processors())
