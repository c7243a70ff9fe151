"""Which codes of an attribute are totals or groups of others: by their words and by arithmetic.

An attacker adds up whatever adds up, so a sum is looked for everywhere: a code is a margin of
others where it is their sum in every slice that shows them all (a slice: one code of every other
attribute), and that is too much to be chance. What words call a total, arithmetic may refute.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Fit = Literal["sum", "more", "less", "open"]

CHANCE = 5.0
"""How many bits of agreement tell a sum of all others from chance."""
_RUN_CHANCE = 7.0
_MOST_SEARCHED = 400
_LONGEST_RUN = 60
_SUBSETS = 8
_LOOKED_AT = 2_000


@dataclass(frozen=True)
class Grid:
    """The counts of one attribute: a row for each slice, a column for each code.

    A count stands in `values` where it is `shown`; it is 0 elsewhere. `hidden` marks those that
    are suppressed; the others are not in the table at all. `slack` is how far a count of each
    slice may lie from the truth by rounding.
    """

    values: Ints
    shown: Bools
    hidden: Bools
    slack: Ints


@dataclass(frozen=True)
class Structure:
    """The margins found, by the numbers of the codes.

    `totals` hold every other code, `groups` those listed (leaves alone). `rests` are margins
    that are more than what they hold, so that somebody is in none of the codes; `refuted` are
    called a total but are less than what they hold, with a slice that shows it.
    """

    totals: list[int] = field(default_factory=list)
    groups: dict[int, tuple[int, ...]] = field(default_factory=dict)
    rests: list[int] = field(default_factory=list)
    refuted: dict[int, int] = field(default_factory=dict)

    @property
    def margins(self) -> set[int]:
        """Every code that is not a group of people of its own."""
        return {*self.totals, *self.groups}


class Search:
    """The search for the margins of one attribute.

    `certain` and `likely` are the codes whose words say or may say that they are totals,
    `parents` says of some codes which are in them, and `orders` are orders in which codes
    stand beside their group. Where codes never add up (`adds_up`) no sum is looked for.
    """

    def __init__(
        self,
        grid: Grid,
        certain: set[int],
        likely: set[int],
        parents: Mapping[int, tuple[int, ...]],
        orders: Sequence[Sequence[int]],
        *,
        adds_up: bool = True,
    ) -> None:
        self.grid = grid
        self.certain, self.likely = certain, likely - certain
        self.parents, self.orders = parents, orders
        self.adds_up = adds_up
        self.found = Structure()
        self.codes = range(grid.values.shape[1])

    def run(self) -> Structure:
        """Return what was found: parents first, then runs, totals by words, all others."""
        for code, members in self.parents.items():
            self._declared(code, members)
        named = [*sorted(self.certain), *sorted(self.likely)]
        while self.adds_up and self._one_run(skip=set(named)):
            pass
        for code in named:
            if code not in self.found.margins:
                self._named(code)
        if self.adds_up and not self.found.totals:
            self._all_others()
        if self.adds_up and len(self.leaves()) <= _SUBSETS:
            self._subsets()
        return self.found

    def leaves(self) -> list[int]:
        """Return the codes that hold no others, as far as is known."""
        margins = self.found.margins | (self.certain - set(self.found.refuted))
        return [code for code in self.codes if code not in margins]

    def fit(self, code: int, members: Sequence[int]) -> tuple[Fit, float, int]:
        """Tell how a code fits the sum of others, how surely (bits), and a slice of a misfit."""
        grid, held = self.grid, list(members)
        at = grid.shown[:, code]
        full = at & grid.shown[:, held].all(axis=1)
        if not full.any():
            clear = ~grid.hidden[:, held].any(axis=1) & grid.shown[:, held].any(axis=1)
            full = at & clear
        excess = grid.values[:, code] - grid.values[:, held].sum(axis=1)
        slack = grid.slack * (len(held) + 1)
        less, more = at & (excess < -slack), full & (excess > slack)
        several = full & ((grid.values[:, held] > 0).sum(axis=1) > 1)
        weight = grid.values[several, code] / (1 + 2 * slack[several])
        bits = float(np.log2(1 + np.maximum(weight, 0)).sum())
        if less.any():
            return "less", bits, int(np.argmax(less))
        if more.any():
            return "more", bits, int(np.argmax(more))
        return ("sum" if full.any() else "open"), bits, 0

    def _declared(self, code: int, members: tuple[int, ...]) -> None:
        """Take a group that its code list names, unless arithmetic refutes it."""
        fit, _, place = self.fit(code, members)
        if fit == "less":
            self.found.refuted[code] = place
            return
        everyone = {one for one in self.codes if one not in self.parents} <= set(members)
        if everyone:
            self.found.totals.append(code)
        else:
            self.found.groups[code] = members
        if fit == "more":
            self.found.rests.append(code)

    def _named(self, code: int) -> None:
        """Take a code whose words say that it is a total, or a subtotal of its neighbours."""
        others = [one for one in self.leaves() if one != code]
        if not others or (self.grid.shown.any() and not self.grid.shown[:, code].any()):
            return
        fit, bits, place = self.fit(code, others)
        run = () if fit in {"sum", "open"} else self._run(code, others, least=0.0)
        if run:
            self.found.groups[code] = run
        elif fit in {"sum", "open"} and (self._sure(code) or bits or len(others) > 1):
            self.found.totals.append(code)
        elif fit == "more" and self._sure(code):
            self.found.totals.append(code)
            self.found.rests.append(code)
        elif fit == "less" and self._sure(code):
            self.found.refuted[code] = place

    def _sure(self, code: int) -> bool:
        return code in self.certain

    def _all_others(self) -> None:
        """Find a code that is the sum of all the others, or of no fewer where some are hidden."""
        leaves = self.leaves()
        highest = self.grid.values.max(axis=1, initial=0)
        for code in leaves:
            at = self.grid.shown[:, code]
            if len(leaves) < 3 or not at.any() or (self.grid.values[at, code] < highest[at]).any():
                continue
            others = [one for one in leaves if one != code]
            fit, bits, _ = self.fit(code, others)
            if (fit == "sum" and bits >= CHANCE) or (fit == "open" and self._covers(code, others)):
                self.found.totals.append(code)
                return

    def _covers(self, code: int, others: Sequence[int]) -> bool:
        """Tell whether a code is likely the sum of others some of which are always hidden.

        It is never less than what is shown of them, and what is missing each time is no more
        than the hidden counts could be if none is larger than the largest shown.
        """
        values, shown = self.grid.values[:, list(others)], self.grid.shown[:, list(others)]
        several = self.grid.shown[:, code] & (shown.sum(axis=1) > 1)
        missing = self.grid.values[:, code] - values.sum(axis=1)
        hidden = self.grid.hidden[:, list(others)].sum(axis=1)
        likely = missing <= hidden * values.max(axis=1, initial=0)
        return int(several.sum()) > 1 and bool(likely[several].all())

    def _one_run(self, skip: set[int]) -> bool:
        """Find one more group: a code that is the sum of those right after or before it."""
        leaves = [one for one in self.leaves() if one not in skip]
        if len(leaves) > _MOST_SEARCHED:
            return False
        for code in leaves:
            run = self._run(code, leaves, least=_RUN_CHANCE)
            if run and set(run) | {code} == set(leaves):
                self.found.totals.append(code)
                return True
            if run:
                self.found.groups[code] = run
                return True
        return False

    def _run(self, code: int, among: Sequence[int], *, least: float) -> tuple[int, ...]:
        """Return the longest run of neighbours that a code is the sum of; () where none is."""
        longest: tuple[int, ...] = ()
        for run in self._runs(code, set(among)):
            for length in self._lengths(code, run):
                held = run[:length]
                fit, bits, _ = self.fit(code, held)
                if fit == "sum" and bits >= max(least, 1.0) and len(held) > len(longest):
                    longest = tuple(sorted(held))
        return longest

    def _runs(self, code: int, among: set[int]) -> Iterator[list[int]]:
        for order in self.orders:
            place = list(order).index(code)
            yield [one for one in order[place + 1 :] if one in among][:_LONGEST_RUN]
            yield [one for one in reversed(order[:place]) if one in among][:_LONGEST_RUN]

    def _lengths(self, code: int, run: Sequence[int]) -> Iterator[int]:
        """Yield the lengths at which a run's sum could be the code's, by a look at some slices."""
        grid, held = self.grid, np.array(run, dtype=np.int64)
        at = np.flatnonzero(grid.shown[:, code])[:_LOOKED_AT]
        if len(held) < 2 or not len(at):
            return
        sums = grid.values[at][:, held].cumsum(axis=1)
        whole = np.logical_and.accumulate(grid.shown[at][:, held], axis=1)
        slack = grid.slack[at, None] * (np.arange(len(held)) + 2)
        excess = grid.values[at, code][:, None] - sums
        fits = (excess >= -slack).all(axis=0) & (~whole | (excess <= slack)).all(axis=0)
        yield from (int(place) + 1 for place in np.flatnonzero(fits[1:]) + 1)

    def _subsets(self) -> None:
        """Find codes that are the sum of any others, where there are few codes."""
        leaves = self.leaves()
        for code in leaves:
            others = [one for one in leaves if one != code and one not in self.found.groups]
            for count in range(len(others), 1, -1):
                for held in combinations(others, count):
                    fit, bits, _ = self.fit(code, held)
                    if fit == "sum" and bits >= _RUN_CHANCE + len(leaves):
                        self.found.groups.setdefault(code, held)
