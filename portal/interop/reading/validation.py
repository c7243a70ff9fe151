"""Data against columns and keys, by frictionless, which sees nothing but rows we hand it.

It gets a descriptor made afresh from what was read, with neither paths nor patterns, and
an iterator of rows for each resource: it opens no file, guesses no dialect, fetches nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from portal.errors import Issue
from portal.interop.description import Field, ForeignKey, Resource
from portal.interop.reading.findings import shown
from portal.interop.reading.frictionless_errors import issue_of, unexplained
from portal.interop.reading.offline import offline
from portal.interop.reading.rows import rows
from portal.interop.reading.tables import Table

if TYPE_CHECKING:
    from frictionless import Package

_TRIED = ("minimum", "maximum", "enum")
_KINDS = ("string", "integer", "number", "boolean", "date", "datetime", "time", "year", "yearmonth")


def make_ready() -> None:
    """Have frictionless build what it keeps from then on: its plugins and the rules it applies."""
    from frictionless import Package

    columns = [{"name": kind, "type": kind} for kind in _KINDS]
    table = {"name": "table", "type": "table", "data": [list(_KINDS)]}
    fresh = {"name": "package", "resources": [{**table, "schema": {"fields": columns}}]}
    with offline():
        Package.from_descriptor(fresh).get_resource("table").validate()


def bound_faults(table: Table) -> list[Issue]:
    """Return the constraints whose values are not of their column's own type."""
    from frictionless import Schema

    bounded = [field for field in table.resource.fields if set(field.constraints) & set(_TRIED)]
    issues = []
    with offline():
        fresh = {"fields": [_field(field, bounds=False) for field in bounded]}
        columns = Schema.from_descriptor(fresh).fields if bounded else []
        for field, column in zip(bounded, columns, strict=True):
            read = column.create_value_reader()
            for name in _TRIED:
                value = field.constraints.get(name)
                values = value if isinstance(value, list) else [value]
                if value is not None and any(read(one) is None for one in values):
                    facts = {"at": f"{table.resource.name}.{field.name}"}
                    facts |= {"constraint": name, "value": shown(value)}
                    issues.append(
                        Issue("bad-constraint", table.file, column=field.name, facts=facts)
                    )
    return issues


def validate(tables: Sequence[Table], *, most: int) -> Mapping[str, list[Issue]]:
    """Check the rows of sound tables; return up to `most` issues of each, by resource."""
    with offline():
        package = _package(tables)
        return {table.resource.name: _check(package, table, most) for table in tables}


def _check(package: "Package", table: Table, most: int) -> list[Issue]:
    """Return the issues of one table."""
    try:
        report = package.get_resource(table.resource.name).validate(limit_errors=most)
    except Exception as error:  # noqa: BLE001  # whatever a hostile cell raised, it is refused
        return [unexplained(table.file, error)]
    errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    issues = [issue_of(error, table.file, table.resource) for error in errors]
    told = {issue.row for issue in issues if issue.code != "primary-key-blank"}
    return [one for one in issues if one.code != "primary-key-blank" or one.row not in told]


def _package(tables: Sequence[Table]) -> "Package":
    """Return a frictionless package that draws its rows from us."""
    from frictionless import Package

    known = {table.resource.name: table.resource for table in tables}
    fresh = {
        "name": "package",
        "resources": [_resource(table.resource, known) for table in tables],
    }
    package = Package.from_descriptor(fresh)
    for table in tables:
        assert table.path is not None
        package.get_resource(table.resource.name).data = _Rows(table.path)
    return package


class _Rows:
    """The rows of a file, from the start each time they are asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[list[str]]:
        return rows(self._path)


def _resource(resource: Resource, known: Mapping[str, Resource]) -> dict[str, object]:
    """Return a resource as frictionless needs it: columns and keys, no words, no file."""
    keys = [
        {
            "fields": list(key.fields),
            "reference": {"resource": key.resource, "fields": list(key.reference_fields)},
        }
        for key in resource.foreign_keys
        if _is_checked(key, resource, known)
    ]
    schema: dict[str, object] = {
        "fields": [_field(field) for field in resource.fields],
        "missingValues": list(resource.missing_values),
    }
    if resource.primary_key:
        schema["primaryKey"] = list(resource.primary_key)
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": resource.name,
        "type": "table",
        "data": [["placeholder"]],
        "dialect": {"header": True, "headerRows": [1]},
        "schema": schema,
    }


def _is_checked(key: ForeignKey, resource: Resource, known: Mapping[str, Resource]) -> bool:
    """Tell whether frictionless is to check a key: it leads somewhere, and is no code list's."""
    target = known.get(key.resource) if key.resource else resource
    if target is None or any(target.field(name) is None for name in key.reference_fields):
        return False
    coded = resource.field(key.fields[0])
    return not (len(key.fields) == 1 and coded and coded.codes and coded.codes == key.resource)


def _field(field: Field, *, bounds: bool = True) -> dict[str, object]:
    """Return a column without words; patterns are never handed on."""
    fresh: dict[str, object] = {"name": field.name, "type": field.type}
    if field.format:
        fresh["format"] = field.format
    if bounds:
        fresh["constraints"] = {
            name: value for name, value in field.constraints.items() if name != "pattern"
        }
    return fresh
