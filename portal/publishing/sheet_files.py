"""The sheet of texts as a file: CSV or a workbook, out and in."""

import csv
import io
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from portal.errors import PortalError
from portal.interop.writing.formulas import disarmed, rearmed
from portal.publishing.sheets import COLUMNS
from portal.tabular.decisions import Decisions, TypeChoice
from portal.tabular.model import Verdict
from portal.tabular.sandbox import Limits, Output, run_intake

Kind = Literal["csv", "xlsx"]

MEDIA_TYPES: Mapping[Kind, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_LIMITS = Limits(cpu_seconds=20, wall_seconds=30.0)
_AS_WRITTEN = Decisions(
    header_rows=(1,),
    types={name: TypeChoice("string") for name in COLUMNS},
    undo=frozenset((code, "") for code in ("total-row", "note-row", "rows-below", "filled-down")),
    damage_accepted=True,
    people_allowed=True,
)


class NotASheetError(PortalError):
    """A file that was handed in as a sheet of texts is none."""

    code = "not-a-sheet"
    status = 422


def write_sheet(rows: Iterable[Mapping[str, str]], kind: Kind) -> bytes:
    """Return the sheet as a file; no cell of it is taken for a formula.

    A workbook says that its cells are text; in a CSV a text that begins like a formula gets an
    apostrophe before it, which is taken off again when the sheet comes back.
    """
    table = [{name: row.get(name, "") for name in COLUMNS} for row in rows]
    if kind == "xlsx":
        return _workbook(table)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: disarmed(text) for name, text in row.items()} for row in table)
    return ("\ufeff" + out.getvalue()).encode()


def read_sheet(path: Path) -> list[dict[str, str]]:
    """Return the rows of a sheet that came back, whatever program saved it.

    Raises:
        NotASheetError: it cannot be read, or lacks a heading.
    """
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / "sheet.csv"
        found = run_intake(path, _AS_WRITTEN, outputs=[Output(0, clean)], limits=_LIMITS)
        if found.intake.verdict is Verdict.REJECT or not clean.is_file():
            raise NotASheetError
        with clean.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if not set(COLUMNS) <= set(reader.fieldnames or ()):
                raise NotASheetError
            return [{name: rearmed(row[name] or "") for name in COLUMNS} for row in reader]


def _workbook(table: list[dict[str, str]]) -> bytes:
    import rustpy_xlsxwriter

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "texts.xlsx"
        rustpy_xlsxwriter.write_worksheet(
            table, str(target), "texts", freeze_row=1, bold_headers=True, column_width=40
        )
        return target.read_bytes()
