"""Rows as readers get them: under the titles of one language, with a label after each code."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from portal.bilingual import Bilingual, Locale
from portal.interop.description import Field, Resource
from portal.interop.reading.values import json_writer
from portal.interop.writing.formulas import disarmed

PLACES = "places"

Labels = Mapping[str, Mapping[str, Bilingual]]
"""The labels of every code list that a package's columns name, by code."""

Value = str | int | float | bool | date | None
"""What a cell of a sheet holds; None is an empty one."""

_LABEL = Bilingual(cy="{title} (label)", en="{title} (label)")
_PLACE_NAME = Bilingual(cy="{title} (enw)", en="{title} (name)")
_UNKNOWN = Bilingual("", "")
_HARMLESS = re.compile(r"[-+]?[0-9.,\s]*|[-+=@.]+")
_EXACT = 15
"""Digits that every spreadsheet keeps of a number."""


def headings(resource: Resource, tongue: Locale) -> list[str]:
    """Return the translated headings of a resource, each different from all others.

    Columns whose titles are the same carry their machine names behind them.
    """
    wanted: list[tuple[str, str]] = []
    for field in resource.fields:
        title = field.title[tongue]
        wanted.append((title, field.name))
        if field.codes:
            pattern = _PLACE_NAME if field.codes == PLACES else _LABEL
            wanted.append((pattern[tongue].format(title=title), f"{field.name} label"))
    shared = Counter(title.casefold() for title, _ in wanted)
    found: list[str] = []
    for title, name in wanted:
        heading = title if shared[title.casefold()] == 1 else f"{title} [{name}]"
        while heading in found:
            heading = f"{heading} [{name}]"
        found.append(heading)
    return found


class WordedCells:
    """Turns a row into that of one language: the cells, and after each code its label.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers,
    telephone-like digits and lone marks such as "-" stay as they are.
    """

    def __init__(self, resource: Resource, labels: Labels, tongue: Locale) -> None:
        self._tongue: Locale = tongue
        self._columns = [
            (field.type in {"string", "any"}, labels.get(field.codes) if field.codes else None)
            for field in resource.fields
        ]

    def texts(self, row: Iterable[str]) -> list[str]:
        """Return the row as texts that no spreadsheet runs."""
        cells: list[str] = []
        for cell, (textual, known) in zip(row, self._columns, strict=True):
            cells.append(harmless(cell) if textual else cell)
            if known is not None:
                cells.append(known.get(cell, _UNKNOWN)[self._tongue])
        return cells


def harmless(text: str) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would run it."""
    return text if _HARMLESS.fullmatch(text) else disarmed(text)


class SheetCells:
    """Turns a row into typed values for a sheet, where a text can never be a formula."""

    def __init__(self, resource: Resource, labels: Labels, tongue: Locale) -> None:
        self._tongue: Locale = tongue
        self._missing = frozenset(resource.missing_values)
        self._columns = [
            (_reader(field), labels.get(field.codes) if field.codes else None)
            for field in resource.fields
        ]

    def values(self, row: Iterable[str]) -> Iterator[Value]:
        """Yield the row's values; a mark for a missing value stays a text."""
        for cell, (read, known) in zip(row, self._columns, strict=True):
            yield (cell or None) if cell in self._missing else read(cell)
            if known is not None:
                yield known.get(cell, _UNKNOWN)[self._tongue] or None


def _reader(field: Field) -> Callable[[str], Value]:
    if field.type in {"integer", "number", "year"} and not field.format:
        return _number
    if field.type == "boolean" and not field.format:
        written = json_writer(field)
        return lambda cell: written(cell) == "true"
    if field.type == "date":
        day = json_writer(field)
        return lambda cell: _day(day(cell)[1:-1])
    return lambda cell: cell


def _number(cell: str) -> Value:
    """Return a number, or its text where a spreadsheet would lose digits of it."""
    text = cell.strip()
    if sum(map(str.isdigit, text)) > _EXACT:
        return text
    try:
        return int(text)
    except ValueError:
        return float(text)


def _day(text: str) -> Value:
    """Return a day, or its text where no spreadsheet knows such an early one."""
    day = date.fromisoformat(text)
    return day if day.year >= 1900 and day > date(1900, 3, 1) else text
