"""Frictionless's errors as our issues: its types are our codes, so every one of them has words."""

import inspect
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from portal.errors import Issue
from portal.interop.description import Resource
from portal.interop.reading.findings import shown

if TYPE_CHECKING:
    from frictionless import Error

UNREADABLE = frozenset(
    {"data-error", "encoding-error", "file-error", "format-error", "source-error", "table-error"}
)
"""The codes of data that frictionless could not read to their end, whatever the reason."""

_CONSTRAINT = re.compile(r'constraint "(\w+)" is "(.*)"', re.DOTALL)
_OTHER_ROW = re.compile(r"in the row at position (\d+)")


@cache
def error_types() -> frozenset[str]:
    """Return the type of every error that frictionless knows."""
    from frictionless import Error, errors

    found = (value for _, value in inspect.getmembers(errors, inspect.isclass))
    return frozenset(value.type for value in found if issubclass(value, Error))


def issue_of(error: "Error", file: str = "", resource: Resource | None = None) -> Issue:
    """Return an error of frictionless as an issue.

    `file` is how the issue names the data; `resource`, where there is one, tells the types of
    its columns. A type that frictionless itself does not know becomes `data-error`.
    """
    if error.type not in error_types():
        return unexplained(file, error.note)
    found = error.to_descriptor()
    code, column = error.type, str(found.get("fieldName") or "")
    facts: dict[str, object] = {"note": shown(error.note)}
    if "cell" in found:
        facts["cell"] = shown(found["cell"])
    if "label" in found:
        facts |= {"label": shown(found["label"]), "field": column}
    if "fieldNumber" in found:
        facts["number"] = found["fieldNumber"]
    if match := _CONSTRAINT.search(error.note):
        facts |= {"constraint": match[1], "wanted": shown(match[2])}
    field = resource.field(column) if resource else None
    if code == "type-error" and field is not None:
        facts["type"] = field.type
    if other := _OTHER_ROW.search(error.note):
        facts["other"] = int(other[1])
    elif code == "primary-key":
        code = "primary-key-blank"
    if code == "foreign-key":
        facts |= _foreign(found)
    row = found.get("rowNumber") or next(iter(found.get("rowNumbers") or ()), None)
    return Issue(code, file, row, column, facts)


def unexplained(file: str, reason: object) -> Issue:
    """Return an issue for what has no type of its own."""
    return Issue("data-error", file, facts={"note": shown(reason)})


def _foreign(found: Mapping[str, object]) -> dict[str, object]:
    """Return what a broken foreign key says: which values, and where they were looked for."""

    def several(key: str) -> str:
        values = found.get(key)
        return shown(", ".join(map(str, values)) if isinstance(values, list) else "")

    return {
        "cell": several("fieldCells"),
        "fields": several("fieldNames"),
        "resource": str(found.get("referenceName") or ""),
    }
