"""Which record of an officer's file a row of the clean table was."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from portal.publishing.intake.building import Part
from portal.publishing.intake.model import Plain

_LEFT_OUT = {"blank-row", "total-row", "repeated-heading", "note-row", "column-numbers"}


def in_the_file(issues: Iterable[Plain], parts: Sequence[Part], changes: Path) -> list[Plain]:
    """Return issues with the rows of the file as handed in instead of those of its clean table.

    Where that cannot be said for certain an issue keeps the row of the clean table, and the
    file's name tells so.
    """
    told = list(issues)
    if not any(issue.get("row") for issue in told):
        return told
    records = {f"data/{part.resource}.csv": source_records(part, changes) for part in parts}
    sheets = {f"data/{part.resource}.csv": part.table.sheet or "" for part in parts}
    mended = []
    for issue in told:
        file, row = issue.get("file", ""), issue.get("row")
        known = records.get(file)
        if row and known and 2 <= row < len(known) + 2:
            mended.append({**issue, "file": sheets[file], "row": known[row - 2]})
        else:
            mended.append(issue)
    return mended


def source_records(part: Part, changes: Path) -> list[int]:
    """Return the source record of each row; nothing where they cannot all be accounted for."""
    table = part.table
    out: set[int] = set()
    with changes.open(encoding="utf-8") as lines:
        for line in lines:
            change = json.loads(line)
            if change["code"] in _LEFT_OUT and change["sheet"] == (table.sheet or ""):
                out.add(change["row"])
    records = [n for n in range(table.first_record, table.last_record + 1) if n not in out]
    return records if len(records) == table.rows else []
