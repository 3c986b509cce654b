"""The finished site is checked, every page: what a template or a word got wrong shows here.

Works on our own output, in which every `<` and `>` of text and attributes is escaped; the tests hold a
full HTML parser against the same pages.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from .addresses import file_of
from .policy import WORKER_PAGE

_TAG = re.compile(r"<(/?[a-zA-Z][^>]*)>")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)(?:="([^"]*)")?""")
_HAN = re.compile(r"[\u3400-\u9fff]")
# Two Latin words in a row, the second in lower case: a phrase of our English, not an abbreviation.
_ENGLISH = re.compile(r"[A-Za-z][a-z]+ [a-z]{2,}")
# What needs no decoding: steps up, then a plain path of the site.
_PLAIN_LINK = re.compile(r"((?:\.\./)*)((?:[a-z0-9-]+/)*(?:[a-z0-9_-][a-z0-9._-]*)?)(?:#(.*))?")
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "source", "wbr"))
_REACHED_WITHOUT_LINKS = re.compile(r"(?:[a-z-]+/)?404(?:/index)?\.html|" + re.escape(WORKER_PAGE))
_SCHEMES = frozenset(("", "http", "https", "mailto", "data"))  # data: the icon, of our own making
NEUTRAL = ("index.html", "404.html", WORKER_PAGE)  # pages of no language


class Fault(NamedTuple):
    page: str
    message: str

    def __str__(self) -> str:
        return f"{self.page}: {self.message}"


class _Tag(NamedTuple):
    """An opening tag; `told` if it says more than its name and language."""

    name: str
    lang: str | None
    id: str | None
    link: str
    void: bool
    told: bool


@dataclass
class _Scan:
    """What the check needs to know of one page."""

    lang: str = ""
    title: str = ""
    headings: int = 0
    ids: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    ways: set[str] = field(default_factory=set)  # the links among them that a reader can follow
    faults: list[str] = field(default_factory=list)


def check_site(files: Mapping[str, bytes], root: str = "/", moved: Collection[str] = ()) -> list[Fault]:
    """Every fault of the site's pages; `root` is the path that absolute links begin with, `moved` are files of old addresses."""
    scans = {path: _scan(content.decode()) for path, content in files.items() if path.endswith(".html")}
    faults = [Fault(path, message) for path, scan in scans.items() for message in scan.faults]
    titles: dict[tuple[str, str], str] = {}
    for path, scan in scans.items():
        faults += [Fault(path, message) for message in _page_faults(scan)]
        if path not in NEUTRAL:
            first = titles.setdefault((scan.lang, scan.title), path)
            if first != path:
                faults.append(Fault(path, f"The title “{scan.title}” is also that of {first}."))
        for link in sorted(scan.links):
            if urlsplit(link).scheme not in _SCHEMES:
                faults.append(Fault(path, f"The link {link} has a scheme that no link of the site has."))
            target, fragment = resolve(path, link, root)
            if target is None:
                continue
            if target not in files:
                faults.append(Fault(path, f"The link {link} leads to {target}, which does not exist."))
            elif fragment and target in scans and fragment not in scans[target].ids:
                faults.append(Fault(path, f"The link {link} leads to a place that {target} does not have."))
    reached = _reached(scans, root)
    for path in scans:
        if path not in reached and path not in moved and not _REACHED_WITHOUT_LINKS.fullmatch(path):
            faults.append(Fault(path, "No chain of links leads from the first page to this page."))
    return faults


def _reached(scans: Mapping[str, _Scan], root: str) -> set[str]:
    """The pages that a reader can reach from the first one by following links."""
    reached = {"index.html"}
    waiting = ["index.html"]
    while waiting:
        page = waiting.pop()
        for link in scans[page].ways if page in scans else ():
            target, _ = resolve(page, link, root)
            if target and target in scans and target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached


def _page_faults(scan: _Scan) -> Iterator[str]:
    if scan.headings != 1:
        yield f"The page has {scan.headings} h1 headings instead of one."
    if not scan.title:
        yield "The page has no title."
    if not scan.lang:
        yield "The page names no language."


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


def _scan(text: str) -> _Scan:
    scan = _Scan()
    languages: list[tuple[str, str]] = []  # open elements: name, language in force
    language = ""
    _, *rest = _TAG.split(text)
    for tag, words in zip(rest[::2], rest[1::2], strict=True):
        if tag[0] == "/":
            if not languages or languages[-1][0] != tag[1:]:
                scan.faults.append(f"<{tag}> closes an element that is not open.")
            else:
                languages.pop()
                language = languages[-1][1] if languages else ""
        else:
            one = _tag(tag)
            if one.told:
                _read_tag(scan, one)
            if not one.void:
                language = language if one.lang is None else one.lang
                languages.append((one.name, language))
        if words != "\n" and words and languages and not words.isspace():
            name = languages[-1][0]
            if name == "title" and [one for one, _ in languages[-2:]] == ["head", "title"]:
                scan.title = html.unescape(words).strip()
            elif name != "script":  # a data block is no text
                _read_text(scan, words, language)
    for name, _ in languages:
        scan.faults.append(f"<{name}> is never closed.")
    return scan


@lru_cache(maxsize=1 << 12)  # most tags stand on many pages
def _tag(tag: str) -> _Tag:
    """`a href="../"` → what it says."""
    name, *rest = tag.split(None, 1)
    attributes = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(rest[0])} if rest else {}
    link = attributes.get("href") or attributes.get("src") or attributes.get("action") or ""
    void = name in _VOID or tag.endswith("/")  # `<path …/>` inside a picture
    told = bool(link) or "id" in attributes or name in ("html", "h1")
    return _Tag(name, attributes.get("lang"), attributes.get("id"), link, void, told)


def _read_tag(scan: _Scan, tag: _Tag) -> None:
    if tag.name == "html":
        scan.lang = tag.lang or ""
    elif tag.name == "h1":
        scan.headings += 1
    if tag.id is not None:
        if tag.id in scan.ids:
            scan.faults.append(f"The id “{tag.id}” stands twice.")
        scan.ids.add(tag.id)
    if tag.link:
        scan.links.add(tag.link)
        if tag.name == "a":
            scan.ways.add(tag.link)


def _read_text(scan: _Scan, text: str, language: str) -> None:
    if not language.startswith("zh"):
        if not text.isascii() and _HAN.search(text):
            scan.faults.append(f"“{text.strip()[:30]}” is Chinese in a part marked as “{language}”.")
    elif " " in text and not language.startswith("zh-Latn") and _ENGLISH.search(text):
        scan.faults.append(f"“{text.strip()[:30]}” is English in a part marked as “{language}”.")
