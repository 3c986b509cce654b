"""A strict reader for the YAML that a clerk writes: text → nodes that know their place.

Every scalar stays text (YAML 1.1 would make `NO` a boolean, `12:30` 750 and drop the zero of `0.5470`).
Duplicate keys, anchors, aliases, merge keys, tags and deep nesting are refused. It walks the parser's
events, so an alias bomb or 3,000 brackets cost nothing.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from ..problems import Position, Problem, one_line
from .yaml_errors import explain, run_on
from .yaml_text import invisible, readable

Loader = getattr(yaml, "CLoader", yaml.Loader)
DEPTH_LIMIT = 12  # our deepest file has 6 levels
# What stands after a text as a comment, but looks like more of the text: `#1` of `Engineer #1`.
_CUT_OFF = re.compile(r" *(?<= )(#[^\s#].*)")


class Scalar(NamedTuple):
    text: str
    position: Position
    quoted: bool


class Sequence(NamedTuple):
    items: list[Node]
    position: Position


class Mapping(NamedTuple):
    entries: list[tuple[Scalar, Node]]
    position: Position


Node = Scalar | Sequence | Mapping


@dataclass
class _Open:
    """A list or mapping whose end has not been read; a mapping's key waits for its value."""

    node: Sequence | Mapping
    key: Scalar | None = None
    lines: dict[str, int] = field(default_factory=dict)  # of the mapping's keys
    repeats: bool = False


class Refused(Exception):
    """The file is not YAML that we read; carries the one problem that ended the reading."""

    def __init__(self, position: Position, message: str, hint: str) -> None:
        self.problem = Problem(position, message, hint)
        super().__init__(message)


def read_yaml(raw: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """The root node, or None if the file can't be read; and every problem met on the way."""
    text, problems = readable(raw, file)
    if text is None:
        return None, problems
    try:
        root = _tree(text, file, problems)
    except Refused as refused:
        problems.append(refused.problem)
    except yaml.MarkedYAMLError as error:
        problems.append(explain(error, text, file))
    except yaml.YAMLError as error:  # a reader error has no mark; `readable` leaves none to find
        problems.append(
            Problem(
                Position(file), f"This is not YAML: {one_line(str(error))}.", "Save the file as plain text in UTF-8."
            )
        )
    else:
        if root is not None:
            return root, problems
        problems.append(
            Problem(Position(file), "The file is empty.", "Restore it, or copy the layout of a file of the same kind.")
        )
    return None, problems


def _tree(text: str, file: str, problems: list[Problem]) -> Node | None:
    """The document's root, built from events with a stack of our own."""
    root: Node | None = None
    open_nodes: list[_Open] = []
    documents = 0
    lines = text.split("\n")
    for event in iter(Loader(text).get_event, None):
        if isinstance(event, yaml.ScalarEvent):
            node: Node = _scalar(event, text, lines, file, problems)
        elif isinstance(event, yaml.NodeEvent):
            here = _place(event.start_mark, file)
            _plain(event, here)
            node = Mapping([], here) if isinstance(event, yaml.MappingStartEvent) else Sequence([], here)
        else:
            if isinstance(event, yaml.CollectionEndEvent):
                open_nodes.pop()
            elif isinstance(event, yaml.DocumentStartEvent) and (documents := documents + 1) > 1:
                here = _place(event.start_mark, file)
                raise Refused(here, "A second document starts here.", "Delete the line `---`.")
            continue
        if not open_nodes:
            root = node
        else:
            parent = open_nodes[-1]
            if isinstance(parent.node, Sequence):
                parent.node.items.append(node)
            elif parent.key is None:
                parent.key = _key(node, parent, problems)
                continue
            else:
                parent.node.entries.append((parent.key, node))
                parent.key = None
        if not isinstance(node, Scalar):
            if len(open_nodes) >= DEPTH_LIMIT:
                raise Refused(
                    node.position,
                    f"Lists and mappings are nested more than {DEPTH_LIMIT} deep here.",
                    "Delete the extra brackets or indentation.",
                )
            open_nodes.append(_Open(node))
    return root


def _scalar(event: Any, text: str, lines: list[str], file: str, problems: list[Problem]) -> Scalar:
    """The text of an event, once it is known to be all that its writer meant."""
    start, end = event.start_mark, event.end_mark
    here = _place(start, file)
    _plain(event, here)
    if start.line < end.line and event.value:
        raise Refused(*run_on(text, event, file))
    rest = lines[end.line] if end.line < len(lines) else ""
    if "#" in rest and (cut := _CUT_OFF.match(rest[end.column :])):
        problems.append(_lost(here, cut[1]))
    if event.style == '"' and (sign := invisible(event.value)):
        problems.append(_escaped(here, sign))
    return Scalar(sys.intern(event.value), here, bool(event.style))  # editions print the same names


def _place(mark: Any, file: str) -> Position:
    return Position(file, mark.line + 1, mark.column + 1)


def _lost(here: Position, cut: str) -> Problem:
    return Problem(
        here,
        f"“{one_line(cut)}” after this value is a comment to YAML, and so is lost.",
        "Put the whole text in double quotes; if it is a remark, write a space after the #.",
    )


def _escaped(here: Position, sign: str) -> Problem:
    return Problem(
        here,
        f"A sequence that begins with \\ stands for the invisible character U+{ord(sign):04X}.",
        "Delete it; to show a backslash, write two.",
    )


def _plain(event: Any, here: Position) -> None:
    """Raises Refused for what the files do without."""
    if isinstance(event, yaml.AliasEvent):
        raise Refused(
            here,
            f"`*{one_line(str(event.anchor))}` is a YAML alias, which these files do not use.",
            "Write the value itself; text that begins with * needs double quotes.",
        )
    if event.anchor is not None:
        raise Refused(
            here,
            f"`&{one_line(str(event.anchor))}` is a YAML anchor, which these files do not use.",
            "Delete it; text that begins with & needs double quotes.",
        )
    if event.tag is not None:
        raise Refused(
            here,
            f"`{one_line(event.tag)}` is a YAML tag, which these files do not use.",
            "Delete it; text that begins with ! needs double quotes.",
        )


def _key(node: Node, mapping: _Open, problems: list[Problem]) -> Scalar:
    """The node as a key of the mapping; a repeated key is reported; `Shape` takes the first."""
    if not isinstance(node, Scalar):
        raise Refused(
            node.position,
            "A list or mapping stands where a key should be.",
            "Write a key, a colon and a space: `role: 焊工`; text with brackets needs double quotes.",
        )
    if node.text == "<<" and not node.quoted:
        raise Refused(
            node.position, "`<<` is a YAML merge key, which these files do not use.", "Write the fields themselves."
        )
    if node.text in mapping.lines and not mapping.repeats:  # the first repetition tells enough
        mapping.repeats = True
        problems.append(
            Problem(
                node.position,
                f"The key `{one_line(node.text)}` is already written on line {mapping.lines[node.text]}.",
                "Keep one of the two; if a new item begins here, begin it with `- `.",
            )
        )
    mapping.lines.setdefault(node.text, node.position.line)
    return node
