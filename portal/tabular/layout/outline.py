"""A file seen from afar: how full every record is, and the texts of the remarkable ones."""

import re
from array import array
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from portal.tabular.formats.sources import Records
from portal.tabular.values.cells import trim
from portal.tabular.values.numerals import SPACES

HEAD = 1000
TAIL = 500
_KEPT_LIMIT = 20_000
COLUMN_LIMIT = 2_000
_TOTAL = re.compile(
    r"(?:(?:grand|sub|overall|net|gross|running|cumulative)[- ]?)?totals?\b.{0,60}|"
    r"[\w&',./() -]{1,60}\s(?:sub-?)?totals?\s*:?|"
    r"(?:is-?|prif |uwch)?gyfanswm\b.{0,60}|cyfanswm\b.{0,60}|sum\s*:?|cyfan\s*:?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(slots=True)
class Outline:
    """How full the records of a sheet are.

    All indexes are from 0. `counts` holds the number of filled cells per record, `fills` the
    number of filled cells per column, `widths` how many records have how many cells. `kept`
    holds the trimmed texts of the first and last records, and in between of blank, thin and
    total-like records and the two after each. `beyond`: some record has cells beyond
    `COLUMN_LIMIT`, which were not looked at.
    """

    counts: "array[int]" = field(default_factory=lambda: array("H"))
    fills: list[int] = field(default_factory=list)
    widths: Counter[int] = field(default_factory=Counter)
    kept: dict[int, list[str]] = field(default_factory=dict)
    beyond: bool = False

    @property
    def size(self) -> int:
        """Return the number of records."""
        return len(self.counts)

    def row(self, index: int) -> list[str]:
        """Return the trimmed texts of a record; [] where it was not remarkable."""
        return self.kept.get(index, [])

    def cell(self, index: int, column: int) -> str:
        """Return one trimmed text; "" where there is none."""
        row = self.kept.get(index, [])
        return row[column] if column < len(row) else ""

    def filled(self, index: int) -> list[int]:
        """Return the filled columns of a kept record."""
        return [column for column, text in enumerate(self.row(index)) if text]

    def spans(self) -> Iterator[tuple[int, int]]:
        """Yield runs of records that are not blank, as half-open ranges."""
        start = -1
        for index, count in enumerate(self.counts):
            if count and start < 0:
                start = index
            elif not count and start >= 0:
                yield start, index
                start = -1
        if start >= 0:
            yield start, self.size


def _perhaps_total(cells: Sequence[str]) -> bool:
    """Tell whether any of many labels could name a total; says so rather too often."""
    low = "\n" + "\n".join(map(str.lstrip, cells)).lower()
    return any(word in low for word in ("total", "yfanswm", "\nsum", "\ncyf"))


def _blank_to_the_eye(cells: Sequence[str]) -> bool:
    """Tell whether any of many cells holds white space and nothing else."""
    if list(map(str.strip, cells)).count("") != cells.count(""):
        return True
    return any(sign in "".join(cells) for sign in ("\u200b", "\ufeff"))


def is_total(text: str) -> bool:
    """Tell whether a trimmed label names a total, in English or Welsh."""
    low = text.lower()
    if "total" not in low and "yfanswm" not in low and low[:3] not in {"sum", "cyf"}:
        return False
    return bool(_TOTAL.fullmatch(text))


class _Watcher:
    """Sees records go by and keeps the remarkable ones."""

    def __init__(self) -> None:
        self.outline = Outline()
        self._tail: deque[tuple[int, list[str]]] = deque(maxlen=TAIL)
        self._typical = 0
        self._after = 0

    def see(self, index: int, record: list[str]) -> None:
        """Count one record, and keep it where it is remarkable."""
        width = len(record)
        count = self._count(record)
        self.outline.counts.append(min(count, 65535))
        self.outline.widths[width] += 1
        if index < HEAD:
            self._typical = max(self._typical, min(width, COLUMN_LIMIT))
        self._keep(index, record, count)

    def see_regular(self, index: int, chunk: list[list[str]]) -> bool:
        """Count records of one width, none of them remarkable; False: look at each."""
        width = self._typical
        if index < HEAD or self._after > 0 or any(len(record) != width for record in chunk):
            return False
        columns = list(zip(*chunk, strict=True))
        if not columns or "" in columns[0] or _perhaps_total(columns[0]):
            return False
        if any(_blank_to_the_eye(cells) for cells in columns):
            return False
        counts = [width - record.count("") for record in chunk]
        if min(counts) <= max(1, width // 2):
            return False
        outline = self.outline
        outline.counts.extend(counts)
        outline.widths[width] += len(chunk)
        for column, cells in enumerate(columns):
            outline.fills[column] += len(cells) - cells.count("")
        self._tail.extend(enumerate(chunk[-TAIL:], start=index + len(chunk) - len(chunk[-TAIL:])))
        return True

    def _count(self, record: list[str]) -> int:
        fills = self.outline.fills
        if len(record) > len(fills):
            fills.extend([0] * (min(len(record), COLUMN_LIMIT) - len(fills)))
        count = 0
        if len(record) > COLUMN_LIMIT and any(cell.strip() for cell in record[COLUMN_LIMIT:]):
            self.outline.beyond = True
        for column, cell in enumerate(record[:COLUMN_LIMIT]):
            if cell and (cell[0] not in SPACES or cell.strip(SPACES)):
                fills[column] += 1
                count += 1
        return count

    def _keep(self, index: int, record: list[str], count: int) -> None:
        self._tail.append((index, record))
        thin = count <= max(1, self._typical // 2)
        if index < HEAD or self._after > 0 or thin or _total_like(record):
            if count and len(self.outline.kept) < _KEPT_LIMIT:
                self.outline.kept[index] = [trim(cell) for cell in record[:COLUMN_LIMIT]]
            self._after = 2 if thin else self._after - 1

    def finish(self) -> Outline:
        """Return what was seen."""
        outline = self.outline
        for index, record in self._tail:
            if outline.counts[index]:
                outline.kept.setdefault(index, [trim(cell) for cell in record[:COLUMN_LIMIT]])
        return outline


def _total_like(record: list[str]) -> bool:
    for cell in islice(record, 6):
        if cell:
            return is_total(trim(cell)) if len(cell) < 80 else False
    return False


def outline(records: Records) -> Outline:
    """Read a sheet once and return its outline, in memory that hardly grows with its length."""
    watcher = _Watcher()
    index = 0
    while chunk := list(islice(records, HEAD)):
        if not watcher.see_regular(index, chunk):
            for offset, record in enumerate(chunk):
                watcher.see(index + offset, record)
        index += len(chunk)
    return watcher.finish()
