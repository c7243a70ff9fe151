"""The pictures of a round's results, as the chart engine takes them; none ranks councils."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from portal.bilingual import Bilingual
from portal.charts.specs import (
    About,
    Bar,
    Bars,
    Dot,
    Dots,
    Likert,
    Track,
    Tracks,
)
from portal.maturity.framework.model import Kind
from portal.maturity.results import statements, words
from portal.maturity.results.model import ALL, CouncilResults, Level, RoundResults
from portal.maturity.results.words import filled, joined
from portal.maturity.scoring.comparing import Result
from portal.maturity.scoring.shares import half_up


def tracks_of(results: RoundResults, council: CouncilResults) -> Tracks:
    """Draw every component of a council on its way up the levels."""
    components = results.framework.components
    rows = [_track(c.title, council.level(c.code)) for c in components]
    title = certainly(words.TRACKS, [row.low for row in rows])
    return Tracks(
        about=_about(results, title, [council]),
        rows=tuple(rows),
        steps=len(results.framework.levels),
    )


def tracks_across(
    results: RoundResults, component: str, councils: Sequence[CouncilResults]
) -> Tracks:
    """Draw one component of many councils, in the order they are given in."""
    rows = [_track(council.title, council.level(component)) for council in councils]
    name = results.framework.component[component].title
    title = certainly(words.COUNCILS, [row.low for row in rows], component=name)
    return Tracks(
        about=_about(results, title, councils),
        rows=tuple(rows),
        steps=len(results.framework.levels),
    )


def _track(label: Bilingual, level: Level) -> Track:
    return Track(label=label, low=level.low, high=level.high, missing=words.NOT_ENOUGH)


def certainly(said: Bilingual, lows: Iterable[int | None], **facts: object) -> Bilingual:
    """Say how many are certainly at level 2 or above, of those that have a level at all."""
    known = [low for low in lows if low is not None]
    if not known:
        return words.LEVELS_NONE
    return filled(said, count=sum(low >= 2 for low in known), of=len(known), **facts)


def reached(results: RoundResults) -> Bars:
    """Draw how many councils are certainly at level 2 or above, component by component."""
    councils, rows = list(results.councils.values()), []
    for component in results.framework.components:
        levels = [council.level(component.code) for council in councils]
        known = [level for level in levels if level.low is not None]
        count = sum((level.low or 0) >= 2 for level in known)
        rows.append(Bar(label=component.title, value=count, count=count, of=len(known)))
    title = most_certain([(row.label, row.count or 0, row.of or 0) for row in rows])
    about = _about(results, title, councils)
    return Bars(about=about, rows=tuple(rows), maximum=len(councils))


def most_certain(found: Sequence[tuple[Bilingual, int, int]]) -> Bilingual:
    """Say which component, or which of equal ones, most councils are certainly at level 2 in.

    `found` has for each its name, how many are, and of how many that is known.
    """
    most = max((count for _, count, _ in found), default=0)
    if not most:
        return words.NONE_CERTAIN
    names = joined(*(name for name, count, _ in found if count == most))
    of = next(known for _, count, known in found if count == most)
    return filled(words.COMPONENTS, component=names, count=most, of=of)


def statements_of(results: RoundResults, council: CouncilResults, component: str) -> Likert | None:
    """Draw how a component's statements were answered, question by question, by audience.

    None where it has no statement. A whole theme in one picture would be higher than a page.
    """
    framework = results.framework
    asked = [q for q in framework.questions if q.component == component and q.kind is Kind.LIKERT]
    if not asked:
        return None
    named = {each.code: each.title for each in framework.audiences} | {ALL: words.EVERYBODY}
    shown = statements.enough(council, asked)
    told = statements.told(council, asked, shown)
    few = {a for (q, a) in council.answers if q in {own.code for own in asked}} - shown
    left_out = [filled(words.FEW_OF, audience=named[audience]) for audience in sorted(few)]
    caveat = joined(words.CAVEAT, *left_out, between=" ")
    return Likert(
        about=_about(results, statements.strongest(told, named), [council], caveat),
        answers=tuple(answer.title for answer in asked[0].answers),
        rows=tuple(statements.row(one, named) for one in told),
    )


def beside_others(results: RoundResults, council: CouncilResults) -> Dots:
    """Draw a council's shares with what is uncertain about them, beside the other councils."""
    rows = [
        _dot(results, council, component.code, level)
        for component in results.framework.components
        for level in range(2, len(results.framework.levels) + 1)
    ]
    found = [each.result for each in council.beside.values()]
    title = words.DOTS_ALONE
    if found:
        higher, lower = found.count(Result.HIGHER), found.count(Result.LOWER)
        title = filled(words.DOTS, higher=higher, lower=lower, of=len(found))
    return Dots(
        about=_about(results, title, [council], words.CAVEAT_INTERVAL),
        rows=tuple(rows),
        other=words.WALES if found else None,
    )


def at_level(results: RoundResults, component: str, level: int) -> Bilingual:
    """Name a component at a level or above; at the top level there is nothing above."""
    framework = results.framework
    said = words.AT_TOP if level == len(framework.levels) else words.AT_LEVEL
    return filled(said, component=framework.component[component].title, level=level)


def _dot(results: RoundResults, council: CouncilResults, component: str, level: int) -> Dot:
    label = at_level(results, component, level)
    share = council.shares.get((ALL, component, level))
    if share is None:
        known = council.level(component).known
        return Dot(label=label, value=None, missing=words.FEW if known else words.NOT_ENOUGH)
    beside = council.beside.get((component, level))
    return Dot(
        label=label,
        value=share.percent,
        low=share.low,
        high=share.high,
        outer_low=min(share.silent_low, share.percent),
        outer_high=max(share.silent_high, share.percent),
        other=beside.mean if beside else None,
        verdict=words.RESULTS[beside.result] if beside else None,
    )


def responses_of(results: RoundResults, council: CouncilResults) -> Bars:
    """Draw how many of each audience answered."""
    named = {each.code: each.title for each in results.framework.audiences}
    named[ALL] = words.EVERYBODY
    rows = []
    for audience in council.audiences:
        own = council.responses[audience]
        rows.append(
            Bar(
                label=joined(named[audience], words.BANDS[own.band]),
                value=half_up(Fraction(own.shown, own.invited)),
                count=own.shown,
                of=own.invited,
                emphasis=audience == ALL,
            )
        )
    whole = council.response
    title = filled(words.RESPONSE, answered=whole.shown, invited=whole.invited)
    about = _about(results, title, [council])
    return Bars(about=about, rows=tuple(rows), unit="percent", maximum=100)


def _about(
    results: RoundResults,
    title: Bilingual,
    councils: Sequence[CouncilResults],
    caveat: Bilingual = words.CAVEAT,
) -> About:
    answered = sum(council.response.shown for council in councils)
    invited = sum(council.response.invited for council in councils)
    return About(
        title=title,
        n=filled(words.ANSWERED, answered=answered, invited=invited),
        date=Bilingual(str(results.year), str(results.year)),
        source=filled(words.SOURCE, round=results.title, number=results.number),
        caveat=caveat,
        synthetic=results.synthetic,
    )
