"""An intake as JSON and back: what crosses from the sandbox, and what is kept with a submission."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from portal.errors import Issue
from portal.tabular.model import (
    Change,
    Column,
    Intake,
    Message,
    Question,
    Sample,
    Table,
    Verdict,
)


def to_record(intake: Intake) -> dict[str, Any]:
    """Return everything an intake found as plain JSON values, its path apart."""
    return {
        "verdict": intake.verdict.value,
        "kind": intake.kind,
        "encoding": intake.encoding,
        "delimiter": intake.delimiter,
        "tables": [_table(table) for table in intake.tables],
        "changes": [asdict(change) for change in intake.changes],
        "notes": list(intake.notes),
        "questions": [
            {**_fields(question), "facts": dict(question.facts)} for question in intake.questions
        ],
        "issues": [{**_fields(issue), "facts": dict(issue.facts)} for issue in intake.issues],
        "messages": [{"code": m.code, "facts": dict(m.facts)} for m in intake.messages],
    }


def from_record(record: Mapping[str, Any], path: Path) -> Intake:
    """Return an intake as it was recorded; its tables can be shown but not written.

    Raises:
        KeyError, TypeError, ValueError: the record is none of ours.
    """
    return Intake(
        path=path,
        verdict=Verdict(record["verdict"]),
        kind=str(record["kind"]),
        encoding=record["encoding"],
        delimiter=record["delimiter"],
        tables=[
            Table(**{**table, "columns": [Column(**column) for column in table["columns"]]})
            for table in record["tables"]
        ],
        changes=[
            Change(**{**change, "samples": [Sample(**one) for one in change["samples"]]})
            for change in record["changes"]
        ],
        notes=[str(note) for note in record["notes"]],
        questions=[
            Question(**{**question, "options": tuple(question["options"])})
            for question in record["questions"]
        ],
        issues=[Issue(**issue) for issue in record["issues"]],
        messages=[Message(**message) for message in record["messages"]],
    )


def _fields(value: Question | Issue) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def _table(table: Table) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "header_rows": table.header_rows,
        "columns": [{**asdict(column), "marks": dict(column.marks)} for column in table.columns],
        "rows": table.rows,
        "first_row": table.first_row,
        "last_row": table.last_row,
        "first_record": table.first_record,
        "last_record": table.last_record,
    }
