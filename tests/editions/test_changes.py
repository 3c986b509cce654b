"""What differs between two editions: on the page, as JSON, in the feed, on the command line. Our corrections stand apart."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from uuid import UUID

import pytest
from built_site import BASE_URL, Site
from lxml import etree

from catalogue.linked import Catalogue
from catalogue.shown.differences import Difference, differences

LANGUAGES = ("zh", "en")
ATOM = {"a": "http://www.w3.org/2005/Atom"}
NAMES = {
    ("role", "valve-design-engineer", "renamed"),
    ("role", "measurement-engineer", "renamed"),
    ("role", "sample-drone-assembler", "added"),
    ("role", "graphic-designer", "removed"),
    ("industry", "eyewear", "renamed"),
    ("industry", "sample-drones", "added"),
    ("industry", "pens", "removed"),
    ("certificate", "sample-certificate", "added"),
}
ROWS = {
    ("electrical", "technology-development-engineer", ("rank", "index")),
    ("electrical", "design-and-development-engineer", ("rank",)),
    ("pumps-and-valves", "valve-design-engineer", ("renamed",)),
    ("household-goods", "international-trade-specialist", ("removed",)),
    ("luggage", "workshop-supervisor", ("index", "level")),
    ("eyewear", "measurement-engineer", ("renamed",)),
    ("sample-drones", "sample-drone-assembler", ("added",)),
    ("sample-drones", "mechanical-engineer", ("added",)),
}


@pytest.fixture(scope="module")
def difference(two_editions: Catalogue) -> Difference:
    (one,) = differences(two_editions)
    return one


def test_each_change_of_the_second_edition_is_found_and_no_other(difference: Difference) -> None:
    assert {(one.kind, one.id, *one.what) for one in difference.names} == NAMES
    rows = {(table.id, row.id, row.what) for table in difference.tables for row in table.rows}
    pens = {row for row in rows if row[0] == "pens"}
    assert rows - pens == ROWS
    assert [what for _, _, what in pens] == [("removed",)] * 13


def test_an_edition_does_not_differ_from_itself(two_editions: Catalogue) -> None:
    same = Difference(two_editions.current, two_editions.current)
    assert (same.names, same.tables) == ((), ())


def test_backwards_what_was_added_is_removed(two_editions: Catalogue, difference: Difference) -> None:
    back = Difference(difference.after, difference.before)
    swapped = {"added": "removed", "removed": "added"}
    names = {(one.kind, one.id, *(swapped.get(what, what) for what in one.what)) for one in back.names}
    assert names == NAMES
    assert {(table.id, row.id) for table in back.tables for row in table.rows} == {
        (table.id, row.id) for table in difference.tables for row in table.rows
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_sets_the_figures_of_both_editions_side_by_side(lang: str, second: Site) -> None:
    page = second.pages.at(f"{lang}/changes/")
    assert {one.attrib["id"] for one in page.all("h3", page.main)} == {
        f"2020-2023-{industry}" for industry in {industry for industry, *_ in ROWS} | {"pens"}
    }
    rows = [[page.text(cell) for cell in row] for row in page.all("tr", page.main)]
    (moved,) = [row for row in rows if "技术开发工程师" in row[0]]
    assert "0.8968" in moved[2]
    assert "0.7000" in moved[3]
    ranks = {"zh": ("第1位，共20位", "第2位，共20位"), "en": ("1 of 20", "2 of 20")}[lang]
    assert [rank in cell for rank, cell in zip(ranks, moved[2:], strict=True)] == [True, True]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_our_corrections_stand_apart_from_what_the_city_revised(lang: str, second: Site, site: Site) -> None:
    page = second.pages.at(f"{lang}/changes/")
    (section,) = [one for one in page.all("section", page.main) if one.attrib["aria-labelledby"] == "corrections"]
    (entry,) = [one for one in page.all("div", section) if one.attrib.get("id") == "correction-sample-pinyin"]
    assert page.all("time", entry)[0].attrib["datetime"] == "2027-04-02"
    (link,) = page.anchors(entry)
    assert page.target(link.attrib["href"]) == (f"{lang}/2023/roles/mechanical-engineer/index.html", "")
    alone = site.pages.at(f"{lang}/changes/")
    assert {"zh": "尚无更正", "en": "None so far"}[lang] in alone.text(alone.main)
    assert not alone.all("table", alone.main)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_industry_page_leads_to_what_changed_in_its_table(lang: str, second: Site) -> None:
    page = second.pages.at(f"{lang}/industries/luggage/")
    targets = {page.target(one.attrib["href"]) for one in page.anchors(page.main)}
    assert (f"{lang}/changes/index.html", "2020-2023-luggage") in targets


def test_the_json_says_the_same_with_figures_as_printed(second: Site, difference: Difference) -> None:
    content = json.loads(second.files["data/changes/2020-2023.json"])
    assert (content["version"], content["before"], content["after"]) == (1, "2020", "2023")
    assert {(one["list"], one["id"], *one["changes"]) for one in content["names"]} == NAMES
    luggage = next(table for table in content["tables"] if table["industry"] == "luggage")
    (row,) = luggage["listings"]
    assert row["before"] == {
        "zh": "车间主管", "en": "Workshop supervisor", "rank": 5, "of": 8, "index": "0.3800",
        "level": {"zh": "紧缺", "en": "Shortage"},
    }  # fmt: skip
    assert (row["after"]["index"], row["after"]["level"]["zh"]) == ("0.4800", "非常紧缺")
    pens = next(table for table in content["tables"] if table["industry"] == "pens")
    assert (pens["before"]["rows"], pens["after"]) == (13, None)


# --- the feed ----------------------------------------------------------------------------------------------


def _feed(shown: Site, lang: str) -> etree._Element:
    return etree.fromstring(shown.files[f"{lang}/feed.xml"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_feed_is_atom_as_rfc_4287_asks(lang: str, second_with_base: Site) -> None:
    feed = _feed(second_with_base, lang)
    assert feed.tag == f"{{{ATOM['a']}}}feed"
    stamp = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
    ids = []
    for element in (feed, *feed.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):  # exactly one of each: sections 4.1.1 and 4.1.2
            assert len(element.findall(f"a:{name}", ATOM)) == 1, name
        ids.append(element.findtext("a:id", namespaces=ATOM))
        assert UUID(ids[-1].removeprefix("urn:uuid:"))
        assert stamp.fullmatch(element.findtext("a:updated", namespaces=ATOM) or "")
        alternates = [one for one in element.findall("a:link", ATOM) if one.attrib["rel"] == "alternate"]
        assert len({(one.attrib["type"], one.get("hreflang")) for one in alternates}) == len(alternates) == 1
        assert alternates[0].attrib["href"].startswith(BASE_URL)
    assert len(set(ids)) == len(ids)
    assert feed.find("a:author/a:name", ATOM) is not None  # of the feed, so each entry has one
    (self_link,) = [one for one in feed.findall("a:link", ATOM) if one.attrib["rel"] == "self"]
    assert self_link.attrib["href"] == f"{BASE_URL}{lang}/feed.xml"
    updated = [one.findtext("a:updated", namespaces=ATOM) or "" for one in feed.findall("a:entry", ATOM)]
    assert updated == sorted(updated, reverse=True)
    assert feed.findtext("a:updated", namespaces=ATOM) == updated[0]
    for link in feed.iter(f"{{{ATOM['a']}}}link"):
        path = link.attrib["href"].removeprefix(BASE_URL)
        assert (f"{path}index.html" if path.endswith("/") else path) in second_with_base.files


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_feed_has_editions_and_corrections_and_keeps_their_ids(lang: str, site: Site, second: Site) -> None:
    before, after = (
        {one.findtext("a:id", namespaces=ATOM): one.findtext("a:title", namespaces=ATOM) for one in _feed(shown, lang).findall("a:entry", ATOM)}
        for shown in (site, second)
    )  # fmt: skip
    assert before.items() < after.items()
    assert len(after) == 3
    assert {_feed(one, lang).findtext("a:id", namespaces=ATOM) for one in (site, second)} == {
        _feed(site, lang).findtext("a:id", namespaces=ATOM)
    }


def test_every_page_names_its_feed(second: Site) -> None:
    for path, page in second.heads.items():
        if not re.match(r"(?:zh|en)/(?!404|embed/)", path):
            continue
        (link,) = [one for one in page.all("link") if one.attrib.get("type") == "application/atom+xml"]
        assert page.target(link.attrib["href"]) == (f"{path[:2]}/feed.xml", ""), path


# --- the command -------------------------------------------------------------------------------------------


def test_diff_says_what_differs_in_words_and_as_the_published_json(
    second: Site, second_data: Path, run_build: Callable[..., CompletedProcess[str]]
) -> None:
    said = run_build("diff", "2020", "2023", "--data", second_data)
    assert said.returncode == 0
    assert "role graphic-designer: removed: 平面设计师" in said.stdout
    assert "  车间主管: index, level: 5 of 8, 0.3800 紧缺 → 5 of 8, 0.4800 非常紧缺" in said.stdout
    printed = run_build("diff", "2020", "2023", "--json", "--data", second_data)
    assert printed.stdout.encode() == second.files["data/changes/2020-2023.json"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2020"], "diff needs two editions"),
        (["2020", "2024"], "There is no edition 2024; there are: 2020, 2023."),
    ],
)
def test_diff_of_an_unknown_edition_is_wrong_usage(
    words: list[str], said: str, second_data: Path, run_build: Callable[..., CompletedProcess[str]]
) -> None:
    result = run_build("diff", *words, "--data", second_data)
    assert result.returncode == 2
    assert said in result.stderr
