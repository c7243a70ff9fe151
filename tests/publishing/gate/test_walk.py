"""An officer's counts at the gate: refused with the sum, cleared, refused for what they add."""

import json

from sqlalchemy import select

from portal.publishing.gate.models import Release
from portal.publishing.models import Step
from tests.publishing.gate.counts import (
    CLEAR,
    GIVEN_AWAY,
    SURVEY,
    again,
    answered,
    checked,
    codes,
    counts,
    live,
)
from tests.publishing.walk import look, opened, store_of

GREW = CLEAR | {"brynmor": (26, 40, 16)}
GREW_ENOUGH = {"aberwen": (41, 34, 17), "brynmor": (36, 61, 13)}


def releases(config):
    with opened(config) as database, database.reading() as session:
        found = session.scalars(select(Release).order_by(Release.id)).all()
        return [(r.population, r.place_in_order, r.version_number, r.relation) for r in found]


def test_a_hidden_count_that_comes_back_is_refused_with_its_sum_and_then_cleared(config):
    found = checked(config, counts(GIVEN_AWAY, totals={"aberwen": 29, "brynmor": 79}))
    issue = found.issues[0]
    assert (issue["code"], issue["row"], issue["column"]) == ("gate-refused", 4, "people")
    assert issue["facts"]["witness"] == "29 − 19 − 8 = 2"
    assert found.content is None
    assert found.gate["populations"][0]["repair"][0]["row"] == 3
    assert releases(config) == []

    done = live(config, again(config, found.id, counts()).id)
    assert releases(config) == [(SURVEY, 1, 1, "first")]
    file = next(f for f in done.content["files"] if f["path"] == "gate_report.json")
    text = store_of(config).local_file(file["sha256"]).read_text()
    report = json.loads(text)
    assert report["verdict"] == "clear"
    assert report["populations"][0]["counts_judged"] == 12
    assert report["populations"][0]["seal"] == f"sha256:{done.gate['populations'][0]['seal']}"
    assert set(report["promise"]) == set(report["limits"]) == {"cy", "en"}
    assert "witness" not in text


def test_a_later_version_is_judged_with_the_one_before_as_the_officer_says_it_stands(survey):
    asked = checked(survey, counts(GREW))
    assert [each["code"] for each in asked.questions] == ["gate-relation"]
    found = answered(survey, asked.id, "grown")
    assert codes(found) == ["gate-refused"]
    assert found.issues[0]["facts"]["witness"] == "16 − 13 = 3"

    enough = counts(GREW_ENOUGH, gate={"relation": "grown"})
    live(survey, again(survey, asked.id, enough).id)
    assert releases(survey)[1] == (SURVEY, 2, 2, "grown")


def test_late_answers_wait_until_every_group_gained_enough(survey):
    gate = {"relation": "grown", "policy": {"minimum_group": 40}}
    found = checked(survey, counts(GREW_ENOUGH, gate=gate))
    reasons = found.gate["populations"][0]["reasons"]
    assert codes(found) == ["gate-refused"]
    assert [r["code"] for r in reasons if r["level"] == "refusal"] == ["grown-too-little"]


def test_new_words_for_the_same_counts_are_asked_nothing(survey):
    found = checked(survey, counts(title_en="Reading, in other words"))
    assert (codes(found), found.questions) == ([], [])
    live(survey, found.id)
    assert releases(survey)[1] == (SURVEY, 2, 2, "repeated")


def test_another_name_for_the_same_people_leaves_no_past_behind(survey):
    made = counts(GREW, gate={"population": "somebody-else", "relation": "grown"})
    assert codes(checked(survey, made)) == ["gate-refused"]


def test_another_dataset_about_the_same_people_is_judged_with_the_first(survey):
    made = counts(GREW, name="second-look", gate={"population": SURVEY, "relation": "grown"})
    found = checked(survey, made, dataset="second-look")
    assert codes(found) == ["gate-refused"]
    assert found.gate["populations"][0]["cells"][0]["release"] == f"{SURVEY}/1→second-look/1"


def test_a_column_that_counted_people_cannot_become_something_else(survey):
    made = counts(GREW)
    made.descriptor["resources"][0]["schema"]["fields"][2]["measures"] = "things"
    del made.descriptor["gate"]
    assert codes(checked(survey, made)) == ["people-no-more"]


def test_of_two_about_the_same_people_the_later_is_judged_with_the_earlier(survey):
    one = checked(survey, counts(GREW_ENOUGH, gate={"relation": "grown"}))
    gate = {"population": SURVEY, "relation": "same"}
    made = counts(GREW_ENOUGH, name="second-look", gate=gate)
    two = checked(survey, made, dataset="second-look")
    assert codes(two) == ["gate-refused"], "it does not know the first yet"
    live(survey, one.id)
    two = look(survey, two.id)
    assert Step.TAKEN_BACK in [move.step for move in two.moves], "sent back by itself"
    assert codes(two) == []


def test_another_publisher_cannot_speak_of_the_same_people(config):
    live(config, checked(config, counts(gate={"population": "readers"})).id)
    other = counts(name="other-survey", gate={"population": "readers"}, publisher="cyngor-arall")
    found = checked(config, other, dataset="other-survey", publisher="cyngor-arall")
    assert (codes(found), found.content) == (["population-taken"], None)

    own = counts(name="other-survey", gate={"population": "others"}, publisher="cyngor-arall")
    assert codes(again(config, found.id, own)) == []
