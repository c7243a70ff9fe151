"""What has changed between two versions of a table: columns, and rows by key or as they are.

Tables are neutral frozen CSVs: UTF-8, comma, one heading row of field names; every cell is
compared as the text that was published, so 1.0 and 1.00 differ. polars is imported when first
used. Memory is a small multiple of the two files.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from portal.interop.description import Resource

if TYPE_CHECKING:
    import polars as pl

LISTED = 10_000
"""Rows of each kind that are listed of one table; all are counted."""

_COUNT = "\x00count"
_BEFORE = "\x00before"

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Retyped:
    """A column whose type is another than it was."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that kept its key: its cells that differ, before and after, by column."""

    key: Cells
    before: Cells
    after: Cells


@dataclass(frozen=True, slots=True)
class TableDifference:
    """What has changed in one table.

    `state` tells whether the whole table is new or gone. `key` are the columns rows were told
    apart by; where it is empty a row is the same only where all its shared cells are, and none
    is "changed". `added`, `removed` and `changed` hold at most `LISTED` rows each; the numbers
    `…_rows` count all.
    """

    resource: str
    state: Literal["added", "removed", "kept"]
    key: tuple[str, ...] = ()
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    columns_retyped: tuple[Retyped, ...] = ()
    added_rows: int = 0
    removed_rows: int = 0
    changed_rows: int = 0
    added: tuple[Cells, ...] = ()
    removed: tuple[Cells, ...] = ()
    changed: tuple[ChangedRow, ...] = ()

    @property
    def same(self) -> bool:
        """Tell whether nothing has changed."""
        return not self.columns_changed and not (
            self.state != "kept" or self.added_rows or self.removed_rows or self.changed_rows
        )

    @property
    def columns_changed(self) -> bool:
        """Tell whether any column is new, gone or of another type."""
        return bool(self.columns_added or self.columns_removed or self.columns_retyped)


@dataclass(frozen=True, slots=True)
class Side:
    """One version of a table: its description and its neutral frozen CSV."""

    resource: Resource
    data: Path


def compare(before: Sequence[Side], after: Sequence[Side]) -> tuple[TableDifference, ...]:
    """Return what has changed in each table, in the order of `after`, then those that are gone."""
    old = {side.resource.name: side for side in before}
    new = {side.resource.name for side in after}
    found = [compare_tables(old.get(side.resource.name), side) for side in after]
    gone = [compare_tables(side, None) for side in before if side.resource.name not in new]
    return (*found, *gone)


def compare_tables(before: Side | None, after: Side | None) -> TableDifference:
    """Return what has changed in one table; None stands for a version that does not have it.

    Raises:
        ValueError: neither version has it.
    """
    if before is None or after is None:
        return _whole(before, after)
    old, new = before.resource, after.resource
    types = {field.name: field.type for field in old.fields}
    names = {field.name for field in new.fields}
    shared = [field.name for field in new.fields if field.name in types]
    tables = _read(before.data), _read(after.data)
    key = new.primary_key if set(new.primary_key) <= set(shared) else ()
    keyed = bool(key) and all(_tells_apart(table, key) for table in tables)
    columns = TableDifference(
        resource=new.name,
        state="kept",
        key=key if keyed else (),
        columns_added=tuple(field.name for field in new.fields if field.name not in types),
        columns_removed=tuple(name for name in types if name not in names),
        columns_retyped=tuple(
            Retyped(field.name, types[field.name], field.type)
            for field in new.fields
            if types.get(field.name, field.type) != field.type
        ),
    )
    return (_by_key if keyed else _as_multisets)(columns, *tables, shared)


def as_plain(differences: Sequence[TableDifference]) -> list[dict[str, Any]]:
    """Return differences as values that JSON can hold."""
    return [asdict(difference) for difference in differences]


def write_csv(differences: Sequence[TableDifference], target: IO[str]) -> None:
    """Write one line per thing that changed: table, change, row, column, before, after.

    `row` is the number of the listed row within its table and kind, from 1.
    """
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(["table", "change", "row", "key", "column", "before", "after"])
    for difference in differences:
        for line in _lines(difference):
            writer.writerow([difference.resource, *line])


