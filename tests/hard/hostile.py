"""The golden fixture's data with a hostile tail on every text that the check lets through.

What it refuses goes back to what it was, text by text, so that in the end a whole site can be built of the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from golden.fixture import make_data
from mistakes import DATA, found_in

from catalogue.reader.yaml_reader import Mapping, Node, Scalar, read_yaml

EVIL = "xevil"  # in every element, attribute and address that must not come into being
_TAIL = (
    f' <{EVIL} on{EVIL}="1">" on{EVIL}="1 \' on{EVIL}=\'1 javascript:{EVIL}(1) [a](javascript:{EVIL}) <javascript:{EVIL}>'
    f" </title></script></textarea></svg><{EVIL}>--> ]]><{EVIL}/> &lt<{EVIL} &gt &#60 &amp `<{EVIL}>`"
    f" \\<{EVIL}> [b]: javascript:{EVIL}"
)
_BRACES = " {{ 7*7 }} {% raw %} ${7*7}"  # words and prose can't have them: there they stand for facts
_SIGNS = ' "\'<">&"`*_[!]()=<!--'  # for a name that has pinyin, which would have to say letters
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')
_ROUNDS = 40
Texts = dict[tuple[str, int, int], str]


def hostile_data(folder: Path) -> tuple[Path, set[str]]:
    """The data folder, and the texts that have the tail."""
    data = make_data(DATA, folder / "data")
    kind = {path: path.read_text(encoding="utf-8") for path in sorted(data.rglob("*.yaml"))}
    spoken = {name for path, text in kind.items() for name in _with_pinyin(_read(path, text))}
    spared: set[str] = set()
    for _ in range(_ROUNDS):
        places: Texts = {}
        written: set[str] = set()
        for path, text in kind.items():
            path.write_text(_with_tails(path, text, spoken, spared, places, written), encoding="utf-8")
        problems = found_in(data)
        import os

        os.environ.get("DBG") and print(
            "ROUND", *[str(p)[:330] for p in problems if "words" not in p.position.file], sep="\n"
        )
        if not problems:
            return data, written
        refused: set[str] = set()
        for one in problems:
            exactly = {text for place, text in places.items() if place == tuple(one.position)}
            file, line, _ = one.position
            of_the_entry = {text for place, text in places.items() if place[0] == file and abs(place[1] - line) < 5}
            refused |= exactly - spared or of_the_entry
        assert refused - spared, [str(one) for one in problems][:20]
        spared |= refused
    raise AssertionError(f"not settled after {_ROUNDS} rounds")


def _read(path: Path, text: str) -> Node:
    root, problems = read_yaml(text.encode(), str(path))
    assert root, problems
    return root


def _with_pinyin(node: Node) -> Iterator[str]:
    """The names beside which their pinyin stands."""
    if isinstance(node, Mapping):
        texts = {key.text: value.text for key, value in node.entries if isinstance(value, Scalar)}
        if {"zh", "pinyin"} <= texts.keys():
            yield texts["zh"]
    for one in (
        [value for _, value in node.entries]
        if isinstance(node, Mapping)
        else ()
        if isinstance(node, Scalar)
        else node.items
    ):
        yield from _with_pinyin(one)


def _with_tails(path: Path, text: str, spoken: set[str], spared: set[str], places: Texts, written: set[str]) -> str:
    root = _read(path, text)
    lines = text.split("\n")
    tail = _TAIL if "words" in path.parts else _TAIL + _BRACES
    values = sorted(_values(root), key=lambda one: one[0].position, reverse=True)
    for value, key in values:
        line, column = value.position.line - 1, value.position.column - 1
        rest = lines[line][column:]
        if value.text in spared or not value.text:
            continue
        if rest.startswith(value.text):
            end = len(value.text)
        else:
            quoted = _QUOTED.match(rest)
            assert quoted, (path, value)
            end = quoted.end()
        if key == "printed":  # quotes a row, so it has the tails of what the row has
            more = " ".join(
                part + (_SIGNS if part in spoken else tail if part.isalpha() else "") for part in value.text.split()
            )
        else:
            more = value.text + (_SIGNS if key == "pinyin" or value.text in spoken else tail)
        lines[line] = lines[line][:column] + json.dumps(more, ensure_ascii=False) + rest[end:]
        written.add(value.text)
    written_text = "\n".join(lines)
    again = _read(path, written_text)
    for (old, _), (new, _) in zip(_values(root), _values(again), strict=True):
        places[tuple(new.position)] = old.text
    return written_text


def _values(node: Node, key: str = "") -> Iterator[tuple[Scalar, str]]:
    """Every text of a file and the key whose value it is."""
    if isinstance(node, Scalar):
        yield node, key
    elif isinstance(node, Mapping):
        for name, value in node.entries:
            yield from _values(value, name.text)
    else:
        for item in node.items:
            yield from _values(item, key)
