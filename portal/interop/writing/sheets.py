"""A resource as spreadsheets: one sheet in each language and one that says what it is.

Numbers, days and texts are typed cells, so that no text is ever run as a formula and Welsh
letters arrive whole. XLSX is written by a library, ODS by `writing.opendocument`.
"""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from rustpy_xlsxwriter import write_worksheets

from portal.bilingual import LOCALES, Bilingual, Locale
from portal.interop.description import Description, File, Resource
from portal.interop.writing.cells import Labels, SheetCells, Value, headings
from portal.interop.writing.measured import measure
from portal.interop.writing.opendocument import Sheet, write_opendocument
from portal.interop.writing.source import data_rows

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

MOST_ROWS = 1_048_575
"""Rows below the heading that a sheet can hold; longer tables have no spreadsheet."""
LONGEST_TEXT = 32_767
"""Characters that a cell of an XLSX file can hold."""

_SHEETS = Bilingual(cy="Cymraeg", en="English")
_ABOUT = "Gwybodaeth - About"
_CORE = "docProps/core.xml"
_NO_DAY = b"1980-01-01T00:00:00Z"
_WIDTH_SAMPLE = 50


@dataclass(frozen=True, slots=True)
class _Table:
    """What the sheets of one resource are made from."""

    resource: Resource
    source: Path
    labels: Labels

    def rows(self, tongue: Locale) -> Iterator[list[Value]]:
        cells = SheetCells(self.resource, self.labels, tongue)
        return (list(cells.values(row)) for row in data_rows(self.resource, self.source))


def write_sheets(
    description: Description,
    resource: Resource,
    source: Path,
    labels: Labels,
    *,
    number: int,
    folder: Path,
) -> tuple[File, ...]:
    """Write `data/<name>.xlsx` and `.ods` of a table with known `rows`; nothing if it is too long.

    The same description and data give the same bytes anywhere, any day. Rows are streamed.

    Raises:
        ValueError: the data are not those that `read_package` found sound.
    """
    if resource.rows > MOST_ROWS:
        return ()
    table = _Table(resource, source, labels)
    about = _about(description, resource, number)
    paths = [f"data/{resource.name}.{suffix}" for suffix in ("xlsx", "ods")]
    _write_xlsx(table, about, folder / paths[0])
    sheets = [Sheet(_SHEETS[t], headings(resource, t), table.rows(t)) for t in LOCALES]
    sheets.append(Sheet(_ABOUT, ["", *(_SHEETS[t] for t in LOCALES)], iter(about)))
    write_opendocument(sheets, folder / paths[1])
    return tuple(measure(folder, path, kind) for path, kind in zip(paths, (XLSX, ODS), strict=True))


def _about(description: Description, resource: Resource, number: int) -> list[list[Value]]:
    """Return what the table is, whose, and on what terms, in both languages."""
    publisher = description.publisher
    rows = [
        ("Set ddata – Dataset", description.title),
        ("Tabl – Table", resource.title),
        ("Cyhoeddwr – Publisher", publisher.title or Bilingual(publisher.slug, publisher.slug)),
        ("Fersiwn – Version", Bilingual(str(number), str(number))),
        *(("Trwydded – Licence", licence.title) for licence in description.licences),
        *(
            ("Ffynhonnell – Source", source.attribution or source.title)
            for source in description.sources
        ),
    ]
    return [[label, words.cy, words.en] for label, words in rows]


def _write_xlsx(table: _Table, about: Sequence[list[Value]], target: Path) -> None:
    partial = target.with_suffix(".part")
    sheets: list[tuple[str, Any]] = []
    widths: dict[str, dict[str, float] | list[float]] = {}
    for tongue in LOCALES:
        titles = headings(table.resource, tongue)
        sheets.append((_SHEETS[tongue], _records(titles, table.rows(tongue))))
        widths[_SHEETS[tongue]] = _widths(titles, table.rows(tongue))
    titles = [" ", *(_SHEETS[tongue] for tongue in LOCALES)]
    sheets.append((_ABOUT, _records(titles, iter(about))))
    widths[_ABOUT] = _widths(titles, iter(about))
    write_worksheets(
        sheets,
        str(partial),
        freeze_panes={_SHEETS[tongue]: {"row": 1, "col": 0} for tongue in LOCALES},
        bold_headers=True,
        column_widths=widths,
        datetime_format="yyyy-mm-dd",
    )
    _without_day(partial, target)
    partial.unlink()


def _records(titles: Sequence[str], rows: Iterator[list[Value]]) -> Iterator[dict[str, Value]]:
    """Yield each row by its headings; one empty row where there is none, to carry them."""
    empty = True
    for row in rows:
        empty = False
        yield dict(zip(titles, map(_fitting, row), strict=True))
    if empty:
        yield dict.fromkeys(titles)


def _fitting(value: Value) -> Value:
    return value[:LONGEST_TEXT] if isinstance(value, str) else value


def _widths(titles: Sequence[str], rows: Iterator[list[Value]]) -> list[float]:
    """Return a width in characters for each column, from its heading and its first cells."""
    widths = [len(title) for title in titles]
    for row in islice(rows, _WIDTH_SAMPLE):
        widths = [
            max(width, len(str(value)) if value is not None else 0)
            for width, value in zip(widths, row, strict=True)
        ]
    return [float(min(max(width + 2, 8), 60)) for width in widths]


def _without_day(source: Path, target: Path) -> None:
    """Copy a workbook without the day it was written: the same table gives the same bytes."""
    with (
        zipfile.ZipFile(source) as found,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in found.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with found.open(name) as reader, made.open(entry, "w") as writer:
                if name == _CORE:
                    writer.write(_core(reader.read()))
                    continue
                while chunk := reader.read(1 << 20):
                    writer.write(chunk)


def _core(xml: bytes) -> bytes:
    for mark in (b"dcterms:created", b"dcterms:modified"):
        start = xml.index(b">", xml.index(b"<" + mark)) + 1
        xml = xml[:start] + _NO_DAY + xml[xml.index(b"</" + mark) :]
    return xml
