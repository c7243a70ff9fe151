"""What the dataset's pages say beside its tables, in the form the components take."""

import textwrap
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.bilingual import Locale, other
from portal.catalogue.freshness import cadence
from portal.catalogue.models import Dataset
from portal.catalogue.queries import PublishedDataset
from portal.catalogue.tables import Table, is_numeric
from portal.clock import today
from portal.i18n import formatting
from portal.interop import vocabularies
from portal.interop.description import Description, Field, File, Period, Resource, VersionFacts
from portal.query.rows import Order
from portal.web.routing import page_url

if TYPE_CHECKING:
    from portal.catalogue.pages import Addresses

Entry = dict[str, Any]

_SUMMARY = 200
_LONG_TEXT = 28
_UNITS = {"percent": "%", "GBP": "£", "km2": "km²"}


def dataset_entry(dataset: Dataset, locale: Locale) -> Entry:
    """Return a dataset as an entry of a list."""
    tags = [{"words": _("Demonstration"), "kind": "synthetic"}] if dataset.synthetic else []
    if dataset.last_published_at and is_overdue(
        dataset.frequency or "", dataset.last_published_at.date()
    ):
        tags.append({"words": _("Overdue"), "kind": "old"})
    return {
        "href": page_url("catalogue.dataset_page", slug=dataset.slug),
        "title": dataset.title[locale],
        "summary": textwrap.shorten(dataset.summary[locale], _SUMMARY, placeholder=" …"),
        "quiet": [dataset.publisher.title[locale], rows_in_words(dataset.row_count)],
        "when": [
            formatting.day(dataset.updated_at, locale),
            _("Version: %(number)s", number=dataset.latest_number),
        ],
        "tags": tags,
    }


def is_overdue(frequency: str, last: date) -> bool:
    """Tell whether a version that was promised should have come before today."""
    promised = cadence(frequency, last)
    return promised is not None and promised.on(today()) == "overdue"


def rows_in_words(count: int) -> str:
    """Return "3 rows" in the reader's language."""
    return str(ngettext("%(num)d row", "%(num)d rows", count))


def fact_entries(dataset: PublishedDataset, locale: Locale) -> list[Entry]:
    """Return what a reader wants to know before she trusts a dataset."""
    description = dataset.description
    facts = description.version
    assert facts is not None
    entries: list[Entry] = [
        {"label": _("Source"), "value": source.title[locale], "href": source.url}
        for source in description.sources
    ]
    entries.append(
        {
            "label": _("Published here by"),
            "value": dataset.publisher[locale],
            "href": page_url("catalogue.publisher_page", slug=description.publisher.slug),
        }
    )
    entries.append(
        {
            "label": _("Version"),
            "value": _("%(number)s of %(total)s", number=facts.number, total=len(dataset.history)),
            "hint": formatting.day(facts.published_at, locale),
        }
    )
    entries += _coverage(description, locale, newest=facts.number == dataset.latest)
    if description.contact is not None:
        contact = description.contact
        href = contact.url or (f"mailto:{contact.email}" if contact.email else "")
        entries.append({"label": _("Contact"), "value": contact.title[locale], "href": href})
    entries += [
        {"label": _("Licence"), "value": licence.title[locale], "href": licence.url}
        for licence in description.licences
    ]
    return entries


def _coverage(description: Description, locale: Locale, *, newest: bool) -> Iterable[Entry]:
    places = [place.name[locale] for place in map(vocabularies.place, description.spatial) if place]
    period = period_in_words(description.temporal)
    if places or period:
        yield {"label": _("Covers"), "value": ", ".join([*places, *filter(None, [period])])}
    frequency = vocabularies.frequency(description.frequency)
    if frequency is not None:
        yield {
            "label": _("How often updated"),
            "value": frequency.label[locale],
            "hint": _freshness(description, locale) if newest else "",
        }


def _freshness(description: Description, locale: Locale) -> str:
    """Return whether a version is as new as promised, and when the next is expected."""
    assert description.version is not None
    promised = cadence(description.frequency, description.version.published_at.date())
    if promised is None:
        return ""
    words = {"fresh": _("up to date"), "due": _("due"), "overdue": _("overdue")}
    expected = _("next expected by %(day)s", day=formatting.day(promised.due, locale))
    return f"{words[promised.on(today())]}; {expected}"


def period_in_words(period: Period | None) -> str:
    """Return the years a period touches: "2018" or "2017–2020"."""
    if period is None:
        return ""
    years = [str(day.year) if day else "" for day in (period.start, period.end)]
    return years[0] if years[0] == years[1] else "–".join(years)


def downloads(at: "Addresses", resource: Resource, locale: Locale) -> list[Entry]:
    """Return the files of one table, the reader's own language first."""
    files = {file.path.removeprefix(f"data/{resource.name}."): file for file in resource.files}
    away = other(locale)
    return [
        {
            "label": _("CSV, headings in English") if locale == "en" else _("CSV, Welsh headings"),
            "href": at.file(files[f"{locale}.csv"].path),
            "size": formatting.size(files[f"{locale}.csv"].size),
            "more": [
                {
                    "label": "English" if away == "en" else "Cymraeg",
                    "lang": away,
                    "href": at.file(files[f"{away}.csv"].path),
                },
            ],
        },
        *_sheets(at, files),
        {
            "label": _("CSV for programs"),
            "href": at.file(files["csv"].path),
            "hint": _("short column names and codes"),
            "size": formatting.size(files["csv"].size),
        },
        {
            "label": "JSON",
            "href": at.file(files["json"].path),
            "hint": _("one record a line"),
            "size": formatting.size(files["json"].size),
        },
    ]


