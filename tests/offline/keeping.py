"""A host that comes and goes, and what a reader's browser keeps of its site."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path

from browser import until
from built_site import ROOT, tree
from nginx import free_ports, nginx
from playwright.sync_api import Page

import build
from catalogue.publish import publish

FIRST = "en/industries/"  # none of those that are kept from the beginning
VISITED, OTHER = "en/roles/kite-designer/", "en/roles/string-winder/"


class Host:
    """A site that is published, changed and published again, on a host that comes and goes."""

    def __init__(self, folder: Path, data: Path) -> None:
        self.folder, self.site, self.data = folder, folder / "site", data
        self.ports = free_ports(2)
        self.address = f"https://localhost:{self.ports[1]}/"
        self._running = ExitStack()

    def publish(self, changes: dict[str, str] | None = None) -> None:
        """Builds; `changes` are texts of the data that become others first."""
        for old, new in (changes or {}).items():
            for path in (self.data / "roles.yaml", self.data / "site.yaml"):
                path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        build.build(self.data, self.site)

    def design(self, rule: str) -> Path:
        """A folder with our templates and styles, and one rule more."""
        for name in ("static", "templates"):
            shutil.copytree(ROOT / name, self.folder / "design" / name, dirs_exist_ok=True)
        (self.folder / "design" / "static" / "css" / "9-tables.css").write_text(rule, encoding="utf-8")
        return self.folder / "design"

    def spoil(self, old: bytes, new: bytes, name: str = "") -> None:
        """Publishes the site as it is with other bytes in it."""
        files = {path: raw for path, raw in tree(self.site).items() if not path.startswith(".")}
        publish({path: raw.replace(old, new) if name in path else raw for path, raw in files.items()}, self.site)

    def up(self) -> None:
        self._running.enter_context(nginx(self.site, self.folder, ports=self.ports))

    def down(self) -> None:
        self._running.close()


CACHED = """async (paths) => {
    const known = (path) => caches.match(new URL(path, location.origin + "/"));
    return (await Promise.all(paths.map(known))).every(Boolean);
}"""


def until_kept(page: Page, *paths: str) -> None:
    until(page, CACHED, list(paths))


def is_kept(page: Page, path: str) -> bool:
    return bool(page.evaluate(CACHED, [path]))


ASSETS = """await caches.open("catalogue / assets").then((cache) => cache.keys())
    .then((all) => all.map((one) => new URL(one.url).pathname))"""


def kept_assets(page: Page) -> set[str]:
    return {path.removeprefix("/") for path in page.evaluate(f"async () => {ASSETS}")}


def style_sheet(host: Host) -> str:
    """Of its pages; those for frames of other sites have their own."""
    return next(path for path in tree(host.site) if path.startswith("static/site.") and path.endswith(".css"))


def visit(page: Page, host: Host, path: str) -> None:
    page.goto(f"{host.address}{path}")
    until_kept(page, path)


def updated(page: Page, host: Host) -> None:
    """The browser looks for another worker, as it does after visits; the new one has taken over when this returns."""
    page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update())")
    wanted = [path for path in tree(host.site) if path.startswith("static/") and path.endswith((".css", ".js"))]
    until(
        page,
        """async (wanted) => {
            const registration = await navigator.serviceWorker.getRegistration();
            const cache = await caches.open("catalogue / assets");
            const known = await Promise.all(wanted.map((path) => cache.match(new URL(path, location.origin + "/"))));
            return known.every(Boolean) && registration.active?.state === "activated" && !registration.installing && !registration.waiting;
        }""",
        wanted,
    )


def styled(page: Page) -> bool:
    return bool(page.evaluate("getComputedStyle(document.querySelector('.skip, .neutral')).display !== 'inline'"))
