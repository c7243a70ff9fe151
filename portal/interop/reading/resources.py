"""What every resource of a package has, table or document: its name, its file, what it claims."""

import re
from pathlib import Path

from portal.interop.documents import KINDS, kind_of
from portal.interop.reading import limits
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
_RESERVED = "places"
_HASH = re.compile(r"sha256:([0-9a-f]{64})")


def is_document(node: Node) -> bool:
    """Tell whether a resource is a document: it has no schema and names a file that is no CSV."""
    path = node.values.get("path")
    return not node.has("schema") and isinstance(path, str) and kind_of(path) not in {"", "csv"}


def refuse_outside(node: Node) -> None:
    """Note a profile that is not the standard's own; none is ever fetched or applied."""
    if node.has("profile") and node.values["profile"] not in _PROFILES:
        node.fault("profile-not-allowed", "profile", value=shown(node.values["profile"]))
    standard = node.values.get("$schema")
    if standard is not None and not _STANDARD.fullmatch(str(standard)):
        node.fault("profile-not-allowed", "$schema", value=shown(standard))


def resource_name(node: Node) -> str:
    """Return what a resource is called, or "" after noting the fault."""
    name = node.name()
    if name == _RESERVED:
        node.fault("reserved-name", "name", name=name)
    return name


def data_file(node: Node, folder: Path) -> tuple[str, Path | None]:
    """Return the path of a resource's file, and the file if it may be read."""
    value = node.values.get("path")
    if isinstance(value, list):
        node.fault("path-list", "path")
        return "", None
    path = node.text("path", longest=limits.TEXT, required=not node.has("data"))
    if not path:
        return "", None
    most = limits.DOCUMENT_SIZE if is_document(node) else limits.FILE_SIZE
    if code := path_fault(path) or _kind_fault(node, path) or file_fault(folder, path, most):
        facts = {"path": shown(path), "most": most // 1024**2, "choices": ", ".join(KINDS)}
        node.fault(code, "path", **facts)
        return path, None
    return path, folder.joinpath(*path.split("/"))


def _kind_fault(node: Node, path: str) -> str:
    if is_document(node):
        return "" if kind_of(path) in KINDS else "document-kind"
    return "" if kind_of(path) == "csv" else "not-csv"


def check_encoding(node: Node) -> None:
    """Note a file that is said to be anything but UTF-8."""
    encoding = node.text("encoding", longest=limits.NAME)
    if encoding and encoding.lower() not in _ENCODINGS:
        node.fault("encoding-not-supported", "encoding", value=encoding)


def refuse_ways_around(node: Node) -> None:
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


def claims(node: Node) -> tuple[str, int | None]:
    """Return the hash and the size that the descriptor gives for the data file."""
    match = _HASH.fullmatch(str(node.values.get("hash") or "").lower())
    size = node.values.get("bytes")
    number = isinstance(size, int) and not isinstance(size, bool)
    return match[1] if match else "", size if number and isinstance(size, int) else None
