"""Findings in the short form that tests compare."""

from portal.tabular.model import Intake, Table


def names(table: Table) -> list[str]:
    """Return the headings."""
    return [column.name for column in table.columns]


def types(table: Table) -> list[str]:
    """Return the types of the columns."""
    return [column.type for column in table.columns]


def codes(intake: Intake) -> set[str]:
    """Return the codes of the messages, but for those that say what was found."""
    return {m.code for m in intake.messages if not m.code.startswith("table-found")}


def changed(intake: Intake) -> dict[str, int]:
    """Return how many changes there are of each kind, over all columns."""
    counts: dict[str, int] = {}
    for change in intake.changes:
        counts[change.code] = counts.get(change.code, 0) + change.count
    return counts
