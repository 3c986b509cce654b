"""Base URL → where and as what nginx serves the site, and names that are not those of another site beside it."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import urlsplit

from ..frozen import Frozen
from ..problems import WrongUse

HTTP, HTTPS = 80, 443
# Characters of an address in a variable's name. With digest and header these are 46: for more, nginx wants
# `variables_hash_bucket_size`, which only one file of all on an nginx may set.
READABLE = 34


class Server(Frozen):
    """Where and as what nginx serves. `folder` holds the host's files: the site itself, or what the base URL names."""

    host: str = "example.org"
    root: str = "/"  # the site's path on the host
    folder: str = "/var/www/catalogue"
    certificate: str = "/etc/letsencrypt/live/example.org/fullchain.pem"
    key: str = "/etc/letsencrypt/live/example.org/privkey.pem"
    http: int = HTTP  # the port that only leads to the other
    https: int = HTTPS
    interfaces: tuple[str, ...] = ("", "[::]:")  # each before a port: all of IPv4, all of IPv6

    @classmethod
    def at(cls, base_url: str) -> Server:
        """The server of a base URL, or the example without one. Raises WrongUse."""
        parts = urlsplit(base_url)
        if not parts.hostname:
            return cls()
        if parts.scheme != "https" or parts.port == HTTP:
            why = "is without TLS" if parts.scheme != "https" else "has the port of plain HTTP"
            raise WrongUse(
                f"The base URL {base_url} {why}; from there nginx only leads on."
                f" Write https://{parts.hostname}{parts.path}, for the build too: pages and sitemap name it."
            )
        host, live = parts.hostname, f"/etc/letsencrypt/live/{parts.hostname}"
        certificate, key = f"{live}/fullchain.pem", f"{live}/privkey.pem"
        # Not the folder of another port, which a build would replace with all that is in it.
        folder = f"/var/www/{host}" if parts.port in (None, HTTPS) else f"/var/www/{host}-{parts.port}"
        return cls(host, parts.path, folder, certificate, key, https=parts.port or HTTPS)

    @property
    def port(self) -> str:
        """As addresses name it: `:8443`, and nothing for the port that `https://` means."""
        return "" if self.https == HTTPS else f":{self.https}"

    def variable(self, header: str) -> str:
        """`Cache-Control` → `site_example_org_8443_439427_cc`.

        All sites on an nginx share their variables, and the last to set one would set it for all. The digest tells
        apart what the letters that a name can have do not, and what is too long for it.
        """
        address = f"{self.host}{self.port}{self.root}"
        initials = "".join(word[0] for word in header.lower().split("-"))
        readable = re.sub(r"[^a-z0-9]+", "_", f"site {address.lower()}")[:READABLE].rstrip("_")
        return f"{readable}_{sha256(address.encode()).hexdigest()[:6]}_{initials}"
