"""A round from its creation to the deletion of its answers, at the command line."""

import json
import subprocess
import sys
from datetime import timedelta
from functools import partial

import pytest

from portal.accounts.audit import COMMAND
from portal.db import Database
from portal.errors import PortalError
from portal.maturity import commands, errands, operations, queries, undoing
from portal.maturity.framework.reading import shipped
from portal.maturity.importing import MOST_ISSUES, AnswersRefusedError
from portal.maturity.keys import KeyMissingError, RoundKey
from portal.maturity.sealing import locked, seal, unlocked
from portal.publishing.worker import Worker
from tests.maturity.conftest import NAME, groups_file, wanted
from tests.maturity.rounds import forgotten, writing

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
    forgotten(opened_round)
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


HEADING = ",".join(["council", "tool", *shipped("7x3-1").question])


@pytest.mark.parametrize(
    "text",
    [
        HEADING + "\n" + "x\n" * 200_000,
        HEADING + "\n" + ("=1+1" * 10_000 + "," * 31 + "\n") * 1_100,
        ",".join(f"h{n}" for n in range(200_000)),
        "h" * 2_000_000,
        HEADING + "\n\x00",
        HEADING + "," + "council",
    ],
    ids=["short-rows", "long-cells", "headings", "one-heading", "nul", "twice"],
)
def test_a_hostile_file_is_refused_in_few_words(opened_round, tmp_path, text):
    path = tmp_path / "answers.csv"
    path.write_text(text, encoding="utf-8")
    issues = refusal(commands.take_in, opened_round, NAME, path).issues
    assert 0 < len(issues) <= MOST_ISSUES + 2
    assert max(len(str(issue)) for issue in issues) < 400
    assert {p.answered for p in commands.progress(opened_round, NAME)} == {0}


def test_blank_lines_of_a_file_are_passed_over(opened_round, tmp_path):
    path = answers_file(tmp_path, [("X99000001", "members")] * 2)
    path.write_text(path.read_text(encoding="utf-8").replace("\n", "\n\n"), encoding="utf-8")
    assert commands.take_in(opened_round, NAME, path) == 2


def test_a_hostile_list_of_the_invited_is_refused_in_few_words(config, tmp_path):
    path = groups_file(tmp_path)
    row = path.read_text(encoding="utf-8").splitlines()[1]
    path.write_text(path.read_text(encoding="utf-8") + (row + "\n") * 100_000, encoding="utf-8")
    refused = refusal(commands.create, config, NAME, path, wanted())
    assert {issue.code for issue in refused.issues} == {"group-twice"}
    assert len(refused.issues) <= MOST_ISSUES + 1


@pytest.mark.parametrize(
    "number", ["-1", "0", "1.5", "1e9", "1000000", "٣", "nan", "=5", "9" * 999]
)
def test_nobody_is_invited_by_a_number_that_is_none(config, tmp_path, number):
    path = groups_file(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace(",80\n", f",{number}\n"))
    (issue,) = refusal(commands.create, config, NAME, path, wanted()).issues
    assert (issue.code, issue.row, issue.column) == ("list-number", 2, "invited")


