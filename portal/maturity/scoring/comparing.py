"""Each council beside the mean of the others: clearly higher, clearly lower, or neither.

Source: docs/method/maturity.md section 7; S. Holm, Scandinavian Journal of Statistics 6 (1979).
"""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import erfc, sqrt

from portal.maturity.scoring.levels import Status, score
from portal.maturity.scoring.shares import Stratum, share_at, variance, weights

FEWEST_COUNCILS = 10
"""How many other councils a comparator needs."""
ALPHA = 0.05

Key = tuple[str, str]
"""A council and a component."""


class Result(enum.StrEnum):
    """How a council's share stands to the mean of the others."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_CLEAR_DIFFERENCE = "no-clear-difference"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One council, component and level beside the mean share of `others` other councils."""

    council: str
    component: str
    level: int
    others: int
    mean: Fraction
    result: Result


def compare(strata: Mapping[Key, Sequence[Stratum]]) -> list[Comparison]:
    """Compare every council with the mean of the others, component by component.

    Args:
        strata: the sealed answers for each council and component; those without a published
            share take no part.

    Returns:
        A comparison for each published council, component and level from 2 on that has ten
        others or more. All the tests together are wrong with a chance of 5 % (Holm).
    """
    taken = {key: own for key, own in strata.items() if score(own).status is Status.PUBLISHED}
    found: list[tuple[float, Comparison]] = []
    for component in dict.fromkeys(component for _, component in taken):
        own = {council: each for (council, name), each in taken.items() if name == component}
        top = len(next(iter(own.values()))[0].counts)
        for level in range(2, top + 1):
            found += _compared(own, component, level)
    return _adjusted(found)


def _compared(
    councils: Mapping[str, Sequence[Stratum]], component: str, level: int
) -> list[tuple[float, Comparison]]:
    """Compare the councils at one level; each comparison with its own test's p value."""
    others = len(councils) - 1
    if others < FEWEST_COUNCILS:
        return []
    exact = {council: share_at(own, level).exact for council, own in councils.items()}
    shifted = {council: softened(own, level) for council, own in councils.items()}
    spread = {council: variance(own, level, added=1) for council, own in councils.items()}
    total, middle, noise = (sum(each.values()) for each in (exact, shifted, spread))
    found = []
    for council, share in exact.items():
        difference = shifted[council] - (middle - shifted[council]) / others
        doubt = spread[council] + (noise - spread[council]) / others**2
        chance, result = tested(difference, doubt)
        mean = Fraction(total - share) / others
        found.append((chance, Comparison(council, component, level, others, mean, result)))
    return found


def tested(difference: Fraction, doubt: Fraction) -> tuple[float, Result]:
    """Return the p value of a difference of that variance, two-sided, and which way it points."""
    chance = erfc(abs(float(difference)) / sqrt(2 * float(doubt))) if doubt else 1.0
    return chance, Result.HIGHER if difference > 0 else Result.LOWER


def softened(strata: Sequence[Stratum], level: int) -> Fraction:
    """Return the combined share with one success and one failure added to each audience."""
    parts = (Fraction(each.at(level) + 1, each.definite + 2) for each in strata)
    own = weights(strata)
    return sum((w * p for w, p in zip(own, parts, strict=True)), Fraction())


def clear_of(chances: Sequence[float]) -> set[int]:
    """Return which of several tests Holm's step-down test finds clear, by their p values."""
    clear = set()
    for step, i in enumerate(sorted(range(len(chances)), key=lambda i: chances[i])):
        if chances[i] * (len(chances) - step) > ALPHA:
            break
        clear.add(i)
    return clear


def _adjusted(found: Sequence[tuple[float, Comparison]]) -> list[Comparison]:
    """Keep a difference only where it is clear among all the tests; the order stays."""
    clear = clear_of([chance for chance, _ in found])
    return [
        each if i in clear else replace(each, result=Result.NO_CLEAR_DIFFERENCE)
        for i, (_, each) in enumerate(found)
    ]
