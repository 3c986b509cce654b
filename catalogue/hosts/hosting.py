"""Policy → what hosts read from the site's folder: `_headers`, and `security.txt` where finders of faults look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from ..names import SiteFile
from .policy import COMMON, PAGES, Headers, Kind, kind_of

RULES = "_headers"  # read by Netlify, Cloudflare Pages and others
SECURITY = ".well-known/security.txt"  # RFC 9116: at the root of the host, wherever on it the site is


def header_rules(paths: Iterable[str], root: str) -> bytes:
    """The policy for hosts that join the values of all rules that match a request: `/*`, and one more for each path.

    A folder whose files are all of one kind is one rule, `/zh/roles/*`; only in a mixed one each file has its own.
    """
    rules = [_rule(f"{root}*", COMMON)]
    # Hosts read so many rules and no more (Cloudflare Pages 100). Pages come last, because they state their policy too.
    patterns = sorted(_patterns("", sorted(paths)), key=lambda one: one[1] is PAGES)
    rules += [_rule(root + pattern, kind.headers) for pattern, kind in patterns]
    return "\n".join(rules).encode()


def _rule(pattern: str, headers: Headers) -> str:
    return "".join(f"{line}\n" for line in (pattern, *(f"  {name}: {value}" for name, value in headers)))


def _patterns(folder: str, paths: list[str]) -> Iterator[tuple[str, Kind]]:
    kinds = {kind_of(path) for path in paths}
    if folder and len(kinds) == 1:
        yield f"{folder}*", kinds.pop()
        return
    below: dict[str, list[str]] = {}
    for path in paths:
        name, slash, _ = path.removeprefix(folder).partition("/")
        below.setdefault(folder + name + slash, []).append(path)
    for path, inside in below.items():
        if path.endswith("/"):
            yield from _patterns(path, inside)
        else:
            yield path, kind_of(path)
            name = path.rpartition("/")[2]
            if name == "index.html":
                yield path.removesuffix(name), kind_of(path)
            elif name.endswith(".html"):
                yield path.removesuffix(".html"), kind_of(path)  # where some hosts lead those who ask for it


def security_file(site: SiteFile, base_url: str) -> Iterator[tuple[str, bytes]]:
    """Whom to tell of a weakness, and until when that holds; nothing while the site names nobody."""
    if not site.security_contact:
        return
    lines = [
        f"Contact: {site.security_contact}",
        f"Expires: {site.security_expires}T00:00:00Z",
        f"Preferred-Languages: {', '.join(site.languages)}",
    ]
    if base_url:
        lines.append(f"Canonical: {urljoin(base_url, '/' + SECURITY)}")
    yield SECURITY, "".join(f"{line}\n" for line in lines).encode()
