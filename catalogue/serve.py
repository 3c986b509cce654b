"""Live preview through livereload: build, serve on this machine only, rebuild and refresh on every save."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from livereload import Server  # type: ignore[import-untyped]

from .problems import DataProblems

HOST = "127.0.0.1"
WATCHED = ("*.yaml", "*.md", "*.txt", "*.html", "*.css", "*.js", "*.svg")


def serve(build: Callable[[], int], options: Namespace, root: Path) -> None:
    """Serves until it is interrupted. Problems are printed and the last good site stays."""

    def rebuild() -> None:
        try:
            print(f"{build()} files in {options.out}.")
        except DataProblems as found:
            print(found)
        except SystemExit as stopped:  # would end the server
            print(stopped)

    rebuild()
    server = Server()
    for folder in (options.data, root / "templates", root / "static"):
        for pattern in WATCHED:
            for depth in ("", "*/", "*/*/"):
                server.watch(f"{folder}/{depth}{pattern}", rebuild)
    server.serve(host=HOST, port=options.port, root=str(options.out), open_url_delay=None)
