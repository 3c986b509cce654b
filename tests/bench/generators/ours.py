"""What our builder is measured by: `ours.py TIMES ASSETS FOLDER`, the bench's pages alone."""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path

from scaled import pages_alone, pages_of  # first: it finds the builder

from build import RARELY
from catalogue.render import output_file


def main(times: int, assets: Path, out: Path) -> None:
    gc.set_threshold(*RARELY)
    renderer = pages_alone(times, json.loads(assets.read_text(encoding="utf-8")))
    gc.freeze()
    for page in pages_of(renderer.site):
        path = out / output_file(page)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(renderer.page(page))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
