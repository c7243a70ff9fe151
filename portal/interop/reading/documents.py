"""The documents of a package: files that are no tables, checked to be what they are called."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.bilingual import Bilingual
from portal.errors import Issue
from portal.interop.description import Document
from portal.interop.documents import TEXTS, kind_of
from portal.interop.reading import limits
from portal.interop.reading.files import Scan, opened
from portal.interop.reading.node import Node
from portal.interop.reading.resources import (
    check_encoding,
    claims,
    data_file,
    refuse_outside,
    refuse_ways_around,
    resource_name,
)

_PDF_HEAD, _PDF_TAIL = 1024, 2048


@dataclass(frozen=True, slots=True)
class Leaf:
    """A document as read from the descriptor, and where it lies; see `tables.Table`."""

    document: Document
    file: str
    path: Path | None
    sha256: str = ""
    size: int | None = None


def read_documents(nodes: Iterable[Node], folder: Path) -> tuple[Leaf, ...]:
    """Return the resources that are documents; what is wrong with them is noted."""
    return tuple(_leaf(node, folder) for node in nodes)


def _leaf(node: Node, folder: Path) -> Leaf:
    refuse_outside(node)
    refuse_ways_around(node)
    check_encoding(node)
    name = resource_name(node)
    file, path = data_file(node, folder)
    kind = kind_of(file)
    said = node.text("format", longest=limits.NAME)
    if said and path is not None and said.lower().lstrip(".") != kind:
        node.fault("document-format", "format", path=file, value=said)
    title = node.pair("title", longest=limits.TITLE) or Bilingual("", "")
    description = node.pair("description", longest=limits.TEXT, required=False)
    sha256, size = claims(node)
    return Leaf(Document(name, kind, title, description), file, path, sha256, size)


def document_issues(leaf: Leaf, found: Scan) -> Iterator[Issue]:
    """Yield what is wrong with a document's bytes: nothing is mended, they are published so."""
    assert leaf.path is not None
    kind = leaf.document.kind
    if found.fault and kind in TEXTS:
        yield Issue(found.fault, leaf.file, found.row)
    elif found.size and not _is(kind, leaf.path):
        yield Issue("document-broken", leaf.file, facts={"path": leaf.file, "value": kind})


def _is(kind: str, path: Path) -> bool:
    """Tell whether a file can be what the ending of its name says."""
    if kind == "pdf":
        return _is_pdf(path)
    return kind != "json" or _is_json(path)


def _is_pdf(path: Path) -> bool:
    with opened(path) as file:
        head = file.read(_PDF_HEAD)
        file.seek(max(0, path.stat().st_size - _PDF_TAIL))
        return b"%PDF-" in head and b"%%EOF" in file.read()


def _is_json(path: Path) -> bool:
    with opened(path) as file:
        content = file.read(limits.DOCUMENT_SIZE + 1)
    try:
        json.loads(content.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        return False
    return True


def _no_number(name: str) -> float:
    raise ValueError(f"JSON has no {name}")
