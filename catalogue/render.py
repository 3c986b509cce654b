"""Page → HTML bytes, through the templates. Undefined names and missing words are errors."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .addresses import file_of, page_address, relative
from .charts import across, bounds, dot_chart, level_bar, level_counts, marks, strip
from .erratum_places import erratum_places
from .exports import EXPORTS
from .fields import SOURCE_LANGUAGE, Texts
from .linked import Catalogue
from .markup import mark_foreign, prose_html
from .order import by_initial, positions
from .pages import CHOOSER, Page
from .prose import Prose
from .qr import QrCode, qr_code
from .words import Words

ASSETS = "static/"


class Renderer:
    """Renders every page of one site. `base_url` is empty or ends in a slash."""

    def __init__(
        self,
        templates: Path,
        catalogue: Catalogue,
        site_name: Texts,
        words: Mapping[str, Words],
        prose: Mapping[tuple[str, str], Prose],
        base_url: str,
        icon: str,
    ) -> None:
        self.catalogue, self.site_name, self.words, self.prose, self.base_url = (
            catalogue,
            site_name,
            words,
            prose,
            base_url,
        )
        self.root = urlsplit(base_url).path or "/"
        self.environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.globals["icon"] = icon
        self.environment.filters.update(by_initial=by_initial, positions=positions, places=erratum_places)
        charts = {one.__name__: one for one in (across, bounds, dot_chart, level_bar, level_counts, marks, strip)}
        self.environment.filters.update(charts)

    def page(self, page: Page) -> bytes:
        """The page's HTML in UTF-8."""
        template = self.environment.get_template(f"pages/{page.type.name}.html")
        return template.render(_PageContext(self, page).values()).encode()

    def neutral(self, name: str) -> bytes:
        """A page of no language: the chooser at the root, or the `404.html` that hosts look for."""
        # A host shows 404.html at any depth, so its links can't be relative.
        root = self.root if name == "404" else ""
        languages = [
            {"tag": words.tag, "words": words, "language": language, "name": self.site_name[language]}
            for language, words in self.words.items()
        ]
        template = self.environment.get_template(f"pages/{name}.html")
        return template.render(
            languages=languages,
            title=" · ".join(self.site_name.values()),
            edition=self.catalogue.current,
            base_url=self.base_url,
            home=lambda language: root + page_address("", language),
            asset=lambda name: root + ASSETS + name,
        ).encode()


class _PageContext:
    """What the template of one page can name."""

    def __init__(self, renderer: Renderer, page: Page) -> None:
        self.site, self.shown = renderer, page
        self.language = page.language
        self.words = renderer.words[page.language]
        self.other = next(one for one in self._others() if one != page.language)
        self.source_tag = renderer.words[SOURCE_LANGUAGE].tag
        self.own_values = {
            "edition": page.edition.id,
            "site": renderer.site_name[page.language],
            **page.type.values(page.record, page.language, self.other),
        }

    def _others(self) -> list[str]:
        """The languages that stand beside this one: the original first."""
        return [SOURCE_LANGUAGE, *(language for language in self.site.words if language != SOURCE_LANGUAGE)]

    def values(self) -> dict[str, Any]:
        page, site = self.shown, self.site
        prose = site.prose[page.type.prose, self.language] if page.type.prose else None
        title = prose.title if prose else self.say(f"pages.{page.type.name}.title")
        return {
            "page": page,
            "record": page.record,
            "edition": page.edition,
            "lang": self.language,
            "tag": self.words.tag,
            "other": self.other,
            "other_tag": site.words[self.other].tag,
            "other_name": site.words[self.other].say("language.name"),
            "source_tag": self.source_tag,
            "site_name": site.site_name[self.language],
            "title": title,
            "head_title": self._head_title(title),
            "body": self._prose(prose) if prose else "",
            "t": self.text,
            "foreign": lambda text: mark_foreign(text, self.language, self.source_tag),
            "say": self.say,
            "href": self.href,
            "asset": self.asset,
            "download": self.download,
            "alternates": self.alternates(),
            "canonical": self.absolute(page.address_of(page.type.name, self._id(), pinned=self._is_old())),
            "x_default": self._x_default(),
            "citable": self.citable(),
            "qr": self.qr,
            "og_image": self.absolute(f"{ASSETS}card.png"),
            "exports": EXPORTS,
            "is_current": page.edition is site.catalogue.current,
        }

    def _head_title(self, title: str) -> str:
        """Unique in its language: what the page shows, the edition if the address names it, the site."""
        site_name = self.site.site_name[self.language]
        parts = [title, self.say("site.edition") if self.shown.pinned else "", site_name]
        if title == site_name:
            parts[-1] = self.say("site.tagline")
        return " – ".join(part for part in parts if part)

    def _id(self) -> str:
        return str(getattr(self.shown.record, "id", ""))

    def _is_old(self) -> bool:
        """A pinned page of an edition that is no longer current stands for itself."""
        return self.shown.pinned and self.shown.edition is not self.site.catalogue.current

    def say(self, key: str, **values: object) -> str:
        """Interface words as plain text, for titles and attributes."""
        return self.words.say(key, **{**self.own_values, **values})

    def text(self, key: str, **values: object) -> Markup:
        """Interface words as HTML."""
        return mark_foreign(self.say(key, **values), self.language, self.source_tag)

    def _prose(self, prose: Prose) -> Markup:
        return prose_html(prose.filled(self.shown.edition.facts), self.language, self.source_tag, self.href)

    def _link(self, address: str, fragment: str = "") -> str:
        if self.shown.type.name == "not-found":  # served at any depth, so nothing can be relative
            return self.site.root + address
        return relative(self.shown.address, address, fragment)

    def href(self, name: str, id_: str = "", fragment: str = "", language: str = "", pinned: bool | None = None) -> str:
        """A link to a page: same language and same edition unless told otherwise."""
        return self._link(self.shown.address_of(name, id_, language, pinned), fragment)

    def asset(self, name: str) -> str:
        return self._link(ASSETS + name)

    def download(self, name: str, edition: str = "latest") -> str:
        return self._link(f"data/{edition}/{name}")

    def absolute(self, address: str) -> str:
        """The full address, or nothing while the site has no base URL."""
        return self.site.base_url + address if self.site.base_url else ""

    def citable(self) -> str:
        """The address that paper shows: pinned, and whole if the site has a base URL."""
        address = self.shown.address_of(self.shown.type.name, self._id(), pinned=True)
        return self.absolute(address) or f"/{address}"

    def qr(self) -> QrCode | None:
        """The code of that address, which leads nowhere without a base URL."""
        return qr_code(self.citable()) if self.site.base_url else None

    def _head_link(self, address: str) -> str:
        return self.absolute(address) or self._link(address)

    def alternates(self) -> list[dict[str, str]]:
        """This page in every language."""
        page = self.shown
        rows = []
        for language, words in self.site.words.items():
            address = page.address_of(page.type.name, self._id(), language)
            rows.append(
                {
                    "tag": words.tag,
                    "language": language,
                    "link": self._link(address),
                    "head": self._head_link(address),
                    "name": words.say("language.name"),
                    "switch": words.say("language.switch"),
                }
            )
        return rows

    def _x_default(self) -> str:
        page = self.shown
        if page.type.name == "home" and not page.pinned:
            return self._head_link(page.address_of(CHOOSER.name))
        return self._head_link(page.address_of(page.type.name, self._id(), SOURCE_LANGUAGE))


def output_file(page: Page) -> str:
    """The file that a page is written to."""
    return file_of(page.address)
