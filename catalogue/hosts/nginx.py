"""Policy → a configuration of nginx for the site: `python build.py nginx`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..building.last_site import MARK
from ..building.sums import SUMS
from ..files.moved_files import RULES as MOVED_RULES
from ..moves import Move
from .hosting import RULES, SECURITY
from .policy import COMMON, IN_TRANSPORT_SECURITY, KINDS, PAGES
from .server import Server

FOR_HOSTS = (RULES, MOVED_RULES, MARK)  # what a site's folder holds for hosts, which show it to nobody
# What nginx's own list of media types lacks, by the ends of names.
MEDIA_TYPES = {
    "csv": "text/csv",
    "jsonld": "application/ld+json",
    "md": "text/markdown",
    "sqlite": "application/vnd.sqlite3",
    "ttl": "text/turtle",
    "webmanifest": "application/manifest+json",
}
UNICODE = ("text/css", "text/csv", "text/markdown", "text/plain", "text/turtle", "text/xml", "application/javascript")


def nginx_configuration(
    server: Server, languages: Iterable[str], moved: Iterable[Move] = (), security: bool = False
) -> str:
    """A file for the http block, complete. Every header is sent from one place, so that no location loses any.

    With `security`, the site has a `security.txt`, which is sent where those who look for it ask the host.
    """
    names = list(dict.fromkeys(name for kind in KINDS for name, _ in kind.headers))
    maps = "\n".join(_map(name, server) for name in names)
    headers = [*COMMON, IN_TRANSPORT_SECURITY, *((name, f"${server.variable(name)}") for name in names)]
    sent = "\n".join(f'    add_header {name} "{value}" always;' for name, value in headers)
    types = "\n".join(f"        {type_} {end};" for end, type_ in MEDIA_TYPES.items())
    root = re.escape(server.root)
    hidden = "|".join(re.escape(name) for name in FOR_HOSTS)
    places = [f"    location ~ ^{root}(?:{hidden})$ {{ return 404; }}"]
    places.append(f"    location ~ ^{root}(?:data/[^/]+/)?{SUMS}$ {{ default_type text/plain; }}")
    places += [
        f"    location ^~ {server.root}{language}/ {{ {_missing(f'{server.root}{language}/404/index.html')} }}"
        for language in languages
    ]
    places += [
        f"    location = {server.root}{move.old} {{ return 301 {server.root}{move.new}$is_args$args; }}"
        for move in moved
    ]
    if security and server.root != "/":
        places.append(f"    location = /{SECURITY} {{ alias {server.folder}{server.root}{SECURITY}; }}")
    return f"""\
# Written by `python build.py nginx` from the site's one policy; write it anew rather than change headers here.
# For /etc/nginx/conf.d/ on Debian with the packages nginx and libnginx-mod-http-brotli-static. Build with --compress.
# On a machine without IPv6, leave out the lines with [::].

{maps}
server {{
{_listens(server, str(server.http))}
    server_name {server.host};
    return 301 https://$host{server.port}$request_uri;
}}

server {{
{_listens(server, f"{server.https} ssl http2")}
    server_name {server.host};
    ssl_certificate {server.certificate};
    ssl_certificate_key {server.key};
    ssl_protocols TLSv1.2 TLSv1.3;
    server_tokens off;

    root {server.folder};
    index index.html;
    absolute_redirect off;
    {_missing(f"{server.root}404.html")}

    # Files that were compressed when the site was built; without the module, leave out the first line.
    brotli_static on;
    gzip_static on;
    gzip_vary on;

    include /etc/nginx/mime.types;
    types {{
{types}
    }}
    charset utf-8;
    charset_types {" ".join(UNICODE)};

{sent}

{chr(10).join(places)}
}}
"""


def _missing(page: str) -> str:
    """A folder that has no page, which nginx forbids to list, is not there either."""
    return f"error_page 403 404 =404 {page};"


def _listens(server: Server, port: str) -> str:
    """Without `ipv6only`, which is on anyway and which only one file of all on an nginx may name."""
    return "\n".join(f"    listen {interface}{port};" for interface in server.interfaces)


def _map(name: str, server: Server) -> str:
    """A header's value by the kind of the file that is sent; an empty value is not sent at all."""
    lines = [f"map $uri ${server.variable(name)} {{", f'    default "{dict(PAGES.headers).get(name, "")}";']
    for kind in KINDS:
        value = dict(kind.headers).get(name, "")
        if kind is not PAGES and value != dict(PAGES.headers).get(name, ""):
            lines.append(f'    "~^{re.escape(server.root)}(?:{kind.paths})$" "{value}";')
    return "\n".join([*lines, "}", ""])
