"""Schemas and code lists as files: Table Schema, empty templates, and lists of codes."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from typing import Any

from portal.bilingual import Bilingual, Locale
from portal.publishing.registry.applying import as_fields, code_list_resource
from portal.publishing.registry.model import CodeList, Schema, SchemaField

_SHEET = "Data"


def table_schema(schema: Schema) -> str:
    """Return a schema as a Table Schema that any Frictionless program takes.

    Titles are "Welsh / English" with each language beside them; a coded column lists its codes
    under `enum`. `aliases`, `example`, `code_list` and the rest of our own keys do no harm.
    """
    values: dict[str, Any] = {
        "name": schema.name,
        "version": str(schema.version),
        **_words("title", schema.title),
        **_words("description", schema.summary),
        "people_cy": schema.people.cy,
        "people_en": schema.people.en,
        "fields": [_field(schema, field) for field in schema.fields],
        "missingValues": [""],
    }
    if schema.primary_key:
        values["primaryKey"] = list(schema.primary_key)
    kinds = (schema.rules, schema.exclusions, schema.demands, schema.references)
    if any(kinds):
        values["rules"] = [_rule(asdict(rule)) for rules in kinds for rule in rules]
    return _json(values)


def template_headings(schema: Schema, tongue: Locale) -> list[str]:
    """Return the headings of an empty template in one language."""
    return [field.column.title[tongue] for field in schema.fields]


def template(schema: Schema, tongue: Locale) -> bytes:
    """Return an empty template as CSV: its headings and no row."""
    return _csv([template_headings(schema, tongue)])


@cache
def workbook(schema: Schema, tongue: Locale) -> bytes:
    """Return an empty template as a spreadsheet (XLSX) with one sheet."""
    from rustpy_xlsxwriter import FastExcel

    file = io.BytesIO()
    record = dict.fromkeys(template_headings(schema, tongue), "")
    FastExcel(file).format(bold_headers=True).freeze(row=1).sheet(_SHEET, [record]).save()
    return file.getvalue()


def codes_csv(codes: CodeList) -> bytes:
    """Return a code list as CSV with the columns code, label_cy and label_en."""
    return code_list_resource(codes)[1]


def codes_json(codes: CodeList) -> str:
    """Return a code list as JSON: what it is, and its codes with their labels and aliases."""
    values = {
        "name": codes.name,
        "version": str(codes.version),
        **_words("title", codes.title),
        **_words("description", codes.summary),
        "codes": [
            {
                "code": code.code,
                "label_cy": code.label.cy,
                "label_en": code.label.en,
                "aliases": list(code.aliases),
            }
            for code in codes.codes
        ],
    }
    return _json(values)


def _field(schema: Schema, field: SchemaField) -> dict[str, Any]:
    """Return a field with the keys of the standard and our own."""
    [values] = as_fields(schema, [field.name])
    values |= {"title": field.column.title.both, "description": field.column.description.both}
    values |= {"aliases": list(field.aliases), "example": field.example}
    if field.code_list is not None:
        values["code_list"] = f"{field.code_list.name}@{field.code_list.version}"
        enum = [code.code for code in field.code_list.codes]
        values["constraints"] = {**field.column.constraints, "enum": enum}
    return values


def _rule(told: dict[str, Any]) -> dict[str, Any]:
    """Return a rule without the level that every rule has unless it says another."""
    return {key: value for key, value in told.items() if (key, value) != ("level", "refuse")}


def _words(stem: str, text: Bilingual) -> dict[str, str]:
    return {stem: text.both, f"{stem}_cy": text.cy, f"{stem}_en": text.en}


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _csv(rows: Iterable[list[str]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return file.getvalue().encode()
