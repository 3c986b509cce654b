"""Live preview through livereload: serve on this machine only, rebuild and refresh on every save.

What livereload 2.7.1 does by itself and is done otherwise here:

- It looks for changes every 0.8 s, builds once for each file of a folder, and misses a file that comes back with
  an old time: `watch` looks, and one answer is one rebuild.
- What a build raises ends the server, or leaves the old page without a word: `preview` catches and shows it.
- It doesn't refresh within 3 s of a refresh, nor a page that was still loading when it did: pages carry a stamp,
  and one with an old stamp is refreshed as soon as it connects.
- It lets browsers keep styles and scripts: nothing is kept.
- A port in use is an OSError out of the server's depth: sockets are opened first.

Its script is added to what is sent, never to what is published.
"""

from __future__ import annotations

import json
import logging
import mimetypes
import socket
from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from livereload import Server  # type: ignore[import-untyped]
from livereload.handlers import (  # type: ignore[import-untyped]
    LiveReloadHandler,
    LiveReloadJSHandler,
    StaticFileHandler,
)
from livereload.server import LiveScriptInjector  # type: ignore[import-untyped]
from livereload.watcher import Watcher  # type: ignore[import-untyped]
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.web import Application, RequestHandler

from .building.watch import Watch, below
from .previewing.listen import Refused, address, is_of_this_machine, listen
from .previewing.preview import Preview, Steps, say
from .previewing.report import STYLE, STYLE_ADDRESS

LOOK_EVERY = 100  # milliseconds; a save is taken up after one or two looks
SCRIPT = "livereload.js"
# Tells the server, when it connects, which state of the site its page shows.
STAMPED = b"""(() => {
  const stamp = new URL(document.currentScript.src).searchParams.get("stamp");
  class Preview { analyze() { return { stamp }; } }
  Preview.identifier = "preview";
  window.LiveReloadPluginPreview = Preview;
})();
"""


def serve(steps: Steps, options: Namespace) -> int:
    """Serves until it is interrupted. Returns the exit status: 0, or 2 if the host or port can't be had."""
    if not is_of_this_machine(options.host):
        say(f"Warning: with --host {options.host}, everybody on the network can read the preview, problems included.")
    try:
        try:
            sockets = listen(options.host, options.port)
        except Refused as refused:
            say(str(refused))
            return 2
        _serve(steps, options, sockets)
    except KeyboardInterrupt:
        pass
    return 0


def _serve(steps: Steps, options: Namespace, sockets: list[socket.socket]) -> None:
    loop = IOLoop.current()
    site = Watch(lambda: below((options.data, steps.root / "templates", steps.root / "static"), options.out))
    program = Watch(lambda: map(str, (steps.root / "build.py", *(steps.root / "catalogue").rglob("*.py"))))
    preview = Preview(steps, _refresh, loop.add_callback)

    def look() -> None:
        for path in program.changes():
            say(f"{path} has changed; end this with Ctrl-C and start it again to preview with it.")
        if changed := site.changes():
            others = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
            say(f"{changed[0]}{others}: saved or deleted.")
            preview.rebuild()

    say(f"Preview on {address(options.host, sockets)}; Ctrl-C ends it.")
    server = _Server(preview, sockets, _Watcher(look))
    try:
        preview.rebuild()
        server.serve(root=str(Path.cwd() / options.out))
    finally:
        preview.end()


def _refresh() -> None:
    """Reloads every page that waits. Without one it would do harm: livereload looks only if it never refreshed before."""
    if LiveReloadHandler.waiters:
        LiveReloadHandler.reload_waiters("*")


class _Watcher(Watcher):  # type: ignore[misc]
    """Our eyes in the place of livereload's."""

    def __init__(self, look: Callable[[], None]) -> None:
        super().__init__()
        self._look = look
        self.watch(".")  # or livereload says that it watches the current folder

    def examine(self) -> tuple[None, None]:
        self._look()
        return None, None  # it has refreshed already, whenever the last refresh was

    def start(self, callback: Callable[[], None]) -> bool:
        PeriodicCallback(callback, LOOK_EVERY).start()
        return True


