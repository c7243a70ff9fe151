"""A file of answers that is brought in twice is counted once."""

import io
from datetime import timedelta

from sqlalchemy import select

from portal.maturity import commands
from portal.maturity.importing import mark_of
from portal.maturity.models import BroughtIn
from tests.maturity.conftest import NAME
from tests.maturity.rounds import forgotten, writing
from tests.maturity.test_rounds import answers_file, refusal


def answered(config):
    return sum(group.answered for group in commands.progress(config, NAME))


def marks(config):
    with writing(config) as session:
        return session.scalars(select(BroughtIn.mark)).all()


def test_the_same_file_is_refused_whatever_it_is_called(opened_round, tmp_path):
    path = answers_file(tmp_path, [("X99000001", "members")] * 12)
    commands.take_in(opened_round, NAME, path)
    again = path.rename(tmp_path / "again.csv")
    refused = refusal(commands.take_in, opened_round, NAME, again)
    assert (refused.code, answered(opened_round)) == ("answers-again", 12)


def test_others_who_answered_exactly_the_same_can_be_told_apart(opened_round, tmp_path):
    path = answers_file(tmp_path, [("X99000001", "members")] * 12)
    commands.take_in(opened_round, NAME, path)
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert commands.take_in(opened_round, NAME, path) == 12
    assert answered(opened_round) == 24


def test_a_file_that_was_refused_may_come_again(opened_round, tmp_path):
    path = answers_file(tmp_path, [("X99000001", "members")] * 12)
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound + "x\n", encoding="utf-8")
    refusal(commands.take_in, opened_round, NAME, path)
    path.write_text(sound, encoding="utf-8")
    assert commands.take_in(opened_round, NAME, path) == 12


def test_no_mark_of_a_file_outlives_the_answers(opened_round, tmp_path, time_machine_at):
    commands.take_in(opened_round, NAME, answers_file(tmp_path, [("X99000001", "members")] * 12))
    commands.close(opened_round, NAME)
    assert len(marks(opened_round)) == 1
    time_machine_at(timedelta(days=31))
    assert forgotten(opened_round) == [NAME]
    assert marks(opened_round) == []


def test_without_the_secret_no_guess_of_a_file_can_be_tried():
    file = io.BytesIO(b"council,tool\n")
    assert mark_of(file, "one") == mark_of(file, "one") != mark_of(file, "another")
    assert mark_of(io.BytesIO(b"council,tool\n\n"), "one") != mark_of(file, "one")
    assert file.read() == b"council,tool\n"
