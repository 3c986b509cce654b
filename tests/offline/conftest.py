"""The small made-up site on a real nginx with TLS, and a reader in whose browser the worker has started."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import CHROMIUM, until
from built_site import DATA
from golden.fixture import make_data
from keeping import FIRST, Host, until_kept
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

# Chromium starts no worker over TLS that it does not trust, and the tests' certificate is nobody's.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--ignore-certificate-errors"]


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
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
    until_kept(page, FIRST, "offline.html")
    until(page, "Boolean(navigator.serviceWorker.controller)")
    return page
