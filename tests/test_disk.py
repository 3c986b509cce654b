"""The whole site as one file: it is the same everywhere, verifies, and reads and searches from a disk without a network."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from built_site import DATA, Site
from fidelity import TAGS
from playwright.sync_api import Browser, BrowserContext, Page, expect

import build
from catalogue.files.disk import ARCHIVE, zipped
from catalogue.publish import publish

EVERY_LANGUAGE = pytest.mark.parametrize("lang", TAGS)
ROOT = "wenzhou-shortage-talent-catalogue"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site with its archive, as `build.py --zip` publishes it."""
    folder = tmp_path_factory.mktemp("with-zip") / "site"
    publish(build.site_files(DATA, archive=True), folder)
    return Site(folder)


@pytest.fixture(scope="module")
def copy(whole: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked archive, in a folder whose name has a space, Chinese and a sign that addresses escape."""
    folder = tmp_path_factory.mktemp("disk") / "My files 温州 #1"
    folder.mkdir()
    subprocess.run(["unzip", "-q", str(whole.folder / ARCHIVE), "-d", str(folder)], check=True)
    return folder / ROOT


@pytest.fixture
def offline(chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page without network, and everything that it asks of any network, says on the console or throws."""
    context: BrowserContext = chromium.new_context(offline=True)
    page = context.new_page()
    words: list[str] = []
    context.on(
        "request", lambda request: words.append(request.url) if not request.url.startswith(("file:", "data:")) else None
    )
    page.on("pageerror", lambda error: words.append(str(error)))
    page.on("console", lambda message: words.append(message.text))
    yield page, words
    context.close()


def _archive(site: Site) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(site.files[ARCHIVE]))


def test_it_holds_the_whole_site_and_verifies(whole: Site, site: Site, copy: Path) -> None:
    names = {name.removeprefix(f"{ROOT}/") for name in _archive(whole).namelist()}
    assert {re.sub(r"\.[0-9a-f]{8}\.", ".", name) for name in names} == {
        re.sub(r"\.[0-9a-f]{8}\.", ".", path) for path in site.files if path != ".catalogue-site"
    }
    assert _archive(whole).testzip() is None
    verified = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=copy, capture_output=True
    )
    assert (verified.returncode, verified.stdout) == (0, b"")


@EVERY_LANGUAGE
def test_without_the_archive_the_lookup_leads_on_from_a_disk(
    lang: str, site: Site, offline: tuple[Page, list[str]]
) -> None:
    page, words = offline
    page.goto((site.folder / lang / "lookup" / "index.html").as_uri())
    expect(page.locator(".unscripted a")).to_be_visible()
    expect(page.locator("[data-lookup]")).to_be_hidden()
    assert words == []


def test_nothing_of_the_machine_or_the_moment_is_in_it(whole: Site) -> None:
    entries = _archive(whole).infolist()
    assert [one.filename for one in entries] == sorted(one.filename for one in entries)
    kinds = {(one.date_time, one.create_system, one.external_attr, one.extra, one.comment) for one in entries}
    assert kinds == {((1980, 1, 1, 0, 0, 0), 3, 0o100644 << 16, b"", b"")}
    files = {"b": b"1", "a/c": b"2"}
    assert zipped(files) == zipped(dict(reversed(files.items())))


def test_every_path_stays_below_one_folder(whole: Site) -> None:
    for name in _archive(whole).namelist():
        assert name.startswith(f"{ROOT}/")
        assert ".." not in name.split("/")


@EVERY_LANGUAGE
def test_the_data_page_leads_to_it_where_it_is(lang: str, whole: Site, site: Site, copy: Path) -> None:
    size = f"{len(whole.files[ARCHIVE]) / 1e6:.1f} MB"
    for pin in ("", "2020/"):
        page = whole.pages.at(f"{lang}/{pin}data/")
        assert (ARCHIVE, "") in [page.target(one.attrib["href"]) for one in page.anchors(page.main)]
        assert size in page.text(page.main)
        for without in (
            site.files[f"{lang}/{pin}data/index.html"],
            (copy / lang / pin / "data/index.html").read_bytes(),
        ):
            assert b"site.zip" not in without, "no link is dead"
    assert size in whole.files[f"{lang}/data/index.md"].decode()


