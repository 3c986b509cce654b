"""Lighthouse 12, mobile preset, on the pages that matter most: `make lighthouse`. Prints scores, fails below the goal.

Builds the site for the address it is then served at, compressed and cacheable as a real host sends it. Lighthouse comes
from the lock file beside this (Lighthouse 13 needs a newer Node than Debian's).
"""

from __future__ import annotations

import functools
import gzip
import json
import os
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT))

import build  # noqa: E402

PAGES = ("", "industries/chemicals/", "roles/mechanical-engineer/", "search/?q=engineer", "matrix/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "txt": "text/plain; charset=utf-8",
    "xml": "application/xml",
    "webmanifest": "application/manifest+json",
}


@functools.cache
def _encoded(content: bytes, encoding: str) -> bytes:
    return brotli.compress(content) if encoding == "br" else gzip.compress(content, mtime=0)


def _server(files: dict[str, bytes]) -> ThreadingHTTPServer:
    class Host(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0].lstrip("/")
            path += "index.html" if path == "" or path.endswith("/") else ""
            body, kind = files.get(path), path.rpartition(".")[2]
            self.send_response(200 if body is not None else 404)
            accepted = self.headers.get("Accept-Encoding", "")
            encoding = next((one for one in ("br", "gzip") if one in accepted and kind != "png"), "")
            body = files["404.html"] if body is None else body
            if encoding:
                body = _encoded(body, encoding)
                self.send_header("Content-Encoding", encoding)
            self.send_header("Content-Type", TYPES.get(kind, "application/octet-stream"))
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Vary", "Accept-Encoding")
            self.send_header("Cache-Control", "max-age=300" if kind == "html" else "max-age=31536000")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    server.daemon_threads = True
    return server


def _lighthouse(address: str, folder: Path) -> dict[str, object]:
    report = folder / "report.json"
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
    command = [HERE / "node_modules/.bin/lighthouse", address, "--quiet", "--output=json", f"--output-path={report}"]
    command += [f"--chrome-flags={flags}", "--max-wait-for-load=30000", "--no-enable-error-reporting"]
    environment = {**os.environ, "CHROME_PATH": "/usr/bin/chromium"}
    subprocess.run(list(map(str, command)), check=True, env=environment, cwd=folder)
    return json.loads(report.read_text(encoding="utf-8"))


def main() -> int:
    subprocess.run(["npm", "ci", "--silent"], cwd=HERE, check=True)
    files: dict[str, bytes] = {}
    server = _server(files)
    base = f"http://127.0.0.1:{server.server_port}/"
    files.update(build.site_files(ROOT / "data", base))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    short = 0
    print(f"{'page':40} perf a11y best  seo    CLS    LCP    TBT")
    for lang in sys.argv[1:] or ("zh", "en"):
        for page in PAGES:
            with tempfile.TemporaryDirectory() as folder:
                report = _lighthouse(f"{base}{lang}/{page}", Path(folder))
            scores = [round(100 * report["categories"][name]["score"]) for name in CATEGORIES]
            shift, paint, blocked = (
                report["audits"][name]["numericValue"]
                for name in ("cumulative-layout-shift", "largest-contentful-paint", "total-blocking-time")
            )
            short += scores != [100] * 4 or shift > 0
            numbers = " ".join(f"{score:4}" for score in scores)
            print(f"{lang}/{page:37} {numbers} {shift:6.3f} {paint:4.0f}ms {blocked:4.0f}ms", flush=True)
            for name in CATEGORIES:
                for audit in report["categories"][name]["auditRefs"]:
                    found = report["audits"][audit["id"]]
                    if audit["weight"] and found["score"] is not None and found["score"] < 0.9:
                        print(f"    {name}: {found['id']}: {found['title']} {found.get('displayValue', '')}")
    server.shutdown()
    server.server_close()
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
