"""A schema put to a table that was found: names, types and the words of a draft descriptor."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.bilingual import Bilingual
from portal.interop.description import Field
from portal.publishing.registry.model import CodeList, Schema, SchemaField
from portal.publishing.registry.reading import schema
from portal.publishing.registry.suggesting import match
from portal.tabular.decisions import TypeChoice

Columns = Sequence[Mapping[str, Any]]
"""Columns as a submission's `found` tells them: at least `name` (heading), `field` and `type`."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What a schema makes of a table.

    Attributes:
        schema: the version that was put to it.
        names: by the machine name intake gave a column, the name it has in the published file.
        types: by the same, the type it must be read as, where that is not the one found.
        fields: the descriptor's fields, in the columns' order; a column that the schema does
            not know has only its name and type, and its words are still to be written.
        missing: the required fields that no column gives.
        primary_key: the schema's key, () where a column of it is missing.
        coded: by the name intake gave it, the code list of each coded column; `to_codes` takes it.
    """

    schema: Schema
    names: Mapping[str, str]
    types: Mapping[str, TypeChoice]
    fields: tuple[dict[str, Any], ...]
    missing: tuple[str, ...]
    primary_key: tuple[str, ...]
    coded: Mapping[str, CodeList]

    @property
    def code_lists(self) -> tuple[CodeList, ...]:
        """Return the code lists that have to be added to the package, each once."""
        own = {codes.name: codes for codes in self.coded.values() if not codes.places}
        return tuple(own.values())


def apply(name: str, columns: Columns, mapping: Mapping[str, str] | None = None) -> Applied:
    """Put the schema `name` ("spend", "spend@1") to the columns of a table.

    Args:
        name: the schema; without a number its newest version.
        columns: the table's columns, in order.
        mapping: the schema's field that each column is, by the column's machine name, as an
            officer chose it; a column not in it is none of the schema's. None: by headings.

    Raises:
        NotFoundError: there is no such schema.
    """
    chosen = schema(name)
    if mapping is None:
        meant = match(chosen, [str(column["name"]) for column in columns]).fields
        mapping = {
            str(column["field"]): one for column, one in zip(columns, meant, strict=True) if one
        }
    found = {
        column: field
        for column, one in mapping.items()
        if (field := chosen.field(one)) is not None
        and column in {str(known["field"]) for known in columns}
    }
    names = _names(columns, found)
    present = {field.name for field in found.values()}
    return Applied(
        chosen,
        names,
        {
            column["field"]: TypeChoice(found[column["field"]].column.type)
            for column in columns
            if column["field"] in found and column["type"] != found[column["field"]].column.type
        },
        tuple(_described(column, found, names) for column in columns),
        tuple(one.name for one in chosen.fields if one.required and one.name not in present),
        chosen.primary_key if present >= set(chosen.primary_key) else (),
        {column: field.code_list for column, field in found.items() if field.code_list},
    )


def as_fields(chosen: Schema, mapping: Sequence[str]) -> list[dict[str, Any]]:
    """Return the descriptor's fields for a schema's fields, in the order of their names here.

    Raises:
        KeyError: a name is none of the schema's.
    """
    known = {field.name: field for field in chosen.fields}
    return [_field(known[name].column) for name in mapping]


def code_list_resource(codes: CodeList) -> tuple[dict[str, Any], bytes]:
    """Return a code list as a resource of a package: its descriptor, and its CSV file's bytes."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([field.name for field in CODE_COLUMNS])
    writer.writerows([code.code, code.label.cy, code.label.en] for code in codes.codes)
    resource = {
        "name": codes.name,
        "path": f"data/{codes.name}.csv",
        **_words("title", codes.title),
        **_words("description", codes.summary),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": [_field(one) for one in CODE_COLUMNS], "primaryKey": ["code"]},
    }
    return resource, file.getvalue().encode()


_REQUIRED = {"required": True}
CODE_COLUMNS = (
    Field(
        "code",
        "string",
        Bilingual("Cod", "Code"),
        Bilingual("Y cod sydd yn y data.", "The code that stands in the data."),
        constraints={"required": True, "unique": True},
    ),
    Field(
        "label_cy",
        "string",
        Bilingual("Label Cymraeg", "Welsh label"),
        Bilingual("Ystyr y cod yn Gymraeg.", "What the code means, in Welsh."),
        constraints=_REQUIRED,
    ),
    Field(
        "label_en",
        "string",
        Bilingual("Label Saesneg", "English label"),
        Bilingual("Ystyr y cod yn Saesneg.", "What the code means, in English."),
        constraints=_REQUIRED,
    ),
)
"""The columns of every code list."""


def _names(columns: Columns, found: Mapping[str, SchemaField]) -> dict[str, str]:
    """Return each column's name in the published file, all different."""
    taken = {field.name for field in found.values()}
    names: dict[str, str] = {}
    for column in columns:
        own = str(column["field"])
        if own in found:
            names[own] = found[own].name
            continue
        name, number = own, 2
        while name in taken:
            name, number = f"{own}_{number}", number + 1
        taken.add(name)
        names[own] = name
    return names


def _described(
    column: Mapping[str, Any], found: Mapping[str, SchemaField], names: Mapping[str, str]
) -> dict[str, Any]:
    own = str(column["field"])
    if own in found:
        return _field(found[own].column)
    bare = {"name": names[own], "type": column["type"], "format": column.get("format", "")}
    return {key: value for key, value in {**bare, "unit": column.get("unit", "")}.items() if value}


def _field(column: Field) -> dict[str, Any]:
    """Return a column as a shipped descriptor writes it."""
    values: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "format": column.format,
        **_words("title", column.title),
        **_words("description", column.description),
        "constraints": dict(column.constraints),
        "measures": column.measures,
        "unit": column.unit,
        "codes": column.codes,
    }
    return {key: value for key, value in values.items() if value not in (None, "", {})}


def _words(stem: str, text: Bilingual) -> dict[str, str]:
    return {f"{stem}_cy": text.cy, f"{stem}_en": text.en}
