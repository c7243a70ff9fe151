"""Unbiased controlled rounding of tables that are networks: one hierarchy by one flat list.

Every count is an arc of a network in which totals are kept at each node. Wherever counts are
no multiples of the base they form cycles; people are moved around a random cycle, one way or
the other with the odds that keep every count's expectation, until a count on it reaches a
multiple. So each count ends at a neighbouring multiple of the base, every total adds up, and
the expected value of each published count is its true one.

Source: L. H. Cox, A constructive procedure for unbiased controlled rounding, JASA 82 (1987).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.disclosure.draws import Draws


@dataclass(frozen=True)
class Network:
    """The arcs of a table, one for each count: where it leaves and where it arrives.

    Nodes are numbered from 0; at each of them what arrives is what leaves.
    """

    tails: tuple[int, ...]
    heads: tuple[int, ...]
    nodes: int


def network(parents: Sequence[int], columns: int) -> Network:
    """Return the network of a hierarchy (rows) by a flat list (columns), with all totals.

    Args:
        parents: for each level of the hierarchy the level just above it, -1 for the top one.
        columns: how many codes the flat list has.

    Returns:
        Arcs in the order of the counts: row by row, the codes first and then their total.
    """
    levels = len(parents)
    leaf = [level not in parents for level in range(levels)]
    total = 1 + columns * levels
    tails, heads = [], []
    for level, parent in enumerate(parents):
        for column in range(columns):
            own = 1 + column * levels
            tails.append(own + parent if parent >= 0 else 0)
            heads.append(total + level if leaf[level] else own + level)
        tails.append(total + level)
        heads.append(total + parent if parent >= 0 else 0)
    return Network(tuple(tails), tuple(heads), total + levels)


def round_network(counts: Sequence[int], shape: Network, base: int, draws: Draws) -> list[int]:
    """Round the counts of a network to multiples of `base`, without bias.

    Args:
        counts: people on each arc; at every node what arrives equals what leaves.
        shape: the arcs.
        base: what to round to.
        draws: the random stream.

    Returns:
        For each arc a multiple of `base` less than `base` away from its count, the same
        where the count is a multiple; totals add up at every node, and the expectation over
        the draws is the count itself.
    """
    rounder = _Rounder(list(counts), shape, base, draws)
    for node in range(shape.nodes):
        while rounder.loose[node]:
            rounder.turn(rounder.cycle(node))
    return rounder.counts


class _Rounder:
    """Counts while they are rounded; `loose[node]` are its arcs that are no multiples yet."""

    def __init__(self, counts: list[int], shape: Network, base: int, draws: Draws) -> None:
        self.counts, self.shape, self.base, self.draws = counts, shape, base, draws
        self.loose: list[list[int]] = [[] for _ in range(shape.nodes)]
        for arc, count in enumerate(counts):
            if count % base:
                self.loose[shape.tails[arc]].append(arc)
                self.loose[shape.heads[arc]].append(arc)

    def cycle(self, node: int) -> list[tuple[int, int]]:
        """Walk along loose arcs until a node comes again; return that loop as (arc, direction).

        A node never has a single loose arc, for what arrives equals what leaves, so the walk
        never ends before it closes.
        """
        tails, heads = self.shape.tails, self.shape.heads
        seen = {node: 0}
        walk: list[tuple[int, int]] = []
        last = -1
        while True:
            near = self.loose[node]
            arc = near[self.draws.below(len(near))]
            while arc == last:
                arc = near[self.draws.below(len(near))]
            forward = tails[arc] == node
            node = heads[arc] if forward else tails[arc]
            walk.append((arc, 1 if forward else -1))
            last = arc
            if node in seen:
                return walk[seen[node] :]
            seen[node] = len(walk)

    def turn(self, loop: list[tuple[int, int]]) -> None:
        """Move people round a loop, either way, until some count on it is a multiple."""
        base, counts = self.base, self.counts
        ahead = min(
            base - counts[arc] % base if way > 0 else counts[arc] % base for arc, way in loop
        )
        back = min(
            counts[arc] % base if way > 0 else base - counts[arc] % base for arc, way in loop
        )
        step = ahead if self.draws.below(ahead + back) < back else -back
        for arc, way in loop:
            counts[arc] += way * step
            if counts[arc] % base == 0:
                self.loose[self.shape.tails[arc]].remove(arc)
                self.loose[self.shape.heads[arc]].remove(arc)
