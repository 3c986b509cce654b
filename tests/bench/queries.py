"""10,000 random and hostile queries through search and lookup in Chromium: `make queries`, or `python tests/bench/queries.py`.

None may take longer than 50 ms or fail. A query that took longer is asked twice more, and its best time counts:
the machine does other things, too.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "search")]

import corpus  # noqa: E402
from made_up_queries import made_up  # noqa: E402
from served import browser_page, engine_site, serving  # noqa: E402

from catalogue.search import search_index  # noqa: E402

COUNT, SEED, LIMIT = 10_000, 11, 50  # milliseconds
MEASURE = """([json, limit]) => {
  const ways = {
    search: (query) => engine.search(query),
    nothing: (query) => engine.nearest(query, 5),
    lookup: (query) => exact(query).length || engine.search(query, { limit: 3 }),
  };
  const times = {}, failed = [], slow = [];
  for (const [way, ask] of Object.entries(ways)) {
    const timed = (query) => { const start = performance.now(); ask(query); return performance.now() - start; };
    times[way] = [];
    for (const query of JSON.parse(json)) {
      try {
        let time = timed(query);
        if (time > limit) time = Math.min(time, timed(query), timed(query));
        if (time > limit) slow.push([way, Math.round(time), query.length, query.slice(0, 60)]);
        times[way].push(time);
      } catch (error) {
        failed.push([way, String(error), query.slice(0, 60)]);
      }
    }
    times[way].sort((a, b) => a - b);
  }
  const told = Object.entries(times).map(([way, all]) =>
    [way, all.length, all[all.length >> 1], all[Math.floor(all.length * 0.99)], all.at(-1)]);
  return { told, failed, slow };
}"""


def main(count: int) -> int:
    entries = corpus.entries()
    names = [text for entry in entries for text in (entry.zh, entry.en, entry.pinyin)]
    index = search_index(entries, corpus.traditional(), corpus.readings())
    queries = json.dumps(list(made_up(count, SEED, names)))
    with serving(engine_site(index)) as address, browser_page() as page:
        page.goto(address)
        page.wait_for_function("window.started")
        page.set_default_timeout(0)
        found = page.evaluate(MEASURE, [queries, LIMIT])
    for way, times, middle, high, worst in found["told"]:
        print(f"{way:8} {times:6,} queries: median {middle:.2f} ms, 99 in 100 within {high:.1f}, worst {worst:.1f}")
    for trouble in (*found["failed"], *found["slow"]):
        print(*map(ascii, trouble))
    return 1 if found["failed"] or found["slow"] else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))
