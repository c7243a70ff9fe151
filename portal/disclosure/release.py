"""Everything published about one population: each number as one row with its cells and rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from portal.disclosure.policy import Policy
from portal.disclosure.universe import Dimension

Relation = Literal["first", "grown", "corrected", "separate"]
RELATIONS: tuple[Relation, ...] = ("first", "grown", "corrected", "separate")

UNKNOWN = 2**44
"""Stands for "no upper bound"; counts and their sums stay far below it."""

Place = tuple[int, ...]
"""Dimensions by number, rising; or, beside such a tuple, one level for each of them."""


@dataclass(slots=True)
class Intervals:
    """The numbers of one release that bound one count each, over one set of dimensions.

    Row i says: `low[i]` ≤ the count at `levels[i]` ≤ `high[i]`. `shown[i]` is the number as
    printed, -1 where it is hidden; `source[i]` is its place in the release.
    """

    levels: list[Place] = field(default_factory=list)
    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    shown: list[int] = field(default_factory=list)
    source: list[int] = field(default_factory=list)

    def add(self, place: Place, low: int, high: int, *, shown: int, source: int) -> None:
        """Append one row."""
        self.levels.append(place)
        self.low.append(low)
        self.high.append(high)
        self.shown.append(shown)
        self.source.append(source)


@dataclass(frozen=True, slots=True)
class Term:
    """One count in a ratio: its dimensions, its level in each, and what it is multiplied by."""

    dimensions: Place
    levels: Place
    factor: int


@dataclass(frozen=True, slots=True)
class Ratio:
    """What a percentage or mean says: the sum of `terms` is at least `least`."""

    terms: tuple[Term, ...]
    least: int
    source: int

    @property
    def dimensions(self) -> Place:
        """Every dimension that some term names, rising."""
        return tuple(sorted({d for term in self.terms for d in term.dimensions}))


@dataclass(slots=True)
class Release:
    """One publication: its numbers, and how its people relate to those of the one before."""

    name: str
    relation: Relation
    intervals: dict[Place, Intervals] = field(default_factory=dict)
    ratios: list[Ratio] = field(default_factory=list)
    used: set[Place] = field(default_factory=set)

    def interval_rows(self, dimensions: Place) -> Intervals:
        """Return the rows over one set of dimensions, new and empty where there were none."""
        return self.intervals.setdefault(dimensions, Intervals())


@dataclass(frozen=True)
class Family:
    """A population with all its releases, oldest first: what an attacker holds.

    `answer` is the number of the dimension whose codes are answers, None where there is
    none. `public` are the sets of dimensions whose counts anyone may know, `used` those that
    some statistic uses.
    """

    policy: Policy
    dimensions: tuple[Dimension, ...]
    answer: int | None
    public: frozenset[Place]
    used: frozenset[Place]
    releases: tuple[Release, ...]

    def populations(self) -> Iterator["Family"]:
        """Yield the family's parts that speak of different people; nothing links them."""
        starts = [i for i, r in enumerate(self.releases) if r.relation in {"first", "separate"}]
        for first, last in pairwise([*starts, len(self.releases)]):
            yield replace(self, releases=self.releases[first:last])

    def where(self, dimensions: Place, levels: Place) -> Mapping[str, str | int]:
        """Write a count's place as a file does: dimension by name, level by label."""
        return {
            self.dimensions[d].name: self.dimensions[d].labels[level]
            for d, level in zip(dimensions, levels, strict=True)
        }
