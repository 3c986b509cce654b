"""The worker never shows an old page to a reader who has a network, and nothing can make it stick."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from browser import until
from built_site import tree
from keeping import (
    ASSETS,
    CACHED,
    FIRST,
    VISITED,
    Host,
    kept_assets,
    style_sheet,
    styled,
    until_kept,
    updated,
    visit,
)
from playwright.sync_api import BrowserContext, Page, expect

import build
from catalogue import whole_site
from catalogue.files.worker import LIST, WORKER


def test_a_reader_with_a_network_never_sees_an_old_page(page: Page, host: Host) -> None:
    visit(page, host, VISITED)
    host.publish({"Kite designer": "Designer of kites"})
    page.goto(f"{host.address}{VISITED}")
    assert "Designer of kites" in page.locator("h1").inner_text()
    until_kept(page, VISITED)
    host.down()
    page.reload()
    assert "Designer of kites" in page.locator("h1").inner_text()


def test_a_page_visited_before_an_update_does_not_hide_the_one_that_came_with_it(page: Page, host: Host) -> None:
    visit(page, host, "en/search/")
    host.publish({"Kite designer": "Designer of kites"})
    visit(page, host, VISITED)
    updated(page, host)
    until(page, "async () => !(await (await caches.open('catalogue / pages')).match(location.origin + '/en/search/'))")
    host.down()
    page.goto(f"{host.address}en/search/")
    expect(page.get_by_role("link", name="Designer of kites")).to_be_visible()


def test_a_page_that_is_gone_is_kept_no_longer(page: Page, host: Host) -> None:
    visit(page, host, VISITED)
    shutil.rmtree(host.site / VISITED)
    answer = page.goto(f"{host.address}{VISITED}")
    assert answer
    assert answer.status == 404
    until(page, f"async () => !(await ({CACHED})(['{VISITED}']))")


def test_from_one_build_to_the_next_old_pages_keep_their_styles_and_nothing_piles_up(
    page: Page, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(page, host, VISITED)
    visit(page, host, "en/")  # because a new worker takes the open page anew, whenever it comes
    styles = [style_sheet(host)]
    for round_ in (2, 3):
        with monkeypatch.context() as other:
            other.setattr(whole_site, "ROOT", host.design(f".skip {{ outline-width: {round_}px }}"))
            host.publish()
        styles.append(style_sheet(host))
        visit(page, host, "en/")
        updated(page, host)
        if round_ == 2:  # a page of the first build is still kept, and so is its style sheet
            host.down()
            page.goto(f"{host.address}{VISITED}")
            assert styled(page)
            assert page.locator(f"link[href$='{Path(styles[0]).name}']").count() == 1
            host.up()
            visit(page, host, VISITED)
            visit(page, host, FIRST)
    assert len(set(styles)) == 3
    until(page, f"async () => !({ASSETS}).includes('/{styles[0]}')")
    assert {path for path in kept_assets(page) if path.startswith("static/site.") and path.endswith(".css")} == set(
        styles[1:]
    )


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
    visit(page, host, VISITED)
    (host.folder / "offline.html").rename(host.site / "offline.html")
    updated(page, host)
    host.down()
    page.reload()
    assert page.locator("main[data-page=role]").count() == 1


def test_an_asset_that_a_host_in_trouble_gives_is_not_kept(
    page: Page, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that says "back soon" in place of a style sheet would be shown as one until its name changes."""
    monkeypatch.setattr(whole_site, "ROOT", host.design(".skip { outline-width: 9px }"))
    host.publish()
    right = (host.site / style_sheet(host)).read_bytes()
    (host.site / style_sheet(host)).write_bytes(b"<!doctype html><title>Back soon</title>")
    page.goto(f"{host.address}{FIRST}")
    assert not styled(page)
    (host.site / style_sheet(host)).write_bytes(right)
    page.goto(f"{host.address}{FIRST}")
    until(page, f"async () => ({ASSETS}).includes('/{style_sheet(host)}')")
    page.goto(f"{host.address}{FIRST}")
    assert styled(page)


def test_what_the_browser_has_thrown_away_is_taken_again_at_the_next_visit(page: Page, host: Host) -> None:
    page.evaluate("caches.keys().then(names => Promise.all(names.map(name => caches.delete(name))))")
    page.goto(f"{host.address}{VISITED}")
    assert styled(page)
    until_kept(page, VISITED, "offline.html", "en/search/")
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
    page.wait_for_url("chrome-error://**")  # the browser's own page comes a moment after the failure
    host.up()
    page.goto(f"{host.address}{VISITED}")
    assert page.locator("main[data-page=role]").count() == 1


def test_a_site_that_shall_keep_nothing_removes_the_worker_and_what_it_kept(page: Page, host: Host) -> None:
    page.evaluate("caches.open('of another site')")
    host.publish({"languages:": "offline: no\nlanguages:"})
    assert {LIST, "offline.html"} & set(tree(host.site)) == set()
    page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update())")
    until(page, "navigator.serviceWorker.getRegistration().then(one => !one)")
    assert page.evaluate("caches.keys()") == ["of another site"]
    page.goto(f"{host.address}{VISITED}")
    assert page.locator("iframe").count() == 0
    assert page.evaluate("navigator.serviceWorker.getRegistration().then(one => !one)")


def test_a_host_that_no_longer_has_a_worker_still_shows_its_pages(page: Page, host: Host) -> None:
    (host.site / WORKER).unlink()
    with pytest.raises(Exception, match=r"404|update"):
        page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update())")
    host.spoil(b"</h1>", b" anew</h1>", VISITED)
    page.goto(f"{host.address}{VISITED}")
    assert page.locator("h1").inner_text().endswith("anew")


def test_the_live_preview_has_no_worker(first_build: Host) -> None:
    shown = build.Shown.of(first_build.data, "")
    assert b"unregister" in (shown.early(WORKER) or b"")
    assert not [path for path in shown.pages if b"data-offline" in (shown.early(path) or b"data-offline")]


def test_over_plain_http_there_is_no_worker(context: BrowserContext, served: str) -> None:
    page = context.new_page()
    page.goto(f"{served}en/about/")
    assert page.locator("iframe").count() == 0
    assert page.locator("[data-keeping]").is_hidden()
