"""Random and hostile queries through search and lookup in the real Chromium: no exception, no markup.

A share of the 10,000 of `tests/bench/queries.py`, which also holds the time that each takes.
"""

from __future__ import annotations

import json

import pytest
from made_up_queries import HOSTILE, made_up
from playwright.sync_api import Page
from reading import Reader

from catalogue.search import SearchEntry

ENGINE, LOOKUP, TYPED = 600, 300, 90
SEED = 3


@pytest.fixture(scope="module")
def names(entries: list[SearchEntry]) -> list[str]:
    return [text for entry in entries for text in (entry.zh, entry.en, entry.pinyin)]


def test_queries_are_the_same_for_the_same_seed_and_of_every_kind(names: list[str]) -> None:
    queries = list(made_up(ENGINE, SEED, names))
    assert queries == list(made_up(ENGINE, SEED, names))
    assert set(HOSTILE) <= set(queries)
    assert max(map(len, queries)) == 100_000
    assert len(set(queries)) > ENGINE * 0.9


def test_the_engine_answers_every_query_with_names_and_marks_within_them(engine: Page, names: list[str]) -> None:
    wrong = engine.evaluate(
        """(json) => JSON.parse(json).flatMap((query) => {
          try {
            const found = engine.search(query);
            for (const { entry, marks } of found) {
              for (const [name, ranges] of Object.entries(marks ?? {})) {
                let done = 0;
                for (const [start, end] of ranges) {
                  if (!(done <= start && start < end)) throw new Error(`marks of ${name}: ${JSON.stringify(ranges)}`);
                  done = end;
                }
                if (name !== "alias" && done > entry[name].length) throw new Error(`mark beyond ${name}`);
              }
            }
            for (const one of [...exact(query), ...engine.nearest(query, 5)]) if (!one.id) throw new Error("no entry");
            return [];
          } catch (error) {
            return [`${query.slice(0, 80)}: ${error}`];
          }
        })""",
        json.dumps(list(made_up(ENGINE, SEED, names))),
    )
    assert wrong == []


ELEMENTS = """(selector) => [...new Set([...document.querySelectorAll(selector)].flatMap((node) => [...node.querySelectorAll("*")]
  .map((one) => one.localName)))].sort()"""


def test_what_is_typed_never_becomes_markup(reader: Reader, names: list[str]) -> None:
    page = reader.open("en/search/", q="engineer")
    page.locator("[data-search-results] li").first.wait_for()
    # Chromium takes no more than 200 changes of the address in a while.
    answered = page.evaluate(
        """async (json) => {
          const input = document.querySelector("#search-box");
          const status = document.querySelector("[data-search-status]");
          let answered = 0;
          for (const query of JSON.parse(json)) {
            status.textContent = "";
            input.value = query;
            input.dispatchEvent(new Event("input", { bubbles: true }));
            await new Promise((resume) => setTimeout(resume));
            if (status.textContent || !input.value.trim()) answered += 1;
          }
          return answered;
        }""",
        json.dumps(list(made_up(TYPED, SEED, names))),
    )
    assert answered == TYPED
    assert page.evaluate("window.hit") is None
    allowed = {"a", "button", "details", "div", "h2", "h3", "li", "mark", "p", "span", "strong", "summary", "ul"}
    assert set(page.evaluate(ELEMENTS, "[data-search-results], [data-search-nearest], [data-search-facets]")) <= allowed


def test_what_is_looked_up_never_becomes_markup(reader: Reader, names: list[str]) -> None:
    lines = [line for query in made_up(LOOKUP, SEED, names) if (line := " ".join(query.split()).strip("\ufeff\0"))]
    page = reader.open("en/lookup/")
    page.locator("textarea").evaluate(
        "(area, json) => { area.value = JSON.parse(json).join('\\n'); }", json.dumps(lines)
    )
    page.locator("[data-lookup] button").click()
    page.locator("[data-lookup-download]").wait_for()
    assert page.locator("[data-lookup-answers] tbody tr").count() >= len(lines) * 0.98
    assert page.evaluate("window.hit") is None
    allowed = {"a", "div", "span", "td", "th", "tr", "mark"}
    assert set(page.evaluate(ELEMENTS, "[data-lookup-answers] tbody")) <= allowed
