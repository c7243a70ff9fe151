"""What the registry's pages say, in the form the components take."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.bilingual import Locale, other
from portal.catalogue.presenting import type_in_words
from portal.interop.reading.columns import NUMERIC
from portal.publishing.registry.model import CodeList, Schema, SchemaField
from portal.publishing.registry.reading import code_list_versions, schema_versions, schemas
from portal.web.routing import page_url

Entry = dict[str, Any]


def schema_entry(schema: Schema, locale: Locale) -> Entry:
    """Return a schema as an entry of a list."""
    return {
        "href": page_url("registry.schema_page", slug=schema.name),
        "title": schema.title[locale],
        "summary": schema.summary[locale],
        "quiet": [columns_in_words(len(schema.fields)), _version(schema.version)],
    }


def code_list_entry(codes: CodeList, locale: Locale) -> Entry:
    """Return a code list as an entry of a list."""
    return {
        "href": page_url("registry.code_list_page", slug=codes.name),
        "title": codes.title[locale],
        "summary": codes.summary[locale],
        "quiet": [codes_in_words(len(codes.codes)), _version(codes.version)],
    }


def columns_in_words(count: int) -> str:
    """Return "3 columns" in the reader's language."""
    return str(ngettext("%(num)d column", "%(num)d columns", count))


def codes_in_words(count: int) -> str:
    """Return "3 codes" in the reader's language."""
    return str(ngettext("%(num)d code", "%(num)d codes", count))


def _version(number: int) -> str:
    return str(_("Version: %(number)s", number=number))


def field_columns(locale: Locale) -> list[Entry]:
    """Return the headings of the table of a schema's fields."""
    away = _("Heading in English") if locale == "cy" else _("Heading in Welsh")
    headings = [_("Heading"), away, _("Name in files"), _("Type"), _("Rules"), _("Code list")]
    return [{"title": title} for title in headings] + [{"title": _("Meaning"), "wide": True}]


def field_rows(schema: Schema, locale: Locale) -> list[list[Entry]]:
    """Return what each field of a schema asks for."""
    return [_field_row(schema, field, locale) for field in schema.fields]


def _field_row(schema: Schema, field: SchemaField, locale: Locale) -> list[Entry]:
    away, column = other(locale), field.column
    codes = field.code_list
    href = codes and page_url(
        "registry.code_list_version_page", slug=codes.name, number=codes.version
    )
    return [
        {"text": column.title[locale]},
        {"text": column.title[away], "lang": away},
        {"text": field.name, "bare": True},
        {"text": type_in_words(column.type)},
        {"text": "; ".join(rules_in_words(schema, field, locale))},
        {"text": codes.title[locale] if codes else "", "href": href or ""},
        {"text": column.description[locale]},
    ]


def rules_in_words(schema: Schema, field: SchemaField, locale: Locale) -> Iterator[str]:
    """Yield each rule that the cells of a field have to keep."""
    limits = field.column.constraints
    if field.required:
        yield _("required")
    if field.name in schema.primary_key:
        yield _("part of the key that tells rows apart")
    if limits.get("unique"):
        yield _("each value once")
    yield from _bounds_in_words(limits)
    for rule in schema.rules:
        second = schema.field(rule.second)
        if rule.first == field.name and second is not None:
            yield _("no more than the column: %(name)s", name=second.column.title[locale])
    yield from _exclusions_in_words(schema, field, locale)
    yield from _demands_in_words(schema, field, locale)
    yield from _references_in_words(schema, field)
    if field.column.measures == "people":
        yield _("counts people, so it goes through the disclosure gate")


def _exclusions_in_words(schema: Schema, field: SchemaField, locale: Locale) -> Iterator[str]:
    for one in schema.exclusions:
        when = schema.field(one.when)
        if one.then == field.name and when is not None:
            refused, said = _labels(field, one.refused, locale), _said(when, one.values, locale)
            yield _("never “%(refused)s” beside “%(said)s”", refused=refused, said=said)


def _demands_in_words(schema: Schema, field: SchemaField, locale: Locale) -> Iterator[str]:
    for one in schema.demands:
        when = schema.field(one.when)
        if one.then == field.name and when is not None:
            said = _said(when, one.values, locale)
            if one.asks == "filled":
                yield _("never empty beside “%(said)s”", said=said)
            else:
                yield _("today or later beside “%(said)s”", said=said)
            if one.level == "flag":
                yield _("otherwise flagged, and not refused")


def _references_in_words(schema: Schema, field: SchemaField) -> Iterator[str]:
    for one in schema.references:
        if field.name == one.dataset:
            yield _("a dataset of this portal, unless it is a web address")
        elif field.name == one.version:
            yield _("a version of that dataset")


