"""A description as a Frictionless descriptor: neutral ("Welsh / English") or in one language.

Every descriptor also carries our own bilingual keys, so that reading it gives the description
back. None has an empty list, an address of ours, a date of publication or a profile.
"""

import json
from collections.abc import Mapping, Sequence

from portal.bilingual import LOCALES, Bilingual, Locale
from portal.interop.description import (
    Chart,
    Contact,
    Description,
    Document,
    Field,
    File,
    ForeignKey,
    Gate,
    Licence,
    Period,
    Resource,
    Source,
)
from portal.interop.documents import TEXTS

Tongue = Locale | None
"""The language of titles; None is both."""

DIALECT = {
    "header": True,
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}
"""How every data file is written; said in full because readers guess when it is not."""


def descriptor(
    description: Description,
    data: Mapping[str, File],
    *,
    number: int,
    tongue: Tongue = None,
    folder: str = "",
) -> str:
    """Return datapackage.json of version `number` as text.

    `data` gives each table's neutral CSV file and each document's own; `folder` stands before
    their paths ("3/" in the descriptor of the latest version).
    """
    values = _package(description, number, tongue)
    values["resources"] = [
        _resource(resource, data[resource.name], folder, tongue)
        for resource in description.resources
    ] + [
        _document(document, data[document.name], folder, tongue)
        for document in description.documents
    ]
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _package(description: Description, number: int, tongue: Tongue) -> dict[str, object]:
    """Return everything a descriptor says but its resources."""
    publisher = description.publisher
    return _given(
        {
            "name": description.slug,
            **_words("title", description.title, tongue),
            **_words("description", description.summary, tongue),
            **_pair("finding", description.finding),
            "languages": ["en", "cy"] if tongue == "en" else list(LOCALES),
            "version": str(number),
            **_pair("reason", description.reason),
            "publisher": publisher.slug,
            **_pair("publisher_title", publisher.title),
            "contact": _contact(description.contact, tongue),
            "contributors": [_contributor(description, tongue)],
            "licenses": [_licence(licence, tongue) for licence in description.licences],
            "sources": [_source(source, tongue) for source in description.sources],
            **_keywords(description, tongue),
            "theme": description.theme,
            "spatial": list(description.spatial),
            "temporal": _period(description.temporal),
            "frequency": description.frequency,
            "synthetic": description.synthetic,
            "cy_status": "draft" if description.welsh_is_draft else "reviewed",
            "charts": [_chart(chart) for chart in description.charts],
            "gate": _gate(description.gate),
        }
    )


