"""The ledger and what guards it: only added to, whoever moves it, and whatever was killed."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from portal.bilingual import Bilingual
from portal.catalogue import withdrawing
from portal.catalogue.commands import load
from portal.catalogue.models import Version
from portal.clock import now
from portal.jobs.migrating import alembic_config
from portal.publishing import operations, steps
from portal.publishing.gate import catching_up, guarding, ledger
from portal.publishing.gate.guarding import LedgerMovedError, PopulationBusyError
from portal.publishing.gate.models import DeclaredFact, Release
from portal.publishing.models import State, Submission
from tests.publishing.gate.counts import CLEAR, SURVEY, checked, codes, counts
from tests.publishing.walk import COLLEAGUE, OFFICER, REASON, do, look, opened, store_of, work

PAPER = Bilingual("Papur newydd", "A newspaper")
NOTHING: dict[str, object] = {"statistics": [], "dimensions": {}}


def some(population="readers", value=40):
    statement = {
        "dimensions": {"area": {"codes": ["a"]}},
        "statistics": [{"kind": "count", "where": {"area": "a"}, "value": value}],
    }
    return {"population": population, "relation": "first", "statement": statement, "seal": "0" * 64}


@pytest.fixture
def database(config):
    with opened(config) as found:
        yield found


@pytest.mark.parametrize("deed", ["UPDATE {} SET population = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["release", "declared_fact"])
def test_the_database_itself_refuses_to_change_or_delete(database, table, deed):
    with database.writing():
        ledger.append(some(), dataset="d", number=1)
        ledger.declare("readers", NOTHING, source=PAPER, url="", by=OFFICER)
    with pytest.raises(DBAPIError, match="only added to"), database.writing() as session:
        session.execute(text(deed.format(table)))


def test_releases_of_a_population_stand_in_order_and_an_empty_ledger_knows_nobody(database):
    with database.writing():
        assert (ledger.head("readers"), ledger.family("readers")) == (0, [])
        assert ledger.known("d", ["readers"])["releases"] == []
        for number in (1, 2):
            ledger.append(some(), dataset="d", number=number)
        ledger.append(some("readers:other"), dataset="d", number=2)
        ledger.append(some("reader"), dataset="e", number=1)
        assert [each.place_in_order for each in ledger.family("readers")] == [1, 2]
        assert len(ledger.known("x", ["readers"])["releases"]) == 3


def test_a_fact_taken_back_counts_no_longer_and_both_rows_stay(database):
    told = {"statistics": [{"kind": "count", "where": {}, "value": 3}], "dimensions": {}}
    with database.writing() as session:
        fact = ledger.declare("readers", told, source=PAPER, url="", by=OFFICER)
        before = ledger.mark_of("d", ["readers"])
        assert len(ledger.known("d", ["readers"])["facts"]) == 1
        ledger.declare("readers", told, source=PAPER, url="", by=COLLEAGUE, retracts=fact.id)
        assert ledger.known("d", ["readers"])["facts"] == []
        assert ledger.mark_of("d", ["readers"]) != before
        assert len(session.scalars(select(DeclaredFact)).all()) == 2


def waiting(database, dataset, state, population="readers"):
    """Put a submission that was judged straight into `state`."""
    with database.writing() as session:
        told = [some(population)]
        against = ledger.mark_of(dataset, [population])
        made = Submission(
            dataset=dataset,
            publisher="p",
            state=state,
            upload_name="x.zip",
            upload_size=1,
            upload_sha256=f"{dataset:0>64}",
            uploaded_by=OFFICER,
            uploaded_at=now(),
            number=1,
            content={"slug": dataset, "resources": []},
            gate={"against": against, "populations": told},
            submitted_by=OFFICER,
            publish_at=now(),
        )
        session.add(made)
        session.flush()
        return made.id


def test_only_one_submission_about_the_same_people_goes_on_at_a_time(config, database):
    waiting(database, "one", State.SUBMITTED)
    two = waiting(database, "two", State.CHECKED)
    other = waiting(database, "three", State.CHECKED, "writers")
    with pytest.raises(PopulationBusyError):
        do(config, operations.submit, two, reason=REASON, by=OFFICER)
    assert do(config, operations.submit, other, reason=REASON, by=OFFICER).state == "submitted"


def test_whoever_waits_is_sent_back_when_somebody_tells_of_the_same_people(config, database):
    stands = {
        state: waiting(database, state.value, state)
        for state in (State.CHECKED, State.SUBMITTED, State.APPROVED)
    }
    other = waiting(database, "three", State.SUBMITTED, "writers")
    with database.writing():
        ledger.append(some("readers:part"), dataset="d", number=1)
        guarding.reconsider(["readers:part"])
    for identity in stands.values():
        found = look(config, identity)
        assert (found.state, found.gate, found.approved_by) == (State.RECEIVED, None, None)
    assert look(config, other).state is State.SUBMITTED


def test_a_submission_is_never_moved_on_against_a_ledger_that_has_moved(config, database):
    identity = waiting(database, "one", State.CHECKED)
    approved = waiting(database, "two", State.APPROVED)
    with database.writing():
        ledger.append(some(), dataset="d", number=1)
    with pytest.raises(LedgerMovedError):
        do(config, operations.submit, identity, reason=REASON, by=OFFICER)
    with database.writing():
        claimed = steps.claim("one", until=now() + timedelta(minutes=1))
        assert claimed is not None
        assert not steps.publish(claimed)
    assert look(config, approved).state is State.RECEIVED
    with database.reading() as session:
        assert session.scalars(select(Version)).all() == []


def test_what_was_checked_before_there_was_a_gate_is_judged_before_it_goes_on(survey):
    found = checked(survey, counts(title_en="In other words"))
    with opened(survey) as database:
        with database.writing() as session:
            session.execute(update(Submission).where(Submission.id == found.id).values(gate=None))
        with pytest.raises(LedgerMovedError):
            do(survey, operations.submit, found.id, reason=REASON, by=OFFICER)
        with database.writing():
            assert catching_up.unjudged() == 1
    assert look(survey, found.id).state is State.RECEIVED


def test_a_worker_killed_between_publishing_and_the_ledger_leaves_neither(survey, monkeypatch):
    found = checked(survey, counts(title_en="In other words"))
    do(survey, operations.submit, found.id, reason=REASON, by=OFFICER)
    do(survey, operations.approve, found.id, by=COLLEAGUE)
    with opened(survey) as database:
        with database.writing():
            claimed = steps.claim("killed", until=now())
        assert claimed is not None
        with monkeypatch.context() as patched:
            patched.setattr(steps, "write_recipe", lambda _submission: 1 / 0)
            with pytest.raises(ZeroDivisionError), database.writing():
                steps.publish(claimed)
        with database.reading() as session:
            assert len(session.scalars(select(Version)).all()) == 1
            assert len(session.scalars(select(Release)).all()) == 1
    work(survey)
    assert look(survey, found.id).state == "published"


def test_a_version_loaded_another_way_is_in_the_ledger_before_anything_is_judged(
    config, database, tmp_path
):
    package = counts().write(tmp_path / "package")
    assert load(package, database, store_of(config)).outcome == "published"
    grew = CLEAR | {"brynmor": (26, 40, 16)}
    found = checked(config, counts(grew, gate={"relation": "grown"}))
    assert codes(found) == ["gate-refused"]
    with database.reading() as session:
        release = session.scalars(select(Release)).one()
    assert (release.dataset, release.version_number, release.submission_id) == (SURVEY, 1, None)


def test_a_version_that_was_withdrawn_stays_in_the_ledger(survey):
    with opened(survey) as database:
        with database.writing():
            withdrawing.withdraw(SURVEY, 1, reason=REASON, by=OFFICER)
        grew = CLEAR | {"brynmor": (26, 40, 16)}
        assert codes(checked(survey, counts(grew, gate={"relation": "grown"}))) == ["gate-refused"]


def test_the_migration_can_be_taken_back_and_made_again(config):
    from alembic import command

    settings = alembic_config(config.database_url)
    command.downgrade(settings, "0005_dry_run")
    command.upgrade(settings, "head")
    with opened(config) as database, database.writing():
        assert ledger.append(some(), dataset="d", number=1).place_in_order == 1
