"""Without a network: what the worker keeps, and that it never shows an old page to a reader who has one.

The host is a real nginx with TLS; a reader is without a network when it has ended. The site is the small made-up one.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from built_site import DATA, ROOT, tree
from golden.fixture import make_data
from nginx import free_ports, nginx
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import build
from catalogue.publish import publish
from catalogue.worker import LIST, WORKER

CHROMIUM = "/usr/bin/chromium"
# Chromium starts no worker over TLS that it does not trust, and the tests' certificate is nobody's.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--ignore-certificate-errors"]
FIRST = "en/industries/"  # none of those that are kept from the beginning
VISITED, OTHER = "en/roles/kite-designer/", "en/roles/string-winder/"
PATIENCE = 20  # seconds; only a test that fails waits so long


class Host:
    """A site that is published, changed and published again, on a host that comes and goes."""

    def __init__(self, folder: Path, data: Path) -> None:
        self.folder, self.site, self.data = folder, folder / "site", data
        self.ports = free_ports(2)
        self.address = f"https://localhost:{self.ports[1]}/"
        self._running = ExitStack()

    def publish(self, changes: dict[str, str] | None = None) -> None:
        """Builds; `changes` are texts of the data that become others first."""
        for old, new in (changes or {}).items():
            for path in (self.data / "roles.yaml", self.data / "site.yaml"):
                path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        build.build(self.data, self.site)

    def design(self, rule: str) -> Path:
        """A folder with our templates and styles, and one rule more."""
        for name in ("static", "templates"):
            shutil.copytree(ROOT / name, self.folder / "design" / name, dirs_exist_ok=True)
        (self.folder / "design" / "static" / "css" / "9-tables.css").write_text(rule, encoding="utf-8")
        return self.folder / "design"

    def spoil(self, old: bytes, new: bytes, name: str = "") -> None:
        """Publishes the site as it is with other bytes in it."""
        files = {path: raw for path, raw in tree(self.site).items() if not path.startswith(".")}
        publish({path: raw.replace(old, new) if name in path else raw for path, raw in files.items()}, self.site)

    def up(self) -> None:
        self._running.enter_context(nginx(self.site, self.folder, ports=self.ports))

    def down(self) -> None:
        self._running.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> Host:
    folder = tmp_path_factory.mktemp("first")
    host = Host(folder, make_data(DATA, folder / "data"))
    host.publish()
    return host


@pytest.fixture
def host(first_build: Host, tmp_path: Path) -> Iterator[Host]:
    shutil.copytree(first_build.folder, tmp_path, dirs_exist_ok=True)
    host = Host(tmp_path, tmp_path / "data")
    host.up()
    yield host
    host.down()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context()
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, host: Host) -> Page:
    """A reader whose first page was `FIRST`; the worker has started since."""
    page = context.new_page()
    page.goto(f"{host.address}{FIRST}")
    _until_kept(page, FIRST, "offline.html")
    _until(page, "Boolean(navigator.serviceWorker.controller)")
    return page


_CACHED = """async (paths) => {
    const cache = await caches.open("catalogue / pages");
    return (await Promise.all(paths.map((path) => cache.match(new URL(path, location.origin + "/"))))).every(Boolean);
}"""


def _until(page: Page, condition: str, argument: object = None) -> None:
    """Asks until it holds. Playwright's own waiting evaluates text in the page, which the policy forbids."""
    for _ in range(PATIENCE * 50):
        if page.evaluate(condition, argument):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never came true at {page.url}: {condition} {argument}")


def _until_kept(page: Page, *paths: str) -> None:
    _until(page, _CACHED, list(paths))


def _is_kept(page: Page, path: str) -> bool:
    return bool(page.evaluate(_CACHED, [path]))


_ASSETS = """await caches.open("catalogue / assets").then((cache) => cache.keys())
    .then((all) => all.map((one) => new URL(one.url).pathname))"""


def _kept_assets(page: Page) -> set[str]:
    return {path.removeprefix("/") for path in page.evaluate(f"async () => {_ASSETS}")}


def _style_sheet(host: Host) -> str:
    return next(path for path in tree(host.site) if path.endswith(".css"))


