"""The tables of a package: their files, columns and keys, as the descriptor tells them."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from portal.bilingual import Bilingual
from portal.interop.description import ForeignKey, Resource
from portal.interop.reading import limits
from portal.interop.reading.columns import read_field
from portal.interop.reading.findings import shown
from portal.interop.reading.node import Node
from portal.interop.reading.resources import (
    check_encoding,
    claims,
    data_file,
    refuse_outside,
    refuse_ways_around,
    resource_name,
)

_DIALECT = {
    "delimiter": (",",),
    "quoteChar": ('"',),
    "doubleQuote": (True,),
    "header": (True,),
    "headerRows": ([1],),
    "lineTerminator": ("\r\n", "\n"),
    "skipInitialSpace": (False,),
    "caseSensitiveHeader": (True, False),
    "csvddfVersion": (1, 1.0, 1.2, "1.0", "1.2"),
}
"""The shipped format, key by key: a dialect may only repeat it."""
_REFERENCE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*@[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class Table:
    """A resource as read from the descriptor, and where its data lie.

    `path` is None where the file cannot be read; `sound` tells whether columns and keys are
    clear enough to check the data against. `sha256` and `size` are what the publisher claims.
    """

    resource: Resource
    file: str
    path: Path | None
    sound: bool
    sha256: str = ""
    size: int | None = None


def read_tables(nodes: Iterable[Node], folder: Path) -> tuple[Table, ...]:
    """Return the resources that are tables; what is wrong with them is noted."""
    return tuple(_table(node, folder) for node in nodes)


def _table(node: Node, folder: Path) -> Table:
    """Return one resource."""
    refuse_outside(node)
    refuse_ways_around(node)
    _check_form(node)
    name = resource_name(node)
    file, path = data_file(node, folder)
    title = node.pair("title", longest=limits.TITLE) or Bilingual("", "")
    description = node.pair("description", longest=limits.TEXT, required=False)
    schema = _schema(node)
    resource, sound = Resource(name, title, (), description), False
    if schema is not None:
        resource, sound = _columns(schema, name, title, description)
    resource = replace(resource, follows=_follows(node))
    sha256, size = claims(node)
    return Table(resource, file, path, sound, sha256, size)


def _follows(node: Node) -> str:
    """Return the schema that a resource says it keeps to; whether there is one is asked later."""
    if not node.has("follows"):
        return ""
    return node.name("follows", rule=_REFERENCE, code="unknown-schema")


def _check_form(node: Node) -> None:
    """Note a file that is said to be anything but comma-separated UTF-8 with a heading."""
    check_encoding(node)
    for key, wanted in (("format", "csv"), ("mediatype", "text/csv")):
        value = node.text(key, longest=limits.NAME)
        if value and value.lower().partition(";")[0].strip() != wanted:
            node.fault("not-csv", key, path=value)
    if not isinstance(node.values.get("dialect"), str) and (dialect := node.node("dialect")):
        _check_dialect(dialect)
        if inner := dialect.node("csv"):
            _check_dialect(inner)


def _check_dialect(node: Node) -> None:
    for key, value in node.values.items():
        if key != "csv" and value not in _DIALECT.get(key, ()):
            node.fault("dialect-not-supported", shown(key), value=shown(value))


def _schema(node: Node) -> Node | None:
    """Return the resource's schema; the fault of a text in its place is noted elsewhere."""
    if isinstance(node.values.get("schema"), str):
        return None
    if not node.has("schema"):
        node.fault("missing-property", "schema")
    schema = node.node("schema")
    if schema is not None:
        refuse_outside(schema)
        if schema.values.get("fieldsMatch") not in (None, "exact"):
            schema.fault("property-not-allowed", "fieldsMatch", property="fieldsMatch")
    return schema


def _columns(
    schema: Node, name: str, title: Bilingual, description: Bilingual | None
) -> tuple[Resource, bool]:
    """Return the resource with its columns and keys, and whether data can be checked by them."""
    before = schema.findings.count
    nodes = schema.nodes("fields", most=limits.FIELDS, required=True)
    columns = [read_field(node) for node in nodes]
    fields = tuple(column.field for column in columns)
    schema.distinct(nodes, [field.name for field in fields])
    harmless = sum(column.harmless for column in columns)
    names = [field.name for field in fields]
    resource = Resource(
        name,
        title,
        fields,
        description,
        primary_key=_names(schema, "primaryKey", names),
        foreign_keys=_foreign_keys(schema, names),
        missing_values=_missing_values(schema),
    )
    sound = bool(fields) and schema.findings.count - before == harmless
    return resource, sound


def _names(node: Node, key: str, known: Collection[str] | None) -> tuple[str, ...]:
    """Return one column's name or a list of them; those not in `known` are noted."""
    value = node.values.get(key)
    alone = isinstance(value, str)
    names = [node.text(key, longest=limits.NAME)] if alone else node.texts(key)
    for name in names:
        if name and known is not None and name not in known:
            node.fault("unknown-field", key, field=shown(name))
    if len(set(names)) < len(names):
        node.fault("duplicate-name", key, name=shown(", ".join(names)))
    return tuple(names)


def _foreign_keys(schema: Node, known: Collection[str]) -> tuple[ForeignKey, ...]:
    """Return the keys into other resources; whether those exist is checked afterwards."""
    found = []
    for node in schema.nodes("foreignKeys", most=limits.KEYS):
        fields = _names(node, "fields", known)
        reference = node.node("reference")
        if reference is None:
            node.fault("missing-property", "reference")
            continue
        wanted = _names(reference, "fields", None)
        resource = str(reference.values.get("resource") or "")
        if not fields or len(fields) != len(wanted):
            node.fault("bad-foreign-key", "reference")
            continue
        found.append(ForeignKey(fields, resource, wanted))
    return tuple(found)


def _missing_values(schema: Node) -> tuple[str, ...]:
    """Return the cells that stand for "nothing known"; an empty cell unless said otherwise."""
    value = schema.values.get("missingValues")
    if value == []:
        schema.fault("empty-list", "missingValues")
    entries = schema.entries("missingValues", most=limits.LIST)
    for index, entry in enumerate(entries):
        if not isinstance(entry, str) or len(entry) > limits.NAME:
            schema.fault("wrong-type-text", f"missingValues[{index}]")
    return tuple(str(entry) for entry in entries) or ("",)
