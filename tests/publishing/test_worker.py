"""The worker: each step done once, whatever is killed, and files that are built before seen."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal.catalogue.models import Version
from portal.clock import now
from portal.config import ROOT
from portal.publishing import checking, operations, steps, uploads
from portal.publishing.checking import check
from portal.publishing.models import Move, State, Step, Submission
from portal.publishing.steps import Task
from portal.publishing.worker import MOST_TRIES
from tests.publishing.walk import (
    OFFICER,
    PUBLISHER,
    SLUG,
    approved,
    checked,
    do,
    draft,
    handed_in,
    look,
    opened,
    received,
    store_of,
    work,
)

MINUTE = timedelta(minutes=1)


def claimed_by(config, token, lease=MINUTE):
    with opened(config) as database, database.writing():
        return steps.claim(token, until=now() + lease)


def count(config, table):
    with opened(config) as database, database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_what_one_worker_has_claimed_no_other_gets_before_the_claim_expires(config):
    submission = received(config)
    first = claimed_by(config, "first", timedelta(seconds=0))
    second = claimed_by(config, "second")

    assert (first.id, second.id) == (submission.id, submission.id)
    assert second.attempts == 2
    assert claimed_by(config, "third") is None


def test_a_worker_that_lost_its_claim_changes_nothing(config):
    identity = received(config).id
    lost = claimed_by(config, "first", timedelta(seconds=0))
    held = claimed_by(config, "second")
    with opened(config) as database, database.writing():
        assert not steps.record_check(lost, steps.Checked(number=1))
        assert not steps.renew(lost, until=now() + MINUTE)
        assert steps.renew(held, until=now() + MINUTE)

    assert look(config, identity).state is State.RECEIVED


def test_a_step_done_twice_publishes_once(config):
    approved(config)
    held = claimed_by(config, "one")
    for done in (True, False):
        with opened(config) as database, database.writing():
            assert steps.publish(held) is done

    assert count(config, Version) == 1


def test_a_claim_is_lost_when_an_officer_abandons_meanwhile(config):
    identity = approved(config).id
    held = claimed_by(config, "one")
    do(config, operations.abandon, identity, by=OFFICER)
    with opened(config) as database, database.writing():
        assert not steps.publish(held)

    assert count(config, Version) == 0


@pytest.mark.services
def test_two_worker_processes_on_one_queue_do_each_step_once(config):
    many = 6
    for number in range(many):
        made = draft()
        made.descriptor["name"] = f"places-{number}"
        do(
            config,
            operations.receive,
            handed_in(config, made),
            dataset=f"places-{number}",
            publisher=PUBLISHER,
            by=OFFICER,
        )
    workers = [started(config) for _ in range(2)]
    try:
        wait_for(lambda: checked_steps(config) == many)
    finally:
        codes = [stopped(worker) for worker in workers]

    assert codes == [0, 0]
    with opened(config) as database, database.reading() as session:
        per_submission = session.execute(
            select(Move.submission_id, func.count())
            .where(Move.step == Step.CHECKED)
            .group_by(Move.submission_id)
        ).all()
        assert [row[1] for row in per_submission] == [1] * many
        assert not any(found.issues for found in session.scalars(select(Submission)))


def started(config):
    return subprocess.Popen(
        [sys.executable, "-m", "portal.cli", "worker"],
        cwd=ROOT,
        env=os.environ | {"MELIN_DATA": str(config.data)},
        stderr=subprocess.DEVNULL,
    )


def stopped(process):
    process.send_signal(signal.SIGTERM)
    return process.wait(30)


def checked_steps(config):
    with opened(config) as database, database.reading() as session:
        return session.scalar(select(func.count()).where(Move.step == Step.CHECKED))


def wait_for(condition, patience=90):
    until = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_bytes_without_a_row_are_seen_by_nobody_and_can_be_handed_in_again(config, own_app):
    upload = handed_in(config)

    assert count(config, Submission) == 0
    assert own_app.test_client().get(f"/dataset/{SLUG}").status_code == 404
    assert received(config, upload=handed_in(config)).upload_sha256 == upload.sha256


def test_files_that_were_built_but_never_published_are_seen_by_nobody(config, own_app):
    found = checked(config)
    client = own_app.test_client()

    assert found.content["files"]
    for path in (f"/dataset/{SLUG}/1/datapackage.json", f"/dataset/{SLUG}/data/wards.csv"):
        assert client.get(path).status_code == 404


def test_the_files_approved_are_the_files_published(config, own_app):
    frozen = [file for file in checked(config).content["files"] if "scope" not in file]
    promised = {file["path"]: file["sha256"] for file in frozen}
    with opened(config) as database, database.writing() as session:
        found = session.scalars(select(Submission)).one()
        found.state, found.publish_at = State.APPROVED, now()
        found.reason_cy = found.reason_en = "Pam / why"
    work(config)

    client = own_app.test_client()
    for path in ("datapackage.json", f"{SLUG}.zip"):
        assert client.get(f"/dataset/{SLUG}/1/{path}").headers["ETag"] == f'"{promised[path]}"'


def test_an_upload_that_has_gone_is_tried_again_and_then_given_back_as_an_issue(
    config, time_machine_at
):
    submission = received(config)
    store_of(config).local_file(submission.upload_sha256).unlink()
    for _ in range(3):
        work(config)
        time_machine_at(timedelta(hours=1))

    found = look(config, submission.id)
    assert found.state is State.CHECKED
    assert [issue["code"] for issue in found.issues] == ["check-failed"]


def test_a_number_taken_by_another_way_is_held_back_with_its_fault(config, package_loaded):
    submission = approved(config, of_things())
    package_loaded()
    work(config)

    found = look(config, submission.id)
    assert (found.state, found.fault, found.claim) == (State.APPROVED, "number-taken", None)
    assert found.claimed_until > now()


def of_things(*note):
    """A package that counts nobody: the disclosure gate has nothing to say to it."""
    made = draft(*note)
    made.field("people")["measures"] = "things"
    return made


@pytest.fixture
def package_loaded(config, tmp_path):
    from portal.catalogue.commands import load

    def loaded():
        with opened(config) as database:
            made = of_things("By hand.").write(tmp_path / "by-hand")
            return load(made, database, store_of(config))

    return loaded


def task_for(config, content: bytes, name: str = "x.zip") -> Task:
    path = config.data / "upload"
    path.write_bytes(content)
    kept = uploads.keep(path, name, store_of(config))
    return Task(SLUG, PUBLISHER, "", kept.name, kept.sha256, 1, "")


def checked_in(config, folder: Path, task: Task):
    folder.mkdir()
    return check(task, folder, store_of(config), go_on=lambda: True)


def test_a_file_of_another_kind_is_an_issue(config, tmp_path):
    found = checked_in(config, tmp_path / "work", task_for(config, b"x", "notes.docx"))
    assert [issue["code"] for issue in found.issues] == ["unknown-upload"]


def test_a_check_that_takes_too_long_is_ended_and_is_an_issue(config, tmp_path, monkeypatch):
    monkeypatch.setattr(checking, "TIME_OUT", 0.0)
    found = checked_in(config, tmp_path / "work", task_for(config, b"x"))

    assert [issue["code"] for issue in found.issues] == ["check-limits"]


def test_a_check_is_ended_when_its_worker_has_to_stop(config, tmp_path):
    with pytest.raises(checking.BrokenOffError):
        check(task_for(config, b"x"), tmp_path, store_of(config), go_on=lambda: False)


LIMITED = """
import resource, socket
from portal.publishing import check_process
check_process._limit()
check_process._leave_network()
try:
    bytearray(5 * 1024**3)
except MemoryError:
    print("memory")
print(resource.getrlimit(resource.RLIMIT_CPU)[0], resource.getrlimit(resource.RLIMIT_FSIZE)[0])
"""


def test_the_check_process_is_limited_in_memory_time_and_file_size():
    done = subprocess.run(
        [sys.executable, "-c", LIMITED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["memory", "300", str(2 * 1024**3)]


def test_a_check_that_kills_every_worker_is_given_up(config):
    identity = received(config).id
    with opened(config) as database, database.writing() as session:
        session.get_one(Submission, identity).attempts = MOST_TRIES
    work(config)

    assert [issue["code"] for issue in look(config, identity).issues] == ["check-failed"]


def test_a_fault_in_one_submission_does_not_stop_the_worker(config):
    identity = approved(config).id
    with opened(config) as database, database.writing() as session:
        session.get_one(Submission, identity).content = {"slug": 1}
    other = do(
        config,
        operations.receive,
        handed_in(config),
        dataset="another",
        publisher=PUBLISHER,
        by=OFFICER,
    )
    work(config)

    assert look(config, identity).fault == "step-failed"
    assert look(config, other.id).state is State.CHECKED
