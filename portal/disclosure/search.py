"""How far sums of unknowns can go: bounds by linear programs, values by whole-number datasets.

An end of a sum is settled when a dataset, checked in whole numbers, reaches the bound. The bound
comes from a program's multipliers by weak duality, so it holds even where the solver stopped
early. Where the corner of a linear program is not whole, a whole-number program decides.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from portal.disclosure.equations import Equations, Pieces
from portal.disclosure.lattice import Bools, Ints
from portal.disclosure.program import Deadline, Floats, Program
from portal.disclosure.release import UNKNOWN

_SLACK = 1e-6
_MOST_COLUMNS = 400
_NOT_YET = UNKNOWN + 1


class Ends:
    """For each piece: bounds that hold (`low`, `high`), and values reached (`least`, `most`)."""

    def __init__(self, low: Ints, high: Ints) -> None:
        self.low, self.high = low, high
        self.least, self.most = np.full_like(low, _NOT_YET), np.full_like(low, -_NOT_YET)

    def open(self, pieces: Ints) -> Ints:
        """Return the pieces of which an end is not settled."""
        lost = (self.low[pieces] < self.least[pieces]) | (self.high[pieces] > self.most[pieces])
        return pieces[lost]

    def is_open(self, piece: int, way: int) -> bool:
        """Tell whether the high (`way` 1) or the low (-1) end of a piece is not settled."""
        if way > 0:
            return bool(self.high[piece] > self.most[piece])
        return bool(self.low[piece] < self.least[piece])

    def reach(self, pieces: Ints, values: Ints) -> None:
        """Note values that a dataset gives some pieces."""
        self.least[pieces] = np.minimum(self.least[pieces], values)
        self.most[pieces] = np.maximum(self.most[pieces], values)

    def bound(self, piece: int, way: int, best: float) -> None:
        """Note that a piece is at most (`way` 1) or at least (-1) `best`."""
        slack = _SLACK + 1e-9 * abs(best)
        if way > 0:
            self.high[piece] = min(self.high[piece], int(np.floor(best + slack)))
            self.high[piece] = max(self.high[piece], self.most[piece])
        else:
            self.low[piece] = max(self.low[piece], int(np.ceil(best - slack)))
            self.low[piece] = min(self.low[piece], self.least[piece])

    def endless(self, piece: int) -> None:
        """Note that a piece can grow without end."""
        self.high[piece] = self.most[piece] = UNKNOWN


@dataclass(frozen=True)
class Question:
    """One end of one piece of a component: how high (`way` 1) or low (-1) can it go?"""

    piece: int
    way: int


class Search:
    """Settles the pieces of some equations; `fits[c]` tells that component c has a dataset."""

    def __init__(self, equations: Equations, x: Ints, deadline: Deadline) -> None:
        self.equations, self.deadline = equations, deadline
        self.x = x.copy()
        self.fits = equations.fits(x)
        self.broken = False
        order = np.argsort(equations.component, kind="stable")
        edges = np.searchsorted(equations.component[order], np.arange(equations.components + 1))
        self.columns_of = np.split(order, edges[1:-1])
        rows = np.argsort(equations.row_component, kind="stable")
        edges = np.searchsorted(equations.row_component[rows], np.arange(equations.components + 1))
        self.rows_of = np.split(rows, edges[1:-1])
        self.random = np.random.default_rng(20251122)

    def find_dataset(self) -> None:
        """Give every component a dataset, or note that there is none (`broken`)."""
        lost = np.flatnonzero(~self.fits)
        self.broken = any(not len(self.columns_of[component]) for component in lost)
        for group in [] if self.broken else self._packed(lost):
            part = Part(self, group)
            if part.minimise(np.zeros(len(part.columns))) == "infeasible":
                self.broken = True
                return
            for component in group[~self.fits[group]]:
                if not self._whole_fit(int(component)):
                    return

    def _whole_fit(self, component: int) -> bool:
        part = Part(self, np.array([component]), whole=True)
        self.broken = part.minimise(np.zeros(len(part.columns))) == "infeasible"
        return not self.broken

    def settle(self, pieces: Pieces, ends: Ends) -> None:
        """Find both ends of all pieces; what the deadline leaves stays open.

        Bounds hold all the same, and so does every value that is reached.
        """
        ends.reach(np.arange(len(ends.low)), pieces.matrix @ self.x)
        open_ = ends.open(np.arange(len(ends.low)))
        for group in self._packed(np.unique(pieces.component[open_])):
            own = open_[np.isin(pieces.component[open_], group)]
            self.deadline.left()
            Part(self, group).ask(Asked(pieces, ends, own))
            for component in np.unique(pieces.component[ends.open(own)]):
                mine = own[pieces.component[own] == component]
                part = Part(self, np.array([component]), whole=True)
                part.ask(Asked(pieces, ends, mine))

    def _packed(self, components: Ints) -> list[Ints]:
        """Group components so that one program solves several small ones at once."""
        groups: list[list[int]] = []
        room = 0
        for component in components.tolist():
            columns = self.columns_of[component]
            endless = bool((self.equations.high[columns] >= UNKNOWN).any())
            if len(columns) > room or endless:
                groups.append([])
                room = _MOST_COLUMNS
            groups[-1].append(component)
            room = 0 if endless else room - len(columns)
        return [np.array(group) for group in groups]


class Asked:
    """The pieces a part is asked about."""

    def __init__(self, pieces: Pieces, ends: Ends, own: Ints) -> None:
        self.pieces, self.ends, self.own = pieces, ends, own
        self.matrix = sp.csr_array(pieces.matrix[own])


class Part:
    """A few components cut out, so that one program answers one question on each at a time."""

    def __init__(self, search: Search, group: Ints, *, whole: bool = False) -> None:
        self.search, self.group, self.whole = search, group, whole
        equations = search.equations
        self.columns = np.concatenate([search.columns_of[c] for c in group])
        self.rows = np.concatenate([search.rows_of[c] for c in group])
        self.owner = np.searchsorted(group, equations.component[self.columns])
        self.row_owner = np.searchsorted(group, equations.row_component[self.rows])
        matrix = equations.matrix[self.rows]
        self.matrix = sp.csr_array(matrix[:, self.columns])
        self.row_bounds = equations.row_low[self.rows], equations.row_high[self.rows]
        self.bounds = equations.low[self.columns], equations.high[self.columns]
        self.program = Program(self.matrix, self.row_bounds, self.bounds, whole=whole)

    def minimise(self, cost: Floats) -> str:
        """Solve for a cost and keep what is whole; return how the program ended."""
        outcome, best = self.program.minimise(cost, self.search.deadline)
        if outcome == "optimal":
            self._keep(best)
        return "infeasible" if outcome == "unbounded" and not cost.any() else outcome

    def _keep(self, best: Floats) -> Bools:
        """Take over the components in which the solution is whole and fits; tell which."""
        x = np.clip(np.rint(best).astype(np.int64), *self.bounds)
        found = self.matrix @ x
        low, high = self.row_bounds
        fits = np.ones(len(self.group), dtype=np.bool_)
        fits[self.row_owner[(found < low) | (found > high)]] = False
        kept = fits[self.owner]
        self.search.x[self.columns[kept]] = x[kept]
        self.search.fits[self.group[fits]] = True
        return fits

    def ask(self, asked: Asked) -> None:
        """Settle pieces, many ends at once as long as that works well, then one by one."""
        if not (self.bounds[1] >= UNKNOWN).any() and not self.whole:
            self._many(asked)
        waiting: dict[int, list[Question]] = {}
        for piece in asked.ends.open(asked.own).tolist():
            own = waiting.setdefault(int(asked.pieces.component[piece]), [])
            own += [Question(piece, -1), Question(piece, 1)]
        while questions := _next(asked.ends, waiting):
            self._answer(asked, questions)

    def _cost(self, asked: Asked, questions: list[Question]) -> Floats:
        wanted = np.zeros(len(self.search.equations.columns))
        matrix = asked.pieces.matrix
        for question in questions:
            held = matrix.indices[matrix.indptr[question.piece] : matrix.indptr[question.piece + 1]]
            wanted[held] -= question.way
        return np.asarray(wanted[self.columns])

    def _note(self, asked: Asked, fits: Bools) -> None:
        """Note the values of the newest dataset in the components where it is new."""
        held = fits[np.searchsorted(self.group, asked.pieces.component[asked.own])]
        asked.ends.reach(asked.own[held], (asked.matrix @ self.search.x)[held])

    def _many(self, asked: Asked) -> None:
        """Ask about pieces that share no column, as many as possible, in one program."""
        open_ = len(asked.ends.open(asked.own))
        while open_:
            questions = self._disjoint(asked)
            outcome, best = self.program.minimise(
                self._cost(asked, questions), self.search.deadline
            )
            if outcome != "optimal":
                return
            self._note(asked, self._keep(best))
            left = len(asked.ends.open(asked.own))
            if open_ - left < max(2, open_ // 20, len(self.group)):
                return
            open_ = left

    def _disjoint(self, asked: Asked) -> list[Question]:
        ends, matrix = asked.ends, asked.pieces.matrix
        taken = np.zeros(matrix.shape[1], dtype=np.bool_)
        found = []
        for piece in self.search.random.permutation(ends.open(asked.own)).tolist():
            held = matrix.indices[matrix.indptr[piece] : matrix.indptr[piece + 1]]
            if not taken[held].any():
                taken[held] = True
                ways = [way for way in (1, -1) if ends.is_open(piece, way)]
                found.append(Question(piece, ways[int(self.search.random.integers(len(ways)))]))
        return found

    def _answer(self, asked: Asked, questions: list[Question]) -> None:
        cost = self._cost(asked, questions)
        outcome, best = self.program.minimise(cost, self.search.deadline)
        if outcome == "unbounded" and len(questions) == 1 and questions[0].way > 0:
            if self.search.fits[self.group].all():
                asked.ends.endless(questions[0].piece)
            return
        if outcome != "optimal":
            return
        self._note(asked, self._keep(best))
        bounds = [self.program.bound()] if self.whole else self._bounds(cost)
        for question in questions:
            own = int(np.searchsorted(self.group, asked.pieces.component[question.piece]))
            asked.ends.bound(question.piece, question.way, -question.way * bounds[own])

    def _bounds(self, cost: Floats) -> Floats:
        """Return for each component a cost that nothing undercuts, by weak duality."""
        multipliers = self.program.multipliers()
        low, high = (_ends(bounds) for bounds in self.row_bounds)
        multipliers = np.where((multipliers < 0) & ~np.isfinite(high), 0, multipliers)
        side = np.where(multipliers > 0, low, np.where(np.isfinite(high), high, 0))
        found = np.bincount(self.row_owner, multipliers * side, len(self.group))
        reduced = cost - self.matrix.T @ multipliers
        low, high = (_ends(bounds) for bounds in self.bounds)
        end = np.where(reduced > 0, low, high)
        end[~np.isfinite(end) & (np.abs(reduced) < _SLACK)] = 0
        gain = reduced * end
        return np.asarray(found + np.bincount(self.owner, gain, len(self.group)))


def _next(ends: Ends, waiting: dict[int, list[Question]]) -> list[Question]:
    """Take from each component the next question that is still open."""
    found = []
    for own in waiting.values():
        while own:
            question = own.pop()
            if ends.is_open(question.piece, question.way):
                found.append(question)
                break
    return found


def _ends(bounds: Ints) -> Floats:
    return np.where(bounds >= UNKNOWN, np.inf, bounds).astype(np.float64)
