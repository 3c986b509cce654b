"""Why a text can't be the address at which the site is published, and what to write instead.

`https://温州.example/` → the host is not written in ASCII; write `https://xn--6rtp67a.example/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

EXAMPLE = "https://example.org/catalogue/"
_ADDRESS = re.compile(r"(https?://)([^/?#]*)([^?#]*)", re.DOTALL)
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
HOST = rf"{_LABEL}(?:\.{_LABEL})*"
_PORT = re.compile(r"[1-9][0-9]{0,4}")
_LIKE_OTHERS = re.compile("[ßς\u200c\u200d]")  # Python's codec, of 2003, takes these for other letters or none


class Fault(NamedTuple):
    """`which …` is wrong; the address without it or, where that can't be known, what to write."""

    which: str
    mended: str
    hint: str = ""


def refused(text: str) -> tuple[str, str] | None:
    """What is wrong, as `which …`, and what to write; None if nothing is."""
    first = next(_faults(text), None)
    if not first:
        return None
    last = first
    while last.mended and (further := next(_faults(last.mended), None)):
        last = further
    return first.which, f"Write {last.mended}." if last.mended else last.hint


def _faults(text: str) -> Iterator[Fault]:
    """The first is to be mended before others are asked for."""
    parts = _ADDRESS.match(text)
    if not parts:
        bare = re.sub(r"^\s*(?:https?:|[A-Za-z][A-Za-z0-9+.-]*:(?=/))?/*", "", text)
        yield Fault("which does not begin with https:// or http://", f"https://{bare}")
        return
    scheme, authority, path = parts.groups()
    _, at, server = authority.rpartition("@")
    if at:
        yield Fault("which names a user before its host", scheme + server + text[parts.end(2) :])
    if parts.end() < len(text):
        yield Fault("which goes on after its path, from the first ? or #", parts[0])
    if found := re.search(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~/-]", path):
        hint = f"Name the folder in ASCII letters, digits and - . _ ~ alone, for example {EXAMPLE}."
        yield Fault(f"whose path has “{found[0]}” in it", "", hint)
    yield from _faults_of_host(scheme, authority, path)
    if not path.endswith("/"):
        yield Fault("which does not end in /", f"{text}/")
    if "//" in path:
        yield Fault("whose path has two slashes in a row", scheme + authority + re.sub("/+", "/", path))
    if found := re.search(r"(?<=/)\.{1,2}(?=/)", path):
        yield Fault(f"whose path has “{found[0]}” in place of a folder", urljoin(text, "."))


def _faults_of_host(scheme: str, authority: str, path: str) -> Iterator[Fault]:
    name_it = f"Write the name of the host, for example {EXAMPLE}."
    if authority.startswith("["):
        yield Fault("whose host is an IPv6 address", "", name_it)
    host, colon, port = authority.partition(":")
    if colon and not (_PORT.fullmatch(port) and int(port) <= 65535):
        yield Fault(f"whose port is “{port}”", "", "Write a number from 1 to 65535 after the colon, or leave both out.")
    if not host:
        yield Fault("which names no host", "", name_it)
    if not host.isascii():
        which = "whose host is not written in ASCII"
        try:
            in_ascii = "" if _LIKE_OTHERS.search(host) else host.encode("idna").decode()
        except UnicodeError:
            in_ascii = ""
        mended = f"{scheme}{in_ascii}{colon}{port}{path}" if in_ascii else ""
        yield Fault(which, mended, "Write its name in ASCII, which has xn-- before each part that is not.")
    if found := re.search("[^A-Za-z0-9.-]", host):
        yield Fault(f"whose host has “{found[0]}” in it", "", name_it)
    elif host.isascii() and not re.fullmatch(HOST, host):
        single = re.sub(r"\.+", ".", host).strip(".")
        mended = f"{scheme}{single}{colon}{port}{path}" if re.fullmatch(HOST, single) else ""
        yield Fault("whose host can't be the name of a host", mended, name_it)
