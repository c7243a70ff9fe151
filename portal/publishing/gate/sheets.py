"""One table of a package read into columns: the attributes of people, and numbers about them."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from itertools import islice
from pathlib import Path

import numpy as np

from portal.errors import Issue
from portal.interop.description import Field, Resource
from portal.interop.reading.columns import NUMERIC
from portal.publishing.gate.margins import Ints

MOST_NUMBERS = 2_000_000
"""Numbers about people that one package may hold; an audit of more would not end."""
HIDDEN = None
"""Stands for a number that is not shown."""
_SAMPLE = 2_000
_MOST_DIGITS = 9

Value = int | float | None


@dataclass(frozen=True)
class Sheet:
    """A table: `cells` holds each attribute's codes, `numbers` each column about people.

    All columns have one entry per data row; entry `i` stands in row `row(i)` of the file.
    `own` are the attributes that tell the rows apart, in the order of the columns.
    """

    resource: Resource
    file: str
    cells: Mapping[str, Sequence[str]]
    numbers: Mapping[str, Sequence[Value]]
    own: tuple[str, ...]
    issues: list[Issue] = field(default_factory=list)
    taken: Sequence[int] | None = None
    """Which rows of the file these are, where not all of them."""

    def row(self, entry: int) -> int:
        """Return the row of the file that an entry stands in; 1 is the heading."""
        return (entry if self.taken is None else self.taken[entry]) + 2

    @property
    def counts(self) -> list[Field]:
        """The columns that hold counts of people."""
        return [each for each in self.resource.fields if is_count(each)]

    def keys(self) -> Iterator[tuple[str, ...]]:
        """Yield for each row which people it is about."""
        columns = [self.cells[name] for name in self.own]
        return zip(*columns, strict=True) if columns else iter([()] * self.rows)

    @cached_property
    def kinds(self) -> Mapping[str, tuple[list[str], Ints]]:
        """The different codes of each attribute that tells rows apart, and their numbers by row."""
        found = {}
        for name in self.own:
            codes = {code: n for n, code in enumerate(dict.fromkeys(self.cells[name]))}
            numbers = np.fromiter(map(codes.__getitem__, self.cells[name]), np.int64)
            found[name] = list(codes), numbers
        return found

    def plain(self, name: str) -> Ints:
        """Return a column of counts; -1 stands for a hidden one."""
        values = (-1 if value is None else value for value in self.numbers[name])
        return np.fromiter(values, np.int64, self.rows)

    @property
    def rows(self) -> int:
        """How many data rows there are."""
        return len(next(iter(self.numbers.values())))


def is_count(field: Field) -> bool:
    """Tell whether a column holds counts of people."""
    return field.measures == "people" and kind_of(field) == "count"


def kind_of(field: Field) -> str:
    """Return which statistic a column about people is."""
    return str((field.statistic or {}).get("kind", "count"))


def about_people(resource: Resource) -> bool:
    """Tell whether a table holds numbers about people."""
    return any(each.measures == "people" for each in resource.fields)


def file_of(path: Path) -> str:
    """Return a data file's path as issues tell it."""
    return f"{path.parent.name}/{path.name}"


def read_sheet(resource: Resource, path: Path) -> Sheet:
    """Return a table whose cells were checked by `read_package`; what is amiss is noted."""
    file = file_of(path)
    issues: list[Issue] = []
    people = [n for n, each in enumerate(resource.fields) if each.measures == "people"]
    most = MOST_NUMBERS // len(people)
    body = []
    for number, row in enumerate(_rows(path)):
        if number >= most:
            facts = {"most": MOST_NUMBERS}
            issues.append(Issue("too-many-numbers", file, facts=facts))
            break
        body.append(row)
    columns = list(zip(*body, strict=True)) or [()] * len(resource.fields)
    missing = set(resource.missing_values)
    numbers = {
        resource.fields[n].name: _numbers(resource.fields[n], columns[n], missing, file, issues)
        for n in people
    }
    cells = {
        each.name: columns[n]
        for n, each in enumerate(resource.fields)
        if n not in people and (each.type not in NUMERIC or each.name in resource.primary_key)
    }
    own = _own(resource, cells)
    sheet = Sheet(resource, file, cells, numbers, own, issues)
    issues.extend(_repeated(sheet))
    return sheet