def _given(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values that say something: no None, no empty text, no empty list."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def _in(text: Bilingual, tongue: Tongue) -> str:
    return text.both if tongue is None else text[tongue]


def _pair(stem: str, text: Bilingual | None) -> dict[str, str]:
    """Return a text under its two keys."""
    return {f"{stem}_{locale}": text[locale] for locale in LOCALES} if text else {}


def _words(stem: str, text: Bilingual | None, tongue: Tongue) -> dict[str, str]:
    """Return a text under the standard's key and under its two own."""
    return {stem: _in(text, tongue), **_pair(stem, text)} if text else {}


def _contributor(description: Description, tongue: Tongue) -> dict[str, object]:
    """Return the publisher as both versions of the standard write it."""
    publisher = description.publisher
    title = _in(publisher.title, tongue) if publisher.title else publisher.slug
    return {"title": title, "role": "publisher", "roles": ["publisher"]}


def _contact(contact: Contact | None, tongue: Tongue) -> dict[str, object] | None:
    if contact is None:
        return None
    words = _words("title", contact.title, tongue)
    return _given({**words, "email": contact.email, "path": contact.url})


def _licence(licence: Licence, tongue: Tongue) -> dict[str, object]:
    words = _words("title", licence.title, tongue)
    return _given({"name": licence.name, "path": licence.url, **words})


def _source(source: Source, tongue: Tongue) -> dict[str, object]:
    words = _words("title", source.title, tongue)
    return _given({**words, "path": source.url, **_pair("attribution", source.attribution)})


def _keywords(description: Description, tongue: Tongue) -> dict[str, object]:
    """Return the keywords in the descriptor's language, with their codes and both labels."""
    terms = description.keywords
    labels = {f"keywords_{locale}": [term.label[locale] for term in terms] for locale in LOCALES}
    shown = labels[f"keywords_{tongue}"] if tongue else [term.label.both for term in terms]
    return {"keywords": shown, "keyword_codes": [term.code for term in terms], **labels}


def _period(period: Period | None) -> dict[str, object] | None:
    if period is None:
        return None
    bounds = {"start": period.start, "end": period.end}
    return {key: day.isoformat() for key, day in bounds.items() if day}


def _chart(chart: Chart) -> dict[str, object]:
    maximum = chart.maximum
    whole = int(maximum) if maximum is not None and maximum == int(maximum) else maximum
    return _given(
        {
            "name": chart.name,
            "kind": chart.kind,
            "resource": chart.resource,
            "label": chart.label,
            "where": dict(chart.where),
            "value": chart.value,
            "low": chart.low,
            "high": chart.high,
            "outer_low": chart.outer_low,
            "outer_high": chart.outer_high,
            "count": chart.count,
            "of": chart.of,
            "unit": chart.unit,
            "maximum": whole,
            **_pair("title", chart.title),
            **_pair("caveat", chart.caveat),
        }
    )


def _gate(gate: Gate | None) -> dict[str, object]:
    if gate is None:
        return {}
    none = {"answer": None} if gate.answer is None else {}
    return none | _given(
        {
            "population": gate.population,
            "relation": gate.relation,
            "answer": gate.answer,
            "question": gate.question,
            "public": [list(names) for names in gate.public],
            "rules": list(gate.rules),
            "policy": dict(gate.policy),
        }
    )


def _resource(resource: Resource, file: File, folder: str, tongue: Tongue) -> dict[str, object]:
    return _given(
        {
            "name": resource.name,
            "type": "table",
            "path": f"{folder}{file.path}",
            **_words("title", resource.title, tongue),
            **_words("description", resource.description, tongue),
            "follows": resource.follows,
            "format": "csv",
            "mediatype": file.media_type,
            "encoding": "utf-8",
            "bytes": file.size,
            "hash": f"sha256:{file.sha256}",
            "dialect": DIALECT,
            "schema": _schema(resource, tongue),
        }
    )


def _document(document: Document, file: File, folder: str, tongue: Tongue) -> dict[str, object]:
    return _given(
        {
            "name": document.name,
            "path": f"{folder}{file.path}",
            **_words("title", document.title, tongue),
            **_words("description", document.description, tongue),
            "format": document.kind,
            "mediatype": file.media_type,
            "encoding": "utf-8" if document.kind in TEXTS else "",
            "bytes": file.size,
            "hash": f"sha256:{file.sha256}",
        }
    )


def _schema(resource: Resource, tongue: Tongue) -> dict[str, object]:
    return _given(
        {
            "fields": [_field(field, tongue) for field in resource.fields],
            "primaryKey": list(resource.primary_key),
            "foreignKeys": _foreign_keys(resource.foreign_keys),
            "missingValues": list(resource.missing_values),
        }
    )


def _foreign_keys(keys: Sequence[ForeignKey]) -> list[dict[str, object]]:
    return [
        {
            "fields": list(key.fields),
            "reference": {"resource": key.resource, "fields": list(key.reference_fields)},
        }
        for key in keys
    ]


def _field(field: Field, tongue: Tongue) -> dict[str, object]:
    return _given(
        {
            "name": field.name,
            "type": field.type,
            "format": field.format,
            **_words("title", field.title, tongue),
            **_words("description", field.description, tongue),
            "constraints": dict(field.constraints),
            "measures": field.measures,
            "unit": field.unit,
            "codes": field.codes,
            "statistic": dict(field.statistic or {}),
            "rounding": dict(field.rounding or {}),
            "part_of": field.part_of,
        }
    )
