"""What every format becomes before it is looked at: named sheets of records of text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from portal.tabular.model import Message

Records = Iterator[list[str]]
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, all from 0."""


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
