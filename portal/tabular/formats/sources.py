"""What every format becomes before it is looked at: named sheets of records of text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from portal.tabular.model import Message

Records = Iterator[list[str]]
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, all from 0."""


_REMEMBERED = 1_600_000


class Remembered:
    """Records that are kept once they were read to their end, unless they are too many.

    Args:
        records: reads them from their beginning.
    """

    def __init__(self, records: Callable[[], Records]) -> None:
        self._records = records
        self._kept: list[list[str]] | None = None

    def __call__(self) -> Records:
        """Read from the beginning."""
        if self._kept is not None:
            yield from self._kept
            return
        kept: list[list[str]] = []
        cells = 0
        for record in self._records():
            cells += len(record) + 1
            if cells < _REMEMBERED:
                kept.append(record)
            elif kept:
                kept = []
            yield record
        if cells < _REMEMBERED:
            self._kept = kept


@dataclass(slots=True)
class Sheet:
    """One sheet (or text file): `records` reads it from its beginning, as often as asked.

    `declared` gives the Table Schema type of columns whose format says it (GeoJSON's shapes).
    """

    name: str | None
    records: Callable[[], Records]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    declared: dict[int, str] = field(default_factory=dict)
    headed: bool = False


@dataclass(slots=True)
class Source:
    """A file opened: its kind and sheets, and what had to be said while opening it.

    `all_meant` marks a file whose several tables are all meant, such as a data package.
    """

    kind: str
    sheets: list[Sheet]
    encoding: str | None = None
    delimiter: str | None = None
    remarks: list[Message] = field(default_factory=list)
    all_meant: bool = False
