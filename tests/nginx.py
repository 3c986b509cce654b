"""A real nginx on this machine only, with the configuration that `build.py nginx` prints, TLS included.

It is one process, without a master, a child of the tests; it ends with the `with` block.
"""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import NamedTuple

from catalogue.hosts.nginx import nginx_configuration
from catalogue.hosts.server import Server
from catalogue.moves import Move

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
BROTLI = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
LANGUAGES = ("zh", "en")
PATIENCE = 10  # seconds; only a test that fails waits so long

_MAIN = """\
load_module {brotli};
user {user};
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {sites}
}}
"""


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]  # names in lower case
    body: bytes


class Running(NamedTuple):
    """Where nginx listens, `https://localhost:…/`, and what it trusts."""

    address: str
    http_port: int
    https_port: int
    certificate: Path

    def ask(self, path: str, secure: bool = True, **headers: str) -> Answer:
        """A request as it is, without redirects followed and without anything unpacked."""
        if secure:
            trust = ssl.create_default_context(cafile=str(self.certificate))
            connection: HTTPConnection = HTTPSConnection("localhost", self.https_port, context=trust, timeout=PATIENCE)
        else:
            connection = HTTPConnection("localhost", self.http_port, timeout=PATIENCE)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        found = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return found


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of this machine for itself, and its key."""
    made, key = folder / "localhost.pem", folder / "localhost.key"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30"]
    command = ["openssl", "req", *kind, *names, "-keyout", str(key), "-out", str(made)]
    subprocess.run(command, check=True, capture_output=True)
    return made, key


def free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports


def on_this_machine(
    site: Path, folder: Path, root: str = "/", ports: Sequence[int] = (), host: str = "localhost"
) -> tuple[Server, Running]:
    """Where nginx is to serve a site's folder; `root` is its path on the host, whose folder holds it under that path."""
    made, key = certificate(folder)
    http, https = ports or free_ports(2)
    server = replace(
        Server.at(f"https://{host}:{https}{root}"),
        folder=str(site),
        certificate=str(made),
        key=str(key),
        http=http,
        interfaces=("127.0.0.1:",),
    )
    return server, Running(f"https://localhost:{https}{root}", http, https, made)


@contextmanager
def nginx(
    site: Path,
    folder: Path,
    root: str = "/",
    ports: Sequence[int] = (),
    moved: Sequence[Move] = (),
    security: bool = False,
) -> Iterator[Running]:
    """Serves one site."""
    server, running = on_this_machine(site, folder, root, ports)
    with serving(folder, running, nginx_configuration(server, LANGUAGES, moved, security)):
        yield running


@contextmanager
def serving(folder: Path, running: Running, *configurations: str) -> Iterator[None]:
    """One nginx with all these configurations, until the block ends; `running` is one of its sites."""
    for number, text in enumerate(configurations):
        (folder / f"site-{number}.conf").write_text(text, encoding="utf-8")
    sites = " ".join(f"include {folder}/site-{number}.conf;" for number in range(len(configurations)))
    user = "root" if os.getuid() == 0 else "nobody"
    main = _MAIN.format(brotli=BROTLI, folder=folder, user=user, sites=sites)
    (folder / "nginx.conf").write_text(main, encoding="utf-8")
    process = subprocess.Popen(
        [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await(running.https_port, process, folder / "error.log")
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(PATIENCE * 50):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError(f"nginx did not start:\n{log.read_text(encoding='utf-8')}")
