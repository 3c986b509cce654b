"""An edition's roles by the unit groups of ISCO-08, as our crosswalk has them."""

from __future__ import annotations

from ..crosswalk import Group, Publication
from ..frozen import Frozen
from ..linked import Edition, RoleEntry


class GroupEntry(Frozen):
    """A unit group with its roles, in the order of the edition."""

    group: Group
    roles: tuple[RoleEntry, ...]


class Isco(Frozen):
    """The groups in the order of their codes, then the roles that none fits."""

    source: Publication
    groups: tuple[GroupEntry, ...]
    unmatched: tuple[RoleEntry, ...]


def isco_of(edition: Edition) -> Isco:
    """Only groups that have a role in this edition."""
    by_code: dict[str, list[RoleEntry]] = {}
    groups: dict[str, Group] = {}
    for entry in edition.roles:
        if group := entry.occupation.group:
            groups[group.code] = group
            by_code.setdefault(group.code, []).append(entry)
    found = tuple(GroupEntry(groups[code], tuple(by_code[code])) for code in sorted(groups))
    return Isco(edition.isco_source, found, tuple(entry for entry in edition.roles if not entry.occupation.group))
