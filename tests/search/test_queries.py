"""What people type finds what they mean: every judged query, by kind, and the two sets apart.

A query is right when the first result is one of `expect`, or when `expect` is empty and nothing is found;
it is in the first five when one of the first five results is one of `expect`.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from playwright.sync_api import Page

QUERIES = yaml.safe_load(Path(__file__).with_name("queries.yaml").read_text("utf-8"))["queries"]
FIRST = 0.98
FIRST_FIVE = 0.995
ANY_KIND = 0.90
ABSENT = 0.95
PERFECT = ("zh_exact", "width", "trad")


class Verdict(NamedTuple):
    query: str
    kind: str
    held: bool
    first: bool
    first_five: bool


@pytest.fixture(scope="module")
def verdicts(engine: Page) -> list[Verdict]:
    found = engine.evaluate(
        "queries => queries.map((query) => engine.search(query, { limit: 5 }).map(({ entry }) => entry.zh))",
        [query["query"] for query in QUERIES],
    )
    return [_verdict(query, names) for query, names in zip(QUERIES, found, strict=True)]


def _verdict(query: dict[str, object], names: list[str]) -> Verdict:
    expected = query["expect"]
    right = [name in expected for name in names] if expected else [not names]  # type: ignore[operator]
    return Verdict(str(query["query"]), str(query["kind"]), query["set"] == "held", right[:1] == [True], any(right))


def _share(verdicts: list[Verdict], measure: str = "first") -> float:
    return sum(getattr(verdict, measure) for verdict in verdicts) / len(verdicts)


def _wrong(verdicts: list[Verdict], measure: str = "first") -> list[str]:
    return [f"{verdict.kind}: {verdict.query}" for verdict in verdicts if not getattr(verdict, measure)]


def test_there_are_at_least_400_different_queries_and_a_third_was_held_back() -> None:
    assert len({(query["query"], query["kind"]) for query in QUERIES}) == len(QUERIES) >= 400
    assert sum(query["set"] == "held" for query in QUERIES) * 3 >= len(QUERIES) * 0.98


def test_queries_expect_entries_that_exist(entries: list) -> None:
    assert {name for query in QUERIES for name in query["expect"]} <= {entry.zh for entry in entries}


@pytest.mark.parametrize("held", [False, True], ids=["tune", "held"])
def test_the_right_entry_is_first_and_hardly_ever_beyond_the_first_five(verdicts: list[Verdict], held: bool) -> None:
    of_set = [verdict for verdict in verdicts if verdict.held == held]
    assert _share(of_set) >= FIRST, _wrong(of_set)


def test_the_right_entry_is_first_over_both_sets(verdicts: list[Verdict]) -> None:
    assert _share(verdicts) >= FIRST, _wrong(verdicts)
    assert _share(verdicts, "first_five") >= FIRST_FIVE, _wrong(verdicts, "first_five")


def test_no_kind_of_query_is_neglected(verdicts: list[Verdict]) -> None:
    by_kind = defaultdict(list)
    for verdict in verdicts:
        by_kind[verdict.kind].append(verdict)
    assert {kind: _wrong(of_kind) for kind, of_kind in by_kind.items() if _share(of_kind) < ANY_KIND} == {}


@pytest.mark.parametrize("kind", PERFECT)
def test_exact_width_and_traditional_forms_are_always_right(verdicts: list[Verdict], kind: str) -> None:
    assert _wrong([verdict for verdict in verdicts if verdict.kind == kind]) == []


def test_what_is_not_listed_finds_nothing(verdicts: list[Verdict]) -> None:
    absent = [verdict for verdict in verdicts if verdict.kind == "negative"]
    assert _share(absent) >= ABSENT, _wrong(absent)
