"""The tables of a sheet: where each begins and ends, its headings, and what stands around it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from portal.tabular.formats.sources import Merge
from portal.tabular.layout.body import Body, note_like
from portal.tabular.layout.headings import (
    column_names,
    column_numbers,
    first_data_row,
    heading_rows,
)
from portal.tabular.layout.outline import Outline, is_total
from portal.tabular.values.cells import Kind, is_period, kind

_SMALL_TABLE = 3
_FILTERS = 6
_FOOTER = 60
_CANDIDATES = 8


@dataclass(slots=True)
class Region:
    """Where one table is; all indexes from 0.

    `header` are its heading records, `first` to `last` its data (last < first: none).
    `columns` are the sheet's columns it uses, `names` their headings. `left_out` says of each
    record within the data why it is none ("blank-row", "total-row", …). `titles` and `notes`
    stand above and below it. `totals` are total rows that stay. `overflow` are columns that
    only records broken by a stray delimiter reach, `asides` remarks beside the headings.
    """

    header: list[int]
    first: int
    last: int
    columns: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    left_out: dict[int, str] = field(default_factory=dict)
    totals: list[int] = field(default_factory=list)
    overflow: list[int] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    body: Body | None = None

    @property
    def rows(self) -> int:
        """Return how many data rows it has."""
        gone = sum(self.first <= row <= self.last for row in self.left_out)
        return max(0, self.last - self.first + 1 - gone)


def find_regions(
    outline: Outline, merges: tuple[Merge, ...] = (), header: tuple[int, ...] | None = None
) -> list[Region]:
    """Find the tables of a sheet, from top to bottom.

    Args:
        outline: the sheet.
        merges: its merged cells.
        header: the heading records (from 0) where somebody chose them; () means none.
    """
    spans = list(outline.spans())
    if not spans:
        return []
    if header is not None:
        return [_chosen(outline, merges, header, spans[-1][1])]
    return _find(outline, merges, spans[0][0], spans[-1][1], depth=0)


def _chosen(
    outline: Outline, merges: tuple[Merge, ...], header: tuple[int, ...], end: int
) -> Region:
    first = max(header) + 1 if header else 0
    body = Body(outline, first, end)
    region = Region(list(header), first, end - 1, body=body)
    region.titles = [i for i in range(min(header, default=0)) if outline.counts[i]]
    _close(region, end)
    _describe(region, merges)
    return region


def _find(
    outline: Outline, merges: tuple[Merge, ...], first: int, end: int, depth: int
) -> list[Region]:
    """Find the tables between two records; small tables above and below the main ones too."""
    found: list[Region] = []
    start = first
    while start < end:
        body = Body(outline, start, end)
        region = _region(body, merges, start)
        if region is None:
            break
        stop = _next_table(body, region, end)
        _close(region, stop)
        _describe(region, merges)
        found.append(region)
        start = stop
    if not found:
        return []
    _give_filters(found)
    if depth == 0:
        before = _small_tables(outline, merges, found[0].titles)
        after = _small_tables(outline, merges, found[-1].notes)
        return before + found + after
    return found


def _give_filters(found: list[Region]) -> None:
    """Give a few pairs above a table to it: they say what it is about or filtered by."""
    while len(found) > 1 and found[1].header:
        first = found[0]
        most = 1 if first.header else _FILTERS
        if first.rows > most or len(first.columns) > 2:
            break
        assert first.body is not None
        pairs = [r for r in range(first.first, first.last + 1) if first.body.outline.counts[r]]
        around = {*first.titles, *first.header, *pairs, *first.notes}
        found[1].titles = sorted({*around, *found[1].titles})
        del found[0]


def _region(body: Body, merges: tuple[Merge, ...], start: int) -> Region | None:
    data = first_data_row(body, start)
    if data is None:
        return _header_only(body)
    header, data = heading_rows(body, start, data, merges)
    top = header[0] if header else data
    region = Region(header, data, body.end - 1, body=body)
    region.titles = [i for i in range(start, top) if body.outline.counts[i]]
    between = set(range(top, data)) - set(header)
    region.titles += sorted(i for i in between if body.outline.counts[i])
    return region


def _header_only(body: Body) -> Region | None:
    """Read a lone wide record of words as the headings of an empty table."""
    rows = [
        row
        for row in body.sample
        if len(body.outline.filled(row)) >= 2
        and all(kind(body.outline.cell(row, c)) is Kind.WORDS for c in body.outline.filled(row))
    ]
    if not rows:
        return None
    region = Region([rows[-1]], rows[-1] + 1, rows[-1], body=body)
    region.titles = [i for i in range(body.first, rows[-1]) if body.outline.counts[i]]
    return region


def _next_table(body: Body, region: Region, end: int) -> int:
    """Return where the next table begins (with its titles), or `end`."""
    outline = body.outline
    heads = [outline.row(row) for row in region.header]
    for begin, row in _breaks(body, region.first, end):
        if row >= end or row not in outline.kept or not body.heading_like(row):
            continue
        again = outline.row(row) in heads
        titled = any(outline.counts[i] and not _totalish(outline, i) for i in range(begin, row))
        if (titled and again) or (not again and _stands_alone(outline, row, end)):
            return _after_data(outline, begin, row)
    return _stacked(body, region, end)


def _stacked(body: Body, region: Region, end: int) -> int:
    """Return where a table of other kinds follows without a blank record, or `end`."""
    outline, heads = body.outline, [body.outline.row(row) for row in region.header]
    figures = [column for column in body.typed_columns() if body.typed(column) is Kind.NUMBER]
    candidates = (
        row
        for row in sorted(outline.kept)
        if region.first < row < end - 2 and outline.counts[row] >= body.wide
        if not any(body.fits(column, outline.cell(row, column)) for column in figures)
        if body.heading_like(row) and outline.row(row) not in heads
    )
    for row in islice(candidates, _CANDIDATES):
        above, below = Body(outline, region.first, row), Body(outline, row + 1, end)
        columns = set(above.typed_columns()) | set(below.typed_columns())
        other = any(above.typed(column) is not below.typed(column) for column in columns)
        if other and not above.data_like(row) and _stands_alone(outline, row, end):
            return row
    return end


def _stands_alone(outline: Outline, header: int, end: int) -> bool:
    """Tell whether a record heads a table of its own, with figures under its words."""
    body = Body(outline, header, end)
    region = _region(body, (), header)
    if region is None or region.header[:1] != [header]:
        return False
    _close(region, end)
    _describe(region, ())
    return _convincing(region)


def _breaks(body: Body, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield runs of thin records: where each begins, and the record after it."""
    thin = (row for row in range(first, end) if body.outline.counts[row] < body.wide)
    begin = last = -1
    for row in thin:
        if row != last + 1 and begin >= 0:
            yield begin, last + 1
            begin = row
        begin = row if begin < 0 else begin
        last = row
    if begin >= 0:
        yield begin, last + 1


