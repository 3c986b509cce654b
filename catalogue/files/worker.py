"""Pages and assets → `sw.js`, the worker that keeps them for readers without a network, and the list of what it can keep.

The list, `offline.json`, has for each language `[path, hash, bytes]` of every page that is not pinned. A site that
shall have no worker gets one that removes itself and what an earlier one kept: browsers that have one ask for no more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..addresses import page_address
from ..building.sums import Known, digest
from ..hosts.policy import WORKER_PAGE
from ..pages import Page
from .hashed import DIGITS
from .scripts import classic

WORKER = "sw.js"  # at the root, because a worker serves what lies beside and below it
LIST = "offline.json"
AT_ONCE = ("", "search/")  # pages of each language that are kept from the beginning
_SHELL = (".css", ".js", ".json")  # of the assets; pictures are for other sites


def shell_pages(languages: Iterable[str]) -> list[str]:
    """The addresses of the pages that the worker keeps from the beginning."""
    return ["", *(page_address(path, language) for language in languages for path in AT_ONCE), WORKER_PAGE]


def worker_files(
    static: Path, pages: Iterable[tuple[Page, Known]], shell: Mapping[str, str], assets: Iterable[str]
) -> Iterator[tuple[str, bytes]]:
    """Both files by their path; `shell` has the SHA-256 of each page that is kept from the beginning, by its address."""
    listed: dict[str, list[tuple[str, str, int]]] = {}
    for page, known in pages:
        if not page.pinned and page.type.name != "not-found":
            listed.setdefault(page.language, []).append((page.address, known.sha256[:DIGITS], known.size))
    listing = json.dumps(listed, separators=(",", ":")).encode()
    yield LIST, listing
    build = digest(listing + "".join(shell.values()).encode())[:DIGITS]
    names = [*shell, *sorted(path for path in assets if path.endswith(_SHELL))]
    constants = f"const BUILD={json.dumps(build)},SHELL={json.dumps(names, separators=(',', ':'))};\n"
    yield WORKER, constants.encode() + classic(static / "js" / "worker.js")


def no_worker(static: Path) -> tuple[str, bytes]:
    """The worker of a site that keeps nothing: it removes itself, and what an earlier one kept."""
    return WORKER, classic(static / "js" / "worker-off.js")
