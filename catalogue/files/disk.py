"""A copy of the site for reading from a disk: what its pages load beside the rest, and the one file that holds it all.

Browsers let a page on a disk load neither modules nor data, only scripts of the old kind. So the copy's `site.js`
brings the search with its index; pages on the web load nothing of it.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from posixpath import basename

from ..downloads.export_context import PACKAGE
from ..site import ASSETS
from .scripts import classic_bundle

ARCHIVE = "data/site.zip"
_INSTEAD = {"search-source.js": "disk-source.js"}
# The first page and those of errors have no search; a server needs none of this.
_WHEN_READ = """if (location.protocol === "file:") document.addEventListener("DOMContentLoaded", () => {
if (document.querySelector("form[data-search]")) {}
});
"""
_TIME = (1980, 1, 1, 0, 0, 0)  # the first that the format knows; when a site was built is not in it
_UNIX, _MODE = 3, 0o100644  # every machine writes what this one would


def disk_assets(assets: Mapping[str, bytes], static: Path) -> dict[str, bytes]:
    """The assets by their plain paths, with a `site.js` that can search on a disk. Raises DataProblems."""
    data = {basename(path): raw.decode() for path, raw in assets.items() if basename(path).startswith("search")}
    kept = {name: text for name, text in data.items() if name.endswith(".json")}
    search = classic_bundle(static / "js" / "disk.js", _WHEN_READ, _INSTEAD)
    own = f"{ASSETS}js/site.js"
    return {**assets, own: assets[own] + f"\nconst KEPT={json.dumps(kept, ensure_ascii=False)};\n".encode() + search}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """All files in one folder of a zip file; same files and the same release of zlib, same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{PACKAGE}/{path}", _TIME)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _MODE << 16
            archive.writestr(entry, files[path])
    return written.getvalue()
