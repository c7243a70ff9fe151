"""Unbiased random walks to a controlled rounding, for tables of any shape.

A table of exact shares of the base takes random steps, each as likely one way as keeps every
count's expectation, along directions that leave alone what has already become a multiple, until no
direction is left. The directions of some cells are worked out once; each step takes one away.
Where that corner is whole, the rounding is unbiased; what little may remain fractional is left to
a program.

Source: the idea of Cox (1987), with directions from null spaces as in N. Bansal, Constructive
algorithms for discrepancy minimization (2010), and the order of steps in G. Chauvet and Y. Tillé,
A fast algorithm of balanced sampling (2006).
"""

import numpy as np
import scipy.sparse as sp

from portal.disclosure.draws import Draws
from portal.disclosure.lattice import Bools, Ints
from portal.disclosure.program import Floats

_WHOLE = 1e-7
_SIZES = (100, 300)
_TRIES = 4
_MOST = 600


class Walk:
    """A walk over base cells in units of the base; `counts = sums @ cells` for all counts.

    `floor` bounds each count from below and `floor` + 1 from above; `fixed` marks those that
    are whole by now, `begun` those that were whole from the start.
    """

    def __init__(self, sums: sp.csr_array, ties: sp.csr_array, cells: Floats, draws: Draws) -> None:
        self.sums, self.ties, self.cells = sums, ties, cells
        self.draws = draws
        self.by_column = sp.csc_array(sums)
        self.tie_columns = sp.csc_array(ties)
        self.counts = sums @ cells
        self.floor = np.floor(self.counts + _WHOLE)
        self.fixed = self._whole(self.counts)
        self.begun = self.fixed.copy()

    def _whole(self, values: Floats) -> Bools:
        return np.asarray(np.abs(values - np.rint(values)) < _WHOLE)

    def run(self) -> None:
        """Walk until no direction is found among as many cells as can be looked at."""
        for size in (*_SIZES, _MOST):
            missed = 0
            while missed < (_TRIES if size < _MOST else 1):
                loose = np.flatnonzero(~self._whole(self.cells))
                if not len(loose):
                    return
                missed = 0 if self._walked(self._some(loose, size)) else missed + 1

    def _some(self, loose: Ints, size: int) -> Ints:
        """Choose neighbouring loose cells at random: a run of them in their order."""
        if len(loose) <= size:
            return loose
        if self.draws.below(2):
            start = self.draws.below(len(loose))
            return np.sort(np.roll(loose, -start)[:size])
        chosen = {self.draws.below(len(loose)) for _ in range(size)}
        return loose[sorted(chosen)]

    def _walked(self, columns: Ints) -> bool:
        """Step along free directions of some cells until there are none; tell whether there were.

        Each step makes a count whole, so the next one starts from one direction less.
        """
        own = self.by_column[:, columns]
        touched = np.unique(own.indices)
        tie = self.tie_columns[:, columns]
        held = np.vstack((_dense(own, touched), _dense(tie, np.unique(tie.indices))))
        ties = np.arange(len(touched), len(held))
        free = _Directions(len(columns), held)
        free.hold(np.append(np.flatnonzero(self.fixed[touched]), ties))
        if not free.left:
            return False
        counts, floor = self.counts[touched], self.floor[touched]
        while free.left:
            direction, change = free.one(self.draws.below(free.left))
            change = change[: len(touched)]
            ahead, back = _reach(counts - floor, change), _reach(counts - floor, -change)
            way = ahead if self.draws.uniform() * (ahead + back) < back else -back
            self.cells[columns] += way * direction
            counts += way * change
            free.hold(np.flatnonzero((np.abs(change) > _WHOLE) & self._whole(counts)))
        self.counts[touched] = counts
        self.fixed[touched] |= self._whole(counts)
        return True


def _dense(columns: sp.csc_array, rows: Ints) -> Floats:
    return np.asarray(sp.csr_array(columns)[rows].toarray(), dtype=np.float64)


def _reach(above: Floats, change: Floats) -> float:
    """Return how far a change can go before some count, so far above its floor, becomes whole."""
    moving = np.flatnonzero(np.abs(change) > _WHOLE)
    own = change[moving]
    room = np.where(own > 0, 1 - above[moving], above[moving])
    return float((room / np.abs(own)).min())


class _Directions:
    """The directions some cells can still go, and what each does to the counts `rows` of them.

    The first `left` rows of `table` are the directions: their cells, then their counts.
    """

    def __init__(self, cells: int, rows: Floats) -> None:
        self.cells, self.left = cells, cells
        self.table = np.hstack((np.eye(cells), rows.T))

    def one(self, number: int) -> tuple[Floats, Floats]:
        """Return one direction and its counts."""
        return self.table[number, : self.cells], self.table[number, self.cells :]

    def hold(self, counts: Ints) -> None:
        """Leave only directions that keep some counts, given by number, as they are."""
        for count in counts.tolist():
            own = self.table[: self.left, self.cells + count]
            seen = np.flatnonzero(np.abs(own) > _WHOLE)
            if not len(seen):
                continue
            pivot = int(seen[np.abs(own[seen]).argmax()])
            lead = self.table[pivot] / own[pivot]
            factors = own[seen]
            self.table[seen] -= factors[:, np.newaxis] * lead
            self.left -= 1
            self.table[pivot] = self.table[self.left]
