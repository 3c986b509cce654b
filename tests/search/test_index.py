"""The index, and the pinyin and script data behind it."""

from __future__ import annotations

import json
from dataclasses import replace

import corpus
import pytest
from scripts import alias_readings, traditional_forms

from catalogue.search import SearchEntry, search_index
from catalogue.searching.search_pinyin import reading_problems, spoken_words, toneless, written

MACHINIST = SearchEntry(
    "role", "mechanical-engineer", "机械工程师", "Mechanical engineer", "jīxiè gōngchéngshī", (), ()
)


def test_the_pinyin_of_every_name_says_its_characters(entries: list[SearchEntry]) -> None:
    assert [problem for entry in entries if (problem := reading_problems(entry.zh, entry.pinyin))] == []


@pytest.mark.parametrize(
    ("zh", "pinyin"),
    [
        ("设备管理/维修工程师", "shèbèi guǎnlǐ / wéixiū gōngchéngshī"),
        ("机械（CAD）制图员", "jīxiè (CAD) zhìtúyuán"),
        ("CAD制图员", "CAD zhìtúyuán"),
        ("创意文案编剧", "chuàngyì wén'àn biānjù"),
        ("律师", "lǜshī"),
        ("种子", "zhǒngzi"),
        ("钳工（工具、装配、机修）", "qiángōng (gōngjù, zhuāngpèi, jīxiū)"),
    ],
)
def test_pinyin_comes_apart_and_together_again(zh: str, pinyin: str) -> None:
    assert reading_problems(zh, pinyin) is None
    assert written(zh, spoken_words(zh, pinyin)) == pinyin


@pytest.mark.parametrize(
    ("zh", "pinyin", "part"),
    [
        ("机械工程师", "jīxiè gōngchéng", "does not say '师'"),
        ("机械工程师", "jīxiè gōngchéngshī yuán", "more syllables"),
        ("机械工程师", "jīxiè gōngchéngxhī", "not made of pinyin syllables"),
        ("机械工程师", "", "does not say"),
        ("CAD制图员", "zhìtúyuán", "does not stand at a character"),
        ("CAD制图员", "CAM zhìtúyuán", "not made of pinyin syllables"),
        ("文案", "wénàn", "not made of pinyin syllables"),
        ("会计/审计", "kuàijì shěnjì", "is written"),
        ("机械", "Jīxiè ", "is written"),
    ],
)
def test_wrong_pinyin_is_explained(zh: str, pinyin: str, part: str) -> None:
    assert part in (reading_problems(zh, pinyin) or "")


def test_toneless_keeps_the_two_dots() -> None:
    assert [toneless(syllable) for syllable in ("lǜ", "shī", "zi", "Ān")] == ["lü", "shi", "zi", "an"]


def test_the_index_is_the_same_bytes_each_time(entries: list[SearchEntry], index: bytes) -> None:
    forms, readings = corpus.traditional(), corpus.readings()
    assert search_index(entries, dict(reversed(forms.items())), dict(reversed(readings.items()))) == index


def test_the_index_states_its_version(index: bytes) -> None:
    assert json.loads(index)["version"] == 5


@pytest.mark.parametrize("bad", ["a|b", "|", "a;b", "\u0416"])
def test_a_separator_in_a_name_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="needs for itself"):
        search_index([replace(MACHINIST, en=bad)], {}, {})


def test_a_name_with_wrong_pinyin_is_refused() -> None:
    with pytest.raises(ValueError, match="does not say"):
        search_index([replace(MACHINIST, pinyin="jīxiè")], {}, {})


def test_traditional_forms_are_what_opencc_gives(entries: list[SearchEntry]) -> None:
    assert corpus.traditional() == traditional_forms(entries)


@pytest.mark.parametrize("form", ["機械工程師", "軟體", "網路", "裝調", "鑄造", "臺", "産", "麵"])
def test_traditional_forms_of_taiwan_and_hong_kong_are_known(form: str) -> None:
    known = corpus.traditional()
    assert any(char in known for char in form)


def test_readings_of_aliases_are_what_pypinyin_gives(entries: list[SearchEntry]) -> None:
    assert corpus.readings() == alias_readings(entries, corpus.traditional())
