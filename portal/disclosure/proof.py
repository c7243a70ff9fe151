"""Why a count is not safe: the published numbers that together give it away, as an equation."""

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
import scipy.sparse as sp

from portal.disclosure.attack import Attack
from portal.disclosure.equations import Equations
from portal.disclosure.lattice import Ints
from portal.disclosure.program import Deadline, Floats, Program
from portal.disclosure.refusals import OutOfTimeError
from portal.disclosure.release import UNKNOWN
from portal.disclosure.risk import Spot
from portal.disclosure.system import System

MOST_PROOFS = 200
_MOST_COLUMNS = 5_000
_SECONDS = 3.0
_TRACE = 1e-7


class Prover:
    """Finds equations for counts of one population."""

    def __init__(self, attack: Attack) -> None:
        self.attack = attack
        self.system = attack.system
        self.deadline = Deadline(_SECONDS)

    def proofs(self, spots: Iterable[Spot]) -> dict[Spot, str]:
        """Return the equations of the first `MOST_PROOFS` of some counts, where there are any."""
        found = {}
        for spot in list(spots)[:MOST_PROOFS]:
            text = self.equation(spot)
            if text:
                found[spot] = text
        return found

    def equation(self, spot: Spot) -> str:
        """Return what bounds a count, such as "24 − 9 − 8 − 5 − 0 = 2"; "" where nothing does.

        The terms are published numbers, and the bounds that house rules give.
        """
        table = self.system.seats[spot.dimensions]
        cell = self.system.cell(table, spot.dimensions, spot.levels)
        levels = np.unravel_index(cell, self.system.lattices[table].shape)
        at = tuple(int(level) for level in levels)
        return self._difference(table, spot.sheet, at) or self._combined(table, spot.sheet, cell)

    def _value(self, table: int, sheet: int, at: tuple[int, ...]) -> int | None:
        """Return a published exact number."""
        if not self.system.exact[table][(sheet, *at)]:
            return None
        return int(self.system.shown[table][(sheet, *at)])

    def _difference(self, table: int, sheet: int, at: tuple[int, ...]) -> str:
        """Look for one subtraction or sum of published exact numbers."""
        own = self._value(table, sheet, at)
        if own is not None and own >= 0:
            return str(own)
        for sum_ in self.system.sheets.sums:
            if sum_.second == sheet:
                whole = self._value(table, sum_.whole, at)
                first = self._value(table, sum_.first, at)
                if whole is not None and first is not None:
                    return _written([whole], [first])
        for position, axis in enumerate(self.system.lattices[table].axes):
            for union, parts in axis.sums:
                others = [part for part in parts if part != at[position]]
                whole_at = (*at[:position], union, *at[position + 1 :])
                rest = [
                    self._value(table, sheet, (*at[:position], part, *at[position + 1 :]))
                    for part in others
                ]
                told = [value for value in rest if value is not None and value >= 0]
                whole = self._value(table, sheet, whole_at)
                if at[position] == union and len(told) == len(parts):
                    return _written(told, [])
                if at[position] in parts and whole is not None and len(told) == len(others):
                    return _written([whole], told)
        return ""

    @cached_property
    def _program(self) -> tuple[Equations, sp.csr_array, tuple[Ints, Ints], tuple[Ints, Ints]]:
        """The published numbers as they stand, before anything was worked out of them."""
        plain = System(self.system.family)
        equations = Equations(plain)
        matrices, lows, highs = zip(*equations.rows(), strict=True)
        matrix = sp.csr_array(sp.vstack(matrices, format="csr"))
        rows = np.concatenate(lows), np.concatenate(highs)
        low, high = (
            np.concatenate(list(equations.layered(bounds))) for bounds in (plain.low, plain.high)
        )
        return equations, matrix, rows, (low, high)

    def _combined(self, table: int, sheet: int, cell: int) -> str:
        """Combine published numbers by the multipliers of a linear program, one for each end."""
        if sum(low[:1].size for low in self.system.low) > _MOST_COLUMNS:
            return ""
        try:
            high, low = (self._end(table, sheet, cell, way) for way in (1, -1))
        except OutOfTimeError:
            return ""
        if high and high == low:
            return high
        texts = (f"≤ {high}" if high else "", f"≥ {low}" if low not in {"", "0"} else "")
        return "; ".join(filter(None, texts))

    def _end(self, table: int, sheet: int, cell: int, way: int) -> str:
        equations, matrix, rows, columns = self._program
        _, place = equations.pairs(table, sheet, np.array([cell]))
        cost = np.zeros(matrix.shape[1])
        cost[place] = -way
        program = Program(matrix, rows, columns)
        outcome, _ = program.minimise(cost, self.deadline)
        if outcome != "optimal":
            return ""
        weights = program.multipliers()
        reduced = cost - matrix.T @ weights
        terms = [*_terms(-way * weights, weights, rows), *_terms(-way * reduced, reduced, columns)]
        total = sum(weight * value for weight, value in terms)
        plus = [text for weight, value in terms if weight > 0 for text in _term(weight, value)]
        minus = [text for weight, value in terms if weight < 0 for text in _term(-weight, value)]
        end = int(np.floor(total + 1e-6)) if way > 0 else int(np.ceil(total - 1e-6))
        shown = _number(total)
        closing = shown if shown == str(end) else f"{shown} → {end}"
        left = " − ".join((" + ".join(plus) or "0", *minus))
        return left if left == closing else f"{left} = {closing}"


def _terms(signed: Floats, weights: Floats, bounds: tuple[Ints, Ints]) -> list[tuple[float, int]]:
    """Return each weight that counts with the bound it is used for."""
    found = []
    for at in np.flatnonzero(np.abs(weights) > _TRACE):
        bound = int(bounds[0][at] if weights[at] > 0 else bounds[1][at])
        if bound and bound < UNKNOWN:
            found.append((float(signed[at]), bound))
    return found


def _term(weight: float, value: int) -> Sequence[str]:
    return [str(value)] if abs(weight - 1) < _TRACE else [f"{_number(weight)} × {value}"]


def _number(value: float) -> str:
    return str(round(value)) if abs(value - round(value)) < 1e-6 else f"{value:.4f}".rstrip("0")


def _written(plus: Sequence[int], minus: Sequence[int]) -> str:
    left = " + ".join(map(str, plus))
    return " − ".join((left, *map(str, minus))) + f" = {sum(plus) - sum(minus)}"