@pytest.mark.parametrize(
    ("sign", "mark"), [(";", b"\xef\xbb\xbf"), ("\t", b""), (",", b"\xef\xbb\xbf")]
)
def test_another_survey_tool_may_put_semicolons_or_tabs_between_its_cells(
    opened_round, tmp_path, sign, mark
):
    path = answers_file(tmp_path, [("X99000001", "members")] * 12)
    path.write_bytes(mark + path.read_bytes().replace(b",", sign.encode()))
    assert commands.take_in(opened_round, NAME, path) == 12


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda text: text.replace("council,", "Sylw’r ateb,council,", 1), ["answers-extra"]),
        (lambda text: text.replace("open-1,", "open-1,open-1,", 1), ["answers-extra"]),
        (lambda text: text.replace("open-1,", "", 1), ["answers-column"]),
        (lambda text: text.replace("open-1,", "e-mail,", 1), ["answers-extra", "answers-column"]),
        (lambda text: text.splitlines()[1], ["answers-heading"]),
        (lambda text: text.splitlines()[0], ["answers-none"]),
        (lambda text: text + "x\n", ["list-cells"]),
        (lambda _text: "", ["answers-heading"]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_file_that_is_not_as_it_should_be_is_told_what_is_odd_about_it_and_no_more(
    opened_round, tmp_path, change, codes, encoding
):
    path = answers_file(tmp_path, [("X99000001", "members")] * 12)
    path.write_bytes(change(path.read_text(encoding="utf-8")).encode(encoding))
    issues = refusal(commands.take_in, opened_round, NAME, path).issues
    assert [issue.code for issue in issues] == codes
    assert {p.answered for p in commands.progress(opened_round, NAME)} == {0}


@pytest.mark.parametrize(
    "content", ["council,tool".encode("utf-16"), b"PK\x03\x04\x00\x00\xff\xfe"]
)
def test_what_is_no_csv_at_all_is_one_issue(opened_round, tmp_path, content):
    path = tmp_path / "answers.csv"
    path.write_bytes(content)
    issues = refusal(commands.take_in, opened_round, NAME, path).issues
    assert [issue.code for issue in issues] == ["answers-heading"]


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
    assert forgotten(opened_round) == []
    time_machine_at(timedelta(days=2))
    assert forgotten(opened_round) == [NAME]
    assert forgotten(opened_round) == []

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
    Worker(opened_round, chores=[partial(errands.forget, opened_round)]).sweep()
    assert not (opened_round.data / "keys" / f"{NAME}.key").exists()
    assert forgotten(opened_round) == []


def test_the_key_of_a_deleted_round_is_deleted_and_no_other(opened_round, tmp_path):
    keys = opened_round.data / "keys"
    commands.create(opened_round, "mistaken", groups_file(tmp_path), wanted())
    (keys / "of-another-database.key").write_bytes(b"")
    with writing(opened_round):
        undoing.delete_round("mistaken", by=COMMAND)
    assert (keys / "mistaken.key").exists()
    assert forgotten(opened_round) == []
    assert {path.name for path in keys.iterdir()} == {f"{NAME}.key", "of-another-database.key"}


def test_a_round_that_takes_the_name_of_a_deleted_one_keeps_its_key(opened_round, tmp_path):
    with writing(opened_round):
        undoing.delete_round(NAME, by=COMMAND)
    commands.create(opened_round, NAME, groups_file(tmp_path), wanted())
    public_key = RoundKey(opened_round, NAME).make()
    assert forgotten(opened_round) == []
    with writing(opened_round):
        assert queries.round_named(NAME).public_key == public_key
    assert RoundKey(opened_round, NAME).make() == public_key


def test_a_key_whose_answers_were_deleted_goes_though_its_worker_was_killed(
    opened_round, time_machine_at
):
    commands.close(opened_round, NAME)
    with writing(opened_round):
        operations.forget_answers(queries.round_named(NAME))
    assert (opened_round.data / "keys" / f"{NAME}.key").exists()
    assert forgotten(opened_round) == []
    assert not list((opened_round.data / "keys").iterdir())


def test_closing_deals_the_answers_anew(opened_round, tmp_path):
    commands.take_in(opened_round, NAME, answers_file(tmp_path, [("X99000001", "members")] * 40))

    def boxes():
        with writing(opened_round):
            return [(box.number, box.sealed) for box in queries.boxes(queries.round_named(NAME))]

    before = boxes()
    commands.close(opened_round, NAME)
    after = boxes()
    assert sorted(sealed for _, sealed in after) == sorted(sealed for _, sealed in before)
    assert not {number for number, _ in after} & {number for number, _ in before}
    assert [sealed for _, sealed in after] != [sealed for _, sealed in before]


def stopped(*_):
    raise KeyboardInterrupt


def test_whoever_is_killed_while_deleting_leaves_nothing_that_can_be_opened(
    opened_round, tmp_path, time_machine_at, monkeypatch
):
    commands.take_in(opened_round, NAME, answers_file(tmp_path, [("X99000001", "members")] * 12))
    commands.close(opened_round, NAME)
    time_machine_at(timedelta(days=31))
    with monkeypatch.context() as killed:
        killed.setattr(operations, "forget_answers", stopped)
        with pytest.raises(KeyboardInterrupt):
            forgotten(opened_round)
    assert not (opened_round.data / "keys" / f"{NAME}.key").exists()
    assert forgotten(opened_round) == [NAME]


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
