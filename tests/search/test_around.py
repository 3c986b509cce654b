"""The words around titles: no run of them can be read in two ways, or a regular expression takes for ever over it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import corpus
import pytest

AROUND = (corpus.ROOT / "static" / "js" / "search" / "around.js").read_text("utf-8")
LONGEST_RUN = 12  # characters; what can be read in two ways can be so within a few words

Token = tuple[str, tuple[tuple[int, tuple[str, ...]], ...]]  # a text, and what may not follow at places in it


def _constant(name: str) -> str:
    """What stands between the quotes of a constant, its lines joined."""
    (written,) = re.findall(rf"^const {name} =\n?(.*?);\n", AROUND, re.MULTILINE | re.DOTALL)
    return "".join(part for quoted in re.findall(r'"([^"]*)"|`([^`]*)`', written) for part in quoted)


def _tokens(pattern: str) -> list[Token]:
    """Every text that an expression of alternatives, sets, options and what may not follow says."""
    tokens, rest = _alternatives(pattern)
    assert not rest
    return tokens


def _alternatives(pattern: str) -> tuple[list[Token], str]:
    done: list[Token] = []
    begun: list[Token] = [("", ())]
    while pattern and pattern[0] != ")":
        if pattern[0] == "|":
            done, begun, pattern = [*done, *begun], [("", ())], pattern[1:]
            continue
        said, pattern = _piece(pattern)
        if pattern.startswith("?"):
            said, pattern = [("", ()), *said], pattern[1:]
        begun = [_joined(one, other) for one in begun for other in said]
    return [*done, *begun], pattern


def _piece(pattern: str) -> tuple[list[Token], str]:
    if pattern[0] == "[":
        chars, _, rest = pattern[1:].partition("]")
        return [(char, ()) for char in chars], rest
    if pattern.startswith("(?:"):
        said, rest = _alternatives(pattern[3:])
        return said, rest[1:]
    if pattern.startswith("(?!"):
        said, rest = _alternatives(pattern[3:])
        return [("", ((0, tuple(text for text, _ in said)),))], rest[1:]
    assert pattern[0] not in r"*+{}.^$\\", pattern
    return [(pattern[0], ())], pattern[1:]


def _joined(one: Token, other: Token) -> Token:
    return one[0] + other[0], (*one[1], *((place + len(one[0]), texts) for place, texts in other[1]))


def _by_first(tokens: Iterable[Token]) -> dict[str, list[Token]]:
    found = defaultdict(list)
    for token in tokens:
        found[token[0][0]].append(token)
    return found


def _readings(text: str, tokens: Mapping[str, list[Token]]) -> int:
    """In how many ways tokens make a text."""
    ways = [1, *[0] * len(text)]
    for at in range(len(text)):
        for said, not_after in tokens.get(text[at], ()) if ways[at] else ():
            barred = any(text.startswith(no, at + place) for place, texts in not_after for no in texts)
            if text.startswith(said, at) and not barred:
                ways[at + len(said)] += ways[at]
    return ways[-1]


def _read_twice(tokens: list[Token]) -> Iterator[str]:
    """Runs of tokens with two readings, by the suffixes that one has left over (Sardinas and Patterson)."""
    known = _by_first(tokens)
    texts = {first: {text for text, _ in some} for first, some in known.items()}
    yield from (text for some in texts.values() for text in some if _readings(text, known) > 1)
    left = [
        (long[len(short) :], long)
        for some in texts.values()
        for short in some
        for long in some
        if short != long and long.startswith(short)
    ]
    seen = set()
    while left:
        rest, run = left.pop()
        if (rest, run) in seen or len(run) > LONGEST_RUN:
            continue
        seen.add((rest, run))
        for text in texts.get(rest[0], ()):
            if text == rest and _readings(run, known) > 1:
                yield run
            elif text != rest and text.startswith(rest):
                left.append((text[len(rest) :], run + text[len(rest) :]))
            elif text != rest and rest.startswith(text):
                left.append((rest[len(text) :], run))


@pytest.mark.parametrize(
    ("constant", "wrapped"),
    [("HAN", "{}"), ("BEFORE", "^(?:{})+"), ("AFTER", "(?:{})+$")],
    ids=["HAN", "BEFORE", "AFTER"],
)
def test_no_run_of_words_around_titles_can_be_read_in_two_ways(constant: str, wrapped: str) -> None:
    start, end = wrapped.split("{}")
    pattern = _constant(constant).replace("${HAN}", _constant("HAN"))
    assert pattern.startswith(start)
    assert pattern.endswith(end)
    tokens = _tokens(pattern[len(start) : len(pattern) - len(end)])
    assert len(tokens) > 300
    assert sorted(set(_read_twice(tokens))) == []


@pytest.mark.parametrize(
    ("pattern", "run"), [("a|ab|b", "ab"), ("ab|abc|cd|d", "abcd"), ("月薪?|薪资|资证|证", "月薪资证")]
)
def test_a_run_with_two_readings_is_found(pattern: str, run: str) -> None:
    assert run in set(_read_twice(_tokens(pattern)))


def test_what_may_not_follow_is_heeded() -> None:
    assert list(_read_twice(_tokens("a(?!b)|ab|b"))) == []
