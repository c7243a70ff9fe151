"""The ledger on PostgreSQL: only added to, and one at a time about the same people."""

import dataclasses
import threading

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from portal.db import Database
from portal.jobs.migrating import alembic_config, migrate
from portal.publishing import operations
from portal.publishing.gate import ledger
from portal.publishing.gate.guarding import PopulationBusyError
from portal.publishing.gate.models import Release
from portal.publishing.worker import Worker
from tests.conftest import config_in
from tests.publishing.gate.counts import SURVEY, checked, counts
from tests.publishing.walk import COLLEAGUE, OFFICER, REASON, do, look

TOLD = {
    "population": "readers",
    "relation": "first",
    "statement": {"dimensions": {}, "statistics": []},
    "seal": "0" * 64,
}


@pytest.fixture
def postgres(postgres_url, tmp_path):
    migrate(postgres_url)
    return dataclasses.replace(config_in(tmp_path / "data"), database_url=postgres_url)


@pytest.mark.parametrize(
    "deed", ["UPDATE release SET seal = ''", "DELETE FROM release", "TRUNCATE release"]
)
def test_the_database_itself_refuses_to_change_delete_or_empty(postgres, deed):
    database = Database(postgres.database_url)
    with database.writing():
        ledger.append(TOLD, dataset="d", number=1)
    with pytest.raises(DBAPIError, match="only added to"), database.writing() as session:
        session.execute(text(deed))
    database.dispose()


def test_the_migration_can_be_taken_back_and_made_again_on_postgresql(postgres):
    from alembic import command

    settings = alembic_config(postgres.database_url)
    command.downgrade(settings, "0005_dry_run")
    command.upgrade(settings, "head")


def at_once(config, deeds):
    outcomes = []

    def work(deed):
        try:
            outcomes.append(do(config, *deed[:2], **deed[2]).state.value)
        except PopulationBusyError as busy:
            outcomes.append(busy.code)

    threads = [threading.Thread(target=work, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_of_two_about_the_same_people_one_goes_on_and_the_other_is_judged_with_it(postgres):
    # Each is stricter than the other in something, so that neither was judged with the other.
    both = two_of_the_same_people(postgres, {"threshold": 6}, {"width": 5})
    words = {"reason": REASON, "by": OFFICER}
    assert at_once(postgres, [(operations.submit, each, words) for each in both]) == [
        "population-busy",
        "submitted",
    ]
    first = next(each for each in both if look(postgres, each).state == "submitted")
    do(postgres, operations.approve, first, by=COLLEAGUE)
    workers = [threading.Thread(target=work_once, args=(postgres,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    other = look(postgres, next(each for each in both if each != first))
    assert other.gate["populations"][0]["relation"] == "repeated"
    database = Database(postgres.database_url)
    with database.reading() as session:
        assert [each.place_in_order for each in session.scalars(select(Release))] == [1]
    database.dispose()


def test_of_two_that_tell_the_same_by_the_same_rules_both_go_on(postgres):
    both = two_of_the_same_people(postgres, {}, {})
    words = {"reason": REASON, "by": OFFICER}
    assert at_once(postgres, [(operations.submit, each, words) for each in both]) == [
        "submitted",
        "submitted",
    ]
    for each in both:
        do(postgres, operations.approve, each, by=COLLEAGUE)
    work_once(postgres)
    assert {look(postgres, each).state.value for each in both} == {"published"}
    database = Database(postgres.database_url)
    with database.reading() as session:
        assert sorted(str(each.relation) for each in session.scalars(select(Release))) == [
            "first",
            "repeated",
        ]
    database.dispose()


def two_of_the_same_people(config, *policies):
    gate = {"population": SURVEY, "relation": "same"}
    return [
        checked(config, counts(name=name, gate={**gate, "policy": own}), dataset=name).id
        for name, own in zip((SURVEY, "second-look"), policies, strict=True)
    ]


def work_once(config):
    worker = Worker(config)
    while worker.step():
        pass
    worker._room.database.dispose()
