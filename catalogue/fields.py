"""The kinds of value that a field of the data can hold."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args

from .base_url import HOST, refused
from .problems import Position

LENGTH_LIMIT = 2000  # characters of one text
SOURCE_LANGUAGE = "zh"  # the language of the official document
LANGUAGES = (SOURCE_LANGUAGE, "en")  # those that pages and exports can't do without; site.yaml may name more


class Pattern(NamedTuple):
    """What a scalar must look like, and how to say so. ASCII only: `\\d` would take `８`.

    An editor takes `1` or `0.5470` without quotes for a number: `numbers` are the lowest and the highest that can
    be meant, as floats if they have decimals. `refused` knows better what is wrong, as `which …`, and what to write;
    `nearly` is the form of a frequent slip that can't be repaired, and what to write instead.
    """

    regex: str
    expected: str
    example: str
    numbers: tuple[float, float] | None = None
    refused: Callable[[str], tuple[str, str] | None] | None = None
    nearly: tuple[str, str] | None = None
    longest: int = LENGTH_LIMIT


def regex_of(kind: Any) -> str:
    """The form of a kind of value, such as `Index`."""
    pattern: Pattern = get_args(kind)[1]
    return pattern.regex


class Where:
    """The place of a record and of each of its fields; `whole` is false if a part was unreadable.

    Packed, because a build of many editions holds more of them than of anything else.
    """

    __slots__ = ("_file", "_names", "_places", "whole")

    def __init__(self, position: Position, fields: Mapping[str, Position], whole: bool) -> None:
        self._file, self.whole = position.file, whole
        self._names = _names(tuple(fields))
        self._places = array("Q", [one.line << 32 | one.column for one in (position, *fields.values())])

    @property
    def position(self) -> Position:
        return self._place(0)

    def field(self, name: str) -> Position:
        """The place of a field's value; list items are `name.0`, `name.1` …"""
        return self._place(self._names.index(name) + 1 if name in self._names else 0)

    def _place(self, at: int) -> Position:
        place = self._places[at]
        return Position(self._file, place >> 32, place & 0xFFFFFFFF)


@cache
def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The same for all records that have the same fields."""
    return names


class TextMap(Mapping[str, str]):
    """Texts by keys that the file chooses."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)

    def __getitem__(self, key: str) -> str:
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(tuple(self._texts.items()))


class Texts(TextMap):
    """One text in every language of the site."""

    __slots__ = ()

    @property
    def zh(self) -> str:
        """The Chinese text: for a name, the one that the city printed."""
        return self._texts[SOURCE_LANGUAGE]


class WordLists(Mapping[str, tuple[str, ...]]):
    """Any number of texts in any language of the site."""

    __slots__ = ("_by_language",)

    def __init__(self, by_language: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._by_language = dict(by_language or {})

    def __getitem__(self, language: str) -> tuple[str, ...]:
        return self._by_language.get(language, ())

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_language)

    def __len__(self) -> int:
        return len(self._by_language)

    def __hash__(self) -> int:
        return hash(tuple(self._by_language.items()))


ANY_TEXT = r"(?s).+"
Text = Annotated[str, Pattern(ANY_TEXT, "text", "机械工程师")]
_ID = r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_ID_LIMIT = 100  # characters; it is the name of a file or folder, of which systems take 255 bytes
Id = Annotated[
    str,
    Pattern(
        _ID,
        f"an id: at most {_ID_LIMIT} lower-case ASCII letters and digits, words joined by hyphens",
        "mechanical-engineer",
        longest=_ID_LIMIT,
    ),
]
FamilyId = Annotated[
    str,
    Pattern(_ID, "the id of a family, as the file lists them first", "engineering-design", longest=_ID_LIMIT),
]
# Of two or three letters to begin with, as languages have them, so that none is the name of a folder of the site.
LanguageId = Annotated[
    str,
    Pattern(
        r"(?!(?:con|prn|aux|nul)$)[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,4}", "a language's tag in lower-case letters", "pt-br"
    ),
]
Date = Annotated[
    str, Pattern(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])", "a date: year-month-day", "2026-03-01")
]
PagePath = Annotated[
    str,
    Pattern(
        r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)+",
        "the path of a page, without language and edition, ending in /",
        "roles/welder/",
        longest=2 * _ID_LIMIT,
    ),
]
# Sorted as text, editions are in the order of their dates: a month has two digits.
EditionId = Annotated[
    str,
    Pattern(
        r"[12][0-9]{3}(?:-(?:0[1-9]|1[0-2]))?",
        "the edition's year, or year-month such as 2023-09",
        '"2020"',
        (1000, 2999),
    ),
]
Whole = Annotated[int, Pattern(r"0|[1-9][0-9]{0,5}", "a whole number in ASCII digits", "3", (0, 999_999))]
Rank = Annotated[int, Pattern(r"[1-9][0-9]{0,3}", "a rank: a whole number from 1", "3", (1, 9999))]
Index = Annotated[
    str,
    Pattern(
        r"0\.[0-9]{4}|1\.0000",
        "an index from 0 to 1 with four decimals",
        "0.8968",
        (0.0, 1.0),
        nearly=(r"0\.[0-9]+|1\.0+", "Write exactly the four decimals that are printed, for example 0.8968."),
    ),
]
Bound = Annotated[str, Pattern(r"0(?:\.[0-9]{1,4})?|1(?:\.0{1,4})?", "a bound from 0 to 1", "0.3", (0.0, 1.0))]
Pinyin = Annotated[str, Pattern(ANY_TEXT, "pinyin with tone marks", "jīxiè gōngchéngshī")]
Numeral = Annotated[str, Pattern(r"[一二三四五六七八九十百零]+", "a Chinese numeral", "三")]
YesNo = Annotated[str, Pattern(r"yes|no", "yes or no", "yes")]
Contact = Annotated[
    str,
    Pattern(
        r"(?:mailto:[^\s@]+@|https://|tel:\+)[!-~]+", "an address: mailto:, https:// or tel:", "mailto:web@example.org"
    ),
]
IscoCode = Annotated[str, Pattern(r"[1-9][0-9]{3}", "the four digits of a unit group of ISCO-08", "2144", (1000, 9999))]
Match = Annotated[str, Pattern(r"exact|close|broad|none", "exact, close, broad or none", "broad")]
Year = Annotated[str, Pattern(r"[12][0-9]{3}", "a year", "2012", (1000, 2999))]
Isbn = Annotated[
    str, Pattern(r"97[89](?:-?[0-9]){10}", "an ISBN of 13 digits", "978-92-2-125952-7", (9780000000000, 9799999999999))
]
_PORT = r"(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6(?:[0-4][0-9]{3}|5(?:[0-4][0-9]{2}|5(?:[0-2][0-9]|3[0-5]))))"  # to 65535
BaseUrl = Annotated[
    str,
    Pattern(
        rf"https?://{HOST}(?::{_PORT})?/(?:(?!\.{{1,2}}/)[A-Za-z0-9._~-]+/)*",
        "an address that ends in /, its port from 1 to 65535",
        "https://example.org/",
        refused=refused,
    ),
]
Report = Annotated[
    str,
    Pattern(
        r"mailto:[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
        rf"|https?://{HOST}(?::{_PORT})?"
        r"/(?:[A-Za-z0-9._~!$'()*+,;:@/?&=-]|%[0-9A-Fa-f]{2}|\{title\}|\{body\})*",
        "where readers report errors: mailto: and an e-mail address, or the https:// address of a form for new issues",
        "mailto:errors@example.org",
    ),
]
