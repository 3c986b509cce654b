"""The workflow for GitHub Pages: nothing in it can change behind our back, and each job may do only what it does."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from built_site import ROOT

FILE = ROOT / ".github" / "workflows" / "pages.yml"
MAY = {"build": {"contents": "read", "pages": "read"}, "publish": {"pages": "write", "id-token": "write"}}


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def test_every_action_is_pinned_to_a_commit_with_its_version_beside_it() -> None:
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert len(lines) == 5
    for line in lines:
        assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_each_job_may_do_only_what_it_does(workflow: dict[Any, Any]) -> None:
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == MAY
    checkout = next(step for step in workflow["jobs"]["build"]["steps"] if "checkout" in step.get("uses", ""))
    assert checkout["with"] == {"persist-credentials": False}


def test_no_value_of_github_s_is_written_into_a_command(workflow: dict[Any, Any]) -> None:
    """A value in a command would be run as part of it; from the environment it is only a value."""
    commands = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    assert commands == ['make zip BASE_URL="$BASE_URL/"']


def test_pull_requests_publish_nothing(workflow: dict[Any, Any]) -> None:
    assert workflow[True] == {"push": {"branches": ["main"]}, "workflow_dispatch": None}  # YAML reads `on` as true
