"""Publishing on PostgreSQL and under fire: each step once, nothing lost, nothing half done."""

import dataclasses
import threading
from datetime import timedelta

from sqlalchemy import func, select

from portal.catalogue.models import Version
from portal.clock import now
from portal.db import Database
from portal.jobs.migrating import migrate
from portal.publishing import operations, steps, uploads
from portal.publishing.models import State, Submission
from portal.publishing.operations import OpenSubmissionError
from portal.publishing.worker import Worker
from tests.conftest import config_in
from tests.publishing import kill_harness
from tests.publishing.walk import OFFICER, PUBLISHER, REASON, checked, do, look, published

KILLS = 6


def on_postgres(url, folder):
    migrate(url)
    return dataclasses.replace(config_in(folder), database_url=url)


def at_once(many, work):
    threads = [threading.Thread(target=work, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def some_upload(number):
    return uploads.Upload(f"{number}.zip", 1, f"{number:064}")


def test_the_whole_walk_on_postgresql(postgres_url, tmp_path):
    config = on_postgres(postgres_url, tmp_path / "data")
    assert published(config).state is State.PUBLISHED


def test_workers_on_one_queue_claim_each_submission_once(postgres_url, tmp_path):
    config = on_postgres(postgres_url, tmp_path / "data")
    for number in range(40):
        do(
            config,
            operations.receive,
            some_upload(number),
            dataset=f"d-{number}",
            publisher=PUBLISHER,
            by=OFFICER,
        )
    database = Database(config.database_url)
    claims = []

    def work(number):
        while True:
            with database.writing():
                claimed = steps.claim(str(number), until=now() + timedelta(minutes=5))
            if claimed is None:
                return
            claims.append(claimed.id)

    at_once(4, work)
    database.dispose()
    assert len(claims) == len(set(claims)) == 40


def test_of_many_who_upload_at_once_one_wins_on_postgresql(postgres_url, tmp_path):
    config = on_postgres(postgres_url, tmp_path / "data")
    outcomes = []

    def hand_in(number):
        try:
            do(
                config,
                operations.receive,
                some_upload(number),
                dataset="d",
                publisher=PUBLISHER,
                by=OFFICER,
            )
            outcomes.append("received")
        except OpenSubmissionError:
            outcomes.append("told")

    at_once(8, hand_in)
    assert sorted(outcomes) == ["received"] + ["told"] * 7


def test_two_who_approve_at_once_and_two_workers_publish_one_version(postgres_url, tmp_path):
    config = on_postgres(postgres_url, tmp_path / "data")
    identity = do(config, operations.submit, checked(config).id, reason=REASON, by=OFFICER).id
    outcomes = []

    def approve(number):
        try:
            do(config, operations.approve, identity, by=number + 2)
            outcomes.append("approved")
        except operations.WrongStateError:
            outcomes.append("told")

    at_once(2, approve)
    workers = [Worker(config) for _ in range(2)]
    at_once(2, lambda number: workers[number].step())
    for worker in workers:
        worker._room.database.dispose()

    assert sorted(outcomes) == ["approved", "told"]
    assert look(config, identity).state is State.PUBLISHED
    database = Database(config.database_url)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Version)) == 1
        assert session.scalar(select(func.count()).select_from(Submission)) == 1
    database.dispose()


def test_nothing_is_lost_or_half_published_when_its_makers_are_killed():
    seen = kill_harness.run(KILLS, seed=7)
    assert seen.killed == KILLS
