"""What is published of one population, laid out as tables of bounds that hang together.

Where the published sets of dimensions overlap like the cliques of a tree, whole non-negative
tables that agree on what neighbours share always have a common parent table, so the parent's
cells are never written down: only the tables of the tree and the equations between them.

Source: S. L. Lauritzen, Graphical Models (1996), chapter 2 (decomposable models);
docs/method/disclosure.md section 4.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import prod

import numpy as np

from portal.disclosure.lattice import Bools, Ints, Lattice, axis_of, flat
from portal.disclosure.refusals import BadReleaseError
from portal.disclosure.release import UNKNOWN, Family, Intervals, Place, Ratio
from portal.disclosure.sheets import Sheets, sheets_of
from portal.disclosure.tree import junction_tree

MOST_CELLS = 4 * 10**6
MOST_CODES = 10_000
MOST_SUBSETS = 2**12
_SWEEPS = 40

Index = tuple[slice | int, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Two tables that sum to the same smaller one: which counts of each are the same."""

    first: int
    second: int
    shared: Place
    in_first: Index
    in_second: Index


@dataclass(frozen=True, slots=True)
class RatioRow:
    """What a percentage or mean says of one sheet: factors times counts reach `least`."""

    table: int
    sheet: int
    cells: Ints
    factors: Ints
    least: int


class System:
    """The tables of one population.

    `low[t]` and `high[t]` bound every count of table `t` (axes: sheet, then those of
    `lattices[t]`; `UNKNOWN`: no bound); `stated[t]` marks what was published, `shown[t]` are
    the numbers as printed (-1 where none is) and `exact[t]` marks those that leave no doubt.
    `seats` gives the table in which the counts over a set of dimensions are found; `judged`
    are the sets whose counts are judged, in a fixed order. `broken` tells that no whole
    numbers fit.
    """

    def __init__(self, family: Family) -> None:
        self.family = family
        self.sheets: Sheets = sheets_of(family)
        _check_sizes(family)
        subsets = _subsets(family)
        self.judged = tuple(s for s in subsets if s not in family.public)
        axes = {d: axis_of(d, family.dimensions[d]) for s in subsets for d in s}
        tree = junction_tree(_together(family))
        places = [tuple(sorted(clique)) for clique in tree.cliques]
        sizes = [[family.dimensions[d].total + 1 for d in place] for place in places]
        cells = len(self.sheets.sheets) * sum(map(prod, sizes))
        if cells > MOST_CELLS:
            raise BadReleaseError("too-many-cells", cells=cells, most=MOST_CELLS)
        self.lattices = [Lattice(tuple(axes[d] for d in place)) for place in places]
        self.seats = {s: self._seat(s) for s in subsets}
        self.links = [
            self._link(edge.first, edge.second, tuple(sorted(edge.shared))) for edge in tree.edges
        ]
        shapes = [(len(self.sheets.sheets), *lattice.shape) for lattice in self.lattices]
        self.low: list[Ints] = [np.zeros(shape, dtype=np.int64) for shape in shapes]
        self.high: list[Ints] = [np.full(shape, UNKNOWN) for shape in shapes]
        self.stated: list[Bools] = [np.zeros(shape, dtype=np.bool_) for shape in shapes]
        self.shown: list[Ints] = [np.full(shape, -1) for shape in shapes]
        self.ratios: list[RatioRow] = []
        self._read()
        self.exact = [
            marks & (low == high)
            for marks, low, high in zip(self.stated, self.low, self.high, strict=True)
        ]
        self.broken = False

    def _seat(self, dimensions: Place) -> int:
        """Return the smallest table that has all of some dimensions."""
        held = [t for t, own in enumerate(self.lattices) if set(own.dimensions) >= set(dimensions)]
        return min(held, key=lambda t: prod(self.lattices[t].shape))

    def _link(self, first: int, second: int, shared: Place) -> Link:
        one, two = self.lattices[first], self.lattices[second]
        return Link(first, second, shared, one.inside(shared), two.inside(shared))

    def _read(self) -> None:
        for number, release in enumerate(self.family.releases):
            for dimensions, rows in release.intervals.items():
                if rows.levels:
                    self._state(number, dimensions, rows)
            for ratio in release.ratios:
                self.ratios.append(self._ratio(number, ratio))

    def _state(self, sheet: int, dimensions: Place, rows: Intervals) -> None:
        table = self.seats[dimensions]
        levels = np.array(rows.levels, dtype=np.int64).reshape(len(rows.low), -1)
        cells = self._cells(table, dimensions, levels)
        np.maximum.at(flat(self.low[table])[sheet], cells, np.array(rows.low))
        np.minimum.at(flat(self.high[table])[sheet], cells, np.array(rows.high))
        flat(self.stated[table])[sheet][cells] = True
        flat(self.shown[table])[sheet][cells] = rows.shown

    def _cells(self, table: int, dimensions: Place, levels: Ints) -> Ints:
        """Return the flat counts of a table at some levels of some of its dimensions."""
        cells = np.zeros(len(levels), dtype=np.int64)
        for axis in self.lattices[table].axes:
            own: Ints | int = axis.levels - 1
            if axis.dimension in dimensions:
                own = levels[:, dimensions.index(axis.dimension)]
            cells = cells * axis.levels + own
        return cells

    def cell(self, table: int, dimensions: Place, levels: Place) -> int:
        """Return the flat number of one count of a table."""
        return int(self._cells(table, dimensions, np.array([levels]).reshape(1, -1))[0])

    def _ratio(self, sheet: int, ratio: Ratio) -> RatioRow:
        table = self._seat(ratio.dimensions)
        cells = [self.cell(table, term.dimensions, term.levels) for term in ratio.terms]
        factors = [term.factor for term in ratio.terms]
        return RatioRow(table, sheet, np.array(cells), np.array(factors), ratio.least)

    def tied(self, table: int) -> Index:
        """Return the counts of a table that a correction leaves alone."""
        lattice, answer = self.lattices[table], self.family.answer
        kept = () if answer is None else tuple(d for d in lattice.dimensions if d != answer)
        return lattice.inside(kept)

    def tighten(self) -> None:
        """Let bounds travel as far as they go; `broken` tells that they cross."""
        for _ in range(_SWEEPS):
            before = [(low.sum(), high.sum()) for low, high in self._bounds()]
            self._sweep()
            self.broken = any(bool((low > high).any()) for low, high in self._bounds())
            if self.broken or before == [(low.sum(), high.sum()) for low, high in self._bounds()]:
                return

    def _bounds(self) -> Iterator[tuple[Ints, Ints]]:
        return zip(self.low, self.high, strict=True)

    def _sweep(self) -> None:
        for lattice, low, high in zip(self.lattices, self.low, self.high, strict=True):
            lattice.tighten(low, high)
            for whole, first, second in self.sheets.batches:
                _add(low, high, whole, first, second)
        for link in self.links:
            one, two = (slice(None), *link.in_first), (slice(None), *link.in_second)
            _share((self.low[link.first], one), (self.low[link.second], two), np.maximum)
            _share((self.high[link.first], one), (self.high[link.second], two), np.minimum)
        for tie in self.sheets.ties:
            for table, (low, high) in enumerate(self._bounds()):
                one, two = (tie.before, *self.tied(table)), (tie.after, *self.tied(table))
                _share((low, one), (low, two), np.maximum)
                _share((high, one), (high, two), np.minimum)


