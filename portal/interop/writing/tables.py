"""The data files of one resource: a CSV for programs, one for readers of each language, JSON."""

import csv
import json
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from portal.bilingual import LOCALES, Locale
from portal.interop.description import Resource
from portal.interop.reading.values import json_writer
from portal.interop.writing.cells import Labels, WordedCells, harmless, headings
from portal.interop.writing.measured import MeasuredFile
from portal.interop.writing.source import data_rows

CSV = "text/csv"
JSON = "application/json"


def write_table(resource: Resource, source: Path, labels: Labels, folder: Path) -> Resource:
    """Write the four text files of a resource below `folder`; return it with rows and files.

    `data/<name>.csv` has machine-name headings and the cells as the publisher wrote them.
    `.cy.csv` and `.en.csv` have translated headings, after each coded column one with the
    labels, and no text that a spreadsheet would run. `.json` is a list of records with typed
    values, one record a line. One row is in memory at a time.

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
        for row in data_rows(resource, source):
            count += 1
            for writer in writers:
                writer.write(row)
            records.write(row)
        records.end()
        files = [file.as_file(CSV) for file in (plain, *worded.values())]
    return replace(resource, rows=count, files=(*files, record.as_file(JSON)))


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
        self._cells = WordedCells(resource, labels, tongue)
        super().__init__(resource, file)

    def heading(self, resource: Resource) -> list[str]:
        return [harmless(heading) for heading in headings(resource, self._tongue)]

    def write(self, row: list[str]) -> None:
        super().write(self._cells.texts(row))


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
