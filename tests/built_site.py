"""A built site as tests read it: its files as they lie on the disk, each page parsed once."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from fidelity import Page

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
BASE_URL = "https://example.org/catalogue/"


class Pages(Mapping[str, Page]):
    """The pages of a site by their file, parsed when they are first asked for."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._pages = {path: Page(path, raw) for path, raw in files.items() if path.endswith(".html")}

    def __getitem__(self, path: str) -> Page:
        return self._pages[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    def at(self, address: str) -> Page:
        """The page of an address such as `en/roles/`."""
        return self[f"{address}index.html"]


class Site:
    """A published site: its folder, its files as they lie on the disk, its pages."""

    def __init__(self, folder: Path, base_url: str = "") -> None:
        self.folder, self.base_url = folder, base_url
        self.files = tree(folder)
        self.assets = {plain(path): path for path in self.files if path.startswith("static/")}
        self.pages = Pages(self.files)
        # Parsing a page takes long; with and without base URL, only the heads (and 404 pages) differ.
        self.heads = Pages(
            {path: raw if "404" in path else raw.split(b"</head>")[0] for path, raw in self.files.items()}
        )

    def asset(self, name: str) -> bytes:
        """An asset by its plain name, `js/site.js`."""
        return self.files[self.assets[f"static/{name}"]]


def copy_program(folder: Path) -> None:
    """The builder with its bytecode, which counts because times of change are kept; what is being written is left out."""
    shutil.copy(ROOT / "build.py", folder)
    for part in ("catalogue", "templates", "static"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("*.pyc.*"))


def plain(path: str) -> str:
    """An asset's path without its hash: `static/site.1a2b3c4d.css` → `static/site.css`."""
    return re.sub(r"\.[0-9a-f]{8}(?=\.[a-z]+$)", "", path)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
