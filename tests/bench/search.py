"""How fast the engine is in Chromium with the processor slowed down four times: `python tests/bench/search.py`.

Targets: initialisation at most 50 ms, queries at most 10 ms (95th percentile); at ten times the data 16 ms.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "search")]

import brotli  # noqa: E402
import corpus  # noqa: E402
import yaml  # noqa: E402
from larger import larger  # noqa: E402
from playwright.sync_api import Page  # noqa: E402
from served import browser_page, engine_site, serving  # noqa: E402

from catalogue.search import search_index  # noqa: E402

SLOWER = 4
LOADS = 5
MEASURE = """queries => {
  const timed = (work) => { const start = performance.now(); work(); return performance.now() - start; };
  const times = queries.flatMap((query) =>
    [...query].map((_, i) => timed(() => engine.search(query.slice(0, i + 1)))));
  times.sort((a, b) => a - b);
  return { count: times.length, middle: times[times.length >> 1], p95: times[Math.floor(times.length * 0.95)],
    worst: times.at(-1) };
}"""


def _start(page: Page, address: str) -> float:
    page.goto(address)
    page.wait_for_function("window.started")
    return float(page.evaluate("window.started"))


def measure(times: int) -> None:
    entries = corpus.entries()
    index = search_index(larger(entries, times), corpus.traditional(), corpus.readings())
    listed = yaml.safe_load((ROOT / "tests" / "search" / "queries.yaml").read_text("utf-8"))["queries"]
    queries = [query["query"] for query in listed]
    with serving(engine_site(index)) as address, browser_page() as page:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        starts = [_start(page, address) for _ in range(LOADS)]
        found = page.evaluate(MEASURE, queries)
    print(
        f"{times:2} × data, index {len(brotli.compress(index)):6,} B brotli: start {median(starts):.0f} ms; "
        f"{found['count']:,} keystrokes: median {found['middle']:.1f}, p95 {found['p95']:.1f}, worst {found['worst']:.1f} ms"
    )


if __name__ == "__main__":
    for times in (1, 10):
        measure(times)
