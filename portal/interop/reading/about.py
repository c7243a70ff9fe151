"""What a package says of itself: titles, publisher, licences, sources, subject, place and time."""

import re

from portal.bilingual import Bilingual
from portal.interop import vocabularies
from portal.interop.description import (
    Contact,
    Description,
    Licence,
    PublisherName,
    Source,
    Term,
)
from portal.interop.reading import limits
from portal.interop.reading.findings import shown
from portal.interop.reading.gate import read_gate
from portal.interop.reading.node import SLUG, Node
from portal.interop.reading.periods import read_period
from portal.interop.reading.places import place_fault

_EMAIL = re.compile(r"[A-Za-z0-9.!#$%'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_LICENCE_NAME = re.compile(r"[A-Za-z0-9._-]+")
_NOTHING = Bilingual("", "")


def read_about(node: Node) -> Description:
    """Return the description of a package without its resources and charts.

    Where something is amiss it is noted and stands empty in what is returned.
    """
    synthetic = node.truth("synthetic")
    return Description(
        slug=node.name(),
        title=node.pair("title", longest=limits.TITLE) or _NOTHING,
        summary=node.pair("description", longest=limits.TEXT, least=limits.SUMMARY_LEAST)
        or _NOTHING,
        publisher=_publisher(node),
        licences=_licences(node),
        resources=(),
        reason=node.pair("reason", longest=limits.TEXT, required=False),
        finding=node.pair("finding", longest=limits.TEXT, required=False),
        contact=_contact(node),
        sources=_sources(node),
        keywords=_keywords(node),
        theme=_theme(node),
        spatial=_spatial(node, synthetic=synthetic),
        temporal=read_period(node),
        frequency=_frequency(node),
        synthetic=synthetic,
        welsh_is_draft=node.choice("cy_status", ("draft", "reviewed")) == "draft",
        gate=read_gate(node),
    )


def _publisher(node: Node) -> PublisherName:
    """Return the publisher, given as a slug or as an object with name and titles."""
    if isinstance(node.values.get("publisher"), dict):
        inner = node.node("publisher")
        assert inner is not None
        title = inner.pair("title", longest=limits.TITLE, required=False)
        return PublisherName(inner.name(), title)
    title = node.pair("publisher_title", longest=limits.TITLE, required=False)
    return PublisherName(node.name("publisher"), title)


def _contact(node: Node) -> Contact | None:
    """Return who answers questions, given as a text or as an object."""
    if isinstance(node.values.get("contact"), str):
        text = node.text("contact", longest=limits.TITLE)
        email = text if _EMAIL.fullmatch(text) else ""
        return Contact(Bilingual(text, text), email=email) if text else None
    inner = node.node("contact")
    if inner is None:
        return None
    title = _title(inner, "title", "name")
    email = inner.text("email", longest=limits.TITLE)
    if email and not _EMAIL.fullmatch(email):
        inner.fault("bad-email", "email", value=shown(email))
    url = inner.url("path", "url")
    return Contact(title or _NOTHING, email=email, url=url)


def _title(node: Node, *alone: str) -> Bilingual | None:
    """Return both titles, or one of the keys `alone` for both: a proper name needs no second."""
    key = next((key for key in alone if node.has(key)), None)
    if key is not None and not node.has("title_cy") and not node.has("title_en"):
        text = node.text(key, longest=limits.TITLE)
        return Bilingual(text, text) if text else None
    return node.pair("title", longest=limits.TITLE)


def _licences(node: Node) -> tuple[Licence, ...]:
    """Return the terms of reuse; those of our vocabulary need nothing but their name."""
    found = []
    for inner in node.nodes("licenses", most=limits.LIST, required=True):
        name = inner.name(rule=_LICENCE_NAME, code="bad-licence-name")
        known = vocabularies.licence(name) if name else None
        if known is not None:
            found.append(known)
            continue
        if not inner.has("title_cy") and not inner.has("title_en"):
            if name:
                inner.fault("unknown-licence", "name", name=name)
            continue
        title = inner.pair("title", longest=limits.TITLE)
        found.append(Licence(name, title or _NOTHING, inner.url("path")))
    return tuple(found)


def _sources(node: Node) -> tuple[Source, ...]:
    """Return where the data come from, with the acknowledgement owed."""
    return tuple(
        Source(
            title=_title(inner, "title") or _NOTHING,
            url=inner.url("path"),
            attribution=inner.pair("attribution", longest=limits.TEXT, required=False),
        )
        for inner in node.nodes("sources", most=limits.LIST)
    )


def _keywords(node: Node) -> tuple[Term, ...]:
    """Return the keywords with their labels.

    Codes stand in `keyword_codes` or, as publishers write it, in `keywords`. Labels of codes
    that are not ours come from `keywords_cy` and `keywords_en`: lists in the order of the
    codes, or objects that give each code its label.
    """
    key = "keyword_codes" if node.has("keyword_codes") else "keywords"
    codes = node.texts(key)
    cy, en = _labels(node, "keywords_cy", codes), _labels(node, "keywords_en", codes)
    found: dict[str, Term] = {}
    for code in codes:
        known = vocabularies.keyword(code)
        if known is not None:
            found[code] = known
        elif not SLUG.fullmatch(code):
            node.fault("bad-name", key, name=shown(code))
        elif not cy.get(code) or not en.get(code):
            node.fault("unknown-keyword", key, keyword=shown(code))
        else:
            found[code] = Term(code, Bilingual(cy[code], en[code]))
    return tuple(found.values())


def _labels(node: Node, key: str, codes: list[str]) -> dict[str, str]:
    """Return the publisher's own labels of keywords in one language, by code."""
    if isinstance(node.values.get(key), dict):
        inner = node.node(key)
        assert inner is not None
        return {code: inner.text(code, longest=limits.NAME) for code in codes}
    labels = node.texts(key)
    if labels and len(labels) != len(codes):
        node.fault("keyword-labels-differ", key, keywords=len(codes), labels=len(labels))
    return dict(zip(codes, labels, strict=False))


def _theme(node: Node) -> str:
    """Return the theme, a code of the European vocabulary, or ""."""
    code = node.text("theme", longest=limits.NAME)
    if code and vocabularies.theme(code) is None:
        node.fault("unknown-theme", "theme", value=shown(code))
    return code


def _frequency(node: Node) -> str:
    """Return how often the dataset is brought up to date, or ""."""
    code = node.text("frequency", longest=limits.NAME)
    if code and vocabularies.frequency(code) is None:
        node.fault("unknown-frequency", "frequency", value=shown(code))
    return code


def _spatial(node: Node, *, synthetic: bool) -> tuple[str, ...]:
    """Return the codes of the places the data are about."""
    codes = node.texts("spatial")
    for index, code in enumerate(codes):
        if fault := place_fault(code, synthetic=synthetic):
            node.fault(fault.code, f"spatial[{index}]", cell=shown(code), **fault.facts)
    return tuple(codes)
