"""Names, aliases and readings → the index that the search engine in the browser reads (`static/js/search/decode.js`).

The index is one JSON object. Its lists are strings, and everything that can be derived is left out:

    version      5
    kinds        [["role", 94], …]: the entries stand in this order
    readings     ``an{Faj$bai`@…``: the characters in the order of GB 2312, each as a sign that says how far it stands
                 there from the one before (from U+0020 on, over 61 from U+0100 on) or, if it is none of the 3,755
                 common ones, as `^` and itself; before them their usual syllable and tone (`` `{|}~ ``: none, 1 to 4)
                 where these change; behind a character its traditional forms
    others       `hui会`: further readings, each before its characters
    zh           separated by `|`, the name and its aliases, separated by `;`; only those that say something new,
                 in simplified characters, which are coded, in the order of `readings`, from U+0400 on. An alias that
                 begins or ends as the name does says so by a digit, so many characters from its beginning, or a
                 letter, so many (a: 0, b: 1 …) from its end: 机械制图员 of 机械（CAD）制图员 is `2d`, but for its code
    en           the English names and aliases likewise, but the first letter of a name, a capital, is not written as
                 one, since in the aliases it is none; a name that begins otherwise stands after `=`. A word of an alias
                 that the name has is its place there (`0` to `9`, then `A` to `Z`); a word that is such a sign itself
                 stands after `=`
    id           separated by `|`: empty for the English name in kebab case, digits for some of that name's words
                 (`023`: the first, third and fourth), else the id itself
    words        pinyin, separated by `|`: the number of units of each word as one digit (机械工程师 → `23`) where
                 every character has its usual reading, else its syllables (`jīn-shǔ zhá-zhì`)
    tables       in how many tables each of the first entries (the roles) is listed; empty if `listings` tell
    strongest    the strongest level of each role, as a position in `levels`
    levels       ids of levels
    majors       how many of the majors, which stand in the order of their categories, each category (title) has
    dropped      places, among the entries, of those that only earlier editions list
    listings     separated by spaces, for each role `A2D0…`: the first industry among the entries at level 2 …
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from .searching.search_aliases import telling_chinese, telling_english
from .searching.search_pinyin import Words, is_han, spoken_words, units
from .searching.search_readings import Readings

VERSION = 5
KINDS = ("role", "industry", "title", "major", "qualification", "certificate")
PEOPLE = ("role", "qualification", "certificate")  # that say what someone is, as the engine has them
FIRST_INDUSTRY = ord("A")
FIRST_CODE, LAST_CODE = 0x400, 0x1FFF
TAKEN = re.compile(f"[|;{chr(FIRST_CODE)}-{chr(LAST_CODE)}]")  # signs that the index needs for itself
PLACES = string.digits + string.ascii_uppercase


@dataclass(frozen=True)
class SearchEntry:
    """What the index knows of one record. Of roles only: the number of tables, the id of the strongest level,
    and for each listing the id of its industry and of its level. Of majors only: the id of their category.
    `dropped` if the current edition no longer lists it; then it has no tables."""

    kind: str
    id: str
    zh: str
    en: str
    pinyin: str
    aliases_zh: tuple[str, ...]
    aliases_en: tuple[str, ...]
    tables: int = 0
    strongest: str = ""
    industries: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    category: str = ""
    dropped: bool = False


def search_index(entries: Sequence[SearchEntry], traditional: Mapping[str, str], readings: Mapping[str, str]) -> bytes:
    """The index of these entries.

    `traditional` gives the simplified form of a traditional character, `readings` the readings,
    separated by spaces, of characters that stand in aliases and not (or not so read) in names.
    """
    titles = [entry.id for entry in entries if entry.kind == "title"]
    ordered = sorted(entries, key=lambda entry: (KINDS.index(entry.kind), [*titles, ""].index(entry.category)))
    chinese, english = _texts(ordered, str.maketrans(dict(traditional)))
    spoken = [spoken_words(entry.zh, entry.pinyin) for entry in ordered]
    names = [entry.zh for entry in ordered]
    table = Readings.of(zip(names, spoken, strict=True), readings, "".join(map("".join, chinese)))
    coded = {ord(char): chr(FIRST_CODE + place) for place, char in enumerate(table.chars)}
    roles = [entry for entry in ordered if entry.kind == "role"]
    told = all(entry.tables == len(entry.industries) for entry in roles)
    levels = sorted({level for entry in roles for level in (entry.strongest, *entry.levels)})
    industries = [entry.id for entry in ordered if entry.kind == "industry"]
    index = {
        "version": VERSION,
        "kinds": [[kind, len(list(group))] for kind, group in groupby(entry.kind for entry in ordered)],
        # alike texts side by side make the file as it is sent smaller
        "en": _lists([[_uncapitalised(name), *aliases] for name, *aliases in english], _in_places),
        "id": "|".join(_id(entry.id, entry.en) for entry in ordered),
        "readings": table.written(traditional),
        "others": table.others(),
        "zh": _lists(chinese, _shortened).translate(coded),
        "words": "|".join(_words(name, words, table.usual) for name, words in zip(names, spoken, strict=True)),
        "tables": [] if told else [entry.tables for entry in roles],
        "strongest": [levels.index(entry.strongest) for entry in roles],
        "levels": levels,
        "majors": [sum(entry.category == title for entry in ordered) for title in titles],
        "dropped": [place for place, entry in enumerate(ordered) if entry.dropped],
        "listings": " ".join(_listings(entry, industries, levels) for entry in roles),
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def _texts(entries: Iterable[SearchEntry], simplify: Mapping[int, str]) -> tuple[list[list[str]], list[list[str]]]:
    """Of each entry the name and the aliases that the index needs: Chinese, in simplified characters, and English."""
    chinese = []
    english = []
    people = [entry for entry in entries if entry.kind in PEOPLE]
    names = [entry.zh for entry in people], [entry.en for entry in people]
    for entry in entries:
        zh, en = names if entry.kind in PEOPLE else ([], [])
        aliases = list(dict.fromkeys(alias.translate(simplify) for alias in entry.aliases_zh))
        han = [alias for alias in aliases if any(map(is_han, alias))]
        latin = [alias for alias in aliases if alias not in han]
        chinese.append([entry.zh, *telling_chinese(entry.zh, spoken_words(entry.zh, entry.pinyin), han, zh)])
        english.append([entry.en, *telling_english(entry.en, (*latin, *entry.aliases_en), en)])
    return chinese, english


def _words(zh: str, words: Words, usual: Mapping[str, str]) -> str:
    """How the index writes the pinyin of a name."""
    syllables = [syllable for word in words for syllable in word]
    regular = all(usual.get(char, char) == syllable for char, syllable in zip(units(zh), syllables, strict=True))
    if regular and all(len(word) < 10 for word in words):
        return "".join(str(len(word)) for word in words)
    return " ".join("-".join(word) for word in words)


def _listings(role: SearchEntry, industries: Sequence[str], levels: Sequence[str]) -> str:
    pairs = zip(role.industries, role.levels, strict=True)
    return "".join(
        f"{chr(FIRST_INDUSTRY + industries.index(industry))}{levels.index(level)}" for industry, level in pairs
    )


def _id(id: str, en: str) -> str:
    """How the index writes an id: `iot-engineer` of "IoT engineer" → "", `cad-drafter` of "CAD plan drafter" → `02`."""
    words = re.sub(r"[^a-z0-9]+", "-", en.lower().replace("&", "")).strip("-").split("-")
    parts = id.split("-")
    if parts == words:
        return ""
    places: list[int] = []
    for part in parts:
        following = words[places[-1] + 1 :] if places else words
        if part not in following:
            return id
        places.append(len(words) - len(following) + following.index(part))
    return "".join(map(str, places)) if max(places) < 10 else id


def _lists(lists: Iterable[Sequence[str]], shortened: Callable[[str, str], str] | None = None) -> str:
    lists = list(lists)
    for text in (text for texts in lists for text in texts):
        if taken := TAKEN.search(text):
            raise ValueError(f"{text!r} holds {taken[0]!r}, which the index needs for itself")
    if shortened:
        lists = [[name, *(shortened(alias, name) for alias in aliases)] for name, *aliases in lists]
    return "|".join(map(";".join, lists))


def _uncapitalised(name: str) -> str:
    first = name[:1]
    return f"={name}" if first == "=" or first.islower() or not first.isascii() else first.lower() + name[1:]


def _in_places(alias: str, name: str) -> str:
    """The alias with the places of the words that it has in common with the name: see `en` above."""
    words = name.removeprefix("=").split(" ")[: len(PLACES)]

    def written(word: str) -> str:
        if word in words:
            return PLACES[words.index(word)]
        return f"={word}" if len(word) == 1 and word in PLACES else word

    return " ".join(written(word) for word in alias.split(" "))


def _shortened(alias: str, name: str) -> str:
    """The alias without what it has in common with the name's beginning and end: see `zh` above."""
    if not (alias + name).isascii() and max(alias + name) > "\uffff":
        return f"0{alias}a"  # the browser would count these characters twice
    head = min(_alike(alias, name), 9)
    tail = min(_alike(alias[head:][::-1], name[::-1]), 9)
    rest = alias[head : len(alias) - tail]
    first = str(head) if head or rest[:1].isdigit() else ""
    return first + rest + (chr(ord("a") + tail) if tail or "a" <= alias[-1:] <= "z" else "")


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
