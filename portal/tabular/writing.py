"""A chosen table written out clean: UTF-8 CSV, and Parquet with its types."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from portal.tabular.changes import ChangeLog
from portal.tabular.decisions import Decisions
from portal.tabular.formats.opening import open_source
from portal.tabular.layout.rows import RowReader
from portal.tabular.model import Column, Intake, Table
from portal.tabular.tables import converters_of, make_plain

if TYPE_CHECKING:
    import polars as pl

MARK_SUFFIX = "__mark"
_ROW_GROUP = 50_000
_NO_DECISIONS = Decisions()


class WrongTableError(ValueError):
    """The intake has no such table to write; a report read back from JSON has none."""


def write(
    intake: Intake,
    number: int,
    csv: Path,
    parquet: Path | None = None,
    *,
    rows: Path | None = None,
    decisions: Decisions = _NO_DECISIONS,
) -> int:
    """Write one table of an intake, with every listed change made; return its number of rows.

    The CSV is UTF-8 without mark, commas, CRLF, headed by the columns' machine names; marks
    such as [c] stay where they stand. The Parquet has the columns' types; a column with marks
    is followed by one that keeps them (`<field>__mark`).

    Args:
        intake: what `read` returned, for a file that still stands where it stood.
        number: which of its tables, from 0.
        csv: the file to write; overwritten.
        parquet: the second file to write, or None.
        rows: the list of rows to write, or None: a line of JSON each, with its source `record`
            (from 1) and its `cells` as the CSV has them.
        decisions: those the intake was read with.

    Raises:
        WrongTableError: there is no such table.
    """
    table = intake.tables[number] if 0 <= number < len(intake.tables) else None
    if table is None or (reader := table.reader) is None:
        raise WrongTableError(f"no table {number} to write")
    with byte_file(rows) as listed:
        if reader.kept is not None:
            count = _write_csv(reader, table, csv, listed, decisions)
        else:
            with open_source(intake.path, decisions.encoding) as source:
                same = next(sheet for sheet in source.sheets if sheet.name == table.sheet)
                count = _write_csv(reader.anew(same), table, csv, listed, decisions)
    if parquet is not None:
        write_parquet(csv, table.columns, parquet)
    return count


def _write_csv(
    reader: RowReader, table: Table, target: Path, listed: BinaryIO | None, decisions: Decisions
) -> int:
    import polars as pl

    converters = converters_of(table.columns, table.sheet or "", ChangeLog(), [], decisions)
    names = [column.field for column in table.columns]
    rows = 0
    with target.open("wb") as file:
        head = pl.DataFrame({name: pl.Series([], dtype=pl.String) for name in names})
        head.write_csv(file, line_terminator="\r\n")
        for batch in reader.batches():
            make_plain(batch, converters, table.dirty)
            rows += len(batch.records)
            frame = pl.DataFrame(dict(zip(names, batch.columns, strict=True)))
            if listed is not None:
                cells = pl.concat_list(pl.all()).alias("cells")
                frame.select(pl.Series("record", batch.records), cells).write_ndjson(listed)
            if len(names) > 1:
                frame = frame.select(pl.all().replace("", None))
            frame.write_csv(file, include_header=False, line_terminator="\r\n")
    return rows


def write_parquet(source: Path, columns: list[Column], target: Path) -> None:
    """Write a clean CSV as Parquet with the types of its columns, streaming.

    A cell that is not of its column's type (a mark, or an open issue) is null there.
    """
    import polars as pl

    schema = {column.field: pl.String() for column in columns}
    texts = pl.scan_csv(source, schema=schema, low_memory=True)
    made: list[pl.Expr] = []
    for column in columns:
        made.append(_typed(column))
        if column.marks:
            cell = pl.col(column.field)
            mark = pl.when(cell.is_in(list(column.marks))).then(cell)
            made.append(mark.alias(f"{column.field}{MARK_SUFFIX}"))
    texts.select(made).sink_parquet(target, compression="zstd", row_group_size=_ROW_GROUP)


def _typed(column: Column) -> "pl.Expr":
    import polars as pl

    cell = pl.col(column.field)
    low = cell.str.to_lowercase()
    truth = pl.when(low == "true").then(True).when(low == "false").then(False)
    made = {
        "integer": cell.cast(pl.Int64, strict=False),
        "year": cell.cast(pl.Int64, strict=False),
        "number": cell.cast(pl.Float64, strict=False),
        "date": cell.str.to_date("%Y-%m-%d", strict=False),
        "datetime": cell.str.slice(0, 19).str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False),
        "time": cell.str.to_time("%H:%M:%S", strict=False),
        "boolean": truth,
    }
    return made.get(column.type, cell).alias(column.field)


@contextmanager
def byte_file(path: Path | None) -> Iterator[BinaryIO | None]:
    """Open a file to write bytes to, where one is wanted."""
    if path is None:
        yield None
        return
    with path.open("wb") as file:
        yield file
