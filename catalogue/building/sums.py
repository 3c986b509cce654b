"""Files → `SHA256SUMS`, by which `sha256sum -c SHA256SUMS` says whether what was copied is whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import NamedTuple

SUMS = "SHA256SUMS"  # the name that people look for, in the folder whose files it lists


def digest(content: bytes) -> str:
    """A file's SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def short_digest(content: bytes) -> str:
    """The first 16 digits: what differs meets once in 10^19."""
    return digest(content)[:16]


class Known(NamedTuple):
    """What is kept of a file that has been handed over."""

    size: int
    sha256: str

    @classmethod
    def of(cls, content: bytes) -> Known:
        return cls(len(content), digest(content))


def checksums(digests: Mapping[str, str]) -> bytes:
    """A line for each file in the order of the paths, which are seen from the list's own folder and plain ASCII."""
    return lines_of(f"{digests[path]}  {path}" for path in sorted(digests))


def lines_of(lines: Iterable[str]) -> bytes:
    """A text of many lines, which never stands in memory twice."""
    text = BytesIO()
    text.writelines(f"{line}\n".encode() for line in lines)
    return text.getvalue()
