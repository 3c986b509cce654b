"""What all pages of a site share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from urllib.parse import urlsplit

from .building.sums import Known
from .fields import Texts
from .frozen import Frozen
from .linked import Catalogue
from .prose import Prose
from .rendering.speech import Speech
from .words import Words

ASSETS = "static/"


class Site(Frozen):
    """One build of the site. `base_url` is empty or ends in a slash."""

    catalogue: Catalogue
    name: Texts
    words: Mapping[str, Words]
    prose: Mapping[tuple[str, str], Prose]  # by page and language
    base_url: str
    icon: str  # as an address that holds it
    former_ids: Mapping[str, tuple[str, ...]]  # by the path of a page that has moved
    assets: Mapping[str, str]  # the hashed path of every asset, by its plain path
    exported: Mapping[str, Known]  # the downloads, by address
    report: str = ""  # where readers report errors, if anywhere
    preview: bool = False  # for the live preview, whose reloading script no policy would let in
    keeps: bool = True  # pages, for readers without a network
    archive_size: int = 0  # bytes of the zip file of the whole site, if there is one

    @property
    def root(self) -> str:
        """The path of the site on its host."""
        return urlsplit(self.base_url).path or "/"

    @cached_property
    def speech(self) -> dict[str, Speech]:
        """How the pages of each language speak."""
        return {language: Speech(language, dict(self.words)) for language in self.words}
