"""Base URL → where and as what nginx serves the site."""

from __future__ import annotations

from urllib.parse import urlsplit

from ..frozen import Frozen

HTTP, HTTPS = 80, 443


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
        """The server of a base URL, or the example without one."""
        parts = urlsplit(base_url)
        if not parts.hostname:
            return cls()
        host, live = parts.hostname, f"/etc/letsencrypt/live/{parts.hostname}"
        certificate, key = f"{live}/fullchain.pem", f"{live}/privkey.pem"
        return cls(host, parts.path, f"/var/www/{host}", certificate, key, https=parts.port or HTTPS)

    @property
    def port(self) -> str:
        """As addresses name it: `:8443`, and nothing for the port that `https://` means."""
        return "" if self.https == HTTPS else f":{self.https}"
