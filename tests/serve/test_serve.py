"""The live preview as the person who edits meets it: a browser that is left alone and shows what was saved.

Each test is one promise about a real `python build.py serve` and a real Chromium.
"""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from child import Preview, Project, previewing
from playwright.sync_api import Page, expect

KITES = "data/2001/industries/kites.yaml"
DESIGNER = "en/industries/kites/"


def _row(page: Page) -> str:
    return page.locator("#kite-designer").inner_text()


def _await_text(page: Page, text: str) -> None:
    page.wait_for_function("text => document.body?.innerText.includes(text)", arg=text)


def test_a_saved_figure_shows_in_the_open_page_and_is_published(tmp_path: Path, page: Page) -> None:
    """With the real data, whole."""
    project = Project(tmp_path / "project", real=True)
    with previewing(project) as preview:
        page.goto(f"{preview.address}en/industries/electrical/")
        expect(page.locator("main")).to_contain_text("0.8968")
        preview.published()
        project.change("data/2020/industries/electrical.yaml", "0.8968", "0.8969")
        _await_text(page, "0.8969")
        preview.published(2)
        assert b"0.8969" in project.published()["en/industries/electrical/index.html"]


def test_what_is_published_is_what_a_plain_build_publishes(project: Project, preview: Preview, page: Page) -> None:
    """The script that refreshes is added to what is sent, never to what is written."""
    page.goto(preview.address + DESIGNER)
    assert page.locator('script[src^="/livereload.js"]').count() == 1
    project.change(KITES, "0.9000", "0.9111")
    _await_text(page, "0.9111")
    preview.published(2)
    published = project.published()
    assert published == project.build("plain")
    assert [path for path, raw in published.items() if b"livereload" in raw] == []


def test_edits_right_after_a_refresh_refresh_too(project: Project, preview: Preview, page: Page) -> None:
    """livereload by itself ignores what is saved within three seconds of a refresh."""
    page.goto(preview.address + DESIGNER)
    figures = ["0.9000", "0.9001", "0.9002", "0.9003", "0.9004"]
    for before, after in pairwise(figures):
        project.change(KITES, before, after)
        _await_text(page, after)


def test_a_save_while_the_page_is_loading_is_not_missed(project: Project, preview: Preview, page: Page) -> None:
    """The page does not listen yet when the refresh is sent, so it is told when it begins to listen."""
    held = []
    page.route("**/livereload.js*", lambda route: held.append(route), times=1)
    page.goto(preview.address + DESIGNER, wait_until="commit")
    page.wait_for_selector("#kite-designer", state="attached")
    project.change(KITES, "0.9000", "0.9111")
    preview.published(2)
    assert "0.9000" in _row(page)
    held[0].continue_()
    _await_text(page, "0.9111")


def test_a_page_finds_a_preview_that_was_started_anew(project: Project, page: Page) -> None:
    with previewing(project) as first:
        port = first.address.rstrip("/").rpartition(":")[2]
        page.goto(first.address + DESIGNER)
        page.wait_for_function("window.LiveReload?.connector.protocol")
        assert first.interrupt() == 0
    project.change(KITES, "0.9000", "0.9111")
    with previewing(project, "--port", port):
        _await_text(page, "0.9111")


def test_many_saves_at_once_are_one_rebuild(project: Project, preview: Preview, page: Page) -> None:
    """livereload by itself rebuilds once for each file of a folder."""
    page.goto(preview.address + DESIGNER)
    with preview.standing_still():
        project.change(KITES, "0.9000", "0.9111")
        for path in sorted((project.folder / "templates").rglob("*.html")):
            project.save(str(path.relative_to(project.folder)), path.read_text(encoding="utf-8"))
        (project.folder / "static/css/9-more.css").write_text(":root { --more: 1 }")
        (project.folder / "static/css/9-print.css").unlink()
    _await_text(page, "0.9111")
    preview.published(2)
    assert preview.rebuilds() == 1


