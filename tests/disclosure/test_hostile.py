"""What is wrong is named, in both languages, at once, and never with a traceback."""

import time
from copy import deepcopy

import pytest

from portal.disclosure.audit import audit
from portal.i18n.gate_words import gate_message
from tests.disclosure.examples import CODES, SAFE_HIDDEN, exact

FINE = exact(hidden=SAFE_HIDDEN)


def spoiled(*path, value):
    """Return a good file with one place in it changed."""
    document = deepcopy(FINE)
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return document


EMPTY = {"id": "r", "relation": "first", "statistics": []}
FIRST = ("releases", 0, "statistics", 0)
WIDE = {"codes": [f"c{i}" for i in range(4_000)]}
PLACE = {"council": "aberwen", "answer": "yes"}
CASES = {
    "unknown-dimension": spoiled(*FIRST, "where", value={"age": "old"}),
    "unknown-code": spoiled(*FIRST, "where", "council", value="atlantis"),
    "negative-count": spoiled(*FIRST, "value", value=-1),
    "fractional-count": spoiled(*FIRST, "value", value=2.5),
    "too-large-count": spoiled(*FIRST, "value", value=10**12),
    "not-a-number": spoiled(*FIRST, "value", value=float("nan")),
    "unknown-kind": spoiled(*FIRST, "kind", value="median"),
    "unknown-rounding": spoiled(*FIRST, "rounding", value={"method": "stochastic", "base": 3}),
    "unknown-rule": spoiled("rules", value=["trust-us"]),
    "unknown-relation": spoiled("releases", 0, "relation", value="shrunk"),
    "relation-order": spoiled("releases", 0, "relation", value="grown"),
    "empty-release": spoiled(
        "releases", value=[{"id": "r", "relation": "first", "statistics": []}]
    ),
    "missing-key": spoiled(*FIRST, value={"kind": "count", "where": PLACE}),
    "unknown-key": spoiled(*FIRST, "weight", value=2),
    "bad-structure": spoiled("releases", value="none"),
    "bad-policy": spoiled("policy", value={"width": "wide"}),
    "group-cycle": spoiled(
        "dimensions", "council", "groups", value={"north": ["south"], "south": ["north"]}
    ),
    "empty-group": spoiled("dimensions", "council", "groups", value={"north": []}),
    "empty-dimension": spoiled("dimensions", "council", "codes", value=[]),
    "name-clash": spoiled("dimensions", "council", "codes", value=["aberwen", "aberwen"]),
    "bad-scale": spoiled("dimensions", "answer", "scale", value=[1]),
    "no-scale": spoiled(
        *FIRST, value={"kind": "mean", "where": {}, "over": "answer", "value": 1, "decimals": 0}
    ),
    "too-precise": spoiled(
        *FIRST, value={"kind": "percent", "where": PLACE, "of": {}, "value": 1.5, "decimals": 0}
    ),
    "bad-decimals": spoiled(
        *FIRST, value={"kind": "percent", "where": PLACE, "of": {}, "value": 1, "decimals": 99}
    ),
    "too-many-cells": spoiled("dimensions", value={"council": WIDE, "answer": WIDE})
    | {
        "releases": [
            {
                "id": "r",
                "relation": "first",
                "statistics": [
                    {"kind": "count", "where": {"council": "c1", "answer": "c1"}, "value": 1}
                ],
            }
        ]
    },
}


@pytest.mark.parametrize("code", CASES)
def test_a_bad_file_is_refused_by_name_and_at_once(code):
    start = time.process_time()
    found = audit(CASES[code])
    assert [reason.code for reason in found.reasons] == [code]
    assert found.verdict == "refused"
    assert time.process_time() - start < 5
    for reason in found.reasons:
        words = gate_message(reason.code, reason.facts)
        assert "%(" not in words["cy"] + words["en"]
        assert words["cy"] != words["en"]


@pytest.mark.parametrize("value", [None, 7, "x", [], {}, [[]], True, 1e400, {"a": {"b": []}}])
@pytest.mark.parametrize(
    "path",
    [
        ("dimensions",),
        ("dimensions", "council"),
        ("dimensions", "council", "codes"),
        ("dimensions", "council", "groups"),
        ("answer",),
        ("public",),
        ("rules",),
        ("policy",),
        ("releases",),
        ("releases", 0),
        ("releases", 0, "id"),
        ("releases", 0, "relation"),
        ("releases", 0, "statistics"),
        FIRST,
        (*FIRST, "kind"),
        (*FIRST, "where"),
        (*FIRST, "where", "council"),
        (*FIRST, "value"),
        (*FIRST, "suppressed"),
        (*FIRST, "rounding"),
        (*FIRST, "decimals"),
    ],
)
def test_wrong_types_anywhere_give_an_answer(path, value):
    found = audit(spoiled(*path, value=value))
    assert found.verdict in {"clear", "refused"}
    for reason in found.reasons:
        assert gate_message(reason.code, reason.facts)["cy"]


@pytest.mark.parametrize("codes", [20_000, 200_000])
def test_a_dimension_of_very_many_codes_is_refused_at_once(codes):
    document = deepcopy(FINE)
    document["dimensions"]["council"]["codes"] = [*CODES["council"], *range(codes)]
    start = time.process_time()
    assert [reason.code for reason in audit(document).reasons] == ["too-many-cells"]
    assert time.process_time() - start < 5


def test_a_place_of_very_many_dimensions_is_refused_at_once():
    names = {f"d{i}": {"codes": ["only"]} for i in range(25)}
    document = deepcopy(FINE)
    document["dimensions"] |= names
    where = dict.fromkeys(names, "only")
    document["releases"][0]["statistics"].append({"kind": "count", "where": where, "value": 9})
    assert [reason.code for reason in audit(document).reasons] == ["too-many-cells"]