def _totalish(outline: Outline, row: int) -> bool:
    texts = [text for text in outline.row(row) if text]
    if len(texts) == 1 and is_period(texts[0]):
        return False
    return bool(texts) and (is_total(texts[0]) or all(kind(t) is Kind.NUMBER for t in texts))


def _after_data(outline: Outline, begin: int, header: int) -> int:
    """Give thin records that adjoin the data above (its notes) to the table above."""
    blank = [row for row in range(begin, header) if not outline.counts[row]]
    return blank[0] if blank else begin


def _close(region: Region, stop: int) -> None:
    """Find the last data record before `stop`; what follows it is notes, blank rows dropped."""
    body = region.body
    assert body is not None
    outline = body.outline
    last = _last_data(body, region.first, stop)
    if last < region.first:
        last = _some_data(body, region.first, stop)
    while last + 1 < stop and outline.counts[last + 1] and _adjoins(body, last + 1):
        last += 1
    region.last = last
    region.notes = [row for row in range(last + 1, stop) if outline.counts[row]]
    for row in range(region.first, last + 1):
        if not outline.counts[row]:
            region.left_out[row] = "blank-row"
        elif outline.counts[row] == 1 and body.typical > 2 and note_like(outline.row(row)):
            region.left_out[row] = "note-row"
            region.notes.append(row)


