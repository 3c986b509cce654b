"""Records of what is ours: ids, translations, pinyin, aliases. Shared by all editions.

A field's annotation says what the YAML may hold; `shape.py` reads records by it. A `Texts` field has
no key of its own: the keys of its languages (`zh:`, `en:`) stand in the record's mapping.
`at` tells where a record was written and is not part of its value.
"""

from __future__ import annotations

from dataclasses import field, replace
from typing import ClassVar, Self

from .fields import (
    BaseUrl,
    Contact,
    Date,
    EditionId,
    FamilyId,
    Id,
    LanguageId,
    PagePath,
    Pinyin,
    Report,
    TextMap,
    Texts,
    Where,
    WordLists,
    YesNo,
)  # fmt: skip
from .frozen import Frozen

NO_WORDS = WordLists()


class Record(Frozen):
    """What all records share."""

    example: ClassVar[str]

    at: Where = field(compare=False, repr=False)


class Note(Record):
    """A text in every language."""

    example = "{zh: …, en: …}"

    text: Texts


class Translated(Record):
    """A text of the document with our translations."""

    name: Texts


class Entry(Translated):
    """A name with an id."""

    id: Id


class Family(Entry):
    """A family of roles. Ours: the city prints none."""

    example = "{id: electronics, zh: 电子, en: Electronics}"


class Speciality(Translated):
    """What a printed name has in brackets, such as 工具 in 钳工（工具、装配、机修）."""

    example = "{zh: 工具, en: toolmaking, pinyin: gōngjù}"

    pinyin: Pinyin


class Former(Translated):
    """The name that earlier editions print for the same thing."""

    example = "{zh: 电焊工, en: Welder, pinyin: diànhàngōng}"

    pinyin: Pinyin


class Named(Entry):
    """A name that editions print, with our id, translation and pinyin. `former` are those of earlier editions."""

    example = "{id: welder, zh: 焊工, en: Welder, pinyin: hàngōng}"

    pinyin: Pinyin
    aliases: WordLists = NO_WORDS
    former: tuple[Former, ...] = ()

    @property
    def printed_names(self) -> tuple[str, ...]:
        """Every Chinese name that an edition may print for it."""
        return (self.name.zh, *(former.name.zh for former in self.former))

    def as_printed(self) -> dict[str, Self]:
        """By each printed name, the record under that name."""
        formers = {one.name.zh: replace(self, name=one.name, pinyin=one.pinyin) for one in self.former}
        return {self.name.zh: self, **formers}


class Industry(Named):
    """An industry whose table editions print. The Chinese name is the city's, all else is ours."""


class Term(Named):
    """A category, major, qualification or certificate."""

    specialities: tuple[Speciality, ...] = ()


class Role(Named):
    """A role that editions list: the Chinese title as printed, all else is ours. `similar` are ids of roles easily confused."""

    example = "{id: …, zh: 机械工程师, en: Mechanical engineer, pinyin: jīxiè gōngchéngshī, family: …}"

    family: FamilyId = ""
    similar: tuple[Id, ...] = ()


class IndustriesFile(Record):
    """Every industry that an edition lists."""

    example = "industries: [{id: …, zh: …, en: …, pinyin: …}]"

    industries: tuple[Industry, ...]


# The linked data has roles, families and the whole side by side: no role may have the place of another of them.
SCHEME = "catalogue"
FAMILY = "family-"


class RolesFile(Record):
    """Every role that an edition lists, after the families that roles belong to."""

    example = "families: […] and roles: […]"

    families: tuple[Family, ...]
    roles: tuple[Role, ...]


class TermsFile(Record):
    """Every category, major, qualification and certificate that an edition lists."""

    example = "categories: […], majors: […], qualifications: […] and certificates: […]"

    categories: tuple[Term, ...]
    majors: tuple[Term, ...]
    qualifications: tuple[Term, ...]
    certificates: tuple[Term, ...]


class CharactersFile(Record):
    """What search knows of single characters: simplified forms or readings."""

    example = "characters: {機: 机}"

    characters: TextMap


class Publication(Record):
    """When we first published our transcription of an edition."""

    example = '{edition: "2020", date: 2026-03-01}'

    edition: EditionId
    date: Date


class Correction(Record):
    """A mistake of ours in an edition that was already published; `page` is where it shows."""

    example = "{id: …, date: 2026-03-01, edition: …, zh: …, en: …}"

    id: Id
    date: Date
    edition: EditionId
    text: Texts
    page: PagePath = ""


class CorrectionsFile(Record):
    """When each edition was first published here, and what we corrected since."""

    example = "published: […] and corrections: […]"

    published: tuple[Publication, ...]
    corrections: tuple[Correction, ...]


class Redirect(Record):
    """A page that was published at one path and now stands at another, in every language and edition."""

    example = "{from: roles/old-id/, to: roles/new-id/}"

    old: PagePath = field(metadata={"key": "from"})
    new: PagePath = field(metadata={"key": "to"})


class RedirectsFile(Record):
    """Pages that have moved. An address that was published must go on working."""

    example = "redirects: []"

    redirects: tuple[Redirect, ...]


class SiteFile(Record):
    """The site itself: its name, languages and current edition, and where it is published."""

    example = 'name: {zh: …, en: …}, languages: [zh, en] and edition: "2020"'

    name: Note
    languages: tuple[LanguageId, ...]
    edition: EditionId
    base_url: BaseUrl = ""
    offline: YesNo = "yes"  # whether pages are kept on readers' devices, for when there is no network
    security_contact: Contact = ""  # whom to tell of a weakness of the site
    security_expires: Date = ""  # until when that holds; at most a year, says RFC 9116
    report: Report = ""
