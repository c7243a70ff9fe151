"""Random controlled rounding: every count up or down to a multiple, every total kept.

Which way a count goes is drawn with the odds of its remainder, by a key that nobody outside
knows. The attacker may know this file by heart: without the key a published multiple v still
stands for any count from v - base + 1 to v + base - 1.

Source: docs/method/disclosure.md section 5; for two dimensions see `cox`, beyond them `walk`.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import scipy.sparse as sp

from portal.disclosure.cox import network, round_network
from portal.disclosure.draws import Draws
from portal.disclosure.lattice import Ints, Lattice
from portal.disclosure.program import Deadline, Program
from portal.disclosure.refusals import BadReleaseError
from portal.disclosure.walk import Walk

_GAP = 0.1
_WHOLE = 1e-6


def round_tables(
    lattices: Sequence[Lattice], counts: Sequence[Ints], draws: Draws, *, base: int, seconds: float
) -> list[Ints]:
    """Round every count of some tables over the same people.

    Args:
        lattices: the tables; those that share dimensions share the counts over them.
        counts: for each table all its counts (people), totals included.
        draws: the random stream; the same stream rounds the same counts alike.
        base: what to round to.
        seconds: the time allowed.

    Returns:
        For each table multiples of `base`: each less than `base` from its count and equal to
        it where that is a multiple. They add up wherever the counts do.

    Raises:
        BadReleaseError: `no-rounding`: there is none (rare, and only beyond two dimensions),
            or none was found in the time allowed.
    """
    if len(lattices) == 1 and (shape := _two_way(lattices[0])) is not None:
        return [_by_network(lattices[0], shape, counts[0], draws, base)]
    return _by_walk(lattices, counts, draws, base, seconds)


def _two_way(lattice: Lattice) -> tuple[int, int] | None:
    """Return the axis that is a hierarchy and the one that is a flat list; None where none is."""
    if not 1 <= len(lattice.axes) <= 2:
        return None
    flat = [i for i, axis in enumerate(lattice.axes) if axis.levels == axis.codes + 1]
    if len(lattice.axes) == 1:
        return (0, -1) if lattice.axes[0].parents is not None else None
    for own in reversed(flat):
        if lattice.axes[1 - own].parents is not None:
            return 1 - own, own
    return None


def _by_network(
    lattice: Lattice, shape: tuple[int, int], counts: Ints, draws: Draws, base: int
) -> Ints:
    tree, list_ = shape
    table = counts if list_ >= 0 else np.stack((counts, counts), axis=-1)
    if tree == 1:
        table = table.T
    parents = lattice.axes[tree].parents or ()
    arcs = network(parents, table.shape[1] - 1)
    done = np.array(round_network(table.ravel().tolist(), arcs, base, draws)).reshape(table.shape)
    if list_ < 0:
        return np.asarray(done[:, 0])
    return np.asarray(done.T if tree == 1 else done)


def _by_walk(
    lattices: Sequence[Lattice], counts: Sequence[Ints], draws: Draws, base: int, seconds: float
) -> list[Ints]:
    """Round by a random walk, and by a program with random costs what the walk leaves open."""
    sums, ties = matrices(lattices)
    people = np.concatenate([own.ravel() for own in counts])
    cells = [
        own[tuple(slice(0, n) for n in lattice.base)].ravel()
        for lattice, own in zip(lattices, counts, strict=True)
    ]
    walk = Walk(sums, ties, np.concatenate(cells) / base, draws)
    walk.run()
    found = np.rint(walk.cells).astype(np.int64)
    if not _controlled(sums @ found * base, people, base) or (ties @ found).any():
        found = _finish(walk, draws, seconds)
    done = sums @ found * base
    if not _controlled(done, people, base) or (ties @ found).any():
        raise BadReleaseError("no-rounding")
    parts = np.split(done, np.cumsum([own.size for own in counts])[:-1])
    return [part.reshape(own.shape) for part, own in zip(parts, counts, strict=True)]


def _controlled(done: Ints, people: Ints, base: int) -> bool:
    """Tell whether every count went to a neighbouring multiple, or stayed where it was one."""
    moved = np.abs(done - people)
    return not (moved >= base).any() and not moved[people % base == 0].any()


def _finish(walk: Walk, draws: Draws, seconds: float) -> Ints:
    """Round a walk's corner by a program: first what is whole stays so, then nothing has to."""
    chance = np.array([draws.uniform() for _ in range(len(walk.counts))])
    cost = walk.sums.T @ (chance - (walk.counts - walk.floor))
    exact = np.abs(walk.sums @ walk.cells - walk.floor) < _WHOLE
    low = walk.floor.astype(np.int64)
    none = np.zeros(walk.ties.shape[0], dtype=np.int64)
    rows = sp.csr_array(sp.vstack([walk.sums, walk.ties], format="csr"))
    columns = np.zeros(len(walk.cells), dtype=np.int64)
    bounds = (columns, columns + int(low.max(initial=0)) + 1)
    for stays in (walk.fixed, walk.begun):
        least = np.where(stays & ~exact, low + 1, low)
        most = np.where(stays & exact, low, low + 1)
        sides = (np.append(least, none), np.append(most, none))
        program = Program(rows, sides, bounds, whole=True, gap=_GAP)
        outcome, found = program.minimise(cost, Deadline(seconds))
        if outcome == "optimal":
            return np.rint(found).astype(np.int64)
    raise BadReleaseError("no-rounding")


def matrices(lattices: Sequence[Lattice]) -> tuple[sp.csr_array, sp.csr_array]:
    """Return what makes every count of some tables of their base cells, and what ties them.

    The first has one row for each count, table after table; the second, rows that are 0 where
    tables agree on the counts they share.
    """
    sums = sp.csr_array(sp.block_diag([_sums(lattice) for lattice in lattices], format="csr"))
    return sums, _shared(lattices)


def _sums(lattice: Lattice) -> sp.csr_array:
    """Return the matrix that makes every count of a table from its base cells."""
    size = int(np.prod(lattice.shape, dtype=np.int64))
    row, base = lattice.expand(np.arange(size))
    shape = (size, int(np.prod(lattice.base, dtype=np.int64)))
    return sp.csr_array((np.ones(len(row), dtype=np.int64), (row, base)), shape=shape)


def _shared(lattices: Sequence[Lattice]) -> sp.csr_array:
    """Return rows that are 0 where tables agree on the counts they share."""
    starts = np.cumsum([0, *(int(np.prod(own.base, dtype=np.int64)) for own in lattices)])
    rows, columns, signs = [], [], []
    height = 0
    for tables in combinations(range(len(lattices)), 2):
        first, second = (set(lattices[table].dimensions) for table in tables)
        both = tuple(sorted(first & second))
        shared = [_counts_over(lattices[table], both) for table in tables]
        for table, own, sign in zip(tables, shared, (1, -1), strict=True):
            row, base = lattices[table].expand(own)
            rows.append(row + height)
            columns.append(base + starts[table])
            signs.append(np.full(len(row), sign, dtype=np.int64))
        height += len(shared[0])
    if not rows:
        return sp.csr_array((0, int(starts[-1])), dtype=np.int64)
    places = (np.concatenate(rows), np.concatenate(columns))
    return sp.csr_array((np.concatenate(signs), places), shape=(height, int(starts[-1])))


def _counts_over(lattice: Lattice, dimensions: tuple[int, ...]) -> Ints:
    """Return the flat numbers of a table's counts over some of its dimensions."""
    number = np.arange(int(np.prod(lattice.shape, dtype=np.int64))).reshape(lattice.shape)
    return np.atleast_1d(number[lattice.inside(dimensions)]).ravel()
