"""What a reader without a network has: visited pages, the search, and a word about what is not kept."""

from __future__ import annotations

import shutil
from pathlib import Path

from browser import until
from keeping import (
    FIRST,
    OTHER,
    VISITED,
    Host,
    styled,
    visit,
)
from nginx import free_ports, nginx
from playwright.sync_api import BrowserContext, Page, expect


def test_a_visited_page_and_the_first_one_are_there_without_a_network(page: Page, host: Host) -> None:
    visit(page, host, VISITED)
    heading = page.locator("h1").inner_text()
    host.down()
    page.goto(f"{host.address}{VISITED}?from=somewhere#kites")
    assert page.locator("h1").inner_text() == heading
    assert styled(page)
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
    assert styled(page)
    page.locator("main a[hreflang=en]").click()
    expect(page).to_have_url(f"{host.address}en/")
    expect(page.locator("main[data-page=home]")).to_have_count(1)
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
        until(page, "Boolean(navigator.serviceWorker.controller)")
        until(page, "caches.match(new URL('../offline.html', location.href)).then(Boolean)")
        names = {f"catalogue /catalogue/ {name}" for name in ("pages", "shell", "assets")}
        assert set(page.evaluate("caches.keys()")) == names
    page.goto(f"https://localhost:{ports[1]}/catalogue/{OTHER}")
    assert styled(page)
    page.locator("main a[hreflang=en]").click()
    expect(page.locator("main[data-page=home]")).to_have_count(1)
