"""A published round as its tables tell it; everything a page or report says comes from here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.bilingual import Bilingual
from portal.maturity.framework.model import DONT_KNOW, Framework
from portal.maturity.scoring.comparing import Result
from portal.maturity.scoring.levels import Status

ALL = "all"
"""The audience that stands for all of them together."""


@dataclass(frozen=True, slots=True)
class Response:
    """How many of one audience were invited and answered (rounded), and how good that is."""

    invited: int
    answered: int
    band: str

    @property
    def shown(self) -> int:
        """How many answered; rounding may not make them more than were invited."""
        return min(self.answered, self.invited)


@dataclass(frozen=True, slots=True)
class Level:
    """A level, or a range of levels; `low` and `high` are None where answers are too few."""

    status: Status
    low: int | None = None
    high: int | None = None
    n: int = 0
    dont_know: int | None = None
    flagged: bool = False

    @property
    def known(self) -> bool:
        """Tell whether there is a level or range at all."""
        return self.low is not None

    @property
    def certain(self) -> bool:
        """Tell whether it is one level, and not a range."""
        return self.low is not None and self.low == self.high


@dataclass(frozen=True, slots=True)
class ShareShown:
    """The percentage at a level or above, its interval, and the bounds of silence."""

    n: int
    percent: int
    low: int
    high: int
    silent_low: int
    silent_high: int


@dataclass(frozen=True, slots=True)
class Beside:
    """The mean percentage of the other councils, and how this one stands to it."""

    others: int
    mean: int
    result: Result


@dataclass(frozen=True, slots=True)
class Answered:
    """The rounded people by answer of one audience to one question."""

    counts: Mapping[str, int]

    @property
    def definite(self) -> int:
        """How many gave a definite answer."""
        return sum(n for answer, n in self.counts.items() if answer != DONT_KNOW)

    @property
    def everybody(self) -> int:
        """How many answered, "don't know" included."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class CouncilResults:
    """One council's part of a round.

    `levels` is by audience and component, `shares` by audience, component and level, `beside`
    by component and level, `answers` by question and audience. What is not published is not
    there.
    """

    code: str
    title: Bilingual
    responses: Mapping[str, Response]
    levels: Mapping[tuple[str, str], Level]
    shares: Mapping[tuple[str, str, int], ShareShown]
    beside: Mapping[tuple[str, int], Beside]
    answers: Mapping[tuple[str, str], Answered]

    def level(self, component: str, audience: str = ALL) -> Level:
        """Return the level of a component; "not enough" where nothing is published."""
        return self.levels.get((audience, component), Level(Status.NOT_ENOUGH))

    @property
    def audiences(self) -> list[str]:
        """The audiences that were invited, all of them together last."""
        return [*(audience for audience in self.responses if audience != ALL), ALL]

    @property
    def response(self) -> Response:
        """How many of all audiences together were invited and answered."""
        return self.responses[ALL]


@dataclass(frozen=True, slots=True)
class RoundResults:
    """One version of a round's package: where it is published, and what it says."""

    name: str
    title: Bilingual
    slug: str
    number: int
    year: int
    published_on: date
    synthetic: bool
    rule: str
    sha256: str
    files: tuple[str, ...]
    framework: Framework
    councils: Mapping[str, CouncilResults]
