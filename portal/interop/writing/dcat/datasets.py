"""One dataset with its distributions, as DCAT-AP 3 states them."""

from rdflib import URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDFS, SKOS

from portal.bilingual import Bilingual
from portal.interop import vocabularies
from portal.interop.description import Contact, Description, Licence, Period
from portal.interop.writing import authorities
from portal.interop.writing.dcat.distributions import add_distributions
from portal.interop.writing.dcat.graphs import ADMS, VCARD, VERSION, Writer
from portal.interop.writing.listed import Listed

_LINE = "; "


def add_dataset(writer: Writer, listed: Listed) -> URIRef:
    """State everything about a dataset as its newest version tells it; return its node."""
    description = listed.description
    node = writer.own(f"/dataset/{description.slug}", DCAT.Dataset)
    writer.words(node, DCTERMS.title, description.title)
    writer.words(node, DCTERMS.description, description.summary)
    writer.plain(node, DCTERMS.identifier, str(node))
    writer.when(node, DCTERMS.issued, listed.issued)
    writer.when(node, DCTERMS.modified, listed.facts.published_at)
    writer.plain(node, VERSION, str(listed.facts.number))
    writer.words(node, ADMS.versionNotes, listed.facts.reason)
    writer.graph.add((node, DCTERMS.publisher, add_publisher(writer, listed)))
    for tongue in writer.tongues:
        writer.link(node, DCAT.landingPage, listed.page[tongue], FOAF.Document)
    for address in authorities.LANGUAGES.values():
        writer.link(node, DCTERMS.language, address, DCTERMS.LinguisticSystem)
    writer.link(node, DCTERMS.accessRights, authorities.PUBLIC, DCTERMS.RightsStatement)
    _add_contact(writer, node, description.contact)
    _add_subjects(writer, node, description)
    _add_coverage(writer, node, description)
    _add_provenance(writer, node, description)
    add_distributions(
        writer, node, listed, licence=_licence(writer, node, description), rights=_rights(listed)
    )
    return node


def add_publisher(writer: Writer, listed: Listed) -> URIRef:
    """State who publishes; return the node."""
    node = writer.own(f"/#publisher-{listed.description.publisher.slug}", FOAF.Agent)
    writer.words(node, FOAF.name, listed.publisher)
    for tongue in writer.tongues:
        writer.link(node, FOAF.page, listed.publisher_page[tongue], FOAF.Document)
    return node


def _add_contact(writer: Writer, dataset: URIRef, contact: Contact | None) -> None:
    if contact is None:
        return
    node = writer.node(f"{dataset}#contact", VCARD.Kind, VCARD.Organization)
    writer.graph.add((dataset, DCAT.contactPoint, node))
    writer.words(node, VCARD.fn, contact.title)
    if contact.email:
        writer.link(node, VCARD.hasEmail, f"mailto:{contact.email}")
    if contact.url:
        writer.link(node, VCARD.hasURL, contact.url)


def _add_subjects(writer: Writer, dataset: URIRef, description: Description) -> None:
    for term in description.keywords:
        writer.words(dataset, DCAT.keyword, term.label)
    theme = vocabularies.theme(description.theme)
    if theme is not None:
        node = writer.node(authorities.theme(theme.code), SKOS.Concept)
        writer.graph.add((dataset, DCAT.theme, node))
        writer.words(node, SKOS.prefLabel, theme.label)
        writer.link(node, SKOS.inScheme, authorities.THEMES)
    frequency = vocabularies.frequency(description.frequency)
    if frequency is not None:
        address = authorities.frequency(frequency.authority)
        writer.link(dataset, DCTERMS.accrualPeriodicity, address, DCTERMS.Frequency)


def _add_coverage(writer: Writer, dataset: URIRef, description: Description) -> None:
    for gss in description.spatial:
        place = vocabularies.place(gss)
        address = authorities.place(gss) if place else f"{writer.base}/#place-{gss}"
        writer.link(dataset, DCTERMS.spatial, address, DCTERMS.Location)
        writer.plain(URIRef(address), DCTERMS.identifier, gss)
        writer.words(URIRef(address), SKOS.prefLabel, place.name if place else None)
    period: Period | None = description.temporal
    if period is not None:
        node = writer.node(f"{dataset}#period", DCTERMS.PeriodOfTime)
        writer.graph.add((dataset, DCTERMS.temporal, node))
        writer.when(node, DCAT.startDate, period.start)
        writer.when(node, DCAT.endDate, period.end)


def _add_provenance(writer: Writer, dataset: URIRef, description: Description) -> None:
    """State where the data come from, in words and by address where there is one."""
    if not description.sources:
        return
    node = writer.node(f"{dataset}#provenance", DCTERMS.ProvenanceStatement)
    writer.graph.add((dataset, DCTERMS.provenance, node))
    writer.words(node, RDFS.label, _joined([source.title for source in description.sources]))
    for source in description.sources:
        if source.url:
            writer.link(node, RDFS.seeAlso, source.url, FOAF.Document)


def _licence(writer: Writer, dataset: URIRef, description: Description) -> URIRef | None:
    """State the terms of reuse; return their node. One without a page of its own has a name."""
    licence: Licence | None = next(iter(description.licences), None)
    if licence is None:
        return None
    address = licence.url or f"{dataset}#licence"
    node = writer.node(address, DCTERMS.LicenseDocument)
    writer.words(node, DCTERMS.title, licence.title)
    for other in vocabularies.licence_elsewhere(licence.name):
        writer.link(node, SKOS.exactMatch, other)
    return node


def _rights(listed: Listed) -> Bilingual:
    """Return the acknowledgement that is owed; the names of the licences where none is."""
    description = listed.description
    owed = [source.attribution for source in description.sources if source.attribution]
    return _joined(owed or [licence.title for licence in description.licences])


def _joined(texts: list[Bilingual]) -> Bilingual:
    return Bilingual(
        _LINE.join(text.cy for text in texts),
        _LINE.join(text.en for text in texts),
    )