def _visit(page: Page, host: Host, path: str) -> None:
    page.goto(f"{host.address}{path}")
    _until_kept(page, path)


def _updated(page: Page, host: Host) -> None:
    """The browser looks for another worker, as it does after visits; the new one has taken over when this returns."""
    page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update())")
    wanted = [path for path in tree(host.site) if path.startswith("static/") and path.endswith((".css", ".js"))]
    _until(
        page,
        """async (wanted) => {
            const registration = await navigator.serviceWorker.getRegistration();
            const cache = await caches.open("catalogue / assets");
            const known = await Promise.all(wanted.map((path) => cache.match(new URL(path, location.origin + "/"))));
            return known.every(Boolean) && registration.active?.state === "activated" && !registration.installing && !registration.waiting;
        }""",
        wanted,
    )


def _styled(page: Page) -> bool:
    return bool(page.evaluate("getComputedStyle(document.querySelector('.skip, .neutral')).display !== 'inline'"))


# --- what is kept ----------------------------------------------------------------------------------------------------


def test_a_visited_page_and_the_first_one_are_there_without_a_network(page: Page, host: Host) -> None:
    _visit(page, host, VISITED)
    heading = page.locator("h1").inner_text()
    host.down()
    page.goto(f"{host.address}{VISITED}?from=somewhere#kites")
    assert page.locator("h1").inner_text() == heading
    assert _styled(page)
    page.goto(f"{host.address}{FIRST}")
    assert page.locator("main[data-page=industries]").count() == 1


def test_the_search_works_without_a_network(page: Page, host: Host) -> None:
    host.down()
    page.goto(f"{host.address}en/search/?q=kite")
    expect(page.locator("[data-result^=role]").first).to_be_visible()
    page.goto(f"{host.address}zh/")
    page.locator("#search-box").press_sequentially("kite")
    expect(page.locator("[role=option]").first).to_be_visible()


def test_a_page_that_is_not_kept_is_said_to_be_so_with_a_way_back(page: Page, host: Host) -> None:
    host.down()
    answer = page.goto(f"{host.address}{OTHER}")
    assert answer
    assert answer.status == 503
    assert page.url == f"{host.address}{OTHER}", "reloading asks for the page itself"
    assert _styled(page)
    page.locator("main a[hreflang=en]").click()
    assert page.url == f"{host.address}en/"
    assert page.locator("main[data-page=home]").count() == 1
    page.go_back()
    host.up()
    page.reload()
    assert page.locator("main[data-page=role]").count() == 1


def test_a_site_in_a_folder_keeps_apart_from_its_neighbours(
    first_build: Host, tmp_path: Path, context: BrowserContext
) -> None:
    shutil.copytree(first_build.site, tmp_path / "host" / "catalogue")
    ports = free_ports(2)
    page = context.new_page()
    with nginx(tmp_path / "host", tmp_path, "/catalogue/", ports) as running:
        page.goto(f"{running.address}en/")
        _until(page, "Boolean(navigator.serviceWorker.controller)")
        _until(page, "caches.match(new URL('../offline.html', location.href)).then(Boolean)")
        assert set(page.evaluate("caches.keys()")) == {"catalogue /catalogue/ pages", "catalogue /catalogue/ assets"}
    page.goto(f"https://localhost:{ports[1]}/catalogue/{OTHER}")
    assert _styled(page)
    page.locator("main a[hreflang=en]").click()
    assert page.locator("main[data-page=home]").count() == 1


# --- nothing old -----------------------------------------------------------------------------------------------------


def test_a_reader_with_a_network_never_sees_an_old_page(page: Page, host: Host) -> None:
    _visit(page, host, VISITED)
    host.publish({"Kite designer": "Designer of kites"})
    page.goto(f"{host.address}{VISITED}")
    assert "Designer of kites" in page.locator("h1").inner_text()
    _until_kept(page, VISITED)
    host.down()
    page.reload()
    assert "Designer of kites" in page.locator("h1").inner_text()


def test_a_page_that_is_gone_is_kept_no_longer(page: Page, host: Host) -> None:
    _visit(page, host, VISITED)
    shutil.rmtree(host.site / VISITED)
    answer = page.goto(f"{host.address}{VISITED}")
    assert answer
    assert answer.status == 404
    _until(page, f"async () => !(await ({_CACHED})(['{VISITED}']))")


