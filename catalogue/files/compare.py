"""What the compare page loads: every table of the current edition in one small file, the same for all languages.

`[3, 1, "0.5470", 2]` is a row of a table: the role's place in `roles`, its rank, its index as printed, and its
level's place in `levels`. Nothing is computed from the figures, here or in the browser.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..linked import Catalogue, Edition
from ..names import Entry
from ..site import ASSETS

COMPARED = f"{ASSETS}compare.json"


def compare_files(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """The file by its path."""
    text = json.dumps(_tables(catalogue.current), ensure_ascii=False, separators=(",", ":"))
    yield COMPARED, text.encode()


def _tables(edition: Edition) -> dict[str, Any]:
    roles = {entry.id: place for place, entry in enumerate(edition.roles)}
    levels = {level.id: place for place, level in enumerate(edition.levels)}
    return {
        "levels": [_named(level) for level in edition.levels],
        "roles": [_named(entry.role) for entry in edition.roles],
        "industries": [
            {
                **_named(table.industry),
                "rows": [[roles[row.role.id], row.rank, row.index, levels[row.level.id]] for row in table.listings],
            }
            for table in edition.tables
        ],
    }


def _named(entry: Entry) -> dict[str, str]:
    return {"id": entry.id, **entry.name}
