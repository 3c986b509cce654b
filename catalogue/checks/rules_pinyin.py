"""Rules of pinyin: a name's has one marked syllable for each character; search can read its tables.

`泵阀产业` and `beng4fa2 chǎnyè` → “beng4fa2” is not made of pinyin syllables.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain

from ..load import Sources
from ..names import Former, Named, Speciality, Term
from ..problems import Problem, one_line
from ..searching.search_pinyin import SYLLABLES, Words, is_han, reading_problems, spoken_words, toneless, units
from .rules_names import name_lists
from .rules_texts import HAN

LONGEST_WORD = 40  # letters; dividing longer ones into syllables could take for ever
NEUTRAL = "子头们的"  # may be spoken with and without tone: 电子 diànzǐ, 种子 zhǒngzi
_TONES = "\u0304\u0301\u030c\u0300"
_HINT = "Write one syllable with its tone mark for each character, word by word: jīxiè gōngchéngshī."


def pinyin(sources: Sources) -> Iterator[Problem]:
    records = [record for record in _spoken(sources) if HAN.search(record.name.zh)]
    toned = _toned(records)
    for record in records:
        if fault := _fault(record.name.zh, record.pinyin, toned):
            said, hint = fault
            yield Problem(record.at.field("pinyin"), f"{said[:1].upper()}{said[1:]}.", hint)


def _spoken(sources: Sources) -> Iterator[Named | Former | Speciality]:
    for records in name_lists(sources).values():
        yield from records
        for record in records:
            yield from record.former
            if isinstance(record, Term):
                yield from record.specialities


def _toned(records: list[Named | Former | Speciality]) -> dict[tuple[str, str], str]:
    """Syllables with their tone, by character and letters, as the names spell them: (师, shi) → shī."""
    return {
        (char, toneless(syllable)): syllable
        for record in records
        if not _unreadable(record.name.zh, record.pinyin)
        for char, syllable in zip(units(record.name.zh), chain(*_words(record.name.zh, record.pinyin)), strict=True)
        if syllable != toneless(syllable) and char not in NEUTRAL
    }


@lru_cache(maxsize=4096)
def _words(zh: str, text: str) -> Words:
    return spoken_words(zh, text)


@lru_cache(maxsize=4096)
def _unreadable(zh: str, text: str) -> str | None:
    if any(len(word) > LONGEST_WORD for word in text.split()):
        return f"“{one_line(text)}” has a word of more than {LONGEST_WORD} letters"
    return reading_problems(zh, text)


def _fault(zh: str, text: str, toned: Mapping[tuple[str, str], str]) -> tuple[str, str] | None:
    """What is wrong with the pinyin of a name, and what to write instead."""
    if said := _unreadable(zh, text):
        return one_line(said, 200), _HINT
    spoken = [(syllable, place) for word in _words(zh, text) for place, syllable in enumerate(word)]
    for char, (syllable, place) in zip(units(zh), spoken, strict=True):
        if not is_han(char):
            continue
        marks = [part for part in unicodedata.normalize("NFD", syllable) if part in _TONES]
        if not marks and (not place or (char, syllable) in toned):  # only within a word can a tone be neutral
            known = toned.get((char, syllable))
            return f"“{syllable}” ({char}) has no tone mark", f"Write {known}." if known else _HINT
        if len(marks) > 1:
            return f"“{syllable}” ({char}) has {len(marks)} tone marks", _HINT
        if marks and (expected := marked(toneless(syllable), marks[0])) != syllable.lower():
            return f"The tone mark of “{syllable}” ({char}) is on the wrong letter", f"Write {expected}."
    return None


def marked(syllable: str, tone: str) -> str:
    """The syllable with its mark: on a or e, on the o of ou, else on the last vowel. `gong` → `gōng`"""
    at = max(syllable.find("a"), syllable.find("e"), syllable.find("ou"))
    if at < 0:
        at = max(syllable.rfind(vowel) for vowel in "iouü")
    return unicodedata.normalize("NFC", syllable[: at + 1] + tone + syllable[at + 1 :])


def characters(sources: Sources) -> Iterator[Problem]:
    """Search's tables of single characters: simplified forms, and readings without tones."""
    for file, what in ((sources.traditional, "its simplified form"), (sources.readings, "its readings, without tones")):
        for char, text in file.characters.items() if file else ():
            assert file
            good = is_han(text) and len(text) == 1 if file is sources.traditional else set(text.split()) <= SYLLABLES
            if not (good and is_han(char) and len(char) == 1):
                yield Problem(
                    file.at.field(f"characters.{char}"),
                    f"“{one_line(char)}: {one_line(text)}” is not a Chinese character with {what}.",
                    "Write 機: 机."
                    if file is sources.traditional
                    else "Write 习: xi; several readings with spaces between.",
                )
