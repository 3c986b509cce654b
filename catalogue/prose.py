"""Prose pages: Markdown files `data/pages/{page}.{language}.md`, a title line `# …` first.

Raw HTML is shown as text and links may only lead to web pages, mail or places in the site, so that
prose can't bring in markup or scripts. `{placeholders}` stand for facts of the edition.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping

import markdown

from .frozen import Frozen
from .problems import Position, Problem, one_line
from .reader.repairs import nearest
from .reader.yaml_text import readable

PROSE_PAGES = ("about",)  # those that the site can't do without
LINKED_PAGES = (  # those that prose may link to, as `page:errata`
    "home", "industries", "roles", "titles", "qualifications", "certificates", "matrix", "errata", "about", "data",
    "search", "lookup", "isco",
)  # fmt: skip
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
# The target of a link: `[text](target)`, or of a definition `[name]: target`.
_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)|^ {0,3}\[[^\]]+\]:\s*<?([^\s>]*)")
_ALLOWED_LINK = re.compile(rf"(?:https?://.|mailto:.|#.|page:(?:{'|'.join(LINKED_PAGES)})$)")
_TARGET = re.compile(r'<(?:a|img)\b[^>]*?\s(href|src)="([^"]*)"')  # in our HTML, whose texts have no `<`
_TITLE = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
_BEFORE = " >*+-.0123456789"  # a heading in a list or a quotation
_UNDERLINE = re.compile(r"[ >]*=+ *")
_HTML = re.compile(r"<(?=[/!?A-Za-z])(?!https?://)")


class Prose(Frozen):
    """One page's text in one language."""

    title: str
    body: str
    position: Position
    placeholders: Mapping[str, Position]  # the first place of each

    def filled(self, facts: Mapping[str, object]) -> str:
        """The body with its facts; KeyError if one is unknown (`rules.py` looks first)."""
        return _PLACEHOLDER.sub(lambda match: str(facts[match[1]]), self.body)


def read_prose(raw: bytes, file: str, problems: list[Problem]) -> Prose | None:
    """The page, or None if it has no title line."""
    text, found = readable(raw, file, yaml=False)
    problems.extend(found)
    if text is None:
        return None
    unsafe = list(_unsafe(text, file))
    problems.extend(unsafe)
    title, _, body = text.partition("\n")
    if not re.match(r"# \S", title):
        problems.append(
            Problem(
                Position(file), "The page does not begin with its title.", "Write `# ` and the title on the first line."
            )
        )
        return None
    body = body.strip("\n")
    if not unsafe:
        shown = plain_html(body)
        problems.extend(_overlooked(shown, text, file))
        problems.extend(_further_titles(shown, text, file))
    return Prose(title[2:].strip(), body, Position(file), _placeholders(text, file))


def _placeholders(text: str, file: str) -> dict[str, Position]:
    places: dict[str, Position] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for match in _PLACEHOLDER.finditer(line):
            places.setdefault(match[1], Position(file, number, match.start() + 1))
    return places


def _unsafe(text: str, file: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        if match := _HTML.search(line):
            yield Problem(
                Position(file, number, match.start() + 1),
                "HTML stands in the text.",
                "Use Markdown; write a less-than sign with a space after it.",
            )
        facts = _PLACEHOLDER.sub(lambda match: " " * len(match[0]), line) if number > 1 else line
        if brace := re.search(r"[{}]", facts):
            yield Problem(
                Position(file, number, brace.start() + 1),
                "A brace stands here that belongs to no fact.",
                "Write facts as {roles}, in lower-case letters; none may stand in the title.",
            )
        for match in _LINK.finditer(line):
            group = 1 if match[1] is not None else 2
            if not _ALLOWED_LINK.match(match[group]):
                near = [f"page:{name}" for name in nearest(match[group].removeprefix("page:"), LINKED_PAGES)]
                yield Problem(
                    Position(file, number, match.start(group) + 1),
                    f"The link “{one_line(match[group])}” leads nowhere that the site allows.",
                    f"Write {' or '.join(near)}." if near else "Write https://…, mailto:…, #place or page:about.",
                )


def _overlooked(shown: str, text: str, file: str) -> Iterator[Problem]:
    """Links that only Markdown itself finds, and pictures: what the text becomes is looked at, too."""
    for name, target in _TARGET.findall(shown):
        link = html.unescape(target)
        if name == "href" and _ALLOWED_LINK.match(link):
            continue
        lines = text.split("\n")
        number = next((n for n, line in enumerate(lines, 1) if link in line), 1)
        place = Position(file, number, max(lines[number - 1].find(link), 0) + 1)
        if name == "src":
            yield Problem(place, "A picture stands in the text.", "Leave it out: pages show no pictures.")
        else:
            message = f"The link “{one_line(link)}” leads nowhere that the site allows."
            yield Problem(place, message, "Write https://…, mailto:…, #place or page:about.")


def _further_titles(shown: str, text: str, file: str) -> Iterator[Problem]:
    """A page has one title. Markdown makes another of `# …`, also in a list, and of a line above `===`."""
    made = Counter(_TITLE.findall(shown))
    for place, written in _like_titles(text.split("\n"), file) if made else ():
        title = _TITLE.fullmatch(plain_html(written))
        if title and made[title[1]]:
            made[title[1]] -= 1
            yield _further_title(place)
    if made.total():  # of words that only the whole text explains
        yield _further_title(Position(file))


def _like_titles(lines: list[str], file: str) -> Iterator[tuple[Position, str]]:
    """Lines below the first that are titles unless they are code, each as it would be written alone."""
    for number, (line, below) in enumerate(zip(lines[1:], [*lines[2:], ""], strict=True), 2):
        words = line.lstrip(_BEFORE)
        if words.startswith("#") or _UNDERLINE.fullmatch(below):
            place = Position(file, number, len(line) - len(words) + 1)
            yield place, words if words.startswith("#") else f"# {words}"


def _further_title(place: Position) -> Problem:
    hint = "Write `## ` and the text, for a heading below the title."
    return Problem(place, "The page has a further title.", hint)


def plain_html(text: str) -> str:
    """Markdown → HTML, in which HTML in the text stays text."""
    converter = markdown.Markdown(output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    return converter.convert(text)
