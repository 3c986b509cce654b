"""`python build.py serve` as a child process, in a copy of the project that a test may spoil; its terminal is kept."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from built_site import DATA, copy_program, tree
from golden.fixture import make_data

PATIENCE = 120  # seconds; only a test that fails waits that long


class Project:
    """A copy of the project with the small data of the golden pages, or with the real data."""

    def __init__(self, folder: Path, real: bool = False) -> None:
        self.folder, self.data, self.out = folder, folder / "data", folder / "site"
        folder.mkdir()
        copy_program(folder)
        if real:
            shutil.copytree(DATA, self.data)
        else:
            make_data(DATA, self.data)

    def change(self, path: str, old: str, new: str) -> int:
        """As an editor saves: the new text under another name, then in its place. Gives the line."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path}"
        self.save(path, text.replace(old, new, 1))
        return text[: text.index(old)].count("\n") + 1

    def save(self, path: str, text: str) -> None:
        target = self.folder / path
        beside = target.with_name(f".{target.name}.new")
        beside.write_text(text, encoding="utf-8")
        beside.rename(target)

    def published(self) -> dict[str, bytes]:
        return tree(self.out)

    def build(self, out: str) -> dict[str, bytes]:
        """What a plain build of the same files publishes."""
        subprocess.run([sys.executable, "build.py", "--out", out], cwd=self.folder, check=True, capture_output=True)
        return tree(self.folder / out)


class Preview:
    """The child: what it has said, and how to end it."""

    def __init__(self, project: Project, *arguments: str) -> None:
        command = [sys.executable, "build.py", "serve", *arguments]
        self._process = subprocess.Popen(command, cwd=project.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self._said: list[str] = []
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.address = self.wait_for(r"http://[^;]+(?=; Ctrl-C)")

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            with self._news:
                self._said.append(line.decode())
                self._news.notify_all()

    @property
    def terminal(self) -> str:
        with self._news:
            return "".join(self._said)

    def wait_for(self, pattern: str, times: int = 1) -> str:
        """What the terminal says that matches, once it has been said so many times."""
        with self._news:
            found = self._news.wait_for(
                lambda: (hits := re.findall(pattern, "".join(self._said), re.MULTILINE))[times - 1 :] and hits, PATIENCE
            )
            assert found, f"{pattern!r} was not said {times} times:\n{''.join(self._said)}"
            return str(found[times - 1])

    def published(self, times: int = 1) -> None:
        self.wait_for("files are published", times)

    def rebuilds(self) -> int:
        return self.terminal.count("saved or deleted")

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """The server sees at once what happens meanwhile."""
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def interrupt(self) -> int:
        """Ctrl-C; gives the exit status."""
        self._process.send_signal(signal.SIGINT)
        status = self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return status

    def end(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self._process.stdout
        self._process.stdout.close()


@contextmanager
def previewing(project: Project, *arguments: str) -> Iterator[Preview]:
    """A preview on a port that is free, ended by its own id."""
    preview = Preview(project, *(arguments or ("--port", "0")))
    try:
        yield preview
    finally:
        preview.end()
