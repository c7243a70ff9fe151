"""A clean table against a schema: by frictionless within bounds, and by our own rules."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path

from portal import clock
from portal.errors import Issue
from portal.interop.description import Field, Resource
from portal.interop.reading import limits
from portal.interop.reading.cells import check_cells
from portal.interop.reading.files import scan
from portal.interop.reading.findings import shown
from portal.interop.reading.frictionless_errors import UNREADABLE
from portal.interop.reading.rows import READING_FAULTS, RowError, rows
from portal.interop.reading.tables import Table
from portal.interop.reading.validation import validate
from portal.publishing.registry.codes import nearest
from portal.publishing.registry.model import Demand, Exclusion, Schema

RowTest = tuple[str, str, tuple[int, int], str, Callable[[str, str], bool]]
"""The code of an issue, its column, where two cells stand, the second's column, what is wrong."""

_NONE = "–"
_NOWHERE = -1
"""The place of a column that a table lacks: its cells are empty."""


def check(
    source: Path,
    schema: Schema,
    *,
    file: str = "",
    synthetic: bool = False,
    missing_values: Sequence[str] = ("",),
    most: int = limits.ISSUES,
) -> list[Issue]:
    """Return up to `most` issues of a table checked against a schema, in the order of its rows.

    Nothing is fetched; patterns are matched by RE2; columns that the schema does not know are
    left alone. Memory grows only with keys that have to be unique.

    Args:
        source: a UTF-8 CSV file, headed by the machine names of its fields.
        schema: what it has to be.
        file: how the issues name it.
        synthetic: the data are invented, so fictional codes of councils may stand in them.
        missing_values: the cells that stand for "nothing known", such as a mark.
        most: how many issues to tell.
    """
    read = scan(source)
    if read.fault:
        return [Issue(read.fault, file, read.row)]
    try:
        heading = next(iter(rows(source)), [])
    except RowError as error:
        return [Issue(error.code, file, error.row, facts={"most": error.most})]
    if headless := list(_heading_faults(heading, file)):
        return headless[:most]
    table = _table(source, schema, heading, file, missing_values, synthetic=synthetic)
    lists = [field.code_list for field in schema.fields if field.code_list]
    codes = {one.name: one.labels for one in lists}
    own = check_cells(table, codes, synthetic=synthetic, most=most)
    theirs = validate([table], most=most)[table.resource.name]
    if any(issue.code in READING_FAULTS for issue in own):
        theirs = [issue for issue in theirs if issue.code not in UNREADABLE]
    found = [*theirs, *own, *beyond(source, schema, file=file, most=most)]
    return with_nearest(sorted(found, key=lambda issue: issue.row or 0)[:most], schema)


def beyond(
    source: Path, schema: Schema, *, file: str = "", most: int = limits.ISSUES
) -> list[Issue]:
    """Return what no descriptor can say: required columns that lack, columns that contradict.

    For a table that is also read as part of a package, where all else is told.
    """
    issues: list[Issue] = []
    try:
        for issue in _beyond(source, schema, file):
            issues.append(issue)
            if len(issues) >= most:
                break
    except RowError:
        pass  # told, with the row, by whoever reads the cells
    return issues


def with_nearest(issues: Iterable[Issue], schema: Schema) -> list[Issue]:
    """Return issues about unknown codes with the valid code that was most likely meant."""
    return [_with_nearest(issue, schema) for issue in issues]


def _with_nearest(issue: Issue, schema: Schema) -> Issue:
    field = schema.field(issue.column)
    if field is None or field.code_list is None or "nearest" not in issue.facts:
        return issue
    close = nearest(field.code_list, str(issue.facts.get("cell", ""))) or _NONE
    return replace(issue, facts={**issue.facts, "nearest": close})


def _heading_faults(heading: Sequence[str], file: str) -> Iterator[Issue]:
    """Yield what keeps a heading row from telling which column is which."""
    if not heading:
        yield Issue("empty-file", file)
    for place, label in enumerate(heading):
        if not label.strip():
            yield Issue("blank-label", file, 1, facts={"number": place + 1})
        elif label in heading[:place]:
            yield Issue("duplicate-label", file, 1, label, {"label": shown(label)})


