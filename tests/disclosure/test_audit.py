"""The audit against an opponent that tries every dataset there is."""

import os

import pytest

from portal.disclosure.audit import audit
from tests.disclosure.enumerator import Enumerator
from tests.disclosure.families import Draw

SEEDS = range(int(os.environ.get("GATE_SEEDS", "25")))


def entries(file):
    """Return what the audit says of each judged count, by release and place."""
    return {
        (entry["release"], tuple(sorted(entry["where"].items()))): entry
        for entry in audit(file).statistics()
    }


def complete(drawn, own, cap):
    """Tell whether the opponent truly tries everything: no cell of any release passes its cap."""
    bounds = [(sheet, dict(labels), entry["high"]) for (sheet, labels), entry in own.items()]
    return all(
        any(
            sheet == release["id"]
            and high is not None
            and high <= cap
            and holds(drawn, where, cell)
            for sheet, where, high in bounds
        )
        for release in drawn.file["releases"]
        for cell in drawn.cells
    )


def holds(drawn, where, cell):
    return all(
        code in drawn.members(name, where[name])
        for name, code in zip(drawn.names, cell, strict=True)
        if name in where
    )


def verdict(file, low, high):
    """Say of an exact range what the policy makes of it, groups apart."""
    policy = {"threshold": 5, "width": 4, **file["policy"]}
    if low >= policy["threshold"] or high < 1 or high - low >= policy["width"]:
        return "safe"
    return "pinned" if low == high else "narrow"


def most_people(drawn):
    """Return how many people in one cell the opponent can afford to try."""
    if len(drawn.file["releases"]) > 1:
        return {2: 9, 3: 5, 4: 3}[len(drawn.cells)]
    return {2: 20, 3: 11, 4: 6, 6: 3}.get(len(drawn.cells), 2)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_range_is_what_trying_every_dataset_finds(seed):
    drawn = Draw(seed)
    file, cap = drawn.file, most_people(drawn)
    own = entries(file)
    brute = Enumerator(file, cap=cap)
    judged = {(s, tuple(sorted(w.items()))): (low, high) for s, w, low, high in brute.judged()}
    assert own.keys() == judged.keys()
    for place, (low, high) in judged.items():
        entry = own[place]
        assert low is not None, "the people drawn always agree with what was told of them"
        assert entry["low"] <= low, (file, entry, low, high)
        assert entry["high"] is None or entry["high"] >= high, (file, entry, low, high)
        if entry["high"] is None:
            assert entry["verdict"] in {"safe", "group"}
        elif complete(drawn, own, cap):
            assert (entry["low"], entry["high"]) == (low, high), (file, entry)
            assert entry["verdict"] in {verdict(file, low, high), "group"}, (file, entry)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_group_is_named_just_where_everybody_gave_one_answer(seed):
    drawn = Draw(seed)
    file, cap = drawn.file, most_people(drawn)
    answer = file["answer"]
    if answer is None or len(file["dimensions"][answer]["codes"]) < 2:
        return
    limit = {"coalition": 1, **file["policy"]}["coalition"]
    own = entries(file)
    brute = Enumerator(file, cap=cap)
    bounded = complete(drawn, own, cap)
    for (sheet, labels), entry in own.items():
        where = dict(labels)
        if where.get(answer) not in file["dimensions"][answer]["codes"]:
            continue
        told = brute.unanimous(sheet, where, limit)
        if entry["verdict"] == "group":
            assert told or not bounded, (file, entry)
        elif entry["verdict"] == "safe":
            assert not told or not bounded, (file, entry)


def test_the_people_drawn_always_stay_possible():
    for seed in range(200, 230):
        drawn = Draw(seed)
        own = entries(drawn.file)
        for release, people in zip(drawn.file["releases"], drawn.people, strict=True):
            for (sheet, labels), entry in own.items():
                if sheet == release["id"]:
                    truth = drawn.count(people, dict(labels))
                    assert entry["low"] <= truth
                    assert entry["high"] is None or truth <= entry["high"]


@pytest.mark.parametrize("seed", range(300, 300 + len(SEEDS)))
def test_what_no_verdict_needs_can_be_left_inexact(seed):
    file = Draw(seed).file
    whole, quick = audit(file), audit(file, exact=False)
    assert quick.clear == whole.clear
    assert [reason.code for reason in quick.reasons] == [reason.code for reason in whole.reasons]
    for least, most in zip(quick.statistics(), whole.statistics(), strict=True):
        assert (least["where"], least["verdict"]) == (most["where"], most["verdict"])
        assert least["low"] <= most["low"]
        assert least["high"] is None or least["high"] >= most["high"]
