"""Junction trees: overlapping sets arranged so that what two share is shared all the way between.

Source: S. L. Lauritzen, Graphical Models (1996), chapter 2: a graph is decomposable exactly when
its cliques form such a tree.
"""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

V = TypeVar("V", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Edge(Generic[V]):
    """Two neighbouring cliques, by number, and what they share (perhaps nothing)."""

    first: int
    second: int
    shared: frozenset[V]


@dataclass(frozen=True, slots=True)
class Tree(Generic[V]):
    """Cliques and the edges that join them all into one tree."""

    cliques: tuple[frozenset[V], ...]
    edges: tuple[Edge[V], ...]


def junction_tree(sets: Iterable[Collection[V]]) -> Tree[V]:
    """Return a junction tree in which each of the sets lies within one clique.

    Sets that form no tree are joined into larger cliques (minimum fill-in). The result does
    not depend on the order of the sets.
    """
    neighbours: dict[V, set[V]] = {}
    for members in sets:
        for vertex in members:
            neighbours.setdefault(vertex, set()).update(members)
    for vertex, near in neighbours.items():
        near.discard(vertex)
    cliques = _cliques(neighbours) or (frozenset(),)
    return Tree(cliques, _edges(cliques))


def _cliques(neighbours: dict[V, set[V]]) -> tuple[frozenset[V], ...]:
    """Take vertices away one by one, each time where the fewest new neighbours are made."""
    found: list[frozenset[V]] = []
    while neighbours:
        vertex = min(neighbours, key=lambda v: (_missing(neighbours, v), repr(v)))
        near = neighbours.pop(vertex)
        clique = frozenset({vertex, *near})
        if not any(clique <= other for other in found):
            found.append(clique)
        for other in near:
            neighbours[other].update(near - {other})
            neighbours[other].discard(vertex)
    return tuple(sorted(found, key=lambda clique: sorted(map(repr, clique))))


def _missing(neighbours: dict[V, set[V]], vertex: V) -> int:
    pairs = combinations(neighbours[vertex], 2)
    return sum(second not in neighbours[first] for first, second in pairs)


def _edges(cliques: tuple[frozenset[V], ...]) -> tuple[Edge[V], ...]:
    """Return a spanning tree of greatest overlap (Prim), which has the running intersection."""
    edges, inside = [], {0}
    while len(inside) < len(cliques):
        first, second = max(
            ((i, j) for i in sorted(inside) for j in range(len(cliques)) if j not in inside),
            key=lambda pair: (len(cliques[pair[0]] & cliques[pair[1]]), -pair[1], -pair[0]),
        )
        edges.append(Edge(first, second, cliques[first] & cliques[second]))
        inside.add(second)
    return tuple(edges)
