"""What a file of the site is made of → its key: two builds that give a file the same key make it the same, byte for byte.

For builds that take over from the last site what they would only make again. Whatever a page shows must be in its key;
`tests/editions/test_taken_over.py` edits data and site at random and holds the result against a whole build.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import sqlite3
import sys
from collections.abc import Iterable
from dataclasses import fields
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import jinja2

from ..exports import placed
from ..files.compare import COMPARED
from ..frozen import Frozen
from ..linked import Edition, Listing
from ..pages import Page, PageType, page_type
from ..reader.folder import left_behind
from ..render import output_file
from ..rendering.markdown_files import twin_file
from ..site import Site
from .sums import digest

# What is no part of a catalogue's outline.
_LEFT_OUT = {Listing: ("index", "level"), Edition: ("source",), Site: ("catalogue", "exported", "assets")}


def keys_of(site: Site, pages: Iterable[Page], program: bytes) -> dict[str, str]:
    """The key of every page, twin and export, by the file's path; `program` says what makes them of the data."""
    keys = _Keys(site, program)
    found = {}
    for page in pages:
        found[output_file(page)] = key = keys.of_page(page)
        if page.has_twin:
            found[twin_file(page)] = key
    for edition in site.catalogue.published:
        for export, record, addresses in placed(edition, site.catalogue):
            of = page_type(export.page) if export.of_records else None
            key = keys.of_record(of, record.id, (edition,)) if of else keys.of_editions((edition,))
            found.update((address, key) for address in addresses)
    return found


_PROGRAM = (".py", ".html", ".txt")


def program_of(*folders: Path) -> bytes:
    """The code and templates below these folders, Python and all that is installed beside it."""
    packages = Path(jinja2.__file__).parents[1]
    installed = sorted(path.name for path in packages.glob("*.dist-info"))
    parts = [sys.version, sqlite3.sqlite_version, *installed]
    for folder in folders:
        files = sorted(path for path in folder.rglob("*.*") if path.suffix in _PROGRAM and not left_behind(path.name))
        parts += [f"{path.relative_to(folder)} {digest(path.read_bytes())}" for path in files]
    return "\n".join(parts).encode()


class _Keys:
    """The outline of a catalogue is all of it but the index and level of each row, and the text that prints them.

    It is in every key, for a page about one record names others and says where they are listed; what their rows
    print it does not show.
    """

    def __init__(self, site: Site, program: bytes) -> None:
        self._editions = site.catalogue.published
        assets = {plain: path for plain, path in site.assets.items() if plain != COMPARED}  # that is made of the rows
        around = _pickled((site, assets, site.catalogue.current.id))
        self._outline = _digest(chain((program, around), map(_pickled, self._editions)))
        self.of_record, self.of_editions = cache(self._of_record), cache(self._of_editions)  # most are asked for often

    def of_page(self, page: Page) -> str:
        """An unpinned page may tell what was so in other editions."""
        editions = (page.edition,) if page.pinned else self._editions
        if "{id}" in page.type.path:
            return self.of_record(page.type, page.id, editions)
        return self.of_editions(editions)

    def _of_record(self, type_: PageType, id_: str, editions: tuple[Edition, ...]) -> str:
        """Of what shows one record as these editions have it."""
        return self._key(_rows(_by_id(type_, edition).get(id_)) for edition in editions)

    def _of_editions(self, editions: tuple[Edition, ...]) -> str:
        """Of what shows all of these editions."""
        return self._key(part for edition in editions for part in (_rows(edition), edition.source))

    def _key(self, parts: Iterable[bytes | str]) -> str:
        return _digest(chain((self._outline,), parts))


def _rows(record: Any) -> str:
    """What the rows print that a record holds, or an edition; a category or none at all holds no rows."""
    return " ".join(f"{row.index} {row.level.id}" for row in getattr(record, "listings", ()))


@lru_cache(1 << 7)
def _by_id(type_: PageType, edition: Edition) -> dict[str, Any]:
    return {record.id: record for record in type_.records(edition)}


class _Pickler(pickle.Pickler):
    """Writes records by those of their fields that make the outline; nobody reads it.

    One object in two places of an edition is written otherwise than two that are equal: builds must share alike.
    """

    def reducer_override(self, record: Any) -> Any:
        if not isinstance(record, Frozen):
            return NotImplemented
        kind: Any = type(record)
        return kind, tuple(getattr(record, name) for name in _outlined(kind))


@cache
def _outlined(kind: type[Any]) -> tuple[str, ...]:
    """The names of the fields that are part of the outline."""
    return tuple(one.name for one in fields(kind) if one.name not in _LEFT_OUT.get(kind, ()))


def _pickled(value: object) -> bytes:
    out = io.BytesIO()
    _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


def _digest(parts: Iterable[bytes | str]) -> str:
    """Of parts that can't be taken for others."""
    whole = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        whole.update(b"%d:" % len(raw) + raw)
    return whole.hexdigest()
