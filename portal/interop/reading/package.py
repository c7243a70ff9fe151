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
from portal.interop.reading.files import Scan, scan
from portal.interop.reading.findings import Findings
from portal.interop.reading.frictionless_errors import UNREADABLE
from portal.interop.reading.links import check_links
from portal.interop.reading.node import Node
from portal.interop.reading.rows import READING_FAULTS
from portal.interop.reading.tables import Table, data_file, read_tables, refuse_outside


@dataclass(frozen=True, slots=True)
class Identity:
    """Which dataset a package is of, and a fingerprint of everything it says and holds."""

    slug: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Package:
    """A package found fit to publish: its description and, by resource, its data files."""

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
    nodes = node.nodes("resources", most=limits.RESOURCES, required=True)
    paths = [data_file(inner, folder)[1] for inner in nodes]
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
    tables = read_tables(node, folder)
    resources = tuple(table.resource for table in tables)
    charts = read_charts(node, {resource.name: resource for resource in resources})
    check_links(tables, findings)
    scans = {table.file: scan(table.path) for table in tables if table.path and not findings.full}
    _check_data(tables, scans, findings, synthetic=about.synthetic)
    findings.settle()
    return Package(
        dataclasses.replace(about, resources=resources, charts=charts),
        {table.resource.name: table.path for table in tables if table.path},
        _fingerprint(descriptor, (scans[table.file].sha256 for table in tables if table.path)),
    )


def _fingerprint(descriptor: dict[str, object], hashes: Iterable[str]) -> str:
    """Return the SHA-256 of the canonical descriptor and the data files' hashes, in order."""
    digest = hashlib.sha256(canonical(descriptor))
    for value in hashes:
        digest.update(value.encode("ascii"))
    return digest.hexdigest()


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
    if not found.size:
        yield Issue("empty-file", table.file)
    if found.fault:
        yield Issue(found.fault, table.file, found.row)
    if table.sha256 and table.sha256 != found.sha256:
        facts = {"wanted": table.sha256, "found": found.sha256}
        yield Issue("hash-count", table.file, facts=facts)
    if table.size is not None and table.size != found.size:
        yield Issue("byte-count", table.file, facts={"wanted": table.size, "found": found.size})
