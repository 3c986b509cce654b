"""What browsers are shown while somebody edits: the draft of the site, or what is wrong with it.

A whole site takes seconds to render, check and publish; the page that somebody is looking at takes none. So after
a save the data is checked and a draft answers for its pages, while the whole is made in a thread of its own.
Nothing that is raised in between ends the server; the last good site stays.
"""

from __future__ import annotations

import asyncio
import secrets
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from .report import Report, report

BROWSERS_FIRST = 0.5  # seconds in which a draft's pages are asked for, before the rest of it takes the processor


class Draft(Protocol):
    """A site whose data is right."""

    def early(self, path: str) -> bytes | None:
        """A page, style or script that can be had before the whole is finished. Raises what a template raises."""

    def files(self) -> Mapping[str, bytes]:
        """The whole, checked. Raises DataProblems or SystemExit with what the check finds."""


class Steps(NamedTuple):
    """What the recipe lends to the preview."""

    draft: Callable[[], Draft]
    publish: Callable[[Mapping[str, bytes]], None]
    root: Path  # of the program and its templates


class Preview:
    """Everything but `_finish` runs in the server's thread. `refresh` reloads browsers, `hand_over` runs a
    function in the server's thread."""

    def __init__(
        self, steps: Steps, refresh: Callable[[], None], hand_over: Callable[[Callable[[], None]], object]
    ) -> None:
        self._steps, self._refresh, self._hand_over = steps, refresh, hand_over
        self._draft: Draft | None = None  # if nothing is wrong
        self.report: Report | None = None
        self.stamp = ""  # names what browsers are shown now; a page with another stamp is an old one
        self.settled = asyncio.Event()  # the disk holds the site of the draft, or the last good one if there is none
        self._one_at_a_time, self._publishing = threading.Lock(), threading.Lock()
        self._ended = False

    def rebuild(self) -> None:
        """Takes up what was saved. When this returns, the draft or its problems are what browsers are shown."""
        try:
            draft = self._steps.draft()
        except (Exception, SystemExit) as error:
            self._fail(error)
            return
        self._draft, self.report = draft, None
        self.settled.clear()
        threading.Thread(target=self._finish, args=(draft,), daemon=True).start()
        self._show()

    def early(self, path: str) -> bytes | None:
        """What the draft has at a path, if there is one and its template works."""
        if self._draft is None:
            return None
        try:
            return self._draft.early(path)
        except (Exception, SystemExit) as error:
            self._fail(error)
            return None

    def end(self) -> None:
        """Returns when nothing is being published; nothing will be afterwards."""
        with self._publishing:
            self._ended = True

    def _finish(self, draft: Draft) -> None:
        time.sleep(BROWSERS_FIRST)
        with self._one_at_a_time:
            if draft is not self._draft:  # saved again meanwhile
                return
            try:
                files = draft.files()
                with self._publishing:
                    if self._ended or draft is not self._draft:
                        return
                    self._steps.publish(files)
            except (Exception, SystemExit) as error:
                stopped = error
                self._hand_over(lambda: self._fail(stopped) if draft is self._draft else None)
            else:
                self._hand_over(lambda: self._succeed(draft, len(files)))

    def _succeed(self, draft: Draft, count: int) -> None:
        if draft is self._draft:
            say(f"{count} files are published.")
            self.settled.set()

    def _fail(self, error: BaseException) -> None:
        self.report, self._draft = report(error, self._steps.root), None
        say(str(self.report))
        self.settled.set()
        self._show()

    def _show(self) -> None:
        self.stamp = secrets.token_hex(8)
        self._refresh()


def say(text: str) -> None:
    """To the terminal; not to standard output, which can't print every name in every locale."""
    print(text, file=sys.stderr, flush=True)
