"""What the tests share: the real site, built once as `build.py` builds it, and each of its pages parsed once."""

from __future__ import annotations

import fcntl
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
from golden.fixture import make_data as make_small_data  # noqa: E402
from mistakes import copied, parse_once  # noqa: E402

import build  # noqa: E402
from catalogue.link import link  # noqa: E402
from catalogue.linked import Catalogue, Edition  # noqa: E402
from catalogue.load import load  # noqa: E402
from catalogue.publish import publish  # noqa: E402
from catalogue.rendering import compiled, page_links  # noqa: E402

# What is started here hundreds of times is compiled once, as for any reader of the README.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Property tests find the same examples on every machine, and none fails because the machine is slow.
settings.register_profile("site", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("site")


# What takes long is begun first: a long file that comes last would leave the other processor without work.
LONG = ("test_access.py", "test_serve.py", "test_html.py", "test_tables.py", "test_weight.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONG)


Make = Callable[[Path], object]
MadeOnce = Callable[[str, Make], Path]


@pytest.fixture(scope="session")
def together(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of all processes of this run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def made_once(together: Path) -> MadeOnce:
    """Makes a folder that nothing changes afterwards: whichever process needs it first makes it for all."""

    def made(name: str, make: Make) -> Path:
        folder = together / "once" / name
        folder.parent.mkdir(exist_ok=True)
        with folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                part = folder.with_suffix(".part")
                make(part)
                part.rename(folder)
        return folder

    return made


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once(together: Path) -> Iterator[None]:
    """Those of this run, spoilt ones too, beside the run's other files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "FOLDER", together / "templates")
        yield


@pytest.fixture(scope="session", autouse=True)
def _codes_made_once() -> Iterator[None]:
    """A page's QR code takes as long as the page, and in every site of the tests most pages have the same addresses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_links, "qr_code", functools.cache(page_links.qr_code))
        yield


Built = Callable[..., Site]


@pytest.fixture(scope="session")
def built(made_once: MadeOnce) -> Built:
    """Builds a site once, as `make build` does."""

    def site(name: str, base_url: str = "", data: Path = DATA) -> Site:
        folder = made_once(name, lambda folder: publish(build.site_files(data, base_url), folder))
        return Site(folder, base_url)

    return site


@pytest.fixture(scope="session")
def site(built: Built) -> Site:
    """The real site as `make build` builds it: no base URL, every link relative."""
    return built("site")


@pytest.fixture(scope="session")
def site_with_base(built: Built) -> Site:
    """The real site built for publishing in a folder of a host."""
    return built("site-with-base", BASE_URL)


@pytest.fixture(scope="session")
def small_data(made_once: MadeOnce) -> Path:
    """The made-up catalogue of the golden pages, for what does not need 94 roles."""
    return made_once("small-data", lambda folder: make_small_data(DATA, folder))


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
def second_data(made_once: MadeOnce) -> Path:
    """The real data with a made-up second edition."""
    return made_once("second-data", make_data)


@pytest.fixture(scope="session")
def second(second_data: Path, built: Built) -> Site:
    return built("second", data=second_data)


@pytest.fixture(scope="session")
def second_with_base(second_data: Path, built: Built) -> Site:
    return built("second-with-base", BASE_URL, second_data)


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
