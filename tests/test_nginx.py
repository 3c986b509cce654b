"""The compressed site through a real nginx with TLS and our configuration: headers, encodings, and what Chromium says."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from browser import CHROMIUM, until
from built_site import BASE_URL, DATA, Site
from golden.fixture import make_data
from nginx import LANGUAGES, Running, nginx, on_this_machine, serving
from playwright.sync_api import Browser, Page, Playwright, Request, expect
from test_embed import snippet
from test_policy import CONTACT, EXPIRES

import build
from catalogue.hosts.compress import SMALLEST, TEXTS
from catalogue.hosts.nginx import nginx_configuration
from catalogue.hosts.policy import COMMON, IN_TRANSPORT_SECURITY, KINDS, PAGES, kind_of
from catalogue.moves import Move
from catalogue.pages import PAGE_TYPES

EXAMPLES = {"industry": "chemicals", "role": "mechanical-engineer", "category": "intelligent-manufacturing"}
# Scripts have added what they add, and the worker is there. When the network is at rest the browser can't be asked:
# of what a worker asks for, the end is sometimes never told.
AT_REST = """() => navigator.serviceWorker.controller
    && !document.querySelector(".scripted[hidden], [data-table-tools][hidden], [data-keeping][hidden]")"""
EVERY_LANGUAGE = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture(scope="module")
def compressed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("compressed") / "site"
    build.build(DATA, folder, compress=True)
    return Site(folder)


@pytest.fixture(scope="module")
def host(compressed: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    moved = [Move("zh/roles/old/", "zh/roles/new/"), Move("data/latest/roles/old.json", "data/latest/roles/new.json")]
    with nginx(compressed.folder, tmp_path_factory.mktemp("nginx"), moved=moved) as running:
        yield running


@pytest.fixture(scope="module")
def folder_of_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A small site at `/catalogue/` of a host that has nothing else."""
    folder = tmp_path_factory.mktemp("host")
    data = make_data(DATA, folder / "data")
    with (data / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(CONTACT + EXPIRES)
    build.build(data, folder / "host" / "catalogue", BASE_URL)
    with nginx(folder / "host", folder, "/catalogue/", security=True) as running:
        yield running


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    # Not `ignore_https_errors`: with that, Chromium shows pages, but starts no worker.
    arguments = ["--no-sandbox", "--disable-gpu", "--ignore-certificate-errors"]
    arguments.append("--disable-features=LocalNetworkAccessChecks")  # frames of this machine in pages of others
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
    yield browser
    browser.close()


@pytest.fixture
def said(chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and everything that it says on the console or throws."""
    context = chromium.new_context()
    page = context.new_page()
    words: list[str] = []

    def failed(request: Request) -> None:
        # What the browser gives up because the reader goes on is no failure; what a policy refuses has another name.
        if "ERR_ABORTED" not in (request.failure or ""):
            words.append(f"{request.url}: {request.failure}")

    page.on("console", lambda message: words.append(f"{page.url}: {message.type}: {message.text}"))
    page.on("pageerror", lambda error: words.append(f"{page.url}: {error}"))
    context.on("requestfailed", failed)
    yield page, words
    context.close()


# --- headers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["", "zh/", "en/roles/welder/", "en/2020/", "data/latest/listings.csv", "zh/feed.xml", "robots.txt", "site.css"],
)
def test_nginx_sends_the_headers_of_the_policy(path: str, host: Running, compressed: Site) -> None:
    path = compressed.assets[f"static/{path}"].removeprefix("/") if path == "site.css" else path
    answer = host.ask(f"/{path}")
    assert answer.status == (404 if "welder" in path else 200)
    expected = dict((*COMMON, IN_TRANSPORT_SECURITY, *kind_of(path).headers))
    assert {name: answer.headers.get(name.lower()) for name in expected} == expected
    policy_names = {name.lower() for kind in KINDS for name, _ in kind.headers}
    assert {name for name in policy_names if name in answer.headers} == {
        name.lower() for name, _ in kind_of(path).headers
    }


def test_two_sites_on_one_nginx_keep_their_own_headers(compressed: Site, tmp_path: Path) -> None:
    """A trial of the next build in a folder, say; nginx reads both configurations as one."""
    (tmp_path / "host").mkdir()
    (tmp_path / "host" / "trial").symlink_to(compressed.folder)
    whole, trial = on_this_machine(compressed.folder, tmp_path), on_this_machine(tmp_path / "host", tmp_path, "/trial/")
    texts = [nginx_configuration(server, LANGUAGES) for server, _ in (whole, trial)]
    asset = compressed.assets["static/site.css"].removeprefix("/")
    with serving(tmp_path, whole[1], *texts):
        for root, (_, running) in (("/", whole), ("/trial/", trial)):
            for path in (asset, "data/latest/listings.csv", "en/embed/industries/pens/", "en/"):
                answer = running.ask(root + path)
                assert answer.status == 200
                for name, value in kind_of(path).headers:
                    assert answer.headers.get(name.lower()) == value, root + path


def test_nginx_takes_the_names_of_a_site_with_a_long_address(compressed: Site, tmp_path: Path) -> None:
    host = f"{'x' * 41}.test"  # for a longer one nginx itself wants another setting
    server, running = on_this_machine(compressed.folder, tmp_path, f"/{'folder/' * 9}", host=host)
    with serving(tmp_path, running, nginx_configuration(server, LANGUAGES)):
        assert running.ask("/nothing").status == 404


def test_an_asset_that_does_not_exist_is_not_kept_for_a_year(host: Running) -> None:
    answer = host.ask("/static/site.00000000.css")
    assert answer.status == 404
    assert answer.headers["cache-control"] == "no-cache"


@EVERY_LANGUAGE
def test_what_is_not_there_is_said_in_the_language_of_the_address(lang: str, host: Running, compressed: Site) -> None:
    answer = host.ask(f"/{lang}/roles/no-such-role/")
    assert (answer.status, answer.body) == (404, compressed.files[f"{lang}/404/index.html"])
    assert host.ask("/no-such-language/").body == compressed.files["404.html"]


@pytest.mark.parametrize(
    ("folder", "said_by"),
    [
        ("/data/", "404.html"),
        ("/data/latest/", "404.html"),
        ("/static/", "404.html"),
        ("/zh/embed/", "zh/404/index.html"),
        ("/en/embed/industries/", "en/404/index.html"),
    ],
)
def test_a_folder_without_a_page_is_not_there(folder: str, said_by: str, host: Running, compressed: Site) -> None:
    answer = host.ask(folder)
    assert (answer.status, answer.body) == (404, compressed.files[said_by])
    expected = (*COMMON, IN_TRANSPORT_SECURITY, *PAGES.headers)
    assert {name: answer.headers.get(name.lower()) for name, _ in expected} == dict(expected)
    assert "access-control-allow-origin" not in answer.headers


def test_a_host_has_the_page_of_its_only_folder_for_what_is_not_there(folder_of_host: Running) -> None:
    for path in ("/", "/nothing", "/catalogue/.well-known/"):
        answer = folder_of_host.ask(path)
        assert (answer.status, answer.body) == (404, folder_of_host.ask("/catalogue/404.html").body)
        assert answer.headers["content-security-policy"] == dict(PAGES.headers)["Content-Security-Policy"]
    assert folder_of_host.ask("/catalogue/404.html").status == 200


def test_whom_to_tell_of_a_weakness_is_said_where_finders_ask_the_host(folder_of_host: Running) -> None:
    answer = folder_of_host.ask("/.well-known/security.txt")
    assert answer.status == 200
    assert CONTACT.partition(" ")[2] in answer.body.decode()
    assert answer.body == folder_of_host.ask("/catalogue/.well-known/security.txt").body
    expected = {"Content-Type": "text/plain; charset=utf-8", **dict(COMMON), **dict(PAGES.headers)}
    assert {name: answer.headers.get(name.lower()) for name in expected} == expected


def test_a_page_that_has_not_changed_is_not_sent_again(host: Running) -> None:
    first = host.ask("/zh/")
    assert host.ask("/zh/", If_None_Match=first.headers["etag"])[::2] == (304, b"")


def test_plain_http_leads_to_the_same_page_over_tls(host: Running) -> None:
    answer = host.ask("/zh/roles/?a=b", secure=False)
    assert (answer.status, answer.headers["location"]) == (301, f"{host.address}zh/roles/?a=b")


@pytest.mark.parametrize("old", ["/zh/roles/old/", "/data/latest/roles/old.json"])
@pytest.mark.parametrize("query", ["", "?a=b&c=%0d%0aX:y"])
def test_what_has_moved_is_led_on(old: str, query: str, host: Running) -> None:
    answer = host.ask(old + query)
    assert (answer.status, answer.headers["location"]) == (301, old.replace("old", "new") + query)


def test_a_folder_without_its_slash_leads_to_the_folder(host: Running) -> None:
    answer = host.ask("/zh/roles")
    assert (answer.status, answer.headers["location"]) == (301, "/zh/roles/")


@pytest.mark.parametrize("path", ["/_headers", "/.catalogue-site"])
def test_what_is_for_hosts_is_not_shown(path: str, host: Running) -> None:
    assert host.ask(path).status == 404


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/zh/..%2f..%2f..%2fetc/passwd", "/%00"]
)
def test_nothing_outside_the_site_is_served(path: str, host: Running) -> None:
    assert host.ask(path).status in (400, 404)


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("zh/index.html", "text/html; charset=utf-8"),
        ("data/latest/listings.csv", "text/csv; charset=utf-8"),
        ("data/2020/source.txt", "text/plain; charset=utf-8"),
        ("data/latest/SHA256SUMS", "text/plain; charset=utf-8"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
        ("static/site.css", "text/css; charset=utf-8"),
        ("static/js/site.js", "application/javascript; charset=utf-8"),
        ("static/site.webmanifest", "application/manifest+json"),
        ("static/search.json", "application/json"),
        ("static/icon.svg", "image/svg+xml"),
    ],
)
def test_each_file_says_what_it_is(path: str, media_type: str, host: Running, compressed: Site) -> None:
    assert host.ask(f"/{compressed.assets.get(path, path)}").headers["content-type"] == media_type


def test_no_file_is_sent_as_mere_bytes(host: Running, site: Site) -> None:
    by_end = {path.rpartition(".")[2]: path for path in site.files if not path.startswith(("_", "."))}
    assert len(by_end) > 8
    unknown = "application/octet-stream"
    assert [end for end, path in by_end.items() if host.ask(f"/{path}").headers["content-type"] == unknown] == []


# --- encodings -------------------------------------------------------------------------------------------------------


def test_every_text_file_has_its_compressed_forms_and_nothing_else_has(compressed: Site, site: Site) -> None:
    texts = {path for path, raw in site.files.items() if path.endswith(TEXTS) and len(raw) >= SMALLEST}
    for path in texts:
        assert brotli.decompress(compressed.files[f"{path}.br"]) == site.files[path], path
        packed = compressed.files[f"{path}.gz"]
        assert gzip.decompress(packed) == site.files[path], path
        assert packed[4:8] == bytes(4), f"{path}.gz holds a time"
    assert set(compressed.files) == {*site.files, *(path + end for path in texts for end in (".br", ".gz"))}


@pytest.mark.parametrize(
    ("accepts", "encoding", "end"),
    [("gzip, deflate, br", "br", ".br"), ("gzip", "gzip", ".gz"), ("", None, ""), ("identity", None, "")],
)
def test_each_browser_gets_the_form_that_it_takes(
    accepts: str, encoding: str | None, end: str, host: Running, compressed: Site
) -> None:
    for path in ("en/index.html", compressed.assets["static/search.json"]):
        answer = host.ask(f"/{path}", Accept_Encoding=accepts)
        assert answer.headers.get("content-encoding") == encoding
        assert answer.body == compressed.files[path + end]
        if encoding:
            assert answer.headers["vary"] == "Accept-Encoding"


# --- Chromium --------------------------------------------------------------------------------------------------------


@EVERY_LANGUAGE
def test_every_page_type_is_shown_without_a_word_on_the_console(
    lang: str, said: tuple[Page, list[str]], host: Running
) -> None:
    page, words = said
    for pin in ("", "2020/"):
        for one in PAGE_TYPES:
            if one.pinned or not pin:
                page.goto(f"{host.address}{lang}/{pin}{one.path.format(id=EXAMPLES.get(one.name, ''))}")
                until(page, AT_REST)
                assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    page.goto(host.address)
    until(page, AT_REST)
    assert words == []


@EVERY_LANGUAGE
def test_search_lookup_compare_matrix_and_tables_work_under_the_policy(
    lang: str, said: tuple[Page, list[str]], host: Running
) -> None:
    page, words = said
    page.goto(f"{host.address}{lang}/")
    page.locator("#search-box").press_sequentially("焊工")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.goto(f"{host.address}{lang}/search/?q=mechanical")
    expect(page.locator("[data-result]").first).to_be_visible()
    page.goto(f"{host.address}{lang}/lookup/")
    page.locator("textarea").fill("机械工程师\nwelder\n<img src=x onerror=alert(1)>")
    page.locator("[data-lookup] button").first.click()
    expect(page.get_by_role("rowheader", name="<img")).to_be_visible()
    page.goto(f"{host.address}{lang}/compare/?industries=pens,electrical")
    expect(page.locator(".compared")).to_be_visible()
    page.goto(f"{host.address}{lang}/matrix/")
    expect(page.locator("[data-matrix-filters]")).to_be_visible()
    page.goto(f"{host.address}{lang}/industries/chemicals/")
    page.locator("th[data-sort] button").first.click()
    until(page, AT_REST)
    assert words == []


@EVERY_LANGUAGE
def test_other_sites_can_show_the_page_made_for_frames(
    lang: str, said: tuple[Page, list[str]], host: Running, compressed: Site
) -> None:
    """With what they copy from the industry's page; its style holds there, its link leads the whole window away."""
    page, words = said
    copied = snippet(compressed.pages.at(f"{lang}/industries/pens/")).replace("SITE/", host.address)
    elsewhere = f"<!doctype html><title>x</title><link rel=icon href=data:,><p>Elsewhere</p>{copied}"
    page.route("http://elsewhere.test/", lambda route: route.fulfill(body=elsewhere, content_type="text/html"))
    for scheme, ground in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(17, 24, 31)")):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto("http://elsewhere.test/")
        shown = page.frame_locator("iframe")
        expect(shown.locator("tbody tr")).to_have_count(13)
        expect(shown.locator("body")).to_have_css("background-color", ground)
    shown.locator("a[hreflang]").click()
    expect(shown.locator("html")).not_to_have_attribute("lang", {"zh": "zh-Hans", "en": "en"}[lang])
    expect(shown.locator("tbody tr")).to_have_count(13)
    assert page.url == "http://elsewhere.test/"
    other = {"zh": "en", "en": "zh"}[lang]
    shown.locator("a[target=_top]").last.click()
    page.wait_for_url(f"{host.address}{other}/industries/pens/*")
    until(page, AT_REST)
    assert words == []


@pytest.mark.parametrize(
    "path", ["zh/industries/pens/", "en/", "", "en/2020/roles/mechanical-engineer/", "offline.html"]
)
def test_no_other_page_can_be_framed(path: str, said: tuple[Page, list[str]], host: Running) -> None:
    page, words = said
    elsewhere = f'<!doctype html><title>x</title><iframe src="{host.address}{path}"></iframe>'
    page.route("http://elsewhere.test/", lambda route: route.fulfill(body=elsewhere, content_type="text/html"))
    # The browser's own page takes the place of the refused one after the request has ended, on a busy machine much later.
    with page.expect_event("framenavigated", lambda frame: frame.parent_frame is not None) as shown:
        page.goto("http://elsewhere.test/")
    assert shown.value.url.startswith("chrome-error:")
    assert any("frame-ancestors" in one for one in words), words


def test_the_policy_holds_back_what_it_should(said: tuple[Page, list[str]], host: Running) -> None:
    """What a flaw of ours would let in does nothing: markup from text, scripts in the page, other hosts, frames."""
    page, words = said
    page.goto(f"{host.address}en/")
    outcome = page.evaluate(
        """async () => {
            const tried = {};
            const attempt = async (name, act) => { try { await act(); tried[name] = "done"; } catch (error) { tried[name] = error.name; } };
            await attempt("markup", () => { document.body.innerHTML = "<b>x</b>"; });
            await attempt("policy", () => trustedTypes.createPolicy("worker", {}));
            await attempt("worker", () => navigator.serviceWorker.register("sw.js"));
            await attempt("other host", () => fetch("https://127.0.0.1:9/"));
            const script = document.createElement("script");
            script.append("window.ran = true");
            document.head.append(script);
            const style = document.createElement("p");
            style.setAttribute("style", "color: rgb(1, 2, 3)");
            document.body.append(style);
            return { ...tried, ran: Boolean(window.ran), styled: getComputedStyle(style).color === "rgb(1, 2, 3)" };
        }"""
    )
    assert outcome == {
        "markup": "TypeError", "policy": "TypeError", "worker": "TypeError", "other host": "TypeError",
        "ran": False, "styled": False,
    }  # fmt: skip
    assert len(words) >= 4, "a test that sees nothing on the console proves nothing"
