"""The report of an intake as plain JSON: the public contract of `melin intake FILE --json`."""

from collections.abc import Callable
from typing import Any

from portal.bilingual import Bilingual
from portal.tabular.model import Change, Intake, Message, Table

Wording = Callable[[Message], Bilingual]
"""Gives the words of a message in both languages; lives above the engines."""


def to_json(intake: Intake, words: Wording) -> dict[str, Any]:
    """Return the report in the contract's shape; `words` gives each message its texts."""
    return {
        "verdict": intake.verdict.value,
        "messages": [_message(message, words) for message in intake.messages],
        "encoding": intake.encoding,
        "delimiter": intake.delimiter,
        "tables": [_table(table) for table in intake.tables],
        "changes": [_change(change, _headings(intake)) for change in intake.changes],
        "notes": list(intake.notes),
    }


def _message(message: Message, words: Wording) -> dict[str, str]:
    text = words(message)
    return {"code": message.code, "cy": text.cy, "en": text.en}


def _table(table: Table) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "header_rows": list(table.header_rows),
        "columns": [{"name": column.name, "type": column.type} for column in table.columns],
        "rows": table.rows,
        "first_row": list(table.first_row),
        "last_row": list(table.last_row),
    }


def _headings(intake: Intake) -> dict[tuple[str, str], str]:
    return {
        (table.sheet or "", column.field): column.name
        for table in intake.tables
        for column in table.columns
    }


def _change(change: Change, headings: dict[tuple[str, str], str]) -> dict[str, Any]:
    """Return a group of changes; its column is called as among the columns: by its heading."""
    return {
        "code": change.code,
        "column": headings.get((change.sheet, change.column), change.column),
        "count": change.count,
        "samples": [
            {"row": sample.row, "before": sample.before, "after": sample.after}
            for sample in change.samples
        ],
    }
