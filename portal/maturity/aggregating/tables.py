"""The tables of a round's package, made of sealed counts and numbers invited alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from portal.bilingual import Bilingual
from portal.maturity.aggregating.counting import ALL, Sealed
from portal.maturity.framework.model import DONT_KNOW, Framework
from portal.maturity.scoring import RULE
from portal.maturity.scoring.comparing import compare
from portal.maturity.scoring.levels import Score, Status, band, score
from portal.maturity.scoring.shares import Stratum, half_up

Cell = str | int | None
Rows = list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Council:
    """One council of a round: how many were invited in each audience, and its sealed counts."""

    code: str
    title: Bilingual
    invited: Mapping[str, int]
    sealed: Sealed
    version: int = 1
    """The version of the round's results that last told something new of it."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The publisher that a round belongs to."""

    slug: str
    title: Bilingual


MELIN = Owner("melin", Bilingual("Melin", "Melin"))


@dataclass(frozen=True, slots=True)
class Results:
    """A round as far as it may be published."""

    name: str
    synthetic: bool
    year: int
    framework: Framework
    councils: Sequence[Council]
    version: int = 1
    owner: Owner = MELIN
    invented: bool = False
    """Whether its people are made up anew each time, so that no two versions are of the same."""

    def of(self, council: Council) -> "Results":
        """Return the part of one council, in the version that last told something new of it."""
        return replace(self, councils=(council,), version=council.version)


def strata_of(framework: Framework, council: Council, component: str) -> dict[str, Stratum]:
    """Return a component's audiences, or all together; empty where it is not published."""
    counts = council.sealed.counts.get(framework.anchor(component).code, {})
    everybody = sum(council.invited.values())
    return {
        audience: Stratum(
            everybody if audience == ALL else council.invited[audience],
            tuple(people for answer, people in own.items() if answer != DONT_KNOW),
            own[DONT_KNOW],
        )
        for audience, own in counts.items()
    }


def scores(results: Results) -> Iterator[tuple[str, str, str, Score]]:
    """Yield council, audience, component and score; `all` stands for the audiences together."""
    for council in results.councils:
        for component in results.framework.components:
            strata = strata_of(results.framework, council, component.code)
            for audience in strata if len(strata) > 1 else ():
                yield council.code, audience, component.code, score([strata[audience]])
            yield council.code, ALL, component.code, score(list(strata.values()))


def tables(results: Results) -> dict[str, Rows]:
    """Return the rows of every table of a round, by its name."""
    mark = "yes" if results.synthetic else "no"
    across = counted(results) if len(results.councils) > 1 else []
    found: dict[str, Rows] = {
        "levels": [_level(*each) for each in scores(results)],
        "shares": [row for each in scores(results) for row in _shares(*each)],
        "comparisons": _comparisons(results),
        "reached": [[*row] for row in across],
        "invited": _invited(results),
        "counts": _counts(results),
    }
    return {name: [[*row, mark] for row in rows] for name, rows in found.items() if rows}


def counted(results: Results) -> list[tuple[str, int, int, int]]:
    """Return by component and level how many councils certainly reach it, of those known."""
    found: dict[str, list[int]] = {own.code: [] for own in results.framework.components}
    for _council, audience, component, own in scores(results):
        if audience == ALL and own.low is not None:
            found[component].append(own.low)
    return [
        (component, level, sum(low >= level for low in lows), len(lows))
        for component, lows in found.items()
        for level in range(2, len(results.framework.levels) + 1)
    ]


def _counts(results: Results) -> Rows:
    order = {component.code: i for i, component in enumerate(results.framework.components)}
    questions = sorted(results.framework.questions, key=lambda q: order[q.component])
    return [
        [council.code, audience, question.component, question.code, str(question.kind), *cell]
        for council in results.councils
        for question in questions
        for audience, own in council.sealed.counts.get(question.code, {}).items()
        for cell in own.items()
    ]


def _invited(results: Results) -> Rows:
    found: Rows = []
    for council in results.councils:
        groups = [
            (own, council.invited[own], council.sealed.answered[own]) for own in council.invited
        ]
        together = (ALL, sum(g[1] for g in groups), sum(g[2] for g in groups))
        for own, invited, number in [*groups, together]:
            found.append([council.code, own, invited, number, band(number, invited)])
    return found


def _shares(council: str, audience: str, component: str, found: Score) -> Iterator[list[Cell]]:
    for level, share in enumerate(found.shares, start=2):
        told: list[Cell] = [None] * 5
        if found.status is Status.PUBLISHED:
            told = [share.percent, share.low, share.high, share.silent_low, share.silent_high]
        yield [council, audience, component, level, found.n, *told, str(found.status)]


def _level(council: str, audience: str, component: str, found: Score) -> list[Cell]:
    told: list[Cell] = [None] * 5
    if found.status is not Status.NOT_ENOUGH:
        flag = "yes" if found.flagged else "no"
        told = [found.low, found.high, found.n, found.dont_know, flag]
    return [council, audience, component, *told, str(found.status), RULE]


def _comparisons(results: Results) -> Rows:
    strata = {
        (council.code, component.code): list(
            strata_of(results.framework, council, component.code).values()
        )
        for council in results.councils
        for component in results.framework.components
    }
    return [
        [c.council, c.component, c.level, c.others, half_up(c.mean), str(c.result)]
        for c in compare(strata)
    ]
