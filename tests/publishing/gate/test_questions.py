"""Several questions to the same people in one table: no groups of people, but linked by them."""

import csv

import pytest

from portal.interop.reading import read_package
from portal.publishing.gate.joining import join
from portal.publishing.gate.judging import judge
from portal.publishing.gate.naming import Names
from portal.publishing.gate.reading import told_by
from tests.interop.packages import DESCRIPTOR, Draft, column, resource

CLEAR = {
    ("aberwen", "leads"): {"agree": 19, "disagree": 10},
    ("aberwen", "shares"): {"agree": 14, "disagree": 15},
    ("brynmor", "leads"): {"agree": 26, "disagree": 40},
    ("brynmor", "shares"): {"agree": 31, "disagree": 35},
}
GIVEN_AWAY = CLEAR | {("aberwen", "leads"): {"agree": 19, "disagree": 8, "unsure": "[c]"}}
ALIKE = CLEAR | {("aberwen", "shares"): {"agree": 29, "disagree": 0}}


@pytest.fixture
def package(tmp_path):
    def made(cells, **gate):
        made = Draft()
        left_out = {"charts", "finding_cy", "finding_en"}
        made.descriptor = {key: DESCRIPTOR[key] for key in DESCRIPTOR.keys() - left_out}
        made.descriptor["gate"] = {"answer": "answer", "question": "question", **gate}
        made.descriptor["resources"] = [
            resource(
                "answers",
                [
                    column("area"),
                    column("theme"),
                    column("question"),
                    column("answer"),
                    column("people", "integer", measures="people"),
                ],
                primaryKey=["area", "question", "answer"],
                missingValues=["", "[c]"],
            )
        ]
        rows = [
            f"{area},about-{question},{question},{answer},{people}\n"
            for (area, question), own in cells.items()
            for answer, people in own.items()
        ]
        made.data = {"answers": "area,theme,question,answer,people\n" + "".join(rows)}
        return read_package(made.write(tmp_path / "package"))

    return made


def judged(package):
    (told,), issues = told_by(package)
    assert issues == []
    return judge(join(told, "survey/1", []), told, Names(package).words, seconds=60)


def test_each_question_is_an_attribute_of_the_same_people(package):
    (told,), issues = told_by(package(CLEAR))
    assert (issues, told.questions) == ([], ["leads", "shares"])
    assert list(told.dimensions) == ["area", "leads", "shares"]
    assert {"kind": "count", "where": {"area": "aberwen", "leads": "agree"}, "value": 19} in (
        told.statistics
    )
    assert judged(package(CLEAR))["verdict"] == "clear"


def test_every_count_is_told_with_the_row_it_stands_in(package):
    made = package(CLEAR)
    (told,), _issues = told_by(made)
    text = made.data["answers"].read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines()))
    for statistic, (_resource, row, _column) in zip(told.statistics, told.sources, strict=True):
        area, _theme, question, answer, people = rows[row - 1]
        assert statistic["where"] == {"area": area, question: answer}
        assert statistic["value"] == int(people)


def test_a_hidden_count_comes_back_by_the_total_of_another_question(package):
    found = judged(package(GIVEN_AWAY))
    assert found["verdict"] == "refused"
    assert (found["cells"][0]["row"], found["cells"][0]["low"], found["cells"][0]["high"]) == (
        4,
        2,
        2,
    )


def test_a_group_that_answered_one_question_alike_is_refused(package):
    found = judged(package(ALIKE))
    assert found["verdict"] == "refused"
    assert {each["verdict"] for each in found["cells"]} == {"group"}


def test_read_as_one_question_the_same_table_would_be_another(package):
    (told,), _issues = told_by(package(CLEAR, question=None))
    assert list(told.dimensions) == ["area", "question", "answer"]


def test_a_question_column_that_does_not_exist_is_named(package):
    _told, issues = told_by(package(CLEAR, question="asked"))
    assert [issue.code for issue in issues] == ["gate-unknown-column"]
