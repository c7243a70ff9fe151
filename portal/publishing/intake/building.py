"""A package folder made of a draft and the tables found, and what is wrong with it."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portal.errors import Issue, PackageRefusedError
from portal.interop.reading import Package, read_package
from portal.publishing import drafts
from portal.publishing.intake.model import Plain
from portal.publishing.registry import Applied, CodeList, Schema, as_fields, schema, with_nearest
from portal.tabular.coordinates import ADDED
from portal.tabular.model import Column, Table

DESCRIPTOR = "datapackage.json"
_CURRENCIES = {"GBP", "EUR", "USD"}
_UNNAMED = re.compile(r"[^a-z0-9]+")
_AS_TEXT = {"geojson": "string"}
_LISTS_CODES = {"code", "label_cy", "label_en"}


@dataclass(frozen=True, slots=True)
class Part:
    """One table that becomes a resource: its clean CSV, and the schema put to it.

    `names` are those that columns have in the dataset, by the names that intake gave them, and
    `coded` the code lists of those in which labels are made codes. `adds` tells whether longitude
    and latitude are added where there are eastings and northings.
    """

    resource: str
    table: Table
    csv: Path
    names: Mapping[str, str]
    schema: Applied | None = None
    coded: Mapping[str, CodeList] = field(default_factory=dict)
    adds: bool = False

    def name(self, column: Column) -> str:
        """Return what a column is called in the dataset."""
        return self.names.get(column.field, column.field)

    def said(self, column: Column) -> Plain:
        """Return what the schema says of a column; nothing where it does not know it."""
        fields = self.schema.fields if self.schema else ()
        name = self.name(column)
        known = next((dict(one) for one in fields if one["name"] == name), {})
        if "title_cy" not in known:
            return {}
        if column.field not in self.coded:
            known.pop("codes", None)
        return known

    @property
    def added(self) -> list[Plain]:
        """Return the fields of the columns that the file itself does not have."""
        return as_fields(schema("public-toilets"), ADDED) if self.adds else []


def resource_names(dataset: str, tables: Sequence[Table], draft: Mapping[str, Any]) -> list[str]:
    """Return a name for each table: those of the sheets where there are several.

    One alone goes on as the only table that the draft has, or is called as the dataset is.
    """
    if len(tables) == 1:
        named = [each for each in _tables(draft) if not each.get("absent")]
        data = [each["name"] for each in named if not _field_names(each) >= _LISTS_CODES]
        return data if len(data) == 1 else [dataset]
    names: list[str] = []
    for number, table in enumerate(tables, start=1):
        plain = _UNNAMED.sub("-", (table.sheet or "").lower()).strip("-")[:80].strip("-")
        wanted = plain or f"{dataset}-{number}"
        while wanted in names or wanted == "places":
            wanted = f"{wanted}-{number}"
        names.append(wanted)
    return names


def _tables(draft: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the resources of a draft that have columns: documents came with another upload."""
    return [each for each in draft.get("resources") or () if each.get("schema")]


def _field_names(resource: Mapping[str, Any]) -> set[str]:
    return {each["name"] for each in (resource.get("schema") or {}).get("fields") or ()}


def filled(draft: Mapping[str, Any], parts: Sequence[Part]) -> tuple[Plain, dict[str, list[str]]]:
    """Return the draft with the tables found, and what was proposed, by the place of the column.

    What a person or an earlier version said of a column stays; only what is certain is
    proposed: its heading as a title, and that amounts in a currency measure money.
    """
    before = {each["name"]: each for each in draft.get("resources") or ()}
    proposals: dict[str, list[str]] = {}
    resources = [_resource(before.get(part.resource, {}), part, proposals) for part in parts]
    made = {**draft, "resources": resources}
    for resource in resources:
        for key in ("title_cy", "title_en"):
            if not resource.get(key) and len(parts) == 1 and draft.get(key):
                resource[key] = draft[key]
    return made, proposals


def remembered(made: Mapping[str, Any], before: Mapping[str, Any]) -> Plain:
    """Return a draft as it is kept: without paths, and with what this file does not have.

    A column or table that is `absent` now keeps its words for the day it comes back, or goes on
    under another heading.
    """
    kept = {each["name"]: each for each in _tables(before)}
    resources = []
    for each in made["resources"]:
        told = {key: value for key, value in each.items() if key != "path"}
        fields = told["schema"]["fields"]
        old = (kept.pop(each["name"], {}).get("schema") or {}).get("fields") or ()
        more = _absent(old, {field["name"] for field in fields})
        told["schema"] = {**told["schema"], "fields": [*fields, *more]}
        resources.append(told)
    return {**made, "resources": [*resources, *_absent(kept.values(), set())]}


