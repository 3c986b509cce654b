"""Published addresses that nothing has any more: where `data/redirects.yaml` says that they have moved.

One redirect holds for every language and edition, for embedded pages and for files:
`roles/old/` → `roles/new/` moves `en/roles/old/`, `zh/2020/roles/old/` and `data/latest/roles/old.json`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from .names import Correction, Redirect
from .problems import Position, Problem


class Move(NamedTuple):
    """Two addresses without leading slash: one that was published, and the one that has its content now."""

    old: str
    new: str

    @property
    def of_file(self) -> bool:
        """A file can't send its reader on, so its content stands at both addresses."""
        return not self.old.endswith("/")


def moves(
    published: Iterable[tuple[str, Position]], addresses: Collection[str], redirects: Iterable[Redirect]
) -> tuple[list[Move], list[Problem]]:
    """The moves of all published addresses, each with its leading slash, that none of `addresses` is."""
    redirects = tuple(redirects)
    found: list[Move] = []
    problems: list[Problem] = []
    used: set[Redirect] = set()
    told: set[Redirect] = set()
    for address, position in published:
        if address in addresses:
            continue
        redirect, target = next(((one, new) for one in redirects if (new := _target(address, one))), (None, ""))
        if not redirect:
            problems.append(_lost(address, position))
            continue
        used.add(redirect)
        if target in addresses:
            found.append(Move(address[1:], target[1:]))
        elif redirect not in told:
            told.add(redirect)
            problems.append(
                Problem(
                    redirect.at.field("new"),
                    f"{address} is said to have moved to {target}, and nothing is there.",
                    "Write the path at which the page stands now.",
                )
            )
    problems += [
        Problem(
            one.at.position,
            f"No published page is lost at “{one.old}”, so nothing needs to move.",
            "Delete the redirect.",
        )
        for one in redirects
        if one not in used
    ]
    return found, problems


def _target(address: str, redirect: Redirect) -> str:
    """Where the redirect sends the address; empty if it is not about it."""
    folder, dot, ending = address.partition(".")
    path = folder if address.endswith("/") else f"{folder}/"
    if not path.endswith(f"/{redirect.old}"):
        return ""
    moved = path.removesuffix(redirect.old) + redirect.new
    return moved if address.endswith("/") else moved.rstrip("/") + dot + ending


def _lost(address: str, position: Position) -> Problem:
    path = "/".join(part for part in address.split("/")[2:] if not part[:4].isdecimal())
    entry = f"{{from: {path}, to: …}}" if path.count("/") == 2 and path.endswith("/") else "an entry for it"
    return Problem(
        position,
        f"The address {address} was published, and nothing has it now.",
        f"Restore the id or the page; if it only has another id now, add {entry} to redirects.yaml.",
    )


def misplaced(corrections: Iterable[Correction], addresses: Collection[str], languages: Iterable[str]) -> list[Problem]:
    """Corrections that name a page which their edition does not have."""
    return [
        Problem(
            one.at.field("page"),
            f"The edition {one.edition} has no page “{one.page}”.",
            "Write its path without language and edition, for example roles/welder/, or leave `page` out.",
        )
        for one in corrections
        if one.page and not any(f"/{language}/{one.edition}/{one.page}" in addresses for language in languages)
    ]


def former_ids(redirects: Iterable[Redirect]) -> dict[str, tuple[str, ...]]:
    """By the path at which a page stands now, the ids that it had: links to their lines must go on working."""
    old: dict[str, tuple[str, ...]] = {}
    for one in redirects:
        if one.old.split("/")[:-2] == one.new.split("/")[:-2]:
            old[one.new] = (*old.get(one.new, ()), one.old.split("/")[-2])
    return old
