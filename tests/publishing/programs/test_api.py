"""Publishing by program: what it can do, and that a second time does no harm."""

import base64
import hashlib
import threading

import pytest
from sqlalchemy import func, select

from portal.accounts.models import AuditEntry
from portal.catalogue.models import Version
from portal.publishing import operations, queries
from portal.publishing.models import State
from portal.publishing.operations import SelfApprovalError
from tests.publishing.programs.conftest import SUBMISSIONS, Program, kept, token_for, zipped
from tests.publishing.walk import COLLEAGUE, PUBLISHER, SLUG, do, draft, look, opened, work

THIRD = 3


def test_a_program_hands_in_and_submits_and_a_person_approves(program, config, package):
    handed = program.hand_in(package)
    assert handed.status_code == 202
    assert handed.json["state"] == "received"
    assert handed.headers["Location"] == handed.json["url"]
    work(config)
    seen = program.get(f"{SUBMISSIONS}/{handed.json['id']}")
    assert (seen.json["state"], seen.json["number"], seen.json["issues"]) == ("checked", 1, [])
    done = program.submit(handed.json["id"], headers={"If-Match": seen.headers["ETag"]})
    assert (done.status_code, done.json["state"]) == (200, "submitted")
    assert done.json["revision"] > seen.json["revision"]
    do(config, operations.approve, handed.json["id"], by=COLLEAGUE + 98)
    work(config)

    with opened(config) as database, database.reading() as session:
        version = session.scalars(select(Version)).one()
        assert version.reason.en == "New figures."


def test_whoever_made_the_token_cannot_approve_what_it_submitted(program, config, package):
    number = program.hand_in(package).json["id"]
    work(config)
    program.submit(number)
    member = look(config, number).submitted_by
    with pytest.raises(SelfApprovalError):
        do(config, operations.approve, number, by=member)


def test_no_address_for_programs_approves(portal):
    rules = {rule.rule for rule in portal.url_map.iter_rules() if rule.rule.startswith("/api/")}
    assert not [rule for rule in rules if "approve" in rule]


def test_what_a_program_does_stands_in_the_audit_log_with_its_token(program, config, package):
    number = program.hand_in(package).json["id"]
    work(config)
    program.submit(number)
    program.open("DELETE", f"{SUBMISSIONS}/{number}")
    with opened(config) as database, database.reading() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.via == "token"))
        said = [(entry.action, entry.subject, entry.facts["token"]) for entry in entries]
    done = ("data-brought-in", "submission-submitted", "submission-abandoned")
    assert said == [(action, f"dataset/{SLUG}", 1) for action in done]


def test_the_same_bytes_twice_are_one_submission(program, config, package):
    first, second = program.hand_in(package), program.hand_in(package)
    work(config)
    third = program.hand_in(package)

    assert [answer.status_code for answer in (first, second, third)] == [202, 200, 200]
    assert {answer.json["id"] for answer in (first, second, third)} == {first.json["id"]}
    assert third.json["state"] == "checked"


def test_other_bytes_while_one_is_open_are_refused_and_it_is_named(program, tmp_path, package):
    first = program.hand_in(package).json["id"]
    answer = program.hand_in(zipped(tmp_path, draft("Another.")))

    assert answer.status_code == 409
    assert answer.json["code"] == "open-submission"
    assert answer.json["facts"] == {
        "dataset": SLUG,
        "submission": str(first),
        "state": "received",
    }


def test_another_publishers_open_submission_is_not_named(program, stranger, package):
    program.hand_in(package)
    answer = stranger.hand_in(package, publisher="arall")
    assert answer.status_code == 409
    assert "submission" not in answer.json["facts"]


def test_other_bytes_take_the_place_of_checked_ones(program, config, tmp_path, package):
    handed = program.hand_in(package).json
    work(config)
    seen = program.get(f"{SUBMISSIONS}/{handed['id']}")
    path, other = f"{SUBMISSIONS}/{handed['id']}/file?name=x.zip", zipped(tmp_path, draft("Two."))
    stale = program.open("POST", path, headers={"If-Match": '"1"'}, data=other)
    assert (stale.status_code, stale.json["code"]) == (412, "precondition-failed")
    again = program.open("POST", path, headers={"If-Match": seen.headers["ETag"]}, data=other)

    assert again.status_code == 202
    assert again.json["state"] == "received"
    assert again.json["upload"]["sha256"] == hashlib.sha256(other).hexdigest()
    assert again.json["revision"] == look(config, handed["id"]).revision


def test_issues_come_with_words_in_both_languages(program, config, tmp_path):
    made = draft()
    made.descriptor["title_cy"] = ""
    number = program.hand_in(zipped(tmp_path, made)).json["id"]
    work(config)
    issue = program.get(f"{SUBMISSIONS}/{number}").json["issues"][0]

    assert issue["code"] == "blank-text"
    assert issue["cy"]["what"]
    assert issue["cy"]["what"] != issue["en"]["what"]
    answer = program.submit(number)
    assert (answer.status_code, answer.json["code"]) == (422, "open-issues")


