"""“Report an error”: on every page, begun with its address and edition, by mail or in a tracker; nowhere while unset."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from built_site import BASE_URL, DATA
from fidelity import Page
from golden.fixture import make_data
from hypothesis import given
from hypothesis import strategies as st
from mistakes import copied, found_in

import build
from catalogue.link import link
from catalogue.linked import Edition
from catalogue.load import load
from catalogue.shown.error_report import report_link
from catalogue.words import Words, read_words

MAIL = "mailto:errors@example.org"
TRACKER = "https://example.org/issues/new"
LINK = {"en": "Report an error on this page", "zh": "报告本页错误"}

Build = Callable[..., dict[str, Page]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The pages of the small made-up site, with a `report`."""
    data = make_data(DATA, tmp_path_factory.mktemp("report") / "data")
    site = (data / "site.yaml").read_text(encoding="utf-8")
    made: dict[tuple[str, str], dict[str, Page]] = {}

    def build_with(report: str, base_url: str = "") -> dict[str, Page]:
        if (report, base_url) not in made:
            (data / "site.yaml").write_text(f"{site}report: {report}\n" if report else site, encoding="utf-8")
            files = build.site_files(data, base_url)
            made[report, base_url] = {path: Page(path, raw) for path, raw in files.items() if path.endswith(".html")}
        return made[report, base_url]

    return build_with


def _reports(page: Page) -> list[tuple[str, str]]:
    """Language and target of each link by which to report."""
    return [
        (page.languages[anchor], anchor.attrib["href"])
        for anchor in page.all("a")
        if "".join(anchor.itertext()) in LINK.values()
    ]


def _query(link: str) -> dict[str, str]:
    """The fields of a link, decoded as its reader decodes them: in mail, a + is a +."""
    query = urlsplit(link).query
    return {key: unquote(value) for key, _, value in (one.partition("=") for one in query.split("&"))}


def test_it_is_on_every_page_once_a_language_and_nowhere_while_unset(built: Build) -> None:
    for path, page in built(MAIL).items():
        if "/embed/" in path:  # for the frames of other sites; it links to the page that can be reported on
            assert not _reports(page)
            continue
        languages = [language for language, _ in _reports(page)]
        expected = (
            ["zh-Hans", "en"] if path in ("index.html", "404.html", "offline.html") else [page.root.attrib["lang"]]
        )
        assert languages == expected, path
    for path, page in built("").items():
        assert _reports(page) == [], path
        assert "mailto:" not in "".join(one.attrib.get("href", "") for one in page.all("a")), path


def test_the_real_site_names_nobody_yet() -> None:
    site = load(DATA).site
    assert site is not None
    assert site.report == ""


@pytest.mark.parametrize("base_url", ["", BASE_URL])
def test_a_mail_names_page_and_edition_in_the_language_of_the_page(built: Build, base_url: str) -> None:
    pages = built(MAIL, base_url)
    root = base_url or "/"
    ((_, link),) = _reports(pages["en/roles/kite-designer/index.html"])
    assert link.startswith(f"{MAIL}?subject=Error%20on%20")
    fields = _query(link)
    assert fields["subject"] == f"Error on {root}en/roles/kite-designer/"
    page, edition, blank, ask, end = fields["body"].split("\r\n")
    assert page == f"Page: {root}en/roles/kite-designer/"
    assert edition.startswith("Edition: 2001, data version ")
    assert (blank, ask, end) == ("", "What is wrong, and what should it say instead?", "")
    ((_, link),) = _reports(pages["zh/2001/roles/string-winder/index.html"])
    fields = _query(link)
    assert fields["subject"] == f"网页有误：{root}zh/2001/roles/string-winder/"
    assert fields["body"].split("\r\n")[0] == f"网页：{root}zh/2001/roles/string-winder/"
    assert fields["body"].split("\r\n")[1].startswith("版本：2001，")


