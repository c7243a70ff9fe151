"""The files of a version as distributions: where, what, how big, and the hash of the bytes.

Their addresses are those of the frozen version, since what stands behind them never changes
and a program can hold the hash against it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.namespace import DCAT, DCTERMS, RDFS, SKOS, XSD

from portal.bilingual import LOCALES, Bilingual, Locale
from portal.interop.description import File
from portal.interop.writing import authorities
from portal.interop.writing.dcat.graphs import ADMS, DCATAP, SPDX, Writer
from portal.interop.writing.listed import Listed

_SHA256 = SPDX.checksumAlgorithm_sha256
_HEADINGS: dict[Locale, Bilingual] = {
    "cy": Bilingual("penawdau Cymraeg", "Welsh headings"),
    "en": Bilingual("penawdau Saesneg", "English headings"),
}
_WHOLE = Bilingual("Popeth, fel pecyn data (ZIP)", "Everything, as a data package (ZIP)")


@dataclass(frozen=True, slots=True)
class _Offered:
    """A file that readers are offered, what it is called, and the languages it is in."""

    file: File
    title: Bilingual
    languages: tuple[Locale, ...]


def add_distributions(
    writer: Writer, dataset: URIRef, listed: Listed, *, licence: URIRef | None, rights: Bilingual
) -> None:
    """State every file that readers take away of a dataset's newest version."""
    statement = writer.node(f"{dataset}#rights", DCTERMS.RightsStatement)
    writer.words(statement, RDFS.label, rights)
    for offered in _offered(listed):
        node = _add(writer, listed, offered)
        writer.graph.add((dataset, DCAT.distribution, node))
        writer.graph.add((node, DCTERMS.rights, statement))
        if licence is not None:
            writer.graph.add((node, DCTERMS.license, licence))


def _offered(listed: Listed) -> Iterator[_Offered]:
    """Yield the files of the tables, the documents, and the whole package with the code lists."""
    for resource in listed.description.tables:
        for file in resource.files:
            if file.scope != "frozen":
                continue
            stem = file.path.removeprefix(f"data/{resource.name}.")
            tongue = next((each for each in LOCALES if stem.startswith(f"{each}.")), None)
            kind = stem.rsplit(".", 1)[-1].upper()
            title = Bilingual(f"{resource.title.cy} ({kind})", f"{resource.title.en} ({kind})")
            if tongue:
                said = _HEADINGS[tongue]
                title = Bilingual(f"{title.cy}, {said.cy}", f"{title.en}, {said.en}")
            yield _Offered(file, title, (tongue,) if tongue else LOCALES)
    for document in listed.description.documents:
        if document.file is not None:
            yield _Offered(document.file, document.title, LOCALES)
    if listed.archive is not None:
        yield _Offered(listed.archive, _WHOLE, LOCALES)


def _add(writer: Writer, listed: Listed, offered: _Offered) -> URIRef:
    """State one file; return its node, which is not that of the bytes."""
    file = offered.file
    bytes_at = f"{writer.base}{listed.path}/{file.path}"
    node = writer.node(f"{bytes_at}#distribution", DCAT.Distribution)
    writer.words(node, DCTERMS.title, offered.title)
    writer.link(node, DCAT.downloadURL, bytes_at, RDFS.Resource)
    writer.link(node, DCAT.accessURL, bytes_at, RDFS.Resource)
    media = authorities.media_type(file.media_type)
    writer.link(node, DCAT.mediaType, media, DCTERMS.MediaType)
    kind = authorities.file_type(file.path)
    if kind is not None:
        writer.link(node, DCTERMS.format, kind, DCTERMS.MediaTypeOrExtent)
    writer.value(node, DCAT.byteSize, file.size, XSD.nonNegativeInteger)
    writer.when(node, DCTERMS.issued, listed.facts.published_at)
    writer.when(node, DCTERMS.modified, listed.facts.published_at)
    for tongue in offered.languages:
        language = authorities.LANGUAGES[tongue]
        writer.link(node, DCTERMS.language, language, DCTERMS.LinguisticSystem)
    for predicate, name in ((ADMS.status, "COMPLETED"), (DCATAP.availability, "STABLE")):
        address = getattr(authorities, name)
        writer.link(node, predicate, address, SKOS.Concept)
        writer.words(URIRef(address), SKOS.prefLabel, authorities.TABLES[address])
    _add_checksum(writer, node, file)
    return node


def _add_checksum(writer: Writer, distribution: URIRef, file: File) -> None:
    node = writer.node(f"{str(distribution).removesuffix('distribution')}sha256", SPDX.Checksum)
    writer.graph.add((distribution, SPDX.checksum, node))
    writer.link(node, SPDX.algorithm, str(_SHA256), SPDX.ChecksumAlgorithm)
    writer.value(node, SPDX.checksumValue, file.sha256, XSD.hexBinary)
