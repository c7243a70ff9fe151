"""Many releases of one population, as a council that publishes every month has."""

import time

import numpy as np
import pytest

from portal.disclosure.audit import audit
from tests.disclosure.enumerator import Enumerator
from tests.disclosure.examples import SAFE_HIDDEN, exact
from tests.disclosure.test_audit import entries

COUNCILS = [f"c{i}" for i in range(22)]
ANSWERS = ["sa", "a", "n", "d", "sd"]
ROUNDED = {"method": "controlled", "base": 5}


def months(tables, relation, names=COUNCILS, **more):
    """Publish rounded tables of councils by answers, one a month."""
    own, releases = exact(), []
    for number, counts in enumerate(tables):
        own = exact(counts.tolist(), rows=names, columns=ANSWERS[: counts.shape[1]])
        statistics = [s | more for s in own["releases"][0]["statistics"]]
        told = relation if number else "first"
        releases.append({"id": f"m{number}", "relation": told, "statistics": statistics})
    return {**own, "rules": [], "releases": releases}


def grown(count, least, most):
    draw = np.random.default_rng(20251122)
    return np.cumsum(draw.integers(least, most, (count, 22, 5)), axis=0) // 5 * 5


@pytest.mark.parametrize("relation", ["grown", "separate"])
def test_two_years_and_more_of_months_are_judged_within_a_minute(relation):
    start = time.process_time()
    answer = audit(months(grown(26, 10, 26), relation, rounding=ROUNDED))
    assert time.process_time() - start < 60
    assert answer.clear
    judged = {entry["release"] for entry in answer.statistics()}
    assert len(judged) == (26 + 26 * 25 // 2 if relation == "grown" else 26)
    assert ("m0→m25" in judged) == (relation == "grown")


def test_one_late_answer_in_a_long_ledger_is_found_between_far_releases():
    tables = np.repeat(grown(1, 20, 40), 40, axis=0)
    tables[20:, 3, 2] += 1
    start = time.process_time()
    found = {
        (e["release"], e["verdict"])
        for e in audit(months(tables, "grown")).statistics()
        if e["where"] == {"council": "c3", "answer": "n"}
    }
    assert time.process_time() - start < 30
    assert ("m0→m39", "pinned") in found
    assert ("m20→m39", "safe") in found


def test_the_same_numbers_again_cost_nothing():
    tables = np.repeat(grown(1, 20, 40), 120, axis=0)
    start = time.process_time()
    answer = audit(months(tables, "grown", rounding=ROUNDED))
    assert answer.clear
    assert time.process_time() - start < 10
    assert sum(1 for _ in answer.statistics()) > 100 * 1000


@pytest.mark.parametrize("shown", [1, 2, 3])
def test_a_run_of_the_same_numbers_ranges_as_trying_every_dataset_finds(shown):
    def release(name, relation, value):
        where = {"council": "a", "answer": "yes"}
        told = {"kind": "count", "where": where, "value": value}
        rest = {"kind": "count", "where": {}, "value": value + 1}
        rounding = {"rounding": {"method": "nearest", "base": 2}} if value % 2 == 0 else {}
        statistics = [told | rounding, rest]
        return {"id": name, "relation": relation, "statistics": statistics}

    file = {
        "dimensions": {"council": {"codes": ["a"]}, "answer": {"codes": ["yes", "no"]}},
        "answer": "answer",
        "releases": [
            release("first", "first", shown - 1),
            *(release(name, "grown", shown) for name in ("one", "two", "three", "four")),
            release("last", "grown", shown + 1),
        ],
    }
    own = entries(file)
    brute = Enumerator(file, cap=shown + 2)
    for sheet, where, low, high in brute.judged():
        entry = own[sheet, tuple(sorted(where.items()))]
        assert (entry["low"], entry["high"]) == (low, high), entry
    assert len(own) == sum(1 for _ in brute.judged())


def test_a_later_release_may_hold_nothing_yet():
    document = exact(hidden=())
    later = {"id": "later", "relation": "grown", "statistics": []}
    document["releases"].append(later)
    found = {e["release"]: e for e in audit(document).statistics()}
    assert found.keys() == {"r", "later", "r→later"}
    assert found["later"]["high"] is None


def test_what_is_not_proved_in_time_is_refused():
    answer = audit(exact(hidden=SAFE_HIDDEN), seconds=0)
    assert answer.verdict == "refused"
    assert {reason.code for reason in answer.reasons if reason.level == "refusal"} == {"time-out"}
    words = {entry["verdict"] for entry in answer.statistics()}
    assert "unproved" in words
