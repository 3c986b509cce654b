"""What browsers and caches may do with our files: one policy, from which every form of it is made.

A page carries its part in its head (`meta_policy`), which works on any host and from the disk. Hosts that set headers
get the whole from `hosting.py` (`_headers`) and `nginx.py`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

Headers = tuple[tuple[str, str], ...]

WORKER_PAGE = "offline.html"  # shown for a page that is not kept; also the one page that may start the worker
WORKER_RULE = "worker"  # the name of the trusted-types policy by which it does
IN_TRANSPORT_SECURITY = ("Strict-Transport-Security", "max-age=63072000")  # for hosts that are sure of their TLS

_SOURCES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",  # every page holds its icon
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",  # the page that starts the worker
    "form-action 'self'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
)
# Nothing here uses any of them; names that a browser does not know would make it complain.
_FEATURES = (
    "accelerometer",
    "camera",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)

# Sent with everything, the pages of errors too.
COMMON: Headers = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in _FEATURES)),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


class Kind(NamedTuple):
    """Files that are sent alike; `paths` is what the whole path of each matches, seen from the site's root."""

    name: str
    paths: str
    framed_by: str = "'none'"
    shared: bool = False  # whether pages of other sites may read them
    cached: str = "no-cache"  # kept, but not shown without asking whether they are still the same
    trusted_types: str = "'none'"

    @property
    def headers(self) -> Headers:
        """What is sent beside `COMMON`; a header that a kind does without is not in it."""
        return (
            ("Content-Security-Policy", f"{meta_policy(self)}; frame-ancestors {self.framed_by}"),
            ("Cross-Origin-Resource-Policy", "cross-origin" if self.shared else "same-origin"),
            *((("Access-Control-Allow-Origin", "*"),) if self.shared else ()),
            ("Cache-Control", self.cached),
        )


_LANGUAGE = "[a-z0-9-]+"
# The first that matches holds; the last takes everything.
KINDS = (
    Kind("assets", r"static/.+", cached="public, max-age=31536000, immutable"),  # whose names hold their hashes
    Kind("data", rf"data/.*|{_LANGUAGE}/feed\.xml", shared=True),
    Kind("embedded pages", rf"{_LANGUAGE}/embed/.*", framed_by="*", shared=True),
    Kind("the page that starts the worker", re.escape(WORKER_PAGE), framed_by="'self'", trusted_types=WORKER_RULE),
    Kind("pages", r".*"),
)
PAGES = KINDS[-1]


def kind_of(path: str) -> Kind:
    """`zh/roles/welder/index.html` → pages."""
    return next(kind for kind in KINDS if re.fullmatch(kind.paths, path))


def meta_policy(kind: Kind = PAGES) -> str:
    """The Content Security Policy as a page can state it: who may frame it, only a header can say."""
    return "; ".join((*_SOURCES, f"trusted-types {kind.trusted_types}"))
