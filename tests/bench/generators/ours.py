"""What our builder is measured by: `ours.py TIMES ASSETS FOLDER`, the bench's pages alone."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from scaled import pages_alone, pages_of  # first: it finds the builder

from build import MANY, RARELY
from catalogue.building.spread import processors, ranges, spread
from catalogue.pages import Page
from catalogue.publish import staged
from catalogue.render import output_file


def main(times: int, assets: Path, out: Path) -> None:
    gc.set_threshold(*RARELY)
    renderer = pages_alone(times, json.loads(assets.read_text(encoding="utf-8")))
    gc.freeze()
    pages = pages_of(renderer.site)
    with staged(out) as site:

        def write(some: Sequence[Page]) -> None:
            for page in some:
                site.write(output_file(page), renderer.page(page))

        tasks = [partial(write, some) for some in ranges(pages)]
        with spread(tasks, processors() if len(pages) >= MANY else 1) as results:
            for _ in results:
                pass


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