class _Server(Server):  # type: ignore[misc]
    """livereload's loop around our handlers."""

    def __init__(self, preview: Preview, sockets: list[socket.socket], watcher: _Watcher) -> None:
        super().__init__(watcher=watcher)
        self._preview, self._sockets = preview, sockets
        LiveReloadHandler.watcher, LiveReloadHandler.live_css = watcher, False

    def application(self, *_: object, **__: object) -> None:
        preview = self._preview
        site = {"preview": preview, "path": self.root, "default_filename": "index.html"}
        handlers: list[Any] = [
            ("/livereload", _Connection, {"preview": preview}),
            (f"/{SCRIPT}", _Script),
            (f"/{STYLE_ADDRESS}", _Style),
            ("/(.*)", _Site, site),
        ]
        transforms: list[Any] = [partial(_Injector, preview)]
        application = Application(handlers, transforms=transforms, log_function=lambda handler: None)
        HTTPServer(application).add_sockets(self._sockets)

    def _setup_logging(self) -> None:
        """Faults only; what matters to the person who edits is said elsewhere."""
        for name in ("livereload", "tornado"):
            logging.getLogger(name).addHandler(logging.StreamHandler())
            logging.getLogger(name).setLevel(logging.WARNING)


class _Injector(LiveScriptInjector):  # type: ignore[misc]
    """Adds the script to each page on its way out."""

    def __init__(self, preview: Preview, request: HTTPServerRequest) -> None:
        super().__init__(request)
        self._preview = preview
        url = urlsplit(f"//{request.host}")
        self._host, self._port = quote(url.hostname or "", safe=":"), url.port or 80

    @property
    def script(self) -> bytes:
        host = f"[{self._host}]" if ":" in self._host else self._host
        query = f"stamp={self._preview.stamp}&amp;host={host}&amp;port={self._port}&amp;maxdelay=2000"
        return f'<script async src="/{SCRIPT}?{query}"></script>'.encode()


class _Connection(LiveReloadHandler):  # type: ignore[misc]
    """A page that waits for news."""

    def initialize(self, preview: Preview) -> None:
        self._preview = preview

    def on_message(self, message: str) -> None:
        super().on_message(message)
        said = json.loads(message)
        if said["command"] == "info" and said["plugins"]["preview"]["stamp"] != self._preview.stamp:
            self.send_message({"command": "reload", "path": "*", "liveCSS": False})


class _Script(LiveReloadJSHandler):  # type: ignore[misc]
    def get(self) -> None:
        self.write(STAMPED)
        super().get()


class _Style(RequestHandler):
    def get(self) -> None:
        self.set_header("Content-Type", "text/css")
        self.write(STYLE)


class _Site(StaticFileHandler):  # type: ignore[misc]
    """What is wrong, or the draft; whatever it does not have, as it is published."""

    def initialize(self, preview: Preview, **site: str) -> None:
        super().initialize(**site)
        self._preview = preview

    async def get(self, path: str, include_body: bool = True) -> None:
        page = path == "" or path.endswith(("/", ".html")) or "." not in path.rpartition("/")[2]
        file = path + "index.html" if path == "" or path.endswith("/") else path
        content = self._preview.early(file)
        if content is None and not self._preview.report:
            await self._preview.settled.wait()
        if page and self._preview.report:
            self.set_status(500)
            self._send("x.html", self._preview.report.page())
        elif content is not None:
            self._send(file, content)
        else:
            await super().get(path, include_body)

    def _send(self, name: str, content: bytes) -> None:
        self.set_header("Content-Type", mimetypes.guess_type(name)[0] or "application/octet-stream")
        self.write(content)

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")  # or a reload shows the old style

    def compute_etag(self) -> None:
        """None is of use where nothing is kept."""

    def write_error(self, status_code: int, **_: object) -> None:
        """The page that a host shows for an address that does not exist."""
        if status_code == 404 and (page := self._preview.early("404.html")):
            self.finish(page)
        else:
            super().write_error(status_code)