def _lines(found: TableDifference) -> Iterator[tuple[object, ...]]:
    if found.state != "kept":
        yield f"table {found.state}", "", "", "", "", ""
    yield from (("column added", "", "", name, "", "") for name in found.columns_added)
    yield from (("column removed", "", "", name, "", "") for name in found.columns_removed)
    for one in found.columns_retyped:
        yield "column retyped", "", "", one.name, one.before, one.after
    for number, row in enumerate(found.removed, start=1):
        yield from (("row removed", number, _key(row, found), *cell, "") for cell in row.items())
    for number, row in enumerate(found.added, start=1):
        key = _key(row, found)
        yield from (("row added", number, key, name, "", text) for name, text in row.items())
    for number, changed in enumerate(found.changed, start=1):
        key = " | ".join(changed.key.values())
        for name, text in changed.before.items():
            yield "row changed", number, key, name, text, changed.after[name]


def _key(row: Cells, found: TableDifference) -> str:
    return " | ".join(row[name] for name in found.key)


def _whole(before: Side | None, after: Side | None) -> TableDifference:
    """Return the difference of a table that only one version has; its rows are counted only."""
    side = before or after
    if side is None:
        raise ValueError("there is no table to compare")
    rows = _read(side.data).height
    if before is None:
        return TableDifference(side.resource.name, "added", added_rows=rows)
    return TableDifference(side.resource.name, "removed", removed_rows=rows)


def _read(path: Path) -> "pl.DataFrame":
    import polars as pl

    return pl.read_csv(path, infer_schema=False, empty_string_is_null=False)


def _tells_apart(table: "pl.DataFrame", key: Sequence[str]) -> bool:
    return table.select(key).n_unique() == table.height


def _by_key(
    columns: TableDifference, old: "pl.DataFrame", new: "pl.DataFrame", shared: list[str]
) -> TableDifference:
    import polars as pl
    from polars import col

    key = list(columns.key)
    others = [name for name in shared if name not in key]
    added = new.join(old, on=key, how="anti", maintain_order="left")
    removed = old.join(new, on=key, how="anti", maintain_order="left")
    earlier = old.select(*key, *(col(name).alias(_BEFORE + name) for name in others))
    both = new.join(earlier, on=key, how="inner", maintain_order="left")
    differs = [col(name) != col(_BEFORE + name) for name in others]
    changed = both.filter(pl.any_horizontal(differs)) if others else both.clear()
    rows = (_changed_row(row, key, others) for row in changed.head(LISTED).iter_rows(named=True))
    return _filled(columns, added, removed, changed.height, tuple(rows))


def _changed_row(row: dict[str, str], key: list[str], others: list[str]) -> ChangedRow:
    differing = [name for name in others if row[name] != row[_BEFORE + name]]
    return ChangedRow(
        key={name: row[name] for name in key},
        before={name: row[_BEFORE + name] for name in differing},
        after={name: row[name] for name in differing},
    )


def _as_multisets(
    columns: TableDifference, old: "pl.DataFrame", new: "pl.DataFrame", shared: list[str]
) -> TableDifference:
    """Compare rows as wholes by the columns both have: each is there so many times."""
    if not shared:
        return _filled(columns, new, old, 0, ())
    return _filled(columns, _beyond(new, old, shared), _beyond(old, new, shared), 0, ())


def _beyond(table: "pl.DataFrame", other: "pl.DataFrame", shared: list[str]) -> "pl.DataFrame":
    """Return the rows of `table` that it has more often than `other`."""
    import polars as pl

    numbered = table.with_columns(pl.int_range(pl.len()).over(shared).alias(_COUNT))
    counted = other.select(shared).with_columns(pl.int_range(pl.len()).over(shared).alias(_COUNT))
    beyond = numbered.join(counted, on=[*shared, _COUNT], how="anti", maintain_order="left")
    return beyond.drop(_COUNT)


def _filled(
    columns: TableDifference,
    added: "pl.DataFrame",
    removed: "pl.DataFrame",
    changed_rows: int,
    changed: tuple[ChangedRow, ...],
) -> TableDifference:
    return replace(
        columns,
        added_rows=added.height,
        removed_rows=removed.height,
        changed_rows=changed_rows,
        added=tuple(added.head(LISTED).iter_rows(named=True)),
        removed=tuple(removed.head(LISTED).iter_rows(named=True)),
        changed=changed,
    )
