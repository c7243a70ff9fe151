"""Harvesters read the catalogue in DCAT-AP 3: whole, typed, and the same in every syntax."""

import hashlib
from pathlib import Path

import pyshacl
import pytest
from bs4 import BeautifulSoup
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SKOS, XSD

from portal.exchange import views
from tests.exchange.conftest import SYNTAXES, parsed

BASE = "http://localhost:8000"
EU = "http://publications.europa.eu/resource/authority/"
DATASET = URIRef(f"{BASE}/dataset/places-to-read")
HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
PATHS = ["/catalog", "/cy/catalog", "/en/catalog", "/dataset/quiet-halls"]
SHAPES = Path(__file__).with_name("shapes.ttl")
CODES = {
    DCTERMS.identifier,
    URIRef(f"{DCAT}version"),
}
"""Literals that belong to no language and have no type."""


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own reader
@pytest.mark.parametrize("path", PATHS)
def test_the_three_syntaxes_say_the_same(reader, path):
    turtle, xml, json = (parsed(reader, f"{path}.{end}", end) for end in SYNTAXES)
    for found in (turtle, xml, json):  # the pages of a catalogue keep to one syntax
        for page in list(found.subjects(RDF.type, HYDRA.PagedCollection)):
            found.remove((page, None, None))

    assert len(turtle) > 100
    assert isomorphic(turtle, xml)
    assert isomorphic(turtle, json)


@pytest.mark.parametrize(
    ("path", "tongues"), [(PATHS[0], {"cy", "en"}), (PATHS[1], {"cy"}), (PATHS[2], {"en"})]
)
def test_every_text_is_tagged_with_a_language_of_the_catalogue(reader, path, tongues):
    found = parsed(reader, f"{path}.ttl")
    for _, predicate, text in found:
        if isinstance(text, Literal):
            assert text.language or text.datatype or predicate in CODES, (predicate, text)
    assert {text.language for text in found.objects() if isinstance(text, Literal)} - {
        None
    } == tongues


@pytest.mark.parametrize("path", PATHS)
def test_every_node_that_is_spoken_of_has_a_type_or_is_an_address_elsewhere(reader, path):
    found = parsed(reader, f"{path}.ttl")
    bare = {DCTERMS.conformsTo, SKOS.exactMatch, RDF.type, *HYDRA_LINKS}
    bare |= {URIRef(f"http://www.w3.org/2006/vcard/ns#{name}") for name in ("hasEmail", "hasURL")}
    for subject, predicate, node in found:
        assert not isinstance(subject, BNode)
        if isinstance(node, URIRef) and predicate not in bare:
            assert (node, RDF.type, None) in found, (predicate, node)


HYDRA_LINKS = {
    HYDRA[f"{name}{end}"] for name in ("first", "last", "next", "previous") for end in ("", "Page")
}


pyshacl_is_older = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")


@pyshacl_is_older
@pytest.mark.parametrize("path", PATHS)
def test_the_profile_finds_nothing_missing_nothing_twice_and_nothing_of_a_wrong_kind(reader, path):
    conforms, _, words = pyshacl.validate(parsed(reader, f"{path}.ttl"), shacl_graph=str(SHAPES))
    assert conforms, words


@pyshacl_is_older
@pytest.mark.parametrize("predicate", [DCTERMS.title, DCAT.byteSize, DCTERMS.publisher])
def test_the_profile_misses_what_is_not_there(reader, predicate):
    found = parsed(reader, "/catalog.ttl")
    found.remove((None, predicate, None))
    assert not pyshacl.validate(found, shacl_graph=str(SHAPES))[0]


def test_both_publishers_stand_in_the_catalogue_with_their_datasets(reader):
    found = parsed(reader, "/catalog.ttl")
    [catalogue] = found.subjects(RDF.type, DCAT.Catalog)
    told = {
        str(found.value(found.value(dataset, DCTERMS.publisher), FOAF.name, any=True)): str(dataset)
        for dataset in found.objects(catalogue, DCAT.dataset)
    }
    assert set(told.values()) == {f"{BASE}/dataset/places-to-read", f"{BASE}/dataset/quiet-halls"}
    names = {str(name) for name in found.objects(None, FOAF.name)}
    assert {"Example Council", "Aberwen", "Cyngor Aberwen"} <= names


