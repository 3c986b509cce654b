"""A suggestion for the pinyin of a new name: words that our names have are read as there, the rest by pypinyin.

`智能装备调试员` → `zhìnéng zhuāngbèi tiáoshìyuán`. A person reads it before it is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..searching.search_pinyin import is_han, reading_problems, spoken_words, units, written

Lexicon = Mapping[str, tuple[str, ...]]  # a word in characters → its syllables

LONGEST_NAME = 60  # characters of a name for which a suggestion is worth while
_LONGEST_WORD = 8  # characters
_LONGEST_PHRASE = 3  # longer ones of pypinyin are phrases of several words
_SUFFIXES = "师员工家者官长类机品件室网词"  # written together with the word before them
_RUN = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9]+")
_KNOWN, _PHRASE, _SINGLE = 2, 3, 4  # what a word costs: few and known words are best


def lexicon(names: Iterable[tuple[str, str]]) -> Lexicon:
    """The words of names and their pinyin; names whose pinyin is not finished are left out."""
    words: dict[str, tuple[str, ...]] = {}
    for zh, pinyin in names:
        if not pinyin or reading_problems(zh, pinyin):
            continue
        rest = units(zh)
        for word in spoken_words(zh, pinyin):
            text = "".join(rest[: len(word)])
            del rest[: len(word)]
            if all(map(is_han, text)):
                words.setdefault(text, word)
    return words


def suggested(zh: str, known: Lexicon) -> str:
    """Pinyin in the form of the house, or nothing: for a long or strange name, or without pypinyin."""
    try:
        from pypinyin import Style, lazy_pinyin
        from pypinyin.constants import PHRASES_DICT
    except ImportError:
        return ""
    if len(zh) > LONGEST_NAME or not any(map(is_han, zh)):
        return ""
    words: list[tuple[str, ...]] = []
    for run in _RUN.findall(zh):
        if not is_han(run[0]):
            words.append(tuple(run))
            continue
        read = lazy_pinyin(run, style=Style.TONE)
        if len(read) != len(run):
            return ""
        place = 0
        for word in _divided(run, known, PHRASES_DICT):
            words.append(known.get(word) or _joined(word, read[place : place + len(word)], known))
            place += len(word)
    try:
        text = written(zh, tuple(words))
        return "" if reading_problems(zh, text) else text
    except (StopIteration, IndexError):  # a sign that is no word stands among the characters
        return ""


def _divided(run: str, known: Lexicon, phrases: Mapping[str, object]) -> list[str]:
    """The run as words, at the least cost."""
    best: list[tuple[int, list[str]]] = [(0, [])]
    for end in range(1, len(run) + 1):
        options = []
        for start in range(max(0, end - _LONGEST_WORD), end):
            word = run[start:end]
            cost = _cost(word, known, phrases)
            if cost:
                before, words = best[start]
                options.append((before + cost, [*words, word]))
        best.append(min(options))
    return _with_suffixes(best[-1][1], known)


def _cost(word: str, known: Lexicon, phrases: Mapping[str, object]) -> int:
    """What it costs to take the characters for a word; nothing means that they are none."""
    if word in known:
        return _KNOWN
    if len(word) <= _LONGEST_PHRASE and word in phrases:
        return _PHRASE
    return _SINGLE if len(word) == 1 else 0


def _with_suffixes(words: list[str], known: Lexicon) -> list[str]:
    """Single characters joined: a suffix to the word before it, two that follow each other to one word."""
    joined: list[str] = []
    for word in words:
        single = len(word) == 1 and word not in known
        before = joined[-1] if joined else ""
        if before and single and (word in _SUFFIXES or (len(before) == 1 and before not in known)):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _joined(word: str, read: list[str], known: Lexicon) -> tuple[str, ...]:
    """The word's syllables; a part of it that is known keeps its reading."""
    for size in range(len(word) - 1, 1, -1):
        if word[:size] in known:
            return (*known[word[:size]], *read[size:])
    return tuple(read)