def test_pages_on_the_web_are_not_heavier_for_it(whole: Site, site: Site) -> None:
    """Only the pages of the data, and what has their hashes, differ from a site without the archive."""
    differing = {path for path in whole.files if whole.files[path] != site.files.get(path)}
    data_pages = {f"{lang}/{pin}data/index.html" for lang in TAGS for pin in ("", "2020/")}
    twins = {f"{lang}/data/index.md" for lang in TAGS}
    assert differing == {ARCHIVE, *data_pages, *twins, "SHA256SUMS", "offline.json", "sw.js"}
    assert whole.asset("js/site.js") == site.asset("js/site.js")


@EVERY_LANGUAGE
@pytest.mark.parametrize(
    ("typed", "role"),
    [("模具", "mold-design-engineer"), ("muju sheji", "mold-design-engineer"), ("mold design", "mold-design-engineer")],
    ids=["Chinese", "pinyin", "English"],
)
def test_it_searches_from_a_disk(lang: str, typed: str, role: str, copy: Path, offline: tuple[Page, list[str]]) -> None:
    """From the first page to a language, its search, a result, and the page of the role."""
    page, words = offline
    page.goto((copy / "index.html").as_uri())
    page.locator(f"main a[hreflang={TAGS[lang]}]").click()
    page.locator("#search-box").press_sequentially(typed)
    expect(page.locator("[role=option]").first).to_be_visible()
    page.locator(".search-form button").click()
    page.wait_for_url("file://**/search/index.html?q=*")
    expect(page.locator("#search-box")).to_have_value(typed)
    results = page.locator("[data-search-results] > [data-result]")
    expect(results.first).to_be_visible()
    expect(page.locator(".unscripted")).to_be_hidden()  # it says that there is no search
    page.locator(f"[data-search-results] [data-result='role:{role}'] a").first.click()
    expect(page.locator("main")).to_have_attribute("data-page", "role")
    assert page.url == (copy / lang / "roles" / role / "index.html").as_uri()
    page.go_back()
    expect(results.first).to_be_visible()
    assert words == []


@EVERY_LANGUAGE
def test_suggestions_facets_and_the_lookup_of_lists_work_from_a_disk(
    lang: str, copy: Path, offline: tuple[Page, list[str]]
) -> None:
    page, words = offline
    page.goto((copy / lang / "industries" / "pens" / "index.html").as_uri())
    page.locator("#search-box").press_sequentially("hua gong")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("file://**/industries/chemicals/index.html")
    page.goto((copy / lang / "search" / "index.html").as_uri() + "?q=engineer&kind=role")
    before = page.locator("[data-search-results] > [data-result]").count
    expect(page.locator("[data-search-results] > [data-result]").nth(9)).to_be_visible()
    every = before()
    page.locator("[data-facet=level][data-value=severe]").click()
    expect(page.locator("[data-facet=level][data-value=severe]")).to_have_attribute("aria-current", "true")
    assert 0 < before() <= every
    page.goto((copy / lang / "lookup" / "index.html").as_uri())
    expect(page.locator(".unscripted")).to_be_hidden()
    page.locator("textarea").fill("机械工程师\nwelder")
    page.locator("[data-lookup] button").first.click()
    expect(page.locator("[data-lookup-answers] tbody tr")).to_have_count(2)
    page.locator("textarea").evaluate(
        """(area) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(["welder"], "list.txt"));
          for (const type of ["dragover", "drop"]) {
            area.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
          }
        }"""
    )
    expect(page.locator("[data-lookup-answers] tbody tr")).to_have_count(1)
    assert words == []
