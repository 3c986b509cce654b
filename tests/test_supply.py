"""What the project is made of: locked packages and no others, permissive licences, and no network while building."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import licences
import pytest
from built_site import DATA, ROOT
from golden.fixture import make_data
from licences import LOCKS, installed, locked, normal

# Of the environment itself, and of `make lock`, which installs them into it.
TOOLS = {"pip", "setuptools", "wheel", "pip-tools", "build", "click", "pyproject-hooks"}
# What whoever publishes the site installs; each asks for no more than that its notice is kept.
PERMISSIVE = re.compile(r"MIT|BSD|Apache|ISC|Python Software Foundation|PSF-2\.0|MIT-0|Zlib|0BSD")
LOCKED = sorted({(name, version) for file in LOCKS.values() for name, version in locked(file).items()})


def test_the_lock_files_agree_with_each_other() -> None:
    assert len({name for name, _ in LOCKED}) == len(LOCKED)
    assert set(locked(LOCKS["build"])) <= set.intersection(*(set(locked(file)) for file in LOCKS.values()))


@pytest.mark.parametrize("use", LOCKS)
def test_what_is_asked_for_is_locked_with_hashes_and_without_addresses(use: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = {"build": "", "tests": "test"}.get(use, use)
    asked = [*project["dependencies"], *(project["optional-dependencies"][extra] if extra else ())]
    assert {normal(re.split(r"[<>=!~ ]", one)[0]) for one in asked} <= set(locked(LOCKS[use]))
    text = LOCKS[use].read_text(encoding="utf-8")
    for entry in re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]:
        assert re.fullmatch(r"\S+==\S+( \\\n    --hash=sha256:[0-9a-f]{64})+\n", entry), entry[:200]


def test_what_is_installed_is_what_is_locked() -> None:
    there = {name: package.version for name, package in installed().items() if name not in TOOLS}
    assert there == dict(LOCKED), "`make clean` and `make test` install what is locked, and nothing else"


def test_every_licence_is_listed_and_whoever_publishes_needs_only_permissive_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert licences.main([]) == 0
    rows = [re.split(r"\s{1,}", line, maxsplit=3) for line in capsys.readouterr().out.splitlines()]
    assert [(name, version) for name, version, *_ in rows] == LOCKED
    assert [row for row in rows if "not stated" in row[3]] == []
    for name in {name for use in ("build", "import", "publish") for name in locked(LOCKS[use])}:
        assert PERMISSIVE.search(licences.licence(installed()[name])), name
    assert licences.main(["no-such-package"]) == 1


# Refuses whatever leaves this process for a network, and says so. (`os.fspath` of a local socket is a text, not a pair.)
_WITHOUT_NETWORK = """
import sys
def refuse(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo") or (
        event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind") and isinstance(arguments[-1], tuple)
    ):
        raise SystemExit(f"{event}{arguments[1:]}")
sys.addaudithook(refuse)
"""
_BUILDS = "import build; sys.exit(build.main(sys.argv[1:]))"


def _run(code: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _WITHOUT_NETWORK + code, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_a_build_asks_no_network_for_anything(tmp_path: Path) -> None:
    data = make_data(DATA, tmp_path / "data")
    done = _run(_BUILDS, "build", "--compress", "--data", data, "--out", tmp_path / "site")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "code",
    [
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.gethostbyname('localhost')",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
    ],
)
def test_what_asks_a_network_is_refused_here(code: str) -> None:
    done = _run(code)
    assert done.returncode == 1
    assert done.stderr.startswith("socket.")
