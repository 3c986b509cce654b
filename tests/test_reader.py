"""The strict reader: it never raises, what it reads is exact, and everything stays text at its own place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from catalogue.problems import Problem
from catalogue.prose import read_prose
from catalogue.reader import yaml_reader
from catalogue.reader.yaml_reader import Mapping, Node, Scalar, Sequence, read_yaml
from catalogue.reader.yaml_text import SIGNS_LIMIT, readable
from catalogue.words import parity, read_words

DATA = Path(__file__).resolve().parent.parent / "data"
FILES = sorted(DATA.rglob("*.yaml"))

bounded = settings(max_examples=150, derandomize=True, database=None, deadline=None)

# Bytes that are nearly YAML: signs that mean something, and what full-width input and bad encodings leave.
PIECES = st.sampled_from(
    [b"a: ", b"- ", b"\n", b"  ", b"{", b"}", b"[", b"]", b", ", b": ", b'"', b"'", b"#", b"&a ", b"*a", b"!!t ", b"|", b">",
     b"---\n", b"...\n", b"%", b"@", b"`", b"?", b"? ", b"\\", b"\t", b"\r\n", b"\x00", b"\xef\xbb\xbf", b"\xff", b"<<: ", b"0.5470",
     "焊工".encode(), "：".encode(), "，".encode(), "０".encode(), "｛".encode(), "\u2028".encode(), "\u200b".encode(), "⼯".encode()]
)  # fmt: skip
BYTES = st.one_of(st.binary(max_size=60), st.lists(PIECES, max_size=40).map(b"".join))


@given(BYTES)
@bounded
@example(b"[" * 3000)
@example(b"{a: " * 3000)
@example(b"- " * 3000)
@example(b"a: " + b"x" * 100_000)
@example(b"? " * 3000)
@example(b'"' + b"a" * 5000)
@example(b"[" * 1030 + b"\n: x")
@example(b"!<tag:yaml.org,2002:str> x")
@example(b"\xed\xa0\x80")
@example(b"a: {b: *" + "焊".encode())
def test_no_bytes_raise_an_exception_and_every_problem_has_a_place_in_the_file(raw: bytes) -> None:
    readers: list[Callable[[], tuple[object, list[Problem]]]] = [
        lambda: readable(raw, "f"),
        lambda: read_yaml(raw, "f"),
        lambda: collected(lambda problems: read_words(raw, "f", problems)),
        lambda: collected(lambda problems: read_prose(raw, "f", problems)),
    ]
    # The empty line after the end is where a value may be missing.
    lines = [*raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"), b""]
    for read in readers:
        result, problems = read()
        assert problems or result is not None
        for position, message, hint in problems:
            assert position.file == "f"
            assert 1 <= position.line <= len(lines)
            assert 1 <= position.column <= len(lines[position.line - 1]) + 2
            assert message.endswith(".")
            assert hint.endswith(".")
            assert "\n" not in message + hint


def collected(read: Callable[[list[Problem]], object]) -> tuple[object, list[Problem]]:
    problems: list[Problem] = []
    return read(problems), problems


def test_a_file_of_wrong_signs_lists_only_the_first_ones() -> None:
    _, problems = readable("a\u200b\n".encode() * 1000, "f")
    assert len(problems) == SIGNS_LIMIT + 1
    assert problems[-1].message == "More such signs follow."


# ——— What is read is exact ———

TEXT = st.text(
    st.sampled_from("ab zAZ09.,:;-_#{}[]()'\"\\/&*!%@`|<>=?+~é—焊工程师（）、。“”：，"), min_size=1, max_size=12
)
KEY = st.from_regex(r"[a-z][a-z_]{0,6}", fullmatch=True)
TREE = st.recursive(
    TEXT,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4), st.dictionaries(KEY, inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
).filter(lambda tree: depth(tree) < 6)
Tree = str | list["Tree"] | dict[str, "Tree"]


def depth(tree: Tree) -> int:
    if isinstance(tree, str):
        return 0
    return 1 + max(map(depth, tree.values() if isinstance(tree, dict) else tree))


class Emitter:
    """Writes a tree as YAML in block style, every text in double quotes, and notes where each node begins."""

    def __init__(self, tree: Tree) -> None:
        self.lines: list[str] = []
        self.places: list[tuple[int, int]] = []
        self._node(tree, "", 0)
        self.text = "\n".join(self.lines) + "\n"

    def _node(self, tree: Tree, begun: str, indent: int) -> None:
        """`begun` is what stands on the line already: a dash or a key."""
        if isinstance(tree, str):
            self.places.append((len(self.lines) + 1, len(begun) + 1))
            escaped = tree.replace("\\", "\\\\").replace('"', '\\"')
            self.lines.append(f'{begun}"{escaped}"')
            return
        if begun.strip() and not begun.endswith("- "):
            self.lines.append(begun.rstrip())
            begun = ""
        begun = begun or " " * indent
        self.places.append((len(self.lines) + 1, indent + 1))
        for key, value in tree.items() if isinstance(tree, dict) else ((None, value) for value in tree):
            start = f"{begun}- " if key is None else f"{begun}{key}: "
            if key is not None:
                self.places.append((len(self.lines) + 1, indent + 1))
            self._node(value, start, indent + 2)
            begun = " " * indent


def plain(node: Node) -> Tree:
    """The node's value."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def places(node: Node) -> Iterator[tuple[int, int]]:
    """Line and column of the node and of everything in it, in the order of the file."""
    yield node.position[1:]
    if isinstance(node, Sequence):
        for item in node.items:
            yield from places(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield key.position[1:]
            yield from places(value)


@given(TREE)
@bounded
@example({"a": "1, index：2", "b": "{n}，rank：3"})
@example([["x"], {"a": {"b": ["# no comment"]}}])
def test_a_tree_reads_back_the_same_with_every_line_and_column(tree: Tree) -> None:
    emitted = Emitter(tree)
    root, problems = read_yaml(emitted.text.encode(), "f")
    assert problems == []
    assert root is not None
    assert plain(root) == tree
    assert list(places(root)) == emitted.places


@given(TREE)
@bounded
def test_both_parsers_read_a_tree_alike(tree: Tree) -> None:
    raw = Emitter(tree).text.encode()
    assert read_with(yaml.Loader, raw) == read_with(yaml.CLoader, raw)


@contextmanager
def loader(chosen: object) -> Iterator[None]:
    usual = yaml_reader.Loader
    yaml_reader.Loader = chosen
    try:
        yield
    finally:
        yaml_reader.Loader = usual


def read_with(chosen: object, raw: bytes) -> tuple[Node | None, list[Problem]]:
    with loader(chosen):
        return read_yaml(raw, "f")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_both_parsers_read_every_data_file_alike(path: Path) -> None:
    raw = path.read_bytes()
    root, problems = read_with(yaml.Loader, raw)
    assert problems == []
    assert root is not None
    assert (root, problems) == read_with(yaml.CLoader, raw)


SLIPS = (
    "a: b: c\n", "a: 1\nrole x\nb: 2\n", "- {a: 1\n- {a: 2}\n", 'a: "x\nb: y\n', "a: @x\n", "a: *焊\n", "a: &焊\n", "a: !焊\n", "a: >x\n",
    "a:\n  - b\n - c\n", "- a\nb\n- c\n", "a: [x\nb: y\n", 'a: "x" y\n', "a: x\n---\nb: y\n", "a: - x\n", "a: {b: c}}\n", "<<: x\n",
)  # fmt: skip


@pytest.mark.parametrize("text", SLIPS)
def test_both_parsers_explain_a_slip_alike(text: str) -> None:
    (root, problems) = read_with(yaml.Loader, text.encode())
    assert root is None
    assert problems == read_with(yaml.CLoader, text.encode())[1]


# ——— Everything stays text ———


@pytest.mark.parametrize(
    "text",
    [
        "0.5470",
        "NO",
        "yes",
        "12:30",
        "1e3",
        "0x10",
        "010",
        "1_000",
        "~",
        "null",
        "true",
        "2020-01-01",
        ".5",
        "+1",
        "=",
        "1.",
    ],
)
def test_scalars_stay_as_they_are_written(text: str) -> None:
    root, problems = read_yaml(f"a: {text}\n".encode(), "f")
    assert problems == []
    assert isinstance(root, Mapping)
    assert [(key.text, value.text) for key, value in root.entries if isinstance(value, Scalar)] == [("a", text)]


def test_positions_count_characters_not_bytes() -> None:
    root, _ = read_yaml("- {zh: 焊𠀀工, en: Welder}\n".encode(), "f")
    assert isinstance(root, Sequence)
    assert isinstance(root.items[0], Mapping)
    assert [value.position[1:] for _, value in root.items[0].entries] == [(1, 8), (1, 17)]


@given(
    st.dictionaries(st.sampled_from(["a", "b", "c.d", "c", "e"]), TEXT, min_size=1),
    st.dictionaries(st.sampled_from(["a", "b", "c", "e"]), TEXT, min_size=1),
)
@bounded
def test_words_are_alike_in_both_languages_or_a_problem_says_so(zh: dict[str, str], en: dict[str, str]) -> None:
    problems: list[Problem] = []
    words = {}
    for language, texts in (("zh", zh), ("en", en)):
        table = read_words(Emitter(dict(texts)).text.encode(), language, problems)
        if table:
            words[language] = table
    found = problems + list(parity(words))
    texts = {
        language: {key: text for key, text in one.items() if text.strip()} for language, one in (("zh", zh), ("en", en))
    }
    if texts["zh"].keys() != texts["en"].keys():
        assert found
