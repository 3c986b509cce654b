"""Page → HTML bytes, through the templates. Undefined names and missing words are errors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup

from .addresses import file_of, page_address, relative
from .charts import across, bounds, dot_chart, level_bars, level_counts, marks, strip
from .compiled import CompiledTemplates
from .erratum_places import erratum_places
from .error_report import report_link
from .markup import in_english
from .moves import Move
from .order import by_initial, positions
from .page_context import PageContext
from .pages import Page
from .policy import PAGES, WORKER_PAGE, Kind, kind_of, meta_policy
from .site import ASSETS, Site
from .worker import WORKER

T = TypeVar("T")


class _Context(Context):
    """Calls functions as they are: none of ours asks for Jinja's own context, which is looked for at each call."""

    def call(
        self,
        function: Callable[..., T],
        /,
        *values: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: Any,
    ) -> T:
        return function(*values, **named)


# Pages of no language, and their templates; that of the worker only where there is one.
NEUTRAL = {"index.html": "chooser", "404.html": "404", WORKER_PAGE: "offline"}


class Renderer:
    """Renders every page of one site."""

    def __init__(self, templates: Path, site: Site) -> None:
        self.site = site
        self.environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # a renderer is made anew for each build
            cache_size=-1,  # no limit: we have a few dozen, and counting uses takes longer than finding them
            bytecode_cache=CompiledTemplates(),
        )
        self.environment.context_class = _Context
        self.environment.globals["icon"] = site.icon
        self.environment.globals["policy"] = self._policy(PAGES)
        self.environment.filters.update(
            by_initial=by_initial, positions=positions, places=erratum_places, in_english=in_english
        )
        charts = {one.__name__: one for one in (across, bounds, dot_chart, level_bars, level_counts, marks, strip)}
        self.environment.filters.update(charts)
        self.shared_parts: defaultdict[tuple[object, ...], dict[str, Markup]] = defaultdict(dict)

    def _policy(self, kind: Kind) -> str:
        return "" if self.site.preview else Markup(meta_policy(kind))

    def page(self, page: Page) -> bytes:
        """The page's HTML in UTF-8."""
        template = self.environment.get_template(f"pages/{page.type.name}.html")
        context = PageContext(self.site, page)
        shared = self.shared_parts[page.type.name, page.language, page.edition.id, page.pinned, page.dropped]
        return template.render(context.values(), shared=lambda name: self._shared_part(name, shared, context)).encode()

    def _shared_part(self, name: str, made: dict[str, Markup], context: PageContext) -> Markup:
        """A part that all pages of a type, language and edition share, rendered for the first of them.

        Their links are relative, but lie equally deep; the part is given nothing of the page itself.
        """
        if name not in made:
            template = self.environment.get_template(f"shared/{name}.html")
            made[name] = Markup(template.render(context.values_of_all()))
        return made[name]

    def moved(self, move: Move) -> bytes:
        """The page at an old address that sends its reader to the new one."""
        language = move.new.partition("/")[0]
        words = self.site.words[language]
        return (
            self.environment.get_template("pages/moved.html")
            .render(
                tag=words.tag,
                say=lambda key: words.say(key, address=f"/{move.new}"),
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
            {
                "tag": words.tag,
                "words": words,
                "language": language,
                "name": self.site.name[language],
                "report": report_link(self.site.report, words, page, self.site.catalogue.current),
            }
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
    """The file that a page is written to."""
    return file_of(page.address)
