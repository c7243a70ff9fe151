"""Levels from shares: a level where the answers are clear, a range where they are not."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from portal.maturity.scoring.shares import Share, Stratum, half_up, share_at, weights

FEWEST = 30
"""Definite answers below which no percentages are shown."""
FLAGGED = Fraction(3, 10)
"""The share of "don't know" above which it is flagged."""


class Status(enum.StrEnum):
    """What is said of a group: everything, its level only, or nothing."""

    PUBLISHED = "published"
    RANGE_ONLY = "range-only"
    NOT_ENOUGH = "not-enough"


@dataclass(frozen=True, slots=True)
class Score:
    """What one component comes to: a level, or a range where `low` is below `high`.

    `shares` has one entry for each level from 2 on; it is empty where there are not enough
    answers, and not for print where `status` is `range-only`. `dont_know` is a whole percentage.
    """

    status: Status
    n: int = 0
    low: int | None = None
    high: int | None = None
    shares: tuple[Share, ...] = ()
    dont_know: int | None = None
    flagged: bool = False


def score(strata: Sequence[Stratum]) -> Score:
    """Return the level of one component from the sealed answers of its audiences.

    Args:
        strata: audiences that are published apart, or the one that they were pooled to.

    Returns:
        "Not enough answers" where there is no audience, or one without a definite answer.
    """
    if not strata or any(stratum.definite == 0 for stratum in strata):
        return Score(Status.NOT_ENOUGH)
    top = len(strata[0].counts)
    shares = tuple(share_at(strata, level) for level in range(2, top + 1))
    reached = [level for level, share in enumerate(shares, start=2) if share.above]
    missed = [level for level, share in enumerate(shares, start=2) if share.above is False]
    n = sum(stratum.definite for stratum in strata)
    unsure = sum(
        (
            weight * Fraction(each.dont_know, each.answered)
            for weight, each in zip(weights(strata), strata, strict=True)
        ),
        Fraction(),
    )
    return Score(
        Status.PUBLISHED if n >= FEWEST else Status.RANGE_ONLY,
        n,
        max(reached, default=1),
        min(missed, default=top + 1) - 1,
        shares,
        half_up(unsure),
        unsure > FLAGGED,
    )


def band(answered: int, invited: int) -> str:
    """Return how far answers may be relied on: good (half or more), caution (30 %), low."""
    if 2 * answered >= invited:
        return "good"
    return "caution" if 10 * answered >= 3 * invited else "low"
