"""What OpenCC and pypinyin say about the characters of the corpus; the committed data is held against it.

`python tests/search/scripts.py` writes `data/traditional.yaml` and `data/readings.yaml` anew, as new names and aliases need.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import corpus
import opencc
from pypinyin import Style, lazy_pinyin

from catalogue.schemas import modeline
from catalogue.search import SearchEntry
from catalogue.searching.search_pinyin import is_han, spoken_words, toneless, units

CJK = range(0x3400, 0xA000)
CONVERSIONS = ("t2s", "tw2s", "hk2s")


def traditional_forms(entries: Iterable[SearchEntry]) -> dict[str, str]:
    """Each traditional form, Taiwan's and Hong Kong's too, of a character of the corpus → that character."""
    texts = "".join(text for entry in entries for text in (entry.zh, *entry.aliases_zh))
    forms: dict[str, str] = {}
    for conversion in CONVERSIONS:
        converter = opencc.OpenCC(conversion)
        ours = set(filter(is_han, converter.convert(texts)))
        simplified = converter.convert("\n".join(map(chr, CJK))).split("\n")
        for code, simple in zip(CJK, simplified, strict=True):
            if simple != chr(code) and simple in ours:
                forms.setdefault(chr(code), simple)
    return dict(sorted(forms.items()))


def alias_readings(entries: Iterable[SearchEntry], forms: dict[str, str]) -> dict[str, str]:
    """The toneless readings of characters in aliases that no name gives, by character."""
    entries = list(entries)
    in_names = {pair for entry in entries for pair in _pairs_of_name(entry)}
    found: dict[str, set[str]] = {}
    for entry in entries:
        for alias in entry.aliases_zh:
            simple = alias.translate(str.maketrans(forms))
            for pair in _pairs_of_alias(simple):
                if pair not in in_names:
                    found.setdefault(pair[0], set()).add(pair[1])
    return {char: " ".join(sorted(readings)) for char, readings in sorted(found.items())}


def _pairs_of_name(entry: SearchEntry) -> Iterable[tuple[str, str]]:
    syllables = [toneless(syllable) for word in spoken_words(entry.zh, entry.pinyin) for syllable in word]
    return zip(units(entry.zh), syllables, strict=True)


def _pairs_of_alias(alias: str) -> Iterable[tuple[str, str]]:
    han = "".join(filter(is_han, alias))
    return zip(han, lazy_pinyin(han, style=Style.NORMAL, v_to_u=True), strict=True)


HEADS = {
    "traditional": "Traditional forms, Taiwan's and Hong Kong's too, of the characters of names and aliases",
    "readings": "Toneless readings of characters of aliases that the pinyin of the names does not give",
}
SOURCES = {"traditional": "OpenCC", "readings": "pypinyin"}


def yaml_of(name: str, characters: Mapping[str, str]) -> str:
    head = f"{modeline(f'{name}.yaml')}\n# {HEADS[name]}; made from {SOURCES[name]} by tests/search/scripts.py.\n"
    return head + "characters:\n" + "".join(f"  {char}: {text}\n" for char, text in characters.items())


def write() -> None:
    entries = corpus.entries()
    forms = traditional_forms(entries)
    for name, characters in (("traditional", forms), ("readings", alias_readings(entries, forms))):
        (corpus.DATA / f"{name}.yaml").write_text(yaml_of(name, characters), "utf-8")


if __name__ == "__main__":
    write()
