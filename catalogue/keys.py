"""What a file of the site is made of → its key: two builds that give a file the same key make it the same, byte for byte.

For builds that take over from the last site what they would only make again. Whatever a page shows must be in its key;
`tests/test_keys.py` changes the data at random and holds what was taken over against what is made anew.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from .compare import COMPARED
from .exports import placed
from .frozen import Frozen
from .linked import Catalogue, Edition, Listing
from .markdown_files import twin_file
from .pages import Page, PageType, page_type
from .render import output_file
from .site import Site

_LENGTH = 16  # hexadecimal digits: what differs meets once in 10^19


def keys_of(site: Site, pages: Iterable[Page], program: bytes) -> dict[str, str]:
    """The key of every page, twin and export, by the file's path; `program` says what makes them of the data."""
    keys = _Keys(site, program)
    found = {}
    for page in pages:
        found[output_file(page)] = key = keys.of_page(page)
        if page.has_twin:
            found[twin_file(page)] = key
    for edition in site.catalogue.editions.values():
        for export, record, addresses in placed(edition, site.catalogue):
            of = page_type(export.page) if export.of_records else None
            key = keys.of_record(of, record.id, (edition,)) if of else keys.of_edition(edition)
            found.update((address, key) for address in addresses)
    return found


def program_of(*folders: Path) -> bytes:
    """The code and templates below these folders, Python and all that is installed beside it."""
    packages = Path(jinja2.__file__).parents[1]
    installed = sorted(one for one in os.listdir(packages) if one.endswith(".dist-info"))
    parts = [sys.version, sqlite3.sqlite_version, *installed]
    for folder in folders:
        files = sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".html", ".md", ".xml"))
        parts += [f"{path.relative_to(folder)} {_digest(path.read_bytes())}" for path in files]
    return "\n".join(parts).encode()


class _Keys:
    """The outline of a catalogue is all of it but what rows print, and the text that prints it. A key is made of it too:
    a page about one record names others, and says where they are listed, but only its own rows' index and level.
    """

    def __init__(self, site: Site, program: bytes) -> None:
        self._catalogue = site.catalogue
        others = [
            getattr(site, name) for name in site.__dataclass_fields__ if name not in ("catalogue", "exported", "assets")
        ]
        assets = {plain: path for plain, path in site.assets.items() if plain != COMPARED}  # follows from the catalogue
        everywhere = program, _pickled((others, assets)), _pickled(_contents(site.catalogue), outline=True)
        self._everywhere = _digest(*everywhere)

    def of_page(self, page: Page) -> str:
        """An unpinned page tells its record's history, or what is so in all editions."""
        editions = (page.edition,) if page.pinned else tuple(self._catalogue.editions.values())
        if "{id}" in page.type.path:
            return self.of_record(page.type, page.id, editions)
        return self.of_edition(page.edition) if page.pinned else self._of_all()

    @cache  # noqa: B019 - lives as long as a build
    def of_record(self, type_: PageType, id_: str, editions: tuple[Edition, ...]) -> str:
        """Of what shows one record as these editions have it."""
        records = [(edition.id, _by_id(type_, edition).get(id_)) for edition in editions]
        return _digest(self._everywhere, _pickled(records))[:_LENGTH]

    @cache  # noqa: B019
    def of_edition(self, edition: Edition) -> str:
        return _digest(self._everywhere, _pickled(edition))[:_LENGTH]

    @cache  # noqa: B019
    def _of_all(self) -> str:
        return _digest(self._everywhere, _pickled(_contents(self._catalogue)))[:_LENGTH]


def _contents(catalogue: Catalogue) -> tuple[str, dict[str, Edition]]:
    return catalogue.current.id, catalogue.editions


@cache
def _by_id(type_: PageType, edition: Edition) -> dict[str, Any]:
    return {record.id: record for record in type_.records(edition)}


class _Pickler(pickle.Pickler):
    """Writes records by their fields, without what they have computed meanwhile; nobody reads it."""

    def __init__(self, file: io.BytesIO, outline: bool) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._left_out = {Listing: ("index", "level"), Edition: ("source",)} if outline else {}

    def reducer_override(self, record: Any) -> Any:
        if not isinstance(record, Frozen):
            return NotImplemented
        left_out = self._left_out.get(type(record), ())
        return type(record), tuple(getattr(record, name) for name in record._names if name not in left_out)


def _pickled(value: object, outline: bool = False) -> bytes:
    out = io.BytesIO()
    _Pickler(out, outline).dump(value)
    return out.getvalue()


def _digest(*parts: bytes | str) -> str:
    """Of parts that can't be taken for others."""
    whole = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        whole.update(b"%d:" % len(raw) + raw)
    return whole.hexdigest()