def _absent(entries: Iterable[Mapping[str, Any]], there: set[str]) -> list[Plain]:
    return [{**each, "absent": True} for each in entries if each["name"] not in there]


def _resource(before: Mapping[str, Any], part: Part, proposals: dict[str, list[str]]) -> Plain:
    table = dict(before.get("schema") or {})
    known = {each["name"]: each for each in table.get("fields") or ()}
    fields = []
    for column in part.table.columns:
        name = part.name(column)
        told = _field(known.get(name, {}), part, column)
        proposed = _proposed(told, column)
        if proposed:
            place = f"resources/{part.resource}/fields/{name}"
            proposals[place] = sorted(proposed)
        fields.append({**told, **proposed})
    fields += [{**each, **_present(known.get(each["name"], {}))} for each in part.added]
    marks = dict.fromkeys(mark for column in part.table.columns for mark in column.marks)
    table["fields"] = fields
    table["missingValues"] = ["", *(mark for mark in marks if mark)]
    if part.schema and part.schema.primary_key:
        table.setdefault("primaryKey", list(part.schema.primary_key))
    names = {each["name"] for each in fields}
    keys = table.get("primaryKey") or []
    if not {keys} <= names if isinstance(keys, str) else not set(keys) <= names:
        del table["primaryKey"]
    path = f"data/{part.resource}.csv"
    made = {**_present(before), "name": part.resource, "path": path, "schema": table}
    made.pop("follows", None)
    return made | ({"follows": part.schema.schema.reference} if part.schema else {})


def _present(entry: Mapping[str, Any]) -> Plain:
    return {key: value for key, value in entry.items() if key != "absent"}


def _field(known: Mapping[str, Any], part: Part, column: Column) -> Plain:
    """Return a column as people said it is, and for the rest as its schema does."""
    said = part.said(column)
    told = _present(known)
    if said and not told.get("title_cy") and told.get("title_en") == column.name[:200]:
        del told["title_en"]  # only proposed, from the heading
    told = {**said, **told, "name": part.name(column)}
    told["type"] = _AS_TEXT.get(column.type, column.type)
    told.pop("format", None)
    if part.schema and column.field in part.schema.coded and column.field not in part.coded:
        told.pop("codes", None)  # its labels are to stay as they are
    return told


def _proposed(field: Mapping[str, Any], column: Column) -> Plain:
    """Return what can be said of a column with certainty where nobody has said it yet."""
    proposed: Plain = {}
    if not field.get("title_en") and not field.get("title_cy") and column.name:
        proposed["title_en"] = column.name[:200]
    if column.type in {"integer", "number"}:
        if column.unit and not field.get("unit"):
            proposed["unit"] = column.unit
        if column.unit in _CURRENCIES and not field.get("measures"):
            proposed["measures"] = "money"
    return proposed


def write_package(
    folder: Path,
    draft: Mapping[str, Any],
    parts: Sequence[Part],
    code_lists: Iterable[tuple[Plain, bytes]],
) -> None:
    """Write a package folder: the descriptor, each table and each code list."""
    (folder / "data").mkdir(parents=True)
    for part in parts:
        part.csv.replace(folder / "data" / f"{part.resource}.csv")
    for resource, content in code_lists:
        (folder / resource["path"]).write_bytes(content)
    text = json.dumps(draft, ensure_ascii=False)
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8")


def read_drafted(folder: Path, draft: Mapping[str, Any]) -> tuple[Package | None, list[Plain]]:
    """Return the package in `folder`, or what is wrong with it and where that can be mended."""
    package, issues = read_made(folder)
    return package, plain_issues(issues, draft)


def read_made(folder: Path, schema: Schema | None = None) -> tuple[Package | None, list[Issue]]:
    """Return the package in `folder`, or what is wrong with it; `schema` knows nearest codes."""
    try:
        return read_package(folder), []
    except PackageRefusedError as refused:
        return None, with_nearest(refused.issues, schema) if schema else list(refused.issues)


def plain_issues(issues: Iterable[Issue], draft: Mapping[str, Any] | None = None) -> list[Plain]:
    """Return issues as plain values, each with the place in the draft where it can be mended."""
    return [_plain(issue, draft or {}) for issue in issues]


def _plain(issue: Issue, draft: Mapping[str, Any]) -> Plain:
    found: Plain = {
        "code": issue.code,
        "file": issue.file,
        "row": issue.row,
        "column": issue.column,
        "facts": dict(issue.facts),
    }
    at = issue.facts.get("at")
    if issue.file == DESCRIPTOR and isinstance(at, str) and at:
        place, locale = drafts.split_locale(drafts.placed(at, draft))
        found |= {"place": place, "locale": locale}
    return found
