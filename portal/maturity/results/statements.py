"""How each audience answered the statements it may agree with, and what was said most clearly."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from portal.bilingual import Bilingual
from portal.charts.specs import Answers, halves
from portal.maturity.framework.model import DONT_KNOW, Question
from portal.maturity.results import words
from portal.maturity.results.model import Answered, CouncilResults
from portal.maturity.results.words import filled, joined
from portal.maturity.scoring.levels import FEWEST
from portal.maturity.scoring.shares import half_up

Titles = Mapping[str, Bilingual]
"""What audiences are called, by code."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as one audience answered it; without an audience, `why` nothing is shown."""

    question: Question
    audience: str = ""
    answered: Answered | None = None
    why: Bilingual = words.FEW

    @property
    def shown(self) -> Answered | None:
        """The answers, where enough of them are definite to give percentages."""
        own = self.answered
        return own if own and own.definite >= FEWEST else None

    @property
    def sides(self) -> tuple[Fraction, Fraction]:
        """The share of definite answers against the statement, and that for it."""
        if self.shown is None:
            return Fraction(0), Fraction(0)
        counts = [self.shown.counts.get(one.code, 0) for one in self.question.answers]
        against, favour = map(sum, halves(counts))
        return Fraction(against, self.shown.definite), Fraction(favour, self.shown.definite)


def told(
    council: CouncilResults, asked: Sequence[Question], shown: Collection[str]
) -> list[Statement]:
    """Return statements by audience, of the audiences that are shown."""
    return [one for question in asked for one in _by_audience(council, question, shown)]


def enough(council: CouncilResults, asked: Sequence[Question]) -> set[str]:
    """Return the audiences with enough definite answers to some of the questions."""
    codes = {question.code for question in asked}
    return {
        audience
        for (question, audience), answered in council.answers.items()
        if question in codes and answered.definite >= FEWEST
    }


def _by_audience(
    council: CouncilResults, question: Question, shown: Collection[str]
) -> Iterator[Statement]:
    found = {a: own for (q, a), own in council.answers.items() if q == question.code}
    if found.keys().isdisjoint(shown):
        yield Statement(question, why=words.FEW if found else words.NOT_ENOUGH)
    for audience in (own for own in found if own in shown):
        yield Statement(question, audience, found[audience])


def row(one: Statement, titles: Titles) -> Answers:
    """Return a statement as a row of a picture, every share and both sides rounded once."""
    parts = [one.question.text, *([titles[one.audience]] if one.audience else [])]
    label = joined(*parts, between=" – ")
    if one.shown is None:
        return Answers(label=label, missing=one.why)
    counts, whole = one.shown.counts, one.shown.definite
    against, favour = one.sides
    return Answers(
        label=label,
        shares=tuple(
            half_up(Fraction(counts.get(answer.code, 0), whole)) for answer in one.question.answers
        ),
        against=half_up(against),
        favour=half_up(favour),
        unknown=half_up(Fraction(counts.get(DONT_KNOW, 0), one.shown.everybody)),
        n=whole,
    )


def strongest(told_of: Iterable[Statement], titles: Titles) -> Bilingual:
    """Say which statement an audience agreed or disagreed with most clearly."""
    shown = [one for one in told_of if one.shown]
    if not shown:
        return words.LIKERT_NONE
    most = max(shown, key=lambda one: max(one.sides))
    against, favour = most.sides
    return filled(
        words.LIKERT if favour >= against else words.LIKERT_AGAINST,
        audience=titles[most.audience],
        percent=half_up(max(most.sides)),
        question=most.question.text,
    )
