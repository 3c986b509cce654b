"""Differences between editions for other programs (JSON) and for a terminal (text)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..linked import Catalogue, Listing
from ..names import Named
from ..problems import WrongUse, one_line
from ..shown.differences import Difference, NameChange, RowChange, TableChange, differences

VERSION = 1  # of the JSON: a change that a reader must know of is a new number


def difference_files(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """A file by its path for each edition and the one before it: `data/changes/2020-2023.json`."""
    for difference in differences(catalogue):
        yield difference_address(difference), difference_json(difference)


def difference_address(difference: Difference) -> str:
    return f"data/changes/{difference.id}.json"


def difference_json(difference: Difference) -> bytes:
    """`{version, before, after, names: […], tables: […]}`; `before` or `after` of an entry is null where it is not listed."""
    content = {
        "version": VERSION,
        "before": difference.before.id,
        "after": difference.after.id,
        "names": [_name(change) for change in difference.names],
        "tables": [_table(change) for change in difference.tables],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _name(change: NameChange) -> dict[str, Any]:
    sides = {"before": change.before, "after": change.after}
    named = {side: _named(entry.named) if entry else None for side, entry in sides.items()}
    return {"list": change.kind, "id": change.id, "changes": list(change.what), **named}


def _table(change: TableChange) -> dict[str, Any]:
    sides = {"before": change.before, "after": change.after}
    named = {
        side: {**_named(table.industry), "rows": len(table.listings)} if table else None
        for side, table in sides.items()
    }
    return {"industry": change.id, **named, "listings": [_row(row) for row in change.rows]}


def _row(change: RowChange) -> dict[str, Any]:
    sides = {"before": change.before, "after": change.after}
    return {
        "role": change.id,
        "changes": list(change.what),
        **{side: _listing(row) if row else None for side, row in sides.items()},
    }


def _listing(row: Listing) -> dict[str, Any]:
    return {**row.role.name, "rank": row.rank, "of": row.size, "index": row.index, "level": dict(row.level.name)}


def _named(named: Named) -> dict[str, str]:
    return dict(named.name)


def difference_between(catalogue: Catalogue, before: str, after: str, as_json: bool = False) -> str:
    """What a person asks for on the command line. Raises WrongUse."""
    for name in (before, after):
        if name not in catalogue.editions:
            raise WrongUse(f"There is no edition {one_line(name)}; there are: {', '.join(catalogue.editions)}.")
    difference = Difference(catalogue.editions[before], catalogue.editions[after])
    return difference_json(difference).decode().rstrip() if as_json else "\n".join(difference_text(difference))


def difference_text(difference: Difference) -> Iterator[str]:
    """Line by line, names as printed."""
    yield f"Edition {difference.before.id} → {difference.after.id}"
    if not difference.names and not difference.tables:
        yield "Nothing differs."
    for change in difference.names:
        yield f"{change.kind} {change.id}: {', '.join(change.what)}: {_sides(change)}"
    for table in difference.tables:
        yield ""
        yield f"{table.industry.name.zh} ({table.id})"
        for row in table.rows:
            before, after = (
                f"{one.rank} of {one.size}, {one.index} {one.level.name.zh}" if one else "not listed"
                for one in (row.before, row.after)
            )
            yield f"  {row.listing.role.name.zh}: {', '.join(row.what)}: {before} → {after}"


def _sides(change: NameChange) -> str:
    old, new = (entry.named.name.zh if entry else "" for entry in (change.before, change.after))
    return f"{old} → {new}" if old and new and old != new else new or old
