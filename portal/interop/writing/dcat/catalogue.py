"""A page of the catalogue, or one dataset, as a graph of DCAT-AP 3."""

from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDFS, SKOS, XSD

from portal.bilingual import Bilingual, Locale
from portal.interop import vocabularies
from portal.interop.writing import authorities
from portal.interop.writing.dcat.datasets import add_dataset
from portal.interop.writing.dcat.graphs import HYDRA, Writer
from portal.interop.writing.listed import Listed

PORTAL = Bilingual("Melin", "Melin")
TITLE = Bilingual("Melin: data agored cynghorau Cymru", "Melin: open data of Welsh councils")
ABOUT = Bilingual(
    "Setiau data y mae cynghorau Cymru a chyrff eraill yn eu cyhoeddi yn Gymraeg ac yn Saesneg.",
    "Datasets that Welsh councils and other bodies publish in Welsh and in English.",
)
_WALES = "W92000004"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a catalogue: the address of the first, its number, of how many, and of what.

    `address` has no query; `total` counts the datasets on all pages.
    """

    address: str
    number: int
    pages: int
    total: int

    def at(self, number: int) -> str:
        """Return the address of another page."""
        return f"{self.address}?page={number}"


def dataset_graph(listed: Listed, *, base: str, tongue: Locale | None = None) -> Graph:
    """Return what is known of one dataset, with texts in one language or (None) in both."""
    writer = Writer(base, tongue)
    dataset = add_dataset(writer, listed)
    _add_theme_table(writer)
    writer.graph.add((_catalogue(writer), DCAT.dataset, dataset))
    return writer.graph


def catalogue_graph(
    entries: Sequence[Listed], page: Page, *, base: str, tongue: Locale | None = None
) -> Graph:
    """Return one page of the catalogue, which says where the other pages are."""
    writer = Writer(base, tongue)
    catalogue = _catalogue(writer)
    _add_theme_table(writer)
    writer.graph.add((catalogue, DCAT.themeTaxonomy, URIRef(authorities.THEMES)))
    for listed in entries:
        writer.graph.add((catalogue, DCAT.dataset, add_dataset(writer, listed)))
    _add_paging(writer, catalogue, page)
    return writer.graph


def _catalogue(writer: Writer) -> URIRef:
    node = writer.own("/#catalog", DCAT.Catalog)
    writer.words(node, DCTERMS.title, TITLE)
    writer.words(node, DCTERMS.description, ABOUT)
    portal = writer.own("/#portal", FOAF.Agent)
    writer.words(portal, FOAF.name, PORTAL)
    writer.graph.add((node, DCTERMS.publisher, portal))
    writer.link(node, FOAF.homepage, f"{writer.base}/", FOAF.Document)
    for address in authorities.LANGUAGES.values():
        writer.link(node, DCTERMS.language, address, DCTERMS.LinguisticSystem)
    place = vocabularies.place(_WALES)
    assert place is not None
    wales = authorities.place(_WALES)
    writer.link(node, DCTERMS.spatial, wales, DCTERMS.Location)
    writer.plain(URIRef(wales), DCTERMS.identifier, _WALES)
    writer.words(URIRef(wales), SKOS.prefLabel, place.name)
    return node


def _add_theme_table(writer: Writer) -> None:
    node = writer.node(authorities.THEMES, SKOS.ConceptScheme)
    writer.words(node, DCTERMS.title, authorities.TABLES[authorities.THEMES])


def _add_paging(writer: Writer, catalogue: URIRef, page: Page) -> None:
    """Say where the other pages are, under today's names and those that harvesters know."""
    node = writer.node(page.at(page.number), HYDRA.PagedCollection, HYDRA.PartialCollectionView)
    writer.graph.add((node, RDFS.seeAlso, catalogue))
    writer.value(node, HYDRA.totalItems, page.total, XSD.integer)
    numbers = {"first": 1, "last": page.pages}
    if page.number > 1:
        numbers["previous"] = page.number - 1
    if page.number < page.pages:
        numbers["next"] = page.number + 1
    for name, number in numbers.items():
        for predicate in (HYDRA[name], HYDRA[f"{name}Page"]):
            writer.graph.add((node, predicate, URIRef(page.at(number))))
