"""Debian's Chromium, how the tests start it, and how they wait for what a page does."""

from __future__ import annotations

from playwright.sync_api import Page

CHROMIUM = "/usr/bin/chromium"
# The same release without windows, tabs and menus, which no page can see: a page takes it a third of the time.
WINDOWLESS = "/usr/bin/chromium-headless-shell"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PATIENCE = 20  # seconds; only a test that fails waits so long


def until(page: Page, condition: str, argument: object = None) -> None:
    """Asks until it holds. Playwright's own waiting evaluates text in the page, which the policy forbids."""
    for _ in range(PATIENCE * 50):
        if page.evaluate(condition, argument):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never came true at {page.url}: {condition} {argument}")
