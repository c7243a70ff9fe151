"""A graph that is being written: typed nodes, texts tagged with their language, no blank nodes.

Every node has an address, so that the same description gives the same statements each time
and a reader who asks twice can tell that nothing changed.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from urllib.parse import quote

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS, XSD

from portal.bilingual import LOCALES, Bilingual, Locale

ADMS = Namespace("http://www.w3.org/ns/adms#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VERSION = URIRef(f"{DCAT}version")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")

MEDIA_TYPES: Mapping[str, str] = {
    "ttl": "text/turtle",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
SYNTAXES = tuple(MEDIA_TYPES)
"""The endings of the addresses, one for each syntax."""

_PREFIXES = {
    "adms": ADMS,
    "dcat": DCAT,
    "dcatap": DCATAP,
    "dct": DCTERMS,
    "foaf": FOAF,
    "hydra": HYDRA,
    "rdfs": RDFS,
    "skos": SKOS,
    "spdx": SPDX,
    "vcard": VCARD,
    "xsd": XSD,
}
_NO_SIGN = re.compile('[\x00-\x20<>"{}|\\\\^`]')
"""What no address can hold, by RFC 3987."""


def written(graph: Graph, syntax: str) -> str:
    """Return a graph as text in one of `SYNTAXES`."""
    if syntax == "jsonld":
        return graph.serialize(format="json-ld", auto_compact=True)
    return graph.serialize(format="turtle" if syntax == "ttl" else "xml")


class Writer:
    """Adds statements to a graph, with texts in both languages or in the one called `tongue`."""

    def __init__(self, base: str, tongue: Locale | None) -> None:
        self.base = base
        self.tongues: tuple[Locale, ...] = (tongue,) if tongue else LOCALES
        self.graph = Graph(bind_namespaces="none")
        for prefix, namespace in _PREFIXES.items():
            self.graph.bind(prefix, namespace)

    def node(self, address: str, *types: URIRef) -> URIRef:
        """Return the node with an address; its types are stated.

        What a publisher wrote as an address may hold signs, such as spaces, that none can.
        """
        found = URIRef(_NO_SIGN.sub(lambda bad: quote(bad[0]), address))
        for kind in types:
            self.graph.add((found, RDF.type, kind))
        return found

    def own(self, path: str, *types: URIRef) -> URIRef:
        """Return a node of this portal by the path of its address."""
        return self.node(f"{self.base}{path}", *types)

    def link(self, subject: URIRef, predicate: URIRef, target: str, *types: URIRef) -> None:
        """State that a node is related to another, of which the types are stated too."""
        self.graph.add((subject, predicate, self.node(target, *types)))

    def words(self, subject: URIRef, predicate: URIRef, text: Bilingual | None) -> None:
        """State a text in each language of the graph."""
        for tongue in self.tongues if text else ():
            assert text is not None
            self.graph.add((subject, predicate, Literal(text[tongue], lang=tongue)))

    def plain(self, subject: URIRef, predicate: URIRef, text: str) -> None:
        """State a code that belongs to no language."""
        self.graph.add((subject, predicate, Literal(text)))

    def value(self, subject: URIRef, predicate: URIRef, value: object, kind: URIRef) -> None:
        """State a number or a hash with its type, written exactly as it is."""
        self.graph.add((subject, predicate, Literal(str(value), datatype=kind, normalize=False)))

    def when(self, subject: URIRef, predicate: URIRef, moment: date | datetime | None) -> None:
        """State a day, or a moment to the second, where there is one."""
        if isinstance(moment, datetime):
            self.value(subject, predicate, moment.isoformat(timespec="seconds"), XSD.dateTime)
        elif moment is not None:
            self.value(subject, predicate, moment.isoformat(), XSD.date)
