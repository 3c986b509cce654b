"""Records of an edition: what the city printed, as printed.

Text stays text: an index is the four-decimal string of the document, its number is derived from it.
"""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal

from .fields import Bound, EditionId, Id, Index, Numeral, Rank, Text, Texts, Whole
from .names import Entry, Note, Record, Translated


class Document(Entry):
    """One of the documents that the city published, with its heading as printed."""

    example = "{id: …, zh: 温州市紧缺专业人才需求目录, en: …, version: （第1版）}"

    annex: Text = ""
    version: Text = ""


class Level(Entry):
    """A shortage level of the note, with the bounds that the note prints for it."""

    example = '{id: moderate, zh: 一般紧缺, en: Moderate shortage, from: "0", to: "0.3"}'

    low: Bound = field(metadata={"key": "from"})
    high: Bound = field(metadata={"key": "to"})


class Columns(Record):
    """The headings of a table's columns, as printed."""

    example = "{rank: 序号, role: 紧缺人才岗位, index: 紧缺指数, level: 紧缺程度}"

    rank: Text
    role: Text
    index: Text
    level: Text


class Totals(Record):
    """What a person counted on the document: a row that is lost or typed twice is found by them."""

    example = "{categories: 6, majors: 62, …}"

    categories: Whole
    majors: Whole
    qualifications: Whole
    certificates: Whole
    industries: Whole
    listings: Whole
    roles: Whole
    levels: tuple[Whole, ...]


class Heading(Translated):
    """A printed heading `number、name`, with our English."""

    example = "{number: 一, zh: 专业技术职称专业目录, en: …}"

    number: Numeral


class TableHeading(Record):
    """The printed heading of a table, `number、name`."""

    example = "{number: 一, name: 电气产业}"

    number: Numeral
    name: Text


class EditionFile(Record):
    """What the documents of an edition print besides their lists and tables."""

    example = "edition, documents, sections, levels, columns, note, industries and totals"

    edition: EditionId
    documents: tuple[Document, ...]
    sections: tuple[Heading, ...]
    columns: Columns
    levels: tuple[Level, ...]
    note: Note
    industries: tuple[TableHeading, ...]
    totals: Totals


class CategoryList(Record):
    """A printed category: `（number）category。lead majors ending。`"""

    example = "{number: 一, category: 电子信息类, lead: 包括, majors: […], ending: 等}"

    number: Numeral
    category: Text
    majors: tuple[Text, ...]
    lead: Text = ""
    ending: Text = ""


class TitlesFile(Record):
    """The categories of majors, in printed order."""

    example = "categories: […]"

    categories: tuple[CategoryList, ...]


class ListFile(Record):
    """A printed list of qualifications or certificates; `ending` 等 means open-ended."""

    example = "names: […] and ending: 等"

    names: tuple[Text, ...]
    ending: Text = ""


class Row(Record):
    """A row of a table, its four cells as printed: never corrected, rounded or reordered."""

    example = "{rank: 1, role: 技术开发工程师, index: 0.8968, level: 非常紧缺}"

    rank: Rank
    role: Text
    index: Index
    level: Text

    @property
    def value(self) -> Decimal:
        """The index as a number."""
        return Decimal(self.index)

    @property
    def printed(self) -> str:
        """The row's four cells, as an erratum quotes them."""
        return f"{self.rank} {self.role} {self.index} {self.level}"


class TableFile(Record):
    """The shortage table of an industry, row by row as printed."""

    example = "industry: electrical and rows: […]"

    industry: Id
    rows: tuple[Row, ...]


class Erratum(Record):
    """Our note on a place where the printed document contradicts itself.

    `kind` is one of `contradictions.KINDS`. The place is a row (industry and rank), a category or a role
    (by its printed name) or, with none of them, the note on levels. `printed` quotes the place.
    """

    example = "{id: …, kind: order, industry: chemicals, rank: 7, printed: …, zh: …, en: …}"

    id: Id
    kind: Id
    printed: Text
    note: Texts
    industry: Id = ""
    rank: Rank = 0
    category: Text = ""
    role: Text = ""


class ErrataFile(Record):
    """Where the printed document contradicts itself; what is printed stays as it is."""

    example = "errata: []"

    errata: tuple[Erratum, ...]
