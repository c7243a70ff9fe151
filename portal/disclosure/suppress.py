"""Rule-aware suppression: hide the small counts, and as few others as keep them hidden.

The attacker knows that zeros are shown, so a hidden count is at least 1, and that is put into
every step. Small blocks are solved to their optimum; elsewhere each count that the audit still
finds narrow is given room by the cheapest further counts (a linear program), and at the end every
count that turns out not to be needed is shown again. The audit has the last word.

Source: M. Fischetti and J. J. Salazar-González, Solving the cell suppression problem on tabular
data with linear constraints, Management Science 47 (2001); docs/method/disclosure.md section 5.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import scipy.sparse as sp

from portal.disclosure.audit import audit
from portal.disclosure.lattice import Bools, Ints, Lattice
from portal.disclosure.program import Deadline, Program
from portal.disclosure.refusals import OutOfTimeError
from portal.disclosure.release import UNKNOWN, Place
from portal.disclosure.risk import Judge, Spot, Verdict
from portal.disclosure.rounding import matrices
from portal.disclosure.spec import Spec

SMALL_BLOCK = 40
_OPTIMUM_SECONDS = 20.0
_ROUNDS = 30
_TRACE = 1e-6


class Table(Protocol):
    """What is needed of a table: `hidden` is what is decided here."""

    dimensions: Place
    lattice: Lattice
    counts: Ints
    shown: Bools
    hidden: Bools


Writer = Callable[[Spec, Sequence[Any]], Mapping[str, Any]]
"""Writes the release file of some tables."""


def suppress(tables: Sequence[Table], spec: Spec, write: Writer, *, seconds: float) -> None:
    """Choose the counts to hide in some tables over the same people.

    Args:
        tables: `counts` with all totals; only `shown` ones are published. Counts of
            `spec.public` are never hidden.
        spec: the policy: counts from 1 to `threshold` - 1 are hidden, and each may then be
            any of at least `width` + 1 integers.
        write: makes the release file that is audited on the way.
        seconds: the time allowed.

    Afterwards `hidden` marks them. Where no choice is enough (public totals give a count
    away, say) what can be hidden is, and the audit of the result says what is left.
    """
    pattern = Pattern(tables, spec)
    deadline = time.monotonic() + seconds
    pattern.hide(pattern.primary)
    if int((pattern.free | pattern.primary).sum()) <= SMALL_BLOCK:
        pattern.optimum()
    stuck: set[int] = set()
    for _ in range(_ROUNDS):
        refused = [cell for cell in pattern.refused(write) if cell not in stuck]
        if not refused or time.monotonic() > deadline:
            break
        for cell in refused:
            if not pattern.give_room(cell):
                stuck.add(cell)
    pattern.clean_up(write, deadline)


class Pattern:
    """Which counts are hidden, over all tables one after the other (flat)."""

    def __init__(self, tables: Sequence[Table], spec: Spec) -> None:
        self.tables, self.spec = tables, spec
        self.sums, self.ties = matrices([table.lattice for table in tables])
        self.starts = np.cumsum([0, *(table.counts.size for table in tables)])
        self.counts = np.concatenate([table.counts.ravel() for table in tables])
        self.shown = np.concatenate([table.shown.ravel() for table in tables])
        self.twin = self._twins()
        public = np.concatenate([self._public(table) for table in tables])
        small = (self.counts > 0) & (self.counts < spec.policy.threshold)
        self.primary = small & self.shown & ~public
        self.free = (self.counts > 0) & self.shown & ~public & ~self.primary
        self.hidden = np.zeros(len(self.counts), dtype=np.bool_)
        self.base = self._base()

    def _public(self, table: Table) -> Bools:
        marks = np.zeros(table.counts.shape, dtype=np.bool_)
        for public in self.spec.public:
            if set(public) <= set(table.dimensions):
                marks[table.lattice.inside(public)] = True
        return marks.ravel()

    def _twins(self) -> Ints:
        """Return for each count the first one (flat) that is the same count of another table."""
        seen: dict[tuple[tuple[int, int], ...], int] = {}
        found = np.arange(len(self.counts))
        for table, start in zip(self.tables, self.starts[:-1].tolist(), strict=True):
            for cell, levels in enumerate(np.ndindex(table.lattice.shape)):
                pairs = zip(table.lattice.axes, levels, strict=True)
                place = tuple((a.dimension, i) for a, i in pairs if i < a.levels - 1)
                found[start + cell] = seen.setdefault(place, start + cell)
        return found

    def _base(self) -> Ints:
        found = []
        for table in self.tables:
            codes = tuple(slice(0, n) for n in table.lattice.base)
            found.append(table.counts[codes].ravel())
        return np.concatenate(found)

    def hide(self, marks: Bools) -> None:
        """Hide some counts, wherever they stand."""
        names = np.unique(self.twin[marks])
        self.hidden |= np.isin(self.twin, names) & self.shown
        self._tell()

    def show(self, cell: int) -> None:
        """Show one count again, wherever it stands."""
        self.hidden[self.twin == self.twin[cell]] = False
        self._tell()

    def _tell(self) -> None:
        for table, first, last in zip(self.tables, self.starts, self.starts[1:], strict=False):
            table.hidden = self.hidden[first:last].reshape(table.counts.shape)

    def refused(self, write: Writer) -> list[int]:
        """Return the counts that an audit of the present choice refuses."""
        answer = audit(write(self.spec, self.tables))
        found = []
        for judge in answer.judges:
            for verdict in (Verdict.PINNED, Verdict.NARROW, Verdict.UNPROVED):
                found += [self._cell(spot, judge) for spot in judge.spots(verdict)]
        return found

    def _cell(self, spot: Spot, judge: Judge) -> int:
        own = dict(zip(spot.dimensions, spot.levels, strict=True))
        for table, start in zip(self.tables, self.starts.tolist(), strict=False):
            if set(own) <= set(table.dimensions):
                levels = tuple(own.get(a.dimension, a.levels - 1) for a in table.lattice.axes)
                return int(start) + int(np.ravel_multi_index(levels, table.lattice.shape or (1,)))
        raise LookupError(judge.family.where(spot.dimensions, spot.levels))

    def give_room(self, cell: int) -> bool:
        """Hide the cheapest counts that let one grow by `width`; tell whether there are any."""
        kept = np.flatnonzero(self.shown & ~self.hidden)
        held = np.flatnonzero(self.hidden)
        count = len(kept)
        none = sp.csr_array((self.ties.shape[0], 2 * count))
        matrix = sp.csr_array(
            sp.vstack(
                [
                    sp.hstack([self.sums[kept], -sp.eye_array(count), sp.eye_array(count)]),
                    sp.hstack([self.sums[held], sp.csr_array((len(held), 2 * count))]),
                    sp.hstack([self.ties, none]),
                    sp.hstack([self.sums[[cell]], sp.csr_array((1, 2 * count))]),
                ],
                format="csr",
            )
        )
        zeros = np.zeros(count, dtype=np.int64)
        ties = np.zeros(self.ties.shape[0], dtype=np.int64)
        width = np.array([self.spec.policy.width])
        rows = (
            np.concatenate((zeros, 1 - self.counts[held], ties, width)),
            np.concatenate((zeros, np.full(len(held), UNKNOWN), ties, width)),
        )
        up = np.where(self.free[kept], UNKNOWN, 0)
        down = np.where(self.free[kept], self.counts[kept] - 1, 0)
        low = np.concatenate((-self.base, zeros, zeros))
        high = np.concatenate((np.full(len(self.base), UNKNOWN), up, down))
        price = 1 + np.log1p(self.counts[kept])
        program = Program(matrix, rows, (low, high))
        cost = np.concatenate((np.zeros(len(self.base)), price, price))
        outcome, found = program.minimise(cost, Deadline(_OPTIMUM_SECONDS))
        if outcome != "optimal":
            return False
        moved = found[len(self.base) :].reshape(2, count).sum(axis=0) > _TRACE
        marks = np.zeros(len(self.counts), dtype=np.bool_)
        marks[kept[moved]] = True
        self.hide(marks)
        return True

    def optimum(self) -> None:
        """Hide the least total of counts that keeps every small one wide enough, if in time."""
        cells = np.flatnonzero(self.shown)
        primary = cells[self.primary[cells]]
        blocks = [self._witness(cells, cell, len(primary), i) for i, cell in enumerate(primary)]
        if not blocks:
            return
        most = int(self.counts.max(initial=0)) + self.spec.policy.width
        matrix = sp.csr_array(sp.vstack([own for own, _, _ in blocks], format="csr"))
        rows = tuple(np.concatenate([own[i] for own in blocks]) for i in (1, 2))
        width = matrix.shape[1] - len(cells)
        free = (self.free | self.primary)[cells].astype(np.int64)
        low = np.concatenate((self.primary[cells].astype(np.int64), np.full(width, -most)))
        high = np.concatenate((free, np.full(width, most)))
        whole = np.concatenate((np.ones(len(cells), np.bool_), np.zeros(width, np.bool_)))
        program = Program(matrix, (rows[0], rows[1]), (low, high), whole=whole)
        cost = np.concatenate((self.counts[cells] + 0.001, np.zeros(width)))
        try:
            outcome, found = program.minimise(cost, Deadline(_OPTIMUM_SECONDS))
        except OutOfTimeError:
            return
        if outcome == "optimal":
            marks = np.zeros(len(self.counts), dtype=np.bool_)
            marks[cells[found[: len(cells)] > 0.5]] = True
            self.hide(marks)

    def _witness(
        self, cells: Ints, cell: int, count: int, number: int
    ) -> tuple[sp.csr_array, Ints, Ints]:
        """Return rows that say: some change, within what is hidden, lets a count grow enough.

        Two changes, one up and one down, `width` apart, make columns of their own.
        """
        shown, ways = len(cells), 2 * count
        most = int(self.counts.max(initial=0)) + self.spec.policy.width
        room = np.maximum(self.counts[cells] - 1, 0).astype(float)
        own, people = self.sums[cells], sp.eye_array(self.sums.shape[1])
        parts, lows, highs = [], [], []
        for way in (0, 1):
            for left, right, low, high in (
                (-most * sp.eye_array(shown), own, -UNKNOWN, 0),
                (sp.diags_array(room), own, 0, UNKNOWN),
                (_nothing(self.ties, shown), self.ties, 0, 0),
                (_nothing(people, shown), people, -self.base, UNKNOWN),
            ):
                change = sp.kron(_unit(2 * number + way, ways), right)
                parts.append(sp.hstack([left, change]))
                lows.append(np.broadcast_to(low, right.shape[0]))
                highs.append(np.broadcast_to(high, right.shape[0]))
        apart = _unit(2 * number, ways) - _unit(2 * number + 1, ways)
        row = self.sums[[cell]]
        parts.append(sp.hstack([_nothing(row, shown), sp.kron(apart, row)]))
        lows.append(np.array([self.spec.policy.width]))
        highs.append(np.array([UNKNOWN]))
        matrix = sp.csr_array(sp.vstack(parts, format="csr"))
        return matrix, np.concatenate(lows), np.concatenate(highs)

    def clean_up(self, write: Writer, deadline: float) -> None:
        """Show every count again that need not be hidden, the largest first."""
        refused = len(self.refused(write))
        extra = np.flatnonzero(self.hidden & ~self.primary)
        extra = np.unique(self.twin[extra])
        for cell in extra[np.argsort(-self.counts[extra], kind="stable")].tolist():
            if time.monotonic() > deadline:
                return
            before = self.hidden.copy()
            self.show(cell)
            if len(self.refused(write)) > refused:
                self.hidden = before
                self._tell()


def _unit(at: int, size: int) -> sp.csr_array:
    return sp.csr_array(([1.0], ([0], [at])), shape=(1, size))


def _nothing(beside: sp.csr_array, columns: int) -> sp.csr_array:
    return sp.csr_array((beside.shape[0], columns))
