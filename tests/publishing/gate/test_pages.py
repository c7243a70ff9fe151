"""The gate on the pages: what officers are told and can do, and what everybody may read."""

import pytest
from bs4 import BeautifulSoup

from tests.conftest import inspected
from tests.publishing.gate.counts import GIVEN_AWAY, SURVEY, counts

SMALL = {"aberwen": (19, 8, 2), "brynmor": (26, 40, 13)}
TOTALS = {"aberwen": 29, "brynmor": 79}
REASONS = {"reason_cy": "Arolwg agored.", "reason_en": "An open survey."}


@pytest.fixture
def survey(walk):
    """Bring counts in as the editor and have them checked."""
    return lambda *given, **named: walk.bring_in(
        counts(*given, **named), title=SURVEY.replace("-", " ")
    ).check()


def text_of(answer):
    return " ".join(BeautifulSoup(answer.text, "html.parser").main.get_text(" ").split())


def page_of(walk, person="editor", locale="en"):
    place = {"en": "/en/publish", "cy": "/cy/cyhoeddi"}[locale]
    return text_of(walk.open[person].get(f"{place}/{walk.id}"))


def test_an_officer_reads_which_count_comes_back_by_which_sum_and_what_would_mend_it(survey):
    walk = survey(GIVEN_AWAY, totals=TOTALS)
    english, welsh = page_of(walk), page_of(walk, locale="cy")
    assert "The disclosure gate Refused" in english
    assert "4 answered Title area: Aberwen, Title answer: Unsure 2 29 − 19 − 8 = 2" in english
    assert "hide these numbers too Row 3 – Title area: Aberwen, Title answer: Disagree" in english
    assert "Y glwyd ddatgelu Gwrthodwyd" in welsh
    assert "4 answered Teitl area: Aberwen, Teitl answer: Ansicr 2 29 − 19 − 8 = 2" in welsh
    assert walk.act("editor", "submit", **REASONS).status_code == 422


def test_counts_rounded_by_the_portal_are_published_with_what_was_proved(survey, browser):
    walk = survey(SMALL, totals=TOTALS)
    assert "Round the counts for me" in page_of(walk)
    assert walk.act("editor", "round").status_code == 303
    walk.check()
    assert "Nobody can be singled out" in page_of(walk)
    assert "rounded so that nobody" in page_of(walk)
    preview = walk.open["approver"].get(f"/en/publish/{walk.id}/preview/gate")
    assert "at least five numbers" in text_of(preview)
    walk.submit().approve().check()
    assert walk.state == "published"

    reader = browser().client
    shown = inspected(reader, f"/en/datasets/{SURVEY}")
    link = shown.find("a", string="How this was proved")["href"]
    assert link == f"/en/datasets/{SURVEY}/versions/1/gate"
    english = inspected(reader, link).main.get_text(" ")
    welsh = inspected(reader, f"/cy/setiau-data/{SURVEY}/fersiynau/1/clwyd-ddatgelu")
    assert "which of at least five numbers any count of one to four people is" in english
    assert "Counts judged" in english
    assert "pa un o bum rhif neu fwy" in welsh.main.get_text(" ")
    assert reader.get(f"/dataset/{SURVEY}/1/gate_report.json").json["verdict"] == "clear"
    rows = reader.get(f"/dataset/{SURVEY}/1/data/answered.csv").text.split()[1:]
    assert {int(row.rsplit(",", 1)[1]) % 5 for row in rows} == {0}


def test_a_count_declared_elsewhere_is_counted_in_until_somebody_else_takes_it_back(survey):
    walk = survey({"aberwen": ("[c]", "[c]", 17), "brynmor": (26, 40, 13)}, totals=TOTALS)
    fact = {"population": SURVEY, "group-0": "aberwen", "group-1": "agree", "value": "9"}
    names = {"source_cy": "Papur newydd", "source_en": "A newspaper"}
    wrong = walk.act("editor", "declare", **(fact | names | {"value": "many"}))
    assert wrong.status_code == 422
    assert "Write a whole number." in text_of(wrong)
    said = walk.act("editor", "declare", **fact, **names, url="https://paper.example/9")
    assert said.status_code == 303
    walk.check()
    assert "A newspaper" in page_of(walk)
    assert walk.look(walk.id).issues[0]["facts"]["witness"].endswith("= 3")
    told = walk.look(walk.id).gate["populations"][0]["facts"][0]["id"]
    assert walk.act("editor", "retract", fact=str(told)).status_code == 403
    assert walk.act("approver", "retract", fact=str(told)).status_code == 303
    assert walk.check().look(walk.id).issues == []


def test_a_lower_policy_needs_somebody_elses_word_and_readers_learn_of_it(survey, browser):
    walk = survey(gate={"policy": {"minimum_group": 5}})
    assert [each["code"] for each in walk.look(walk.id).issues] == ["policy-lowered"]
    assert "an approver who did not bring it in has to sign" in page_of(walk)
    assert "Settings: minimum_group: 5" in page_of(walk, "approver")
    assert walk.act("editor", "sign", **REASONS).status_code == 403
    assert walk.act("approver", "sign", **REASONS).status_code == 303
    walk.check().submit().approve().check()
    public = browser().get(f"/cy/setiau-data/{SURVEY}/fersiynau/1/clwyd-ddatgelu")
    assert "Llai o ddiogelwch nag arfer" in text_of(public)
    assert "Arolwg agored." in text_of(public)


def test_a_version_that_counts_nobody_has_no_page_of_the_gate(client):
    assert client.get("/en/datasets/councils/versions/1/gate").status_code == 404
