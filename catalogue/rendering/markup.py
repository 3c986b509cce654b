"""Text → safe HTML: foreign runs carry their language, prose is Markdown without raw HTML."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

from ..fields import SOURCE_LANGUAGE
from ..prose import plain_html
from .generated import as_html, escaped

# Han characters, with the Chinese punctuation between and around them.
_HAN_RUN = re.compile(
    r"[（《]?[\u3400-\u9fff][\u3000-\u303f\u3400-\u9fff\uff00-\uffef/]*(?:[A-Z]{2,}[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+)*"
)
_TAG = re.compile(r"(<[^>]*>)")


def mark_foreign(text: str, language: str, source_tag: str) -> Markup:
    """Escaped text in which, outside Chinese pages, every Chinese run is marked as such."""
    return as_html(_mark(escaped(text), language, source_tag))


def in_english(text: str, whole: str, source_tag: str) -> Markup:
    """English in which Chinese is marked; `whole` is Chinese from end to end, whatever figures it holds."""
    marked = f'<span lang="{source_tag}">{escaped(whole)}</span>'
    return as_html(marked.join([_mark(escaped(part), "en", source_tag) for part in text.split(whole)]))


def _mark(escaped: str, language: str, source_tag: str) -> str:
    if language == SOURCE_LANGUAGE or escaped.isascii():
        return escaped
    return _HAN_RUN.sub(lambda match: f'<span lang="{source_tag}">{match[0]}</span>', escaped)


def prose_html(text: str, language: str, source_tag: str, href: Callable[[str], str]) -> Markup:
    """Markdown → HTML; `page:errata` in a link becomes the address of that page."""
    html = re.sub(
        r'href="page:([a-z]+)(#[a-z0-9-]+)?"',
        lambda match: f'href="{href(match[1])}{match[2] or ""}"',
        plain_html(text),
    )
    parts = _TAG.split(html)
    return Markup("".join(part if part.startswith("<") else _mark(part, language, source_tag) for part in parts))
