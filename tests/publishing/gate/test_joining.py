"""Joining: what the audit is given of everything told before, declared elsewhere, and now."""

import pytest

from portal.disclosure.audit import audit
from portal.publishing.gate.joining import UnlikeError, join, statement_of
from portal.publishing.gate.kinship import kin
from portal.publishing.gate.told import Told


def told(*counts, relation=None, codes=("a", "b"), population="survey", **more):
    statistics = [
        {"kind": "count", "where": {"area": code}, "value": count}
        for code, count in zip(codes, counts, strict=True)
    ]
    given = {"dimensions": {"area": {"codes": list(codes)}}, "answer": None, "policy": {}, **more}
    return Told(
        population=population,
        relation=relation,
        public=[],
        rules=[],
        statistics=statistics,
        sources=[("table", number, "people") for number in range(2, len(counts) + 2)],
        **given,
    )


def entered(identity, one, *, dataset="survey", relation="first", relations=()):
    return {
        "id": identity,
        "population": one.population,
        "dataset": dataset,
        "number": identity,
        "relation": relation,
        "statement": statement_of(one, dict(relations)),
        "at": f"2026-01-0{identity}",
    }


def fact(at, value):
    statistics = [{"kind": "count", "where": {"area": "a"}, "value": value}]
    return {
        "id": 1,
        "population": "survey",
        "statistics": statistics,
        "dimensions": {"area": {"codes": ["a"]}},
        "source": {"cy": "Papur", "en": "Paper"},
        "url": "",
        "at": at,
    }


def shape(joined):
    return [
        (each["id"], each["relation"], len(each["statistics"]))
        for each in joined.document["releases"]
    ]


def test_what_nobody_told_of_before_comes_first_whatever_it_says():
    assert shape(join(told(20, 30, relation="grown"), "d/1", [])) == [("d/1", "first", 2)]


def test_the_same_people_told_in_another_way_add_to_what_was_told():
    joined = join(told(20, 30, 40, codes="abc", relation="same"), "d/2", [entered(1, told(20, 30))])
    assert shape(joined) == [("d/2", "first", 5)]
    assert joined.document["dimensions"] == {"area": {"codes": ["a", "b", "c"]}}
    assert joined.own == 3


@pytest.mark.parametrize("relation", ["grown", "corrected"])
def test_more_or_corrected_answers_are_a_release_of_their_own(relation):
    joined = join(told(40, 60, relation=relation), "d/2", [entered(1, told(20, 30))])
    assert shape(joined) == [("survey/1", "first", 2), ("d/2", relation, 2)]


def test_other_people_are_judged_alone():
    assert shape(join(told(9, 9, relation="separate"), "d/2", [entered(1, told(20, 30))])) == [
        ("d/2", "first", 2)
    ]


def test_only_what_was_told_since_other_people_came_is_judged_again():
    before = [entered(1, told(20, 30)), entered(2, told(50, 60), relation="separate")]
    assert shape(join(told(90, 99, relation="grown"), "d/3", before)) == [
        ("survey/2", "first", 2),
        ("d/3", "grown", 2),
    ]


def test_counts_told_before_tell_nothing_new():
    before = [entered(1, told(20, 30)), entered(2, told(50, 60), relation="grown")]
    joined = join(told(20, 30, relation="grown"), "d/3", before)
    assert (joined.relation, joined.own) == ("repeated", 0)
    assert shape(joined) == [("survey/1", "first", 2), ("survey/2", "grown", 2)]


def test_where_nobody_said_how_it_stands_it_is_asked_of_the_new_and_the_earlier():
    before = [entered(1, told(20, 30)), entered(2, told(50, 60), relation=None)]
    unsettled = join(told(90, 99), "d/3", before).unsettled
    assert [each["id"] for each in unsettled] == [2, 0]
    answers = {"2": "grown", "0": "corrected"}
    joined = join(told(90, 99), "d/3", before, answers=answers)
    assert [each[1] for each in shape(joined)] == ["first", "grown", "corrected"]
    later = [*before, entered(3, told(90, 99), relation="corrected", relations={"2": "grown"})]
    assert not join(told(90, 98, relation="corrected"), "d/4", later).unsettled


@pytest.mark.parametrize(("declared", "sizes"), [("2026-01-01", [3, 2]), ("2026-01-05", [2, 3])])
def test_what_is_declared_counts_with_the_release_that_was_next(declared, sizes):
    before = [entered(1, told(20, 30))]
    joined = join(told(40, 60, relation="grown"), "d/2", before, [fact(declared, 20)])
    assert [each[2] for each in shape(joined)] == sizes
    assert len(joined.facts) == 1


def test_a_declared_count_gives_a_hidden_one_away():
    one = told(20, 30)
    one.statistics[0] = {"kind": "count", "where": {"area": "a"}, "suppressed": True}
    assert audit({**join(one, "d/1", []).document, "answer": None}).clear
    joined = join(one, "d/1", [], [fact("2026-01-01", 3)])
    assert not audit({**joined.document, "answer": None}).clear


def test_the_strictest_policy_that_was_promised_holds_but_for_what_was_signed():
    before = [entered(1, told(20, 30, policy={"threshold": 9, "width": 2}))]
    policy = join(told(40, 60, relation="grown"), "d/2", before).document["policy"]
    assert (policy["threshold"], policy["width"], policy["minimum_group"]) == (9, 4, 10)
    new = told(40, 60, relation="grown", policy={"width": 2})
    signed = join(new, "d/2", before, signed={"width": 2}).document["policy"]
    assert (signed["threshold"], signed["width"]) == (9, 2)


def test_a_group_with_other_codes_than_before_cannot_be_joined():
    def grouped(*members):
        return told(20, 30, dimensions={"area": {"codes": ["a", "b"], "groups": {"g": members}}})

    before = [entered(1, grouped("a"))]
    with pytest.raises(UnlikeError):
        join(grouped("a", "b"), "d/2", [*before], answers={"0": "grown"})


def test_every_dimension_that_was_ever_called_the_answer_is_judged_as_one():
    before = [entered(1, told(20, 30, answer="area"))]
    assert join(told(40, 60, relation="grown"), "d/2", before).answers == ("area",)


def test_a_name_given_up_and_a_name_taken_on_are_the_same_people():
    before = [entered(1, told(1, 2, population="old"), dataset="d")]
    assert kin(before, "d", ["new"]) == {"new": {"old", "new"}}
    assert kin(before, "d", ["old", "new"]) == {"old": {"old"}, "new": {"new"}}
    assert kin(before, "other", ["new"]) == {"new": {"new"}}


def test_what_a_dataset_left_behind_follows_everybody_who_speaks_of_its_people():
    before = [
        entered(1, told(1, 2, population="old"), dataset="d"),
        entered(2, told(1, 2, population="new"), dataset="d"),
    ]
    assert kin(before, "other", ["new"]) == {"new": {"old", "new"}}
