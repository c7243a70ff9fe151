"""What an officer decided about a file, kept so that the next month's file needs no asking."""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from portal.tabular.values.marks import MEANINGS

TYPES = ("string", "integer", "number", "boolean", "date", "datetime", "time", "year", "geojson")
ORDERS = ("dmy", "mdy")
DECIMALS = ("point", "comma")


UNDOABLE = frozenset(
    {
        "total-row",
        "note-row",
        "column-numbers",
        "repeated-heading",
        "rows-below",
        "filled-down",
        "spaces-trimmed",
        "thousands-separator",
        "grouping-spaces",
        "decimal-comma",
        "currency-sign",
        "percent-sign",
        "negative-brackets",
        "minus-sign",
        "exponent",
        "number-tidied",
        "date-iso",
        "datetime-iso",
        "time-iso",
        "mark",
        "coordinates-added",
        "label-to-code",
    }
)
"""Kinds of change that can be undone; undoing one within a column's cells leaves it words."""

_OF_ONE_FILE = ("nothing_to_report", "damage_accepted", "people_allowed", "redactions")


class WrongDecisionError(ValueError):
    """A decision that intake does not know or cannot use; its text says which."""


@dataclass(frozen=True, slots=True)
class TypeChoice:
    """The type chosen for a column, and how its dates or decimals are written."""

    type: str
    order: str = "dmy"
    decimal: str = "point"

    def __post_init__(self) -> None:
        for value, known in (
            (self.type, TYPES),
            (self.order, ORDERS),
            (self.decimal, DECIMALS),
        ):
            if value not in known:
                raise WrongDecisionError(f"{value!r} is none of {', '.join(known)}")


@dataclass(frozen=True, slots=True)
class Decisions:
    """Answers to intake's questions; columns are named by their machine names.

    Attributes:
        sheet: the sheet (or zip member) that is meant; None: intake finds it.
        table: which table of that sheet, from 1; None: intake finds it.
        header_rows: the records (from 1) that hold the headings; () says there are none.
        names: headings given to columns, by machine name.
        types: the type of a column, whatever intake would choose.
        marks: what a mark means, by mark (`portal.tabular.values.marks.MEANINGS`).
        undo: groups of changes not to make: (code of `UNDOABLE`, column or "").
        left_out: columns that are not taken at all.
        redactions: cells emptied: (source record from 1, column).
        encoding: the encoding to read text with, whatever the trials say.
        nothing_to_report: an empty table is meant to be empty.
        damage_accepted: destroyed characters are known and accepted.
        people_allowed: an approver has let row-level data about people through.
    """

    sheet: str | None = None
    table: int | None = None
    header_rows: tuple[int, ...] | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, TypeChoice] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    undo: frozenset[tuple[str, str]] = frozenset()
    left_out: frozenset[str] = frozenset()
    redactions: frozenset[tuple[int, str]] = frozenset()
    encoding: str | None = None
    nothing_to_report: bool = False
    damage_accepted: bool = False
    people_allowed: bool = False

    def __post_init__(self) -> None:
        if self.encoding is not None:
            try:
                codecs.lookup(self.encoding)
            except LookupError as error:
                raise WrongDecisionError(f"{self.encoding!r} is no encoding") from error
        if unknown := set(self.marks.values()) - set(MEANINGS):
            raise WrongDecisionError(f"{', '.join(sorted(unknown))}: no meaning of a mark")
        if unknown := {code for code, _ in self.undo} - UNDOABLE:
            raise WrongDecisionError(f"{', '.join(sorted(unknown))}: not to be undone")

    def undoes(self, code: str, column: str = "") -> bool:
        """Tell whether a group of changes was undone, in one column or everywhere."""
        return (code, column) in self.undo or (code, "") in self.undo

    def for_next_file(self) -> Self:
        """Return what still holds for another file: nothing said of this one's own cells."""
        fresh = type(self)()
        return replace(self, **{name: getattr(fresh, name) for name in _OF_ONE_FILE})

    def to_dict(self) -> dict[str, Any]:
        """Return the decisions as plain JSON values."""
        return {
            "sheet": self.sheet,
            "table": self.table,
            "header_rows": None if self.header_rows is None else list(self.header_rows),
            "names": dict(self.names),
            "types": {
                column: {"type": choice.type, "order": choice.order, "decimal": choice.decimal}
                for column, choice in self.types.items()
            },
            "marks": dict(self.marks),
            "undo": sorted([code, column] for code, column in self.undo),
            "left_out": sorted(self.left_out),
            "redactions": [list(cell) for cell in sorted(self.redactions)],
            "encoding": self.encoding,
            "nothing_to_report": self.nothing_to_report,
            "damage_accepted": self.damage_accepted,
            "people_allowed": self.people_allowed,
        }

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Self:
        """Read decisions back.

        Raises:
            WrongDecisionError: a key or a value is unknown.
        """
        known = set(cls.__dataclass_fields__)
        if unknown := set(kept) - known:
            raise WrongDecisionError(f"unknown decisions: {', '.join(sorted(unknown))}")
        values = dict(kept)
        if values.get("header_rows") is not None:
            values["header_rows"] = tuple(int(row) for row in values["header_rows"])
        try:
            values["types"] = {
                column: TypeChoice(**choice) for column, choice in values.get("types", {}).items()
            }
            values["undo"] = frozenset((code, column) for code, column in values.get("undo", []))
            values["left_out"] = frozenset(map(str, values.get("left_out", [])))
            values["redactions"] = frozenset(
                (int(row), str(column)) for row, column in values.get("redactions", [])
            )
        except (TypeError, ValueError, AttributeError) as error:
            raise WrongDecisionError(str(error)) from error
        return cls(**values)
