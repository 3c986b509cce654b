"""What the template of one page can name: facts, words and links as seen from that page."""

from __future__ import annotations

from functools import cache
from typing import Any

from markupsafe import Markup

from ..addresses import feed_address
from ..building.sums import SUMS
from ..downloads.exports_schema_org import DESCRIBED, SCHEMA_ORG
from ..exports import Download, downloads, files_of_page
from ..fields import SOURCE_LANGUAGE, Texts
from ..files.difference_files import difference_address
from ..files.disk import ARCHIVE
from ..files.worker import LIST
from ..hosts.policy import WORKER_PAGE
from ..pages import EMBED, Page
from ..prose import Prose
from ..shown.citations import Cited, cited
from ..shown.edition_links import edition_links
from ..shown.embed import Embed, embed_address, snippet
from ..shown.error_report import report_link
from ..shown.history import history_of
from ..site import ASSETS, Site
from .markup import mark_foreign, prose_html
from .page_links import PageLinks
from .speech import Speech

CODE_LANGUAGE = "en"  # of programs, on pages of any language


class PageContext(PageLinks):
    """The values of one page's template."""

    def __init__(self, site: Site, page: Page) -> None:
        super().__init__(site, page)
        self.speech = site.speech[page.language]
        self.shared_values = {
            "edition": page.edition.id,
            "current": site.catalogue.current.id,
            "site": site.name[page.language],
        }
        self.own_values = self._own_values(self.speech)

    def _own_values(self, speech: Speech) -> dict[str, Any]:
        """What the page's words may name in a language."""
        page = self.shown
        site_name = self.site.name[speech.language]
        return {**self.shared_values, "site": site_name, **page.type.values(page.record, speech.language, speech.other)}

    def values(self) -> dict[str, Any]:
        """What only this page has, beside `values_of_all`."""
        page, site = self.shown, self.site
        prose = site.prose[page.type.prose, self.language] if page.type.prose else None
        title = self.title()
        return {
            "page": page,
            "record": page.record,
            "title": title,
            "head_title": self._head_title(title),
            "body": self._prose(prose) if prose else "",
            "t": self.text,
            "say": self.say,
            "href": self.href,
            "path": self.path,
            "file": lambda difference: self._link(difference_address(difference)),
            "alternates": self.alternates(),
            "canonical": self.absolute(self._canonical()),
            "embed": self.embed(title) if page.type.name == EMBED.instead and not page.pinned else None,
            "x_default": self._x_default(),
            "citable": self.citable(),
            "qr": self.qr,
            "cited": self.cited() if page.type.pinned else None,
            "downloads": self.downloads,
            "data_url": self.data_url,
            "archive": self._archive(),
            "described": self._described(),
            "own_files": files_of_page(page.type.name, page.id),
            "editions": edition_links(page, site.catalogue, self.path),
            "history": None if page.pinned else history_of(site.catalogue, page.type.name, page.id),
            "date": self.date,
            "report": self.report(),
        }

    def values_of_all(self) -> dict[str, Any]:
        """What is the same on all pages of this type, language and edition."""
        page, site, speech = self.shown, self.site, self.speech
        own = self.shared_values
        return {
            "type": page.type,
            "trail": page.trail,
            "edition": page.edition,
            "is_current": page.edition is site.catalogue.current,
            "current": site.catalogue.current,
            "lang": self.language,
            "tag": speech.tag,
            "other": speech.other,
            "other_tag": speech.other_tag,
            "other_name": speech.other_name,
            "source_tag": speech.source_tag,
            "site_name": site.name[self.language],
            "t": lambda key, **values: speech.text(key, own, values),
            "fixed_t": speech.fixed_text,
            "say": lambda key, **values: speech.say(key, own, values),
            "fixed_say": speech.fixed_say,
            "foreign": speech.marked,
            "code": lambda snippet: mark_foreign(snippet, CODE_LANGUAGE, speech.source_tag),
            "former_ids": self.former_ids,
            "href": lambda name: self.href(name),
            "asset": cache(self.asset),
            "download": self.download,
            "data_folder": self._data_folder,
            "sums": self._link(SUMS),
            "feed": self._link(feed_address(self.language)),
            "offline": self._link(WORKER_PAGE) if site.keeps else "",
            "offline_list": self._link(LIST),
            "has_base": bool(site.base_url),
            "og_image": self.absolute(site.assets[f"{ASSETS}card.png"]),
        }

    def title(self) -> str:
        """What the page is called, in its language."""
        return self._title(self.speech, self.own_values)

    def _title(self, speech: Speech, own: dict[str, Any]) -> str:
        type_ = self.shown.type
        prose = self.site.prose[type_.prose, speech.language] if type_.prose else None
        return prose.title if prose else speech.say(f"pages.{type_.name}.title", own, {})

    def cited(self) -> Cited:
        """The page as citations name it, in every language."""
        site, page = self.site, self.shown
        titles = {one.language: self._title(one, self._own_values(one)) for one in site.speech.values()}
        return cited(page, Texts(titles), site.name, site.base_url, site.words[SOURCE_LANGUAGE].say("cite.accessed"))

    def embed(self, title: str) -> Embed:
        """How other sites show an industry's table."""
        address = embed_address(self.shown)
        named = f"{title} – {self.site.name[self.language]}"
        whole = self.absolute(address) or f"{self.say('embed.unknown')}/{address}"
        return Embed(self._link(address), snippet(whole, named, len(self.shown.record.listings)))

    def _head_title(self, title: str) -> str:
        """Unique in its language: what the page shows, the edition if the address names it, the site."""
        site_name = self.site.name[self.language]
        parts = [title, self.say("site.edition") if self.shown.pinned else "", site_name]
        if title == site_name:
            parts[-1] = self.say("site.tagline")
        return " – ".join(part for part in parts if part)

    def say(self, key: str, **values: object) -> str:
        """Interface words as plain text, for titles and attributes."""
        return self.speech.say(key, self.own_values, values)

    def text(self, key: str, **values: object) -> Markup:
        """Interface words as HTML."""
        return self.speech.text(key, self.own_values, values)

    def _prose(self, prose: Prose) -> Markup:
        return prose_html(prose.filled(self.shown.edition.facts), self.language, self.speech.source_tag, self.href)

    def downloads(self) -> list[Download]:
        return downloads(self.shown.edition, self.site.exported)

    def _described(self) -> str:
        """The file that says in the words of schema.org what the page shows, if it does."""
        return self.download(SCHEMA_ORG, self._data_folder) if self.shown.type.name in DESCRIBED else ""

    def _archive(self) -> dict[str, str]:
        """The link to the whole site as one file and its size in megabytes; nothing where it is not made."""
        size = self.site.archive_size
        return {"link": self._link(ARCHIVE), "megabytes": f"{size / 1e6:.1f}"} if size else {}

    def report(self) -> str:
        """The link by which to report an error on this page, or nothing; a lost page has no address to name."""
        address = self.shown.address
        page = "" if self.shown.type.name == "not-found" else self.absolute(address) or f"/{address}"
        return report_link(self.site.report, self.speech.words, page, self.shown.edition)

    def former_ids(self, path: str, id_: str) -> tuple[str, ...]:
        """The ids that a record had before its page moved: links to its lines go on working."""
        return self.site.former_ids.get(f"{path}/{id_}/", ())

    def date(self, text: str) -> str:
        """`2026-03-01` in the words of the language."""
        year, month, day = (int(part) for part in text.split("-"))
        return self.say("date", year=year, month=self.say(f"months.m{month}"), day=day)
