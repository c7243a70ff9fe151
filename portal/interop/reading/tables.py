"""The resources of a package: their files, columns and keys, as the descriptor tells them."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from portal.bilingual import Bilingual
from portal.interop.description import ForeignKey, Resource
from portal.interop.reading import limits
from portal.interop.reading.columns import read_field
from portal.interop.reading.files import file_fault, looks_like_url, path_fault
from portal.interop.reading.findings import shown
from portal.interop.reading.node import Node

_ENCODINGS = {"utf-8", "utf8", "utf-8-sig", "ascii", "us-ascii"}
_PROFILES = ("data-package", "tabular-data-package", "data-resource", "tabular-data-resource")
_STANDARD = re.compile(
    r"https?://(datapackage\.org|specs\.frictionlessdata\.io)/[a-z0-9./_-]+", re.IGNORECASE
)
_NOT_ALLOWED = (
    "extrapaths",
    "innerpath",
    "compression",
    "remote",
    "control",
    "layout",
    "url",
    "jsonSchema",
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
_RESERVED = "places"
_HASH = re.compile(r"sha256:([0-9a-f]{64})")


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


def refuse_outside(node: Node) -> None:
    """Note a profile that is not the standard's own; none is ever fetched or applied."""
    if node.has("profile") and node.values["profile"] not in _PROFILES:
        node.fault("profile-not-allowed", "profile", value=shown(node.values["profile"]))
    standard = node.values.get("$schema")
    if standard is not None and not _STANDARD.fullmatch(str(standard)):
        node.fault("profile-not-allowed", "$schema", value=shown(standard))


def read_tables(node: Node, folder: Path) -> tuple[Table, ...]:
    """Return the resources of a package; what is wrong with them is noted."""
    nodes = node.nodes("resources", most=limits.RESOURCES, required=True)
    tables = tuple(_table(inner, folder) for inner in nodes)
    node.distinct(nodes, [table.resource.name for table in tables])
    return tables


def data_file(node: Node, folder: Path) -> tuple[str, Path | None]:
    """Return the path of a resource's data file, and the file if it may be read."""
    value = node.values.get("path")
    if isinstance(value, list):
        node.fault("path-list", "path")
        return "", None
    path = node.text("path", longest=limits.TEXT, required=not node.has("data"))
    if not path:
        return "", None
    if code := path_fault(path) or file_fault(folder, path, limits.FILE_SIZE):
        node.fault(code, "path", path=shown(path), most=limits.FILE_SIZE // 1024**2)
        return path, None
    return path, folder.joinpath(*path.split("/"))


def _table(node: Node, folder: Path) -> Table:
    """Return one resource."""
    refuse_outside(node)
    _refuse_ways_around(node)
    _check_form(node)
    name = node.name()
    if name == _RESERVED:
        node.fault("reserved-name", "name", name=name)
    file, path = data_file(node, folder)
    title = node.pair("title", longest=limits.TITLE) or Bilingual("", "")
    description = node.pair("description", longest=limits.TEXT, required=False)
    schema = _schema(node)
    resource, sound = Resource(name, title, (), description), False
    if schema is not None:
        resource, sound = _columns(schema, name, title, description)
    sha256, size = _claims(node)
    return Table(resource, file, path, sound, sha256, size)


def _refuse_ways_around(node: Node) -> None:
    """Note every property by which data, columns or rules would come from somewhere else."""
    for key in _NOT_ALLOWED:
        if node.has(key):
            node.fault("property-not-allowed", key, property=key)
    if node.has("data"):
        node.fault("inline-data", "data")
    if node.has("scheme") and node.values["scheme"] not in ("file", ""):
        node.fault("property-not-allowed", "scheme", property="scheme")
    for key in ("schema", "dialect"):
        value = node.values.get(key)
        if isinstance(value, str):
            code = "url-not-allowed" if looks_like_url(value) else "schema-not-inline"
            node.fault(code, key, path=shown(value))


def _check_form(node: Node) -> None:
    """Note a file that is said to be anything but comma-separated UTF-8 with a heading."""
    encoding = node.text("encoding", longest=limits.NAME)
    if encoding and encoding.lower() not in _ENCODINGS:
        node.fault("encoding-not-supported", "encoding", value=encoding)
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


def _claims(node: Node) -> tuple[str, int | None]:
    """Return the hash and the size that the descriptor gives for the data file."""
    match = _HASH.fullmatch(str(node.values.get("hash") or "").lower())
    size = node.values.get("bytes")
    number = isinstance(size, int) and not isinstance(size, bool)
    return match[1] if match else "", size if number and isinstance(size, int) else None
