"""The finished site is checked, every page: what a template or a word got wrong shows here.

Works on our own output, in which every `<` and `>` of text and attributes is escaped; the tests hold a
full HTML parser against the same pages.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from .addresses import file_of
from .policy import WORKER_PAGE

_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>|([^<]+)")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)(?:="([^"]*)")?""")
_HAN = re.compile(r"[\u3400-\u9fff]")
# Two Latin words in a row, the second in lower case: a phrase of our English, not an abbreviation.
_ENGLISH = re.compile(r"[A-Za-z][a-z]+ [a-z]{2,}")
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "source", "wbr"))
_REACHED_WITHOUT_LINKS = re.compile(r"(?:[a-z-]+/)?404(?:/index)?\.html|" + re.escape(WORKER_PAGE))
_SCHEMES = frozenset(("", "http", "https", "mailto", "data"))  # data: the icon, of our own making
NEUTRAL = ("index.html", "404.html", WORKER_PAGE)  # pages of no language


class Fault(NamedTuple):
    page: str
    message: str

    def __str__(self) -> str:
        return f"{self.page}: {self.message}"


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
            target, fragment = _resolve(path, link, root)
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
            target, _ = _resolve(page, link, root)
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


def _resolve(page: str, link: str, root: str) -> tuple[str | None, str]:
    """The file and fragment that a link of a page leads to; None outside the site."""
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
        if part == ".." and resolved:
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
    for match in _TOKEN.finditer(text):
        closing, name, rest, words = match.groups()
        if words is not None:
            if languages and languages[-1][0] != "script" and not words.isspace():  # a data block is no text
                within = [one for one, _ in languages[-2:]]
                _read_text(scan, words, language, "title" if within == ["head", "title"] else "")
        elif closing:
            if not languages or languages[-1][0] != name:
                scan.faults.append(f"</{name}> closes an element that is not open.")
                continue
            languages.pop()
            language = languages[-1][1] if languages else ""
        else:
            attributes = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(rest)}
            own = attributes.get("lang", language)
            _read_tag(scan, name, attributes)
            if name not in _VOID and not rest.endswith("/"):  # `<path …/>` inside a picture
                languages.append((name, own))
                language = own
    for name, _ in languages:
        scan.faults.append(f"<{name}> is never closed.")
    return scan


def _read_tag(scan: _Scan, name: str, attributes: dict[str, str]) -> None:
    if name == "html":
        scan.lang = attributes.get("lang", "")
    elif name == "h1":
        scan.headings += 1
    if "id" in attributes:
        if attributes["id"] in scan.ids:
            scan.faults.append(f"The id “{attributes['id']}” stands twice.")
        scan.ids.add(attributes["id"])
    link = attributes.get("href") or attributes.get("src") or attributes.get("action")
    if link:
        scan.links.add(link)
    if link and name == "a":
        scan.ways.add(link)


def _read_text(scan: _Scan, text: str, language: str, element: str) -> None:
    if element == "title":
        scan.title = html.unescape(text).strip()
    elif not language.startswith("zh"):
        if _HAN.search(text):
            scan.faults.append(f"“{text.strip()[:30]}” is Chinese in a part marked as “{language}”.")
    elif not language.startswith("zh-Latn") and _ENGLISH.search(text):
        scan.faults.append(f"“{text.strip()[:30]}” is English in a part marked as “{language}”.")
