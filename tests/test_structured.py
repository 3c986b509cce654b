"""schema.org in the pages: data blocks that say what the page says, can't be broken out of, and invent nothing."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from built_site import BASE_URL, Pages, Site
from fidelity import TAGS, Page
from hypothesis import given
from hypothesis import strategies as st

from catalogue.linked import Edition
from catalogue.structured import _ESCAPES

WITHOUT = {"home", "not-found"}  # nothing above them, and nothing else to say


def graph(page: Page) -> list[dict[str, Any]]:
    blocks = page.all("script", type="application/ld+json")
    assert len(blocks) <= 1
    if not blocks:
        return []
    content = json.loads("".join(blocks[0].itertext()))
    assert content["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = content["@graph"]
    return found


def of_type(page: Page, name: str) -> list[dict[str, Any]]:
    return [one for one in graph(page) if name in ([one["@type"]] if isinstance(one["@type"], str) else one["@type"])]


def _unpinned(pages: Pages) -> dict[str, Page]:
    return {path: page for path, page in pages.items() if path[:3] in ("zh/", "en/") and "/2020/" not in path}


def test_breadcrumbs_are_those_that_the_page_shows(pages: Pages) -> None:
    for path, page in _unpinned(pages).items():
        if page.main.attrib["data-page"] in WITHOUT:
            assert not graph(page), path
            continue
        (trail,) = (nav for nav in page.all("nav") if nav.attrib.get("class") == "trail")
        shown = [(page.text(a), page.target(a.attrib["href"])) for a in page.anchors(trail)]
        (crumbs,) = of_type(page, "BreadcrumbList")
        *above, last = crumbs["itemListElement"]
        assert [(one["name"], page.target(one["item"])) for one in above] == shown, path
        assert last["name"] == page.title.split(" – ")[0], path
        assert "item" not in last
        assert [one["position"] for one in crumbs["itemListElement"]] == list(range(1, len(above) + 2))


@pytest.mark.parametrize("lang", TAGS)
def test_a_role_is_an_occupation_with_its_names_and_group_and_nothing_more(
    lang: str, pages: Pages, edition: Edition
) -> None:
    for entry in edition.roles:
        page = pages.at(f"{lang}/roles/{entry.id}/")
        (one,) = of_type(page, "Occupation")
        assert one["name"] == entry.role.name[lang]
        assert set(one["alternateName"]) == {entry.role.name["en" if lang == "zh" else "zh"], *entry.role.aliases[lang]}
        assert one.keys() <= {"@type", "name", "alternateName", "termCode", "inDefinedTermSet", "occupationalCategory"}
        group = entry.occupation.group
        assert one.get("occupationalCategory", {}).get("codeValue") == (group.code if group else None)


@pytest.mark.parametrize("lang", TAGS)
def test_the_roles_are_a_set_of_terms(lang: str, pages: Pages, edition: Edition) -> None:
    page = pages.at(f"{lang}/roles/")
    (terms,) = of_type(page, "DefinedTermSet")
    found = {(one["name"], page.target(one["url"])) for one in terms["hasDefinedTerm"]}
    assert found == {(entry.role.name[lang], (f"{lang}/roles/{entry.id}/index.html", "")) for entry in edition.roles}


@pytest.mark.parametrize("lang", TAGS)
def test_the_data_page_is_a_dataset_whose_files_exist(lang: str, site_with_base: Site, edition: Edition) -> None:
    page = site_with_base.heads.at(f"{lang}/data/")
    (dataset,) = of_type(page, "Dataset")
    assert len(dataset["distribution"]) > 10
    for one in dataset["distribution"]:
        assert one["contentUrl"].removeprefix(BASE_URL) in site_with_base.files, one
    assert dataset["version"] == edition.version
    assert dataset["isBasedOn"]["publisher"]["name"] in ("温州市", "City of Wenzhou")
    assert not {"creator", "datePublished", "temporalCoverage"} & dataset.keys()


def test_addresses_are_absolute_with_a_base_url_and_relative_without(site: Site, site_with_base: Site) -> None:
    for shown in (site, site_with_base):
        (crumbs,) = of_type(shown.heads.at("en/roles/mechanical-engineer/"), "BreadcrumbList")
        items = [one["item"] for one in crumbs["itemListElement"][:-1]]
        assert all(one.startswith(BASE_URL) == bool(shown.base_url) for one in items)


def test_pinned_pages_stay_lean(pages: Pages) -> None:
    assert not [
        path for path, page in pages.items() if "/2020/" in path and page.all("script", type="application/ld+json")
    ]


@given(st.text(st.characters(codec="utf-8")))
@pytest.mark.parametrize("hostile", ["", "</script><script>alert(1)</script>", "<!--<script>", "]]>&lt;"])
def test_nothing_breaks_out_of_a_data_block(hostile: str, text: str) -> None:
    block = json.dumps(text + hostile, ensure_ascii=False).translate(_ESCAPES)
    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block) == text + hostile
    assert html.unescape(block) == block
