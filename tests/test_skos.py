"""The roles as linked data: both forms are one graph, which holds the model's roles and conforms to SKOS."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path

import pyshacl
import pytest
from exports_read import WORDS, written
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic

from catalogue.downloads.export_context import ExportContext
from catalogue.downloads.exports_skos import roles_json_ld, roles_turtle
from catalogue.downloads.rdf import Iri, Statements, Text, json_ld, turtle
from catalogue.linked import Edition
from catalogue.names import SCHEME

# rdflib warns of what its own JSON-LD reader uses.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

BASE = "https://example.org/catalogue/"
HERE = f"{BASE}data/2020/"  # where the file lies
ROLES = f"{HERE}roles.ttl#"
ISCO = "http://data.europa.eu/esco/isco/C"
SHAPES = Path(__file__).with_name("shapes") / "skos.ttl"


def _read(raw: bytes, form: str, at: str = HERE) -> Graph:
    return Graph().parse(data=raw, format=form, publicID=f"{at}roles.{'ttl' if form == 'turtle' else 'jsonld'}")


@pytest.fixture(scope="module")
def files(edition: Edition) -> Mapping[str, bytes]:
    return written(edition, BASE)


@pytest.fixture(scope="module")
def graph(files: Mapping[str, bytes]) -> Graph:
    return _read(files["roles.ttl"], "turtle")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(SHAPES, format="turtle")


def test_turtle_and_json_ld_are_the_same_graph(graph: Graph, files: Mapping[str, bytes]) -> None:
    other = _read(files["roles.jsonld"], "json-ld")
    assert len(graph) > 1500
    assert to_isomorphic(graph) == to_isomorphic(other)


def test_without_a_base_url_addresses_are_relative_and_mean_the_same(graph: Graph, edition: Edition) -> None:
    files = written(edition)
    assert b"example.org" not in files["roles.ttl"] + files["roles.jsonld"]
    for name, form in (("roles.ttl", "turtle"), ("roles.jsonld", "json-ld")):
        relative = {triple for triple in _read(files[name], form) if triple[1] != DCTERMS.description}
        assert relative == {triple for triple in graph if triple[1] != DCTERMS.description}, name


def test_every_role_is_a_concept_with_its_names(graph: Graph, edition: Edition) -> None:
    assert len(list(graph.subjects(RDF.type, SKOS.Concept))) == len(edition.roles) == 94
    for entry in edition.roles:
        concept, role = URIRef(ROLES + entry.id), entry.role
        labels = {Literal(role.name.zh, lang="zh-Hans"), Literal(role.name["en"], lang="en")}
        assert set(graph.objects(concept, SKOS.prefLabel)) == labels
        others = {Literal(role.pinyin, lang="zh-Latn-pinyin")}
        others |= {Literal(alias, lang=tag) for tag in ("zh", "en") for alias in role.aliases[tag]}
        assert set(graph.objects(concept, SKOS.altLabel)) == others
        assert set(graph.objects(concept, SKOS.related)) == {URIRef(ROLES + other.id) for other in entry.similar}
        assert set(graph.objects(concept, DCTERMS.identifier)) == {Literal(entry.id)}
        pages = {URIRef(f"{BASE}{lang}/2020/roles/{entry.id}/") for lang in ("zh", "en")}
        assert set(graph.objects(concept, RDFS.seeAlso)) == pages


def test_every_role_has_the_group_of_the_crosswalk_and_its_reason(graph: Graph, edition: Edition) -> None:
    predicates = {"exact": SKOS.exactMatch, "close": SKOS.closeMatch, "broad": SKOS.broadMatch}
    for entry in edition.roles:
        concept, occupation = URIRef(ROLES + entry.id), entry.occupation
        found = {(one, str(value)) for one in predicates.values() for value in graph.objects(concept, one)}
        group = occupation.group
        assert found == ({(predicates[occupation.match], ISCO + group.code)} if group else set()), entry.id
        notes = [str(note) for note in graph.objects(concept, SKOS.editorialNote)]
        assert len(notes) == len(occupation.reason)
        assert all(any(note.endswith(text) for note in notes) for text in occupation.reason.values()), entry.id


def test_families_are_collections_of_their_roles(graph: Graph, edition: Edition) -> None:
    for family in {entry.family.id for entry in edition.roles}:
        members = {URIRef(ROLES + entry.id) for entry in edition.roles if entry.family.id == family}
        assert set(graph.objects(URIRef(f"{ROLES}family-{family}"), SKOS.member)) == members
    assert SCHEME not in {entry.id for entry in edition.roles}


def test_the_graph_conforms_to_the_shapes(graph: Graph, shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(graph, shacl_graph=shapes)
    assert conforms, text


ENGINEER, OTHER = URIRef(f"{ROLES}mechanical-engineer"), URIRef(f"{ROLES}electrical-engineer")
EXACT = URIRef(f"{ISCO}2144")
FAULTS: dict[str, tuple[tuple[tuple[object, ...], ...], tuple[tuple[object, ...], ...]]] = {
    # what is taken away, what is added
    "a label lost": (((ENGINEER, SKOS.prefLabel, Literal("Mechanical engineer", lang="en")),), ()),
    "two labels in one language": ((), ((ENGINEER, SKOS.prefLabel, Literal("Engineer of machines", lang="en")),)),
    "a label in no language": ((), ((ENGINEER, SKOS.prefLabel, Literal("x")),)),
    "a label in a third language": (((ENGINEER, SKOS.prefLabel, Literal("Mechanical engineer", lang="en")),), ((ENGINEER, SKOS.prefLabel, Literal("Ingénieur", lang="fr")),)),
    "an alternative label that is the preferred one": ((), ((ENGINEER, SKOS.altLabel, Literal("Mechanical engineer", lang="en")),)),
    "a label of another concept": (((ENGINEER, SKOS.prefLabel, Literal("Mechanical engineer", lang="en")),), ((ENGINEER, SKOS.prefLabel, Literal("Electrical engineer", lang="en")),)),
    "a concept outside the scheme": (((ENGINEER, SKOS.inScheme, URIRef(ROLES + SCHEME)),), ()),
    "a concept that is a scheme": ((), ((ENGINEER, RDF.type, SKOS.ConceptScheme),)),
    "a concept that is a collection": ((), ((ENGINEER, RDF.type, SKOS.Collection),)),
    "a relation that goes one way": ((), ((ENGINEER, SKOS.related, OTHER),)),
    "a relation to itself": ((), ((ENGINEER, SKOS.related, ENGINEER),)),
    "a related concept that is broader, too": ((), ((ENGINEER, SKOS.related, OTHER), (OTHER, SKOS.related, ENGINEER), (ENGINEER, SKOS.broader, OTHER))),
    "a relation to nothing": ((), ((ENGINEER, SKOS.related, URIRef(f"{ROLES}nobody")), (URIRef(f"{ROLES}nobody"), SKOS.related, ENGINEER))),
    "two groups": ((), ((ENGINEER, SKOS.broadMatch, URIRef(f"{ISCO}2145")),)),
    "a group that is exact and close": ((), ((ENGINEER, SKOS.closeMatch, EXACT),)),
    "a group without its code": (((ENGINEER, SKOS.exactMatch, EXACT),), ((ENGINEER, SKOS.exactMatch, URIRef(ISCO)),)),
    "neither group nor reason": (((ENGINEER, SKOS.exactMatch, EXACT),), ()),
    "a member that is no concept": ((), ((URIRef(f"{ROLES}family-software-data"), SKOS.member, URIRef(f"{ROLES}nobody")),)),
    "a scheme without its date": (((URIRef(ROLES + SCHEME), DCTERMS.modified, None),), ()),
}  # fmt: skip


@pytest.fixture(scope="module")
def few(edition: Edition) -> Graph:
    """Four roles: the same shapes, in a tenth of the time."""
    wanted = ("mechanical-engineer", "electrical-engineer", "electronics-engineer", "software-development-engineer")
    roles = tuple(dataclasses.replace(entry, similar=()) for entry in edition.roles if entry.id in wanted)
    cut = dataclasses.replace(edition, roles=roles)
    return _read(roles_turtle(cut, ExportContext(cut, WORDS, edition.note, BASE, {})), "turtle")


def test_the_few_roles_conform(few: Graph, shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(few, shacl_graph=shapes)
    assert conforms, text


@pytest.mark.parametrize("fault", FAULTS)
def test_the_shapes_catch(fault: str, few: Graph, shapes: Graph) -> None:
    lost, added = FAULTS[fault]
    broken = Graph() + few
    for triple in lost:
        assert triple in broken
        broken.remove(triple)
    for triple in added:
        broken.add(triple)
    conforms, _, _ = pyshacl.validate(broken, shacl_graph=shapes)
    assert not conforms


_TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@given(_TEXTS, _TEXTS)
def test_any_text_is_the_same_in_both_forms(text: str, path: str) -> None:
    """Quotes, line ends, backslashes and signs that no IRI may hold, wherever they stand."""
    prefixes = {"skos": str(SKOS)}
    values = (Text(text, "en"), Text(text), Text(text, datatype="string"))
    thing = Statements(Iri("#x"), (("skos:note", values), ("skos:related", (Iri(f"https://example.org/{path}"),))))
    forms: tuple[tuple[Callable[..., bytes], str], ...] = ((turtle, "turtle"), (json_ld, "json-ld"))
    one, other = (_read(write(prefixes, [thing]), form) for write, form in forms)
    subjects = set(one.subjects())
    assert {str(value) for value in one.objects(None, SKOS.note)} == {text}
    assert set(one.objects(None, SKOS.note)) == set(other.objects(None, SKOS.note))
    assert len(list(one.objects(None, SKOS.related))) == len(list(other.objects(None, SKOS.related))) == 1
    assert subjects == {URIRef(f"{HERE}roles.ttl#x")}


def test_hostile_names_stay_names(edition: Edition) -> None:
    hostile = 'x" ; a <http://evil.invalid/> . \\ \n </script> @prefix'
    entry = edition.roles[0]
    role = dataclasses.replace(entry.role, pinyin=hostile)
    roles = (dataclasses.replace(entry, role=role), *edition.roles[1:])
    spoilt = dataclasses.replace(edition, roles=roles)
    context = ExportContext(spoilt, WORDS, edition.note, BASE, {})
    for write, form in ((roles_turtle, "turtle"), (roles_json_ld, "json-ld")):
        graph = _read(write(spoilt, context), form)
        assert (URIRef(ROLES + entry.id), SKOS.altLabel, Literal(hostile, lang="zh-Latn-pinyin")) in graph
        assert URIRef("http://evil.invalid/") not in graph.all_nodes()
