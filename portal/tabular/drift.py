"""What a dataset's last file looked like, and how the next one differs from it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any, Self

from portal.tabular.decisions import Decisions, WrongDecisionError
from portal.tabular.model import Intake, Question, Table

_FEWER = 0.5
_MORE = 2.0
_ALIKE = 0.6
_FAMILIES = {"integer": "number", "year": "number", "datetime": "date"}


@dataclass(frozen=True, slots=True)
class KnownColumn:
    """A column as it was: machine name, heading, type."""

    field: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """The decisions taken about a dataset's files, and the table they led to.

    Attributes:
        decisions: what was decided; said of cells of one file, it is not among them.
        columns: the table's columns, in order.
        rows: how many data rows it had.
    """

    decisions: Decisions
    columns: tuple[KnownColumn, ...]
    rows: int

    @classmethod
    def of(cls, table: Table, decisions: Decisions) -> Self:
        """Return the recipe that a table read with `decisions` leaves for the next file."""
        columns = tuple(KnownColumn(c.field, c.name, c.type) for c in table.columns)
        return cls(decisions.for_next_file(), columns, table.rows)

    def to_dict(self) -> dict[str, Any]:
        """Return the recipe as plain JSON values."""
        columns = [asdict(column) for column in self.columns]
        return {"decisions": self.decisions.to_dict(), "columns": columns, "rows": self.rows}

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Self:
        """Read a recipe back.

        Raises:
            WrongDecisionError: it is none of ours.
        """
        try:
            columns = tuple(KnownColumn(**column) for column in kept["columns"])
            return cls(Decisions.from_dict(kept["decisions"]), columns, int(kept["rows"]))
        except (KeyError, TypeError, ValueError) as error:
            raise WrongDecisionError(str(error)) from error

    def drift(self, intake: Intake, number: int = 0) -> list[Question]:
        """Return a question for everything in which a file differs from the last one.

        Args:
            intake: what was found with the recipe's decisions.
            number: which of its tables is meant, from 0.

        Returns:
            "sheet-gone", "column-renamed", "column-gone", "column-new", "type-changed" and
            "rows-odd"; nothing where the file is rejected or has no such table. `facts` of a
            renamed column hold `field` and `called`, what it was.
        """
        if number >= len(intake.tables):
            return []
        table = intake.tables[number]
        now = Recipe.of(table, self.decisions)
        sheet, wanted = table.sheet or "", self.decisions.sheet
        questions: list[Question] = []
        if wanted is not None and wanted != table.sheet:
            facts: dict[str, object] = {"before": wanted, "now": sheet}
            questions.append(Question("sheet-gone", sheet, "", ("right",), facts=facts))
        questions += _columns(self.columns, now.columns, sheet)
        if self.rows and not _FEWER * self.rows <= table.rows <= _MORE * self.rows:
            facts = {"rows": table.rows, "before": self.rows}
            questions.append(Question("rows-odd", sheet, "", ("right",), facts=facts))
        return questions


def _columns(
    before: Sequence[KnownColumn], now: Sequence[KnownColumn], sheet: str
) -> list[Question]:
    """Return the questions about columns renamed, gone, new and of another type."""
    old = {column.field: column for column in before}
    gone = [column for column in before if column.field not in {one.field for one in now}]
    new = [column for column in now if column.field not in old]
    questions: list[Question] = []
    for column in list(new):
        there = before[now.index(column)] if now.index(column) < len(before) else None
        was = _likest(column, gone, there, exactly=len(before) == len(now))
        if was is not None:
            facts = {"field": was.field, "called": was.name}
            options = ("same", "different")
            questions.append(
                Question("column-renamed", sheet, column.field, options, blocking=True, facts=facts)
            )
            gone.remove(was)
            new.remove(column)
    questions += [
        Question("column-gone", sheet, "", ("right",), blocking=True, facts={"called": one.name})
        for one in gone
    ]
    questions += [Question("column-new", sheet, one.field, ("right",)) for one in new]
    for column in now:
        known = old.get(column.field)
        if known is not None and _family(known.type) != _family(column.type):
            facts = {"before": known.type, "now": column.type}
            options = (known.type, column.type)
            questions.append(
                Question("type-changed", sheet, column.field, options, blocking=True, facts=facts)
            )
    return questions


def _likest(
    column: KnownColumn, gone: Sequence[KnownColumn], there: KnownColumn | None, *, exactly: bool
) -> KnownColumn | None:
    """Return the column that may go on under another heading: called alike, or in its place.

    Args:
        column: the one that is new.
        gone: those it could have been.
        there: the column that stood in its place.
        exactly: there are as many columns as before, so that places count whatever the type.
    """
    best = max(gone, key=lambda one: _likeness(column, one), default=None)
    if best is not None and _likeness(column, best) >= _ALIKE:
        return best
    if (
        there is not None
        and there in gone
        and (exactly or _family(there.type) == _family(column.type))
    ):
        return there
    return None


def _likeness(one: KnownColumn, other: KnownColumn) -> float:
    return SequenceMatcher(None, one.field, other.field).ratio()


def _family(kind: str) -> str:
    return _FAMILIES.get(kind, kind)
