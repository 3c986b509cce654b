"""What the tests share: the real site, built once as `build.py` builds it, and each of its pages parsed once."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser import FLAGS, WINDOWLESS  # noqa: E402
from built_site import BASE_URL, DATA, Pages, Site  # noqa: E402
from editions.second import make_data  # noqa: E402
from fidelity import Source, read_source  # noqa: E402
from mistakes import copied, parse_once  # noqa: E402

import build  # noqa: E402
from catalogue.link import link  # noqa: E402
from catalogue.linked import Catalogue, Edition  # noqa: E402
from catalogue.load import load  # noqa: E402
from catalogue.publish import publish  # noqa: E402

# Property tests find the same examples on every machine, and none fails because the machine is slow.
settings.register_profile("site", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("site")


def _built(folder: Path, base_url: str = "", data: Path = DATA) -> Site:
    publish(build.site_files(data, base_url), folder)
    return Site(folder, base_url)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real site as `make build` builds it: no base URL, every link relative."""
    return _built(tmp_path_factory.mktemp("built") / "site")


@pytest.fixture(scope="session")
def site_with_base(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real site built for publishing in a folder of a host."""
    return _built(tmp_path_factory.mktemp("built-with-base") / "site", BASE_URL)


@pytest.fixture
def clerks_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data under the name that a clerk sees, to make mistakes in."""
    monkeypatch.chdir(tmp_path)
    parse_once(monkeypatch)
    return copied(Path())


@pytest.fixture(scope="session")
def pages(site: Site) -> Pages:
    return site.pages


@pytest.fixture(scope="session")
def source() -> Source:
    """The official text, read without any of the builder's code."""
    return read_source((DATA / "2020" / "source.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The current edition as the builder links it."""
    return link(load(DATA)).current


@pytest.fixture(scope="session")
def second_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real data with a made-up second edition."""
    return make_data(tmp_path_factory.mktemp("second") / "data")


@pytest.fixture(scope="session")
def second(second_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return _built(tmp_path_factory.mktemp("second-site") / "site", data=second_data)


@pytest.fixture(scope="session")
def second_with_base(second_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return _built(tmp_path_factory.mktemp("second-with-base") / "site", BASE_URL, second_data)


@pytest.fixture(scope="session")
def two_editions(second_data: Path) -> Catalogue:
    return link(load(second_data))


@pytest.fixture(scope="session")
def run_build() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `python build.py …` as a person would."""

    def run(
        *arguments: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "build.py"), *map(str, arguments)]
        environment = {**os.environ, **(env or {})}
        return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8")

    return run


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """One for all tests, because two can't run at the same time."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The real browser; each test opens a context of its own, in which nothing is remembered."""
    browser = playwright.chromium.launch(executable_path=WINDOWLESS, args=FLAGS)
    yield browser
    browser.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def served(site: Site) -> Iterator[str]:
    """The address of the site on a server of this machine, which ends with the tests."""
    with _serving(site.folder) as address:
        yield address


@pytest.fixture(scope="session")
def served_second(second: Site) -> Iterator[str]:
    """The address of the site that has a second edition."""
    with _serving(second.folder) as address:
        yield address
