"""The majority level: golden vectors against a second writing of the rule, and properties."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.maturity.scoring.comparing import Result, compare
from portal.maturity.scoring.levels import Status, band, score
from portal.maturity.scoring.shares import Stratum, half_up, wilson
from portal.maturity.scoring.vectors import plain, read_vectors, strata_of, vector
from tests.maturity import reference

VECTORS = read_vectors()


@pytest.mark.parametrize("vector", VECTORS, ids=[each["name"] for each in VECTORS])
def test_a_golden_vector_is_what_both_writings_of_the_rule_say(vector):
    assert plain(score(strata_of(vector["strata"]))) == vector["expected"]
    assert reference.scored(vector["strata"]) == vector["expected"]


def test_the_vectors_show_every_status_every_open_range_and_other_numbers_of_levels():
    expected = [each["expected"] for each in VECTORS]
    assert {each["status"] for each in expected} == {str(status) for status in Status}
    ranges = {tuple(each["levels"]) for each in expected if "levels" in each}
    assert ranges >= {(1, 1), (2, 2), (3, 3), (1, 2), (2, 3), (1, 3)}
    assert {len(each["shares"]) for each in expected if "shares" in each} >= {1, 2, 3, 4, 9}
    assert {True, False} == {each["flagged"] for each in expected if "flagged" in each}


@st.composite
def stratum(draw, levels=3, most=12):
    counts = tuple(5 * draw(st.integers(0, most)) for _ in range(levels))
    unsure = 5 * draw(st.integers(0, 4))
    return Stratum(sum(counts) + unsure + draw(st.integers(1, 90)), counts, unsure)


strata = st.integers(2, 6).flatmap(
    lambda levels: st.lists(stratum(levels=levels), min_size=1, max_size=3)
)


@given(strata)
def test_both_writings_of_the_rule_agree_on_any_answers(own):
    raw = [
        {"invited": s.invited, "counts": s.counts, "dont_know": s.dont_know, "base": s.base}
        for s in own
    ]
    assert plain(score(own)) == reference.scored(raw)


@given(strata)
def test_interval_silence_and_range_hold_the_share_and_the_level_of_the_simple_majority(own):
    found = score(own)
    if found.status is Status.NOT_ENOUGH:
        return
    majority = 1 + sum(share.exact >= Fraction(1, 2) for share in found.shares)
    assert 1 <= found.low <= majority <= found.high <= len(found.shares) + 1
    for share in found.shares:
        assert 0 <= share.low <= 100 * share.exact <= share.high <= 100
        assert 0 <= share.silent_low <= 100 * share.exact <= share.silent_high <= 100


@given(strata)
def test_the_order_of_the_audiences_changes_nothing(own):
    assert score(own) == score(own[::-1])


@given(st.fractions(0, 1), st.integers(1, 500))
def test_more_answers_never_widen_an_interval(share, n):
    low, high = wilson(share, Fraction(n))
    assert low <= 100 * share <= high
    nearer, farther = wilson(share, Fraction(n + 1))
    assert low <= nearer
    assert farther <= high


def test_halves_are_rounded_up_though_floats_would_not():
    assert [half_up(Fraction(n, 200)) for n in (1, 25, 57, 58, 199)] == [1, 13, 29, 29, 100]


def test_officers_do_not_drown_members():
    officers, members = Stratum(84, (50, 0, 0)), Stratum(59, (0, 0, 20))
    assert score([officers, members]).shares[0].exact == Fraction(59, 143)


def test_bands_are_of_the_invited():
    shares = {n: band(n, 100) for n in (50, 49, 30, 29, 0)}
    assert shares == {50: "good", 49: "caution", 30: "caution", 29: "low", 0: "low"}


@given(st.lists(st.lists(stratum(), min_size=1, max_size=2), min_size=9, max_size=14))
def test_both_writings_of_the_rule_compare_councils_alike(councils):
    named = {f"X99{n:06d}": own for n, own in enumerate(councils)}
    found = compare({(council, "data"): own for council, own in named.items()})
    raw = {council: vector("", own)["strata"] for council, own in named.items()}
    assert {(c.council, c.level): c.result for c in found} == reference.compared(raw)


def councils(number, high=()):
    """Return councils that are alike, but for those in `high`."""
    usual, other = Stratum(80, (25, 20, 5)), Stratum(80, (0, 5, 45))
    return {(f"X99{n:06d}", "data"): [other if n in high else usual] for n in range(1, number + 1)}


def test_a_council_that_stands_out_is_told_and_no_other():
    found = compare(councils(22, high={7}))
    assert {(c.council, c.result) for c in found if c.result != "no-clear-difference"} == {
        ("X99000007", Result.HIGHER)
    }
    assert len(found) == 44
    assert {c.others for c in found} == {21}


def test_ten_other_councils_are_needed_and_one_without_a_figure_is_none():
    assert compare(councils(10)) == []
    assert len(compare(councils(11))) == 22
    few = councils(11) | {("X99000003", "data"): [Stratum(80, (5, 10, 5))]}
    assert compare(few) == []


def test_deleting_a_council_leaves_its_own_comparator_unchanged():
    full, changed = councils(22, high={7}), councils(22, high={7})
    changed["X99000007", "data"] = [Stratum(90, (45, 5, 0))]

    def means(strata):
        return {c.level: c.mean for c in compare(strata) if c.council == "X99000007"}

    assert means(full) == means(changed) == {2: Fraction(1, 2), 3: Fraction(1, 10)}
    others = [c.mean for c in compare(full) if c.council == "X99000001"]
    assert others != [c.mean for c in compare(changed) if c.council == "X99000001"]


def test_many_comparisons_ask_more_of_each():
    near = [Stratum(80, (15, 20, 15))]
    alone = councils(12) | {("X99000001", "data"): near}
    many = {(c, f"{name}{n}"): own for (c, name), own in alone.items() for n in range(40)}
    clear = {c.component for c in compare(many) if c.result is not Result.NO_CLEAR_DIFFERENCE}
    assert any(c.result is Result.HIGHER for c in compare(alone))
    assert clear == set()
