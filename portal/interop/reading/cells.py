"""Cells that frictionless does not judge: codes, places, patterns, numbers, both languages."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from portal.errors import Issue
from portal.interop.description import Field, Resource
from portal.interop.reading.columns import NUMERIC
from portal.interop.reading.findings import shown
from portal.interop.reading.patterns import Pattern
from portal.interop.reading.places import Fault, disguise_fault, nearest, place_fault
from portal.interop.reading.rows import RowError, rows
from portal.interop.reading.tables import Table
from portal.interop.reading.values import json_writer

Check = Callable[[str], Fault | None]
Codes = Mapping[str, Mapping[str, object]]
"""The codes of each code list of a package, by the name of its resource."""

_PLACE_LENGTH = 9
_LANGUAGE_MISSING = {"_cy": "welsh-missing", "_en": "english-missing"}


def check_cells(table: Table, codes: Codes, *, synthetic: bool, most: int) -> list[Issue]:
    """Return up to `most` issues of a table's rows, in the order of the rows."""
    assert table.path is not None
    issues: list[Issue] = []
    try:
        for issue in _issues(table, table.path, codes, synthetic=synthetic):
            issues.append(issue)
            if len(issues) >= most:
                break
    except RowError as error:
        issues.append(Issue(error.code, table.file, error.row, facts={"most": error.most}))
    return issues


def _issues(table: Table, path: Path, codes: Codes, *, synthetic: bool) -> Iterator[Issue]:
    """Yield what is wrong with the rows of a table."""
    resource = table.resource
    missing = set(resource.missing_values)
    checks = [
        (index, field.name, check)
        for index, field in enumerate(resource.fields)
        for check in _checks(field, codes, synthetic=synthetic)
    ]
    disguised = _disguised(resource, synthetic=synthetic)
    pairs = [] if resource.is_code_list else _pairs(resource)
    names = [field.name for field in resource.fields]
    for number, row in enumerate(rows(path), start=1):
        if number == 1:
            yield from _heading(table, row, names)
            continue
        for index, name, check in checks:
            if index < len(row) and row[index] not in missing and (fault := check(row[index])):
                facts = {"cell": shown(row[index]), **fault.facts}
                yield Issue(fault.code, table.file, number, name, facts)
        for name, cell, fault in disguised(row):
            yield Issue(fault.code, table.file, number, name, {"cell": cell, **fault.facts})
        for left, right in pairs:
            if max(left, right) < len(row):
                yield from _half_pair(table, number, row, (left, right))


def _heading(table: Table, row: list[str], names: list[str]) -> Iterator[Issue]:
    """Yield that the heading row is blank; frictionless passes over it in silence."""
    if not any(cell.strip() for cell in row):
        yield Issue("blank-header", table.file, 1)
    elif [cell.strip() for cell in row] == names and row != names:
        yield Issue("spaces-in-heading", table.file, 1)


def _checks(field: Field, codes: Codes, *, synthetic: bool) -> Iterator[Check]:
    """Yield the checks that one column asks for."""
    if field.codes == "places":
        yield lambda cell: place_fault(cell, synthetic=synthetic)
    elif field.codes in codes:
        known = codes[field.codes]
        yield (
            lambda cell: (
                None if cell in known else Fault("unknown-code", {"nearest": nearest(cell, known)})
            )
        )
    pattern = field.constraints.get("pattern")
    if isinstance(pattern, str):
        yield _pattern_check(pattern)
    if field.type in (*NUMERIC, "year"):
        yield _number_check(field)


def _pattern_check(pattern: str) -> Check:
    """Return a check of whole cells against a pattern; one that takes too long is told once."""
    expression = Pattern(pattern)
    wanted = {"constraint": "pattern", "wanted": shown(pattern)}

    def check(cell: str) -> Fault | None:
        if expression.is_slow():
            return None
        matched = expression.matches(cell)
        if expression.is_slow():
            return Fault("pattern-too-slow", wanted)
        return None if matched else Fault("constraint-error", wanted)

    return check


def _number_check(field: Field) -> Check:
    """Return a check for numbers that frictionless takes and JSON cannot hold: NaN, 1_000."""
    write, read = json_writer(field), Decimal if field.type == "number" else int

    def check(cell: str) -> Fault | None:
        try:
            write(cell)
        except ValueError:
            try:
                read(cell.strip())
            except (InvalidOperation, ValueError):
                return None
            return Fault("type-error", {"type": field.type})
        return None

    return check


def _disguised(
    resource: Resource, *, synthetic: bool
) -> Callable[[list[str]], Iterator[tuple[str, str, Fault]]]:
    """Return a search of a row for the codes of councils where they may not stand."""
    names = [field.name for field in resource.fields]
    coded = {index for index, field in enumerate(resource.fields) if field.codes == "places"}

    def search(row: list[str]) -> Iterator[tuple[str, str, Fault]]:
        for index, cell in enumerate(row[: len(names)]):
            if len(cell) == _PLACE_LENGTH and cell[0] in "WX" and index not in coded:
                fault = disguise_fault(cell, synthetic=synthetic)
                if fault is not None:
                    yield names[index], cell, fault

    return search


def _pairs(resource: Resource) -> list[tuple[int, int]]:
    """Return the columns that say the same in both languages: `x_cy` and `x_en`."""
    names = {field.name: i for i, field in enumerate(resource.fields) if field.type == "string"}
    stems = [re.sub("_cy$", "", name) for name in names if name.endswith("_cy")]
    return [(names[f"{s}_cy"], names[f"{s}_en"]) for s in stems if f"{s}_en" in names]


def _half_pair(table: Table, number: int, row: list[str], pair: tuple[int, int]) -> Iterator[Issue]:
    """Yield that a text stands in one language only."""
    missing = table.resource.missing_values
    absent = [i for i in pair if row[i] in missing or not row[i].strip()]
    if len(absent) == 1:
        name = table.resource.fields[absent[0]].name
        code = _LANGUAGE_MISSING[name[-3:]]
        yield Issue(code, table.file, number, name, {"at": name})
