"""A table against a schema: what is wrong, where, and which code was probably meant."""

import csv
import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.bilingual import LOCALES, Bilingual
from portal.i18n.words import issue_words
from portal.interop.description import Field
from portal.publishing.registry import beyond, check, schema, schemas
from portal.publishing.registry.model import Rule, Schema, SchemaField


def written(tmp_path, rows):
    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(rows)
    return path


def found(issues):
    return [(issue.code, issue.row, issue.column) for issue in issues]


@pytest.mark.parametrize("one", schemas(), ids=lambda one: one.name)
def test_the_example_of_each_schema_keeps_its_rules(one, tmp_path):
    rows = [[field.name for field in one.fields], [field.example for field in one.fields]]
    assert check(written(tmp_path, rows), one, synthetic=True) == []


SPEND = ["council", "supplier", "payment_date", "amount", "category"]


def test_each_fault_is_told_with_row_column_value_and_nearest_code(tmp_path):
    rows = [
        SPEND,
        ["W06000015", "Cwmni Enghreifftiol", "2026-04-01", "12.50", "education"],
        ["Caerdyd", "Cwmni Enghreifftiol", "01/04/2026", "12.50", "Adysg"],
        ["W06000015", "", "2026-04-01", "twelve", "education"],
    ]
    issues = check(written(tmp_path, rows), schema("spend"), file="spend.csv")
    assert sorted(found(issues)) == [
        ("constraint-error", 4, "supplier"),
        ("type-error", 3, "payment_date"),
        ("type-error", 4, "amount"),
        ("unknown-code", 3, "category"),
        ("unknown-code", 3, "council"),
    ]
    facts = {issue.column: issue.facts for issue in issues if issue.code == "unknown-code"}
    assert facts["council"] == {"cell": "Caerdyd", "nearest": "W06000015"}
    assert facts["category"] == {"cell": "Adysg", "nearest": "education"}
    for issue in issues:
        for locale in LOCALES:
            words = issue_words(issue, locale)
            assert "%(" not in words.what + words.mend
            assert words.mend


def test_required_columns_that_lack_are_told_and_columns_of_one_s_own_are_not(tmp_path):
    path = written(tmp_path, [["supplier", "colour"], ["Cwmni Enghreifftiol", "glas"]])
    assert found(check(path, schema("spend"))) == [
        ("schema-column-missing", 1, "payment_date"),
        ("schema-column-missing", 1, "amount"),
    ]


def test_columns_that_contradict_each_other_are_told(tmp_path):
    names = ["reference", "title", "supplier", "start_date", "end_date"]
    rows = [
        names,
        ["C-1", "Gwaith", "Cwmni", "2026-04-01", "2026-04-01"],
        ["C-2", "Gwaith", "Cwmni", "2026-04-02", "2026-04-01"],
        ["C-3", "Gwaith", "Cwmni", "2026-04-02", ""],
    ]
    path = written(tmp_path, rows)
    [issue] = check(path, schema("contracts"))
    assert (issue.code, issue.row, issue.column) == ("columns-contradict", 3, "start_date")
    assert issue.facts == {"cell": "2026-04-02", "other": "end_date", "value": "2026-04-01"}
    assert beyond(path, schema("contracts")) == [issue]


def test_an_asset_that_holds_personal_data_cannot_be_open(tmp_path):
    one = schema("information-assets")
    rows = [["personal_data", "access"], ["yes", "open"], ["no", "open"], ["unknown", "open"]]
    path = written(tmp_path, [*rows, ["yes", "shared"]])
    told = [issue for issue in beyond(path, one) if issue.code == "codes-exclude-each-other"]
    assert [(issue.row, issue.column) for issue in told] == [(2, "access"), (4, "access")]
    assert told[0].facts == {"cell": "open", "other": "personal_data", "value": "yes"}


def test_numbers_are_compared_by_their_value(tmp_path):
    rows = [["count", "base"], ["9", "10"], ["11", "10"], ["100", "20"]]
    issues = beyond(written(tmp_path, rows), schema("survey-results"))
    assert [issue.row for issue in issues if issue.code == "columns-contradict"] == [3, 4]


def test_fictional_councils_stand_only_in_invented_data(tmp_path):
    rows = [SPEND[:4], ["X99000001", "Cwmni", "2026-04-01", "1"]]
    path = written(tmp_path, rows)
    assert check(path, schema("spend"), synthetic=True) == []
    assert "unknown-code" in {issue.code for issue in check(path, schema("spend"))}


def test_marks_stand_for_nothing_known(tmp_path):
    rows = [[*SPEND[1:4], "irrecoverable_vat"], ["Cwmni", "2026-04-01", "1", "[c]"]]
    path = written(tmp_path, rows)
    assert found(check(path, schema("spend"))) == [("type-error", 2, "irrecoverable_vat")]
    assert check(path, schema("spend"), missing_values=("", "[c]")) == []


def test_no_more_issues_are_told_than_asked_for(tmp_path):
    rows = [SPEND[1:4], *([["Cwmni", "x", "y"]] * 500)]
    assert len(check(written(tmp_path, rows), schema("spend"), most=7)) == 7


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"supplier,payment_date,amount\r\n\xff,2026-04-01,1\r\n", "encoding-error"),
        (b'supplier,payment_date,amount\r\n"a,2026-04-01,1\r\n', "bad-quoting"),
        (b"supplier,supplier,payment_date,amount\r\na,b,2026-04-01,1\r\n", "duplicate-label"),
        (b"supplier,,payment_date,amount\r\na,b,2026-04-01,1\r\n", "blank-label"),
        (b"", "empty-file"),
    ],
)
def test_a_file_that_is_hardly_a_table_is_told_and_not_thrown_at(tmp_path, data, code):
    path = tmp_path / "table.csv"
    path.write_bytes(data)
    assert code in {issue.code for issue in check(path, schema("spend"))}


def test_a_cruel_pattern_takes_no_time(tmp_path):
    name = Bilingual("Enw", "Name")
    cruel = Field("name", "string", name, name, constraints={"pattern": "(a+)+$"})
    one = Schema("cruel", 1, name, name, name, (SchemaField(cruel, (), "a"),))
    path = written(tmp_path, [["name"], *([["a" * 5000 + "!"]] * 50)])
    began = time.process_time()
    assert {issue.code for issue in check(path, one)} <= {"constraint-error", "pattern-too-slow"}
    assert time.process_time() - began < 5


def test_nothing_is_asked_of_a_network(tmp_path, monkeypatch):
    def refuse(*_):
        raise AssertionError("somebody asked for a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    rows = [["more", "name"], ["http://127.0.0.1:9/schema.json", "Maes y Felin"]]
    assert check(written(tmp_path, rows), schema("public-toilets")) == []


def test_a_rule_about_a_column_that_is_not_there_says_nothing(tmp_path):
    one = schema("survey-results")
    assert one.rules == (Rule("count", "base"),)
    rows = [["count"], ["11"]]
    issues = beyond(written(tmp_path, rows), one)
    assert {issue.code for issue in issues} == {"schema-column-missing"}


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), min_size=1, max_size=8))
def test_whatever_the_file_holds_there_is_an_answer(tmp_path_factory, rows):
    path = written(tmp_path_factory.mktemp("any"), rows)
    for issue in check(path, schema("public-toilets")):
        assert issue_words(issue, "cy").what
