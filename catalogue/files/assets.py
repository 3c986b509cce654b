"""Styles, scripts and pictures → the files that pages load: one style sheet, one script, a module for each tool."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from ..reader.folder import left_behind
from ..site import ASSETS
from .scripts import bundle, classic, minified_style

_ALONE = ("0-layers", "1-tokens", "2-base", "5-catalogue")  # of the styles, what a table in a frame of others needs


def asset_files(static: Path) -> Iterator[tuple[str, bytes]]:
    """Styles joined in the order of their names, which is that of their layers; pictures under their own."""
    styles = sorted(path for path in (static / "css").glob("*.css") if not left_behind(path.name))
    yield f"{ASSETS}site.css", _style(styles)
    alone = [path for path in styles if path.stem in _ALONE]
    yield f"{ASSETS}embed.css", _style([*alone, static / "css" / "embed" / "embed.css"])
    for name in ("site", "register"):
        yield f"{ASSETS}js/{name}.js", classic(static / "js" / f"{name}.js")
    for name in ("search", "lookup", "tables", "matrix", "compare", "offline"):
        yield f"{ASSETS}js/{name}.js", bundle(static / "js" / f"{name}.js")
    for path in sorted(static.iterdir()):
        if path.is_file() and not left_behind(path.name):
            yield ASSETS + path.name, path.read_bytes()


def _style(paths: Iterable[Path]) -> bytes:
    return minified_style("".join(path.read_text(encoding="utf-8") for path in paths))


def icon(static: Path) -> str:
    """The icon as an address that holds it, so that a page need not ask for it."""
    return "data:image/svg+xml," + quote((static / "icon.svg").read_text(encoding="utf-8").strip(), safe="=/:")
