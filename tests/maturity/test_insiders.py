"""Officers see exactly how many have answered; what is published gives them nobody either."""

from collections import Counter

import numpy as np
import pytest

from portal.disclosure.audit import audit
from portal.maturity.aggregating import counting
from portal.maturity.aggregating.counting import ALL, Late, RoundGateError, protected_counts
from portal.maturity.aggregating.insiders import refused_to_insiders
from tests.maturity.made import framework
from tests.maturity.test_aggregating import people

OWN = framework(1, 3, likert=1)
QUESTIONS = [question.code for question in OWN.questions]
AUDIENCES = ["officers", "members"]
KEYS = [bytes([number]) * 32 for number in range(12)]


def alike(officers, members, odd=0):
    """Return people who all gave one answer to the first question, but for some odd ones."""
    same = people(officers - odd, "officers", OWN, c1="2") + people(members, "members", OWN, c1="1")
    return same + people(odd, "officers", OWN, c1="3")


def counted(everybody, key, late=None):
    return protected_counts(OWN, AUDIENCES, everybody, key, "X99000001", late)


def sizes(everybody):
    return Counter(audience for audience, _ in everybody)


def possible(published, exact):
    """Return every way in which so many people may have answered: a row of counts for each."""
    near = [range(max(0, value - 4), value + 5) for value in published]
    ways = np.stack(np.meshgrid(*near, indexing="ij"), axis=-1).reshape(-1, len(near))
    return ways[ways.sum(axis=1) == exact]


def known_to_an_insider(found, question, exact):
    """Return the ways that fit each audience's counts, those of both together, and her numbers."""
    told = [list(found.counts[question][audience].values()) for audience in AUDIENCES]
    one, two = (possible(own, exact[a]) for own, a in zip(told, AUDIENCES, strict=True))
    near = abs(one[:, None] + two[None] - np.sum(told, axis=0)).max(axis=2) <= 4
    return one[near.any(axis=1)], two[near.any(axis=0)]


@pytest.mark.parametrize(("officers", "members", "odd"), [(11, 13, 0), (17, 12, 1), (23, 19, 2)])
def test_who_knows_how_many_answered_can_single_nobody_out(officers, members, odd):
    everybody = alike(officers, members, odd)
    for key in KEYS:
        found = counted(everybody, key)
        for question in QUESTIONS:
            for ways in known_to_an_insider(found, question, sizes(everybody)):
                low, high = ways.min(axis=0), ways.max(axis=0)
                assert ((low >= 5) | (high == 0) | (high - low >= 4)).all()
                assert (ways.sum(axis=1) - ways.max(axis=1)).max() > 1, "a group of one mind"


def test_the_first_draw_alone_would_tell_her(monkeypatch):
    monkeypatch.setattr(counting, "_DRAWS", 1)
    refused = 0
    for key in KEYS:
        refused += counted(alike(11, 13), key).counts["c1"].keys() == {ALL}
    assert 0 < refused < len(KEYS)


def test_what_is_cleared_for_her_is_cleared_for_everybody():
    for key in KEYS[:4]:
        assert audit(counted(alike(14, 19, 1), key).release).clear


def test_she_learns_nothing_from_those_who_came_late():
    before = people(21, "officers", OWN) + people(13, "members", OWN, seed=3)
    late = people(11, "officers", OWN, seed=4, c1="2")
    cleared = 0
    for key in KEYS:
        first = counted(before, key)
        try:
            second = counted(before + late, key, Late(first, ["officers"], [sizes(before)]))
        except RoundGateError:
            continue
        cleared += 1
        known = [sizes(before), sizes(before + late)]
        every = refused_to_insiders([first.release, second.release], [{}, {}], known, QUESTIONS)
        assert every == ""
    assert cleared


def test_only_a_question_told_as_one_answer_can_be_of_one_mind_for_her():
    """The shortcut finds what judging every question finds."""
    for key in KEYS:
        everybody = alike(12, 14, 1)
        grain = counting._grains(OWN, AUDIENCES, sizes(everybody))[0]
        asked = counting._Asked(OWN, AUDIENCES, everybody, "X99000001", None)
        try:
            found = counting._drawn(asked, grain, key)
        except RoundGateError:
            continue
        known = [sizes(everybody)]
        short = refused_to_insiders([found.release], [found.counts], known, QUESTIONS)
        every = refused_to_insiders([found.release], [{}], known, QUESTIONS)
        assert bool(short) == bool(every)
