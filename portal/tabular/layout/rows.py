"""The data rows of a table in batches of columns, headings and left-out records skipped."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from portal.tabular.formats.sources import Sheet
from portal.tabular.layout.filling import Filling
from portal.tabular.layout.regions import Region
from portal.tabular.values.cells import trim

if TYPE_CHECKING:
    import polars as pl

BATCH = 20_000
CACHE_SIZE = 64 << 20
_KEPT = 200


@dataclass(slots=True)
class Batch:
    """Some data rows: their source records (from 1) and one series of texts per column.

    `fills` are the cells filled down; `plain` tells that the texts were made plain.
    """

    records: list[int]
    columns: "list[pl.Series]"
    fills: "list[Fill]" = field(default_factory=list)
    plain: bool = False


@dataclass(slots=True)
class Fill:
    """A cell filled down: its record (from 1), the place of its column in the table, the text."""

    record: int
    place: int
    text: str


@dataclass(slots=True)
class RowReader:
    """Reads the data rows of one table, once per call of `batches`.

    `blanks` says of columns of the table (by place) which records' cells are emptied. After a
    reading `repeated` holds the records (from 1) that repeated the headings, `long`
    those with cells beyond the last column, `short` those that end early (`shorts` counts all).
    A small table's batches are kept, so that it is parsed once; a large one is read anew.
    """

    sheet: Sheet
    region: Region
    filling: Filling = field(default_factory=Filling)
    keep_repeated: bool = False
    blanks: Mapping[int, Collection[int]] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)
    long: list[tuple[int, str]] = field(default_factory=list)
    short: list[int] = field(default_factory=list)
    shorts: int = 0
    rows: int = 0
    first_row: list[str] = field(default_factory=list)
    last_row: list[str] = field(default_factory=list)
    kept: list[Batch] | None = None

    def anew(self, sheet: Sheet) -> "RowReader":
        """Return a reader of the same table, for its file opened again."""
        return RowReader(sheet, self.region, self.filling, self.keep_repeated, self.blanks)

    def batches(self) -> Iterator[Batch]:
        """Yield the data rows, cells as found but for those filled down."""
        if self.kept is not None:
            yield from self.kept
            return
        kept: list[Batch] | None = []
        size = 0
        for batch in self._read():
            size += sum(_size(cells) for cells in batch.columns)
            if kept is not None:
                kept.append(batch)
            if size > CACHE_SIZE:
                kept = None
            yield batch
        self.kept = kept

    def _read(self) -> Iterator[Batch]:
        import polars as pl

        self.repeated, self.long, self.short = [], [], []
        self.rows = self.shorts = 0
        filler = _Filler(self)
        for records, rows in self._chunks():
            chosen = self._blanked(records, self._chosen(records, rows))
            if self.rows == 0:
                self.first_row = [cells[0] for cells in chosen]
            self.last_row = [cells[-1] for cells in chosen]
            self.rows += len(records)
            fills = (
                filler.fill(records, columns) if (columns := _lists(chosen, self.filling)) else []
            )
            series = [pl.Series(cells, dtype=pl.String) for cells in columns or chosen]
            yield Batch(records, series, fills)

    def _blanked(self, records: list[int], columns: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """Empty the cells that somebody redacted."""
        for place, gone in self.blanks.items():
            cells = zip(records, columns[place], strict=True)
            columns[place] = tuple("" if record in gone else text for record, text in cells)
        return columns

    def _chunks(self) -> Iterator[tuple[list[int], list[list[str]]]]:
        region = self.region
        heads = self._heads()
        gone = sorted(row for row in region.left_out if region.first <= row <= region.last)
        records = islice(self.sheet.records(), region.first, region.last + 1)
        start = region.first
        while rows := list(islice(records, BATCH)):
            numbers = list(range(start + 1, start + 1 + len(rows)))
            dropped = {row - start for row in gone if start <= row < start + len(rows)}
            again = {place for place, row in enumerate(rows) if row in heads} - dropped
            self.repeated.extend(numbers[place] for place in sorted(again))
            if dropped := dropped | again:
                rows = [row for place, row in enumerate(rows) if place not in dropped]
                numbers = [row for place, row in enumerate(numbers) if place not in dropped]
            start += BATCH
            if rows:
                yield numbers, rows

    def _heads(self) -> list[list[str]]:
        """Return the heading records as found, so that their repetition is recognised."""
        wanted = set() if self.keep_repeated else set(self.region.header)
        heads: list[list[str]] = []
        if wanted:
            for index, record in enumerate(self.sheet.records()):
                if index in wanted and sum(bool(cell.strip()) for cell in record) > 1:
                    heads.append(record)
                if index >= max(wanted):
                    break
        return heads

    def _chosen(self, records: list[int], rows: list[list[str]]) -> list[tuple[str, ...]]:
        """Turn rows into the table's columns; short rows end in blanks, long ones are noted."""
        region = self.region
        width = max(region.columns, default=-1) + 1
        reach = max(region.overflow, default=0) + 1
        if min(map(len, rows)) < width:
            self._note_short(records, rows, width)
            rows = [row if len(row) >= width else row + [""] * (width - len(row)) for row in rows]
        if region.overflow and max(map(len, rows)) >= reach - len(region.overflow):
            self._note_long(records, rows)
        if _ragged(rows):
            rows = [row[:width] for row in rows]
        columns = list(zip(*rows, strict=True))
        return [columns[position] for position in region.columns]

    def _note_long(self, records: list[int], rows: list[list[str]]) -> None:
        for record, row in zip(records, rows, strict=True):
            extra = [trim(row[column]) for column in self.region.overflow if column < len(row)]
            if any(extra):
                self.long.append((record, " ".join(filter(None, extra))))

    def _note_short(self, records: list[int], rows: list[list[str]], width: int) -> None:
        short = [record for record, row in zip(records, rows, strict=True) if len(row) < width]
        self.shorts += len(short)
        self.short.extend(short[: max(0, _KEPT - len(self.short))])


