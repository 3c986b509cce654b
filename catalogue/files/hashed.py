"""Assets under names that hold their content's hash, `site.css` → `site.1a2b3c4d.css`: a cache may keep them for ever.

An asset names another from where it lies, as `"./tables.js"`; such a name is rewritten, so that its own hash changes
with what it loads.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from posixpath import dirname, join, splitext

DIGITS = 8  # of the hash, in hexadecimal: two files of one name meet once in billions
_NAMING = (".js", ".css", ".webmanifest")  # files that may name others
_NAME = re.compile(r"""(?<=["'`(])\./([a-z0-9/-]+\.[a-z]+)""")


class UnknownAsset(Exception):
    """An asset names another that does not exist, or that names it in turn."""


class PlainNames(dict[str, str]):
    """Every asset under its own name, for who keeps nothing."""

    def __missing__(self, path: str) -> str:
        return path


def hashed(assets: Mapping[str, bytes]) -> tuple[dict[str, str], dict[str, bytes]]:
    """The new path of every path, and every file by its new path; same files, same names."""
    paths: dict[str, str] = {}
    files: dict[str, bytes] = {}

    def place(path: str, asked_by: tuple[str, ...] = ()) -> str:
        if path not in assets or path in asked_by:
            raise UnknownAsset(" → ".join((*asked_by, path)))
        if path not in paths:
            content = assets[path]
            if path.endswith(_NAMING):
                here = dirname(path)

                def renamed(name: re.Match[str]) -> str:
                    target = place(join(here, name[1]), (*asked_by, path))
                    return f"./{target.removeprefix(here + '/')}"

                content = _NAME.sub(renamed, content.decode()).encode()
            stem, end = splitext(path)
            paths[path] = f"{stem}.{hashlib.sha256(content).hexdigest()[:DIGITS]}{end}"
            files[paths[path]] = content
        return paths[path]

    for path in assets:
        place(path)
    return paths, files
