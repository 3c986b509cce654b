"""How fast the search is in Chromium with the processor slowed down four times: `make bench-search`, on an idle machine.

Targets: the engine starts within 50 ms; from a key stroke in the header's box to suggestions laid out 10 ms
(95th percentile), with ten times the data 16 ms.
"""

from __future__ import annotations

import sys
from fnmatch import fnmatch
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "search")]

import brotli  # noqa: E402
import corpus  # noqa: E402
import yaml  # noqa: E402
from larger import larger  # noqa: E402
from playwright.sync_api import Page  # noqa: E402
from served import browser_page, engine_site, serving  # noqa: E402

import build  # noqa: E402
from catalogue.search import search_index  # noqa: E402

SLOWER = 4
LOADS = 5
EVERY = 12  # of so many judged queries one is typed: some 3,000 key strokes
LATER = "工a"  # what search-data.js looks for in tasks of their own
TASK = "query => { const begun = performance.now(); engine.search(query); return performance.now() - begun; }"
MEASURE = """async queries => {
  const input = document.querySelector("form[data-search] input");
  const times = [];
  for (const query of queries) {
    for (let end = 1; end <= query.length; end += 1) {
      const start = performance.now();
      input.value = query.slice(0, end);
      input.dispatchEvent(new Event("input"));
      for (let turn = 0; turn < 9; turn += 1) await null; // no frame is drawn in between, as it is with a timer
      document.getElementById("suggestions").getBoundingClientRect();
      times.push(performance.now() - start);
    }
  }
  times.sort((a, b) => a - b);
  return { count: times.length, middle: times[times.length >> 1], p95: times[Math.floor(times.length * 0.95)],
    worst: times.at(-1) };
}"""


def _start(page: Page, address: str) -> tuple[float, ...]:
    """Milliseconds to the engine, and of the tasks after it, which make what Chinese and English need."""
    page.goto(address)
    page.wait_for_function("window.started")
    return page.evaluate("window.started"), *(page.evaluate(TASK, query) for query in LATER)


def _site(index: bytes) -> dict[str, bytes]:
    """The whole site as a server has it, with another index."""
    files = {
        f"/{path.removesuffix('index.html')}": content for path, content in build.site_files(ROOT / "data").items()
    }
    (place,) = [path for path in files if fnmatch(path, "/static/search.*.json")]
    return {**files, place: index}


def measure(times: int) -> None:
    entries = corpus.entries()
    index = search_index(larger(entries, times), corpus.traditional(), corpus.readings())
    listed = yaml.safe_load((ROOT / "tests" / "search" / "queries.yaml").read_text("utf-8"))["queries"]
    queries = [query["query"] for query in listed[::EVERY]]
    with browser_page() as page:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        with serving(engine_site(index)) as address:
            starts = zip(*(_start(page, address) for _ in range(LOADS)), strict=True)
            start, *later = map(median, starts)
        with serving(_site(index)) as address:
            page.goto(f"{address}zh/")
            page.locator("form[data-search] input").focus()
            page.locator("#suggestions").wait_for(state="attached")
            page.keyboard.type("a")
            page.locator("#suggestions a").first.wait_for()
            found = page.evaluate(MEASURE, queries)
    print(
        f"{times:2} × data, index {len(brotli.compress(index)):6,} B brotli: start {start:.0f} ms, then {' and '.join(f'{time:.0f}' for time in later)} ms; "
        f"{found['count']:,} key strokes: median {found['middle']:.1f}, p95 {found['p95']:.1f}, worst {found['worst']:.1f} ms"
    )


if __name__ == "__main__":
    for times in (1, 10):
        measure(times)
