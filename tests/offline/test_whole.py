"""The whole catalogue on the reader's device, on request."""

from __future__ import annotations

import json

import pytest
from browser import until
from keeping import (
    FIRST,
    VISITED,
    Host,
    is_kept,
    styled,
)
from playwright.sync_api import BrowserContext, Locator, Page, expect

from catalogue.files.worker import LIST


def word(section: Locator, key: str) -> str:
    """A text of the section, its placeholders as they are."""
    return section.get_attribute(f"data-{key}") or "missing"


def opened(page: Page, host: Host, lang: str) -> Page:
    page.goto(f"{host.address}{lang}/about/")
    expect(page.locator("[data-keeping]")).to_be_visible()
    return page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_whole_catalogue_is_kept_on_request_and_removed_on_request(lang: str, page: Page, host: Host) -> None:
    listed = json.loads((host.site / LIST).read_bytes())[lang]
    section = opened(page, host, lang).locator("[data-keeping]")
    keep, remove = section.locator("[data-offline-keep]"), section.locator("[data-offline-remove]")
    missing = [bytes_ for path, _, bytes_ in listed if not is_kept(page, path)]
    assert f"{sum(missing) / 1e6:.1f} MB" in keep.inner_text()
    keep.click()
    expect(remove).to_be_focused()
    expect(section.locator("[role=status]")).to_contain_text(str(len(listed)))
    expect(keep).to_be_hidden()
    host.down()
    for path, _, _ in listed:
        page.goto(f"{host.address}{path}")
        assert page.locator("main[data-page]").count() == 1, path
    host.up()
    opened(page, host, lang)
    remove.click()
    expect(keep).to_be_focused()
    expect(remove).to_be_hidden()
    assert not is_kept(page, VISITED)


def test_without_a_network_what_is_kept_can_be_removed(page: Page, host: Host) -> None:
    section = opened(page, host, "en").locator("[data-keeping]")
    host.down()
    page.goto(f"{host.address}en/about/")
    section.locator("[data-offline-remove]").click()
    expect(section.locator("[role=status]")).to_have_text(word(section, "removed"))
    expect(section.locator("[data-offline-keep]")).to_be_hidden()
    expect(section.locator("h2")).to_be_focused()
    page.goto(f"{host.address}en/about/")
    until(page, "navigator.serviceWorker.ready.then(Boolean)")
    assert not is_kept(page, VISITED)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_the_kept_pages_the_search_still_works_without_a_network(lang: str, page: Page, host: Host) -> None:
    section = opened(page, host, lang).locator("[data-keeping]")
    host.down()  # nothing has to be fetched anew for it
    section.locator("[data-offline-remove]").click()
    expect(section.locator("[role=status]")).to_have_text(word(section, "removed"))
    page.goto(f"{host.address}{lang}/search/?q=kite")
    expect(page.locator("[data-result^=role]").first).to_be_visible()
    for path, status in (("", 200), ("zh/", 200), ("en/", 200), (FIRST, 503), (f"{lang}/about/", 503)):
        answer = page.goto(f"{host.address}{path}")
        assert answer
        assert answer.status == status, path
        assert styled(page), path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_full_storage_is_said_and_can_be_freed(lang: str, page: Page, host: Host, context: BrowserContext) -> None:
    section = opened(page, host, lang).locator("[data-keeping]")
    quota = {"origin": host.address.rstrip("/"), "quotaSize": 1}
    context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", quota)
    section.locator("[data-offline-keep]").click()
    expect(section.locator("[data-offline-keep]")).to_be_focused()
    total = len(json.loads((host.site / LIST).read_bytes())[lang])
    before, after = word(section, "full").split("{n}")
    expect(section.locator("[role=status]")).to_contain_text(before)
    expect(section.locator("[role=status]")).to_contain_text(after.replace("{total}", str(total)))
    section.locator("[data-offline-remove]").click()
    expect(section.locator("[data-offline-remove]")).to_be_hidden()
    assert not is_kept(page, FIRST)


def test_keeping_can_be_stopped_and_goes_on_where_it_stopped(page: Page, host: Host) -> None:
    listed = json.loads((host.site / LIST).read_bytes())["en"]
    section = opened(page, host, "en").locator("[data-keeping]")
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
    until(page, "document.querySelector('[data-keeping] progress').value === 4")
    assert page.evaluate("document.querySelector('[data-keeping] progress').max") < len(listed)
    section.locator("[data-offline-stop]").click()
    expect(section.locator("[role=status]")).to_contain_text("Stopped")
    expect(section.locator("[data-offline-stop]")).to_be_hidden()
    expect(section.locator("[data-offline-remove]")).to_be_visible()
    page.evaluate("window.backToNormal()")
    section.locator("[data-offline-keep]").click()
    expect(section.locator("[data-offline-remove]")).to_be_focused()
    expect(section.locator("[data-offline-keep]")).to_be_hidden()


def test_a_catalogue_of_an_earlier_build_does_not_count_as_kept(page: Page, host: Host) -> None:
    section = opened(page, host, "en").locator("[data-keeping]")
    section.locator("[data-offline-keep]").click()
    expect(section.locator("[data-offline-remove]")).to_be_focused()
    host.publish({"Kite designer": "Designer of kites"})
    opened(page, host, "en")
    expect(section.locator("[data-offline-keep]")).to_be_visible()
    section.locator("[data-offline-remove]").click()
    expect(section.locator("[data-offline-remove]")).to_be_hidden()
    assert not is_kept(page, VISITED)


def test_a_network_that_fails_meanwhile_is_said(page: Page, host: Host) -> None:
    section = opened(page, host, "en").locator("[data-keeping]")
    host.down()
    section.locator("[data-offline-keep]").click()
    expect(section.locator("[role=status]")).to_contain_text("Not all pages could be fetched")
    expect(section.locator("[data-offline-keep]")).to_be_focused()
