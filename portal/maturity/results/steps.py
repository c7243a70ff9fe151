"""Strengths and next steps, chosen by a rule that is published and not by hand."""

from dataclasses import dataclass

from portal.maturity.framework.model import Component
from portal.maturity.results.model import ALL, CouncilResults, Level, RoundResults

MOST = 3


@dataclass(frozen=True, slots=True)
class Step:
    """A component with where it stands; `towards` is the level to reach next."""

    component: Component
    level: Level
    towards: int


def strengths(results: RoundResults, council: CouncilResults) -> list[Step]:
    """Return at most three components that are certainly at level 2 or above, highest first.

    Equal ones stand in the order of the framework.
    """
    found = [step for step in _steps(results, council) if (step.level.low or 1) >= 2]
    return sorted(found, key=lambda step: (-(step.level.low or 0), -(step.level.high or 0)))[:MOST]


def next_steps(results: RoundResults, council: CouncilResults) -> list[Step]:
    """Return the three components with the most to gain, lowest first, below the top level.

    Of equal ones the one with the smaller percentage at the next level comes first, then the
    order of the framework; a strength is not a next step unless nothing else is left.
    """
    top = len(results.framework.levels)
    strong = {step.component.code for step in strengths(results, council)}
    found = [step for step in _steps(results, council) if step.towards <= top]
    return sorted(
        found,
        key=lambda step: (
            step.component.code in strong,
            step.level.low or 0,
            step.level.high or 0,
            _percent(council, step),
        ),
    )[:MOST]


def _steps(results: RoundResults, council: CouncilResults) -> list[Step]:
    found = [
        (component, council.level(component.code)) for component in results.framework.components
    ]
    return [Step(c, level, level.low + 1) for c, level in found if level.low is not None]


def _percent(council: CouncilResults, step: Step) -> int:
    share = council.shares.get((ALL, step.component.code, step.towards))
    return share.percent if share else 100
