"""A clean table made what it is in the dataset: columns named, labels coded, places added."""

import shutil
from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path

from portal.errors import Issue
from portal.interop.reading.rows import rows
from portal.publishing.intake.building import Part
from portal.publishing.intake.model import Plain
from portal.publishing.intake.rows import source_records
from portal.publishing.registry import to_codes
from portal.tabular import coordinates
from portal.tabular.changes import ChangeLog

_LOOKED_AT = 1_000
"""Rows from which eastings and northings are told."""


def shape(parts: Sequence[Part], changes: Path) -> tuple[list[Part], list[Plain], list[Issue]]:
    """Return the parts under their own names, the groups of changes made, and what is wrong.

    Every single change is added to `changes`.
    """
    records = [source_records(part, changes) for part in parts]
    groups: list[Plain] = []
    issues: list[Issue] = []
    shaped = []
    with changes.open("ab") as sink:
        for part, known in zip(parts, records, strict=True):
            log = ChangeLog(sink)
            log.name_columns("", {column.field: column.name for column in part.table.columns})
            shaped.append(_placed(_coded(part, log, known), log, issues, known))
            groups += [asdict(change) for change in log.groups()]
    return shaped, groups, issues


def _coded(part: Part, log: ChangeLog, records: list[int]) -> Part:
    """Write a table under the names of the dataset, with labels made the codes they mean."""
    target = part.csv.with_suffix(".coded.csv")
    if part.coded:
        to_codes(part.csv, target, part.coded, log, names=part.names, records=records or None)
    else:
        _rename(part, target)
    return replace(part, csv=target)


def _rename(part: Part, target: Path) -> None:
    with part.csv.open("rb") as source, target.open("wb") as out:
        source.readline()
        heading = ",".join(part.name(column) for column in part.table.columns)
        out.write(heading.encode("ascii") + b"\r\n")
        shutil.copyfileobj(source, out, 1 << 20)


def _placed(part: Part, log: ChangeLog, issues: list[Issue], records: list[int]) -> Part:
    """Add longitude and latitude to a table with eastings and northings."""
    head, *first = islice(rows(part.csv), _LOOKED_AT + 1)
    columns = list(zip(*first, strict=False)) or [()] * len(head)
    pair = coordinates.find_pair(head, columns) if part.adds else None
    if pair is None:
        return replace(part, adds=False)
    target, found = part.csv.with_suffix(".placed.csv"), list[Issue]()
    names = head[pair.easting], head[pair.northing]
    coordinates.Adding(*names, log, found, records or None).write(part.csv, target)
    file = (part.table.sheet or "") if records else f"data/{part.resource}.csv"
    issues += [replace(issue, file=file) for issue in found]
    return replace(part, csv=target)
