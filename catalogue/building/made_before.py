"""What of the last site need not be made again, by a record of what each of its files was made of.

The record lies in the site, where no reader looks. Who loses it, or changes a file of the site, only makes it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .last_site import MARK
from .sums import digest, lines_of, short_digest

_NONE = "-"
Read = Callable[[str], bytes | None]  # a file of the last site, by its path, if it is there
NO_FILE: Read = lambda path: None  # noqa: E731


class MadeBefore:
    """The files of the last site that are what would be made now; `keys` are those of now, by path.

    Each line of the record has a seal on what a file was made of and what it is, for a page what it leads to, its path.
    """

    def __init__(self, read: Read = NO_FILE, keys: Mapping[str, str] | None = None) -> None:
        self._read, self._keys = read, keys or {}
        self._seals: dict[str, str] = {}
        self._links: dict[str, str] = {}
        record = read(MARK) if keys else b""
        for line in (record or b"").decode(errors="replace").splitlines():
            parts = line.split(" ")
            if len(parts) == 3:
                seal, self._links[parts[2]], path = parts
                if path in self._keys:
                    self._seals[path] = seal

    def get(self, path: str) -> bytes | None:
        """The file, if it is whole and was made of the same."""
        if path not in self._seals:
            return None
        content = self._read(path)
        same = content is not None and _seal(self._keys[path], digest(content)) == self._seals[path]
        return content if same else None

    def leads_as_now(self, links: Mapping[str, str]) -> bool:
        """Whether these pages, by what tells where they lead, lead where they led."""
        return all(self._links.get(path) == led for path, led in links.items())

    def record(self, digests: Mapping[str, str], links: Mapping[str, str]) -> bytes:
        """For the next build: `digests` has the SHA-256 of every file, `links` what tells where pages lead.

        A page that was taken over leads where it led.
        """
        paths = sorted(self._keys.keys() | links.keys())
        return lines_of(f"{self._sealed(path, digests)} {self._led(path, links)} {path}" for path in paths)

    def _sealed(self, path: str, digests: Mapping[str, str]) -> str:
        return _seal(self._keys[path], digests[path]) if path in self._keys else _NONE

    def _led(self, path: str, links: Mapping[str, str]) -> str:
        return links.get(path) or self._links.get(path, _NONE)


NOTHING = MadeBefore()


def _seal(key: str, sha256: str) -> str:
    return short_digest(f"{key} {sha256}".encode())
