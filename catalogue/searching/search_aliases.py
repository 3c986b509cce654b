"""Which aliases the index needs: those that say something which the name and the other aliases do not.

光学工程师 says nothing new beside 眼镜设计师/光学工程师: it is typed, in characters, pinyin or initials, as that part of
the name is. 机械制图员 beside 机械（CAD）制图员 does: the engine finds names by pieces of their characters, but not by
pieces of their pinyin, and `jxzty` is how many type it. Nor does "electronic technician" say anything beside
"Electronics technician". But a part of a name that stands in another name too is contested: who types "software
engineer", another name of the software development engineer, does not mean the software testing engineer, and only
an alias says so. This mirrors `align` and `englishTokens` of the engine, and tests hold that every alias, in the index
or not, finds its entry, Chinese ones by pinyin and initials too, and that of a role stands first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from .search_pinyin import Words

_STOP_WORDS = frozenset(("a", "an", "and", "for", "in", "of", "or", "the", "to", "with"))
_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
_HYPHENATED = re.compile(r"([^\W_]+)-([^\W_]+)")


def telling_chinese(name: str, words: Words, aliases: Sequence[str], names: Sequence[str]) -> list[str]:
    """The Chinese aliases that do not stand in the name from the beginning of one of its words, or stand in another
    of these `names` too."""
    text = _plain(name)
    begins = list(accumulate((len(word) for word in words), initial=0))

    def said(part: str) -> bool:
        return any(text.startswith(part, begin) for begin in begins) and (
            text.startswith(part) or not any(part in _plain(other) for other in names if other != name)
        )

    return [alias for alias in aliases if not said(_plain(alias))]


def telling_english(name: str, aliases: Sequence[str], names: Sequence[str]) -> list[str]:
    """The English aliases that have a word, or the beginning of one, which neither name nor alias had before, or all
    words of which stand in another of these `names` too."""
    known = _stems(name)
    kept = []
    for alias in aliases:
        words = _stems(alias, hyphens=False)
        said = all(word in known or any(_begins(stem, word) for stem in known) for word in words) and (
            name.lower().startswith(alias.lower())
            or not any(words <= _stems(other) for other in names if other != name)
        )
        if not said:
            kept.append(alias)
            known |= _stems(alias)
    return kept


def _begins(stem: str, word: str) -> bool:
    """Whether a word is read as the beginning of another; of three letters it is an abbreviation: ME, EHS."""
    return len(word) > 3 and stem.startswith(word)


@cache
def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).lower()


@cache  # names are held against many aliases
def _stems(text: str, hyphens: bool = True) -> frozenset[str]:
    lower = text.lower()
    words = [word for word in _WORD.findall(lower) if word not in _STOP_WORDS]
    joined = [left + right for left, right in _HYPHENATED.findall(lower)] if hyphens else []
    return frozenset(_stem(word) for word in (*words, *joined))


@cache
def _stem(word: str) -> str:
    """`moulds` → `mold`, as the engine compares words."""
    if len(word) > 3:
        word = re.sub(r"([^s])s$", r"\1", re.sub(r"ies$", "y", word))
    word = re.sub(r"ou(?=[lr]|$)", "o", word)
    word = re.sub(r"is(?=[aeo])", "iz", word)
    return re.sub(r"(.)\1+", r"\1", word).replace("&", "")
