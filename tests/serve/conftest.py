"""A preview with a real browser in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from child import PATIENCE, Preview, Project, previewing
from playwright.sync_api import Browser, Page


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


@pytest.fixture
def preview(project: Project) -> Iterator[Preview]:
    """The running preview, after its first site is published."""
    with previewing(project) as one:
        one.published()
        yield one


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """The window of the person who edits; nobody ever touches it after the first visit."""
    context = chromium.new_context()
    context.set_default_timeout(PATIENCE * 1000)
    yield context.new_page()
    context.close()
