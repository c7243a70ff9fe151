"""New rows for a table that is published: the latest package again, with the rows at its end.

What comes of it is handed in like any package, so that schema, checks, the disclosure gate and
a second person's approval stand between the rows and readers.
"""

import csv
import io
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from portal.catalogue.queries import PublishedDataset, published_dataset
from portal.errors import BadParameterError, PortalError
from portal.interop.description import Description, File, Resource
from portal.publishing import uploads
from portal.storage import Store

LARGEST = 8 * 1024 * 1024
"""Bytes of rows in one request."""
KINDS = ("text/csv", "application/jsonl")

_DESCRIPTOR = "datapackage.json"


class RowsDoNotFitError(PortalError):
    """Rows that were sent do not have the columns of the table; nothing was taken in."""

    code = "rows-do-not-fit"
    status = 422


def with_rows(
    dataset: str, table: str, body: Path, *, kind: str, store: Store, folder: Path
) -> Path:
    """Zip a dataset's latest package with rows added to a table; return where it lies.

    `body` holds the rows: CSV under the names of the columns, in any order, or a JSON object a
    line. `table` may be "" where there is only one. Everything is written below `folder`.

    Raises:
        NotFoundError, WithdrawnError: the dataset has no version in sight.
        BadParameterError: `table` names none of its tables.
        RowsDoNotFitError: a row has other columns, or there is none.
    """
    found = published_dataset(dataset)
    resource = _table(found, table)
    names = [field.name for field in resource.fields]
    read = _from_csv if kind == "text/csv" else _from_json
    rows = list(read(body, names, resource.missing_values))
    if not rows:
        raise RowsDoNotFitError(row="–", columns=", ".join(names)[:200])
    package = folder / "package"
    _unfold(found.description, resource, package, store)
    with (package / _neutral(resource).path).open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(rows)
    uploads.pack(package, folder / "package.zip")
    return folder / "package.zip"


def _table(found: PublishedDataset, name: str) -> Resource:
    tables = found.description.tables
    wanted = [table for table in tables if table.name == name] if name else list(tables)
    if len(wanted) != 1:
        raise BadParameterError(name="table")
    return wanted[0]


def _unfold(description: Description, changed: Resource, package: Path, store: Store) -> None:
    """Write the frozen package into a folder; of the table that grows, no hash is kept."""
    (package / "data").mkdir(parents=True)
    frozen = {file.path: file for file in description.files if file.scope == "frozen"}
    text = store.local_file(frozen[_DESCRIPTOR].sha256).read_text(encoding="utf-8")
    descriptor: dict[str, Any] = json.loads(text)
    for said in descriptor["resources"]:
        if said["name"] == changed.name:
            del said["bytes"], said["hash"]
    (package / _DESCRIPTOR).write_text(json.dumps(descriptor), encoding="utf-8")
    for resource in description.resources:
        file = _neutral(resource)
        shutil.copyfile(store.local_file(file.sha256), package / file.path)


def _neutral(resource: Resource) -> File:
    """Return the file of a table that has machine names and the cells as published."""
    return next(file for file in resource.files if file.path == f"data/{resource.name}.csv")


def _from_csv(body: Path, names: Sequence[str], _missing: Sequence[str]) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(_text(body), newline=""), strict=True)
    try:
        heading = next(rows, [])
        if sorted(heading) != sorted(names):
            raise RowsDoNotFitError(row=1, columns=", ".join(names)[:200])
        order = [heading.index(name) for name in names]
        for number, row in enumerate(rows, start=2):
            if len(row) != len(names):
                raise RowsDoNotFitError(row=number, columns=", ".join(names)[:200])
            yield [row[at] for at in order]
    except csv.Error as wrong:
        raise RowsDoNotFitError(row=rows.line_num, columns=", ".join(names)[:200]) from wrong


def _from_json(body: Path, names: Sequence[str], missing: Sequence[str]) -> Iterator[list[str]]:
    lines: Iterable[str] = _text(body).splitlines()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict) or record.keys() != set(names):
            raise RowsDoNotFitError(row=number, columns=", ".join(names)[:200])
        yield [_cell(record[name], missing, number, names) for name in names]


def _cell(value: object, missing: Sequence[str], number: int, names: Sequence[str]) -> str:
    """Return a JSON value as the text of a cell."""
    match value:
        case None:
            return missing[0] if missing else ""
        case str():
            return value
        case bool() | int() | float():
            return json.dumps(value)
        case _:
            raise RowsDoNotFitError(row=number, columns=", ".join(names)[:200])


def _text(body: Path) -> str:
    try:
        return body.read_text(encoding="utf-8")
    except UnicodeDecodeError as wrong:
        raise RowsDoNotFitError(row="–", columns="UTF-8") from wrong
