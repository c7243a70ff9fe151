"""A round is read from its published tables alone, and leads to nothing the rule does not say."""

import itertools
from fractions import Fraction

import pytest

from portal.charts.drawing import picture
from portal.charts.linting import lint
from portal.maturity.framework.model import Kind
from portal.maturity.results import charting
from portal.maturity.results.finding import in_order, round_names
from portal.maturity.results.model import ALL
from portal.maturity.results.pairing import pairs, strata
from portal.maturity.results.steps import MOST, next_steps, strengths
from portal.maturity.results.words import LEVELS_NONE
from portal.maturity.scoring.comparing import Result, compare
from portal.maturity.scoring.levels import FEWEST, Status, score
from portal.maturity.scoring.shares import half_up
from portal.welsh.sort_key import sort_key
from tests.maturity.results.conftest import ROUND

SCALE = ["disagree-strongly", "disagree", "neither", "agree", "agree-strongly"]


def test_the_demonstration_is_the_only_round_and_no_other_dataset_is_taken_for_one(app):
    with app.extensions["melin-database"].reading():
        assert round_names() == [ROUND]


def test_every_level_and_share_read_is_what_the_rule_makes_of_the_counts(results):
    seen = 0
    for council in results.councils.values():
        for component in results.framework.components:
            made, read = (
                score(strata(results, council, component.code)),
                council.level(component.code),
            )
            assert (read.status, read.low, read.high) == (made.status, made.low, made.high)
            for level, share in enumerate(made.shares, start=2):
                shown = council.shares.get((ALL, component.code, level))
                assert (shown is None) == (made.status is not Status.PUBLISHED)
                if shown:
                    assert (shown.percent, shown.low, shown.high) == (
                        share.percent,
                        share.low,
                        share.high,
                    )
                    seen += 1
    assert seen > 100


def test_every_comparison_read_is_what_the_rule_makes_of_the_counts(results):
    councils = results.councils.items()
    own = {
        (code, component.code): strata(results, council, component.code)
        for code, council in councils
        for component in results.framework.components
    }
    made = {(c.council, c.component, c.level): (half_up(c.mean), c.result) for c in compare(own)}
    read = {
        (code, *key): (each.mean, each.result)
        for code, council in councils
        for key, each in council.beside.items()
    }
    assert read == made
    assert read


def test_councils_stand_in_the_order_of_the_alphabet_whatever_their_levels(results):
    for locale in ("cy", "en"):
        names = [council.title[locale] for council in in_order(results, locale)]
        assert names == sorted(names, key=lambda name: sort_key(name, locale))


def test_strengths_are_certain_and_next_steps_lead_one_level_up(results):
    for council in results.councils.values():
        strong, ahead = strengths(results, council), next_steps(results, council)
        assert len(strong) <= MOST >= len(ahead)
        assert all(step.level.low >= 2 for step in strong)
        assert all(step.towards == step.level.low + 1 <= 3 for step in ahead)
        lows = [council.level(c.code).low for c in results.framework.components]
        weak = [low for low in lows if low == 1]
        assert len([step for step in ahead if step.level.low == 1]) == min(MOST, len(weak))


def test_two_councils_differ_the_same_whichever_comes_first(results):
    opposite = {
        Result.HIGHER: Result.LOWER,
        Result.LOWER: Result.HIGHER,
        Result.NO_CLEAR_DIFFERENCE: Result.NO_CLEAR_DIFFERENCE,
    }
    councils, found = list(results.councils.values()), set()
    for first, second in itertools.pairwise(councils):
        there, back = pairs(results, first, second), pairs(results, second, first)
        assert [opposite[pair.result] for pair in there] == [pair.result for pair in back]
        found |= {pair.result for pair in there}
    assert found == set(Result)


def test_a_council_never_differs_from_itself(results):
    for council in results.councils.values():
        assert {pair.result for pair in pairs(results, council, council)} <= {
            Result.NO_CLEAR_DIFFERENCE
        }


