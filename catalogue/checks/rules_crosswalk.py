"""Rules of the crosswalk to ISCO-08: every role stands in it once, with a group that exists or a reason why not."""

from __future__ import annotations

from collections.abc import Iterator

from ..crosswalk import NEEDS_REASON, NONE, CrosswalkFile, Group, RoleMatch
from ..load import Sources
from ..names import Role
from ..problems import Problem, one_line
from ..reader.repairs import nearest


def crosswalk(sources: Sources) -> Iterator[Problem]:
    file = sources.crosswalk
    if not file:
        return
    yield from _groups(file)
    groups: dict[str, Group] = {}
    for group in file.groups:
        groups.setdefault(group.code, group)  # a second one is reported
    for one in file.roles:
        yield from _match(one, groups, file.at.whole)
    if sources.roles and sources.roles.at.whole and file.at.whole:
        roles = {role.id: role for role in sources.roles.roles}
        if len(roles) == len(sources.roles.roles):  # else an id is twice in the list, which is reported there
            yield from _roles(file, roles, _printed(sources))


def _groups(file: CrosswalkFile) -> Iterator[Problem]:
    """Groups rise by code, each once and each in use."""
    used = {one.code for one in file.roles}
    last = ""
    for group in file.groups:
        if group.code <= last:
            yield Problem(
                group.at.field("code"),
                f"The group {group.code} stands after {last}.",
                "Write each group once, in the order of the codes.",
            )
        last = group.code
        if group.code not in used and file.at.whole:
            yield Problem(
                group.at.field("code"),
                f"No role belongs to the group {group.code}.",
                "Delete it, or give it to a role.",
            )


def _match(one: RoleMatch, groups: dict[str, Group], whole: bool) -> Iterator[Problem]:
    """`whole` if every group could be read: a code that is not among those that could may be among the others."""
    if one.match == NONE:
        if one.code or one.title:
            yield Problem(
                one.at.field("match"),
                f"`match` is none, but the group {one.code or one.title} is named.",
                "Delete `code` and `title`, or write exact, close or broad.",
            )
    elif not one.code and one.at.whole:
        yield Problem(
            one.at.position, f"The match of “{one.role}” has no `code`.", "Write `code: 2144`, or `match: none`."
        )
    elif one.code and one.code not in groups:
        if not whole:
            return
        near = nearest(one.code, groups)
        by_title = [code for code, group in groups.items() if group.name["en"] == one.title]
        meant = (by_title or near)[:1]
        also = f"Write {meant[0]}, or add" if meant else "Add"
        yield Problem(
            one.at.field("code"),
            f"The code {one.code} is not among the groups.",
            f"{also} the group with its official title under `groups`.",
        )
    elif one.code and one.title != groups[one.code].name["en"]:
        official = groups[one.code].name["en"]
        by_title = [code for code, group in groups.items() if group.name["en"] == one.title]
        yield Problem(
            one.at.field("title"),
            f"“{one_line(one.title)}” is not the official title of {one.code}.",
            f"Write “{official}”" + (f", or the code {by_title[0]}." if by_title else "."),
        )
    if one.match in NEEDS_REASON and one.at.whole and not one.reason.text:
        yield Problem(
            one.at.field("match"),
            f"The match of “{one.role}” is {one.match}, and nothing says why.",
            "Write `reason: {zh: …, en: …}`.",
        )


def _printed(sources: Sources) -> set[str]:
    tables = (table for edition in sources.editions.values() for table in edition.tables.values() if table)
    return {row.role for table in tables for row in table.rows}


def _roles(file: CrosswalkFile, known: dict[str, Role], printed: set[str]) -> Iterator[Problem]:
    """Each role that a table prints, once."""
    seen: set[str] = set()
    mistyped: set[str] = set()
    listed = {one.role for one in file.roles}
    missing = [id_ for id_, role in known.items() if id_ not in listed and printed & role.as_printed().keys()]
    for one in file.roles:
        if one.role not in known:
            near = nearest(one.role, missing) or nearest(one.role, known)
            mistyped.update(near[:1])
            hint = f"Write {near[0]}." if near else "Write a role's id, or delete the entry."
            yield Problem(one.at.field("role"), f"“{one_line(one.role)}” is not the id of a role.", hint)
        elif one.role in seen:
            yield Problem(
                one.at.field("role"), f"The role “{one.role}” already stands above.", "Delete one of the two."
            )
        seen.add(one.role)
    for id_ in missing:
        if id_ not in mistyped:
            yield Problem(
                file.at.field("roles"),
                f"The role “{id_}” ({known[id_].name.zh}) has no entry.",
                f"Add `- {{role: {id_}, match: …, code: …, title: …}}`; where no group fits, `match: none` with a `reason`.",
            )
