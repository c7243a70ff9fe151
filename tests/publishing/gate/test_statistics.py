"""Percentages, means, rates and shares are read as what they tell, and wrong numbers are named."""

import pytest

from portal.disclosure.audit import audit
from portal.errors import Issue
from portal.i18n.statistic_words import RECOGNISED_WORDS, STATISTIC_WORDS, recognised_words
from portal.i18n.words import issue_words
from tests.publishing.gate.packages import PEOPLE, issues, told

SHARES = {
    "share": {**PEOPLE, "statistic": {"kind": "share", "count": "people", "of": ["council"]}},
}


def people(**more):
    return {**PEOPLE, **more}


def test_a_percentage_is_of_the_group_it_names():
    of = people(statistic={"kind": "percent", "of": ["council"], "decimals": 1})
    text = "council,answer,people,percent\na,total,24,\na,yes,*,37.5\na,no,*,62.5\n"
    (only,) = told(text, fields={"percent": of})
    assert only.statistics[4] == {
        "kind": "percent",
        "where": {"council": "a", "answer": "yes"},
        "of": {"council": "a"},
        "decimals": 1,
        "value": 37.5,
    }
    assert only.sources[4] == ("t", 3, "percent")
    assert audit(only.document()).clear


def test_a_percentage_of_a_small_group_gives_its_count_away():
    of = people(statistic={"kind": "percent", "of": ["council"], "decimals": 0})
    text = "council,answer,people,percent\na,total,24,\na,yes,*,13\na,no,*,87\n"
    (only,) = told(text, fields={"percent": of})
    assert not audit(only.document()).clear


def test_a_percentage_may_be_of_another_column():
    of = people(statistic={"kind": "percent"}, part_of="base")
    (only,) = told(
        "finding,percent,base\nx,4,25\ny,60,50\n", fields={"percent": of, "base": PEOPLE}
    )
    assert only.statistics[0]["where"] == {"finding": "x", "percent": "percent"}
    assert only.statistics[0]["of"] == {"finding": "x"}
    assert not audit(only.document()).clear  # one of 25


def test_a_mean_is_over_the_scores_of_its_code_list():
    lists = {"scale": "code,label_cy,label_en,score\nlow,Isel,Low,1\nhigh,Uchel,High,2\n"}
    fields = {
        "answer": {"codes": "scale"},
        "mean": people(statistic={"kind": "mean", "over": "answer", "decimals": 2}),
    }
    text = "council,answer,people,mean\na,low,*,\na,high,*,\na,total,20,1.05\n"
    lists["scale"] += "total,Cyfanswm,Total,\n"
    (only,) = told(text, lists=lists, fields=fields)
    assert only.dimensions["answer"] == {"codes": ["low", "high"], "scale": [1.0, 2.0]}
    assert {"kind": "mean", "where": {"council": "a"}, "over": "answer", "decimals": 2} | {
        "value": 1.05
    } in only.statistics
    assert not audit(only.document()).clear  # nineteen and one


def test_a_mean_without_a_scale_cannot_be_judged():
    fields = {"mean": people(statistic={"kind": "mean", "over": "answer"})}
    text = "answer,people,mean\nyes,40,2\nno,30,2\n"
    assert [one.code for one in issues(text, fields=fields)] == ["scale-missing"]


def test_a_rate_tells_how_many_answered():
    fields = {
        "invited": PEOPLE,
        "rate": people(statistic={"kind": "rate", "invited": "invited"}, part_of="people"),
        "people": people(part_of="invited"),
    }
    (only,) = told("council,invited,people,rate\na,59,*,3\nb,84,*,61\n", fields=fields)
    rate = next(one for one in only.statistics if one["kind"] == "rate")
    assert rate["where"] == {"council": "a", "people": "people"}
    assert (rate["invited"], rate["value"]) == (59, 3)
    assert not audit(only.document()).clear  # two of 59


def test_a_share_of_published_counts_is_no_statistic():
    text = "council,answer,people,share\na,total,80,\na,yes,30,38\na,no,50,63\n"
    (only,) = told(text, fields=SHARES)
    assert {one["kind"] for one in only.statistics} == {"count"}


@pytest.mark.parametrize("share", ["37", "38.5", "100"])
def test_a_share_that_the_counts_do_not_make_is_named_with_its_cell(share):
    text = f"council,answer,people,share\na,total,80,\na,yes,30,{share}\na,no,50,63\n"
    (issue,) = issues(text, fields=SHARES)
    wanted = "statistic-too-precise" if "." in share else "share-not-of-counts"
    assert (issue.code, issue.file, issue.row, issue.column) == (wanted, "data/t.csv", 3, "share")


def test_a_share_of_a_hidden_count_is_named():
    text = "council,answer,people,share\na,total,80,\na,yes,*,38\na,no,50,63\n"
    assert [(one.code, one.row) for one in issues(text, fields=SHARES)] == [
        ("share-not-of-counts", 3)
    ]


WRONG = {
    "count-not-whole": "a,4.5\n",
    "count-negative": "a,-4\n",
    "count-too-large": "a,1e12\n",
    "counts-repeat": "a,4\na,5\n",
    "total-too-small": "a,40\nb,50\ntotal,20\n",
}


@pytest.mark.parametrize("code", WRONG)
def test_a_count_that_is_none_is_named_with_its_row(code):
    keys: dict[str, list[str]] | None = {"t": []} if code == "counts-repeat" else None
    (issue,) = issues("place,people\n" + WRONG[code], keys=keys)
    assert issue.code == code
    assert issue.row == 2 + ("4\n" in WRONG[code] and code == "counts-repeat") + 2 * (
        code == "total-too-small"
    )


def test_a_rounded_count_is_a_multiple():
    fields = {"people": people(rounding={"method": "nearest", "base": 5})}
    (issue,) = issues("place,people\na,10\nb,12\n", fields=fields)
    assert (issue.code, issue.row, issue.column) == ("count-not-rounded", 3, "people")


def test_a_lowered_policy_and_an_unknown_column_are_named():
    gate = {"policy": {"threshold": 3, "width": 9}, "answer": "anser"}
    found = issues("place,people\na,10\nb,12\n", gate=gate)
    assert {one.code for one in found} == {"policy-lowered", "gate-unknown-column"}


def test_too_many_numbers_are_refused_by_name(monkeypatch):
    monkeypatch.setattr("portal.publishing.gate.sheets.MOST_NUMBERS", 2)
    (issue,) = issues("place,people\na,10\nb,12\nc,12\n")
    assert issue.code == "too-many-numbers"


@pytest.mark.parametrize("code", STATISTIC_WORDS)
def test_every_issue_has_words_in_both_languages(code):
    cy, en = (issue_words(Issue(code), locale) for locale in ("cy", "en"))
    assert cy.what != en.what
    assert cy.mend != en.mend


@pytest.mark.parametrize("code", RECOGNISED_WORDS)
def test_what_is_recognised_has_words_in_both_languages(code):
    facts = {"column": "c", "code": "t", "members": "a, b"}
    assert recognised_words(code, facts, "cy") != recognised_words(code, facts, "en")
