"""One policy, in every form that browsers and hosts read: page heads, `_headers`, the configuration of nginx."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from built_site import BASE_URL, DATA, Site
from golden.fixture import make_data

import build
from catalogue.hosts.hosting import header_rules
from catalogue.hosts.nginx import nginx_configuration
from catalogue.hosts.policy import COMMON, KINDS, PAGES, WORKER_PAGE, kind_of, meta_policy
from catalogue.hosts.server import Server

MOST_RULES = 100  # that Cloudflare Pages reads


def _directives(policy: str) -> dict[str, str]:
    return dict(part.split(" ", 1) for part in policy.split("; "))


def _rules(text: str) -> dict[str, dict[str, str]]:
    """`_headers` as hosts read it."""
    rules: dict[str, dict[str, str]] = {}
    for block in text.split("\n\n"):
        pattern, *lines = block.strip().splitlines()
        assert pattern not in rules
        rules[pattern] = dict(line.strip().split(": ", 1) for line in lines)
    return rules


def _matching(rules: dict[str, dict[str, str]], path: str) -> Iterator[str]:
    for pattern in rules:
        if pattern == path or (pattern.endswith("*") and path.startswith(pattern[:-1])):
            yield pattern


def test_nothing_is_allowed_that_is_not_named() -> None:
    policy = _directives(meta_policy())
    assert policy["default-src"] == policy["trusted-types"] == policy["base-uri"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert {source for name in policy for source in policy[name].split()} <= {"'none'", "'self'", "'script'", "data:"}
    assert [name for name, value in policy.items() if "data:" in value] == ["img-src"]
    assert "unsafe" not in meta_policy()


def test_every_page_states_it_before_it_asks_for_anything(site: Site) -> None:
    for path, raw in site.files.items():
        if path.endswith(".html"):
            stated = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', raw.decode())
            assert stated == [meta_policy(kind_of(path))], path
            assert raw.index(b"http-equiv") < min(raw.index(one) for one in (b"<link", b"<script") if one in raw), path


@pytest.mark.parametrize("path", ["zh/embed/industries/pens/", "en/embed/roles/welder/index.html"])
def test_an_embedded_page_may_stand_in_any_frame_and_no_other_page(path: str) -> None:
    assert _directives(dict(kind_of(path).headers)["Content-Security-Policy"])["frame-ancestors"] == "*"
    others = [kind for kind in KINDS if kind is not kind_of(path)]
    for kind in others:
        framed_by = _directives(dict(kind.headers)["Content-Security-Policy"])["frame-ancestors"]
        assert framed_by == ("'self'" if kind is kind_of(WORKER_PAGE) else "'none'")


def test_only_the_page_that_starts_the_worker_has_a_trusted_type() -> None:
    assert [kind.trusted_types for kind in KINDS if kind is not kind_of(WORKER_PAGE)] == ["'none'"] * (len(KINDS) - 1)


@pytest.mark.parametrize("path", ["data/2020/listings.csv", "data/latest/roles.csv", "zh/feed.xml", "en/embed/x/"])
def test_pages_of_other_sites_may_read_what_is_offered_to_them(path: str) -> None:
    headers = dict(kind_of(path).headers)
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("path", ["index.html", "zh/roles/welder/", "zh/data/", "static/site.1a2b3c4d.css", "sw.js"])
def test_pages_of_other_sites_read_nothing_else(path: str) -> None:
    headers = dict(kind_of(path).headers)
    assert "Access-Control-Allow-Origin" not in headers
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_only_files_whose_names_hold_their_hash_are_kept_without_asking(site: Site) -> None:
    kept = {path for path in site.files if "immutable" in dict(kind_of(path).headers)["Cache-Control"]}
    assert kept == {path for path in site.files if re.search(r"\.[0-9a-f]{8}\.[a-z]+$", path)}
    assert all(kind_of(path).cached == "no-cache" for path in set(site.files) - kept)


# --- _headers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("root", ["/", "/catalogue/"])
def test_each_request_meets_one_rule_beside_the_common_one(root: str, site: Site) -> None:
    """Two rules would join their policies to one that allows what both allow."""
    paths = [*site.files, "zh/embed/industries/pens/index.html", "en/embed/industries/pens/index.html"]
    rules = _rules(header_rules(paths, root).decode())
    assert len(rules) <= MOST_RULES
    assert rules[f"{root}*"] == dict(COMMON)
    for path in paths:
        asked = [path, path.removesuffix("index.html")] if path.endswith("index.html") else [path]
        for one in asked:
            matching = list(_matching(rules, root + one))
            assert len(matching) == 2, (one, matching)
            assert rules[matching[1]] == dict(kind_of(path).headers), one


def test_what_states_no_policy_itself_is_among_the_rules_that_hosts_read(site: Site) -> None:
    """With many languages there are more rules than some hosts read; then pages go without, which state their own."""
    more = [
        f"{new}/{path[3:]}" for path in site.files if path[:3] == "en/" for new in ("aa", "bb", "es-419", "yy", "zz")
    ]
    rules = _rules(header_rules([*site.files, *more], "/").decode())
    assert len(rules) > MOST_RULES
    read = dict(list(rules.items())[:MOST_RULES])
    for path in [*site.files, *more]:
        if kind_of(path) != PAGES:
            assert read[list(_matching(read, f"/{path}"))[-1]] == dict(kind_of(path).headers), path


@pytest.mark.parametrize("path", ["offline", "404"])
def test_hosts_that_drop_the_ends_of_names_find_the_rules_of_pages(path: str, site: Site) -> None:
    rules = _rules(site.files["_headers"].decode())
    assert rules[f"/{path}"] == rules[f"/{path}.html"]


def test_a_language_may_have_digits() -> None:
    assert kind_of("es-419/feed.xml").shared
    assert kind_of("es-419/embed/industries/pens/index.html").framed_by == "*"


def test_the_site_brings_its_rules(site: Site, site_with_base: Site) -> None:
    assert set(_rules(site.files["_headers"].decode())) >= {"/*", "/", "/static/*", "/data/*", "/zh/roles/*"}
    assert set(_rules(site_with_base.files["_headers"].decode())) >= {"/catalogue/*", "/catalogue/zh/roles/*"}


# --- security.txt ----------------------------------------------------------------------------------------------------

CONTACT = "security_contact: mailto:web@example.org\n"
EXPIRES = "security_expires: 2027-03-01\n"


def _with(tmp_path: Path, lines: str) -> Path:
    data = make_data(DATA, tmp_path / "data")
    (data / "site.yaml").write_text((data / "site.yaml").read_text(encoding="utf-8") + lines, encoding="utf-8")
    return data


def test_whom_to_tell_of_a_weakness_is_said_when_it_is_known(tmp_path: Path, site: Site) -> None:
    files = build.site_files(_with(tmp_path, CONTACT + EXPIRES), BASE_URL)
    assert files[".well-known/security.txt"].decode().splitlines() == [
        "Contact: mailto:web@example.org",
        "Expires: 2027-03-01T00:00:00Z",
        "Preferred-Languages: zh, en",
        "Canonical: https://example.org/.well-known/security.txt",
    ]
    assert ".well-known/security.txt" not in site.files


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (CONTACT, "`security_contact` stands without `security_expires`"),
        (EXPIRES, "`security_expires` stands without `security_contact`"),
        ("security_contact: web@example.org\n" + EXPIRES, "which is not an address: mailto:, https:// or tel:"),
        (CONTACT + "security_expires: soon\n", "which is not a date"),
        (CONTACT + "security_expires: 2027-03-01T00:00:00Z\n", "which is not a date"),
    ],
)
def test_a_contact_of_the_wrong_form_is_a_problem(
    lines: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build.main(["check", "--data", str(_with(tmp_path, lines))]) == 1
    said = capsys.readouterr().err
    assert message in said
    assert "1 problem;" in said, "a date that can't be read does not lack"


# --- nginx --------------------------------------------------------------------------------------------------------------


def _said(directive: str, text: str) -> list[str]:
    """What the configuration says under that name, line by line."""
    return re.findall(rf"(?m)^    {directive} (.+);$", text)


def _variables(base_url: str) -> set[str]:
    text = nginx_configuration(Server.at(base_url), ("zh", "en"))
    names = re.findall(r"(?m)^map \$uri \$([a-z0-9_]{1,46}) \{$", text)
    assert names == re.findall(r'(?m)^    add_header .* "\$([^"]+)" always;$', text)
    return set(names)


def test_the_configuration_of_nginx_names_the_host_and_folder_of_the_base_url() -> None:
    text = build.nginx(DATA, BASE_URL)
    assert "server_name example.org;" in text
    assert "error_page 403 404 =404 /catalogue/404.html;" in text
    for _, value in (*COMMON, *PAGES.headers):
        assert value in text


@pytest.mark.parametrize(("port", "number"), [("", 443), (":443", 443), (":8443", 8443)])
def test_nginx_listens_on_the_port_of_the_base_url_by_ipv4_and_ipv6_and_leads_plain_http_to_it(
    port: str, number: int
) -> None:
    text = build.nginx(DATA, f"https://example.org{port}/")
    assert _said("listen", text) == ["80", "[::]:80", f"{number} ssl http2", f"[::]:{number} ssl http2"]
    assert _said("root", text) == ["/var/www/example.org" if number == 443 else "/var/www/example.org-8443"]
    assert _said("return 301", text) == [f"https://$host{'' if number == 443 else port}$request_uri"]


@pytest.mark.parametrize(
    ("lines", "root", "alias"), [(CONTACT + EXPIRES, "x/", True), (CONTACT + EXPIRES, "", False), ("", "x/", False)]
)
def test_nginx_has_security_txt_for_the_whole_host_if_the_site_has_one(
    lines: str, root: str, alias: bool, tmp_path: Path
) -> None:
    text = build.nginx(_with(tmp_path, lines), f"https://example.org/{root}")
    place = "location = /.well-known/security.txt { alias /var/www/example.org/x/.well-known/security.txt; }"
    assert (place in text, "security.txt" in text) == (alias, alias)


def test_no_two_sites_share_a_variable_of_nginx() -> None:
    """Its names are of 46 letters, digits and `_` at most, capitals being no others."""
    hosts = (
        "example.org",
        "a-b.example.org",
        "a.b.example.org",
        f"{'long.' * 12}example.org",
        f"{'long.' * 13}example.org",
    )
    roots = ("/", "/a/b/", "/a_b/", "/a-b/", "/a.b/", "/A/b/", f"/{'folder/' * 9}")
    ports = ("", ":8443", ":8444")
    bases = [f"https://{host}{port}{root}" for host in hosts for root in roots for port in ports]
    names = [_variables(base_url) for base_url in bases]
    assert all(len(one) == len({name for kind in KINDS for name, _ in kind.headers}) for one in names)
    assert len(set().union(*names)) == sum(map(len, names))
    assert _variables(bases[0]) == names[0]


def test_the_preview_has_no_policy_because_its_script_is_not_ours(tmp_path: Path) -> None:
    shown = build.Shown.of(make_data(DATA, tmp_path / "data"), "")
    assert not [path for path in shown.pages if b"http-equiv" in (shown.early(path) or b"http-equiv")]
