"""Of a large site, only what an edit touches is made anew; the result is that of a whole build, byte for byte."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest
from built_site import DATA, tree
from editions.edits import EDITS, count
from editions.second import change
from golden.fixture import make_data
from thorough import examples

import build
from catalogue import whole_site
from catalogue.building.last_site import MARK
from catalogue.building.making import Making
from catalogue.pages import Page
from catalogue.problems import DataProblems
from catalogue.render import Renderer, output_file

BASE_URL = "https://example.org/x/"
SEEDS = range(0, examples(4, 20), 2)  # of sequences of edits; 0 and 2 find what the first three would find, and more
EDITED = 6  # builds after edits in each


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any site counts as a large one."""
    monkeypatch.setattr(whole_site, "LARGE", 0)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A small catalogue of two editions, the newer of which has dropped a role."""
    folder = make_data(DATA, tmp_path / "data")
    shutil.copytree(folder / "2001", folder / "2003")
    change(folder / "2003" / "edition.yaml", '"2001"', '"2003"')
    change(folder / "2003" / "industries" / "lanterns.yaml", "灯笼设计师, index: 0.4100", "风筝设计师, index: 0.4200")
    change(folder / "site.yaml", 'edition: "2001"', 'edition: "2003"')
    change(folder / "corrections.yaml", "published:\n", 'published:\n  - {edition: "2003", date: 2003-05-04}\n')
    count(folder)
    return folder


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were made anew, by their files."""
    pages: list[str] = []
    page_as_ever = Renderer.page

    def page(renderer: Renderer, page: Page) -> bytes:
        pages.append(output_file(page))
        return page_as_ever(renderer, page)

    monkeypatch.setattr(Renderer, "page", page)
    return pages


@pytest.mark.parametrize("seed", SEEDS)
def test_after_any_edits_the_site_is_that_of_a_whole_build(data: Path, tmp_path: Path, seed: int) -> None:
    chance, out, whole, done = random.Random(seed), tmp_path / "out" / "site", tmp_path / "whole", 0
    build.build(data, out, BASE_URL)
    for step in range(EDITED):
        before = shutil.copytree(data, tmp_path / f"before-{step}")
        for _ in range(chance.choice([1, 1, 1, 2])):
            chance.choice(EDITS)(chance, data, out)
        try:
            build.build(data, out, BASE_URL)
        except DataProblems:  # no such edit is right after the others
            shutil.rmtree(data)
            shutil.copytree(before, data)
            continue
        done += 1
        shutil.rmtree(whole, ignore_errors=True)
        build.build(data, whole, BASE_URL)
        assert tree(out) == tree(whole)  # the record, too
    assert done >= EDITED / 2


def test_only_pages_of_the_row_and_those_of_whole_editions_are_made_anew(
    data: Path, tmp_path: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    build.build(data, out)
    before = tree(out)
    assert sorted(rendered) == sorted({*rendered})
    rendered.clear()
    monkeypatch.setattr(Making, "_scans_of", None)  # others are not even read
    change(data / "2003" / "industries" / "lanterns.yaml", "0.4200", "0.4201")
    build.build(data, out)
    after = tree(out)
    records = {path for path in rendered if re.search("/(industries|roles|titles)/[a-z-]+/index", path)}
    assert records == {
        f"{language}/{place}/index.html"
        for language in ("zh", "en")
        for place in (
            "industries/lanterns", "2003/industries/lanterns", "embed/industries/lanterns",
            "roles/kite-designer", "2003/roles/kite-designer",
        )
    }  # fmt: skip
    changed = {path for path in before if path.endswith("index.html") and before[path] != after.get(path)}
    assert records <= changed <= {*rendered}
    assert not [path for path in rendered if "/2001/" in path]
    rendered.clear()
    build.build(data, out)
    assert rendered == []
    assert tree(out) == after


def test_a_page_made_anew_that_lost_a_place_fails_the_pages_that_lead_there(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though these were taken over."""
    out = tmp_path / "site"
    build.build(data, out)
    before, page_as_ever = tree(out), Renderer.page

    def page(renderer: Renderer, page: Page) -> bytes:
        return page_as_ever(renderer, page).replace(b'id="string-winder"', b"")

    monkeypatch.setattr(Renderer, "page", page)
    change(data / "2003" / "industries" / "lanterns.yaml", "0.4200", "0.4201")
    with pytest.raises(
        SystemExit, match=r"en/roles/string-winder/index.html: The link .*#string-winder leads to a place"
    ):
        build.build(data, out)
    assert tree(out) == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b'href="../../titles/"', b'href="../../title/"', "leads to en/title/index.html, which does not exist"),
        (b"static/js/site.", b"static/js/sit.", "leads to static/js/sit"),
        (b"<main", b"<main><p>", "<p> is never closed"),
    ],
)
def test_a_fault_of_a_page_made_anew_is_found(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bytes, new: bytes, message: str
) -> None:
    out, page_as_ever = tmp_path / "site", Renderer.page
    build.build(data, out)
    before = tree(out)
    monkeypatch.setattr(Renderer, "page", lambda renderer, page: page_as_ever(renderer, page).replace(old, new))
    change(data / "2003" / "industries" / "lanterns.yaml", "0.4200", "0.4201")
    with pytest.raises(SystemExit, match=re.escape(message)):
        build.build(data, out)
    assert tree(out) == before


def test_a_site_that_is_made_at_once_keeps_no_record(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_site, "LARGE", 10**9)
    build.build(data, tmp_path / "site")
    assert (tmp_path / "site" / MARK).read_bytes() == b""
