"""What of the last site need not be made again, by a record of what each of its files was made of.

The record lies in the site, where no reader looks. Who loses it, or changes a file of the site, only makes it anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from .last_site import MARK
from .sums import digest

_LENGTH = 16  # bytes of a seal
Read = Callable[[str], bytes | None]  # a file of the last site, by its path, if it is there
NO_FILE: Read = lambda path: None  # noqa: E731


class MadeBefore:
    """The files of the last site that are what would be made now; `keys` are those of now, by path."""

    def __init__(self, read: Read = NO_FILE, keys: Mapping[str, str] | None = None) -> None:
        self._read, self._keys = read, keys or {}
        self._seals = dict(self._sealed((read(MARK) or b"").decode(errors="replace"))) if keys else {}

    def get(self, path: str) -> bytes | None:
        """The file, if it is whole and was made of the same."""
        if path not in self._seals:
            return None
        content = self._read(path)
        same = content is not None and _seal(self._keys[path], digest(content)) == self._seals[path]
        return content if same else None

    def record(self, digests: Mapping[str, str]) -> bytes:
        """For the next build: a line for each file that has a key; `digests` has its SHA-256."""
        return "".join(f"{_seal(key, digests[path]).hex()} {path}\n" for path, key in self._keys.items()).encode()

    def _sealed(self, record: str) -> list[tuple[str, bytes]]:
        """The lines of a record that name a file of now, each with the seal on what it was made of and what it is."""
        found = []
        for line in record.splitlines():
            seal, _, path = line.partition(" ")
            if path in self._keys and len(seal) == 2 * _LENGTH and set(seal) <= set("0123456789abcdef"):
                found.append((path, bytes.fromhex(seal)))
        return found


NOTHING = MadeBefore()


def _seal(key: str, sha256: str) -> bytes:
    return hashlib.sha256(f"{key} {sha256}".encode()).digest()[:_LENGTH]