@pytest.mark.parametrize(
    ("report", "start", "names"),
    [
        (TRACKER, f"{TRACKER}?title=Error%20on%20%2Fen%2F&body=Page%3A%20%2Fen%2F%0A", ("title", "body")),
        (f"{TRACKER}?template=error.md", f"{TRACKER}?template=error.md&title=Error%20on%20%2Fen%2F&body=Page", ("title", "body")),
        (f"{TRACKER}?issue%5Btitle%5D={{title}}&issue%5Bdescription%5D={{body}}",
         f"{TRACKER}?issue%5Btitle%5D=Error%20on%20%2Fen%2F&issue%5Bdescription%5D=Page", ("issue[title]", "issue[description]")),
    ],
)  # fmt: skip
def test_a_tracker_gets_the_same_in_its_own_fields(
    built: Build, report: str, start: str, names: tuple[str, str]
) -> None:
    pages = built(report)
    ((_, link),) = _reports(pages["en/index.html"])
    assert link.startswith(start)
    fields = dict(parse_qsl(urlsplit(link).query, keep_blank_values=True))
    assert fields[names[0]] == "Error on /en/"
    assert fields[names[1]].split("\n")[0] == "Page: /en/"
    ((_, link),) = _reports(pages["zh/index.html"])
    assert dict(parse_qsl(urlsplit(link).query))[names[0]] == "网页有误：/zh/"


def test_where_a_page_is_lost_the_reader_is_asked_for_its_address(built: Build) -> None:
    for path in ("404.html", "en/404/index.html"):
        link = dict(_reports(built(MAIL)[path]))["en"]
        assert _query(link)["subject"] == "Page not found"
        assert _query(link)["body"].startswith("Page:\r\n")
    ((_, zh), (_, en)) = _reports(built(MAIL)["index.html"])
    assert (_query(zh)["subject"], _query(en)["subject"]) == ("网页有误：/", "Error on /")


@pytest.fixture(scope="module")
def edition() -> Edition:
    return link(load(DATA)).current


def _words(ask: str) -> Words:
    text = '{report: {subject: "{page}", page: "{page}", edition: "{edition} {version}", ask: x}, site: {version: "{version} {date}"}}'
    words = read_words(text.encode(), "f", [])
    assert words is not None
    words.table["report.ask"].forms["other"] = ask  # type: ignore[index]
    return words


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="{}"), min_size=1),
    st.sampled_from([MAIL, TRACKER]),
)
def test_any_text_arrives_as_it_was_and_the_link_is_plain_ascii(edition: Edition, text: str, report: str) -> None:
    link = report_link(report, _words(text), text, edition)
    assert link.isascii()
    assert not set(link) & set(" \"'<>\\^`{|}#+\r\n")
    subject, body = _query(link).values()
    assert subject == text
    assert body.endswith(text + ("\r\n" if report == MAIL else "\n"))


@pytest.mark.parametrize(
    ("report", "hint"),
    [
        ("errors@example.org", "Write mailto:errors@example.org."),
        ("example.org/issues/new", "Write https://example.org/issues/new."),
        ("mailto:errors", "Write, for example, mailto:errors@example.org."),
        ("mailto:errors@example.org?cc=a@example.org", "Write, for example, mailto:errors@example.org."),
        ("javascript:alert(1)", "Write, for example, mailto:errors@example.org."),
        ("https://example.org", "Write, for example, mailto:errors@example.org."),
        ("https://example.org/new#form", "Write, for example, mailto:errors@example.org."),
        ("https://example.org/new?title={titel}", "Write, for example, mailto:errors@example.org."),
        ("https://example.org/新", "Write, for example, mailto:errors@example.org."),
    ],
)  # fmt: skip
def test_a_wrong_address_is_refused_with_what_to_write(tmp_path: Path, report: str, hint: str) -> None:
    data = copied(tmp_path)
    with (data / "site.yaml").open("a", encoding="utf-8") as site:
        site.write(f'report: "{report}"\n')
    (problem,) = found_in(data)
    assert problem.message.startswith(f"`report` is “{report}”, which is not where readers report errors: mailto: and")
    assert problem.hint == hint
    assert problem.position.column == 9