def _size(cells: "pl.Series") -> int:
    """Return the bytes a series of texts takes: its characters, and 16 for each view of them."""
    return int(cells.estimated_size()) + 16 * len(cells)


def _lists(columns: list[tuple[str, ...]], filling: Filling) -> list[list[str]]:
    """Return the columns as lists where cells are going to be filled in, else nothing."""
    return [list(cells) for cells in columns] if filling else []


def _ragged(rows: list[list[str]]) -> bool:
    width = len(rows[0])
    return any(len(row) != width for row in rows)


class _Filler:
    """Fills merged keys down, remembering the last value of each from batch to batch."""

    def __init__(self, reader: RowReader) -> None:
        region, filling = reader.region, reader.filling
        place = {column: number for number, column in enumerate(region.columns)}
        self._keys = [place[column] for column in filling.keys]
        self._chain = [place[column] for column in filling.chain]
        self._merged: dict[int, list[int]] = {}
        for top, column, bottom, _ in filling.merges:
            for row in range(top + 1, bottom + 1):
                self._merged.setdefault(row + 1, []).append(place[column])
        self._held: dict[int, str] = {}

    def fill(self, records: list[int], columns: list[list[str]]) -> list[Fill]:
        """Fill one batch in place; return the cells that were filled."""
        filled: list[Fill] = []
        watched = sorted(set(self._keys) | {p for places in self._merged.values() for p in places})
        for offset, record in enumerate(records):
            for place in watched:
                text = columns[place][offset]
                if trim(text):
                    self._hold(place, text)
                elif self._wanted(record, place, columns, offset) and self._held.get(place):
                    columns[place][offset] = self._held[place]
                    filled.append(Fill(record, place, self._held[place]))
        return filled

    def _hold(self, place: int, text: str) -> None:
        self._held[place] = text
        if place in self._chain:
            for later in self._chain[self._chain.index(place) + 1 :]:
                self._held.pop(later, None)

    def _wanted(self, record: int, place: int, columns: list[list[str]], offset: int) -> bool:
        if place in self._merged.get(record, ()):
            return True
        if place not in self._keys:
            return False
        later = self._chain[self._chain.index(place) + 1 :]
        return any(trim(columns[p][offset]) for p in later)
