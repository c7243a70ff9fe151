"""Rounds on PostgreSQL: the migration, two who act at once, and what rows tell by their order."""

import dataclasses
import threading

import pytest

from portal.accounts.audit import COMMAND
from portal.db import Database
from portal.errors import PortalError
from portal.jobs.migrating import migrate
from portal.maturity import commands, operations, queries, undoing
from portal.maturity.framework.reading import shipped
from tests.conftest import config_in
from tests.maturity.conftest import NAME, groups_file, wanted
from tests.maturity.taking_back import LOST, back_and_again, contents, round_that_was_counted

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


def test_an_answer_on_its_way_is_kept_before_its_round_closes(postgres, token):
    ended = while_waiting(
        postgres,
        lambda: operations.submit(token, ANSWERS),
        lambda: operations.close_round(NAME),
    )
    assert ended == [""]
    assert boxes(postgres) == 1


def test_an_answer_to_a_round_that_is_being_closed_is_refused_whole(postgres, token):
    ended = while_waiting(
        postgres,
        lambda: operations.close_round(NAME),
        lambda: operations.submit(token, ANSWERS),
    )
    assert ended == ["round-closed"]
    assert boxes(postgres) == 0
    assert commands.progress(postgres, NAME)[0].answered == 0


def test_of_two_who_close_a_round_at_once_one_does(postgres, token):
    ended = while_waiting(
        postgres,
        lambda: operations.close_round(NAME),
        lambda: operations.close_round(NAME),
    )
    assert ended == ["round-state"]


def boxes(config):
    database = Database(config.database_url)
    with database.reading():
        found = len(queries.boxes(queries.round_named(NAME)))
    database.dispose()
    return found


def test_nothing_in_postgresql_pairs_an_answer_with_its_link_once_a_round_is_closed(
    postgres, token
):
    tokens = [token]
    for council in ("X99000001", "X99000002"):
        made = commands.issue(postgres, NAME, council, "leaders", 3)
        tokens += [address.rpartition("=")[2] for _, address, _ in made]
    database = Database(postgres.database_url)
    for each in tokens:
        with database.writing():
            operations.submit(each, ANSWERS)

    def transactions(table):
        with database.engine.connect() as connection:
            return set(connection.exec_driver_sql(f"SELECT xmin::text FROM {table}").scalars())  # noqa: S608

    assert transactions("sealed_answer") == transactions("round_link")
    commands.close(postgres, NAME)
    assert len(transactions("sealed_answer")) == len(transactions("round_link")) == 1
    database.dispose()


@pytest.mark.parametrize("revision", LOST)
def test_a_migration_taken_back_and_made_again_loses_only_its_own_on_postgresql(
    postgres, tmp_path, revision
):
    round_that_was_counted(postgres, tmp_path)
    before = contents(postgres, but=LOST[revision])
    back_and_again(postgres, revision)
    assert contents(postgres, but=LOST[revision]) == before


def test_of_one_file_of_answers_brought_in_twice_at_once_one_is_counted(postgres, token):
    people = [("X99000001", "officers", ANSWERS)]
    ended = while_waiting(
        postgres,
        lambda: operations.take_in(NAME, people, mark="the same"),
        lambda: operations.take_in(NAME, people, mark="the same"),
    )
    assert ended == ["answers-again"]
    assert boxes(postgres) == 1