def _last_data(body: Body, first: int, stop: int) -> int:
    """Return the last record that is data; blocks that begin like a note are none."""
    outline = body.outline
    last = stop - 1
    while last >= first and not (outline.counts[last] and body.data_like(last)):
        last -= 1
    begin = last
    while begin > first and outline.counts[begin - 1] and last - begin < _FOOTER:
        begin -= 1
    if begin <= first or outline.counts[begin - 1]:
        return last
    full = sum(outline.counts[row] >= body.typical for row in range(begin, last + 1))
    if note_like(outline.row(begin)) and full == 0:
        return _last_data(body, first, begin)
    return last


def _some_data(body: Body, first: int, stop: int) -> int:
    """Where no record is wide enough, count every record that is no note."""
    last = first - 1
    for row in range(first, stop):
        if body.outline.counts[row] and not note_like(body.outline.row(row)):
            last = row
    return last


def _adjoins(body: Body, row: int) -> bool:
    """Tell whether a thin record right under the data is still data."""
    texts = body.outline.row(row)
    if note_like(texts) or _totalish(body.outline, row):
        return False
    filled = body.outline.filled(row)
    used = body.used()
    return bool(filled) and bool(used) and filled[0] <= used[min(1, len(used) - 1)]


def _describe(region: Region, merges: tuple[Merge, ...]) -> None:
    """Find the columns of a region and their names."""
    body = region.body
    assert body is not None
    outline = body.outline
    headed = {column for row in region.header for column in outline.filled(row)}
    fills = _data_fills(region)
    columns = sorted(headed | {column for column, count in fills.items() if count > 0})
    reach = max((len(outline.row(row)) for row in region.header), default=0)
    if headed:
        region.overflow = [
            column
            for column in columns
            if column >= reach and fills.get(column, 0) < max(2, 0.05 * region.rows)
        ]
    asides = _asides(columns, fills)
    texts = [body.outline.cell(row, c) for row in region.header[:1] for c in asides]
    region.asides = [text for text in texts if text]
    left = {*region.overflow, *asides}
    region.columns = [column for column in columns if column not in left]
    region.names = column_names(outline, region.header, region.columns, merges)
    if region.header and column_numbers(outline, region.first, region.columns):
        region.left_out[region.first] = "column-numbers"


def _asides(columns: list[int], fills: dict[int, int]) -> list[int]:
    """Return columns beyond a gap that hold nothing but a remark beside the headings."""
    asides: list[int] = []
    for place in range(len(columns) - 1, 0, -1):
        if fills.get(columns[place], 0):
            break
        if columns[place] > columns[place - 1] + 1:
            asides = columns[place:]
    return asides


def _data_fills(region: Region) -> dict[int, int]:
    """Count the filled cells of each column within the data, from the counts of the whole sheet."""
    assert region.body is not None
    outline = region.body.outline
    inside = range(region.first, region.last + 1)
    if len(inside) <= len(outline.kept) and all(
        row in outline.kept or not outline.counts[row] for row in inside
    ):
        counted: dict[int, int] = {}
        for row in inside:
            for column in outline.filled(row) if row not in region.left_out else ():
                counted[column] = counted.get(column, 0) + 1
        return counted
    fills = dict(enumerate(outline.fills))
    for row in outline.kept:
        if row not in inside or row in region.left_out:
            for column in outline.filled(row):
                fills[column] -= 1
    return fills


def _small_tables(outline: Outline, merges: tuple[Merge, ...], rows: list[int]) -> list[Region]:
    """Find tables with numbers among the records around the main table, such as a summary."""
    if len(rows) < _SMALL_TABLE:
        return []
    found = _find(outline, merges, rows[0], rows[-1] + 1, depth=1)
    return [region for region in found if _convincing(region)]


def _convincing(region: Region) -> bool:
    body = region.body
    assert body is not None
    if not region.header or region.rows < 2 or len(region.columns) < 2:
        return False
    figures = [c for c in region.columns[1:] if body.typed(c) is Kind.NUMBER]
    return bool(figures) and len(region.header) + region.rows >= _SMALL_TABLE
