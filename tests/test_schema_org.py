"""What search engines and catalogues of data read: schema.org in a file of each edition, and the way down to a page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import pytest
from built_site import Pages, Site
from exports_read import written
from fidelity import TAGS
from hypothesis import given, settings
from made_up import editions
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef

from catalogue.downloads.exports_schema_org import DESCRIBED, SCHEMA_ORG
from catalogue.linked import Edition

# rdflib warns of what its own JSON-LD reader uses.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

S = Namespace("https://schema.org/")
BASE = "https://example.org/catalogue/"
HERE = f"{BASE}data/2020/"
SAID_OF_AN_OCCUPATION = {
    "name", "alternateName", "termCode", "inDefinedTermSet", "url", "occupationalCategory",
}  # fmt: skip


def _read(raw: bytes) -> Graph:
    return Graph().parse(data=raw, format="json-ld", publicID=f"{HERE}{SCHEMA_ORG}")


def _things(raw: bytes, kind: str) -> list[dict[str, Any]]:
    return [one for one in json.loads(raw)["@graph"] if kind in one["@type"]]


@pytest.fixture(scope="module")
def files(edition: Edition) -> Mapping[str, bytes]:
    return written(edition, BASE)


@pytest.fixture(scope="module")
def graph(files: Mapping[str, bytes]) -> Graph:
    return _read(files[SCHEMA_ORG])


def test_every_role_is_an_occupation_under_the_address_that_skos_gives_it(graph: Graph, edition: Edition) -> None:
    assert len(set(graph.subjects(RDF.type, S.Occupation))) == len(edition.roles) == 94
    for entry in edition.roles:
        role = URIRef(f"{HERE}roles.ttl#{entry.id}")
        names = {Literal(entry.role.name[one], lang=tag) for one, tag in TAGS.items()}
        assert set(graph.objects(role, S.name)) == names
        pages = {URIRef(f"{BASE}{lang}/2020/roles/{entry.id}/") for lang in TAGS}
        assert set(graph.objects(role, S.url)) == pages
        codes = [str(graph.value(one, S.codeValue)) for one in graph.objects(role, S.occupationalCategory)]
        assert codes == ([entry.occupation.group.code] if entry.occupation.group else [])


def test_nothing_is_said_of_an_occupation_that_the_catalogue_does_not_say(files: Mapping[str, bytes]) -> None:
    for one in _things(files[SCHEMA_ORG], "Occupation"):
        assert {key for key in one if not key.startswith("@")} <= SAID_OF_AN_OCCUPATION


def test_the_lists_are_sets_of_their_terms(graph: Graph, edition: Edition) -> None:
    majors = {major.name.zh for category in edition.categories for major in category.majors}
    expected = {
        "roles": {entry.role.name.zh for entry in edition.roles},
        "titles": majors,
        "qualifications": {term.name.zh for term in edition.qualifications.terms},
        "certificates": {term.name.zh for term in edition.certificates.terms},
    }
    for name, terms in expected.items():
        found = graph.objects(URIRef(f"{HERE}{SCHEMA_ORG}#{name}"), S.hasDefinedTerm)
        names = {str(text) for one in found for text in graph.objects(one, S.name) if text.language == "zh-Hans"}
        assert names == terms


def test_the_dataset_has_every_file_with_its_size_and_hash(files: Mapping[str, bytes], edition: Edition) -> None:
    (dataset,) = _things(files[SCHEMA_ORG], "Dataset")
    assert (dataset["version"], dataset["dateModified"]) == (edition.version, edition.dated)
    named = {one["name"]: one for one in dataset["distribution"]}
    describing = {SCHEMA_ORG, "SHA256SUMS"}
    assert set(named) == {name for name in files if "/" not in name} - describing
    for name, one in named.items():
        assert one["contentUrl"] == {"@id": HERE + name}
        assert one["contentSize"] == f"{len(files[name])} B"
        assert one["sha256"] == hashlib.sha256(files[name]).hexdigest()


def test_every_address_in_it_is_one_of_the_site(graph: Graph, site: Site) -> None:
    addresses = {str(one) for one in graph.objects(None, S.url)} | {
        str(one) for one in graph.objects(None, S.usageInfo)
    }
    assert len(addresses) > 2 * 94
    for address in addresses:
        path, _, fragment = address.removeprefix(BASE).partition("#")
        assert not fragment or fragment in site.pages.at(path).ids, address
        assert f"{path}index.html" in site.files


def test_without_a_base_url_addresses_are_relative_and_mean_the_same(graph: Graph, edition: Edition) -> None:
    raw = written(edition)[SCHEMA_ORG]
    assert b"example.org" not in raw
    assert json.loads(raw)["@context"] == {"@vocab": str(S)}, "nobody has to ask the network what a word means"
    assert len(_known(graph)) > 1000
    assert _known(_read(raw)) == _known(graph)


def _known(graph: Graph) -> set[tuple[object, ...]]:
    """What is said of things with an address; sizes and hashes are left out, because other files hold the base URL."""
    return {
        one
        for one in graph
        if isinstance(one[0], URIRef) and one[1] not in (S.contentSize, S.sha256) and not isinstance(one[2], BNode)
    }


@given(editions())
@settings(max_examples=15)
def test_whatever_the_names_are_they_come_back(edition: Edition) -> None:
    found = _things(written(edition)[SCHEMA_ORG], "Occupation")
    assert [one["name"][0]["@value"] for one in found] == [entry.role.name.zh for entry in edition.roles]


@pytest.mark.parametrize("lang", TAGS)
def test_pages_that_it_describes_lead_to_it_and_no_others(lang: str, site: Site) -> None:
    found = set()
    for path, page in site.heads.items():
        links = page.all("link", rel="alternate", type="application/ld+json")
        if not path.startswith(f"{lang}/"):
            assert not links or not path.startswith(("index", "404", "offline"))
            continue
        kind = site.files[path].split(b'data-page="', 1)[1].split(b'"', 1)[0].decode()
        assert bool(links) == (kind in DESCRIBED), path
        if links:
            edition = "2020" if "/2020/" in path else "latest"
            target = page.target(links[0].attrib["href"])
            assert target == (f"data/{edition}/{SCHEMA_ORG}", "")
            found.add(kind)
    assert found == {*DESCRIBED}


def test_the_way_down_to_a_page_is_marked_for_search_engines(pages: Pages) -> None:
    marked = 0
    for path, page in pages.items():
        trails = page.all("ol", itemtype="https://schema.org/BreadcrumbList")
        expected = bool(page.all("nav", **{"class": "trail"})) and page.main.attrib["data-page"] != "search"
        assert len(trails) == expected, path
        for trail in trails:
            items = list(trail)
            assert all(one.attrib["itemtype"] == "https://schema.org/ListItem" for one in items)
            positions = [page.one("meta", one, itemprop="position").attrib["content"] for one in items]
            assert positions == [str(number) for number in range(1, len(items) + 1)]
            names = [page.text(page.one("span", one, itemprop="name")) for one in items]
            assert names == [page.text(one) for one in items]
            steps = [page.target(page.one("a", one, itemprop="item").attrib["href"]) for one in items[:-1]]
            assert all(step and step[0] in pages for step in steps), path
            marked += 1
    assert marked > 400
