"""How to cite a page: the city's document first, then our page that transcribes it, by its pinned address.

The documents print no date of publication, so none is given; a year in a title is part of the title. Our page has a
version and the day of our last change. When somebody reads it, a page can't know: GB/T 7714 gets a place to fill in.
"""

from __future__ import annotations

from functools import lru_cache

from ..fields import Texts
from ..frozen import Frozen
from ..linked import Edition
from ..pages import Page

FIRST_DOCUMENT = ("titles", "category", "qualifications", "certificates")  # page types about the first one alone
PUBLISHER = Texts({"zh": "温州市", "en": "City of Wenzhou"})
_TEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


class Cited(Frozen):
    """A page as citations name it; texts by language. An address is absolute or, without a base URL, a path."""

    edition: Edition
    page_type: str
    page_id: str
    title: Texts
    site: Texts
    addresses: Texts  # pinned
    absolute: bool
    accessed: str  # what stands where the date of access goes, in Chinese

    @property
    def document(self) -> Texts:
        """The document's title with its printed version."""
        return _document(self.edition, self.page_type in FIRST_DOCUMENT)

    @property
    def _key(self) -> str:
        return "-".join(part for part in ("wenzhou", self.edition.id, self.page_type, self.page_id) if part)

    def gb_t_7714(self) -> tuple[str, str]:
        """The Chinese national standard, in Chinese, up to and after the access date."""
        edition = self.edition
        page = f"{self.site.zh}. {self.title.zh}[EB/OL]. {edition.version}版. ({edition.dated})"
        return f"{PUBLISHER.zh}. {self.document.zh}[Z]. 转录见: {page}[", f"]. {self.addresses.zh}"

    def apa(self) -> str:
        """The seventh edition of APA style, in English, the document's own title before ours."""
        edition = self.edition
        year, month, day = edition.dated.split("-")
        shown = f"{self.title['en']} (Version {edition.version})"
        return (
            f"{PUBLISHER['en']}. (n.d.). {self.document.zh} [{self.document['en']}]. Transcribed in "
            f"{self.site['en']}. ({year}, {_MONTHS[int(month) - 1]} {int(day)}). {shown}. {self.addresses['en']}"
        )

    def bibtex(self, language: str) -> str:
        """Two entries: the document, and the page with a cross-reference to it."""
        document, printed = _document_entry(self.edition, self.page_type in FIRST_DOCUMENT, language)
        year, month, _ = self.edition.dated.split("-")
        page = [
            ("author", f"{{{_tex(self.site[language])}}}"),
            ("title", f"{{{_tex(self.title[language])}}}"),
            ("year", year),
            ("month", str(int(month))),
            ("date", self.edition.dated),
            ("version", self.edition.version),
            ("related", document),
            *([("url", self.addresses[language])] if self.absolute else []),
        ]
        return f"{printed}\n{_entry(self._key, page)}"

    def ris(self, language: str) -> str:
        """Two records: the document, and the page."""
        dated = self.edition.dated
        document = [("TY", "GOVDOC"), ("AU", PUBLISHER.zh), ("TI", self.document.zh)]
        if language != "zh":
            document.append(("TT", self.document[language]))
        page = [
            ("TY", "ELEC"),
            ("AU", self.site[language]),
            ("TI", self.title[language]),
            ("PY", dated[:4]),
            ("DA", dated.replace("-", "/")),
            ("ET", self.edition.version),
            ("LA", language),
            *([("UR", self.addresses[language])] if self.absolute else []),
        ]
        end = ("ER", "")
        return "\n".join(f"{tag}  - {value}" for tag, value in (*document, ("LA", "zh"), end, *page, end))


@lru_cache(1 << 3)  # here and below: the same on all pages of an edition, which come together
def _document(edition: Edition, first: bool) -> Texts:
    one = edition.documents[0 if first else -1]
    return Texts({language: f"{text}{one.version if language == 'zh' else ''}" for language, text in one.name.items()})


@lru_cache(1 << 3)
def _document_entry(edition: Edition, first: bool, language: str) -> tuple[str, str]:
    """The key of the document's entry, and the entry."""
    key = f"wenzhou-{edition.id}-document{'-1' if first else ''}"
    title = _document(edition, first)
    printed = [("author", f"{{{PUBLISHER.get(language, PUBLISHER['en'])}}}"), ("title", f"{{{_tex(title.zh)}}}")]
    if language != "zh":
        printed.append(("titleaddon", f"{{{_tex(title[language])}}}"))
    return key, _entry(key, printed)


def cited(page: Page, title: Texts, site: Texts, base_url: str, accessed: str) -> Cited:
    """The page by its pinned addresses; without a base URL, by their paths."""
    addresses = {language: f"{base_url or '/'}{page.own_address(language, pinned=True)}" for language in title}
    return Cited(page.edition, page.type.name, page.id, title, site, Texts(addresses), bool(base_url), accessed)


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _tex(text: str) -> str:
    return text.translate(_TEX)


def _entry(key: str, fields: list[tuple[str, str]]) -> str:
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields)
    return f"@misc{{{key},\n{lines}\n}}"
