"""Shares of answers at a level or above, with their intervals, in exact fractions.

Source: docs/method/maturity.md sections 2 to 5; E. B. Wilson, JASA 22 (1927).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

Z = Fraction(1959964, 1_000_000)
"""The two-sided 95 % point of the normal distribution."""
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Stratum:
    """The sealed answers of one audience to one component's question about its level.

    `invited` is the exact public number of people; `counts` holds the people at each level
    from 1 on and `dont_know` those without a definite answer, rounded to `base`.
    """

    invited: int
    counts: tuple[int, ...]
    dont_know: int = 0
    base: int = 5

    @property
    def definite(self) -> int:
        """How many gave a definite answer."""
        return sum(self.counts)

    @property
    def answered(self) -> int:
        """How many answered, "don't know" included."""
        return self.definite + self.dont_know

    @property
    def population(self) -> Fraction:
        """The invited whose answer is or would be definite; never fewer than answered so."""
        expected = Fraction(self.invited * self.definite, self.answered)
        return max(expected, Fraction(self.definite))

    def at(self, level: int) -> int:
        """Return how many stand at a level or above."""
        return sum(self.counts[level - 1 :])


@dataclass(frozen=True, slots=True)
class Share:
    """A combined share: exact, its 95 % interval, and the bounds if all the silent agreed.

    Bounds are whole percent, rounded outwards. `above` tells whether it is certainly at least
    half (True), certainly less (False), or open (None).
    """

    exact: Fraction
    low: int
    high: int
    silent_low: int
    silent_high: int
    above: bool | None

    @property
    def percent(self) -> int:
        """The share in whole percent, halves up."""
        return half_up(self.exact)


def half_up(share: Fraction) -> int:
    """Return a share in whole percent, halves rounded up."""
    return floor(100 * share + HALF)


def weights(strata: Sequence[Stratum]) -> list[Fraction]:
    """Return the weight of each audience: its part of all the people invited."""
    invited = sum(stratum.invited for stratum in strata)
    return [Fraction(stratum.invited, invited) for stratum in strata]


def share_at(strata: Sequence[Stratum], level: int) -> Share:
    """Return the share at a level or above of audiences weighted by the people invited.

    Args:
        strata: audiences, each with at least one definite answer.
        level: from 2 on.
    """
    own = weights(strata)
    parts = [Fraction(each.at(level), each.definite) for each in strata]
    exact = sum((w * p for w, p in zip(own, parts, strict=True)), Fraction())
    silent = [
        w * (each.population - each.definite) / each.population
        for w, each in zip(own, strata, strict=True)
    ]
    lowest = sum(
        (w * Fraction(s.at(level)) / s.population for w, s in zip(own, strata, strict=True)),
        Fraction(),
    )
    n = effective_n(strata, level, exact)
    low, high = wilson(exact, n)
    return Share(
        exact,
        low,
        high,
        floor(100 * lowest),
        ceil(100 * (lowest + sum(silent))),
        _above(exact, n),
    )


def effective_n(strata: Sequence[Stratum], level: int, exact: Fraction) -> Fraction:
    """Return how many people chosen at random would tell the share as precisely."""
    spread = exact * (1 - exact)
    total = variance(strata, level)
    if spread == 0 or total == 0:
        return Fraction(sum(stratum.definite for stratum in strata))
    return spread / total


def variance(strata: Sequence[Stratum], level: int, added: int = 0) -> Fraction:
    """Return the variance of a combined share: of the silence and of the rounding.

    Each stratum's own has the finite population correction (N - n) / (N - 1), and for each
    rounded count (base² - 1) / 6: 4 for base 5. `added` successes and failures, none as a
    rule, are added to each stratum.
    """
    total = Fraction()
    for weight, each in zip(weights(strata), strata, strict=True):
        n = each.definite + 2 * added
        p = Fraction(each.at(level) + added, n)
        people = each.population
        left = people - each.definite
        correction = left / (people - 1) if left > 0 and people > 1 else Fraction(0)
        fewer, more = level - 1, len(each.counts) - level + 1
        rounded = Fraction(each.base**2 - 1, 6) * (more * (1 - p) ** 2 + fewer * p**2)
        total += weight**2 * (p * (1 - p) / n * correction + rounded / n**2)
    return total


def wilson(share: Fraction, n: Fraction) -> tuple[int, int]:
    """Return the Wilson interval of a share of n people in whole percent, rounded outwards.

    A value t lies in the interval where n (share - t)² ≤ Z² t (1 - t); so its ends in whole
    percent are found without a root and without rounding error.
    """
    below, over = range(ceil(100 * share) - 1, -1, -1), range(floor(100 * share) + 1, 101)
    low = next((k for k in below if _outside(share, n, k)), 0)
    high = next((k for k in over if _outside(share, n, k)), 100)
    return low, high


def _outside(share: Fraction, n: Fraction, percent: int) -> bool:
    """Tell whether a whole percentage lies outside the interval or at its end."""
    value = Fraction(percent, 100)
    return n * (share - value) ** 2 >= Z**2 * value * (1 - value)


def _above(share: Fraction, n: Fraction) -> bool | None:
    distance, reach = n * (share - HALF) ** 2, Z**2 / 4
    if share >= HALF:
        return True if distance >= reach else None
    return False if distance > reach else None