def _said(field: SchemaField, codes: tuple[str, ...], locale: Locale) -> str:
    return f"{field.column.title[locale]}: {_labels(field, codes, locale)}"


def _labels(field: SchemaField, codes: tuple[str, ...], locale: Locale) -> str:
    labels = field.code_list.labels if field.code_list else {}
    return " / ".join(labels[code][locale] for code in codes)


def _bounds_in_words(limits: Mapping[str, object]) -> Iterator[str]:
    if "minimum" in limits:
        yield _("at least: %(value)s", value=limits["minimum"])
    if "maximum" in limits:
        yield _("at most: %(value)s", value=limits["maximum"])
    if "maxLength" in limits:
        yield _("most characters: %(value)s", value=limits["maxLength"])
    if "pattern" in limits:
        yield _("pattern: %(value)s", value=limits["pattern"])


def example_columns(schema: Schema, locale: Locale) -> list[Entry]:
    """Return the headings of the example."""
    return [
        {"title": field.column.title[locale], "numeric": field.column.type in NUMERIC}
        for field in schema.fields
    ]


def example_row(schema: Schema) -> list[Entry]:
    """Return the fictional row of the example; its texts are in no stated language."""
    return [{"text": field.example, "bare": True} for field in schema.fields]


def heading_rows(schema: Schema, locale: Locale) -> list[list[Entry]]:
    """Return, by field, the headings that are recognised beside its titles."""
    return [
        [
            {"text": field.column.title[locale]},
            {"text": " · ".join(field.aliases), "bare": True},
        ]
        for field in schema.fields
    ]


def schema_downloads(schema: Schema, locale: Locale) -> list[Entry]:
    """Return what to start from, the reader's own language first."""
    base, away = f"/schema/{schema.name}/{schema.version}", other(locale)
    words = "English" if away == "en" else "Cymraeg"
    templates = [("xlsx", _("Empty spreadsheet")), ("csv", _("Empty CSV file"))]
    return [
        *(
            {
                "label": label,
                "href": f"{base}.{locale}.{kind}",
                "hint": _("Welsh headings") if locale == "cy" else _("English headings"),
                "more": [{"label": words, "lang": away, "href": f"{base}.{away}.{kind}"}],
            }
            for kind, label in templates
        ),
        {
            "label": _("Description for programs"),
            "href": f"{base}.json",
            "hint": _("JSON, as Frictionless reads it"),
        },
    ]


def schema_history(schema: Schema) -> list[Entry]:
    """Return every version of a schema, newest first."""
    return [
        {
            "label": _version(one.version),
            "href": page_url("registry.schema_version_page", slug=one.name, number=one.version),
        }
        for one in reversed(schema_versions(schema.name))
    ]


def is_newest(one: Schema | CodeList) -> bool:
    """Tell whether no newer version stands beside a schema or code list."""
    known = schema_versions if isinstance(one, Schema) else code_list_versions
    return one is known(one.name)[-1]


def code_columns(locale: Locale) -> list[Entry]:
    """Return the headings of the table of a list's codes."""
    labels = [_("Label"), _("Label in English") if locale == "cy" else _("Label in Welsh")]
    return [{"title": title} for title in [_("Code"), *labels]]


def code_rows(codes: CodeList, locale: Locale) -> list[list[Entry]]:
    """Return each code with its label in the reader's language and in the other."""
    away = other(locale)
    return [
        [
            {"text": code.code, "bare": True},
            {"text": code.label[locale]},
            {"text": code.label[away], "lang": away},
        ]
        for code in codes.codes
    ]


def code_downloads(codes: CodeList) -> list[Entry]:
    """Return a code list as files."""
    base = f"/codes/{codes.name}/{codes.version}"
    return [
        {"label": "CSV", "href": f"{base}.csv", "hint": _("both languages")},
        {
            "label": "JSON",
            "href": f"{base}.json",
            "hint": _("with other names that are recognised"),
        },
    ]


def code_history(codes: CodeList) -> list[Entry]:
    """Return every version of a code list, newest first."""
    return [
        {
            "label": _version(one.version),
            "href": page_url("registry.code_list_version_page", slug=one.name, number=one.version),
        }
        for one in reversed(code_list_versions(codes.name))
    ]


def users_of(codes: CodeList, locale: Locale) -> list[Entry]:
    """Return links to the schemas whose newest version uses a code list."""
    return [
        {
            "label": schema.title[locale],
            "href": page_url("registry.schema_page", slug=schema.name),
        }
        for schema in schemas()
        if any(field.code_list is codes for field in schema.fields)
    ]