def _sheets(at: "Addresses", files: Mapping[str, File]) -> list[Entry]:
    """Return the spreadsheets; none where a table is too long for one."""
    return [
        {
            "label": label,
            "href": at.file(files[suffix].path),
            "hint": _("a sheet in each language"),
            "size": formatting.size(files[suffix].size),
        }
        for suffix, label in (("xlsx", _("Spreadsheet (XLSX)")), ("ods", _("Spreadsheet (ODS)")))
        if suffix in files
    ]


def package_download(at: "Addresses", description: Description) -> Entry:
    """Return the download of everything at once."""
    archive = archive_of(description)
    return {
        "label": _("Everything, as a data package"),
        "href": at.file(archive.path),
        "hint": _("ZIP with the description and every table"),
        "size": formatting.size(archive.size),
    }


def document_downloads(at: "Addresses", description: Description, locale: Locale) -> list[Entry]:
    """Return the documents that come with the tables."""
    return [
        {
            "label": document.title[locale],
            "href": at.file(document.path),
            "hint": document.kind.upper(),
            "size": formatting.size(document.file.size),
        }
        for document in description.documents
        if document.file is not None
    ]


def archive_of(description: Description) -> File:
    """Return the zip file of a version."""
    return next(file for file in description.files if file.path.endswith(".zip"))


def frozen_files(description: Description) -> list[File]:
    """Return every file of a version, those that describe it first."""
    return [file for file in description.every_file if file.scope == "frozen"]


def version_entries(dataset: PublishedDataset, locale: Locale) -> list[Entry]:
    """Return the history of a dataset, newest first."""
    description = dataset.description
    shown = description.version.number if description.version else 0
    entries, before = [], 0
    for facts in dataset.history:
        entry = _version_entry(description.slug, facts, locale)
        if facts.number == shown:
            del entry["href"]
        if before and facts.withdrawn_at is None:
            entry["links"] = _what_changed(description.slug, before, facts.number)
        before = before if facts.withdrawn_at is not None else facts.number
        entries.append(entry)
    return entries[::-1]


def _what_changed(slug: str, before: int, after: int) -> list[Entry]:
    """Return the link to what a version changed."""
    href = page_url("publishing.differences_page", slug=slug, before=before, after=after)
    return [{"label": _("What changed"), "href": href}]


def _version_entry(slug: str, facts: VersionFacts, locale: Locale) -> Entry:
    return {
        "label": _("Version: %(number)s", number=facts.number),
        "href": page_url("catalogue.version_page", slug=slug, number=facts.number),
        "when": formatting.day(facts.published_at, locale),
        "time": facts.published_at.date().isoformat(),
        "words": facts.reason[locale],
        "withdrawn": facts.withdrawn_at is not None,
    }


def rdf_links(stem: str) -> list[Entry]:
    """Return the links to the forms of RDF that stand at `stem`."""
    return [
        {"label": label, "href": f"{stem}.{ending}", "type": kind}
        for label, ending, kind in (
            ("TTL", "ttl", "text/turtle"),
            ("RDF/XML", "rdf", "application/rdf+xml"),
            ("JSON-LD", "jsonld", "application/ld+json"),
        )
    ]


def column_entries(resource: Resource, locale: Locale) -> list[Entry]:
    """Return what each column means."""
    return [
        {
            "title": field.title[locale],
            "name": field.name,
            "type": type_in_words(field.type),
            "description": field.description[locale],
        }
        for field in resource.fields
    ]


def type_in_words(kind: str) -> str:
    """Return what a column's type is called."""
    names = {
        "string": _("text"),
        "integer": _("whole number"),
        "number": _("number"),
        "boolean": _("yes or no"),
        "date": _("date"),
        "datetime": _("date and time"),
        "year": _("year"),
    }
    return str(names.get(kind, kind))


def table_columns(table: Table, locale: Locale, sort: "SortLinks | None" = None) -> list[Entry]:
    """Return the headings of a table, as links that sort it where `sort` is given."""
    return [
        {
            "title": field.title[locale],
            "name": field.name,
            "numeric": is_numeric(field),
            "wide": any(len(row[position].text) > _LONG_TEXT for row in table.rows),
            "note": _UNITS.get(field.unit, ""),
            **(sort.of(field.name) if sort else {}),
        }
        for position, field in enumerate(table.fields)
    ]


def table_rows(table: Table, locale: Locale) -> list[list[Entry]]:
    """Return the cells of a table, each with its language where that is not the page's."""
    marks = [_language_of(field, locale) for field in table.fields]
    return [
        [{"text": cell.text, **mark} for cell, mark in zip(row, marks, strict=True)]
        for row in table.rows
    ]


def _language_of(field: Field, locale: Locale) -> Entry:
    """Return what marks a column's cells: text that no language was stated for is left alone."""
    if field.name.endswith(f"_{other(locale)}"):
        return {"lang": other(locale)}
    stated = field.codes or field.type != "string" or field.name.endswith(f"_{locale}")
    return {} if stated else {"bare": True}


class SortLinks:
    """Links that sort the table on a page by each of its columns."""

    def __init__(self, path: str, order: Order | None) -> None:
        self._path = path
        self._order = order

    def of(self, name: str) -> Entry:
        """Return the sort entries of one column: up first, then down."""
        current = self._order if self._order and self._order.field == name else None
        down = current is not None and not current.descending
        return {
            "sort_href": f"{self._path}?sort={'-' if down else ''}{name}",
            "sort_words": _("sort descending") if down else _("sort ascending"),
            "sorted": current and ("descending" if current.descending else "ascending"),
        }
