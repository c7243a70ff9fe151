"""What the audit clears, what it refuses and what it says of it: examples with a known truth."""

import pytest

from portal.disclosure.audit import audit
from portal.disclosure.refusals import WrongUseError
from tests.disclosure.examples import SAFE_HIDDEN, exact, file, verdicts


def codes(answer, level="refusal"):
    return [reason.code for reason in answer.reasons if reason.level == level]


def of(found, **where):
    """Return the entry of one count."""
    return next(entry for entry in found.statistics() if entry["where"] == where)


def test_a_table_with_enough_hidden_is_cleared():
    found = audit(exact(hidden=SAFE_HIDDEN))
    assert found.clear
    assert of(found, council="aberwen", answer="maybe")["high"] == 11


@pytest.mark.parametrize("cell", SAFE_HIDDEN)
def test_showing_any_one_hidden_count_again_is_noticed(cell):
    found = audit(exact(hidden=[other for other in SAFE_HIDDEN if other != cell]))
    assert codes(found) == ["pinned"]
    small = {("aberwen", "maybe"): 3, ("brynmor", "no"): 2}
    for (council, answer), count in small.items():
        entry = of(found, council=council, answer=answer)
        assert (entry["low"], entry["high"], entry["verdict"]) == (count, count, "pinned")
        assert entry["witness"].endswith(f"{count}")


def test_the_one_no_behind_95_percent_of_20_is_found():
    statistics = [
        {"kind": "count", "where": {"council": "aberwen"}, "value": 20},
        {
            "kind": "percent",
            "where": {"council": "aberwen", "answer": "yes"},
            "of": {"council": "aberwen"},
            "value": 95,
        },
    ]
    found = audit(file(statistics, columns=["yes", "no"]))
    assert of(found, council="aberwen", answer="no")["verdict"] == "pinned"
    assert of(found, council="aberwen", answer="yes")["verdict"] == "group"


def test_members_are_all_without_officers():
    statistics = [
        {"kind": "count", "where": {"council": "aberwen", "answer": answer}, "value": value}
        for answer, value in (("officers", 31), ("members", None))
        if value
    ]
    statistics.append({"kind": "count", "where": {"council": "aberwen"}, "value": 33})
    found = audit(file(statistics, columns=["officers", "members"]))
    entry = of(found, council="aberwen", answer="members")
    assert entry["verdict"] == "pinned"
    assert entry["witness"] == "33 − 31 = 2"


def test_the_house_rule_that_zeros_are_shown_is_used_against_us():
    hidden = [(row, answer) for row in ("aberwen", None) for answer in ("maybe", "no")]
    table = {"counts": [[20, 4, 1]], "rows": ["aberwen"], "hidden": hidden}
    with_rule = audit(exact(**table))
    without = audit(exact(**table, rules=[]))
    assert of(with_rule, council="aberwen", answer="no")["low"] == 1
    assert of(with_rule, council="aberwen", answer="no")["verdict"] == "narrow"
    assert of(without, council="aberwen", answer="no")["verdict"] == "safe"


def test_rounding_to_the_nearest_beside_an_exact_n_is_refused_where_it_pins():
    rounding = {"rounding": {"method": "nearest", "base": 5}}
    counts = {"yes": 10, "maybe": 5, "no": 0}
    statistics = [
        {"kind": "count", "where": {"council": "aberwen", "answer": a}, "value": v, **rounding}
        for a, v in counts.items()
    ]
    n = {"kind": "count", "where": {"council": "aberwen"}, "value": 20}
    found = audit(file([*statistics, n], public=[["council"]]))
    assert of(found, council="aberwen", answer="no")["low"] == 1
    assert of(found, council="aberwen", answer="no")["high"] == 2
    assert not found.clear


