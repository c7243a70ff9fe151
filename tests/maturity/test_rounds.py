"""A round from its creation to the deletion of its answers, at the command line."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest

from portal.db import Database
from portal.errors import PortalError
from portal.maturity import commands, queries
from portal.maturity.framework.reading import shipped
from portal.maturity.importing import AnswersRefusedError
from portal.maturity.keys import KeyMissingError, RoundKey
from portal.maturity.sealing import locked, seal, unlocked
from portal.publishing.worker import Worker
from tests.maturity.conftest import NAME, groups_file, wanted

QUESTIONS = shipped("7x3-1").questions


def answers_file(folder, people, **changes):
    """Write answers: `people` are pairs of council and tool; `changes` replace some columns."""
    columns = ["council", "tool", *(question.code for question in QUESTIONS)]
    lines = [",".join(columns)]
    for council, tool in people:
        cells = {"council": council, "tool": tool, **{q.code: q.codes[1] for q in QUESTIONS}}
        lines.append(",".join(str({**cells, **changes}[column]) for column in columns))
    path = folder / "answers.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def refusal(action, *args):
    with pytest.raises(PortalError) as refused:
        action(*args)
    return refused.value


def test_a_round_goes_from_creation_to_closing_and_never_back(opened_round):
    assert refusal(commands.open_, opened_round, NAME).code == "round-state"
    commands.close(opened_round, NAME)
    for action in (commands.open_, commands.close):
        assert refusal(action, opened_round, NAME).code == "round-state"
    assert refusal(commands.issue, opened_round, NAME, "X99000001", "members", 1).code == (
        "round-state"
    )


def test_a_closed_round_takes_late_answers_by_file_until_they_are_deleted(
    opened_round, tmp_path, time_machine_at
):
    commands.close(opened_round, NAME)
    late = answers_file(tmp_path, [("X99000001", "members")])
    assert commands.take_in(opened_round, NAME, late) == 1
    time_machine_at(timedelta(days=31))
    commands.forget(opened_round)
    assert refusal(commands.take_in, opened_round, NAME, late).facts["state"] == "deleted"


def test_a_name_is_given_once_and_the_key_of_the_first_stays(opened_round, tmp_path):
    before = (opened_round.data / "keys" / f"{NAME}.key").read_bytes()
    again = refusal(commands.create, opened_round, NAME, groups_file(tmp_path), wanted())
    assert again.code == "round-exists"
    assert (opened_round.data / "keys" / f"{NAME}.key").read_bytes() == before


@pytest.mark.parametrize(("code", "synthetic"), [("W06000003", True), ("X99000001", False)])
def test_no_real_council_in_a_demonstration_and_no_fictional_one_in_a_round(
    config, tmp_path, code, synthetic
):
    path = groups_file(tmp_path, {code: ("Aberwen", 20, 20)})
    found = refusal(commands.create, config, NAME, path, wanted(synthetic=synthetic))
    assert found.code == "list-refused"
    assert {(issue.column, issue.facts["value"]) for issue in found.issues} == {("council", code)}
    assert [issue.row for issue in found.issues] == [2, 3]


def test_there_are_never_more_links_than_people_invited(opened_round):
    made = commands.issue(opened_round, NAME, "X99000002", "members", 40)
    assert len({welsh for _, welsh, _ in made}) == 40
    one_more = refusal(commands.issue, opened_round, NAME, "X99000002", "members", 1)
    assert one_more.code == "round-invited"
    assert refusal(commands.issue, opened_round, NAME, "X99000009", "members", 1).code == (
        "round-invited"
    )


def test_reminders_name_links_by_number_and_never_by_token(opened_round):
    made = commands.issue(opened_round, NAME, "X99000001", "staff", 3)
    listed = commands.waiting(opened_round, NAME)
    assert listed == [(number, "X99000001", "staff") for number, _, _ in made]
    assert commands.waiting(opened_round, NAME, "X99000002") == []


def test_answers_from_a_file_are_sealed_and_counted(opened_round, tmp_path):
    people = [("X99000001", "members")] * 12 + [("X99000002", "analysts")] * 3
    assert commands.take_in(opened_round, NAME, answers_file(tmp_path, people)) == 15
    found = {(p.council, p.audience): p.answered for p in commands.progress(opened_round, NAME)}
    assert found == {
        ("X99000001", "officers"): 0,
        ("X99000001", "members"): 12,
        ("X99000002", "officers"): 3,
        ("X99000002", "members"): 0,
    }


@pytest.mark.parametrize(
    ("changes", "code", "column", "value"),
    [
        ({"leadership-level": "4"}, "answers-value", "leadership-level", "4"),
        ({"open-1": ""}, "answers-value", "open-1", ""),
        ({"open-1": "Agree"}, "answers-value", "open-1", "Agree"),
        ({"tool": "mayors"}, "answers-value", "tool", "mayors"),
        ({"council": "X99000009"}, "answers-group", "council", "X99000009 members"),
    ],
)
def test_a_fault_in_a_file_is_told_with_row_and_column_and_nothing_is_kept(
    opened_round, tmp_path, changes, code, column, value
):
    path = answers_file(tmp_path, [("X99000001", "members")], **changes)
    (issue,) = refusal(commands.take_in, opened_round, NAME, path).issues
    assert (issue.code, issue.row, issue.column, issue.facts["value"]) == (code, 2, column, value)
    assert {p.answered for p in commands.progress(opened_round, NAME)} == {0}


def test_answers_may_come_as_a_data_package_whose_table_lies_inside_it(opened_round, tmp_path):
    folder = tmp_path / "package"
    folder.mkdir()
    answers_file(folder, [("X99000001", "members")] * 12)
    answers_file(tmp_path, [("X99000001", "members")] * 3)

    def described(path):
        text = json.dumps({"name": "answers", "resources": [{"name": "a", "path": path}]})
        (folder / "datapackage.json").write_text(text, encoding="utf-8")

    assert refusal(commands.take_in, opened_round, NAME, folder).code == "bad-parameter"
    described("../answers.csv")
    assert refusal(commands.take_in, opened_round, NAME, folder).code == "bad-parameter"
    described("answers.csv")
    assert commands.take_in(opened_round, NAME, folder) == 12


def test_more_answers_than_invited_are_refused_at_the_first_row_too_many(opened_round, tmp_path):
    path = answers_file(tmp_path, [("X99000002", "members")] * 42)
    refused = refusal(commands.take_in, opened_round, NAME, path)
    assert isinstance(refused, AnswersRefusedError)
    assert [(i.code, i.row) for i in refused.issues] == [("answers-many", 42), ("answers-many", 43)]


def test_answers_and_key_are_deleted_after_the_days_that_were_promised(
    opened_round, tmp_path, time_machine_at
):
    commands.take_in(opened_round, NAME, answers_file(tmp_path, [("X99000001", "members")] * 12))
    commands.close(opened_round, NAME)
    time_machine_at(timedelta(days=29))
    assert commands.forget(opened_round) == []
    time_machine_at(timedelta(days=2))
    assert commands.forget(opened_round) == [NAME]
    assert commands.forget(opened_round) == []

    database = Database(opened_round.database_url)
    with database.reading():
        assert queries.boxes(queries.round_named(NAME)) == []
    database.dispose()
    with pytest.raises(KeyMissingError):
        RoundKey(opened_round, NAME).of_draws()


def test_the_worker_deletes_them_on_its_daily_round(opened_round, tmp_path, time_machine_at):
    commands.take_in(opened_round, NAME, answers_file(tmp_path, [("X99000001", "members")] * 12))
    commands.close(opened_round, NAME)
    time_machine_at(timedelta(days=31))
    Worker(opened_round, chores=[lambda: commands.forget(opened_round)]).sweep()
    assert not (opened_round.data / "keys" / f"{NAME}.key").exists()
    assert commands.forget(opened_round) == []


def test_the_key_file_is_for_its_owner_alone(opened_round):
    assert (opened_round.data / "keys" / f"{NAME}.key").stat().st_mode & 0o777 == 0o600
    assert (opened_round.data / "keys").stat().st_mode & 0o777 == 0o700


def test_the_web_process_never_loads_what_opens_an_answer():
    program = "import sys, portal.app, portal.jobs.web_process; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "portal.maturity.views" in loaded
    assert "portal.maturity.keys" not in loaded


def test_a_draft_opens_with_its_own_token_only():
    draft = locked({"a": "1"}, "token")
    assert unlocked(draft, "token") == {"a": "1"}
    assert unlocked(draft, "other") == {}
    assert unlocked(None, "token") == {}


def test_the_length_of_a_sealed_answer_says_nothing(config):
    public = RoundKey(config, "lengths").make()
    assert len(seal({"a": "1"}, public)) == len(seal({"a": "x" * 1000}, public))
