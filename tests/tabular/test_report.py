"""The report's shape, its words in both languages, and the record kept with a submission."""

import json
import re

import pytest

from portal.config import ROOT
from portal.i18n.intake_words import CHANGE_WORDS, INTAKE_WORDS, MARK_WORDS, intake_message
from portal.tabular.__main__ import main
from portal.tabular.model import Message
from portal.tabular.record import from_record, to_record
from portal.tabular.report import to_json
from portal.tabular.values.marks import MEANINGS
from tests.tabular.made_files import saved

MESSY = (
    "Spend,,\n\nSupplier name,Net amount,When\nA,£5.00,04/03/2023\nB,[c],31/02/2023\n"
    "C,(7.00),05/03/2023\nD,8,06/03/2023\nE,9,07/03/2023\nF,9,08/03/2023\nG,1,09/03/2023\n"
    "H,9,07/03/2023\nI,9,08/03/2023\nJ,1,09/03/2023\n,,\nSource: the council,,\n"
)
ENGINE = [path for path in (ROOT / "portal" / "tabular").rglob("*.py") if path.name != "people.py"]
GIVEN = re.compile(
    r"(?:RefusedFileError|Message|Question|\.ask|Finding)\(\s*\"([a-z-]+)\"|\"(people-[a-z-]+)\""
)


def test_report_has_the_shape_of_the_contract(look):
    report = to_json(look(MESSY), intake_message)
    assert list(report) == [
        "verdict", "messages", "encoding", "delimiter", "tables", "changes", "notes",
    ]  # fmt: skip
    assert report["verdict"] == "normalise"
    assert report["tables"] == [
        {
            "sheet": None,
            "header_rows": [3],
            "columns": [
                {"name": "Supplier name", "type": "string"},
                {"name": "Net amount", "type": "number"},
                {"name": "When", "type": "date"},
            ],
            "rows": 10,
            "first_row": ["A", "£5.00", "04/03/2023"],
            "last_row": ["J", "1", "09/03/2023"],
        }
    ]
    assert report["notes"] == ["Spend", "Source: the council"]
    sample = {"row": 4, "before": "£5.00", "after": "5.00"}
    group = {"code": "currency-sign", "column": "Net amount", "count": 1, "samples": [sample]}
    assert group in report["changes"]
    for message in report["messages"]:
        assert list(message) == ["code", "cy", "en"]
        assert "%(" not in message["cy"] + message["en"]
    assert json.loads(json.dumps(report)) == report


def test_every_code_has_words():
    used = {
        code
        for path in (ROOT / "portal" / "tabular").rglob("*.py")
        for found in GIVEN.findall(path.read_text(encoding="utf-8"))
        for code in found
        if code
    }
    issues = {
        "not-a-number",
        "impossible-date",
        "not-a-date",
        "not-true-or-false",
        "impossible-time",
    }
    assert (used | issues) - {"file-refused"} <= set(INTAKE_WORDS)
    assert len(used) > 60


def test_every_kind_of_change_and_mark_has_words(look):
    assert set(MARK_WORDS) == set(MEANINGS)
    assert {change.code for change in look(MESSY).changes} <= set(CHANGE_WORDS)


def test_facts_of_a_message_are_written_in_each_language():
    words = intake_message(Message("too-many-columns", {"limit": 2000}))
    assert "2,000" in words.en


def test_intake_is_kept_and_read_back(look):
    intake = look(MESSY)
    again = from_record(json.loads(json.dumps(to_record(intake))), intake.path)
    assert to_record(again) == to_record(intake)
    assert to_json(again, intake_message) == to_json(intake, intake_message)


@pytest.mark.parametrize(
    ("content", "code"),
    [("Area,N\nA,1\n", 0), (MESSY, 0), ("Area,N\n", 0), ("<html></html>", 1)],
)
def test_command_exits_as_the_contract_says(tmp_path, capsys, content, code):
    path = saved(tmp_path, content)
    assert main([str(path), "--json", "--changes", str(tmp_path / "changes.jsonl")]) == code
    assert json.loads(capsys.readouterr().out)["verdict"]


@pytest.mark.parametrize("arguments", [[], ["missing.csv", "--json"], ["--json"]])
def test_command_used_wrongly_exits_with_two(capsys, arguments):
    with pytest.raises(SystemExit) as raised:
        main(arguments)
    assert raised.value.code == 2


def test_changes_of_a_column_are_called_as_the_column_is(look):
    report = to_json(look(",Net amount\nA ,£5\nB ,£6\n"), intake_message)
    assert [column["name"] for column in report["tables"][0]["columns"]] == ["", "Net amount"]
    called = {change["code"]: change["column"] for change in report["changes"]}
    assert called == {"spaces-trimmed": "", "currency-sign": "Net amount"}
