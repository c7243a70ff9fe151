"""Two councils side by side: clearly higher, clearly lower, or no clear difference."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.maturity.framework.model import DONT_KNOW
from portal.maturity.results.model import CouncilResults, RoundResults
from portal.maturity.scoring.comparing import Result, clear_of, softened, tested
from portal.maturity.scoring.levels import Status, score
from portal.maturity.scoring.shares import Stratum, variance


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
    clear = clear_of([chance for chance, _ in tests])
    return [
        pair if i in clear else replace(pair, result=Result.NO_CLEAR_DIFFERENCE)
        for i, (_, pair) in enumerate(tests)
    ]


def _test(
    component: str, level: int, first: Sequence[Stratum], second: Sequence[Stratum]
) -> tuple[float, Pair]:
    doubt = variance(first, level, added=1) + variance(second, level, added=1)
    chance, result = tested(softened(first, level) - softened(second, level), doubt)
    return chance, Pair(component, level, result)
