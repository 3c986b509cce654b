"""Page → HTML bytes, through the templates. Undefined names and missing words are errors."""

from __future__ import annotations

from pathlib import Path
from sys import intern
from typing import Any, NamedTuple

from markupsafe import Markup

from .addresses import file_of, page_address, relative
from .charts import across, bounds, dot_chart, level_bars, marks, strip
from .files.worker import WORKER
from .hosts.policy import PAGES, WORKER_PAGE, Kind, kind_of, meta_policy
from .linked import level_counts
from .moves import Move
from .pages import Page
from .rendering.markup import in_english
from .rendering.page_context import PageContext
from .rendering.page_group import group_values
from .rendering.templates import Templates
from .shown.erratum_places import erratum_places
from .shown.error_report import report_link
from .shown.order import by_initial, positions
from .site import ASSETS, Site
from .words import Words

GROUPS = 128  # of pages whose shared values are kept: as many as a language and edition have, several times over
# Pages of no language, and their templates; that of the worker only where there is one.
NEUTRAL = {"index.html": "chooser", "404.html": "404", WORKER_PAGE: "offline"}


class Spoken(NamedTuple):
    """A language on a page that has none of its own."""

    language: str
    words: Words
    name: str
    report: str

    @property
    def tag(self) -> str:
        return self.words.tag


class Renderer:
    """Renders every page of one site."""

    def __init__(self, templates: Path, site: Site) -> None:
        self.site = site
        self.environment = Templates(templates)
        self.environment.globals["icon"] = site.icon
        self.environment.globals["policy"] = self._policy(PAGES)
        self.environment.filters.update(
            by_initial=by_initial, positions=positions, places=erratum_places, in_english=in_english
        )
        charts = {one.__name__: one for one in (across, bounds, dot_chart, level_bars, level_counts, marks, strip)}
        self.environment.filters.update(charts)
        self.groups: dict[tuple[object, ...], dict[str, Any]] = {}

    def _policy(self, kind: Kind) -> str:
        return "" if self.site.preview else Markup(meta_policy(kind))

    def page(self, page: Page) -> bytes:
        """The page's HTML in UTF-8."""
        template = self.environment.get_template(f"pages/{page.type.name}.html")
        context = PageContext(self.site, page)
        key = page.type.name, page.language, page.edition.id, page.pinned, page.dropped
        if key not in self.groups:
            if len(self.groups) >= GROUPS:
                self.groups.clear()
            self.groups[key] = group_values(self.environment, context.values_of_all())
        return template.render(self.groups[key] | context.values()).encode()

    def moved(self, move: Move) -> bytes:
        """The page at an old address that sends its reader to the new one."""
        language = move.new.partition("/")[0]
        words = self.site.words[language]
        return (
            self.environment.get_template("pages/moved.html")
            .render(
                tag=words.tag,
                say=lambda key: words.say(key, address=f"/{move.new}"),
                fixed_say=self.site.speech[language].fixed_say,
                site_name=self.site.name[language],
                link=relative(move.old, move.new),
                canonical=self.site.base_url + move.new if self.site.base_url else "",
                asset=lambda name: relative(move.old, self.site.assets[ASSETS + name]),
            )
            .encode()
        )

    def neutral(self, name: str) -> bytes:
        """A page of no language: the chooser at the root, the `404.html` that hosts look for, or `offline.html`."""
        # A host shows 404.html at any depth, so its links can't be relative.
        root = self.site.root if name == "404" else ""
        page = "" if name == "404" else self.site.base_url or "/"
        languages = [
            Spoken(
                language,
                words,
                self.site.name[language],
                report_link(self.site.report, words, page, self.site.catalogue.current),
            )
            for language, words in self.site.words.items()
        ]
        template = self.environment.get_template(f"pages/{name}.html")
        return template.render(
            languages=languages,
            title=" · ".join(self.site.name.values()),
            edition=self.site.catalogue.current,
            base_url=self.site.base_url,
            policy=self._policy(kind_of(f"{name}.html")),
            worker=WORKER,
            offline=root + WORKER_PAGE if self.site.keeps and name != "offline" else "",
            home=lambda language: root + page_address("", language),
            asset=lambda name: root + self.site.assets[ASSETS + name],
        ).encode()


def output_file(page: Page) -> str:
    """The file that a page is written to; large sites name it in many places."""
    return intern(file_of(page.address))
