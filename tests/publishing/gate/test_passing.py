"""A package at the gate by itself: what cannot be proved, or not be read, is never cleared."""

import pytest

from portal.interop.reading import read_package
from portal.publishing.gate.passing import AtTheGate, at_the_gate
from tests.publishing.gate.counts import CLEAR, GIVEN_AWAY, SURVEY, counts

NOTHING = {
    "against": {"names": [SURVEY], "releases": [0, 0], "facts": [0, 0]},
    "releases": [],
    "facts": [],
    "holes": [],
    "taken": [],
}
HIDDEN = {"aberwen": (19, "[c]", "[c]"), "brynmor": (26, 40, 13)}
TOTALS = {"aberwen": 29, "brynmor": 79}


@pytest.fixture
def passed(tmp_path):
    def passing(*given, ledger=NOTHING, seconds=60.0, said=None, **named):
        package = read_package(counts(*given, **named).write(tmp_path / "package"))
        case = AtTheGate(SURVEY, 1, ledger, said or {})
        return at_the_gate(package, case, seconds=seconds)

    return passing


def test_what_is_not_proved_in_time_is_refused_with_words(passed):
    assert passed(HIDDEN, totals=TOTALS).issues == []
    found = passed(HIDDEN, totals=TOTALS, seconds=0.0)
    assert [each["code"] for each in found.issues] == ["gate-refused"]
    assert "time-out" in {each["code"] for each in found.said["populations"][0]["reasons"]}


def test_people_of_whom_the_ledger_was_not_asked_are_asked_for_first(passed):
    found = passed(CLEAR, gate={"population": "others"})
    assert (list(found.wanted), found.said) == (["others"], None)


def test_nothing_is_judged_while_an_earlier_version_cannot_be_read(passed):
    found = passed(CLEAR, ledger=NOTHING | {"holes": ["reading-survey/1"]})
    assert [each["code"] for each in found.issues] == ["ledger-incomplete"]


@pytest.mark.parametrize("cells", [CLEAR, HIDDEN])
def test_the_report_of_what_was_cleared_names_no_sum(passed, cells):
    found = passed(cells, totals=TOTALS if cells is HIDDEN else None)
    told = found.said["populations"][0]
    assert (told["verdict"], told["cells"], told["count"]) == ("clear", [], 0)
    assert told["fewest"] is None or told["fewest"] >= 5


def test_all_that_is_refused_is_told_with_its_cell(passed):
    told = passed(GIVEN_AWAY, totals=TOTALS).said["populations"][0]
    assert [(c["resource"], c["row"], c["field"], c["low"], c["high"]) for c in told["cells"]] == [
        ("answered", 4, "people", 2, 2)
    ]


def test_of_a_table_it_is_asked_which_column_holds_answers(passed):
    asked = passed(CLEAR, gate=False, said={}).questions
    assert [(each["id"], each["options"]) for each in asked] == [
        ("gate-answer", ["area", "answer", "none"])
    ]
    found = passed(CLEAR, gate=False, said={"gate-answer": "answer"})
    assert found.said["populations"][0]["statement"]["answer"] == "answer"
    assert found.package.description.gate.answer == "answer"
    assert passed(CLEAR, gate=False, said={"gate-answer": "none"}).issues == []