def _table(
    source: Path,
    schema: Schema,
    heading: Sequence[str],
    file: str,
    missing_values: Sequence[str],
    *,
    synthetic: bool,
) -> Table:
    """Return the table as the package reader knows it, its columns in the file's order."""
    fields = tuple(_field(name, schema, synthetic=synthetic) for name in heading)
    names = [field.name for field in fields]
    resource = Resource(
        schema.name,
        schema.title,
        fields,
        primary_key=schema.primary_key if set(schema.primary_key) <= set(names) else (),
        missing_values=tuple(missing_values),
    )
    return Table(resource, file, source, sound=True)


def _field(name: str, schema: Schema, *, synthetic: bool) -> Field:
    field = schema.field(name)
    if field is None:
        return Field(name, "string", schema.title, schema.summary)
    if field.code_list is None or (field.code_list.places and synthetic):
        return field.column
    return replace(field.column, codes=field.code_list.name)


def _beyond(source: Path, schema: Schema, file: str) -> Iterator[Issue]:
    tests: list[RowTest] = []
    for number, row in enumerate(rows(source), start=1):
        if number == 1:
            for field in schema.fields:
                if field.required and field.name not in row:
                    facts = {"field": field.name, "schema": schema.reference}
                    yield Issue("schema-column-missing", file, 1, field.name, facts)
            tests = [*_rules(schema, row), *_exclusions(schema, row), *_demands(schema, row)]
            continue
        cells = [*row, ""]
        for code, column, (first, second), other, clash in tests:
            if max(first, second) < len(row) and clash(cells[first], cells[second]):
                facts = {"cell": shown(cells[first]), "other": other, "value": shown(cells[second])}
                yield Issue(code, file, number, column, facts)


def _rules(schema: Schema, heading: Sequence[str]) -> Iterator[RowTest]:
    """Yield the rules of order whose two columns a table has."""
    for rule in schema.rules:
        field = schema.field(rule.first)
        if field is not None and {rule.first, rule.second} <= set(heading):
            places = heading.index(rule.first), heading.index(rule.second)
            clash = _later if field.column.type == "date" else _greater
            yield "columns-contradict", rule.first, places, rule.second, clash


def _exclusions(schema: Schema, heading: Sequence[str]) -> Iterator[RowTest]:
    """Yield the pairs of codes that exclude each other, whose two columns a table has."""
    for one in schema.exclusions:
        if {one.when, one.then} <= set(heading):
            places = heading.index(one.then), heading.index(one.when)
            clash = partial(_excluded, one)
            yield "codes-exclude-each-other", one.then, places, one.when, clash


def _excluded(one: Exclusion, first: str, second: str) -> bool:
    return first in one.refused and second in one.values


def _demands(schema: Schema, heading: Sequence[str]) -> Iterator[RowTest]:
    """Yield what codes of a table ask of another column, even of one that it lacks."""
    for one in schema.demands:
        if one.when in heading:
            place = heading.index(one.then) if one.then in heading else _NOWHERE
            places = place, heading.index(one.when)
            yield one.code, one.then, places, one.when, partial(_unmet, one)


def unmet(schema: Schema, row: Mapping[str, str]) -> list[Demand]:
    """Return what the codes of one row ask and it does not do, as things stand today."""
    return [
        one
        for one in schema.demands
        if one.when in row and _unmet(one, row.get(one.then, ""), row[one.when])
    ]


def _unmet(one: Demand, cell: str, code: str) -> bool:
    if code not in one.values:
        return False
    if one.asks == "filled":
        return not cell.strip()
    return _later(clock.today().isoformat(), cell)


def _later(first: str, second: str) -> bool:
    """Tell whether the first of two days is the later; what is no day is told elsewhere."""
    try:
        return date.fromisoformat(first) > date.fromisoformat(second)
    except ValueError:
        return False


def _greater(first: str, second: str) -> bool:
    """Tell whether the first of two numbers is the greater; what is none is told elsewhere."""
    try:
        return Decimal(first) > Decimal(second)
    except InvalidOperation:
        return False
