"""Packages of counts of people, written as the tables a council would have."""

import tempfile
from itertools import count
from pathlib import Path
from typing import Any

from portal.disclosure.audit import audit
from portal.errors import Issue
from portal.interop.reading import Package, read_package
from portal.publishing.gate.reading import told_by
from portal.publishing.gate.told import Told
from tests.interop.packages import Draft, column, resource

PEOPLE = {"measures": "people"}
FOLDER = tempfile.TemporaryDirectory(prefix="melin-gate-")
"""Where packages are written; it goes when the tests are over."""
_numbers = count()


def made(
    tables: dict[str, str],
    *,
    keys: dict[str, list[str]] | None = None,
    fields: dict[str, dict[str, Any]] | None = None,
    gate: dict[str, Any] | None = None,
    lists: dict[str, str] | None = None,
) -> Package:
    """Return a package of some tables, each the text of a CSV file.

    A column is about people where `fields` gives it properties or it is called people; without
    `keys` every other column is the primary key. `lists` are code lists.
    """
    draft, told = Draft(), fields or {}
    draft.data, draft.descriptor["resources"] = {}, []
    del draft.descriptor["charts"]
    if gate is not None:
        draft.descriptor["gate"] = gate
    for name, text in tables.items():
        heading = text.split("\n", 1)[0].split(",")
        own = [one for one in heading if one != "people" and "measures" not in told.get(one, {})]
        columns = [
            column(one, **told.get(one, {}))
            if one in own
            else column(one, **{"type": "number", **PEOPLE, **told.get(one, {})})
            for one in heading
        ]
        key = (keys or {}).get(name, own)
        schema = {"primaryKey": key} if key else {}
        draft.data[name] = text
        draft.descriptor["resources"].append(
            resource(name, columns, missingValues=["", "*"], **schema)
        )
    for name, text in (lists or {}).items():
        draft.data[name] = text
        listed = [column(one) for one in text.split("\n", 1)[0].split(",")]
        draft.descriptor["resources"].append(resource(name, listed))
    return read_package(draft.write(Path(FOLDER.name, str(next(_numbers)))))


def told(tables: dict[str, str] | str, **more: Any) -> list[Told]:
    """Return what a package without issues tells."""
    found, issues = told_by(made({"t": tables} if isinstance(tables, str) else tables, **more))
    assert issues == []
    return found


def issues(tables: dict[str, str] | str, **more: Any) -> list[Issue]:
    """Return what is amiss with a package."""
    return told_by(made({"t": tables} if isinstance(tables, str) else tables, **more))[1]


def verdict(tables: dict[str, str] | str, **more: Any) -> str:
    """Return the audit's verdict on the only population that a package tells of."""
    (only,) = told(tables, **more)
    return audit(only.document()).verdict
