"""The order of names: by pinyin in Chinese, by the alphabet elsewhere, and the letters of an index."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter
from typing import TypeVar

from ..fields import SOURCE_LANGUAGE
from ..names import Named

T = TypeVar("T")


def plain(pinyin: str) -> str:
    """Letters without tone marks: `lǜshī` → `lüshi`; ü keeps its dots, as dictionaries sort it after u."""
    decomposed = unicodedata.normalize("NFD", pinyin.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if c == "\u0308" or not unicodedata.combining(c)))


def sort_key(named: Named, language: str) -> tuple[str, str]:
    """What a name is sorted by in a language; the Chinese name breaks ties."""
    return _letters(named.pinyin if language == SOURCE_LANGUAGE else named.name[language]), named.name.zh


@lru_cache(1 << 14)  # a name stands in many tables
def _letters(text: str) -> str:
    return "".join(c for c in plain(text) if c.isalnum() or c == " ")


def initial(named: Named, language: str) -> str:
    """The capital letter under which an index lists the name."""
    return sort_key(named, language)[0][:1].upper()


def positions(items: Iterable[object], attribute: str, language: str) -> dict[str, int]:
    """The place of each name in an attribute, by its id, in their order."""
    names = map(attrgetter(attribute), items)
    return {named.id: place for place, named in enumerate(sorted(names, key=lambda named: sort_key(named, language)))}


def by_initial(items: Iterable[T], attribute: str, language: str) -> list[tuple[str, list[T]]]:
    """Items in the order of the name in their attribute, grouped under its first letter."""
    groups: dict[str, list[T]] = {}
    for item in sorted(items, key=lambda item: sort_key(getattr(item, attribute), language)):
        groups.setdefault(initial(getattr(item, attribute), language), []).append(item)
    return list(groups.items())
