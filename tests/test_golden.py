"""A tiny made-up catalogue, built whole: what each page type contains is what `golden/after/` says.

After a change that is meant, write it anew with `python -m tests.golden` and read `git diff tests/golden`.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from built_site import DATA
from fidelity import Page
from golden.fixture import AFTER, EXAMPLES, extract, extracts, make_data

import build
from catalogue.pages import PAGE_TYPES


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return extracts(build.site_files(make_data(DATA, tmp_path_factory.mktemp("golden") / "data")))


def _difference(expected: str, found: str, name: str) -> str:
    lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), f"after/{name}", "built", lineterm="", n=1)
    return "\n".join(lines)


def test_each_page_contains_what_it_contained(shown: dict[str, str]) -> None:
    differences = []
    for name, text in shown.items():
        path = AFTER / name
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        if text != expected:
            differences.append(_difference(expected, text, name))
    assert not differences, "If this is meant, run `python -m tests.golden`.\n" + "\n".join(differences)


def test_nothing_is_kept_of_pages_that_are_not_built(shown: dict[str, str]) -> None:
    assert sorted(path.name for path in AFTER.iterdir()) == sorted(shown)


def test_every_page_type_with_many_pages_has_an_example() -> None:
    for path in (page_type.path for page_type in PAGE_TYPES if "{id}" in page_type.path):
        start, end = path.split("{id}")
        assert [one for one in EXAMPLES if one.startswith(start) and one.endswith(end)], path


def test_an_extract_shows_what_changed() -> None:
    """A rank, an index, a link and a language each leave a trace."""
    page = (
        '<!doctype html><html lang="en"><head><title>T</title></head><body><main><h1>A <b lang="zh-Hans">焊</b></h1>'
        '<table><caption>C</caption><tr id="x"><th scope="row"><a href="y/">Y</a></th>'
        '<td><data value="0.5">0.5</data></td></tr></table><p>left out</p></main></body></html>'
    )
    before = extract(Page("en/index.html", page.encode()))
    assert "left out" not in before
    for old, new in (
        ("A <b", "B <b"), ("zh-Hans", "zh-Hant"), ('value="0.5"', 'value="0.6"'), (">0.5<", ">0.6<"), ("y/", "z/"),
        ('id="x"', 'id="w"'), ("<th ", "<td "), ("<h1>", "<h2>"), (">T<", ">U<"),
    ):  # fmt: skip
        assert extract(Page("en/index.html", page.replace(old, new).encode())) != before, old


def test_the_fixture_is_whole(tmp_path: Path) -> None:
    """Its data passes every rule; only words and prose are borrowed."""
    data = make_data(DATA, tmp_path / "data")
    assert build.checked(data)
    assert not (AFTER.parent / "data" / "words").exists()
