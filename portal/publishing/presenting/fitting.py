"""The schemas that can be put to a file: the one that fits, all others, and the one chosen."""

from collections.abc import Mapping
from typing import Any

from flask import g
from flask_babel import gettext as _

from portal.bilingual import Locale
from portal.catalogue.presenting import type_in_words
from portal.publishing.presenting.deciding import found_columns
from portal.publishing.queries import Submission
from portal.publishing.registry import Schema, SchemaField, schema, schemas
from portal.web.routing import page_url

Entry = dict[str, Any]


def schema_chosen(submission: Submission) -> Entry | None:
    """Return the schema that was chosen for a file, leading to its page; None where none is."""
    reference = submission.decisions.get("schema")
    return _entry(schema(reference), g.locale) if reference else None


def schema_offer(submission: Submission) -> Entry | None:
    """Return the schema that fits a file, with what it would do to each column; or None."""
    suggested = (submission.found or {}).get("suggested")
    if not suggested:
        return None
    offered = schema(suggested["schema"])
    columns = found_columns(submission)[: len(suggested["fields"])]
    known = [offered.field(name) for name in suggested["fields"]]
    lacking = [offered.field(name) for name in suggested["missing"]]
    return {
        **_entry(offered, g.locale),
        "rows": [
            [{"text": column["name"] or column["field"], "bare": True}, *_becomes(field, column)]
            for (_table, column), field in zip(columns, known, strict=False)
        ],
        "lacking": [field.column.title[g.locale] for field in lacking if field],
    }


def schema_options(submission: Submission, typed: Mapping[str, str]) -> list[Entry]:
    """Return every schema to choose one from, and none."""
    chosen = typed.get("schema", submission.decisions.get("schema") or "")
    none: Entry = {"value": "", "label": _("No schema"), "chosen": not chosen}
    return [
        none,
        *(
            {
                "value": each.reference,
                "label": each.title[g.locale],
                "chosen": each.reference == chosen,
            }
            for each in schemas()
        ),
    ]


def field_options(submission: Submission, called: str) -> list[Entry]:
    """Return the columns of the chosen schema that a column can be; none without a schema."""
    reference = submission.decisions.get("schema")
    if not reference:
        return []
    fields = schema(reference).fields
    chosen = called if any(field.name == called for field in fields) else ""
    return [
        {"value": "", "label": _("None of the schema's"), "chosen": not chosen},
        *(
            {
                "value": field.name,
                "label": field.column.title[g.locale],
                "chosen": field.name == chosen,
            }
            for field in fields
        ),
    ]


def _entry(found: Schema, locale: Locale) -> Entry:
    return {
        "reference": found.reference,
        "title": found.title[locale],
        "summary": found.summary[locale],
        "href": page_url("registry.schema_version_page", slug=found.name, number=found.version),
    }


def _becomes(field: SchemaField | None, column: Mapping[str, Any]) -> list[Entry]:
    """Return what a column would be called, and what else would be done to it."""
    if field is None:
        return [{"text": "–"}, {"text": _("Stays as it is")}]
    does = []
    if field.column.type != column["type"]:
        does.append(_("Read the column as: %(type)s", type=type_in_words(field.column.type)))
    if field.code_list is not None:
        title = field.code_list.title[g.locale]
        does.append(_("Names are written as codes: %(codes)s", codes=title))
    return [{"text": field.column.title[g.locale]}, {"text": "; ".join(does) or "–"}]