def test_every_picture_of_every_council_is_sound_and_marked_as_made_up(results):
    for council in results.councils.values():
        components = results.framework.components
        statements = [charting.statements_of(results, council, c.code) for c in components]
        drawn = [
            charting.tracks_of(results, council),
            charting.beside_others(results, council),
            charting.responses_of(results, council),
            *statements,
        ]
        for chart in drawn:
            assert chart is not None
            assert lint(chart) == []
            assert chart.about.synthetic


def test_no_percentage_is_drawn_of_fewer_than_thirty_definite_answers(results):
    few = 0
    for council in results.councils.values():
        for component in results.framework.components:
            rows = charting.statements_of(results, council, component.code).rows
            assert all(row.n >= FEWEST for row in rows if row.shares)
            few += sum(not row.shares for row in rows)
        for row in charting.beside_others(results, council).rows:
            assert row.value is None or row.low <= row.value <= row.high
    assert few


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_the_finding_counts_what_is_certain_and_no_more(results, locale):
    bars = charting.reached(results)
    for row, component in zip(bars.rows, results.framework.components, strict=True):
        levels = [council.level(component.code) for council in results.councils.values()]
        assert row.count == sum(bool(level.known and level.low >= 2) for level in levels)
    assert str(max(row.count or 0 for row in bars.rows)) in picture(bars, locale, ident="x").title


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_a_component_counts_the_same_councils_wherever_it_is_told(results, locale):
    councils, seen = in_order(results, locale), set()
    for bar, component in zip(
        charting.reached(results).rows, results.framework.components, strict=True
    ):
        title = charting.tracks_across(results, component.code, councils).about.title[locale]
        assert title.endswith(f": {bar.count} o {bar.of}" if locale == "cy" else f" of {bar.of}")
        seen.add(bar.of)
    assert len(seen) > 1


def test_nothing_is_counted_where_no_level_is_known(results):
    titles = {charting.tracks_of(results, own).about.title for own in results.councils.values()}
    assert LEVELS_NONE in titles
    assert not [title for title in titles if " of 0" in title.en]


def test_both_sides_of_a_statement_are_rounded_once_and_never_summed(results):
    summed = 0
    for row, answered in _statements(results):
        counts = [answered.counts.get(code, 0) for code in SCALE]
        assert row.against == half_up(Fraction(sum(counts[:2]), answered.definite))
        assert row.favour == half_up(Fraction(sum(counts[3:]), answered.definite))
        summed += (sum(row.shares[:2]), sum(row.shares[3:])) != (row.against, row.favour)
    assert summed


def test_a_statement_that_most_disagreed_with_is_not_called_agreed_with(results):
    said = set()
    for council in results.councils.values():
        for component in results.framework.components:
            chart = charting.statements_of(results, council, component.code)
            sides = [(row.favour, row.against) for row in chart.rows if row.shares]
            if sides:
                agreed, against = (max(side) for side in zip(*sides, strict=True))
                title = chart.about.title.en
                assert f", {max(agreed, against)}%)" in title
                assert agreed == against or ("disagreed" in title) == (against > agreed)
                said.add("disagreed" in title)
    assert said == {True, False}


def _statements(results):
    """Yield every row that is drawn with the answers behind it."""
    audiences = {own.title.en: own.code for own in results.framework.audiences} | {"Everybody": ALL}
    for council in results.councils.values():
        for question in results.framework.questions:
            if question.kind is not Kind.LIKERT:
                continue
            for row in charting.statements_of(results, council, question.component).rows:
                text, _, audience = row.label.en.rpartition(" – ")
                if row.shares and text == question.text.en:
                    yield row, council.answers[question.code, audiences[audience]]


def test_answers_of_a_question_add_up_to_all_of_them(results):
    for council in results.councils.values():
        for row in charting.statements_of(results, council, "leadership").rows:
            assert not row.shares or abs(sum(map(Fraction, row.shares)) - 100) <= 2
