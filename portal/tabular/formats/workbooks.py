"""Spreadsheets (XLSX, XLSM, XLS, ODS): every sheet written out as records of text, once."""

import csv
import html
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.tabular.formats.archive import open_archive, read_blocks
from portal.tabular.formats.markup import SheetFacts, check_ods, check_parts, worksheet_facts
from portal.tabular.formats.sources import Records, Remembered, Sheet, Source
from portal.tabular.model import Message, RefusedFileError

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_EXACT = 10**15
_SHEETS = 200
_SMALL_PART = 1 << 24


def open_workbook(path: Path, kind: str, folder: Path) -> Source:
    """Open a spreadsheet as a source; its sheets are spooled to `folder` as UTF-8 CSV.

    Args:
        path: the file.
        kind: "xlsx", "ods" or "xls".
        folder: where the sheets are written; it must outlive the source.

    Raises:
        RefusedFileError: the file is unsafe, locked with a password, or broken.
    """
    facts: dict[str, SheetFacts] = {}
    source = Source(kind, [])
    if kind in {"xlsx", "ods"}:
        with open_archive(path) as archive:
            check_parts(archive)
            if kind == "ods":
                check_ods(archive)
            else:
                facts = _facts(archive)
                if any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()):
                    source.remarks.append(Message("macros-dropped"))
    _read_sheets(path, folder, source, facts)
    return source


def _read_sheets(path: Path, folder: Path, source: Source, facts: dict[str, SheetFacts]) -> None:
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_path(str(path))
        with workbook:
            for number, about in enumerate(workbook.sheets_metadata[:_SHEETS]):
                if about.typ == calamine.SheetTypeEnum.WorkSheet:
                    hidden = about.visible != calamine.SheetVisibleEnum.Visible
                    target = folder / f"sheet{number}.csv"
                    known = facts.get(about.name, SheetFacts())
                    sheet = _spool(workbook, about.name, target, known, source)
                    sheet.hidden = hidden
                    source.sheets.append(sheet)
    except calamine.PasswordError as error:
        raise RefusedFileError("password") from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise RefusedFileError("workbook-broken") from error


def _spool(
    workbook: "CalamineWorkbook", name: str, target: Path, facts: SheetFacts, source: Source
) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    inexact = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for number, row in enumerate(_rows(sheet)):
            inexact += sum(isinstance(cell, float) and abs(cell) >= _EXACT for cell in row)
            texts = [cell_text(cell) for cell in row]
            writer.writerow(_with_errors(texts, number, facts))
    serious = [shown for shown in facts.errors.values() if shown != "#N/A"]
    if serious:
        source.remarks.append(Message("formula-errors", {"sheet": name, "count": len(serious)}))
    if facts.without_value:
        source.remarks.append(
            Message("formula-without-value", {"sheet": name, "count": facts.without_value})
        )
    if inexact:
        source.remarks.append(Message("sheet-digits-lost", {"sheet": name, "count": inexact}))
    merges = tuple(
        (top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return Sheet(name, Remembered(lambda: read_spool(target)), merges=merges)


def _rows(sheet: "CalamineSheet") -> Iterator[list[Any]]:
    start = sheet.start
    if start is None:
        return
    lead: list[Any] = [""] * start[1]
    for row in sheet.iter_rows():
        yield lead + row


def _with_errors(texts: list[str], number: int, facts: SheetFacts) -> list[str]:
    """Put back the errors that the reader leaves blank."""
    if facts.errors:
        for column in range(len(texts)):
            if not texts[column] and (number, column) in facts.errors:
                texts[column] = facts.errors[number, column]
    return texts


def read_spool(path: Path) -> Records:
    """Yield the records of a spooled sheet."""
    with path.open(encoding="utf-8", newline="") as file:
        for record in csv.reader(file):
            yield record if any(record) else []


def cell_text(value: object) -> str:
    """Write a spreadsheet's value as text: whole numbers without point, dates as ISO 8601."""
    match value:
        case str():
            text = value
        case bool():
            text = "TRUE" if value else "FALSE"
        case float():
            text = str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
        case datetime():
            text = (value + timedelta(milliseconds=500)).replace(microsecond=0).isoformat()
        case time():
            text = value.isoformat(timespec="seconds")
        case timedelta():
            seconds = round(value.total_seconds())
            text = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        case date():
            text = value.isoformat()
        case _:
            text = str(value)
    return text


def _facts(archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """Return what each worksheet's XML says, by the name of its sheet."""
    facts: dict[str, SheetFacts] = {}
    for name, part in _parts(archive).items():
        if part in archive.namelist():
            facts[name] = worksheet_facts(archive, part)
    return facts


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return which part of the archive holds each sheet, by the sheet's name."""
    sheets = _tags(archive, "xl/workbook.xml", b"sheet")
    relations = _tags(archive, "xl/_rels/workbook.xml.rels", b"Relationship")
    targets = {item.get("Id", ""): item.get("Target", "") for item in relations}
    return {
        item.get("name", ""): f"xl/{targets.get(item.get('r:id', ''), '').removeprefix('/xl/')}"
        for item in sheets
    }


def _tags(archive: zipfile.ZipFile, part: str, tag: bytes) -> list[dict[str, str]]:
    """Return the attributes of every element of one name in a small part."""
    if part not in archive.namelist() or archive.getinfo(part).file_size > _SMALL_PART:
        return []
    text = b"".join(read_blocks(archive, archive.getinfo(part)))
    found = re.findall(rb"<(?:\w+:)?" + tag + rb"\s([^>]*)>", text)
    return [
        {
            name.decode(): html.unescape(value.decode("utf-8", "replace"))
            for name, value in re.findall(rb'([\w:]+)\s*=\s*"([^"]*)"', attributes)
        }
        for attributes in found
    ]
