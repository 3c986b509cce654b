"""The Nu HTML checker (vnu.jar, the validator of validator.w3.org) on every HTML, CSS and SVG file of the site.

It is Java: `tests/install-tools.sh` installs what it needs, `npm ci` in `tests/node` the checker, in the version of its
lock file. All pages in both languages, pinned and unpinned, go through one run, without network.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from built_site import DATA

import build
from catalogue.moves import Move

if TYPE_CHECKING:
    from built_site import Site

CHECKER = Path(__file__).parent / "node" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Its quick compiler takes half the time of the thorough one.
JAVA = ("java", "-Xss8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar")
GOOD = "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>t</title></head><body><p>{}</p></body></html>"

# On a disk the checker takes no file for the page's own; browsers do, and `test_nginx.py` has them say so.
OWN_FILE = re.compile(
    r"Resource violates Content Security Policy \(meta tag\): external (?:stylesheet|script) “(?:\.\./|/)*static/"
)


FAULTS = {
    "nesting.html": (GOOD.format("<ul><p>x</p></ul>"), "not allowed"),
    "element.html": (GOOD.format("<h7>x</h7>"), "h7"),
    "role.html": (GOOD.format("<b role=nothing>x</b>"), "role"),
    "twice.html": (GOOD.format("<b id=a>x</b><b id=a>y</b>"), "Duplicate ID"),
    "warning.html": (GOOD.format("x").replace(" lang='en'", ""), "warning"),
    "site.css": ("p { colour: red }", "colour"),
    "icon.svg": ("<svg xmlns='http://www.w3.org/2000/svg'><rekt/></svg>", "rekt"),
}


@pytest.fixture(scope="module")
def said(site: Site, second: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the checker says of the HTML, CSS and SVG files of each folder: errors, warnings, everything.

    In one run: Java takes its time to begin, and is slow at first.
    """
    folder = tmp_path_factory.mktemp("checked")
    moved = build.WholeSite(build.checked(DATA)).renderer.moved(Move("en/roles/old/", "en/roles/welder/"))
    pages = {path: raw for path, raw in second.files.items() if path.endswith(".html") and "/20" not in path}
    faults = {path: content.encode() for path, (content, _) in FAULTS.items()}
    folders = {"site": site.folder, "editions": folder / "editions", "faults": folder / "faults"}
    for name, files in (
        ("editions", {**pages, "en/roles/old/index.html": moved}),
        ("faults", {**faults, "good.html": GOOD.format("x").encode()}),
    ):
        for path, raw in files.items():
            (folders[name] / path).parent.mkdir(parents=True, exist_ok=True)
            (folders[name] / path).write_bytes(raw)
    options = ["--format", "json", "--exit-zero-always", "--skip-non-html", "--also-check-css", "--also-check-svg"]
    command = [*JAVA, str(CHECKER), *options, *map(str, folders.values())]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    found: dict[str, list[str]] = {name: [] for name in folders}
    for message in json.loads(ran.stderr)["messages"]:
        if not OWN_FILE.match(message["message"]):
            url = message.get("url", "")
            name = next((name for name, one in folders.items() if f"{one}/" in url), "site")
            found[name].append(_line(message, url.rpartition(f"{folders[name]}/")[2]))
    return found


def _line(message: dict[str, str], page: str) -> str:
    place = f"{page}:{message.get('lastLine', '')}:{message.get('lastColumn', '')}"
    return f"{place}: {message.get('subType', message['type'])}: {message['message']} {message.get('extract', '')!r}"


def test_the_checker_finds_nothing_to_say(said: dict[str, list[str]]) -> None:
    messages = said["site"]
    assert not messages, f"{len(messages)} messages, the first of them:\n" + "\n".join(messages[:20])


def test_the_checker_finds_nothing_to_say_of_several_editions_and_of_pages_that_moved(
    said: dict[str, list[str]],
) -> None:
    messages = said["editions"]
    assert not messages, f"{len(messages)} messages, the first of them:\n" + "\n".join(messages[:20])


def test_the_checker_would_say_it(said: dict[str, list[str]]) -> None:
    messages = said["faults"]
    for file, (_, expected) in FAULTS.items():
        assert any(message.startswith(f"{file}:") and expected in message for message in messages), file
    assert not any("good.html" in message for message in messages)
