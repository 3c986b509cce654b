"""Moves → what stands at the old addresses: a page that leads on, a copy of a file, and rules for hosts that read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..addresses import file_of
from ..moves import Move
from ..render import Renderer

RULES = "_redirects"  # read by Netlify, Cloudflare Pages and others


def moved_files(moved: Sequence[Move], files: Mapping[str, bytes], renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Every file by its path; `files` are the downloads."""
    for move in moved:
        if move.of_file:
            yield move.old, files[move.new]
        else:
            yield file_of(move.old), renderer.moved(move)
    if moved:
        root = renderer.site.root
        yield RULES, "".join(f"{root}{move.old} {root}{move.new} 301\n" for move in moved).encode()
