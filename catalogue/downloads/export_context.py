"""What the writers of downloads are given: an edition, the words and addresses to name things with, what is known of the files so far."""

from __future__ import annotations

from collections.abc import Mapping

from ..addresses import relative
from ..building.sums import Known
from ..fields import Texts
from ..frozen import Frozen
from ..linked import Edition
from ..pages import address_in
from ..words import Words

PACKAGE = "wenzhou-shortage-talent-catalogue"


class ExportContext(Frozen):
    """`files` are those of the entries that stand above in `EXPORTS`, by their names.

    Nothing here knows which edition is current: what is written for an edition is the same for ever.
    """

    edition: Edition
    words: Mapping[str, Words]
    site_name: Texts
    base_url: str  # empty, or ends in a slash
    files: Mapping[str, Known]

    def pages(self, name: str, id_: str = "", fragment: str = "") -> dict[str, str]:
        """The addresses of a page that shows the current edition, by language; from the site's root without a base URL."""
        return self._addresses(name, id_, "", fragment)

    def pinned_pages(self, name: str, id_: str = "", fragment: str = "") -> dict[str, str]:
        """Those of the page that shows this edition for ever, for citing."""
        return self._addresses(name, id_, self.edition.id, fragment)

    def _addresses(self, name: str, id_: str, edition: str, fragment: str) -> dict[str, str]:
        end = f"#{fragment}" if fragment else ""
        return {one: f"{self.base_url}{address_in(name, id_, one, edition)}{end}" for one in self.words}

    @property
    def folder(self) -> str:
        """The address of this edition's files."""
        return f"{self.base_url}data/{self.edition.id}/"

    def file(self, name: str) -> str:
        """The address of one of these files; without a base URL relative to them."""
        return f"{self.folder}{name}" if self.base_url else name

    def from_files(self, addresses: Mapping[str, str]) -> list[str]:
        """Addresses of pages; without a base URL relative to these files."""
        here = f"data/{self.edition.id}/"
        return [one if self.base_url else relative(here, one) for one in addresses.values()]

    def in_tags(self, texts: Mapping[str, str]) -> list[tuple[str, str]]:
        """Texts with the tags of their languages, in those of the site."""
        return [(self.words[one].tag, text) for one, text in texts.items() if one in self.words]

    def say(self, key: str, **values: object) -> dict[str, str]:
        """Interface words in every language."""
        values = {"edition": self.edition.id, **values}
        return {language: words.say(key, **values) for language, words in self.words.items()}

    def tagged(self, key: str) -> list[tuple[str, str]]:
        """Interface words with the tag of their language."""
        return [(words.tag, words.say(key, edition=self.edition.id)) for words in self.words.values()]
