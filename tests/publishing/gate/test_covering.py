"""What tells nothing beyond what was judged: the same statistics, by rules as strict."""

import pytest

from portal.publishing.gate.covering import covers


def counted(value, **where):
    return {"kind": "count", "where": where, "value": value}


def statement(*statistics, **other):
    return {
        "dimensions": {"council": {"codes": ["a", "b"]}, "answer": {"codes": ["yes", "no"]}},
        "answer": "answer",
        "questions": [],
        "public": [],
        "rules": [],
        "policy": {},
        "statistics": list(statistics),
        **other,
    }


ONE, TWO = counted(10, council="a"), counted(15, council="b")
WHOLE = statement(ONE, TWO)


def test_a_part_is_covered_and_the_whole_covers_itself():
    part = statement(ONE, dimensions={"council": {"codes": ["a"]}}, answer=None)
    assert covers(WHOLE, part)
    assert covers(WHOLE, WHOLE)
    assert not covers(part, WHOLE)


@pytest.mark.parametrize(
    "more",
    [
        statement(ONE, counted(16, council="b")),
        statement(ONE, counted(5, council="a", answer="yes")),
        statement(ONE, policy={"threshold": 10}),
        statement(ONE, rules=["zeros-shown"]),
        statement(ONE, public=[["council"]]),
        statement(ONE, questions=["answer"]),
        statement(ONE, answer="council"),
        statement(ONE, dimensions={"council": {"codes": ["a", "c"]}}),
        statement(ONE, dimensions={"council": {"codes": ["a"], "groups": {"all": ["a"]}}}),
        statement(ONE, dimensions={"ward": {"codes": ["a"]}}),
    ],
)
def test_whatever_tells_more_or_asks_for_more_is_not(more):
    assert not covers(WHOLE, more)
