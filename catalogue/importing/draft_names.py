"""Names that an edition prints and nobody knows yet → entries at the end of their lists, for a person to complete.

The id and the translations are left empty, and `check` asks for them; the pinyin is a suggestion. A new name that
is like one which the edition no longer prints may be the same thing renamed: that is for a person to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ..problems import DataProblems, Position, Problem
from ..received.official_lines import Official
from .draft import scalar
from .draft_pinyin import LONGEST_NAME, lexicon, suggested
from .known import LISTS, Name, NameFile, Names, items_of

_LIKE = 0.5  # from this likeness on, two names may be of one thing
MANY = 1000  # new names of a kind; more of them are no catalogue, and not worth comparing


class NewName(NamedTuple):
    kind: str
    zh: str
    line: int  # of the document
    like: Name | None  # a known name that the edition does not print


class Printed(NamedTuple):
    kind: str
    zh: str
    line: int


def printed_names(official: Official) -> list[Printed]:
    """Every name that the document prints, once for each kind, with the line on which it stands first."""
    names = [Printed("industry", table.heading.name, table.heading.line) for table in official.tables]
    names += [Printed("role", row.role, row.line) for row in official.rows]
    for category in official.categories:
        names.append(Printed("category", category.name, category.line))
        names += [Printed("major", major, category.line) for major in category.majors]
    for kind, listed in zip(("qualification", "certificate"), official.lists, strict=True):
        names += [Printed(kind, name, listed.line) for name in (listed.names if listed else ()) if listed]
    return list({(name.kind, name.zh): name for name in reversed(names) if name.zh}.values())[::-1]


def new_names(printed: Iterable[Printed], known: Names) -> list[NewName]:
    """The names that no list has, each with the dropped name that it is most like."""
    by_kind: dict[str, dict[str, Printed]] = {kind: {} for kind in LISTS}
    for name in printed:
        by_kind[name.kind][name.zh] = name
    found = []
    for kind, here in by_kind.items():
        listed = known.by_kind[kind]
        ids = {listed[zh].id for zh in here if zh in listed}
        gone = [name for zh, name in listed.items() if zh not in here and name.id not in ids]
        new = [name for zh, name in here.items() if zh not in listed]
        likes = _likes([name.zh for name in new], gone)
        found += [NewName(*name, likes.get(name.zh)) for name in new]
    return found


def _likes(new: list[str], gone: list[Name]) -> dict[str, Name]:
    """Pairs of names that are like each other, the likest first, each name in one pair."""
    if len(new) > MANY:
        return {}
    pairs = []
    for old in gone:
        matcher = SequenceMatcher(b=old.zh, autojunk=False)
        for zh in new:
            matcher.set_seq1(zh)
            if len(zh) <= LONGEST_NAME and matcher.quick_ratio() >= _LIKE and (ratio := matcher.ratio()) >= _LIKE:
                pairs.append((-ratio, zh, old))
    likes: dict[str, Name] = {}
    for _, zh, old in sorted(pairs):
        if zh not in likes and old not in likes.values():
            likes[zh] = old
    return likes


def name_files(new: Sequence[NewName], known: Names, languages: Sequence[str]) -> dict[str, str]:
    """The files of names with the new ones, by file name; a file that gets none is left out."""
    words = lexicon(known.spoken)
    texts: dict[str, str] = {}
    for kind in reversed(LISTS):  # from the end of a file, so that the places of what is before stay right
        file, key = LISTS[kind]
        blocks = [_entry(one, languages, suggested(one.zh, words)) for one in new if one.kind == kind]
        if blocks:
            texts[file] = _with_items(texts.get(file, known.files[file].text), known.files[file], key, blocks)
    return texts


def _entry(new: NewName, languages: Sequence[str], pinyin: str) -> list[str]:
    fields = [("id", ""), *((language, new.zh if language == "zh" else "") for language in languages)]
    fields += [("pinyin", pinyin), *([("family", "")] if new.kind == "role" else [])]
    return [f"{key}: {scalar(text)}" for key, text in fields]


def _with_items(text: str, file: NameFile, key: str, blocks: list[list[str]]) -> str:
    """The text with more items at the end of a list. Raises DataProblems if the list is written in brackets."""
    lines = text.split("\n")
    items = items_of(file.root, key)
    following = [entry.position.line for entry, _ in file.root.entries]
    at = next((entry.position.line for entry, _ in file.root.entries if entry.text == key), 0)
    head = lines[at - 1].rstrip() if at else ""
    if head.replace(" ", "") == f"{key}:[]":
        lines[at - 1] = f"{key}:"
    elif not items or not lines[items[-1].position.line - 1].lstrip().startswith("- "):
        raise DataProblems(
            [
                Problem(
                    Position(str(file.path), max(at, 1)),
                    f"New names can't be added to `{key}` as it is written.",
                    f"Write `{key}:` on a line of its own and each item below it after `- `, then import again.",
                )
            ]
        )
    indent = " " * (items[-1].position.column - 3) if items else "  "
    end = min((line - 1 for line in following if line > at), default=len(lines))
    while end > at and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    added = [f"{indent}{'- ' if not number else '  '}{field}" for block in blocks for number, field in enumerate(block)]
    if end == len(lines):
        added.append("")
    return "\n".join([*lines[:end], *added, *lines[end:]])
