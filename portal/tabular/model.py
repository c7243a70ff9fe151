"""What intake finds in a file: its tables, every change, every question, everything wrong."""

import dataclasses
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from portal.errors import Issue, PortalError

if TYPE_CHECKING:
    from portal.tabular.layout.rows import RowReader

SAMPLES = 20


class Verdict(enum.StrEnum):
    """What may become of a file."""

    ACCEPT = "accept"
    NORMALISE = "normalise"
    ASK = "ask"
    REJECT = "reject"


class RefusedFileError(PortalError):
    """A file that is not data, or not safe to read; `reason` is the stable code of why."""

    code = "file-refused"
    status = 422

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason=reason, **facts)
        self.reason = reason
        self.details: Mapping[str, object] = facts


@dataclass(frozen=True, slots=True)
class Message:
    """One thing the officer is told: a stable code and its facts; the words live elsewhere."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing only the officer can decide.

    `column` is a field name or "". `options` are the answers that make sense, the one read
    provisionally first; none where the answer is free text. A blocking question makes the
    verdict *ask*; another leaves the table usable but still waits for an answer.
    """

    code: str
    sheet: str = ""
    column: str = ""
    options: tuple[str, ...] = ()
    blocking: bool = False
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sample:
    """One changed cell or row: the source record (from 1), and its text before and after."""

    row: int
    before: str
    after: str


@dataclass(slots=True)
class Change:
    """All changes of one kind in one column (a field name; "" where it is about whole rows)."""

    code: str
    column: str = ""
    sheet: str = ""
    count: int = 0
    samples: list[Sample] = field(default_factory=list)

    def add(self, row: int, before: str, after: str) -> None:
        """Count one more change and keep it as a sample while there is room."""
        self.count += 1
        if len(self.samples) < SAMPLES:
            self.samples.append(Sample(row, before, after))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    `name` is the heading as published (trimmed, several rows joined, "" where blank), `field`
    its machine name, unique in the table; `position` the column in the sheet, from 0. `type`
    and `format` are Table Schema's. `marks` maps each mark found among the values to what it
    means (`portal.tabular.values.marks.MEANINGS`). `unit` is "percent", "GBP", … or "".
    """

    name: str
    field: str
    type: str = "string"
    format: str = ""
    position: int = 0
    marks: Mapping[str, str] = dataclasses.field(default_factory=dict)
    unit: str = ""
    decimal: str = "point"
    order: str = "dmy"


@dataclass(slots=True)
class Table:
    """A table found: where it stands, its columns and how many data rows it has.

    `header_rows` are source records from 1. `first_row` and `last_row` are cells as found.
    `reader` reads its rows, None once a report has been read back from JSON; `dirty` says of
    each column whether any cell of it changes.
    """

    sheet: str | None
    header_rows: list[int]
    columns: list[Column]
    rows: int
    first_row: list[str]
    last_row: list[str]
    first_record: int = 0
    last_record: int = 0
    reader: "RowReader | None" = None
    dirty: list[bool] = field(default_factory=list)


@dataclass(slots=True)
class Intake:
    """Everything found in one file."""

    path: Path
    verdict: Verdict = Verdict.ACCEPT
    kind: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    tables: list[Table] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
