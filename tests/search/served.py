"""A web server of a few files on 127.0.0.1, and a headless Chromium; both end with their `with` block."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from browser import CHROMIUM, FLAGS
from built_site import ROOT
from playwright.sync_api import Browser, Page, sync_playwright

TYPES = {".js": "text/javascript", ".json": "application/json", ".css": "text/css", "": "text/html"}
START = b"""<!doctype html><title>engine</title><script type="module">
import { createEngine } from "./js/search/engine.js";
import { exactIn } from "./js/search/exact.js";
window.createEngine = createEngine;
window.index = await (await fetch("./index.json")).text();
const begun = performance.now();
window.engine = createEngine(JSON.parse(window.index));
window.started = performance.now() - begun;
window.exact = exactIn(window.engine);
</script>"""


def modules() -> dict[str, bytes]:
    """The engine as it is served, by address."""
    static = ROOT / "static"
    return {
        f"/{path.relative_to(static).as_posix()}": path.read_bytes() for path in sorted(static.glob("js/search/*.js"))
    }


def engine_site(index: bytes) -> dict[str, bytes]:
    return {"/": START, "/index.json": index, **modules()}


@contextmanager
def serving(files: Mapping[str, bytes]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = files.get(self.path)
            self.send_response(404 if body is None else 200)
            ending = self.path[self.path.rfind(".") :] if "." in self.path else ""
            self.send_header("Content-Type", f"{TYPES.get(ending, 'text/plain')}; charset=utf-8")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield launched
        finally:
            launched.close()


@contextmanager
def browser_page() -> Iterator[Page]:
    with browser() as launched:
        yield launched.new_page()