def test_from_one_build_to_the_next_old_pages_keep_their_styles_and_nothing_piles_up(
    page: Page, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    _visit(page, host, VISITED)
    styles = [_style_sheet(host)]
    for round_ in (2, 3):
        with monkeypatch.context() as other:
            other.setattr(build, "HERE", host.design(f".skip {{ outline-width: {round_}px }}"))
            host.publish()
        styles.append(_style_sheet(host))
        _visit(page, host, "en/")
        _updated(page, host)
        if round_ == 2:  # a page of the first build is still kept, and so is its style sheet
            host.down()
            page.goto(f"{host.address}{VISITED}")
            assert _styled(page)
            assert page.locator(f"link[href$='{Path(styles[0]).name}']").count() == 1
            host.up()
            _visit(page, host, VISITED)
            _visit(page, host, FIRST)
    assert len(set(styles)) == 3
    _until(page, f"async () => !({_ASSETS}).includes('/{styles[0]}')")
    assert {path for path in _kept_assets(page) if path.endswith(".css")} == set(styles[1:])


def test_a_worker_of_a_build_that_is_half_there_does_not_take_over(page: Page, host: Host) -> None:
    """A host that has the new `sw.js` before the assets: the old worker stays, and the next look finds the rest."""
    host.spoil(b'const BUILD="', b'const BUILD="other', WORKER)
    (host.site / "offline.html").rename(host.folder / "offline.html")
    assert page.evaluate(
        """async () => {
            const registration = await navigator.serviceWorker.getRegistration();
            const before = registration.active;
            await registration.update();
            const other = registration.installing ?? registration.waiting;
            while (other && !["redundant", "activated"].includes(other.state)) {
                await new Promise((changed) => other.addEventListener("statechange", changed, { once: true }));
            }
            return other?.state === "redundant" && registration.active === before;
        }"""
    )
    _visit(page, host, VISITED)
    (host.folder / "offline.html").rename(host.site / "offline.html")
    _updated(page, host)
    host.down()
    page.reload()
    assert page.locator("main[data-page=role]").count() == 1


# --- nothing stuck ---------------------------------------------------------------------------------------------------


def test_what_the_browser_has_thrown_away_is_taken_again_at_the_next_visit(page: Page, host: Host) -> None:
    page.evaluate("caches.keys().then(names => Promise.all(names.map(name => caches.delete(name))))")
    page.goto(f"{host.address}{VISITED}")
    assert _styled(page)
    _until_kept(page, VISITED, "offline.html", "en/search/")
    host.down()
    page.goto(f"{host.address}en/search/?q=kite")
    expect(page.locator("[data-result]").first).to_be_visible()


def test_without_a_network_and_without_a_cache_the_browser_says_so_itself_and_comes_back(
    page: Page, host: Host
) -> None:
    page.evaluate("caches.keys().then(names => Promise.all(names.map(name => caches.delete(name))))")
    host.down()
    with pytest.raises(Exception, match="ERR_"):
        page.goto(f"{host.address}{VISITED}")
    host.up()
    page.goto(f"{host.address}{VISITED}")
    assert page.locator("main[data-page=role]").count() == 1


def test_a_site_that_shall_keep_nothing_removes_the_worker_and_what_it_kept(page: Page, host: Host) -> None:
    page.evaluate("caches.open('of another site')")
    host.publish({"languages:": "offline: no\nlanguages:"})
    assert {LIST, "offline.html"} & set(tree(host.site)) == set()
    page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update())")
    _until(page, "navigator.serviceWorker.getRegistration().then(one => !one)")
    assert page.evaluate("caches.keys()") == ["of another site"]
    page.goto(f"{host.address}{VISITED}")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistration().then(one => !one)")


def test_a_host_that_no_longer_has_a_worker_still_shows_its_pages(page: Page, host: Host) -> None:
    (host.site / WORKER).unlink()
    with pytest.raises(Exception, match=r"404|update"):
        page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update())")
    host.spoil(b"</h1>", b" anew</h1>", VISITED)
    page.goto(f"{host.address}{VISITED}")
    assert page.locator("h1").inner_text().endswith("anew")


