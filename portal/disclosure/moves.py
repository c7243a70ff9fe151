"""Small changes to one dataset: how far each count can go if hardly anything else moves.

From a dataset that fits, a few people are added to or taken from one base cell, or moved from
one answer to another, as far as every bound allows. Each such change is another dataset that
fits, so each value it gives a count is truly possible. All changes are worked out at once, by
arithmetic on whole tables; they certify most counts of a rounded release without a program.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations, product
from typing import Any

import numpy as np

from portal.disclosure.equations import Dataset
from portal.disclosure.lattice import Ints, Lattice, flat
from portal.disclosure.release import UNKNOWN
from portal.disclosure.sheets import Sheets
from portal.disclosure.system import System

_MOST_CODES = 12

Index = tuple[Any, ...]
"""An index of some counts of one sheet."""

Effect = tuple[int, ...]
"""For each sheet how many people a change adds (1, 0 or -1)."""


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

    def note(self, table: int, sheet: int, at: Index, values: Ints) -> None:
        """Note values that are reached at some counts of a sheet of a table."""
        low, high = self.low[table][sheet, ...], self.high[table][sheet, ...]
        low[at] = np.minimum(low[at], values)
        high[at] = np.maximum(high[at], values)

    def explore(self, dataset: Dataset) -> bool:
        """Note a dataset and all its small changes; tell whether it fits."""
        values = self.counts(dataset)
        if not self.fits(values):
            return False
        for table, value in enumerate(values):
            for sheet, own in enumerate(value):
                self.note(table, sheet, (...,), own)
        mover = _Mover(self, values)
        for effect in effects(self.system.sheets):
            mover.add_or_take(effect)
            mover.swap(effect)
        return True


def effects(sheets: Sheets) -> Iterator[Effect]:
    """Yield ways to change one or two layers by one person that alter no sheet by more."""
    layers = range(len(sheets.layers))
    changes = [{layer: way} for layer in layers for way in (1, -1)]
    for one, two in combinations(layers, 2):
        changes += [{one: way, two: other} for way, other in product((1, -1), repeat=2)]
    seen = set()
    for change in changes:
        effect = tuple(sum(change.get(i, 0) for i in sheet.layers) for sheet in sheets.sheets)
        if max(map(abs, effect)) == 1 and effect not in seen:
            seen.add(effect)
            yield effect


class _Mover:
    """One dataset, and the room each of its counts has up (1) and down (-1)."""

    def __init__(self, reached: Reached, values: Sequence[Ints]) -> None:
        self.system, self.reached, self.values = reached.system, reached, values
        bounds = zip(values, self.system.low, self.system.high, strict=True)
        self.room = [{1: high - value, -1: value - low} for value, low, high in bounds]
        for way, ratio in product((1, -1), self.system.ratios):
            flat(self.room[ratio.table][way])[ratio.sheet][ratio.cells] = 0
        self.tied = {(tie.before, tie.after) for tie in self.system.sheets.ties}
        self.swapped = _swapped(self.system)

    def add_or_take(self, effect: Effect) -> None:
        """Change one base cell, the same in every table, as far as it goes."""
        if any(effect[one] != effect[two] for one, two in self.tied):
            return
        steps = []
        for lattice, room in zip(self.system.lattices, self.room, strict=True):
            rooms = [room[way][sheet, ...] for sheet, way in enumerate(effect) if way]
            steps.append(np.minimum.reduce([lattice.narrowest(own) for own in rooms]))
        for table, step in enumerate(self._together(steps, self.system.lattices)):
            gain = self.system.lattices[table].widest(step)
            for sheet, way in enumerate(effect):
                if way:
                    self._note(table, sheet, (...,), way * gain)

    def swap(self, effect: Effect) -> None:
        """Move people of one base cell from one code of the swapped dimension to another."""
        if self.swapped is None:
            return
        lattices = self.system.lattices
        rests = [Lattice(tuple(a for a in t.axes if a.dimension != self.swapped)) for t in lattices]
        for to, origin in permutations(range(len(self._codes())), 2):
            sides = [_sides(lattice, self.swapped, to, origin) for lattice in lattices]
            steps = [
                self._steps(table, rest, sides[table], effect) for table, rest in enumerate(rests)
            ]
            for table, step in enumerate(self._together(steps, rests)):
                for way, at in sides[table].items():
                    position = lattices[table].dimensions.index(self.swapped)
                    gain = np.expand_dims(rests[table].widest(step), position)
                    index = (*[slice(None)] * position, at)
                    for sheet, own in enumerate(effect):
                        if own:
                            self._note(table, sheet, index, own * way * gain)

    def _codes(self) -> Sequence[object]:
        return self.system.family.dimensions[self.swapped or 0].codes

    def _steps(self, table: int, rest: Lattice, sides: Mapping[int, Ints], effect: Effect) -> Ints:
        """Return how far a swap goes for each base cell of a table without the dimension."""
        found = np.full(rest.base, UNKNOWN)
        for sheet, own in enumerate(effect):
            for way, at in sides.items():
                if own:
                    position = self.system.lattices[table].dimensions.index(self.swapped or 0)
                    room = self.room[table][own * way][sheet].take(at, position).min(axis=position)
                    found = np.minimum(found, rest.narrowest(room))
        return found

    def _together(self, steps: Sequence[Ints], lattices: Sequence[Lattice]) -> list[Ints]:
        """Let each base cell move only as far as some partner in every other table can.

        Steps travel up the tree of tables and down again.
        """
        found = [np.maximum(step, 0) for step in steps]
        links = [(link.first, link.second, link.shared) for link in self.system.links]
        down = [(second, first, shared) for first, second, shared in reversed(links)]
        for origin, to, shared in (*down, *links):
            own, other = lattices[origin].dimensions, lattices[to].dimensions
            lost = tuple(i for i, d in enumerate(own) if d not in shared)
            message = found[origin].max(axis=lost) if lost else found[origin]
            new = tuple(i for i, d in enumerate(other) if d not in shared)
            found[to] = np.minimum(found[to], np.expand_dims(message, new))
        return found

    def _note(self, table: int, sheet: int, at: Index, change: Ints) -> None:
        moved = np.minimum(self.values[table][sheet, ...][at] + change, UNKNOWN)
        self.reached.note(table, sheet, at, moved)


def _sides(lattice: Lattice, dimension: int, to: int, origin: int) -> Mapping[int, Ints]:
    """Return the levels that gain (1) and lose (-1) when somebody moves to another code."""
    for axis in lattice.axes:
        if axis.dimension == dimension:
            gains = axis.member[:, to] & ~axis.member[:, origin]
            loses = axis.member[:, origin] & ~axis.member[:, to]
            return {1: np.flatnonzero(gains), -1: np.flatnonzero(loses)}
    return {}


def _swapped(system: System) -> int | None:
    """Return the dimension along which people are moved: the answer, else the shortest."""
    used = sorted({d for lattice in system.lattices for d in lattice.dimensions})
    answer = system.family.answer
    if answer in used:
        return answer
    sizes = {d: len(system.family.dimensions[d].codes) for d in used}
    tied = bool(system.sheets.ties) and answer is not None
    if not used or tied or min(sizes.values()) > _MOST_CODES:
        return None
    return min(used, key=lambda d: sizes[d])
