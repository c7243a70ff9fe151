"""Unbiased random walks to a controlled rounding, for tables of any shape.

A table of exact shares of the base takes small random steps, each as likely one way as keeps every
count's expectation, along directions that leave alone what has already become a multiple, until no
direction is left. Where that corner is whole, the rounding is unbiased; what little may remain
fractional is left to a program.

Source: the idea of Cox (1987), with directions from null spaces as in N. Bansal, Constructive
algorithms for discrepancy minimization (2010).
"""

import numpy as np
import scipy.sparse as sp

from portal.disclosure.draws import Draws
from portal.disclosure.lattice import Bools, Ints
from portal.disclosure.program import Floats

_WHOLE = 1e-7
_SIZES = (24, 60, 150)
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
                missed = 0 if self._step(self._some(loose, size)) else missed + 1

    def _some(self, loose: Ints, size: int) -> Ints:
        """Choose neighbouring loose cells at random: a run of them in their order."""
        if len(loose) <= size:
            return loose
        if self.draws.below(2):
            start = self.draws.below(len(loose))
            return np.sort(np.roll(loose, -start)[:size])
        chosen = {self.draws.below(len(loose)) for _ in range(size)}
        return loose[sorted(chosen)]

    def _step(self, columns: Ints) -> bool:
        """Take one step along a random direction of some cells; tell whether there was one."""
        own = self.by_column[:, columns]
        touched = np.unique(own.indices)
        still = touched[self.fixed[touched]]
        held = sp.csr_array(own)[still].toarray()
        tie = self.tie_columns[:, columns]
        tied = sp.csr_array(tie)[np.unique(tie.indices)].toarray()
        direction = self._free_direction(np.vstack([held, tied]))
        if direction is None:
            return False
        moving = touched[~self.fixed[touched]]
        change = sp.csr_array(own)[moving] @ direction
        ahead, back = self._reach(moving, change), self._reach(moving, -change)
        if not 0 < ahead + back < np.inf:
            return False
        way = ahead if self.draws.uniform() * (ahead + back) < back else -back
        self.cells[columns] += way * direction
        self.counts[moving] += way * change
        done = moving[self._whole(self.counts[moving])]
        self.fixed[done] = True
        return True

    def _free_direction(self, rows: Floats) -> Floats | None:
        """Return a random direction that none of some rows sees."""
        reduced, pivots = _eliminated(rows)
        free = np.setdiff1d(np.arange(rows.shape[1]), pivots)
        if not len(free):
            return None
        direction = np.zeros(rows.shape[1])
        direction[free] = [self.draws.uniform() - 0.5 for _ in range(len(free))]
        direction[pivots] = -(reduced[: len(pivots)][:, free] * direction[free]).sum(axis=1)
        direction[np.abs(direction) < _WHOLE] = 0
        return direction if direction.any() else None

    def _reach(self, moving: Ints, change: Floats) -> float:
        """Return how far a change can go before some count becomes whole."""
        up, down = change > _WHOLE, change < -_WHOLE
        room = np.full(len(moving), np.inf)
        room[up] = (self.floor[moving[up]] + 1 - self.counts[moving[up]]) / change[up]
        room[down] = (self.counts[moving[down]] - self.floor[moving[down]]) / -change[down]
        return float(room.min(initial=np.inf))


def _eliminated(rows: Floats) -> tuple[Floats, Ints]:
    """Reduce rows (Gauss, Jordan); return them and the columns of their leading ones."""
    reduced, pivots, top = rows.astype(np.float64), [], 0
    for column in range(reduced.shape[1]):
        if top == len(reduced):
            break
        own = np.abs(reduced[top:, column])
        row = top + int(own.argmax())
        if own[row - top] < _WHOLE:
            continue
        reduced[[top, row]] = reduced[[row, top]]
        reduced[top] /= reduced[top, column]
        factors = reduced[:, column].copy()
        factors[top] = 0
        touched = np.flatnonzero(np.abs(factors) > _WHOLE)
        reduced[touched] -= factors[touched, np.newaxis] * reduced[top]
        pivots.append(column)
        top += 1
    return reduced, np.array(pivots, dtype=np.int64)
