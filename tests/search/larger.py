"""A corpus ten times as large, of the same texture: the names of the real one in new combinations."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from catalogue.search import SearchEntry
from catalogue.searching.search_pinyin import spoken_words, written


def larger(entries: Sequence[SearchEntry], times: int) -> list[SearchEntry]:
    """Besides the entries themselves, `times - 1` as many with the words of two names joined."""
    dice = random.Random(2020)
    plain = [entry for entry in entries if not set(entry.zh) & set("/（、")]
    made = [_joined(dice.choice(plain), dice.choice(plain), dice, i) for i in range((times - 1) * len(entries))]
    return [*entries, *made]


def _joined(first: SearchEntry, second: SearchEntry, dice: random.Random, number: int) -> SearchEntry:
    head, tail = spoken_words(first.zh, first.pinyin)[:2], spoken_words(second.zh, second.pinyin)[-2:]
    size = sum(map(len, head))
    en = f"{first.en} {second.en.lower()}"
    zh = first.zh[:size] + second.zh[-sum(map(len, tail)) :]
    return replace(
        first,
        id=_id(_kebab(en), number),
        zh=zh,
        en=en,
        pinyin=written(zh, (*head, *tail)),
        aliases_zh=tuple(_mixed(first.aliases_zh, second.aliases_zh, dice, "")),
        aliases_en=tuple(_mixed(first.aliases_en, second.aliases_en, dice, " ")),
    )


def _id(kebab: str, number: int) -> str:
    """Of ten real ids, six are the name, three some of its words, and one neither."""
    words = kebab.split("-")
    return f"{kebab}-{number}" if number % 10 == 0 else "-".join(words[:1] + words[2:]) if number % 3 == 0 else kebab


def _kebab(en: str) -> str:
    return "-".join(re.findall("[a-z0-9]+", en.lower().replace("&", "")))


def _mixed(firsts: Sequence[str], seconds: Sequence[str], dice: random.Random, between: str) -> list[str]:
    """New aliases: the beginning of one and the end of another."""
    size = 1 if between else dice.randrange(2, 4)
    parts = (
        ((first.split(), second.split()) if between else (first, second))
        for first, second in zip(firsts, seconds, strict=False)
    )
    return [between.join([*head[:-size], *tail[-size:]]) for head, tail in parts]
