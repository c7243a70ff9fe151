"""A table with all its totals: codes, groups and the total along every axis, and their sums.

Arrays of counts have any number of leading axes, then one for each axis of the table: its codes
where they hold base cells, its levels (codes, then groups, then the total) where they hold
every count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from portal.disclosure.release import UNKNOWN, Place
from portal.disclosure.universe import Dimension

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Axis:
    """One dimension of a table; `member[level, code]` tells which codes a level sums."""

    dimension: int
    member: Bools

    @property
    def levels(self) -> int:
        """How many codes, groups and totals there are."""
        return len(self.member)

    @property
    def codes(self) -> int:
        """How many codes there are."""
        return int(self.member.shape[1])

    @cached_property
    def sums(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """Each group and the total, small ones first, with the smaller levels that it adds up."""
        order = sorted(range(self.codes, self.levels), key=lambda u: (self.member[u].sum(), u))
        return tuple((union, self._parts(union, order[:i])) for i, union in enumerate(order))

    def _parts(self, union: int, smaller: Sequence[int]) -> tuple[int, ...]:
        rest = self.member[union].copy()
        parts = []
        for level in reversed(smaller):
            if not (self.member[level] & ~rest).any():
                parts.append(level)
                rest &= ~self.member[level]
        return (*parts, *np.flatnonzero(rest).tolist())

    @cached_property
    def parents(self) -> tuple[int, ...] | None:
        """The level just above each level, -1 for the total; None where groups overlap."""
        size = self.member.sum(axis=1)
        found = []
        for level in range(self.levels):
            held = self.member[level]
            above = [u for u in range(self.levels) if u != level and self.member[u][held].all()]
            above = [u for u in above if size[u] > size[level] or u > level]
            above.sort(key=lambda u: (size[u], u))
            if any((self.member[low] & ~self.member[high]).any() for low, high in pairwise(above)):
                return None
            found.append(above[0] if above else -1)
        return tuple(found)


def axis_of(number: int, dimension: Dimension) -> Axis:
    """Return the axis of a dimension, which has this number."""
    member = np.zeros((len(dimension.members), len(dimension.codes)), dtype=np.bool_)
    for level, held in enumerate(dimension.members):
        member[level, list(held)] = True
    return Axis(number, member)


@dataclass(frozen=True, eq=False)
class Lattice:
    """All counts of one table: its axes by dimension, rising."""

    axes: tuple[Axis, ...]

    @cached_property
    def dimensions(self) -> Place:
        """The dimensions it has, by number."""
        return tuple(axis.dimension for axis in self.axes)

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """How many levels each axis has."""
        return tuple(axis.levels for axis in self.axes)

    @cached_property
    def base(self) -> tuple[int, ...]:
        """How many codes each axis has."""
        return tuple(axis.codes for axis in self.axes)

    def inside(self, dimensions: Place) -> tuple[slice | int, ...]:
        """Return the index of the counts over some dimensions: the total along the others."""
        return tuple(slice(None) if a.dimension in dimensions else a.levels - 1 for a in self.axes)

    def judged(self, dimensions: Place) -> tuple[slice | int, ...]:
        """Return the index of the codes and groups of some dimensions, the total of the others."""
        return tuple(
            slice(0, a.levels - 1) if a.dimension in dimensions else a.levels - 1 for a in self.axes
        )

    @cached_property
    def base_of(self) -> Ints:
        """For each count, flat, its base cell where it is one, else -1."""
        every = np.full(self.shape, -1, dtype=np.int64)
        every[tuple(slice(0, codes) for codes in self.base)] = np.arange(
            int(np.prod(self.base, dtype=np.int64))
        ).reshape(self.base)
        return every.ravel()

    def add_up(self, base: Ints) -> Ints:
        """Return every count, given the base cells."""
        for axis, at in self._from_the_right():
            unions = axis.member[axis.codes :].astype(np.int64)
            moved = np.moveaxis(base, at, 0)
            summed = np.tensordot(unions, moved, axes=1)
            base = np.moveaxis(np.concatenate((moved, summed)), 0, at)
        return base

    def narrowest(self, room: Ints) -> Ints:
        """Return for each base cell the least room of all counts that hold it."""
        for axis, at in self._from_the_right():
            moved = np.moveaxis(room, at, 0)
            least = moved[: axis.codes].copy()
            for union in range(axis.codes, axis.levels):
                held = axis.member[union]
                least[held] = np.minimum(least[held], moved[union])
            room = np.moveaxis(least, 0, at)
        return room

    def widest(self, steps: Ints) -> Ints:
        """Return for each count the largest step of the base cells it holds."""
        for axis, at in self._from_the_right():
            moved = np.moveaxis(steps, at, 0)
            unions = [moved[held].max(axis=0) for held in axis.member[axis.codes :]]
            steps = np.moveaxis(np.concatenate((moved, np.array(unions))), 0, at)
        return steps

    def _from_the_right(self) -> list[tuple[Axis, int]]:
        return [(axis, i - len(self.axes)) for i, axis in enumerate(self.axes)]

    def expand(self, cells: Ints) -> tuple[Ints, Ints]:
        """Return pairs (position in `cells`, base cell): what each of some flat counts sums."""
        row = np.arange(len(cells))
        base = np.zeros(len(cells), dtype=np.int64)
        levels = np.unravel_index(cells, self.shape) if self.axes else ()
        for own, axis in zip(levels, self.axes, strict=True):
            level, code = np.nonzero(axis.member)
            length = np.bincount(level, minlength=axis.levels)
            start = np.cumsum(length) - length
            times = length[own[row]]
            within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
            row, base = np.repeat(row, times), np.repeat(base, times)
            base = base * axis.codes + code[start[own[row]] + within]
        return row, base

    def tighten(self, low: Ints, high: Ints) -> None:
        """Let bounds travel between each group or total and what it adds up, both ways."""
        for axis, at in self._from_the_right():
            lows, highs = np.moveaxis(low, at, 0), np.moveaxis(high, at, 0)
            for union, parts in axis.sums:
                _tighten(lows, highs, union, list(parts))
            for union, parts in reversed(axis.sums):
                _tighten(lows, highs, union, list(parts))


def _tighten(low: Ints, high: Ints, union: int, parts: list[int]) -> None:
    least, most = low[parts], high[parts]
    all_least, all_most = least.sum(axis=0), most.sum(axis=0)
    low[union] = np.maximum(low[union], all_least)
    high[union] = np.minimum(high[union], all_most)
    above = np.where(high[union] >= UNKNOWN, UNKNOWN, high[union] - (all_least - least))
    low[parts] = np.maximum(least, low[union] - (all_most - most))
    high[parts] = np.minimum(most, above)


Array = TypeVar("Array", Ints, Bools)


def flat(table: Array) -> Array:
    """Return a view of a table of one axis for the first and one for all others."""
    return table.reshape(len(table), -1)
