"""The data files of one resource: a CSV for programs, one for readers of each language, JSON."""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from portal.bilingual import LOCALES, Bilingual, Locale
from portal.interop.description import Resource
from portal.interop.reading.rows import rows
from portal.interop.reading.values import json_writer
from portal.interop.writing.measured import MeasuredFile

CSV = "text/csv"
JSON = "application/json"
PLACES = "places"

Labels = Mapping[str, Mapping[str, Bilingual]]
"""The labels of every code list that a package's columns name, by code."""

_LABEL = Bilingual(cy="{title} (label)", en="{title} (label)")
_PLACE_NAME = Bilingual(cy="{title} (enw)", en="{title} (name)")
_UNKNOWN = Bilingual("", "")


def write_table(resource: Resource, source: Path, labels: Labels, folder: Path) -> Resource:
    """Write the four files of a resource below `folder`; return it with its rows and files.

    `data/<name>.csv` has machine-name headings and the cells as the publisher wrote them.
    `.cy.csv` and `.en.csv` have translated headings, and after each coded column one with the
    labels. `.json` is a list of records with typed values, one record a line. One row is in
    memory at a time.

    Raises:
        ValueError: the data are not those that `read_package` found sound.
    """
    stem, count = f"data/{resource.name}", 0
    with ExitStack() as stack:

        def new(suffix: str) -> MeasuredFile:
            return stack.enter_context(MeasuredFile(folder, f"{stem}{suffix}"))

        plain, record = new(".csv"), new(".json")
        worded = {locale: new(f".{locale}.csv") for locale in LOCALES}
        writers = [_PlainRows(resource, plain)]
        writers += [_WordedRows(resource, file, labels, tongue) for tongue, file in worded.items()]
        records = _Records(resource, record)
        for row in _data_rows(resource, source):
            count += 1
            for writer in writers:
                writer.write(row)
            records.write(row)
        records.end()
        files = [file.as_file(CSV) for file in (plain, *worded.values())]
    return replace(resource, rows=count, files=(*files, record.as_file(JSON)))


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


class _PlainRows:
    """Writes rows as they are, under machine names."""

    def __init__(self, resource: Resource, file: MeasuredFile) -> None:
        self._writer = csv.writer(file, lineterminator="\r\n")
        self._writer.writerow(self.heading(resource))

    def heading(self, resource: Resource) -> list[str]:
        return [field.name for field in resource.fields]

    def write(self, row: list[str]) -> None:
        self._writer.writerow(row)


class _WordedRows(_PlainRows):
    """Writes rows under the titles of one language, with a label after each code."""

    def __init__(
        self, resource: Resource, file: MeasuredFile, labels: Labels, tongue: Locale
    ) -> None:
        self._tongue: Locale = tongue
        self._lists = [labels.get(field.codes) for field in resource.fields]
        super().__init__(resource, file)

    def heading(self, resource: Resource) -> list[str]:
        return headings(resource, self._tongue)

    def write(self, row: list[str]) -> None:
        cells: list[str] = []
        for cell, known in zip(row, self._lists, strict=True):
            cells.append(cell)
            if known is not None:
                cells.append(known.get(cell, _UNKNOWN)[self._tongue])
        super().write(cells)


class _Records:
    """Writes rows as one JSON list of objects, keys in the order of the columns."""

    def __init__(self, resource: Resource, file: MeasuredFile) -> None:
        self._file = file
        self._columns = [
            (f"{json.dumps(field.name)}: ", json_writer(field)) for field in resource.fields
        ]
        self._missing = frozenset(resource.missing_values)
        self._before = "[\n"

    def write(self, row: list[str]) -> None:
        missing = self._missing
        record = ", ".join(
            [
                f"{key}null" if cell in missing else key + write(cell)
                for (key, write), cell in zip(self._columns, row, strict=True)
            ]
        )
        self._file.write(f"{self._before}{{{record}}}")
        self._before = ",\n"

    def end(self) -> None:
        self._file.write("[]\n" if self._before == "[\n" else "\n]\n")


def _data_rows(resource: Resource, source: Path) -> Iterator[list[str]]:
    """Yield the rows below the heading.

    Raises:
        ValueError: the heading or the length of a row is not what the description says.
    """
    names = [field.name for field in resource.fields]
    for number, row in enumerate(rows(source), start=1):
        if len(row) != len(names) or (number == 1 and row != names):
            raise ValueError(f"row {number} of {resource.name} does not fit its columns")
        if number > 1:
            yield row
