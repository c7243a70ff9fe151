"""A data package from a folder: identified cheaply, or read whole with all its issues told."""

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.errors import Issue
from portal.interop.description import Description
from portal.interop.reading import limits
from portal.interop.reading.about import read_about
from portal.interop.reading.cells import check_cells
from portal.interop.reading.charts import read_charts
from portal.interop.reading.code_lists import check_codes
from portal.interop.reading.descriptor import canonical, load
from portal.interop.reading.documents import Leaf, document_issues, read_documents
from portal.interop.reading.files import Scan, scan
from portal.interop.reading.findings import Findings
from portal.interop.reading.frictionless_errors import UNREADABLE
from portal.interop.reading.links import check_links
from portal.interop.reading.node import Node
from portal.interop.reading.resources import data_file, is_document, refuse_outside
from portal.interop.reading.rows import READING_FAULTS
from portal.interop.reading.tables import Table, read_tables


@dataclass(frozen=True, slots=True)
class Identity:
    """Which dataset a package is of, and a fingerprint of everything it says and holds."""

    slug: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Package:
    """A package found fit to publish: its description and, by name, its tables and documents."""

    description: Description
    data: Mapping[str, Path]
    fingerprint: str


def identify(folder: Path) -> Identity:
    """Return the name and the fingerprint of the package in `folder`, without judging it.

    The fingerprint is the same whatever the spacing and the order of keys of datapackage.json,
    and changes with any value in it and any byte of its data files.

    Raises:
        PackageRefusedError: it has no usable descriptor or name, or a data file is not there.
    """
    findings = Findings()
    descriptor = load(folder, findings)
    node = Node(descriptor, "", findings)
    slug = node.name()
    tables, documents = _resources(node)
    paths = [data_file(inner, folder)[1] for inner in (*tables, *documents)]
    findings.settle()
    return Identity(slug, _fingerprint(descriptor, (scan(path).sha256 for path in paths if path)))


def read_package(folder: Path) -> Package:
    """Return the package in `folder`, read and checked whole.

    Nothing is fetched, nothing outside the folder is opened and no symbolic link followed,
    whatever the descriptor asks for. Takes memory for the keys and code lists of one package.

    Raises:
        PackageRefusedError: with every issue found in the descriptor and in the data, up to
            `limits.ISSUES` and then one that counts the others.
    """
    findings = Findings()
    descriptor = load(folder, findings)
    node = Node(descriptor, "", findings)
    refuse_outside(node)
    about = read_about(node)
    nodes = _resources(node)
    tables, leaves = read_tables(nodes[0], folder), read_documents(nodes[1], folder)
    resources = tuple(table.resource for table in tables)
    documents = tuple(leaf.document for leaf in leaves)
    names = [one.name for one in resources] + [one.name for one in documents]
    node.distinct([*nodes[0], *nodes[1]], names)
    charts = read_charts(node, {resource.name: resource for resource in resources})
    check_links(tables, findings)
    found: list[Table | Leaf] = [*tables, *leaves]
    scans = {one.file: scan(one.path) for one in found if one.path and not findings.full}
    _check_documents(leaves, scans, findings)
    _check_data(tables, scans, findings, synthetic=about.synthetic)
    findings.settle()
    return Package(
        dataclasses.replace(about, resources=resources, documents=documents, charts=charts),
        _files(tables, leaves),
        _fingerprint(descriptor, (scans[one.file].sha256 for one in found if one.path)),
    )


def _resources(node: Node) -> tuple[list[Node], list[Node]]:
    """Return the resources that are tables, and those that are documents."""
    nodes = node.nodes("resources", most=limits.RESOURCES, required=True)
    documents = [inner for inner in nodes if is_document(inner)]
    tables = [inner for inner in nodes if not is_document(inner)]
    if documents and not tables:
        node.fault("no-tables", "resources")
    return tables, documents


def _files(tables: Iterable[Table], leaves: Iterable[Leaf]) -> dict[str, Path]:
    """Return the file of every resource by its name."""
    of_tables = {table.resource.name: table.path for table in tables if table.path}
    return of_tables | {leaf.document.name: leaf.path for leaf in leaves if leaf.path}


def _fingerprint(descriptor: dict[str, object], hashes: Iterable[str]) -> str:
    """Return the SHA-256 of the canonical descriptor and the data files' hashes, in order."""
    digest = hashlib.sha256(canonical(descriptor))
    for value in hashes:
        digest.update(value.encode("ascii"))
    return digest.hexdigest()


def _check_documents(leaves: Sequence[Leaf], scans: Mapping[str, Scan], findings: Findings) -> None:
    """Check the bytes of every document."""
    for leaf in leaves:
        if leaf.path is not None and not findings.full:
            found = scans[leaf.file]
            findings.extend(_claim_issues(leaf, found))
            findings.extend(document_issues(leaf, found))


def _check_data(
    tables: Sequence[Table], scans: Mapping[str, Scan], findings: Findings, *, synthetic: bool
) -> None:
    """Check every row of the tables whose columns are clear and whose bytes are text."""
    readable: dict[str, Table] = {}
    for table in tables:
        if findings.full:
            return
        if table.path is None:
            continue
        issues = list(_byte_issues(table, scans[table.file]))
        findings.extend(issues)
        if table.sound and not issues and table.resource.name:
            readable.setdefault(table.resource.name, table)
    if readable:
        _check_rows(list(readable.values()), findings, synthetic=synthetic)


def _check_rows(tables: Sequence[Table], findings: Findings, *, synthetic: bool) -> None:
    """Check rows by frictionless and by our own rules; tell the issues in the rows' order."""
    from portal.interop.reading.validation import bound_faults, validate

    most = limits.ISSUES + 1
    codes = {
        table.resource.name: found
        for table in tables
        if table.resource.is_code_list and (found := check_codes(table, findings)) is not None
    }
    bounded = {table.resource.name: bound_faults(table) for table in tables}
    told = validate([one for one in tables if not bounded[one.resource.name]], most=most)
    for table in tables:
        name = table.resource.name
        findings.extend(bounded[name])
        if findings.full:
            return
        own = check_cells(table, codes, synthetic=synthetic, most=most)
        unread = any(issue.code in READING_FAULTS for issue in own)
        theirs = [one for one in told.get(name, ()) if one.code not in UNREADABLE or not unread]
        findings.extend(sorted([*theirs, *own], key=lambda issue: issue.row or 0))


def _byte_issues(table: Table, found: Scan) -> Iterable[Issue]:
    """Yield what is wrong with a data file before its first row is read."""
    if found.fault:
        yield Issue(found.fault, table.file, found.row)
    yield from _claim_issues(table, found)


def _claim_issues(table: Table | Leaf, found: Scan) -> Iterable[Issue]:
    """Yield where a file is not what its descriptor says of it, or is nothing."""
    if not found.size:
        yield Issue("empty-file", table.file)
    if table.sha256 and table.sha256 != found.sha256:
        facts = {"wanted": table.sha256, "found": found.sha256}
        yield Issue("hash-count", table.file, facts=facts)
    if table.size is not None and table.size != found.size:
        yield Issue("byte-count", table.file, facts={"wanted": table.size, "found": found.size})
