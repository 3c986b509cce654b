"""The links of one page, as seen from it."""

from __future__ import annotations

from typing import NamedTuple

from ..addresses import page_address, relative
from ..exports import LATEST
from ..fields import SOURCE_LANGUAGE
from ..pages import CHOOSER, Page
from ..shown.qr import QrCode, qr_code
from ..site import ASSETS, Site


class Alternate(NamedTuple):
    """A page in one of the languages: `link` leads there from the page, `head` is whole if that can be."""

    language: str
    tag: str
    link: str
    head: str
    name: str
    switch: str


class PageLinks:
    """Where a page leads and how it is reached. What is full needs the site's base URL."""

    def __init__(self, site: Site, page: Page) -> None:
        self.site, self.shown = site, page
        self.language, self.address = page.language, page.address

    def _link(self, address: str, fragment: str = "") -> str:
        if self.shown.type.name == "not-found":  # served at any depth, so nothing can be relative
            return self.site.root + address
        return relative(self.address, address, fragment)

    def href(self, name: str, id_: str = "", fragment: str = "", language: str = "", pinned: bool | None = None) -> str:
        """A link to a page: same language and same edition unless told otherwise."""
        return self._link(self.shown.address_of(name, id_, language, pinned), fragment)

    def path(self, path: str, edition: str) -> str:
        """A link to the page at a path of an edition."""
        return self._link(page_address(path, self.language, edition))

    def asset(self, name: str) -> str:
        return self._link(self.site.assets[ASSETS + name])

    def download(self, name: str, edition: str = LATEST) -> str:
        return self._link(f"data/{edition}/{name}")

    def data_url(self, name: str) -> str:
        """Where a program finds a file: its address or, while the site has no base URL, its name in the reader's folder."""
        return self.absolute(f"data/{self._data_folder}/{name}") or name

    @property
    def _data_folder(self) -> str:
        return self.shown.edition.id if self.shown.pinned else LATEST

    def absolute(self, address: str) -> str:
        """The full address, or nothing while the site has no base URL."""
        return self.site.base_url + address if self.site.base_url else ""

    def _head_link(self, address: str) -> str:
        return self.absolute(address) or self._link(address)

    def citable(self) -> str:
        """The address that paper shows: pinned, and whole if the site has a base URL."""
        address = self.shown.own_address(self.language, pinned=True)
        return self.absolute(address) or f"/{address}"

    def qr(self) -> QrCode | None:
        """The code of that address, which leads nowhere without a base URL."""
        return qr_code(self.citable()) if self.site.base_url else None

    def _canonical(self) -> str:
        page = self.shown
        if page.type.instead:
            return page.address_of(page.type.instead, page.id, pinned=False)
        return page.own_address(self.language, pinned=self._is_old())

    def _is_old(self) -> bool:
        """A pinned page of an edition that is no longer current stands for itself."""
        return self.shown.pinned and self.shown.edition is not self.site.catalogue.current

    def alternates(self) -> list[Alternate]:
        """This page in every language."""
        made = []
        for language, speech in self.site.speech.items():
            address = self.shown.own_address(language)
            link = self._link(address)
            whole = self.absolute(address) or link
            made.append(Alternate(language, speech.tag, link, whole, speech.name, speech.switch))
        return made

    def _x_default(self) -> str:
        page = self.shown
        if page.type.name == "home" and not page.pinned:
            return self._head_link(page.address_of(CHOOSER.name))
        return self._head_link(page.own_address(SOURCE_LANGUAGE))
