"""Pinyin as the data writes it: with tone marks, one syllable for each Han character, spaced by word.

`设备管理/维修工程师` and `shèbèi guǎnlǐ / wéixiū gōngchéngshī` → shè bèi, guǎn lǐ, wéi xiū, gōng chéng shī.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou "
    "ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun wa wai wan wang wei wen weng wo wu",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo ü üe",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo ü üe",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
}
SYLLABLES = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())

_LONGEST = 6
_TONES = "\u0304\u0301\u030c\u0300"
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_UNIT = re.compile(r"[^\W_]")
_BREAKS = {"/": " / ", "（": " (", "）": ") ", "、": ", "}

Words = tuple[tuple[str, ...], ...]


def is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def units(zh: str) -> list[str]:
    """The characters of a name that pinyin speaks: Han, Latin letters, digits."""
    return _UNIT.findall(zh)


@cache  # a few hundred syllables make up every name
def toneless(syllable: str) -> str:
    """`lǜ` → `lü`"""
    parts = unicodedata.normalize("NFD", syllable.lower())
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))


def reading_problems(zh: str, pinyin: str) -> str | None:
    """What is wrong with the pinyin of a name, or None."""
    try:
        expected = written(zh, spoken_words(zh, pinyin))
    except ValueError as problem:
        return str(problem)
    return None if expected == pinyin else f"the pinyin of {zh} is written {expected!r}, not {pinyin!r}"


@cache  # the check, the index and an import ask the same of every name
def spoken_words(zh: str, pinyin: str) -> Words:
    """The words of the pinyin, each as its syllables and Latin characters; one for each unit of the name."""
    remaining = units(zh)
    words = []
    for text in _WORD.findall(pinyin):
        word = _latin(text, remaining) or _syllables_of_word(text)
        if len(word) > len(remaining):
            raise ValueError(f"the pinyin {pinyin!r} has more syllables than {zh} has characters")
        for unit, spoken in zip(remaining, word, strict=False):
            if is_han(unit) != (toneless(spoken) in SYLLABLES and spoken != unit):
                raise ValueError(f"{spoken!r} in the pinyin {pinyin!r} does not stand at a character of {zh}")
        del remaining[: len(word)]
        words.append(word)
    if remaining:
        raise ValueError(f"the pinyin {pinyin!r} does not say {''.join(remaining)!r} of {zh}")
    return tuple(words)


def written(zh: str, words: Words) -> str:
    """Words of syllables as pinyin, with the punctuation of the name."""
    spoken = [(syllable, place == 0) for word in words for place, syllable in enumerate(word)]
    text = ""
    rest = iter(spoken)
    for char in zh:
        if not _UNIT.match(char):
            text += _BREAKS.get(char, char)
            continue
        syllable, begins = next(rest)
        apostrophe = not begins and is_han(char) and toneless(syllable)[0] in "aeo"
        text += (" " if begins else "'" if apostrophe else "") + syllable
    return re.sub(r" +", " ", text).replace("( ", "(").strip()


def _latin(text: str, remaining: list[str]) -> tuple[str, ...]:
    return tuple(text) if "".join(remaining).startswith(text) else ()


def _syllables_of_word(word: str) -> tuple[str, ...]:
    syllables: list[str] = []
    for part in word.split("'"):
        found = next(_divisions(part), None)
        if found is None:
            raise ValueError(f"{word!r} is not made of pinyin syllables")
        syllables += found
    return tuple(syllables)


def _divisions(text: str) -> Iterator[list[str]]:
    """Ways to divide letters into syllables; within a word none begins with a vowel: that takes an apostrophe."""
    if not text:
        yield []
    for size in range(min(_LONGEST, len(text)), 0, -1):
        syllable, rest = text[:size], text[size:]
        if toneless(syllable) not in SYLLABLES or (rest and toneless(rest)[0] in "aeo"):
            continue
        for division in _divisions(rest):
            yield [syllable, *division]
