"""Row-level data about people: stopped, deleted, and let through only by a second person."""

import json
import zipfile

import pytest
from sqlalchemy import select

from portal.accounts.models import AuditEntry, Member
from portal.bilingual import Bilingual
from portal.clock import now
from portal.publishing import drafting, exceptions, operations, queries
from portal.publishing.holding import SelfApprovalError
from portal.publishing.models import State, Step
from portal.publishing.worker import Worker
from tests.publishing.drafted import begun, live, put, written
from tests.publishing.walk import (
    COLLEAGUE,
    OFFICER,
    PUBLISHER,
    THIRD,
    do,
    draft,
    handed_in,
    look,
    opened,
    store_of,
    work,
)

NAME, NUMBER = "Gwenhwyfar Sentinel-Probe", "QQ123456C"
PEOPLE = "Full name,National Insurance number,Date of birth,Amount\n" + "".join(
    f"{NAME} {letter},AB12345{digit}C,0{digit}/01/1980,£{digit}00.00\n"
    for digit, letter in enumerate("abcdefgh", start=1)
)
SENTINELS = (b"Sentinel-Probe", b"AB123451C", b"AB123458C")
REASON = Bilingual("Mae'r gyfraith yn mynnu hyn.", "The law demands it.")


def remains(folder):
    """Return every file below a folder whose bytes hold a sentinel, packed or not."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    content += b"".join(archive.read(name) for name in archive.namelist())
            found += [path for sentinel in SENTINELS if sentinel in content]
    return found


def codes(submission):
    return [issue["code"] for issue in submission.issues]


def test_a_file_about_people_is_stopped_and_nothing_of_it_remains(config):
    put(config, PEOPLE)
    assert remains(config.data), "the sentinel must be there before"
    found = begun(config, PEOPLE, "gwenhwyfar.csv")

    assert found.state is State.CHECKED
    assert set(codes(found)) == {"personal-data"}
    assert {issue["facts"]["kind"] for issue in found.issues} >= {"people-insurance-number"}
    assert found.upload_deleted_at is not None
    assert found.upload_name == "upload.csv"
    assert (found.changes, found.questions, found.changes_sha256) == ([], [], None)
    assert not any(s.decode() in json.dumps([found.issues, found.found]) for s in SENTINELS)
    assert remains(config.data) == []


def test_a_package_about_people_is_stopped_too(config):
    made = draft()
    field = {**made.schema["fields"][7], "title_en": "National Insurance number"}
    made.schema["fields"][7:9] = [{**field, "name": "national_insurance_number"}]
    del made.schema["fields"][7]["constraints"]
    lines = str(made.data["wards"]).splitlines()
    head = lines[0].replace("note_cy,note_en", "national_insurance_number")
    body = [f"{n},W06000003,library,1,61.0,2018-12-06,true,AB12345{n}C" for n in range(1, 9)]
    made.data["wards"] = "\r\n".join([head, *body]) + "\r\n"
    upload = handed_in(config, made)
    done = do(
        config, drafting.begin, upload, dataset="places-to-read", publisher=PUBLISHER, by=OFFICER
    )
    work(config)

    found = look(config, done.id)
    assert set(codes(found)) == {"personal-data"}
    assert remains(config.data) == []


def test_bytes_that_another_submission_names_stay_until_that_one_is_read(config):
    upload = put(config, PEOPLE)
    for name in ("one", "two"):
        do(config, drafting.begin, upload, dataset=name, publisher=PUBLISHER, by=OFFICER)
    assert work(config) == 2

    assert remains(config.data) == []


def test_what_a_killed_worker_left_to_delete_is_deleted_by_the_next(config, monkeypatch):
    monkeypatch.setattr(Worker, "_delete_stopped", lambda _: None)
    begun(config, PEOPLE)
    assert remains(config.data)
    monkeypatch.undo()
    worker = Worker(config)
    worker.sweep()
    worker._room.database.dispose()

    assert remains(config.data) == []


def test_the_scratch_of_a_killed_check_goes_when_the_submission_is_taken_up_again(config):
    left = config.data / "work" / "1-killed"
    left.mkdir(parents=True)
    (left / "changes.jsonl").write_text(PEOPLE)
    begun(config, PEOPLE)

    assert remains(config.data) == []


def test_a_file_once_stopped_cannot_be_checked_again_without_bytes(config):
    found = begun(config, PEOPLE)
    with pytest.raises(operations.WrongStateError):
        do(config, operations.take_again, found.id, by=OFFICER)


def test_the_uploader_cannot_let_her_own_file_through(config):
    found = begun(config, PEOPLE)
    with pytest.raises(SelfApprovalError):
        do(config, exceptions.let_through, found.id, reason=REASON, by=OFFICER)


def test_nothing_is_let_through_that_was_not_stopped(config):
    found = begun(config)
    with pytest.raises(operations.WrongStateError):
        do(config, exceptions.let_through, found.id, reason=REASON, by=COLLEAGUE)


@pytest.fixture
def members(config):
    """Members of the ids that the walk uses, for the log that names them."""
    with opened(config) as database, database.writing() as session:
        for number in (OFFICER, COLLEAGUE, THIRD):
            session.add(
                Member(
                    id=number,
                    email=f"member-{number}@council.example",
                    name=f"Member {number}",
                    password_hash="",
                    created_at=now(),
                )
            )


def test_an_approver_lets_the_next_upload_through_and_it_is_on_record(config, members):
    found = begun(config, PEOPLE)
    do(config, exceptions.let_through, found.id, reason=REASON, by=THIRD)
    with pytest.raises(SelfApprovalError):
        do(config, operations.take_again, found.id, put(config, PEOPLE), by=THIRD)
    do(config, operations.take_again, found.id, put(config, PEOPLE), by=OFFICER)
    work(config)
    found = look(config, found.id)
    assert "personal-data" not in codes(found)

    found = live(config, written(config, found.id).id)
    assert found.state is State.PUBLISHED
    with opened(config) as database, database.reading() as session:
        told = queries.exception_of("spend", 1)
        assert (told["by"], told["reason_cy"], told["reason_en"]) == (THIRD, REASON.cy, REASON.en)
        actions = [entry.action for entry in session.scalars(select(AuditEntry))]
    assert "people-let-through" in actions
    assert Step.LET_THROUGH in [move.step for move in found.moves]


def test_an_exception_is_for_one_upload_alone(config, members):
    found = begun(config, PEOPLE)
    do(config, exceptions.let_through, found.id, reason=REASON, by=COLLEAGUE)
    for content in (PEOPLE, PEOPLE + "Another Person,AB123459D,01/01/1970,1.00\n"):
        do(config, operations.take_again, found.id, put(config, content), by=OFFICER)
        work(config)

    assert set(codes(look(config, found.id))) == {"personal-data"}


def test_a_clean_file_is_kept_as_it_was_handed_in(config):
    found = begun(config)
    assert store_of(config).local_file(found.upload_sha256).is_file()
