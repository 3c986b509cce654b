"""Which aliases the index needs: those that say something which the name and the other aliases do not.

机械制图员 says nothing new beside 机械（CAD）制图员: the engine finds names by their pieces. Nor does "electronic
technician" beside "Electronics technician". This mirrors `cover` and `englishTokens` of the engine, and a test
holds that every alias, in the index or not, finds its entry.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_PIECES = 3
_FIND_PIECES_FROM = 4
_STOP_WORDS = frozenset(("a", "an", "and", "for", "in", "of", "or", "the", "to", "with"))
_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
_HYPHENATED = re.compile(r"([^\W_]+)-([^\W_]+)")


def telling_chinese(name: str, aliases: Sequence[str]) -> list[str]:
    """The Chinese aliases that are not pieces of the name."""
    text = _plain(name)
    return [alias for alias in aliases if not _found_in(text, _plain(alias))]


def telling_english(name: str, aliases: Sequence[str]) -> list[str]:
    """The English aliases that have a word, or the beginning of one, which neither name nor alias had before."""
    known = _stems(name)
    kept = []
    for alias in aliases:
        words = _stems(alias, hyphens=False)
        if not all(any(stem.startswith(word) for stem in known) for word in words):
            kept.append(alias)
            known |= _stems(alias)
    return kept


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).lower()


def _found_in(text: str, query: str) -> bool:
    return query in text or (len(query) >= _FIND_PIECES_FROM and _covers(text, query))


def _covers(text: str, query: str, after: int = 0, pieces: int = 0) -> bool:
    """Whether the query is made, in order, of at most three pieces of the text, only the last of them shorter than two."""
    if not query:
        return True
    if pieces == _PIECES:
        return False
    for place in range(after, len(text)):
        size = _common(text[place:], query)
        alone = size == len(query) == 1 and pieces > 0
        if (size > 1 or alone) and _covers(text, query[size:], place + size, pieces + 1):
            return True
    return False


def _common(first: str, second: str) -> int:
    """How many characters two texts share at their beginning."""
    return next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )


def _stems(text: str, hyphens: bool = True) -> set[str]:
    lower = text.lower()
    words = [word for word in _WORD.findall(lower) if word not in _STOP_WORDS]
    joined = [left + right for left, right in _HYPHENATED.findall(lower)] if hyphens else []
    return {_stem(word) for word in (*words, *joined)}


def _stem(word: str) -> str:
    """`moulds` → `mold`, as the engine compares words."""
    if len(word) > 3:
        word = re.sub(r"([^s])s$", r"\1", word)
    word = re.sub(r"ou(?=[lr]|$)", "o", word)
    word = re.sub(r"is(?=[ae])", "iz", word)
    return re.sub(r"(.)\1+", r"\1", word).replace("&", "")
