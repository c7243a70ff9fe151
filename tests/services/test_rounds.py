"""Rounds on PostgreSQL: the migration, and a round deleted at the moment somebody answers."""

import dataclasses
import threading

import pytest

from portal.accounts.audit import COMMAND
from portal.db import Database
from portal.errors import PortalError
from portal.jobs.migrating import alembic_config, migrate
from portal.maturity import commands, operations, queries, undoing
from portal.maturity.framework.reading import shipped
from tests.conftest import config_in
from tests.maturity.conftest import NAME, groups_file, wanted

ANSWERS = {question.code: question.codes[0] for question in shipped("7x3-1").questions}


@pytest.fixture
def postgres(postgres_url, tmp_path):
    migrate(postgres_url)
    return dataclasses.replace(config_in(tmp_path / "data"), database_url=postgres_url)


@pytest.fixture
def token(postgres, tmp_path):
    commands.create(postgres, NAME, groups_file(tmp_path), wanted())
    commands.open_(postgres, NAME)
    ((_number, address, _english),) = commands.issue(postgres, NAME, "X99000001", "leaders", 1)
    return address.rpartition("=")[2]


def while_waiting(config, first, second):
    """Do `first`, and before it is kept begin `second` elsewhere; return how `second` ended."""
    database, ended = Database(config.database_url), []

    def follow():
        other = Database(config.database_url)
        try:
            with other.writing():
                second()
            ended.append("")
        except PortalError as refusal:
            ended.append(refusal.code)
        finally:
            other.dispose()

    thread = threading.Thread(target=follow)
    with database.writing():
        first()
        thread.start()
        thread.join(1)
        assert thread.is_alive(), "the second did not wait for the first"
    thread.join(30)
    database.dispose()
    return ended


def test_the_owner_of_rounds_can_be_taken_back_and_made_again_on_postgresql(postgres, token):
    from alembic import command

    settings = alembic_config(postgres.database_url)
    command.downgrade(settings, "0007_maturity")
    command.upgrade(settings, "head")
    assert commands.progress(postgres, NAME)[0].links == 1


def test_an_answer_on_its_way_saves_its_round_from_being_deleted(postgres, token):
    ended = while_waiting(
        postgres,
        lambda: operations.submit(token, ANSWERS),
        lambda: undoing.delete_round(NAME, by=COMMAND),
    )
    assert ended == ["round-answered"]
    assert commands.progress(postgres, NAME)[0].answered == 1


def test_an_answer_to_a_round_that_is_being_deleted_is_refused(postgres, token):
    ended = while_waiting(
        postgres,
        lambda: undoing.delete_round(NAME, by=COMMAND),
        lambda: operations.submit(token, ANSWERS),
    )
    assert ended == ["round-state"]
    database = Database(postgres.database_url)
    with database.reading():
        assert not queries.rounds_without_key()
        with pytest.raises(PortalError):
            queries.round_named(NAME)
    database.dispose()
