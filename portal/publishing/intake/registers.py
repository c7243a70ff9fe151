"""What a table that keeps to a schema says beyond its cells: what is flagged, and what it names."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from portal.errors import Issue
from portal.interop.reading.rows import RowError, rows
from portal.publishing.intake.building import plain_issues
from portal.publishing.intake.model import Plain, Taken
from portal.publishing.registry import Schema
from portal.publishing.registry.following import followed
from portal.tabular.model import Change

LEFT_EMPTY = "left-empty"
_FILLED = "filled-down"
_MOST_NAMED = 10_000
_ADDRESS = ("http://", "https://")


def named(source: Path, one: Schema, *, file: str) -> list[Issue]:
    """Return the datasets and versions that a table names, each as the issue it may become.

    Where the same is named in several rows the first stands for all; of more than ten thousand
    different ones the rest are passed over.
    """
    found: dict[tuple[str, str], Issue] = {}
    try:
        for issue in _named(source, one, file):
            found.setdefault((str(issue.facts["dataset"]), str(issue.facts["version"])), issue)
            if len(found) >= _MOST_NAMED:
                break
    except RowError:
        pass  # told, with the row, by whoever reads the cells
    return list(found.values())


def _named(source: Path, one: Schema, file: str) -> Iterator[Issue]:
    heading: list[str] = []
    for number, row in enumerate(rows(source), start=1):
        if number == 1:
            heading = row
            continue
        cells = dict(zip(heading, row, strict=False))
        for each in one.references:
            dataset, version = cells.get(each.dataset, ""), cells.get(each.version, "")
            if dataset and not dataset.startswith(_ADDRESS):
                facts = {"dataset": dataset, "version": version, "beside": each.version}
                yield Issue("unknown-dataset", file, number, each.dataset, facts)


def of_package(taken: Taken, root: Path) -> Taken:
    """Return what an intake made of a package, its tables held to the schemas they follow."""
    package = taken.package
    if package is None:
        return taken
    tables = list(followed(package, root))
    refused = plain_issues(issue for one in tables for issue in one.refused)
    flagged = plain_issues(issue for one in tables for issue in one.flagged)
    names = [
        issue
        for one in tables
        if one.schema
        for issue in named(one.source, one.schema, file=one.file)
    ]
    found = dict(taken.found or {}) | told(flagged, plain_issues(names))
    issues = [*taken.issues, *refused]
    return replace(taken, package=None if issues else package, issues=issues, found=found)


def told(flags: Sequence[Plain], names: Sequence[Plain]) -> Plain:
    """Return what of this is kept with what was found in a file; nothing where there is none."""
    kept = {"flags": list(flags), "names": list(names)}
    return {key: value for key, value in kept.items() if value}


def filled_blanks(changes: Path, columns: set[str]) -> list[Plain]:
    """Return each change by which a blank of one of `columns` was filled with the value above."""
    if not columns or not changes.is_file():
        return []
    with changes.open(encoding="utf-8") as lines:
        every = (json.loads(line) for line in lines)
        return [each for each in every if each["code"] == _FILLED and each["field"] in columns]


def leave_empty(filled: Sequence[Plain], changes: Path) -> list[Change]:
    """List blanks that were left empty after all, one group for each column."""
    groups: dict[tuple[str, str], Change] = {}
    with changes.open("a", encoding="utf-8") as lines:
        for each in filled:
            line = {**each, "code": LEFT_EMPTY, "before": "", "after": ""}
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")
            key = (each["sheet"], each["field"])
            group = groups.setdefault(key, Change(LEFT_EMPTY, each["field"], each["sheet"]))
            group.add(each["row"], "", "")
    return list(groups.values())