def _share(one: tuple[Ints, Index], two: tuple[Ints, Index], better: np.ufunc) -> None:
    best = better(one[0][one[1]], two[0][two[1]])
    one[0][one[1]] = best
    two[0][two[1]] = best


def _add(low: Ints, high: Ints, whole: Ints, first: Ints, second: Ints) -> None:
    """Tighten sheets that are the sum of two others each, and those two."""
    low[whole] = np.maximum(low[whole], low[first] + low[second])
    high[whole] = np.minimum(high[whole], high[first] + high[second])
    for one, other in ((first, second), (second, first)):
        least = np.where(high[other] >= UNKNOWN, 0, low[whole] - high[other])
        most = np.where(high[whole] >= UNKNOWN, UNKNOWN, high[whole] - low[other])
        low[one] = np.maximum(low[one], least)
        high[one] = np.minimum(high[one], most)


def _check_sizes(family: Family) -> None:
    """Refuse what is too large before any table is made.

    Raises:
        BadReleaseError: a dimension has more than `MOST_CODES` codes and groups, or a set of
            dimensions more than `MOST_SUBSETS` parts.
    """
    for used in family.used:
        if 2 ** len(used) > MOST_SUBSETS:
            raise BadReleaseError("too-many-cells", cells=2 ** len(used), most=MOST_SUBSETS)
        for d in used:
            if family.dimensions[d].total > MOST_CODES:
                size = family.dimensions[d].total
                raise BadReleaseError("too-many-cells", cells=size, most=MOST_CODES)


def _subsets(family: Family) -> list[Place]:
    """Return every set of dimensions within a used one, small ones first."""
    found = {s for used in family.used for n in range(len(used) + 1) for s in combinations(used, n)}
    return sorted(found, key=lambda s: (len(s), s))


def _together(family: Family) -> list[Place]:
    """Return the sets of dimensions that must each stand in one table.

    A correction keeps every group's people, over all dimensions at once, so it needs them all
    in one table.
    """
    ratios = {ratio.dimensions for release in family.releases for ratio in release.ratios}
    sets = {*family.used, *ratios}
    if any(release.relation == "corrected" for release in family.releases):
        sets.add(tuple(sorted({d for s in sets for d in s})))
    return sorted(sets)
