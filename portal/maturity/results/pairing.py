"""Two councils side by side: clearly higher, clearly lower, or no clear difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import erfc, sqrt

from portal.maturity.framework.model import DONT_KNOW
from portal.maturity.results.model import CouncilResults, RoundResults
from portal.maturity.scoring.comparing import ALPHA, Result
from portal.maturity.scoring.levels import Status, score
from portal.maturity.scoring.shares import Stratum, variance, weights


@dataclass(frozen=True, slots=True)
class Pair:
    """How the first of two councils stands to the second, at one level of one component."""

    component: str
    level: int
    result: Result


def strata(results: RoundResults, council: CouncilResults, component: str) -> list[Stratum]:
    """Return the published answers of a component's audiences, as the rule takes them."""
    question = results.framework.anchor(component).code
    found = []
    for (name, audience), answered in council.answers.items():
        if name == question:
            levels = [n for answer, n in answered.counts.items() if answer != DONT_KNOW]
            unsure = answered.counts.get(DONT_KNOW, 0)
            found.append(Stratum(council.responses[audience].invited, tuple(levels), unsure))
    return found


def pairs(results: RoundResults, first: CouncilResults, second: CouncilResults) -> list[Pair]:
    """Compare two councils at every level of every component that both have shares of.

    The test is that of the comparison with the mean: normal, two-sided, one success and one
    failure added to each audience, Holm-adjusted over all the tests of the two councils.
    """
    tests: list[tuple[float, Pair]] = []
    for component in results.framework.components:
        own = [strata(results, council, component.code) for council in (first, second)]
        if all(score(each).status is Status.PUBLISHED for each in own):
            levels = range(2, len(own[0][0].counts) + 1)
            tests += [_test(component.code, level, own[0], own[1]) for level in levels]
    return _adjusted(tests)


def _test(
    component: str, level: int, first: Sequence[Stratum], second: Sequence[Stratum]
) -> tuple[float, Pair]:
    difference = _softened(first, level) - _softened(second, level)
    doubt = variance(first, level, added=1) + variance(second, level, added=1)
    chance = erfc(abs(float(difference)) / sqrt(2 * float(doubt))) if doubt else 1.0
    result = Result.HIGHER if difference > 0 else Result.LOWER
    return chance, Pair(component, level, result)


def _softened(own: Sequence[Stratum], level: int) -> Fraction:
    parts = (Fraction(each.at(level) + 1, each.definite + 2) for each in own)
    return sum((w * p for w, p in zip(weights(own), parts, strict=True)), Fraction())


def _adjusted(tests: Sequence[tuple[float, Pair]]) -> list[Pair]:
    """Keep a difference only where Holm's step-down test does; the order stays."""
    order = sorted(range(len(tests)), key=lambda i: tests[i][0])
    clear = set()
    for step, i in enumerate(order):
        if tests[i][0] * (len(tests) - step) > ALPHA:
            break
        clear.add(i)
    return [
        pair if i in clear else Pair(pair.component, pair.level, Result.NO_CLEAR_DIFFERENCE)
        for i, (_, pair) in enumerate(tests)
    ]
