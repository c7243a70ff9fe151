"""The unknown base cells of a system and the equations that are left between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from portal.disclosure.lattice import Bools, Ints, flat
from portal.disclosure.release import UNKNOWN
from portal.disclosure.system import System

Dataset = Sequence[Ints]
"""For each table its base cells, people (axes: layer, then the codes of each dimension)."""

Rows = tuple[sp.csr_array, Ints, Ints]


@dataclass(frozen=True)
class Pieces:
    """Counts taken apart: count i is `known[i]` plus the pieces paired with it.

    Piece p is the sum of the columns in row p of `matrix`, all within `component[p]`; `count`
    and `piece` are the pairs.
    """

    known: Ints
    matrix: sp.csr_array
    component: Ints
    count: Ints
    piece: Ints


class Equations:
    """Whole numbers x with `row_low` ≤ matrix · x ≤ `row_high` and `low` ≤ x ≤ `high`.

    Each column is a base cell (table, layer, cell) whose value is not certain; rows that the
    bounds of their columns already imply are left out. Columns and rows fall into components
    that share nothing, numbered from 0.
    """

    def __init__(self, system: System) -> None:
        self.system = system
        sizes = [int(np.prod(lattice.base, dtype=np.int64)) for lattice in system.lattices]
        self.layers = len(system.sheets.layers)
        self.starts = np.cumsum([0, *(size * self.layers for size in sizes)])
        low, high = (np.concatenate(list(self.layered(b))) for b in (system.low, system.high))
        self.columns = np.flatnonzero(low < high)
        self.fixed = np.where(low < high, 0, low)
        self.low, self.high = low[self.columns], high[self.columns]
        self.matrix, self.row_low, self.row_high = self._needed(self.rows())
        self.components, self.component, self.row_component = self._connected()

    def _connected(self) -> tuple[int, Ints, Ints]:
        """Return how many components there are, and that of each column and each row."""
        rows, columns = self.matrix.shape
        if not columns:
            return rows, np.zeros(0, dtype=np.int64), np.arange(rows)
        joined = sp.block_array([[None, self.matrix.T], [self.matrix, None]]) if rows else None
        if joined is None:
            return columns, np.arange(columns), np.zeros(0, dtype=np.int64)
        count, found = connected_components(joined, directed=False)
        return int(count), found[:columns].astype(np.int64), found[columns:].astype(np.int64)

    def layered(self, bounds: Sequence[Ints]) -> Iterator[Ints]:
        """Yield one table after another its base cells, layer by layer, flat."""
        for lattice, own in zip(self.system.lattices, bounds, strict=True):
            codes = tuple(slice(0, n) for n in lattice.base)
            for sheet in self.system.sheets.layers:
                yield own[sheet, ...][codes].reshape(-1)

    def pairs(self, table: int, sheet: int, cells: Ints) -> tuple[Ints, Ints]:
        """Return pairs (position in `cells`, base cell of the whole system)."""
        lattice = self.system.lattices[table]
        row, base = lattice.expand(cells)
        size = int(np.prod(lattice.base, dtype=np.int64))
        layers = self.system.sheets.sheets[sheet].layers
        places = [base + self.starts[table] + layer * size for layer in layers]
        return np.tile(row, len(layers)), np.concatenate(places)

    def _matrix(self, row: Ints, place: Ints, data: Ints, rows: int) -> sp.csr_array:
        shape = (rows, int(self.starts[-1]))
        return sp.csr_array((data, (row, place)), shape=shape)

    def rows(self) -> Iterator[Rows]:
        """Yield every published number, link and tie as rows over all base cells."""
        system = self.system
        for table, stated in enumerate(system.stated):
            for sheet, marks in enumerate(flat(stated)):
                single = len(system.sheets.sheets[sheet].layers) == 1
                bounded = single & (system.lattices[table].base_of >= 0)
                cells = np.flatnonzero(marks & ~bounded)
                row, place = self.pairs(table, sheet, cells)
                bounds = (flat(b[table])[sheet][cells] for b in (system.low, system.high))
                yield self._matrix(row, place, np.ones_like(row), len(cells)), *bounds
        for ratio in system.ratios:
            row, place = self.pairs(ratio.table, ratio.sheet, ratio.cells)
            matrix = self._matrix(np.zeros_like(row), place, ratio.factors[row], 1)
            yield matrix, np.array([ratio.least]), np.array([UNKNOWN])
        yield from self._links()
        yield from self._ties()

    def _links(self) -> Iterator[Rows]:
        for link in self.system.links:
            for sheet in self.system.sheets.layers:
                one = self._at(link.first, sheet, link.in_first, codes_only=True)
                two = self._at(link.second, sheet, link.in_second, codes_only=True)
                yield _same(one, two)

    def _ties(self) -> Iterator[Rows]:
        for tie in self.system.sheets.ties:
            for table in range(len(self.system.lattices)):
                index = self.system.tied(table)
                one = self._at(table, tie.before, index, codes_only=True)
                two = self._at(table, tie.after, index, codes_only=True)
                yield _same(one, two)

    def _at(
        self, table: int, sheet: int, index: Sequence[slice | int], *, codes_only: bool
    ) -> sp.csr_array:
        """Return the counts at an index of a table, one row each, as sums of base cells."""
        lattice = self.system.lattices[table]
        narrowed = tuple(
            slice(0, axis.codes) if codes_only and isinstance(at, slice) else at
            for at, axis in zip(index, lattice.axes, strict=True)
        )
        numbers = np.arange(int(np.prod(lattice.shape, dtype=np.int64))).reshape(lattice.shape)
        cells = np.atleast_1d(numbers[narrowed]).reshape(-1)
        row, place = self.pairs(table, sheet, cells)
        return self._matrix(row, place, np.ones_like(row), len(cells))

    def _needed(self, parts: Iterator[Rows]) -> Rows:
        """Join rows, put in what is known, and leave out those that say nothing more."""
        matrices, lows, highs = zip(*parts, strict=True)
        matrix = sp.csr_array(sp.vstack(matrices, format="csr"))
        matrix.eliminate_zeros()
        known = matrix @ self.fixed
        low, high = np.concatenate(lows) - known, np.concatenate(highs)
        high = np.where(high >= UNKNOWN, UNKNOWN, high - known)
        matrix = sp.csr_array(matrix.tocsc()[:, self.columns].tocsr())
        matrix.sort_indices()
        plus, minus = matrix.maximum(0), matrix.minimum(0)
        ends = self.low.astype(np.float64), self.high.astype(np.float64)
        least, most = plus @ ends[0] + minus @ ends[1], plus @ ends[1] + minus @ ends[0]
        wanted = np.flatnonzero((least < low) | ((high < UNKNOWN) & (most > high)))
        return sp.csr_array(matrix[wanted]), low[wanted], high[wanted]

    def pieces(self, row: Ints, place: Ints, counts: int) -> Pieces:
        """Take counts, given as pairs (count, base cell), apart by component.

        Counts that share a piece share it in the answer too.
        """
        known = np.bincount(row, self.fixed[place], counts).astype(np.int64)
        number = np.full(int(self.starts[-1]), -1)
        number[self.columns] = np.arange(len(self.columns))
        column = number[place]
        row, column = row[column >= 0], column[column >= 0]
        order = np.lexsort((column, self.component[column], row))
        row, column = row[order], column[order]
        own = self.component[column]
        new = (np.diff(row, prepend=-1) != 0) | (np.diff(own, prepend=-1) != 0)
        start = np.flatnonzero(new)
        ends = np.append(start[1:], len(row))[: len(start)]
        seen: dict[bytes, int] = {}
        piece = np.array(
            [
                seen.setdefault(column[a:b].tobytes(), len(seen))
                for a, b in zip(start.tolist(), ends.tolist(), strict=True)
            ],
            dtype=np.int64,
        )
        held = [np.frombuffer(key, dtype=np.int64) for key in seen]
        indptr = np.cumsum([0, *map(len, held)])
        indices = np.concatenate(held) if held else np.zeros(0, dtype=np.int64)
        data = np.ones(len(indices), dtype=np.int64)
        matrix = sp.csr_array((data, indices, indptr), shape=(len(held), len(self.columns)))
        component = self.component[indices[indptr[:-1]]] if held else indices
        return Pieces(known, matrix, component, row[start], piece)

    def dataset(self, x: Ints) -> Dataset:
        """Return the dataset that the unknowns x complete."""
        flat = self.fixed.copy()
        flat[self.columns] = x
        parts = [flat[a:b] for a, b in zip(self.starts[:-1], self.starts[1:], strict=True)]
        return [
            part.reshape(self.layers, *lattice.base)
            for part, lattice in zip(parts, self.system.lattices, strict=True)
        ]

    def unknowns(self, dataset: Dataset) -> Ints:
        """Return what a dataset says of the unknowns, within their bounds."""
        flat = np.concatenate([own.reshape(-1) for own in dataset])
        return np.asarray(np.clip(flat[self.columns], self.low, self.high))

    def fits(self, x: Ints) -> Bools:
        """Tell for each component whether whole numbers x agree with all its rows."""
        found = self.matrix @ x
        fits = np.ones(self.components, dtype=np.bool_)
        fits[self.row_component[(found < self.row_low) | (found > self.row_high)]] = False
        return fits


def _same(one: sp.csr_array, two: sp.csr_array) -> Rows:
    none = np.zeros(one.shape[0], dtype=np.int64)
    return sp.csr_array(one - two), none, none
