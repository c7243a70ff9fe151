"""Delimited text: which delimiter by the structure it gives, and its records one by one."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from portal.tabular.formats.encoding import find_encoding, open_text, prove_encoding
from portal.tabular.formats.sources import Records, Remembered, Sheet, Source
from portal.tabular.model import Message, RefusedFileError

DELIMITERS = (",", "\t", ";", "|", "^", "~")
_SAMPLE = 1 << 18
_CELL_LIMIT = 1 << 24
_HINT = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n?", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"[0-9],[0-9]")

csv.field_size_limit(_CELL_LIMIT)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How records are written: delimiter, and the habits of the program that wrote them.

    `wrapped`: every record is one quoted cell holding the real record.
    """

    delimiter: str
    skip_space: bool = False
    escape: bool = False
    quoted: bool = True
    wrapped: bool = False

    def parse(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """Return the records of `lines`; a blank line is an empty record."""
        return self._unwrapped(lines) if self.wrapped else self._reader(lines)

    def _unwrapped(self, lines: Iterable[str]) -> Iterator[list[str]]:
        inner = replace(self, wrapped=False)
        for record in self._reader(lines):
            if len(record) == 1 and self.delimiter in record[0]:
                yield from inner.parse([record[0]])
            else:
                yield record

    def _reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            skipinitialspace=self.skip_space,
            doublequote=not self.escape,
            escapechar="\\" if self.escape else None,
            quoting=csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE,
        )


def open_text_source(path: Path, encoding: str | None = None) -> Source:
    """Open a delimited text file as a source of one sheet."""
    _refuse_endless_line(path)
    found = prove_encoding(path, encoding) if encoding else find_encoding(path)
    dialect = find_dialect(path, found)
    sheet = Sheet(None, Remembered(lambda: read_records(path, found, dialect)))
    remarks = [] if dialect.quoted else [Message("stray-quotes")]
    return Source("text", [sheet], found, dialect.delimiter, remarks)


def read_records(path: Path, encoding: str, dialect: Dialect) -> Records:
    """Yield every record of a text file, blank lines too.

    Raises:
        RefusedFileError: "cell-too-large", such as an opened quote that is never closed.
    """
    with open_text(path, encoding) as file:
        try:
            yield from dialect.parse(file)
        except csv.Error as error:
            raise RefusedFileError("cell-too-large", limit=_CELL_LIMIT) from error


def find_dialect(path: Path, encoding: str) -> Dialect:
    """Choose the dialect under which the beginning of the file makes the steadiest records."""
    lines = _sample(path, encoding)
    if lines and (hint := _HINT.fullmatch(lines[0])):
        return Dialect(hint[1])
    scored = [(_score(dialect, lines), dialect) for dialect in _candidates(lines)]
    best = max(score for score, _ in scored)
    chosen = next(dialect for score, dialect in scored if score >= best - 1e-9)
    return _prefer_semicolon(chosen, {dialect: score for score, dialect in scored}, lines)


def _sample(path: Path, encoding: str) -> list[str]:
    """Return whole lines from the beginning of the file."""
    with open_text(path, encoding) as file:
        text = file.read(_SAMPLE)
    lines = io.StringIO(text, newline="").readlines()
    return lines[:-1] if len(text) == _SAMPLE and len(lines) > 1 else lines


def _refuse_endless_line(path: Path) -> None:
    """Refuse a file with a line longer than a cell may be, before a reader swallows it."""
    endless = 0
    with path.open("rb") as file:
        while block := file.read(_SAMPLE):
            endless = 0 if b"\n" in block or b"\r" in block else endless + len(block)
            if endless > _CELL_LIMIT:
                raise RefusedFileError("cell-too-large", limit=_CELL_LIMIT)


def _candidates(lines: list[str]) -> list[Dialect]:
    text = "".join(lines)
    found: list[Dialect] = []
    for delimiter in DELIMITERS:
        plain = Dialect(delimiter)
        found.append(plain)
        if f'{delimiter} "' in text:
            found.append(replace(plain, skip_space=True))
        if '\\"' in text:
            found.append(replace(plain, escape=True))
        if text.count('"') % 2:
            found.append(replace(plain, quoted=False))
        if any(line.startswith('"') and delimiter in line for line in lines):
            found.append(replace(plain, wrapped=True))
    return found


def _score(dialect: Dialect, lines: list[str]) -> float:
    """Return how steady the records are: the share of the commonest width, times its breadth.

    Records with half a pair of quotation marks in a cell speak against a dialect.
    """
    widths: Counter[int] = Counter()
    torn = 0
    try:
        for record in dialect.parse(lines):
            if any(cell.strip() for cell in record):
                widths[len(record)] += 1
                torn += any(cell.count('"') % 2 for cell in record)
    except csv.Error:
        return 0.0
    total = sum(widths.values())
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return 0.0
    whole = 1 - torn / total
    return whole * max(count / total * (1 - 1 / width) for width, count in several.items())


def _prefer_semicolon(chosen: Dialect, scores: dict[Dialect, float], lines: list[str]) -> Dialect:
    """Where commas only stand inside numbers, a semicolon that splits as well is meant."""
    semicolon = Dialect(";")
    if chosen.delimiter != "," or scores.get(semicolon, 0.0) < 0.45:
        return chosen
    body = [line for line in lines if ";" in line]
    commas = sum(line.count(",") for line in body)
    inside = sum(len(_DECIMAL_COMMA.findall(line)) for line in body)
    return semicolon if body and inside >= 0.9 * commas else chosen
