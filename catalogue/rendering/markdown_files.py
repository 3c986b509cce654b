"""The twin of a page in Markdown, and `llms.txt`, which leads to all of them (llmstxt.org)."""

from __future__ import annotations

from collections.abc import Iterable

from ..exports import LATEST
from ..pages import MARKDOWN, Page
from ..site import Site
from .markdown_twin import escaped, markdown_of
from .page_context import PageContext

_LISTED = ("home", "industries", "roles", "titles", "qualifications", "certificates", "isco", "errata", "about", "data")


def twin_file(page: Page) -> str:
    """The file that a page's twin is written to: `index.md` beside its `index.html`."""
    return page.address + MARKDOWN


def twin(site: Site, page: Page, finished: bytes) -> bytes:
    """The twin of a page that has one."""
    return (markdown_of(finished.decode()) + _end(PageContext(site, page))).encode()


def llms_file(site: Site, pages: Iterable[Page]) -> tuple[str, bytes]:
    """Leads to the twins of these pages."""
    return "llms.txt", _llms(site, [PageContext(site, page) for page in pages if page.has_twin]).encode()


def _end(context: PageContext) -> str:
    """Whose it is, and where the page stands."""
    edition = context.shown.edition
    version = context.say("site.version", version=edition.version, date=context.date(edition.dated))
    lines = [context.say("site.official"), context.say("site.no_promise"), f"{context.say('site.edition')} · {version}"]
    address = context.absolute(context.shown.address)
    return "\n---\n\n" + "\n\n".join([*map(escaped, lines), *([f"<{address}>"] if address else [])]) + "\n"


def _llms(site: Site, contexts: list[PageContext]) -> str:
    """English first: the file is for programs, and most are asked in English."""
    languages = sorted(site.words, key=lambda one: one != "en")
    first = site.words[languages[0]]
    edition = site.catalogue.current.id
    say = {"edition": edition, "site": site.name[languages[0]]}
    blocks = [
        f"# {escaped(' · '.join(site.name[one] for one in languages))}",
        f"> {escaped(first.say('pages.home.description', **say))}",
        escaped(f"{first.say('site.official')} {first.say('site.no_promise')} {first.say('pages.data.caution')}"),
    ]
    for language in languages:
        shown = [one for one in contexts if one.language == language]
        blocks.append(f"## {escaped(site.words[language].say('language.name'))}")
        blocks.append("\n".join(_link(site, one) for one in shown if one.shown.type.name in _LISTED))
        for kind in ("industry", "role"):
            plural = {"industry": "industries", "role": "roles"}[kind]
            blocks.append(f"### {escaped(site.words[language].say(f'nav.{plural}'))}")
            blocks.append("\n".join(_link(site, one) for one in shown if one.shown.type.name == kind))
    blocks.append(f"## {escaped(first.say('nav.data'))}")
    names = ("catalogue.json", "listings.csv", "roles.csv", "roles.ttl", "source.txt")
    described = [(name, first.say(f"pages.data.files.{name.replace('.', '_')}")) for name in names]
    blocks.append(
        "\n".join(f"- [{name}](<{site.base_url}data/{LATEST}/{name}>): {escaped(said)}" for name, said in described)
    )
    return "\n\n".join(blocks) + "\n"


def _link(site: Site, context: PageContext) -> str:
    return f"- [{escaped(context.title())}](<{site.base_url}{context.shown.address}{MARKDOWN}>)"
