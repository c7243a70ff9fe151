"""A feed of published versions in one language, as Atom (RFC 4287) in pages (RFC 5005)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as ET

from portal.bilingual import Bilingual, Locale, other
from portal.interop.writing.dcat.catalogue import TITLE
from portal.interop.writing.listed import Listed

MEDIA_TYPE = "application/atom+xml"

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_VERSION = Bilingual("fersiwn", "version")
_SUBTITLE = Bilingual("Fersiynau newydd o setiau data", "New versions of datasets")


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a page of the feed stands; `newest` is when anything last appeared in the feed."""

    number: int
    pages: int
    newest: datetime


def feed(entries: Sequence[Listed], paging: Paging, *, base: str, home: str, tongue: Locale) -> str:
    """Return one page of the feed, newest first, an entry for each version.

    `home` is the full address of the page that the feed speaks of.
    """
    root = ET.Element("feed", {"xmlns": _ATOM, f"{_XML}lang": tongue})
    address = _address(base, tongue)
    _text(root, "id", address)
    _text(root, "title", TITLE[tongue])
    _text(root, "subtitle", _SUBTITLE[tongue])
    _text(root, "updated", _moment(paging.newest))
    _text(root, "generator", "Melin", uri=f"{base}/")
    away = other(tongue)
    _link(root, "alternate", home, type="text/html", hreflang=tongue)
    _link(root, "alternate", _address(base, away), type=MEDIA_TYPE, hreflang=away)
    for relation, number in _pages(paging):
        _link(root, relation, _page(address, number), type=MEDIA_TYPE)
    for listed in entries:
        root.append(_entry(listed, base, tongue))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=False).join(
        ('<?xml version="1.0" encoding="utf-8"?>\n', "\n")
    )


def _pages(paging: Paging) -> list[tuple[str, int]]:
    here, last = paging.number, paging.pages
    links = [("self", here), ("first", 1), ("last", last)]
    if here > 1:
        links.append(("previous", here - 1))
    if here < last:
        links.append(("next", here + 1))
    return links


def _entry(listed: Listed, base: str, tongue: Locale) -> ET.Element:
    """Return what a feed says of one version; its id is the version's permanent address."""
    description, facts = listed.description, listed.facts
    entry = ET.Element("entry")
    _text(entry, "id", f"{base}{listed.path}")
    number = f"{_VERSION[tongue]} {facts.number}"
    _text(entry, "title", f"{description.title[tongue]}, {number}")
    _text(entry, "published", _moment(facts.published_at))
    _text(entry, "updated", _moment(facts.published_at))
    author = ET.SubElement(entry, "author")
    _text(author, "name", listed.publisher[tongue])
    _text(author, "uri", listed.publisher_page[tongue])
    away = other(tongue)
    for language in (tongue, away):
        _link(entry, "alternate", listed.page[language], type="text/html", hreflang=language)
    if listed.archive is not None:
        _link(
            entry,
            "enclosure",
            f"{base}{listed.path}/{listed.archive.path}",
            type=listed.archive.media_type,
            length=str(listed.archive.size),
        )
    for term in description.keywords:
        ET.SubElement(entry, "category", {"term": term.code, "label": term.label[tongue]})
    _text(entry, "summary", facts.reason[tongue], type="text")
    rights = ", ".join(licence.title[tongue] for licence in description.licences)
    if rights:
        _text(entry, "rights", rights)
    _text(entry, "content", (description.finding or description.summary)[tongue], type="text")
    return entry


def _address(base: str, tongue: Locale) -> str:
    return f"{base}/feeds/{tongue}.atom"


def _page(address: str, number: int) -> str:
    """Return the address of a page; the first is the feed itself."""
    return address if number == 1 else f"{address}?page={number}"


def _text(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = text


def _link(parent: ET.Element, relation: str, href: str, **attributes: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "href": href, **attributes})


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
