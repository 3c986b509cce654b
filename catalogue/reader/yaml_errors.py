"""A YAML parser's complaint → plain words, at the place that the clerk should look at.

`could not find expected ':'` on line 4 → line 3 has no colon after its key.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from ..problems import Position, Problem, one_line
from .yaml_failure import VALUE, Failure, indent_of, unclosed

_RESERVED = tuple("\"'[{*&!%@`|>-?")
_QUOTE_TEXT = "Put the whole text in double quotes."
_BULLET = re.compile(r"[-–—•·*](?! *$)")  # what other programs begin an item with, and a dash without its space
_LIKE_NEIGHBOURS = "Indent it like its neighbours, and write `key: value`."

Finding = tuple[int, int, str, str]  # line, column, message, hint
Finder = Callable[[Failure], Finding]


def explain(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """The complaint as a problem."""
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    failure = Failure(
        f"{error.problem or ''} {error.context or ''}",
        lines,
        min(mark.line, len(lines) - 1) if mark else 0,
        mark.column if mark else 0,
        _place(error.context_mark),
    )
    if mark and not any(line.strip() for line in lines[mark.line :]) and (found := _broken_off(failure)):
        return Problem(Position(file, found[0] + 1, found[1] + 1), *found[2:])
    for words, find in _FINDERS:
        if any(word in failure.said for word in words):
            line, column, message, hint = find(failure)
            return Problem(Position(file, line + 1, column + 1), message, hint)
    position = Position(file, failure.line + 1, failure.column + 1)
    return Problem(
        position, f"This is not YAML: {one_line(failure.said.strip())}.", "Compare the line with its neighbours."
    )


def run_on(text: str, event: Any, file: str) -> Problem:
    """A text that goes on in the next line, which is always a slip: a quote, bracket, colon or indentation."""
    lines = text.split("\n")
    line, column = event.start_mark.line, event.start_mark.column
    following = next((n for n in range(line + 1, len(lines)) if lines[n].strip()), line)
    bracket = unclosed(lines[line][:column])
    failure = Failure("", lines, following, indent_of(lines[following]), None)
    if event.style in ("|", ">"):
        found = (line, column, "A text of several lines begins here.", "Write the text on one line, in double quotes.")
    elif event.style:
        found = (
            line,
            column,
            "A quote opens here and is not closed on the same line.",
            "Close the quote at the end of the text.",
        )
    elif bracket:
        found = _open_bracket(failure._replace(context=(line, bracket[0])))
    elif not lines[line][:column].strip(" -"):
        found = _no_colon(failure, line)
    elif re.match(r" *(?:- |[A-Za-z_-]+:(?: |$))", lines[following]):
        found = (failure.line, failure.indent, "This line is indented too far.", _LIKE_NEIGHBOURS)
    else:
        found = (
            failure.line,
            failure.indent,
            f"The text that begins with “{one_line(event.value, 20)}” runs on into this line.",
            "Begin the line with a key and a colon (`en: …`), or join the two lines and put the text in double quotes.",
        )
    return Problem(Position(file, found[0] + 1, found[1] + 1), *found[2:])


def _place(mark: Any) -> tuple[int, int] | None:
    return (mark.line, mark.column) if mark else None


def _began(failure: Failure) -> tuple[int, int]:
    return failure.context or (failure.line, failure.column)


def _start(message: str, hint: str) -> Finder:
    """A finding about the place where what failed began."""
    return lambda failure: (*_began(failure), message, hint)


def _here(message: str, hint: str) -> Finder:
    return lambda failure: (failure.line, failure.column, message, hint)


def _broken_off(failure: Failure) -> Finding | None:
    """A bracket that is open where the text ends: the file was saved, or copied, only in part."""
    last = next((n for n in reversed(range(len(failure.lines))) if failure.lines[n].strip()), 0)
    if not (bracket := unclosed(failure.lines[last])):
        return None
    column, sign = bracket
    message = f"The {sign} that opens here is never closed, and the file ends."
    return last, column, message, "Restore what is missing of the file, or close it on the same line."


def _open_bracket(failure: Failure) -> Finding:
    line, column = _began(failure)
    sign = failure.lines[line][column : column + 1]
    form = "a row as `{rank: 1, role: …, index: …, level: …}`" if sign == "{" else "a list as `[a, b]`"
    if failure.line > line:
        return line, column, f"The {sign} that opens here is never closed.", f"Write {form}."
    if failure.text[failure.starts[-1] :].startswith(('"', "'")):
        return _reserved(failure)
    return failure.line, failure.starts[-1], "A comma is missing after this value.", f"Write {form}."


def _second_colon(failure: Failure) -> Finding:
    """`a: b: c`, a line that is indented too far, or one below a key without a colon."""
    before = failure.before()
    if re.search(r": |\S,", failure.text[: failure.column]):
        start = VALUE.match(failure.text)
        return (
            failure.line,
            start.end() if start else failure.indent,
            "A second `: ` follows on this line.",
            "Put text that contains `: ` in double quotes; a row with several fields needs { and } around it.",
        )
    if before >= 0 and not re.search(r":(?: |$)", failure.lines[before]):
        return _no_colon(failure, before)
    return failure.line, failure.indent, "This line is indented too far.", _LIKE_NEIGHBOURS


def _no_colon(failure: Failure, line: int) -> Finding:
    text = failure.lines[line]
    start = re.match(r" *(?:- +)*", text)
    column = start.end() if start else 0
    key = re.match(r"[A-Za-z_-]+", text[column:])
    example = f"`{key[0]}: …`" if key else "`key: value`"
    return (
        line,
        column,
        "There is no `: ` after the key of this line.",
        f"Write {example}, with the ASCII colon and a space.",
    )


def _simple_key(failure: Failure) -> Finding:
    """A line without a colon; among list items, one without its dash."""
    line, column = _began(failure)
    return _no_dash(failure, line, column) or _no_colon(failure, line)


def _no_dash(failure: Failure, line: int, column: int) -> Finding | None:
    """A line among list items that is none."""
    neighbours = [n for n in (line - 1, line + 1) if 0 <= n < len(failure.lines)]
    if any(failure.lines[n].startswith(" " * column + "- ") for n in neighbours):
        return line, column, "This line has no dash.", "Begin the item with `- `, in the same column as the others."
    return None


def _misplaced(failure: Failure) -> Finding:
    """Something after a value that was complete, or a line that fits no neighbour."""
    if failure.column > failure.indent:
        sign = failure.text[failure.column : failure.column + 1]
        if sign in ("}", "]"):
            return failure.line, failure.column, f"There is a {sign} too many.", "Delete it."
        return _reserved(failure)
    if failure.text.lstrip().startswith("- "):
        return (
            failure.line,
            failure.indent,
            "This list item is not in the column of the others.",
            "Begin each item of a list in the same column.",
        )
    bullet = _BULLET.match(failure.text, failure.indent)
    dashless = _no_dash(failure, failure.line, failure.indent) if bullet else None
    return dashless or (failure.line, failure.indent, "This line does not fit its neighbours.", _LIKE_NEIGHBOURS)


def _reserved(failure: Failure) -> Finding:
    """A value that begins with a sign, as if all of it were quoted or in brackets."""
    start = next((n for n in reversed(failure.starts) if failure.text[n : n + 1] in _RESERVED), failure.starts[-1])
    sign = failure.text[start : start + 1]
    if sign in ('"', "'"):
        message = "The quotes do not stand around the whole text."
        return failure.line, start, message, "Put double quotes around all of it, and use “ ” for quotes within it."
    return failure.line, start, f"The text begins with {sign}, a sign that YAML keeps for itself.", _QUOTE_TEXT


def _reserved_at_start(failure: Failure) -> Finding:
    line, column = _began(failure)
    sign = failure.lines[line][column : column + 1]
    bulleted = failure.lines[line].startswith("* ", column) and column == indent_of(failure.lines[line])
    if bulleted and (dashless := _no_dash(failure, line, column)):
        return dashless
    return line, column, f"The text begins with {sign}, a sign that YAML keeps for itself.", _QUOTE_TEXT


def _reserved_here(failure: Failure) -> Finding:
    return _reserved_at_start(failure._replace(context=None))


def _item(failure: Failure) -> Finding:
    """`- ` where no list may begin; often the bracket of the line above is open."""
    before = failure.before()
    if before >= 0 and failure.column == failure.indent and (found := unclosed(failure.lines[before])):
        column, sign = found
        return before, column, f"The {sign} that opens here is never closed.", "Close it on the same line."
    if failure.column > failure.indent:
        return _reserved(failure)
    return _misplaced(failure)


# What the parsers say, libyaml's words and PyYAML's; the first that fits explains.
_FINDERS = (
    (
        ("unexpected end of stream", "document indicator", "document separator"),
        _start("A quote opens here and is never closed.", "Close the quote on the same line."),
    ),
    (("expected ',' or '}'", "expected ',' or ']'"), _open_bracket),
    (("mapping values are not allowed",), _second_colon),
    (("could not find expected ':'",), _simple_key),
    (("sequence entries are not allowed",), _item),
    (("expected '-' indicator", "expected key", "expected <block end>"), _misplaced),
    (("cannot start any token", "mapping keys are not allowed"), _reserved_here),
    (("an alias", "an anchor", "a tag", "a block scalar", "a directive"), _reserved_at_start),
    (
        ("node content",),
        _here(
            "No value stands before this sign.",
            "Delete the sign, or write the value; text that begins with a comma or bracket needs double quotes.",
        ),
    ),
    (
        ("escape",),
        _start("A backslash stands in double quotes.", "Write the backslash twice, or use single quotes."),
    ),
    (("<document start>",), _here("A second document starts here.", "Delete the line `...` above it.")),
)