def test_a_dataset_is_described_by_the_names_of_the_authority_tables(reader):
    found = parsed(reader, "/dataset/places-to-read.ttl")
    assert set(found.objects(DATASET, DCTERMS.language)) == {
        URIRef(f"{EU}language/CYM"),
        URIRef(f"{EU}language/ENG"),
    }
    assert found.value(DATASET, DCTERMS.accrualPeriodicity) == URIRef(f"{EU}frequency/ANNUAL")
    assert found.value(DATASET, DCAT.theme) == URIRef(f"{EU}data-theme/EDUC")
    assert found.value(DATASET, DCTERMS.accessRights) == URIRef(f"{EU}access-right/PUBLIC")
    assert {str(node).rsplit("/", 1)[-1] for node in found.objects(DATASET, DCTERMS.spatial)} == {
        "W06000001",
        "W06000003",
    }
    assert str(found.value(DATASET, URIRef(f"{DCAT}version"))) == "2"
    licences = set(found.objects(None, DCTERMS.license))
    [licence] = licences
    assert str(licence) == (
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    )
    assert URIRef(f"{EU}licence/OGL_3_0") in found.objects(licence, SKOS.exactMatch)


def test_what_is_said_of_a_file_is_true_of_its_bytes(reader):
    found = parsed(reader, "/dataset/places-to-read.ttl")
    files = list(found.objects(DATASET, DCAT.distribution))
    assert len(files) == 7
    for file in files:
        address = str(found.value(file, DCAT.downloadURL))
        data = reader.get(address.removeprefix(BASE)).data
        size = found.value(file, DCAT.byteSize)
        assert (size.datatype, int(size)) == (XSD.nonNegativeInteger, len(data))
        checksum = found.value(file, SPDX.checksum)
        assert found.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
        value = found.value(checksum, SPDX.checksumValue)
        assert value.datatype == XSD.hexBinary
        assert str(value).lower() == hashlib.sha256(data).hexdigest()
        kind = str(found.value(file, DCAT.mediaType)).removeprefix(
            "https://www.iana.org/assignments/media-types/"
        )
        assert kind == reader.get(address.removeprefix(BASE)).mimetype


def test_a_file_under_headings_of_one_language_is_in_that_language_alone(reader):
    found = parsed(reader, "/dataset/places-to-read.ttl")
    [welsh] = [file for file in found.subjects(RDF.type, DCAT.Distribution) if ".cy.csv" in file]
    assert list(found.objects(welsh, DCTERMS.language)) == [URIRef(f"{EU}language/CYM")]


def test_an_address_that_no_graph_can_hold_is_escaped(reader):
    found = parsed(reader, "/dataset/quiet-halls.ttl")
    assert URIRef("mailto:halls%7Ball%7D%7Cquiet@council.example") in set(found.objects())


def test_the_pages_of_the_catalogue_lead_through_every_dataset(reader, monkeypatch):
    monkeypatch.setattr(views, "PAGE_DATASETS", 1)
    page, seen = "/catalog.ttl", []
    while page:
        found = parsed(reader, page)
        seen += [str(dataset) for dataset in found.objects(None, DCAT.dataset)]
        [node] = found.subjects(RDF.type, HYDRA.PagedCollection)
        assert int(found.value(node, HYDRA.totalItems)) == 2
        assert set(found.objects(node, HYDRA.next)) == set(found.objects(node, HYDRA.nextPage))
        onward = found.value(node, HYDRA.next)
        page = str(onward).removeprefix(BASE) if onward else ""
    assert seen == [f"{BASE}/dataset/places-to-read", f"{BASE}/dataset/quiet-halls"]
    assert reader.get("/catalog.ttl?page=3").status_code == 404


@pytest.mark.parametrize("path", ["/catalog.ttl", "/cy/catalog.rdf", "/dataset/quiet-halls.jsonld"])
def test_a_document_is_sent_again_only_when_something_changed(reader, path):
    first = reader.get(path)
    again = reader.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Access-Control-Allow-Origin"] == "*"


def test_a_dataset_that_is_not_there_has_no_document(reader):
    assert reader.get("/dataset/none.ttl").status_code == 404
    assert reader.get("/dataset/quiet-halls.xml").status_code == 404


def test_pages_lead_to_what_harvesters_read(reader):
    page = BeautifulSoup(reader.get("/en/datasets/quiet-halls").text, "html.parser")
    for link in page.head.select('link[rel=alternate][href^="/dataset/"]'):
        assert reader.get(link["href"]).mimetype == link["type"]
    catalogue = BeautifulSoup(reader.get("/cy/setiau-data").text, "html.parser")
    kinds = {link["type"]: link["href"] for link in catalogue.head.select("link[type]")}
    assert kinds["text/turtle"] == "/cy/catalog.ttl"


def test_a_catalogue_of_nothing_is_a_catalogue(empty_reader):
    found: Graph = parsed(empty_reader, "/catalog.ttl")
    assert list(found.subjects(RDF.type, DCAT.Catalog))
    assert not list(found.subjects(RDF.type, DCAT.Dataset))