def test_every_kind_of_file_is_seen_at_whatever_depth(project: Project, preview: Preview, page: Page) -> None:
    """Data, words, prose, a template within a template, a style, a script; changed, new and deleted."""
    page.goto(f"{preview.address}en/about/")
    project.change("data/words/en.yaml", "nav:\n  label: Main", "nav:\n  label: Chief")
    page.wait_for_selector('nav[aria-label="Chief"]')
    project.change("data/pages/about.en.md", "# About this site", "# About these pages")
    _await_text(page, "About these pages")
    project.change("templates/parts/footer.html", '<footer class="site-footer">', '<footer class="site-footer mended">')
    page.wait_for_selector("footer.mended")
    project.change("templates/pages/about.html", "{% block main %}", "{% block main %}<!-- seen -->")
    page.wait_for_function("document.querySelector('main')?.innerHTML.includes('<!-- seen -->')")
    project.change("static/js/site.js", '"use strict";', '"use strict"; document.documentElement.dataset.tried = "1";')
    page.wait_for_selector("html[data-tried]")
    colour = "document.body && getComputedStyle(document.body).outlineColor"  # no body yet while the page reloads
    new = project.folder / "static/css/9-tried.css"
    new.write_text("body { outline: 1px solid rgb(1, 2, 3) }")
    page.wait_for_function(f"({colour}) === 'rgb(1, 2, 3)'")
    new.unlink()
    page.wait_for_function(f"![null, 'rgb(1, 2, 3)'].includes({colour})")
    page.goto(f"{preview.address}en/industries/")
    project.change("data/industries.yaml", "en: ", "en: Fine ")
    _await_text(page, "Fine ")


@pytest.mark.parametrize("out", ["static/preview", "templates/site", "data/site"])
def test_the_output_is_never_watched(out: str, project: Project, page: Page) -> None:
    """Not where it lies inside a watched folder either, and not while publishing swaps it."""
    with previewing(project, "--port", "0", "--out", out) as preview:
        preview.published()
        page.goto(preview.address + DESIGNER)
        for number in range(1, 4):
            project.change(KITES, f"0.900{number - 1}", f"0.900{number}")
            _await_text(page, f"0.900{number}")
            preview.published(number + 1)
            assert preview.rebuilds() == number


def test_a_search_finds_what_was_just_saved(project: Project, preview: Preview, page: Page) -> None:
    """What scripts fetch is as fresh as the page."""
    page.goto(f"{preview.address}en/search/?q=kite")
    page.wait_for_selector('[data-result="role:kite-designer"]')
    project.change("data/roles.yaml", "en: Kite designer", "en: Draughtsperson of kites")
    page.locator("[data-result]", has_text="Draughtsperson of kites").first.wait_for()


def test_an_address_without_a_page_shows_the_page_for_that(preview: Preview, page: Page) -> None:
    answer = page.goto(f"{preview.address}en/nowhere/")
    assert answer
    assert answer.status == 404
    expect(page.locator("h1")).to_contain_text("Page not found")


def test_browsers_keep_nothing(preview: Preview, page: Page) -> None:
    """Or a refreshed page would go on with the old style; the script that refreshes has a new address each time."""
    kept = {}
    page.on("response", lambda answer: kept.update({answer.url: answer.headers.get("cache-control")}))
    page.goto(preview.address + DESIGNER, wait_until="load")
    of_the_site = {url: said for url, said in kept.items() if url.startswith(preview.address) and "stamp=" not in url}
    assert len(of_the_site) > 2
    assert set(of_the_site.values()) == {"no-store"}, of_the_site


def test_ctrl_c_ends_it_cleanly(project: Project, preview: Preview, page: Page) -> None:
    """With a page that listens, and in the middle of a rebuild."""
    page.goto(preview.address + DESIGNER)
    page.wait_for_function("window.LiveReload?.connector.protocol")
    before = project.published()
    project.change(KITES, "0.9000", "0.9111")
    preview.wait_for("saved or deleted")
    assert preview.interrupt() == 0
    assert "Traceback" not in preview.terminal
    assert "destroyed" not in preview.terminal
    assert project.published() in (before, project.build("plain"))


def test_ctrl_c_ends_the_first_build_too(project: Project) -> None:
    with previewing(project) as preview:
        assert preview.interrupt() == 0
        assert "Traceback" not in preview.terminal
    assert not project.out.exists() or project.published() == project.build("plain")


def test_a_changed_module_asks_for_a_start_anew(project: Project, preview: Preview, page: Page) -> None:
    """A preview that is already running can't take it up; what is data is taken up all the same."""
    page.goto(preview.address + DESIGNER)
    module = project.folder / "catalogue" / "charts.py"
    module.write_text(module.read_text(encoding="utf-8") + "\n1 +\n", encoding="utf-8")
    assert "start it again" in preview.wait_for(r"^.*catalogue/charts\.py has changed.*$")
    module = project.folder / "catalogue" / "checks" / "rules_site.py"
    module.write_text(module.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    preview.wait_for(r"^.*checks/rules_site\.py has changed.*$")
    shutil.copy(project.folder / "build.py", project.folder / "build.py.new")
    (project.folder / "build.py.new").rename(project.folder / "build.py")
    preview.wait_for(r"^.*/build\.py has changed.*$")
    project.change(KITES, "0.9000", "0.9111")
    _await_text(page, "0.9111")
    assert preview.rebuilds() == 1
