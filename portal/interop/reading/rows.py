"""Rows of a data file, read strictly and within bounds."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from portal.interop.reading import limits
from portal.interop.reading.files import opened

READING_FAULTS = ("cell-too-long", "row-too-long", "bad-quoting")
"""The codes of a file whose rows cannot be read to the end."""


class RowError(Exception):
    """A row that cannot be read: the code of why, its number from 1, and the limit it broke."""

    def __init__(self, code: str, row: int, most: int = 0) -> None:
        super().__init__(f"{code} in row {row}")
        self.code = code
        self.row = row
        self.most = most


class _Lines:
    """The lines of a text stream; refuses to give one row more characters than allowed."""

    def __init__(self, stream: io.TextIOBase) -> None:
        self._stream = stream
        self.spent = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._stream.readline(limits.ROW + 1):
            self.spent += len(line)
            if self.spent > limits.ROW:
                raise OverflowError
            yield line


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a comma-separated UTF-8 file, the heading first; cells as written.

    Raises:
        RowError: quotes do not close, or a row or a cell is longer than allowed.
        UnicodeDecodeError: the file is not UTF-8 (`files.scan` tells where).
    """
    number = 0
    with io.TextIOWrapper(opened(path), encoding="utf-8-sig", newline="") as stream:
        lines = _Lines(stream)
        try:
            for row in csv.reader(lines, strict=True):
                lines.spent = 0
                number += 1
                if any(len(cell) > limits.CELL for cell in row):
                    raise RowError("cell-too-long", number, limits.CELL)
                yield row
        except OverflowError as error:
            raise RowError("row-too-long", number + 1, limits.ROW) from error
        except csv.Error as error:
            if "field limit" in str(error) or "field larger" in str(error):
                raise RowError("cell-too-long", number + 1, limits.CELL) from error
            raise RowError("bad-quoting", number + 1) from error