def test_controlled_rounding_alone_is_cleared():
    rounding = {"rounding": {"method": "controlled", "base": 5}}
    statistics = [
        {**s, "value": s["value"] // 5 * 5, **rounding}
        for s in exact()["releases"][0]["statistics"]
    ]
    assert audit(file(statistics)).clear


def test_a_public_fact_is_a_constraint_and_is_not_judged():
    statistics = [{"kind": "count", "where": {"council": "aberwen"}, "value": 3}]
    assert not audit(file(statistics)).clear
    cleared = audit(file(statistics, public=[["council"]]))
    assert cleared.clear
    assert all("council" not in entry["where"] for entry in cleared.statistics())


def test_late_answers_make_a_group_of_those_who_came_late():
    later = [[12, 3, 9], [8, 11, 2], [14, 8, 10]]
    document = exact(hidden=SAFE_HIDDEN)
    more = exact(later, hidden=SAFE_HIDDEN)["releases"][0] | {"id": "s", "relation": "grown"}
    document["releases"].append(more)
    found = audit(document)
    late = verdicts(found)["r→s", ("answer", "maybe"), ("council", "cwmdu")]
    assert late == (1, 1, "pinned")


def test_a_correction_that_moves_one_answer_is_a_warning():
    later = [[12, 3, 9], [8, 11, 2], [14, 8, 9]]
    document = exact(hidden=SAFE_HIDDEN)
    more = exact(later, hidden=SAFE_HIDDEN)["releases"][0] | {"id": "s", "relation": "corrected"}
    document["releases"].append(more)
    found = audit(document)
    assert "moved-one" in codes(found, "warning")


def test_totals_that_disagree_are_a_contradiction():
    document = exact()
    document["releases"][0]["statistics"][0]["value"] += 1
    found = audit(document)
    assert codes(found) == ["contradiction"]
    assert {entry["verdict"] for entry in found.statistics()} == {"contradiction"}


def test_a_percentage_that_exact_counts_do_not_give_is_a_contradiction():
    where = {"council": "aberwen", "answer": "yes"}
    share = {"kind": "percent", "where": where, "of": {"council": "aberwen"}, "value": 37}
    document = exact()
    document["releases"][0]["statistics"].append(share)
    assert codes(audit(document)) == ["contradiction"]


def test_other_people_have_nothing_to_do_with_the_first():
    document = exact(hidden=SAFE_HIDDEN)
    more = exact(hidden=SAFE_HIDDEN)["releases"][0] | {"id": "s", "relation": "separate"}
    document["releases"].append(more)
    assert audit(document).clear


def test_a_small_group_is_a_warning_and_no_refusal():
    hidden = [("aberwen", "yes"), ("aberwen", "maybe"), ("aberwen", "no")]
    found = audit(exact([[2, 4, 3]], hidden, rows=["aberwen"]))
    assert "small-group" in codes(found, "warning")


def test_a_lowered_policy_is_told():
    found = audit(exact(hidden=SAFE_HIDDEN, policy={"threshold": 3}))
    assert "policy-lowered" in codes(found, "warning")


def test_a_mean_over_a_scale_gives_a_count_away():
    document = file(
        [
            {"kind": "count", "where": {"council": "aberwen"}, "value": 10},
            {"kind": "count", "where": {"council": "aberwen", "answer": "maybe"}, "value": 0},
            {
                "kind": "mean",
                "where": {"council": "aberwen"},
                "over": "answer",
                "value": 1.2,
                "decimals": 1,
            },
        ]
    )
    document["dimensions"]["answer"]["scale"] = [1, 2, 3]
    entry = of(audit(document), council="aberwen", answer="no")
    assert (entry["low"], entry["high"], entry["verdict"]) == (1, 1, "pinned")


def test_invited_and_a_rate_give_n_away():
    rate = {"kind": "rate", "where": {"council": "aberwen"}, "invited": 12, "value": 25}
    entry = of(audit(file([rate])), council="aberwen")
    assert (entry["low"], entry["high"], entry["verdict"]) == (3, 3, "pinned")


def test_out_of_time_nothing_is_cleared():
    found = audit(exact(hidden=SAFE_HIDDEN), seconds=0)
    assert not found.clear
    assert "time-out" in codes(found)


def test_whoever_forgets_the_answer_is_told_so():
    document = exact()
    del document["answer"]
    with pytest.raises(WrongUseError):
        audit(document)