def test_the_live_preview_has_no_worker(first_build: Host) -> None:
    files = build.site_files(first_build.data, preview=True)
    assert b"unregister" in files[WORKER]
    assert not [path for path, raw in files.items() if path.endswith(".html") and b"data-offline" in raw]


def test_over_plain_http_there_is_no_worker(context: BrowserContext, served: str) -> None:
    page = context.new_page()
    page.goto(f"{served}en/about/")
    page.wait_for_load_state("networkidle")
    assert page.locator("iframe").count() == 0
    assert page.locator("[data-keeping]").is_hidden()


# --- the whole catalogue ---------------------------------------------------------------------------------------------


def _section(page: Page, host: Host, lang: str) -> Page:
    page.goto(f"{host.address}{lang}/about/")
    expect(page.locator("[data-keeping]")).to_be_visible()
    return page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_whole_catalogue_is_kept_on_request_and_removed_on_request(lang: str, page: Page, host: Host) -> None:
    listed = json.loads((host.site / LIST).read_bytes())[lang]
    section = _section(page, host, lang).locator("[data-keeping]")
    keep, remove = section.locator("[data-offline-keep]"), section.locator("[data-offline-remove]")
    missing = [bytes_ for path, _, bytes_ in listed if not _is_kept(page, path)]
    assert f"{sum(missing) / 1e6:.1f} MB" in keep.inner_text()
    keep.click()
    expect(remove).to_be_visible()
    expect(remove).to_be_focused()
    expect(section.locator("[role=status]")).to_contain_text(str(len(listed)))
    expect(keep).to_be_hidden()
    host.down()
    for path, _, _ in listed:
        page.goto(f"{host.address}{path}")
        assert page.locator("main[data-page]").count() == 1, path
    host.up()
    _section(page, host, lang)
    remove.click()
    expect(keep).to_be_visible()
    assert not _is_kept(page, VISITED)


def test_keeping_can_be_stopped_and_goes_on_where_it_stopped(page: Page, host: Host) -> None:
    listed = json.loads((host.site / LIST).read_bytes())["en"]
    section = _section(page, host, "en").locator("[data-keeping]")
    # A network so slow that there is time to press a button: the fifth request is never answered.
    page.evaluate(
        """() => {
            const real = window.fetch;
            let asked = 0;
            window.fetch = (address, options) => ++asked < 5 ? real(address, options)
                : new Promise((_, fail) => options.signal.addEventListener("abort", () => fail(options.signal.reason)));
            window.backToNormal = () => (window.fetch = real);
        }"""
    )
    section.locator("[data-offline-keep]").click()
    _until(page, "document.querySelector('[data-keeping] progress').value === 4")
    assert page.evaluate("document.querySelector('[data-keeping] progress').max") < len(listed)
    section.locator("[data-offline-stop]").click()
    expect(section.locator("[role=status]")).to_contain_text("Stopped")
    expect(section.locator("[data-offline-stop]")).to_be_hidden()
    page.evaluate("window.backToNormal()")
    section.locator("[data-offline-keep]").click()
    expect(section.locator("[data-offline-remove]")).to_be_visible()


def test_a_catalogue_of_an_earlier_build_does_not_count_as_kept(page: Page, host: Host) -> None:
    section = _section(page, host, "en").locator("[data-keeping]")
    section.locator("[data-offline-keep]").click()
    expect(section.locator("[data-offline-remove]")).to_be_visible()
    host.publish({"Kite designer": "Designer of kites"})
    _section(page, host, "en")
    expect(section.locator("[data-offline-keep]")).to_be_visible()
    expect(section.locator("[data-offline-remove]")).to_be_hidden()


def test_a_network_that_fails_meanwhile_is_said(page: Page, host: Host) -> None:
    section = _section(page, host, "en").locator("[data-keeping]")
    host.down()
    section.locator("[data-offline-keep]").click()
    expect(section.locator("[role=status]")).to_contain_text("Not all pages could be fetched")
    expect(section.locator("[data-offline-keep]")).to_be_focused()
