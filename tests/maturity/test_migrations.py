"""Rounds come through migrations, forth and back, with all they hold."""

import pytest

from portal.maturity import commands, releases
from tests.maturity.rounds import ABERWEN, answered, writing
from tests.maturity.taking_back import LOST, back_and_again, contents, round_that_was_counted


@pytest.fixture
def counted(config, tmp_path):
    round_that_was_counted(config, tmp_path)
    return config


@pytest.mark.parametrize("revision", LOST)
def test_a_migration_taken_back_and_made_again_loses_only_its_own(counted, revision):
    before = contents(counted, but=LOST[revision])
    back_and_again(counted, revision)
    assert contents(counted, but=LOST[revision]) == before


def test_late_answers_are_never_taken_for_counted_ones(counted, tmp_path):
    answered(counted, tmp_path, {(ABERWEN, "officers"): 3}, seed=2)
    newer = {"alembic_version", "round_file"}  # what is newer has been taken back before
    before = contents(counted, but=newer)
    with pytest.raises(RuntimeError, match="late answers"):
        back_and_again(counted, "0010_reuse")
    assert contents(counted, but=newer) == before


def test_a_round_that_was_only_asked_for_is_not_taken_for_a_counted_one(counted, tmp_path):
    commands.close(counted, "open")
    with writing(counted):
        releases.ask_to_publish("open")
    back_and_again(counted, "0010_reuse")
    with writing(counted):
        assert releases.ask_to_publish("open") == 1
