"""Small changes to one dataset: how far each count can go if hardly anything else moves.

From a dataset that fits, a few people are added to or taken from one base cell, or moved from
one answer to another, in some releases in a row, as far as every bound allows. Each such change
is another dataset that fits, so each value it gives a count is truly possible. All changes are
worked out at once, by arithmetic on whole tables; they certify most counts of a rounded release
without a program.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from portal.disclosure.equations import Dataset
from portal.disclosure.lattice import Ints, flat
from portal.disclosure.release import UNKNOWN
from portal.disclosure.system import System
from portal.disclosure.windows import Change, Changes

Index = tuple[Any, ...]
"""An index of some counts of a table, its sheets first."""


class Reached:
    """Values that some dataset truly gives each count: the lowest and the highest so far."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.low = [np.full_like(low, UNKNOWN + 1) for low in system.low]
        self.high = [np.full_like(low, -1) for low in system.low]

    def counts(self, dataset: Dataset) -> list[Ints]:
        """Return every count of a dataset, for each table by sheet and levels."""
        sheets = self.system.sheets.sheets
        return [
            np.stack([lattice.add_up(base[list(sheet.layers)].sum(axis=0)) for sheet in sheets])
            for lattice, base in zip(self.system.lattices, dataset, strict=True)
        ]

    def fits(self, values: list[Ints]) -> bool:
        """Check every count of a dataset against everything that is known, in whole numbers."""
        system = self.system
        for value, low, high in zip(values, system.low, system.high, strict=True):
            if (value < low).any() or (value > high).any():
                return False
        for ratio in system.ratios:
            own = flat(values[ratio.table])[ratio.sheet][ratio.cells]
            if int(own @ ratio.factors) < ratio.least:
                return False
        for link in system.links:
            one, two = values[link.first], values[link.second]
            if not np.array_equal(one[:, *link.in_first], two[:, *link.in_second]):
                return False
        ties = ((tie, t) for tie in system.sheets.ties for t in range(len(values)))
        return all(
            np.array_equal(
                values[t][tie.before][system.tied(t)], values[t][tie.after][system.tied(t)]
            )
            for tie, t in ties
        )

    def note(self, table: int, at: Index, values: Ints) -> None:
        """Note values that are reached at some counts of a table."""
        low, high = self.low[table], self.high[table]
        low[at] = np.minimum(low[at], values)
        high[at] = np.maximum(high[at], values)

    def explore(self, dataset: Dataset) -> bool:
        """Note a dataset and all its small changes; tell whether it fits."""
        values = self.counts(dataset)
        if not self.fits(values):
            return False
        for table, value in enumerate(values):
            self.note(table, (...,), value)
        Mover(self, values, dataset).run()
        return True


class Mover:
    """Notes where all changes of one dataset lead: in releases, and in what each one added."""

    def __init__(self, reached: Reached, values: Sequence[Ints], dataset: Dataset) -> None:
        self.reached, self.values = reached, values
        self.changes = Changes(reached.system, values, dataset)
        self.sheets = reached.system.sheets

    def run(self) -> None:
        """Make every kind of change, in every window of releases."""
        releases = range(self.changes.releases)
        for change in self.changes:
            found = [list(self.changes.gains(change, first)) for first in releases]
            for table, own in enumerate(change):
                gains = [gain[table] for gain in found]
                self._begun(table, own, gains)
                if len(gains) > 1:
                    self._ended(table, own, gains)

    def _begun(self, table: int, change: Change, gains: Sequence[Ints]) -> None:
        """Note the releases within windows, and what was added since before they began."""
        best = np.zeros_like(gains[0])
        for first in reversed(range(len(gains))):
            later = np.maximum.accumulate(gains[first][::-1], axis=0)[::-1]
            best[first:] = np.maximum(best[first:], later)
            if first:
                self._note(table, change, self.sheets.added[first - 1, first:], best[first:], 1)
        self._note(table, change, np.arange(len(gains)), best, 1)

    def _ended(self, table: int, change: Change, gains: Sequence[Ints]) -> None:
        """Note what was added since a release within windows, until after they ended."""
        best = np.zeros_like(gains[0])
        for first in range(len(gains) - 1):
            best[first:] = np.maximum(best[first:], gains[first])
            over = np.maximum.accumulate(best[first:-1], axis=0)
            self._note(table, change, self.sheets.added[first, first + 1 :], over, -1)

    def _note(self, table: int, change: Change, sheets: Ints, gain: Ints, way: int) -> None:
        """Note gains in some sheets (-1: none such)."""
        sheets, gain = sheets[sheets >= 0], gain[sheets >= 0]
        if not len(sheets):
            return
        for side, place in change.places:
            at = (sheets, *place)
            moved = np.minimum(self.values[table][at] + way * side * gain, UNKNOWN)
            self.reached.note(table, at, moved)
