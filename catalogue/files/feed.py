"""The Atom feed of a language (RFC 4287): editions as we published them, with what they changed, and our corrections.

Its ids depend on nothing but the language and what an entry is about, so feed readers show no entry twice.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from functools import partial
from html import escape
from typing import NamedTuple

from ..addresses import feed_address, page_address, relative
from ..shown.differences import Difference, changes_of
from ..site import Site
from ..words import Words

_OURS = uuid.uuid5(uuid.NAMESPACE_OID, "wenzhou-shortage-talent-catalogue")
_text = partial(escape, quote=False)
_MIDNIGHT = "T00:00:00+08:00"  # a date of ours is a day in Wenzhou


class Entry(NamedTuple):
    """`about` names what the entry is about, the same for ever; `page` is an address."""

    about: str
    title: str
    date: str
    text: str
    page: str


def feed_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The feed of every language by its path."""
    for language, words in site.words.items():
        entries = sorted(_entries(site, language, words), key=lambda one: (one.date, one.about), reverse=True)
        yield feed_address(language), _feed(site, language, words, entries)


def _entries(site: Site, language: str, words: Words) -> Iterator[Entry]:
    changes = changes_of(site.catalogue)
    changes_page = page_address("changes/", language)
    earlier = {difference.after.id: difference for difference in changes.differences}
    for edition in site.catalogue.published:
        difference = earlier.get(edition.id)
        text = _summary(difference, words) if difference else words.say("feed.first", edition=edition.id)
        page = changes_page if difference else page_address("", language, edition.id)
        title = words.say("feed.edition", edition=edition.id)
        yield Entry(f"edition/{edition.id}", title, edition.published_on, text, page)
    for one in changes.corrections:
        page = page_address(one.page, language, one.edition) if one.page else changes_page
        title = words.say("feed.correction", edition=one.edition)
        yield Entry(f"correction/{one.id}", title, one.date, one.text[language], page)


def _summary(difference: Difference, words: Words) -> str:
    counts = {kind: sum(kind in change.what for change in difference.names) for kind in ("added", "removed", "renamed")}
    return words.say("feed.difference", before=difference.before.id, tables=len(difference.tables), **counts)


def _feed(site: Site, language: str, words: Words, entries: list[Entry]) -> bytes:
    here = feed_address(language)

    def link(address: str) -> str:
        return f'"{escape(site.base_url + address if site.base_url else relative(here, address))}"'

    def id_(about: str) -> str:
        return f"<id>urn:uuid:{uuid.uuid5(_OURS, f'{language}/{about}')}</id>"

    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{words.tag}">',
        id_("feed"),
        f"<title>{_text(site.name[language])}</title>",
        f"<subtitle>{_text(words.say('feed.subtitle'))}</subtitle>",
        f"<author><name>{_text(site.name[language])}</name></author>",
        f"<updated>{entries[0].date}{_MIDNIGHT}</updated>",
        f'<link rel="self" type="application/atom+xml" href={link(here)}/>',
        f'<link rel="alternate" type="text/html" href={link(page_address("changes/", language))}/>',
    ]
    for entry in entries:
        lines += [
            "<entry>",
            id_(entry.about),
            f"<title>{_text(entry.title)}</title>",
            f"<updated>{entry.date}{_MIDNIGHT}</updated>",
            f'<link rel="alternate" type="text/html" href={link(entry.page)}/>',
            f'<content type="text">{_text(entry.text)}</content>',
            "</entry>",
        ]
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()
