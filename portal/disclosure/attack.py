"""The attacker: everything published about a population, and all that follows from it.

Bounds travel first; then one dataset that fits is changed a little everywhere at once; what is
still open is put to programs, component by component. What is called reached was seen in a
dataset checked in whole numbers.

Source: docs/method/disclosure.md section 4.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from portal.disclosure.equations import Dataset, Equations
from portal.disclosure.lattice import Bools, Ints, flat
from portal.disclosure.moves import Reached
from portal.disclosure.program import Deadline
from portal.disclosure.refusals import OutOfTimeError
from portal.disclosure.release import UNKNOWN, Family, Place
from portal.disclosure.search import Ends, Search
from portal.disclosure.system import System


@dataclass(frozen=True)
class Ranges:
    """What is known of some counts: no dataset leaves low..high, some reach least and most."""

    low: Ints
    high: Ints
    least: Ints
    most: Ints

    @property
    def proved(self) -> Bools:
        """Tell which ranges are exact."""
        return np.asarray((self.low == self.least) & (self.high == self.most))


EXACT_SECONDS = 4.0
"""How much processor time is given to making ranges exact that are proved wide enough."""

_CENTRE_SECONDS = 5.0
_LONG, _LONG_SECONDS = 24, 20.0
"""More releases than these, and the processor time each kind of proof over them may take."""


class Attack:
    """What an attacker knows of one population; `broken`: no whole numbers fit at all."""

    def __init__(self, family: Family, deadline: Deadline) -> None:
        self.family = family
        self.deadline = deadline
        self.system = System(family)
        self.reached = Reached(self.system)
        self.sure = False
        self.late = False
        self.witness: Dataset | None = None

    @property
    def broken(self) -> bool:
        """Tell whether it is proved that no dataset fits."""
        return self.system.broken

    def run(self, *, exact: bool = True) -> None:
        """Find the range of every judged count, exact where a verdict needs it or as asked.

        `sure` tells that some dataset fits.
        """
        self.system.tighten()
        if self.broken:
            return
        for find in (self._printed, self._centred, self._found):
            self.witness = find()
            self.sure = self.witness is not None and self.reached.explore(self.witness)
            if self.sure:
                break
        if not self.sure:
            return
        if len(self.family.releases) > _LONG:
            self.search.deadline = self.deadline.working(_LONG_SECONDS)
        self._settle_all(needed=True)
        if exact and not self.late:
            self.search.deadline = self.deadline.working(EXACT_SECONDS)
            self._settle_all(needed=False)
        self.search.deadline = self.deadline

    def _settle_all(self, *, needed: bool) -> None:
        """Settle the counts whose verdict needs it, or all counts."""
        for table, cells in enumerate(self._wanted(needed=needed)):
            for sheet in np.flatnonzero(cells.any(axis=1)).tolist():
                if not self.late:
                    self._settle(table, sheet, np.flatnonzero(cells[sheet]))
        for table in range(len(self.system.lattices)):
            self._sum_blocks(table)

    def _centred(self) -> Dataset | None:
        """Look for a dataset that takes every rounded number at its word: it has the most room."""
        plain = System(self.family)
        rounded = 0
        for low, high, shown in zip(plain.low, plain.high, plain.shown, strict=True):
            told = (shown >= 0) & (low < high)
            low[told] = high[told] = shown[told]
            rounded += int(told.sum())
        if not rounded:
            return None
        plain.tighten()
        if plain.broken:
            return None
        equations = Equations(plain)
        start = equations.unknowns(self._printed())
        search = Search(equations, start, self.deadline.working(_CENTRE_SECONDS))
        with contextlib.suppress(OutOfTimeError):
            search.find_dataset()
        if search.broken or not search.fits.all():
            return None
        return equations.dataset(search.x)

    def _found(self) -> Dataset | None:
        """Look for a dataset that fits; it is made from what is published, nobody's answers."""
        if len(self.family.releases) > _LONG:
            self.search.deadline = self.deadline.working(_LONG_SECONDS)
        try:
            self.search.find_dataset()
        except OutOfTimeError:
            return None
        self.system.broken = self.search.broken
        if self.broken or not self.search.fits.all():
            return None
        return self.equations.dataset(self.search.x)

    def _printed(self) -> Dataset:
        """Return the dataset that takes every printed number at its word."""
        found = []
        for table, lattice in enumerate(self.system.lattices):
            codes = tuple(slice(0, n) for n in lattice.base)
            shown = self.system.shown[table].copy()
            for sum_ in self.system.sheets.sums:
                whole, first = shown[sum_.whole], shown[sum_.first]
                told = (whole >= 0) & (first >= 0) & (shown[sum_.second] < 0)
                shown[sum_.second] = np.where(told, whole - first, shown[sum_.second])
            bounds = self.system.low[table], self.system.high[table]
            layers = list(self.system.sheets.layers)
            found.append(np.clip(shown, *bounds)[layers][:, *codes])
        return found

    @cached_property
    def equations(self) -> Equations:
        """What is left to solve once bounds have travelled."""
        return Equations(self.system)

    @cached_property
    def search(self) -> Search:
        """The programs that solve it."""
        start = self.equations.unknowns(
            self.witness if self.sure and self.witness else self._printed()
        )
        return Search(self.equations, start, self.deadline)

    @cached_property
    def blocks(self) -> frozenset[int]:
        """The dimensions in which every published number names one code, none a total.

        What such a dimension tells apart has nothing in common, so totals over it range as
        far as their parts together.
        """
        found = set(self.system.lattices[0].dimensions)
        if self.system.sheets.ties:
            found = set() if self.family.answer is None else found - {self.family.answer}
        for lattice, stated in zip(self.system.lattices, self.system.stated, strict=True):
            for d in set(found):
                if d not in lattice.dimensions:
                    found.discard(d)
                    continue
                axis = lattice.axes[lattice.dimensions.index(d)]
                marks = np.moveaxis(stated, 1 + lattice.dimensions.index(d), 0)
                if marks[axis.codes :].any():
                    found.discard(d)
        return frozenset(d for d in found if not self._crossed(d))

    def _crossed(self, d: int) -> bool:
        """Tell whether a percentage or mean joins codes of a dimension."""
        for ratio in self.system.ratios:
            lattice = self.system.lattices[ratio.table]
            at = lattice.dimensions.index(d)
            levels = np.unravel_index(ratio.cells, lattice.shape)[at]
            if len(set(levels.tolist())) > 1 or levels[0] >= lattice.base[at]:
                return True
        return False

    def _wanted(self, *, needed: bool) -> Sequence[Bools]:
        """Mark, for each table, the judged and grouping counts that are not settled yet.

        With `needed` only those that may be small and of which it is open whether they are
        narrow.
        """
        policy = self.family.policy
        found = [np.zeros(low.shape, dtype=np.bool_) for low in self.system.low]
        for dimensions, table in self.system.seats.items():
            found[table][:, *self.system.lattices[table].judged(dimensions)] = True
        for table, lattice in enumerate(self.system.lattices):
            for at, axis in enumerate(lattice.axes, start=1):
                if axis.dimension in self.blocks:
                    np.moveaxis(found[table], at, 0)[axis.codes :] = False
            own = self._table(table)
            found[table] &= ~own.proved
            if needed:
                wide = own.high - own.low >= policy.width
                narrow = own.most - own.least < policy.width
                found[table] &= (own.low < policy.threshold) & wide & narrow
        return [flat(marks) for marks in found]

    def _table(self, table: int) -> Ranges:
        system, reached = self.system, self.reached
        return Ranges(
            system.low[table], system.high[table], reached.low[table], reached.high[table]
        )

    def _settle(self, table: int, sheet: int, cells: Ints) -> None:
        """Find and note the ranges of some counts of a table."""
        if not len(cells):
            return
        row, place = self.equations.pairs(table, sheet, cells)
        own = self._table(table)
        ends = (own.low, own.high, own.least, own.most)
        found = self.ranges(row, place, Ranges(*(flat(end)[sheet][cells] for end in ends)))
        for mine, theirs in zip(
            ends, (found.low, found.high, found.least, found.most), strict=True
        ):
            flat(mine)[sheet][cells] = theirs

    def ranges(self, row: Ints, place: Ints, so_far: Ranges) -> Ranges:
        """Return the ranges of counts, given as pairs (count, base cell), from those so far."""
        pieces = self.equations.pieces(row, place, len(so_far.low))
        own_low, own_high = (
            pieces.matrix @ np.minimum(bounds, UNKNOWN)
            for bounds in (self.equations.low, self.equations.high)
        )
        alone = np.bincount(pieces.count, minlength=len(so_far.low))[pieces.count] == 1
        count, piece = pieces.count[alone], pieces.piece[alone]
        np.maximum.at(own_low, piece, (so_far.low - pieces.known)[count])
        np.minimum.at(own_high, piece, (so_far.high - pieces.known)[count])
        ends = Ends(own_low, np.where(own_high >= UNKNOWN // 2, UNKNOWN, own_high))
        np.minimum.at(ends.least, piece, (so_far.least - pieces.known)[count])
        np.maximum.at(ends.most, piece, (so_far.most - pieces.known)[count])
        try:
            self.search.settle(pieces, ends)
        except OutOfTimeError:
            self.late = True
        return Ranges(
            *(
                _together(pieces.known, pieces.count, end[pieces.piece])
                for end in (ends.low, ends.high, ends.least, ends.most)
            )
        )

    def of(self, counts: Sequence[Place], dimensions: Place, sheet: int) -> Ranges:
        """Return the range of the sum of some counts over the same dimensions."""
        table = self.system.seats[dimensions]
        cells = np.array([self.system.cell(table, dimensions, levels) for levels in counts])
        _, place = self.equations.pairs(table, sheet, cells)
        low, high = np.zeros(1, dtype=np.int64), np.full(1, UNKNOWN)
        so_far = Ranges(low, high, np.full(1, UNKNOWN + 1), np.full(1, -UNKNOWN - 1))
        return self.ranges(np.zeros_like(place), place, so_far)

    def _sum_blocks(self, table: int) -> None:
        """Add up the ends of what has nothing in common."""
        lattice = self.system.lattices[table]
        own = self._table(table)
        for at, axis in enumerate(lattice.axes, start=1):
            if axis.dimension not in self.blocks:
                continue
            better = (np.maximum, np.minimum, np.minimum, np.maximum)
            ends = (own.low, own.high, own.least, own.most)
            for end, best in zip(ends, better, strict=True):
                moved = np.moveaxis(end, at, 0)
                for union in range(axis.codes, axis.levels):
                    summed = moved[: axis.codes][axis.member[union]].sum(axis=0)
                    moved[union] = best(moved[union], np.minimum(summed, UNKNOWN))

    def over(self, dimensions: Place) -> Ranges:
        """Return the ranges over some dimensions (axes: sheet, then codes and groups of each)."""
        table = self.system.seats[dimensions]
        at = (slice(None), *self.system.lattices[table].judged(dimensions))
        own = self._table(table)
        return Ranges(own.low[at], own.high[at], own.least[at], own.most[at])


def _together(known: Ints, count: Ints, ends: Ints) -> Ints:
    """Add up the ends of independent pieces, which is exact."""
    found = known.copy()
    np.add.at(found, count, ends)
    return np.clip(found, -UNKNOWN, UNKNOWN)
