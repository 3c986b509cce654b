"""Pages and assets → `sw.js`, the worker that keeps them for readers without a network, and the list of what it can keep.

The list, `offline.json`, has for each language `[path, hash, bytes]` of every page that is not pinned. A site that
shall have no worker gets one that removes itself and what an earlier one kept: browsers that have one ask for no more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from .addresses import file_of, page_address
from .hashed import DIGITS
from .pages import Page
from .policy import WORKER_PAGE
from .scripts import classic

WORKER = "sw.js"  # at the root, because a worker serves what lies beside and below it
LIST = "offline.json"
AT_ONCE = ("", "search/")  # pages of each language that are kept from the beginning
_SHELL = (".css", ".js", ".json")  # of the assets; pictures are for other sites


def worker_files(
    static: Path, pages: Iterable[Page], assets: Iterable[str], files: Mapping[str, bytes], keeps: bool
) -> Iterator[tuple[str, bytes]]:
    """Both files by their path; only the worker that removes itself unless it `keeps` anything."""
    if not keeps:
        yield WORKER, classic(static / "js" / "worker-off.js")
        return
    listed: dict[str, list[tuple[str, str, int]]] = {}
    for page in pages:
        if not page.pinned and page.type.name != "not-found":
            content = files[file_of(page.address)]
            listed.setdefault(page.language, []).append((page.address, _hash(content), len(content)))
    listing = json.dumps(listed, separators=(",", ":")).encode()
    yield LIST, listing
    shell = ["", *(page_address(path, language) for language in listed for path in AT_ONCE), WORKER_PAGE]
    build = _hash(listing + b"".join(files[file_of(path)] for path in shell))
    shell += sorted(path for path in assets if path.endswith(_SHELL))
    known = f"const BUILD={json.dumps(build)},SHELL={json.dumps(shell, separators=(',', ':'))};\n"
    yield WORKER, known.encode() + classic(static / "js" / "worker.js")


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:DIGITS]
