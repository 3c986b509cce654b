"""Records of the crosswalk from our roles to the unit groups of ISCO-08. Nothing of it is printed: it is ours."""

from __future__ import annotations

from .fields import Id, Isbn, IscoCode, Match, Text, Texts, Where, Year
from .names import Note, Record, Translated
from .problems import Position

NONE = "none"
MATCHES = ("exact", "close", "broad", NONE)
NEEDS_REASON = ("close", NONE)
NO_REASON = Note(at=Where(Position(""), {}, True), text=Texts({}))


class Publication(Record):
    """What the codes and titles were taken from."""

    example = "{publisher: …, title: …, year: 2012, isbn: 978-92-2-125952-7}"

    publisher: Text
    title: Text
    year: Year
    isbn: Isbn


class Group(Translated):
    """A unit group: its code, its official English title, and our Chinese gloss."""

    example = "{code: 2144, en: Mechanical engineers, zh: 机械工程师}"

    code: IscoCode

    @property
    def id(self) -> str:
        """Its anchor."""
        return f"isco-{self.code}"


class RoleMatch(Record):
    """Where a role belongs. `title` repeats the group's official title; without a group both are empty."""

    example = "{role: mechanical-engineer, match: exact, code: 2144, title: Mechanical engineers}"

    role: Id
    match: Match
    code: IscoCode = ""
    title: Text = ""
    reason: Note = NO_REASON


class CrosswalkFile(Record):
    """Where each role belongs among the unit groups of ISCO-08, and what codes and titles were taken from."""

    example = "source: {…}, groups: […] and roles: […]"

    source: Publication
    groups: tuple[Group, ...]
    roles: tuple[RoleMatch, ...]
