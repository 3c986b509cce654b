"""A finished page → what the check of the site needs to know of it.

Reads our own output, in which every `<` and `>` of text and attributes is escaped; the tests hold a full HTML parser
against the same pages.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from ..addresses import file_of

_TAG = re.compile(r"<(/?[a-zA-Z][^>]*)>")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)(?:="([^"]*)")?""")
_HAN = re.compile(r"[\u3400-\u9fff]")
# Two Latin words in a row, the second in lower case: a phrase of our English, not an abbreviation.
_ENGLISH = re.compile(r"[A-Za-z][a-z]+ [a-z]{2,}")
# What needs no decoding: steps up, then a plain path of the site.
_PLAIN_LINK = re.compile(r"((?:\.\./)*)((?:[a-z0-9-]+/)*(?:[a-z0-9_-][a-z0-9._-]*)?)(?:#(.*))?")
_SCHEMES = frozenset(("", "http", "https", "mailto", "data"))  # data: the icon, of our own making
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "source", "wbr"))


class Scan(NamedTuple):
    """What the check needs to know of one page. Links are places of the site, `en/roles/index.html#row`."""

    lang: str
    title: str
    headings: int
    ids: tuple[str, ...]
    places: tuple[str, ...]
    ways: tuple[str, ...]  # the files among them that a reader is led to
    faults: tuple[str, ...]


class _Tag(NamedTuple):
    """An opening tag; `told` if it says more than its name and language."""

    name: str
    lang: str | None
    id: str | None
    link: str
    void: bool
    told: bool


@dataclass
class _Found:
    """What has been read of a page so far; links are as written."""

    lang: str = ""
    title: str = ""
    headings: int = 0
    ids: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    ways: set[str] = field(default_factory=set)  # the links among them that a reader can follow
    faults: list[str] = field(default_factory=list)


def resolve(page: str, link: str, root: str) -> tuple[str | None, str]:
    """The file and fragment that a link of a page leads to; None outside the site."""
    if link.startswith("#"):
        return page, link[1:]
    if plain := _PLAIN_LINK.fullmatch(link):
        steps, path, fragment = plain.groups()
        left = 1 + len(steps) // len("../")  # the file's name, and a folder for each step
        above = page.rsplit("/", left)
        if len(above) >= left:
            return file_of(f"{above[0]}/{path}" if len(above) > left else path), fragment or ""
    url = urlsplit(link)
    if url.scheme or url.netloc:
        return None, ""
    path = unquote(url.path)
    if path.startswith("/"):
        parts = path.removeprefix(root).split("/") if path.startswith(root) else path[1:].split("/")
    elif path:
        parts = page.split("/")[:-1] + path.split("/")
    else:
        return page, url.fragment
    resolved: list[str] = []
    for part in parts[:-1]:
        if part == ".." and resolved and resolved[-1] != "..":  # what climbs above the root stays a fault
            resolved.pop()
        elif part not in ("", "."):
            resolved.append(part)
    last = parts[-1]
    if last in ("", ".", ".."):
        resolved = resolved[:-1] if last == ".." else resolved
        return file_of("".join(f"{part}/" for part in resolved)), url.fragment
    return "/".join([*resolved, last]), url.fragment


def scan_page(path: str, content: bytes, root: str) -> Scan:
    """What the check needs to know of a page."""
    found = _read(content.decode())
    places, ways = set(), set()
    for link in sorted(found.links):
        target, fragment = resolve(path, link, root)
        if target is None:
            if urlsplit(link).scheme not in _SCHEMES:
                found.faults.append(f"The link {link} has a scheme that no link of the site has.")
        else:
            places.add(f"{target}#{fragment}" if fragment else target)
            if link in found.ways:
                ways.add(target)
    faults = tuple(found.faults)
    return Scan(found.lang, found.title, found.headings, tuple(found.ids), tuple(sorted(places)), tuple(ways), faults)


def _read(text: str) -> _Found:
    found = _Found()
    languages: list[tuple[str, str]] = []  # open elements: name, language in force
    language = ""
    _, *rest = _TAG.split(text)
    for tag, words in zip(rest[::2], rest[1::2], strict=True):
        if tag[0] == "/":
            if not languages or languages[-1][0] != tag[1:]:
                found.faults.append(f"<{tag}> closes an element that is not open.")
            else:
                languages.pop()
                language = languages[-1][1] if languages else ""
        else:
            one = _tag(tag)
            if one.told:
                _read_tag(found, one)
            if not one.void:
                language = language if one.lang is None else one.lang
                languages.append((one.name, language))
        if words != "\n" and words and languages and not words.isspace():
            name = languages[-1][0]
            if name == "title" and [one for one, _ in languages[-2:]] == ["head", "title"]:
                found.title = html.unescape(words).strip()
            elif name != "script":  # a data block is no text
                _read_text(found, words, language)
    for name, _ in languages:
        found.faults.append(f"<{name}> is never closed.")
    return found


@lru_cache(maxsize=1 << 12)  # most tags stand on many pages
def _tag(tag: str) -> _Tag:
    """`a href="../"` → what it says."""
    name, *rest = tag.split(None, 1)
    attributes = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(rest[0])} if rest else {}
    link = attributes.get("href") or attributes.get("src") or attributes.get("action") or ""
    void = name in _VOID or tag.endswith("/")  # `<path …/>` inside a picture
    told = bool(link) or "id" in attributes or name in ("html", "h1")
    return _Tag(name, attributes.get("lang"), attributes.get("id"), link, void, told)


def _read_tag(found: _Found, tag: _Tag) -> None:
    if tag.name == "html":
        found.lang = tag.lang or ""
    elif tag.name == "h1":
        found.headings += 1
    if tag.id is not None:
        if tag.id in found.ids:
            found.faults.append(f"The id “{tag.id}” stands twice.")
        found.ids.add(tag.id)
    if tag.link:
        found.links.add(tag.link)
        if tag.name == "a":
            found.ways.add(tag.link)


def _read_text(found: _Found, text: str, language: str) -> None:
    if not language.startswith("zh"):
        if not text.isascii() and _HAN.search(text):
            found.faults.append(f"“{text.strip()[:30]}” is Chinese in a part marked as “{language}”.")
    elif " " in text and not language.startswith("zh-Latn") and _ENGLISH.search(text):
        found.faults.append(f"“{text.strip()[:30]}” is English in a part marked as “{language}”.")