def _rows(path: Path) -> Iterator[list[str]]:
    """Yield the data rows of a file that `read_package` has read with every care."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from islice(csv.reader(stream), 1, None)


def _numbers(
    field: Field, cells: Sequence[str], missing: set[str], file: str, issues: list[Issue]
) -> list[Value]:
    """Return a column as numbers; a count that is none is noted and counts as hidden."""
    known: dict[str, Value] = dict.fromkeys(missing, HIDDEN)
    counts = is_count(field)
    found: list[Value] = []
    for row, cell in enumerate(cells, start=2):
        if cell not in known:
            value, code = _number(field, cell, counts=counts)
            known[cell] = value
            if code:
                issues.append(Issue(code, file, row, field.name, {"cell": cell[:100]}))
        found.append(known[cell])
    return found


def _number(field: Field, cell: str, *, counts: bool) -> tuple[Value, str]:
    """Return the number of a cell and, where it cannot be one, the code of the issue."""
    try:
        value = Decimal(cell.strip())
    except InvalidOperation:
        return HIDDEN, "count-not-whole"
    if not value.is_finite() or value.adjusted() >= _MOST_DIGITS:
        return HIDDEN, "count-too-large"
    whole = value == value.to_integral_value()
    if counts:
        code = _count_fault(field, value)
        return (HIDDEN, code) if code else (int(value), "")
    if _decimals(value) > int(str((field.statistic or {}).get("decimals", 0))):
        return HIDDEN, "statistic-too-precise"
    return (int(value) if whole else float(value)), ""


def _count_fault(field: Field, value: Decimal) -> str:
    """Return the code of what is wrong with a count, or ""."""
    if value != value.to_integral_value():
        return "count-not-whole"
    if value < 0:
        return "count-negative"
    base = int(str((field.rounding or {}).get("base", 1)))
    return "count-not-rounded" if value % base else ""


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def _own(resource: Resource, cells: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the attributes that tell rows apart: the primary key's, else those that vary.

    Of two that vary together (a code and its name) the coded one or the first stays. A column
    that is different in every row (a note, a number of the row) counts only where the rows
    cannot be told apart without it.
    """
    if resource.primary_key:
        return tuple(each.name for each in resource.fields if each.name in resource.primary_key)
    rows_ = len(next(iter(cells.values()), ()))
    kinds = {name: len(set(column)) for name, column in cells.items()}
    varies = [name for name in cells if kinds[name] > 1]
    alike = [name for name in varies if kinds[name] < rows_]
    kept = _undetermined(resource, {name: cells[name] for name in alike})
    if len(set(zip(*(cells[name] for name in kept), strict=True))) == rows_ and kept:
        return kept
    unique = [name for name in varies if kinds[name] == rows_]
    coded = [name for name in unique if (field := resource.field(name)) and field.codes]
    return tuple([*coded, *unique][:1]) or kept


def _undetermined(resource: Resource, cells: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the columns left when those that another determines are taken out."""
    kept: list[str] = []
    for name in sorted(cells, key=lambda name: not _is_coded(resource, name)):
        if any(determines(cells[other], cells[name]) for other in kept):
            continue
        kept = [other for other in kept if not determines(cells[name], cells[other])]
        kept.append(name)
    return tuple(name for name in cells if name in kept)


def _is_coded(resource: Resource, name: str) -> bool:
    field = resource.field(name)
    return bool(field and field.codes)


def determines(first: Sequence[str], second: Sequence[str]) -> bool:
    """Tell whether each value of one column always stands beside the same of another."""
    if len(set(zip(first[:_SAMPLE], second[:_SAMPLE], strict=True))) > len(set(first[:_SAMPLE])):
        return False
    return len(set(zip(first, second, strict=True))) == len(set(first))


def _repeated(sheet: Sheet) -> Iterator[Issue]:
    """Yield the first row that is about the same people as another."""
    seen: dict[tuple[str, ...], int] = {}
    if len(set(sheet.keys())) == sheet.rows:
        return
    for row, key in enumerate(sheet.keys(), start=2):
        if key in seen:
            facts = {"first": seen[key], "columns": ", ".join(sheet.own) or "–"}
            yield Issue("counts-repeat", sheet.file, row, "", facts)
            return
        seen[key] = row
