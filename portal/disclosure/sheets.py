"""Which counts a family of releases speaks of: each release, and the people each one added."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from portal.disclosure.refusals import BadReleaseError
from portal.disclosure.release import Family

MOST_RELEASES = 240
"""So many releases of one population are judged together; every two of them make a sheet."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One full set of counts: a release, or the people added between two of them.

    `layers` are the unknown tables (by number) that it is the sum of.
    """

    name: str
    layers: tuple[int, ...]
    added: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """A sheet that is the sum of two others, count by count (all by number)."""

    whole: int
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Tie:
    """A correction: two releases with the same people in every group, their answers apart."""

    before: int
    after: int


@dataclass(frozen=True)
class Sheets:
    """Every sheet of a family; the releases come first, in their order.

    A *layer* is a table of unknown counts, none negative; `layers[i]` is the number of the
    sheet that layer `i` alone makes up. A release that grew is the layers of the one before
    and one more; a corrected or separate one starts afresh.
    """

    sheets: tuple[Sheet, ...]
    layers: tuple[int, ...]
    sums: tuple[Sum, ...]
    ties: tuple[Tie, ...]

    @cached_property
    def batches(self) -> tuple[npt.NDArray[np.int64], ...]:
        """The sums (rows: whole, first, second) of runs of one length: none has a sheet twice."""
        found: dict[tuple[int, bool], list[tuple[int, int, int]]] = {}
        for sum_ in self.sums:
            run = self.sheets[sum_.whole if self.sheets[sum_.whole].added else sum_.second]
            key = len(run.layers), self.sheets[sum_.whole].added
            found.setdefault(key, []).append((sum_.whole, sum_.first, sum_.second))
        return tuple(np.array(own).T for own in found.values())

    @cached_property
    def added(self) -> npt.NDArray[np.int64]:
        """The sheet of what was added between two releases (axes: from, to), -1 for none."""
        releases = len(self.layers)
        found = np.full((releases, releases), -1, dtype=np.int64)
        for number, sheet in enumerate(self.sheets):
            if sheet.added:
                found[sheet.layers[0] - 1, sheet.layers[-1]] = number
        return found


def sheets_of(family: Family) -> Sheets:
    """Return the sheets of a family and how they hang together.

    Raises:
        BadReleaseError: it has more than `MOST_RELEASES` releases.
    """
    if len(family.releases) > MOST_RELEASES:
        releases = len(family.releases)
        raise BadReleaseError("too-many-cells", cells=releases, most=MOST_RELEASES)
    builder = _Builder(family)
    for number in range(len(family.releases)):
        builder.add_release(number)
    builder.add_longer_runs()
    return Sheets(
        sheets=(*builder.releases, *builder.added),
        layers=tuple(builder.layers),
        sums=tuple(builder.sums),
        ties=tuple(builder.ties),
    )


class _Builder:
    def __init__(self, family: Family) -> None:
        self.family = family
        self.count = len(family.releases)
        self.releases: list[Sheet] = []
        self.added: list[Sheet] = []
        self.layers: list[int] = []
        self.sums: list[Sum] = []
        self.ties: list[Tie] = []
        self.step: dict[tuple[int, int], int] = {}

    def add_release(self, number: int) -> None:
        """Add a release and, where it grew, the sheet of the people it added."""
        release = self.family.releases[number]
        layer = len(self.layers)
        if release.relation == "grown":
            before = self.releases[number - 1]
            self.releases.append(Sheet(release.name, (*before.layers, layer), added=False))
            self.layers.append(self._add_step(number - 1, number, (layer,)))
            self.sums.append(Sum(number, number - 1, self.layers[-1]))
            return
        self.releases.append(Sheet(release.name, (layer,), added=False))
        self.layers.append(number)
        if release.relation == "corrected":
            self.ties.append(Tie(number - 1, number))

    def _add_step(self, first: int, last: int, layers: tuple[int, ...]) -> int:
        names = (self.family.releases[first].name, self.family.releases[last].name)
        self.added.append(Sheet("→".join(names), layers, added=True))
        self.step[first, last] = self.count + len(self.added) - 1
        return self.step[first, last]

    def add_longer_runs(self) -> None:
        """Add the people gained over several releases in a row: they are a group as well."""
        for last in range(self.count):
            first = last - 2
            while first >= 0 and (last - 1, last) in self.step and (first, last - 1) in self.step:
                early, late = self.step[first, last - 1], self.step[last - 1, last]
                layers = self.releases[last].layers[len(self.releases[first].layers) :]
                self.sums.append(Sum(self._add_step(first, last, layers), early, late))
                self.sums.append(Sum(last, first, self.step[first, last]))
                first -= 1
