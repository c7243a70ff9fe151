"""The list of everything altered: groups with samples in memory, every single one to a file."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, BinaryIO

from portal.tabular.model import SAMPLES, Change, Sample

if TYPE_CHECKING:
    import polars as pl


class ChangeLog:
    """Collects changes in groups of code, sheet and column; memory does not grow with them.

    Args:
        sink: where every change is written as a line of JSON, or None.
    """

    def __init__(self, sink: BinaryIO | None = None) -> None:
        self._groups: dict[tuple[str, str, str], Change] = {}
        self._sink = sink
        self._headings: dict[tuple[str, str], str] = {}

    def name_columns(self, sheet: str, headings: Mapping[str, str]) -> None:
        """Tell what the columns of a sheet are called, by machine name, for whoever reads."""
        self._headings.update({(sheet, field): name for field, name in headings.items()})

    def group(self, code: str, column: str = "", sheet: str = "") -> Change:
        """Return the group of a kind of change, new or begun."""
        key = (code, sheet, column)
        if key not in self._groups:
            self._groups[key] = Change(code, column, sheet)
        return self._groups[key]

    def add(
        self, code: str, row: int, before: str, after: str, *, column: str = "", sheet: str = ""
    ) -> None:
        """Record one change of the source record `row` (from 1)."""
        self.group(code, column, sheet).add(row, before, after)
        if self._sink is not None:
            line = {
                "code": code,
                "sheet": sheet,
                "column": self._headings.get((sheet, column), column),
                "field": column,
                "row": row,
                "before": before,
                "after": after,
            }
            self._sink.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")

    def add_many(self, code: str, changed: "pl.DataFrame", *, column: str, sheet: str) -> None:
        """Record changes of one kind in one column: a frame of `row`, `before` and `after`."""
        import polars as pl

        group = self.group(code, column, sheet)
        for row, before, after in changed.head(max(0, SAMPLES - len(group.samples))).iter_rows():
            group.samples.append(Sample(row, before, after))
        group.count += len(changed)
        if self._sink is not None and len(changed):
            heading = self._headings.get((sheet, column), column)
            about = {"code": code, "sheet": sheet, "column": heading, "field": column}
            named = [pl.lit(value).alias(key) for key, value in about.items()]
            changed.select(*named, "row", "before", "after").write_ndjson(self._sink)

    def groups(self) -> list[Change]:
        """Return every group that has changes, in the order they began."""
        return [change for change in self._groups.values() if change.count]
