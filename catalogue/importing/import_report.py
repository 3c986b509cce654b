"""What an import found and what it leaves to a person, as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..frozen import Frozen
from ..problems import one_line
from ..reader.yaml_reader import read_yaml
from ..received.official_lines import Official, Remark
from .document import Document
from .draft import levels_of, totals_of
from .draft_errata import Drafted
from .draft_names import NewName
from .known import LISTS, Blank, blanks, items_of, text_of

_SECTIONS = ("titles and their majors", "vocational qualifications", "other certificates")


class Outcome(Frozen):
    """What was written, and from what."""

    document: Document
    official: Official
    data: Path
    edition: str
    tables: tuple[str, ...]  # the id of each table, in printed order
    files: Mapping[str, str]  # of the edition's folder
    lists: Mapping[str, str]  # files of names that got new ones
    new: tuple[NewName, ...]
    errata: Drafted
    kept: tuple[str, ...]  # files that say the same as before
    spare: tuple[str, ...]  # files of the folder that the document has nothing of

    @property
    def folder(self) -> Path:
        return self.data / self.edition


def report(outcome: Outcome) -> str:
    """The summary: totals, then each thing that needs a person, with its place."""
    official, document = outcome.official, outcome.document
    counts = dict(totals_of(official))
    lines = [
        f"{outcome.folder} was drafted from {document.path}: {counts['industries']} tables with"
        f" {len(official.rows)} rows and {counts['roles']} roles; {counts['categories']} categories with"
        f" {counts['majors']} majors, {counts['qualifications']} qualifications, {counts['certificates']} certificates."
    ]
    lines += _tables(outcome)
    lines += _section("Not found in the document", _missing(official))
    lines += _section("Not read; each is to be written by hand, or left out knowingly", _unread(outcome))
    lines += _section("Read, but printed in another form than the pages have", _remarks(document, official.doubts))
    artefacts = [f"{document.place(one.line)}: {one_line(one.text)}" for one in official.artefacts]
    if document.encoding:
        artefacts.insert(0, f"{document.path}: the text came as {document.encoding}; source.txt has it in UTF-8")
    lines += _section("Left out of the text as artefacts of a word processor", artefacts)
    lines += _section("New names", _new(outcome))
    lines += _section("Perhaps renamed", _renamed(outcome))
    lines += _section("Contradictions of the document", _errata(outcome))
    dropped = [f"{one_line(one.get('id', ''))}: {one.get('zh', '')}" for one in outcome.errata.dropped]
    lines += _section("Errata that stood here before and that the document does not bear out", dropped)
    if outcome.kept:
        lines += ["", f"{len(outcome.kept)} files say the same as before and were kept as they were."]
    lines += _section("Not in the document; delete them if so", (f"{outcome.folder / one}" for one in outcome.spare))
    lines += _section("To be written", _to_write(outcome))
    return "\n".join([*lines, "", *_next(outcome), ""])


def _section(title: str, items: Iterable[str]) -> list[str]:
    listed = list(items)
    return ["", f"{title} ({len(listed)}):", *(f"  {item}" for item in listed)] if listed else []


def _tables(outcome: Outcome) -> Iterator[str]:
    for id_, table in zip(outcome.tables, outcome.official.tables, strict=True):
        heading = table.heading
        title = (
            f"{heading.number}、{heading.name}"
            if heading.name
            else f"no heading ({outcome.document.place(heading.line)})"
        )
        yield f"  {one_line(title)}: {len(table.rows)} rows, {outcome.folder / 'industries' / id_}.yaml"


def _missing(official: Official) -> Iterator[str]:
    for head, what in zip(official.heads, ("lists", "tables"), strict=True):
        if not head.title:
            yield f"the title of the document of {what}"
    for number, section in enumerate(official.sections):
        if not section:
            yield f"the heading {'一二三'[number]}, of {_SECTIONS[number]}"
    if not official.categories:
        yield "the categories of majors"
    for listed, what in zip(official.lists, _SECTIONS[1:], strict=True):
        if not listed:
            yield f"the list of {what}"
    if not official.columns:
        yield "the heads of the tables' columns"
    if not official.note:
        yield "the note on levels"
    elif not levels_of(official):
        yield "levels and their bounds in the note, such as [0.3-0.4] and “紧缺”"


def _unread(outcome: Outcome) -> Iterator[str]:
    yield from _remarks(outcome.document, outcome.official.unread)
    for place, text in outcome.document.aside:
        yield f"{outcome.document.path}, {place}: “{one_line(text)}”. It stands beside the text."


def _remarks(document: Document, remarks: Iterable[Remark]) -> Iterator[str]:
    for one in sorted(remarks, key=lambda one: one.line):
        yield f"{document.place(one.line)}: “{one_line(one.text)}”. {one.says}"


def _new(outcome: Outcome) -> Iterator[str]:
    entries = _entries(outcome)
    for one in outcome.new:
        line, pinyin = entries[one.kind, one.zh]
        says = f"suggested pinyin {pinyin}" if pinyin else "no pinyin could be suggested"
        place = f"{outcome.data / LISTS[one.kind][0]}:{line}"
        yield f"{place}: {one.kind} “{one_line(one.zh)}”, from {outcome.document.place(one.line)}; {says}"


def _renamed(outcome: Outcome) -> Iterator[str]:
    entries = _entries(outcome)
    for one in outcome.new:
        if one.like:
            line, _ = entries[one.kind, one.zh]
            yield (
                f"{outcome.data / LISTS[one.kind][0]}:{line}: “{one_line(one.zh)}” is like “{one_line(one.like.zh)}”, which"
                f" this edition does not print. Renamed? Then move the old name to `former`: delete the new entry, write"
                f" zh: {one_line(one.zh)} in that of line {one.like.position.line}, and the old name, English and pinyin"
                f" under `former` there."
            )


def _entries(outcome: Outcome) -> dict[tuple[str, str], tuple[int, str]]:
    """The line and the pinyin of each entry in the files that got new names, by kind and name."""
    roots = {file: read_yaml(text.encode(), file)[0] for file, text in outcome.lists.items()}
    return {
        (kind, text_of(item, "zh")): (item.position.line, text_of(item, "pinyin"))
        for kind, (file, key) in LISTS.items()
        for item in items_of(roots.get(file), key)
    }


def _errata(outcome: Outcome) -> Iterator[str]:
    path = outcome.folder / "errata.yaml"
    for entry in outcome.errata.new:
        yield f"{path}: {entry['id']}: “{one_line(entry['printed'])}” needs a note"
    for edition, entry in outcome.errata.reused:
        yield f"{path}: {entry['id']}: noted as in {edition}, since all that the note is about is printed alike"


def _to_write(outcome: Outcome) -> Iterator[str]:
    texts = {outcome.folder / path: text for path, text in outcome.files.items()}
    texts.update({outcome.data / file: text for file, text in sorted(outcome.lists.items())})
    for path, text in texts.items():
        for blank in blanks(read_yaml(text.encode(), str(path))[0]):
            yield _blank(blank)


def _blank(blank: Blank) -> str:
    file, line, column = blank.position
    keys = ", ".join(f"`{key}`" for key in blank.keys)
    return f"{file}:{line}:{column}: {keys}" + (f" of “{one_line(blank.entry)}”" if blank.entry else "")


def _next(outcome: Outcome) -> list[str]:
    data = outcome.data
    return [
        "Next:",
        "  1. Write what is listed above; then `make check` asks for what is left, line by line.",
        f"  2. Hold the figures of {outcome.folder} against the paper.",
        f"  3. Enter the day of publication in {data / 'corrections.yaml'}; to make this the edition that the site shows"
        f' first, write `edition: "{outcome.edition}"` in {data / "site.yaml"}.',
        "  4. `make build`; `python build.py addresses` records the addresses of the new pages.",
    ]
