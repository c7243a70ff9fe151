"""Changes in some releases in a row: a window that begins with one release and ends before another.

People who join never leave: where more people are in a cell from some release on, those who joined
then are more; where the change ends, those who joined then are fewer, and never fewer than nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from portal.disclosure.lattice import Ints, Lattice, flat
from portal.disclosure.release import UNKNOWN
from portal.disclosure.system import System

_MOST_CODES = 12


@dataclass(frozen=True)
class Change:
    """One kind of change in one table: a step for each base cell of `rest`.

    `places` are indices of counts (after the sheet) that gain (1) or lose (-1) the step, none
    where the table sees nothing of it. `room` tells for each release how far it can go there,
    `begin` and `end` how far where it begins, or has ended.
    """

    rest: Lattice
    places: Sequence[tuple[int, tuple[slice | int, ...]]]
    room: Ints
    begin: Ints
    end: Ints

    def steps(self, first: int) -> Ints:
        """Return the steps of the windows from a release on (axes: window, base cell)."""
        room = np.minimum.accumulate(self.room[first:], axis=0)
        return np.asarray(np.minimum(np.minimum(room, self.begin[first]), self.end[first + 1 :]))


class Changes:
    """All kinds of changes of one dataset."""

    def __init__(self, system: System, values: Sequence[Ints], layers: Sequence[Ints]) -> None:
        self.system, self.layers = system, layers
        self.releases = len(system.sheets.layers)
        own = slice(0, self.releases)
        bounds = zip(values, system.low, system.high, strict=True)
        self.room = [{1: (h - v)[own], -1: (v - b)[own]} for v, b, h in bounds]
        for ratio in system.ratios:
            for way in (1, -1):
                flat(self.room[ratio.table][way])[ratio.sheet][ratio.cells] = 0
        self.corrected = [tie.after for tie in system.sheets.ties]
        self.swapped = _swapped(system)

    def __iter__(self) -> Iterator[list[Change]]:
        """Yield each kind of change, for all tables at once."""
        for way in (1, -1):
            yield [self._single(table, way) for table in range(len(self.room))]
        if self.swapped is not None:
            codes = range(len(self.system.family.dimensions[self.swapped].codes))
            for to, origin in permutations(codes, 2):
                yield [self._swap(table, to, origin) for table in range(len(self.room))]

    def _single(self, table: int, way: int) -> Change:
        lattice = self.system.lattices[table]
        gone = self.layers[table]
        free = np.full_like(gone, UNKNOWN)
        begin, end = (free, gone) if way > 0 else (gone, free)
        room = lattice.narrowest(self.room[table][way])
        return Change(lattice, [(way, ())], room, *self._edges(begin, end, corrected=0))

    def _swap(self, table: int, to: int, origin: int) -> Change:
        lattice = self.system.lattices[table]
        rest = Lattice(tuple(a for a in lattice.axes if a.dimension != self.swapped))
        free = np.full((self.releases, *rest.base), UNKNOWN)
        if self.swapped not in lattice.dimensions:
            return Change(rest, [], free, *self._edges(free, free, corrected=UNKNOWN))
        at = 1 + lattice.dimensions.index(self.swapped)
        member = lattice.axes[at - 1].member
        sides = {
            1: np.flatnonzero(member[:, to] & ~member[:, origin]),
            -1: np.flatnonzero(member[:, origin] & ~member[:, to]),
        }
        before: tuple[slice | int, ...] = (slice(None),) * (at - 1)
        places = [(way, (*before, int(level))) for way, held in sides.items() for level in held]
        rooms = [self.room[table][way].take(held, at).min(axis=at) for way, held in sides.items()]
        room = rest.narrowest(np.minimum(*rooms))
        begin, end = (np.asarray(self.layers[table].take(code, at)) for code in (origin, to))
        return Change(rest, places, room, *self._edges(begin, end, corrected=UNKNOWN))

    def _edges(self, begin: Ints, end: Ints, *, corrected: int) -> tuple[Ints, Ints]:
        """Set how far changes go where a correction, or nothing, stands before or after."""
        begin, end = begin.copy(), np.concatenate((end, np.full_like(end[:1], UNKNOWN)))
        for release in self.corrected:
            begin[release] = end[release] = corrected
        begin[0] = UNKNOWN
        return begin, end

    def gains(self, changes: Sequence[Change], first: int) -> Iterator[Ints]:
        """Yield for each table how far its counts go in the windows from a release on."""
        steps = self._together([np.maximum(c.steps(first), 0) for c in changes], changes)
        for change, step in zip(changes, steps, strict=True):
            yield change.rest.widest(step)

    def _together(self, found: list[Ints], changes: Sequence[Change]) -> list[Ints]:
        """Let each base cell move only as far as some partner in every other table can.

        Steps travel up the tree of tables and down again.
        """
        links = [(link.first, link.second, link.shared) for link in self.system.links]
        down = [(second, first, shared) for first, second, shared in reversed(links)]
        for origin, to, shared in (*down, *links):
            own, other = changes[origin].rest.dimensions, changes[to].rest.dimensions
            lost = tuple(i - len(own) for i, d in enumerate(own) if d not in shared)
            message = found[origin].max(axis=lost) if lost else found[origin]
            new = tuple(i - len(other) for i, d in enumerate(other) if d not in shared)
            found[to] = np.minimum(found[to], np.expand_dims(message, new))
        return found


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
