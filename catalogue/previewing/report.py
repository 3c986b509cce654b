"""What stopped a build → lines for the terminal and a page for the browser."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from html import escape
from os.path import relpath
from pathlib import Path
from typing import NamedTuple

from jinja2 import TemplateSyntaxError

from ..problems import DataProblems, Position, Problem
from ..rendering.markup import mark_foreign

SOURCE_TAG = "zh-Hans"  # the words say it too, but they may be what is broken
STYLE_ADDRESS = "preview/problems.css"
STYLE = b"""\
:root { color-scheme: light dark; --quiet: #59636e; --edge: #b3261e; font: 100%/1.5 system-ui, sans-serif }
@media (prefers-color-scheme: dark) { :root { --quiet: #a8b3bd; --edge: #ff8a80 } }
body { margin: 0 auto; max-width: 48rem; padding: 1.5rem 1rem }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem }
.lead { color: var(--quiet); margin: 0 0 1.5rem }
ol { list-style: none; margin: 0; padding: 0 }
li { border-inline-start: .25rem solid var(--edge); margin: 0 0 1.25rem; padding-inline-start: .75rem }
p { margin: 0; overflow-wrap: anywhere; white-space: pre-line }
code { font-family: ui-monospace, monospace; font-size: .9375rem }
"""
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{summary}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/{style}">
</head>
<body>
<main>
<h1>{summary}</h1>
<p class="lead">The site was left as it was. Mend this and save; the page reloads by itself.</p>
<ol>
{findings}</ol>
</main>
</body>
</html>
"""


class Report(NamedTuple):
    """Why there is no new site."""

    summary: str
    problems: tuple[Problem, ...] = ()
    lines: tuple[str, ...] = ()  # findings that have no place in a file of ours
    trace: str = ""  # of a fault of the program, for the terminal only

    def __str__(self) -> str:
        found = [*map(str, self.problems), *self.lines, f"{self.summary}; the site was left as it was."]
        return self.trace + "\n".join(found)

    def page(self) -> bytes:
        """The page, in English as the messages are; what it quotes from the document is marked."""
        return _PAGE.format(
            summary=escape(self.summary),
            style=STYLE_ADDRESS,
            findings="".join(f"<li>\n{finding}\n</li>\n" for finding in self._findings()),
        ).encode()

    def _findings(self) -> Iterator[str]:
        for problem in self.problems:
            place = f"<code>{escape(problem.place)}</code>"
            yield "\n".join(f"<p>{text}</p>" for text in (place, _marked(problem.message), _marked(problem.hint)))
        for line in self.lines:
            yield f"<p>{_marked(line)}</p>"


def report(error: BaseException, root: Path) -> Report:
    """What to say of anything that a build may raise; `root` holds the templates and the program."""
    if isinstance(error, DataProblems):
        return Report(_counted(len(error.problems)), error.problems)
    if isinstance(error, SystemExit):  # faults of the finished site
        summary, *lines = str(error.code).splitlines() or [""]
        return Report(summary.rstrip(".:") or "The build was ended", lines=tuple(lines))
    if isinstance(error, OSError) and error.filename:
        return Report("The build stopped", lines=(f"{error.filename}: {error.strerror}.",))
    if place := _template_place(error, root):
        what = error.message if isinstance(error, TemplateSyntaxError) else str(error)
        return Report(_counted(1), (Problem(place, f"{_ended(what or type(error).__name__)}", "Mend the template."),))
    trace = "".join(traceback.format_exception(error))
    return Report("The build stopped", lines=(f"{type(error).__name__}: {error}",), trace=trace)


def _marked(text: str) -> str:
    return mark_foreign(text, "en", SOURCE_TAG)


def _counted(number: int) -> str:
    return f"{number} problem{'' if number == 1 else 's'}"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."


def _template_place(error: BaseException, root: Path) -> Position | None:
    """Where in a template an error has come from; the engine knows lines but no columns."""
    templates = str(root / "templates")
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return Position(relpath(error.filename), error.lineno)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith(templates):
            return Position(relpath(frame.filename), frame.lineno or 1)
    return None
