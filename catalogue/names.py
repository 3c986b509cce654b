"""Records of what is ours: ids, translations, pinyin, aliases. Shared by all editions.

A field's annotation says what the YAML may hold; `shape.py` reads records by it. A `Texts` field has
no key of its own: the keys of its languages (`zh:`, `en:`) stand in the record's mapping.
`at` tells where a record was written and is not part of its value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from .fields import BaseUrl, EditionId, Id, Pinyin, TextMap, Texts, Where, WordLists

NO_WORDS = WordLists()


@dataclass(frozen=True)
class Record:
    """What all records share."""

    example: ClassVar[str]

    at: Where = field(compare=False, repr=False)


@dataclass(frozen=True)
class Note(Record):
    example = "{zh: …, en: …}"

    text: Texts


@dataclass(frozen=True)
class Translated(Record):
    """A text of the document with our translations."""

    name: Texts


@dataclass(frozen=True)
class Entry(Translated):
    """A name with an id."""

    id: Id


@dataclass(frozen=True)
class Family(Entry):
    example = "{id: electronics, zh: 电子, en: Electronics}"


@dataclass(frozen=True)
class Speciality(Translated):
    example = "{zh: 工具, en: toolmaking, pinyin: gōngjù}"

    pinyin: Pinyin


@dataclass(frozen=True)
class Named(Entry):
    """A name that editions print, with our id, translation and pinyin."""

    example = "{id: welder, zh: 焊工, en: Welder, pinyin: hàngōng}"

    pinyin: Pinyin
    aliases: WordLists = NO_WORDS


@dataclass(frozen=True)
class Industry(Named):
    pass


@dataclass(frozen=True)
class Term(Named):
    """A category, major, qualification or certificate."""

    specialities: tuple[Speciality, ...] = ()


@dataclass(frozen=True)
class Role(Named):
    example = "{id: …, zh: 机械工程师, en: Mechanical engineer, pinyin: jīxiè gōngchéngshī, family: …}"

    family: Id = ""
    similar: tuple[Id, ...] = ()


@dataclass(frozen=True)
class IndustriesFile(Record):
    example = "industries: [{id: …, zh: …, en: …, pinyin: …}]"

    industries: tuple[Industry, ...]


@dataclass(frozen=True)
class RolesFile(Record):
    example = "families: […] and roles: […]"

    families: tuple[Family, ...]
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class TermsFile(Record):
    example = "categories: […], majors: […], qualifications: […] and certificates: […]"

    categories: tuple[Term, ...]
    majors: tuple[Term, ...]
    qualifications: tuple[Term, ...]
    certificates: tuple[Term, ...]


@dataclass(frozen=True)
class CharactersFile(Record):
    """What search knows of single characters: simplified forms or readings."""

    example = "characters: {機: 机}"

    characters: TextMap


@dataclass(frozen=True)
class SiteFile(Record):
    example = 'name: {zh: …, en: …}, languages: [zh, en] and edition: "2020"'

    name: Note
    languages: tuple[Id, ...]
    edition: EditionId
    base_url: BaseUrl = ""
