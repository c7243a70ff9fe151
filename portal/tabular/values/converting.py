"""Cells made plain: each column's texts as its type writes them, every change noted."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.errors import Issue
from portal.tabular.changes import ChangeLog
from portal.tabular.model import Column
from portal.tabular.values import dates, numerals
from portal.tabular.values.evidence import Evidence
from portal.tabular.values.plain import convert_odd

if TYPE_CHECKING:
    import polars as pl

ISSUES_KEPT = 200
_PLAIN = {
    "integer": numerals.PLAIN_INTEGER,
    "number": numerals.PLAIN_NUMBER,
    "date": dates.PLAIN_DATE,
    "datetime": dates.ISO_MOMENT,
    "boolean": "^(?i:true|false)$",
    "time": "^[0-9]{2}:[0-9]{2}:[0-9]{2}$",
}


@dataclass(slots=True)
class Converter:
    """Makes the cells of one column plain.

    Args:
        column: its type, marks and habits.
        sheet: where it stands, for the change log.
        log: takes every change.
        issues: takes the first cells that cannot be what their column is.
        keep_spaces: leave white space at the ends of texts.
    """

    column: Column
    sheet: str
    log: ChangeLog
    issues: list[Issue]
    keep_spaces: bool = False
    wrong: Counter[str] = field(default_factory=Counter)

    def convert(self, cells: "pl.Series", records: list[int]) -> "pl.Series":
        """Return one batch of cells made plain; cells that cannot be stay as they are."""
        trimmed = cells.str.strip_chars(numerals.SPACES)
        if self.column.type in {"string", "geojson", "year"}:
            return self._trim(cells, trimmed, records)
        clean = trimmed.str.contains(self._plain())
        if self.column.type in {"date", "datetime"}:
            days = trimmed.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
            clean = clean & days.is_not_null()
        clean = clean | (trimmed == "")
        padded = clean & (trimmed.str.len_bytes() != cells.str.len_bytes())
        self._note(padded, cells, trimmed, records, "spaces-trimmed")
        if bool(clean.all()):
            return trimmed
        return self._convert_rest(cells, trimmed, clean, records)

    def _plain(self) -> str:
        if self.column.type == "number" and self.column.decimal == "comma":
            return numerals.PLAIN_INTEGER
        return _PLAIN[self.column.type]

    def _trim(self, cells: "pl.Series", trimmed: "pl.Series", records: list[int]) -> "pl.Series":
        if self.keep_spaces:
            return cells
        changed = trimmed.str.len_bytes() != cells.str.len_bytes()
        self._note(changed, cells, trimmed, records, "spaces-trimmed")
        return trimmed

    def _convert_rest(
        self, cells: "pl.Series", trimmed: "pl.Series", clean: "pl.Series", records: list[int]
    ) -> "pl.Series":
        import polars as pl

        after, codes = convert_odd(self.column, trimmed, ~clean)
        for code in codes.unique().sort().to_list():
            if not code:
                continue
            mask = codes == code
            if code.startswith("!"):
                self._report(mask, trimmed, records, code[1:])
            else:
                shown = after if code != "mark" else pl.Series([""]).new_from_index(0, len(after))
                self._note(mask, cells, shown, records, code)
        spaced = (codes == "") & ~clean & (trimmed.str.len_bytes() != cells.str.len_bytes())
        self._note(spaced, cells, trimmed, records, "spaces-trimmed")
        return after

    def _note(
        self,
        mask: "pl.Series",
        before: "pl.Series",
        after: "pl.Series",
        records: list[int],
        code: str,
    ) -> None:
        import polars as pl

        places = mask.arg_true()
        if len(places):
            rows = pl.Series(records, dtype=pl.Int64).gather(places)
            changed = pl.DataFrame(
                {"row": rows, "before": before.gather(places), "after": after.gather(places)}
            )
            self.log.add_many(code, changed, column=self.column.field, sheet=self.sheet)

    def _report(self, mask: "pl.Series", cells: "pl.Series", records: list[int], code: str) -> None:
        places = mask.arg_true()
        room = max(0, ISSUES_KEPT - self.wrong[code])
        self.wrong[code] += len(places)
        for place in places.head(room).to_list():
            facts = {"value": cells[place], "type": self.column.type}
            self.issues.append(
                Issue(
                    code, self.sheet, records[place], self.column.name or self.column.field, facts
                )
            )


def needs_converting(column: Column, evidence: Evidence) -> bool:
    """Tell whether any cell of a column can change, so that looking at each is not idle."""
    if evidence.padded_ends:
        return True
    if column.type in {"string", "geojson", "year"}:
        return False
    plain = {
        "integer": evidence.integers,
        "number": evidence.integers + evidence.decimals,
        "boolean": evidence.truths,
    }.get(column.type, -1)
    return plain != evidence.filled or (column.type == "number" and column.decimal == "comma")
