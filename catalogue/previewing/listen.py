"""Host and port → open sockets, or a sentence that says what to write instead."""

from __future__ import annotations

import errno
import socket
from contextlib import suppress
from ipaddress import ip_address

from tornado.netutil import bind_sockets

LAST_PORT = 65535


class Refused(Exception):
    """Nothing can be served at this host and port; says what to write instead."""


def listen(host: str, port: int) -> list[socket.socket]:
    """Opens what is served on. Raises Refused."""
    try:
        return bind_sockets(port, host)
    except UnicodeError:  # no name at all: `..`
        raise Refused(f"--host {host} is no name of a host. Leave it out, or write another.") from None
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise Refused(f"--host {host} --port {port}: {error.strerror}. Leave them out, or write others.") from None
    for free in range(port + 1, LAST_PORT + 1):
        with suppress(OSError):
            for one in bind_sockets(free, host):
                one.close()
            raise Refused(
                f"Port {port} is in use on {host}, by another preview perhaps. Port {free} is free: write --port {free}"
                f" (make serve PORT={free})."
            )
    raise Refused(f"Port {port} is in use on {host}, and so is every higher one. Write a lower --port.")


def is_of_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def address(host: str, sockets: list[socket.socket]) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{sockets[0].getsockname()[1]}/"
