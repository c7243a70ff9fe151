"""Rounding again after people have joined: no published count falls, and untouched groups stay.

Whoever sees a count before and after subtracts. Were each drawn anew, a count of 5 could become
0, which says that it was 4 at most; so none falls, and what is told of a group that nobody joined
is told as it was. Both are known to the attacker: they rule out no number of people that the
published ones leave open. Which way a count goes is drawn, near the odds of its remainder.

Source: docs/method/disclosure.md section 5.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp

from portal.disclosure.draws import Draws
from portal.disclosure.lattice import Bools, Ints, Lattice
from portal.disclosure.program import Deadline, Program
from portal.disclosure.refusals import BadReleaseError
from portal.disclosure.rounding import matrices

_GAP = 0.1


@dataclass(frozen=True, slots=True)
class Grown:
    """What was published of these people before others joined them.

    `release` is that release as the audit reads it; of `same` (codes by dimension) nobody
    joined those groups.
    """

    release: Mapping[str, Any]
    same: Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of one table's counts: the least that each may be, and which stay so."""

    least: Ints
    stays: Bools


def round_grown(
    lattices: Sequence[Lattice],
    counts: Sequence[Ints],
    kept: Sequence[Kept],
    draws: Draws,
    *,
    base: int,
    seconds: float,
) -> list[Ints]:
    """Round every count of some tables over people some of whom were counted before.

    Args:
        lattices: the tables.
        counts: for each table all its counts (people), totals included.
        kept: for each table what was published of its counts before, 0 where nothing was.
        draws: the random stream; the same stream rounds the same counts alike.
        base: what to round to.
        seconds: the time allowed.

    Returns:
        For each table multiples of `base`, as `round_tables`; none is less than before.

    Raises:
        BadReleaseError: `no-rounding`: there is none.
    """
    sums, ties = matrices(lattices)
    people = np.concatenate([own.ravel() for own in counts])
    floor, before = people // base, np.concatenate([own.least.ravel() for own in kept]) // base
    stays = np.concatenate([own.stays.ravel() for own in kept])
    least = np.where(stays, before, np.maximum(floor, before))
    most = np.where(stays, before, -(-people // base))
    if (least > most).any():
        raise BadReleaseError("no-rounding")
    cost = sums.T @ (np.array([draws.uniform() for _ in people]) - (people / base - floor))
    outcome, found = _program(sums, ties, least, most).minimise(cost, Deadline(seconds))
    if outcome != "optimal":
        raise BadReleaseError("no-rounding")
    done = sums @ np.rint(found).astype(np.int64) * base
    ends = np.cumsum([own.size for own in counts])[:-1]
    return [part.reshape(own.shape) for part, own in zip(np.split(done, ends), counts, strict=True)]


def _program(sums: sp.csr_array, ties: sp.csr_array, least: Ints, most: Ints) -> Program:
    """Return the program of base cells, in units of the base, whose sums lie between two bounds."""
    none = np.zeros(ties.shape[0], dtype=np.int64)
    rows = sp.csr_array(sp.vstack([sums, ties], format="csr"))
    columns = np.zeros(sums.shape[1], dtype=np.int64)
    bounds = (columns, columns + int(most.max(initial=0)))
    sides = (np.append(least, none), np.append(most, none))
    return Program(rows, sides, bounds, whole=True, gap=_GAP)
