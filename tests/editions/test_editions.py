"""A second edition beside the first: what stays, what is current, what is gone and still has its page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from built_site import DATA, Site
from editions.second import NEW, RENAMED_ROLES, make_data
from fidelity import Page

import build
from catalogue.building.last_site import MARK
from catalogue.problems import DataProblems

LANGUAGES = ("zh", "en")
# What a newer edition may change on a page of an older one: the switch, the notice, and what the page stands for.
_SWITCH = re.compile(rb'<nav class="editions".*?</nav>\n', re.DOTALL)
_NOTICE = re.compile(rb' <span class="newer">.*?</span>')
_CANONICAL = re.compile(rb'<(?:link rel="canonical"|meta property="og:url")[^>]*>\n')
# The names of assets, the search index among them, change with what they hold.
_HASH = re.compile(rb"(?<=\.)[0-9a-f]{8}\.(?=css|js|json|png|webmanifest)")


def _row(page: Page, first: str) -> list[str]:
    """The cells of the row whose first cell begins with a text."""
    rows = [[page.text(cell) for cell in row] for row in page.all("tr", page.main)]
    (found,) = [row for row in rows if row and row[0].startswith(first)]
    return found


@pytest.mark.parametrize("with_base", [False, True], ids=["relative", "with base URL"])
def test_pages_pinned_to_the_first_edition_change_only_their_switch_and_notice(
    with_base: bool, site: Site, site_with_base: Site, second: Site, second_with_base: Site
) -> None:
    before, after = (site_with_base, second_with_base) if with_base else (site, second)
    pinned = [path for path in before.files if re.match(r"(?:zh|en)/2020/.*\.html", path)]
    assert len(pinned) > 250
    for path in pinned:
        old, new = before.files[path], after.files[path]
        assert b'class="newer"' in new, path
        old, new = (_HASH.sub(b"", _CANONICAL.sub(b"", _NOTICE.sub(b"", _SWITCH.sub(b"", one)))) for one in (old, new))
        assert old == new, path


def test_files_of_the_first_edition_do_not_change(site: Site, second: Site) -> None:
    files = [path for path in site.files if path.startswith("data/2020/")]
    assert files
    assert [path for path in files if site.files[path] != second.files[path]] == []


def test_every_address_of_the_first_edition_still_answers(second: Site) -> None:
    lines = (DATA / "addresses.txt").read_text(encoding="utf-8").split()
    files = [f"{line}index.html"[1:] if line.endswith("/") else line[1:] for line in lines]
    assert [file for file in files if file not in second.files] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_unpinned_pages_show_the_second_edition_and_lead_to_the_first(lang: str, second: Site) -> None:
    page = second.pages.at(f"{lang}/industries/electrical/")
    assert page.text(page.all("tr", page.main, id="design-and-development-engineer")[0]).startswith("1")
    (switch,) = [nav for nav in page.all("nav") if nav.attrib.get("class") == "editions"]
    here, other = page.anchors(switch)
    assert page.target(here.attrib["href"]) == (f"{lang}/industries/electrical/index.html", "")
    assert here.attrib["aria-current"] == "true"
    assert page.target(other.attrib["href"]) == (f"{lang}/2020/industries/electrical/index.html", "")
    pinned = second.pages.at(f"{lang}/2020/industries/electrical/")
    assert pinned.text(pinned.all("tr", pinned.main, id="technology-development-engineer")[0]).startswith("1")


def test_while_there_is_one_edition_there_is_no_switch_and_no_history(site: Site) -> None:
    for path, raw in site.files.items():
        if path.endswith(".html"):
            assert b'class="editions"' not in raw, path
            assert b'id="history"' not in raw, path


@pytest.mark.parametrize("id_", RENAMED_ROLES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_renamed_role_has_each_name_where_it_is_printed(lang: str, id_: str, second: Site, site: Site) -> None:
    old, zh, en, pinyin = RENAMED_ROLES[id_]
    name = {"zh": zh, "en": en}[lang]
    page = second.pages.at(f"{lang}/roles/{id_}/")
    assert page.text(page.one("h1")).startswith(name)
    assert pinyin in page.text(page.main)
    assert second.files[f"{lang}/2020/roles/{id_}/index.html"].count(zh.encode()) == 0
    assert old in second.pages.at(f"{lang}/2020/roles/{id_}/").text()
    history = _row(page, {"zh": "所印名称", "en": "Printed name"}[lang])
    assert name in history[1]
    assert old in history[2]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_role_that_is_gone_keeps_its_page_and_is_in_no_list(lang: str, second: Site) -> None:
    page = second.pages.at(f"{lang}/roles/graphic-designer/")
    (notice,) = [one for one in page.all("p", page.main) if one.attrib.get("class") == "pinned"]
    assert {"zh": f"现行的{NEW}版未列入", "en": f"Not listed in the current edition ({NEW})"}[lang] in page.text(notice)
    targets = {page.target(one.attrib["href"]) for one in page.anchors(page.all("tbody", page.main)[0])}
    assert (f"{lang}/2020/industries/pens/index.html", "graphic-designer") in targets
    for address in ("roles/", "matrix/", "search/"):
        listing = second.pages.at(f"{lang}/{address}")
        files = {(listing.target(one.attrib["href"]) or ("", ""))[0] for one in listing.anchors(listing.main)}
        assert f"{lang}/roles/graphic-designer/index.html" not in files, address
        assert f"{lang}/roles/mechanical-engineer/index.html" in files, address


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_industry_that_is_gone_keeps_its_page_and_its_table(lang: str, second: Site) -> None:
    page, pinned = second.pages.at(f"{lang}/industries/pens/"), second.pages.at(f"{lang}/2020/industries/pens/")
    rows, same = ([one.text(row) for row in one.all("tbody", one.main)[0]] for one in (page, pinned))
    assert rows == same
    assert len(rows) == 13
    files = {page.target(one.attrib["href"]) for one in page.anchors(page.one("header"))}
    assert (f"{lang}/industries/index.html", "") in files  # the site's lists are the current ones
    industries = second.pages.at(f"{lang}/industries/")
    assert not [one for one in industries.anchors(industries.main) if "pens" in one.attrib["href"]]
    assert [one for one in industries.anchors(industries.main) if "sample-drones" in one.attrib["href"]]


def test_the_sitemap_has_current_pages_old_editions_and_what_is_gone_each_once(second_with_base: Site) -> None:
    sitemap = second_with_base.files["sitemap.xml"].decode()
    found = re.findall(r"<loc>([^<]+)</loc>", sitemap)
    assert len(found) == len(set(found))
    paths = {one.removeprefix(second_with_base.base_url) for one in found}
    assert {"en/industries/pens/", "en/2020/industries/pens/", "en/industries/sample-drones/", "en/changes/"} <= paths
    assert not [path for path in paths if f"/{NEW}/" in path]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_says_which_version_of_the_data_it_shows_and_of_which_day(lang: str, site: Site, second: Site) -> None:
    day = {"zh": "2026年11月24日", "en": "24 November 2026"}[lang]
    corrected = {"zh": "2027年4月2日", "en": "2 April 2027"}[lang]
    for shown, address, version, date in (
        (site, f"{lang}/roles/", "2020.0", day),
        (second, f"{lang}/2020/roles/", "2020.0", day),
        (second, f"{lang}/roles/", f"{NEW}.1", corrected),
    ):
        page = shown.pages.at(address)
        footer = page.text(page.one("footer"))
        assert version in footer
        assert date in footer


def test_a_draft_of_the_next_edition_is_checked_and_shown_nowhere(tmp_path: Path, site: Site) -> None:
    """It is one as long as `site.yaml` names an older edition; it needs no date yet."""
    data = make_data(tmp_path / "data")
    settings, dates = data / "site.yaml", data / "corrections.yaml"
    settings.write_text(settings.read_text("utf-8").replace(f'edition: "{NEW}"', 'edition: "2020"'), "utf-8")
    dates.write_text((DATA / "corrections.yaml").read_text("utf-8"), "utf-8")
    assert build.site_files(data) == {path: raw for path, raw in site.files.items() if path != MARK}
    table = data / NEW / "industries" / "electrical.yaml"
    table.write_text(table.read_text("utf-8").replace("index: 0.7000", "index: 1.7000"), "utf-8")
    with pytest.raises(DataProblems, match=re.escape(str(table))):
        build.site_files(data)