def test_a_submission_is_given_up_once_and_a_second_time_changes_nothing(program, package):
    number = program.hand_in(package).json["id"]
    path = f"{SUBMISSIONS}/{number}"
    assert program.open("DELETE", path, headers={"If-Match": '"77"'}).status_code == 412
    assert [program.open("DELETE", path).status_code for _ in range(2)] == [204, 204]
    assert program.get(path).json["state"] == "abandoned"
    assert program.hand_in(package).status_code == 202


def test_a_program_lists_what_is_on_its_way(program, stranger, package):
    number = program.hand_in(package).json["id"]
    path = f"{SUBMISSIONS}?publisher={PUBLISHER}"

    assert [each["id"] for each in program.get(path).json["submissions"]] == [number]
    assert program.get(f"{path}&dataset=another").json == {"submissions": []}
    assert stranger.get(f"{SUBMISSIONS}?publisher=arall").json == {"submissions": []}


def test_a_body_is_compared_with_the_hash_it_comes_with(program, config, rows, package):
    right = base64.b64encode(hashlib.sha256(package).digest()).decode()
    wrong = base64.b64encode(hashlib.sha256(b"x").digest()).decode()
    before = rows()
    headers = {"Content-Digest": f"sha-256=:{wrong}:"}
    answer = program.hand_in(package, **headers)
    assert (answer.status_code, answer.json["code"]) == (400, "digest-mismatch")
    assert rows() == before
    assert not kept(config, package)
    headers = {"Content-Digest": f"sha-512=:x:, sha-256=:{right}:"}
    assert program.hand_in(package, **headers).status_code == 202


# Dry runs


def test_a_dry_run_is_checked_and_nothing_of_it_is_kept(program, config, package):
    handed = program.hand_in(package, query="&dry_run=1").json
    assert kept(config, package)
    work(config)
    seen = program.get(f"{SUBMISSIONS}/{handed['id']}").json

    assert (seen["state"], seen["dry_run"], seen["issues"]) == ("abandoned", True, [])
    assert not [path for path in (config.data / "files").rglob("*") if path.is_file()]
    assert program.submit(handed["id"]).status_code == 409
    assert program.open("DELETE", f"{SUBMISSIONS}/{handed['id']}").status_code == 204
    assert program.get(f"{SUBMISSIONS}/{handed['id']}").status_code == 404


def test_a_dry_run_stands_in_nobodys_way(program, config, package):
    real = program.hand_in(package)
    dry = program.hand_in(package, query="&dry_run=1")
    work(config)

    assert (real.status_code, dry.status_code) == (202, 202)
    assert real.json["id"] != dry.json["id"]
    assert look(config, real.json["id"]).state is State.CHECKED
    with opened(config) as database, database.reading():
        assert queries.open_submission(SLUG).id == real.json["id"]
    assert kept(config, package)


def test_a_dry_run_tells_issues(program, config, tmp_path):
    made = draft()
    made.descriptor["title_cy"] = ""
    number = program.hand_in(zipped(tmp_path, made), query="&dry_run=1").json["id"]
    work(config)
    seen = program.get(f"{SUBMISSIONS}/{number}").json
    assert [issue["code"] for issue in seen["issues"]] == ["blank-text"]


def test_dry_runs_do_not_fill_the_queue(program, tmp_path):
    answers = [
        program.hand_in(zipped(tmp_path, draft(str(number))), query="&dry_run=1")
        for number in range(6)
    ]
    assert [answer.status_code for answer in answers] == [202] * 5 + [429]
    assert answers[-1].json["code"] == "too-many-dry-runs"


def test_a_dry_run_of_which_nobody_asks_is_forgotten_after_a_while(
    program, config, package, time_machine_at
):
    from datetime import timedelta

    from portal.publishing.worker import Worker

    number = program.hand_in(package, query="&dry_run=1").json["id"]
    time_machine_at(timedelta(hours=2))
    worker = Worker(config)
    worker._tidy()
    worker._room.database.dispose()

    assert program.get(f"{SUBMISSIONS}/{number}").status_code == 404
    assert not kept(config, package)


# Many at once (R06)


def at_once(portal, config, requests):
    """Send each (dataset, body) at the same time; return the statuses."""
    token = token_for(config)
    statuses = []

    def send(dataset, body):
        answer = Program(portal.test_client(), token).hand_in(body, dataset=dataset)
        statuses.append(answer.status_code)

    threads = [threading.Thread(target=send, args=each) for each in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(statuses)


def test_of_twenty_who_hand_in_for_one_dataset_one_wins(portal, config, tmp_path):
    bodies = [zipped(tmp_path, draft(str(number))) for number in range(20)]
    statuses = at_once(portal, config, [(SLUG, body) for body in bodies])

    assert statuses == [202] + [409] * 19
    with opened(config) as database, database.reading():
        assert len(queries.open_submissions(PUBLISHER)) == 1


def test_all_who_hand_in_for_datasets_of_their_own_win(portal, config, package):
    statuses = at_once(portal, config, [(f"places-{number}", package) for number in range(20)])

    assert statuses == [202] * 20
    with opened(config) as database, database.reading() as session:
        assert len(queries.open_submissions(PUBLISHER)) == 20
        assert session.scalar(select(func.count()).select_from(Version)) == 0
