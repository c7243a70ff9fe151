"""What can go wrong with a round: refused in words, in both languages, and nothing is lost."""

import csv
import dataclasses

import pytest

from portal.bilingual import LOCALES
from portal.db import Database
from portal.errors import PortalError
from portal.i18n.words import refusal as words_of
from portal.maturity import commands, operations, queries
from portal.maturity.aggregating import commands as aggregating
from portal.maturity.framework.reading import shipped
from portal.maturity.keys import RoundKey
from tests.conftest import inspected
from tests.maturity.conftest import NAME, groups_file, wanted
from tests.maturity.test_questionnaire import answer_all, at, rows
from tests.maturity.test_rounds import answers_file


@pytest.fixture
def changed(monkeypatch):
    """Return what changes the framework that ships after rounds were created with it."""

    def change():
        other = dataclasses.replace(shipped("7x3-1"), sha256="0" * 64)
        monkeypatch.setattr(queries, "shipped", lambda _ident: other)

    return change


def refused(action, *args):
    with pytest.raises(PortalError) as error:
        action(*args)
    return error.value


def test_a_framework_changed_in_the_middle_stops_everything_and_loses_nothing(
    opened_round, reader, link, tmp_path, changed
):
    answer_all(reader, link)
    commands.take_in(opened_round, NAME, answers_file(tmp_path, [("X99000001", "members")] * 12))
    before = (
        rows(opened_round, "SELECT * FROM round_link"),
        rows(opened_round, "SELECT count(*) FROM sealed_answer"),
    )
    changed()
    for page, status in ((link, 409), (at(link, 1), 409), (at(link, "review"), 409)):
        assert reader.get(page).status_code == status
    sent = reader.post(at(link, "review"))
    assert sent.status_code == 409
    assert "The questions have been changed since the round was created" in sent.text
    there = link.replace("/en/maturity/questionnaire", "/cy/aeddfedrwydd/holiadur")
    assert "Newidiwyd y cwestiynau ers creu" in reader.get(there).text
    for action, args in (
        (commands.take_in, [answers_file(tmp_path, [("X99000001", "members")])]),
        (commands.issue, ["X99000001", "members", 1]),
    ):
        assert refused(action, opened_round, NAME, *args).code == "round-framework"
    after = (
        rows(opened_round, "SELECT * FROM round_link"),
        rows(opened_round, "SELECT count(*) FROM sealed_answer"),
    )
    assert after == before

    commands.close(opened_round, NAME)
    counting = refused(aggregating.recompute, opened_round, NAME, tmp_path / "out")
    assert counting.code == "round-framework"
    assert not (tmp_path / "out").exists()


def test_once_the_framework_is_back_a_person_goes_on_where_she_was(
    opened_round, reader, link, changed, monkeypatch
):
    answer_all(reader, link)
    changed()
    assert reader.post(at(link, "review")).status_code == 409
    monkeypatch.undo()
    assert inspected(reader.client, at(link, "review"))
    assert reader.post(at(link, "review")).status_code == 303


def test_a_round_is_not_opened_under_another_framework(config, tmp_path, changed):
    commands.create(config, NAME, groups_file(tmp_path), wanted())
    changed()
    assert refused(commands.open_, config, NAME).code == "round-framework"


def test_a_link_is_used_once_and_the_second_time_is_told_so_in_both_languages(
    opened_round, reader, link
):
    answer_all(reader, link)
    assert reader.post(at(link, "review")).status_code == 303
    assert "This link does not work any more" in reader.get(link).text
    there = link.replace("/en/maturity/questionnaire", "/cy/aeddfedrwydd/holiadur")
    again = reader.get(there)
    assert again.status_code == 404
    assert "Nid yw'r ddolen hon yn gweithio mwyach" in again.text.replace("&#39;", "'")
    assert rows(opened_round, "SELECT count(*) FROM sealed_answer") == [(1,)]


def test_a_round_with_one_respondent_publishes_no_answer_of_hers(opened_round, tmp_path):
    people = answers_file(tmp_path, [("X99000001", "members")])
    commands.take_in(opened_round, NAME, people)
    commands.close(opened_round, NAME)
    aggregating.recompute(opened_round, NAME, tmp_path / "out")
    data = tmp_path / "out" / f"maturity-{NAME}" / "data"
    tables = {
        path.stem: list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        for path in data.glob("synthetic-*.csv")
    }
    assert set(tables) == {"synthetic-invited", "synthetic-levels", "synthetic-reached"}
    assert {row["known"] for row in tables["synthetic-reached"]} == {"0"}
    assert {row["status"] for row in tables["synthetic-levels"]} == {"not-enough"}
    assert {row["n"] for row in tables["synthetic-levels"]} == {""}
    assert {int(row["answered"]) % 5 for row in tables["synthetic-invited"]} == {0}


def test_a_name_that_would_leave_the_folder_of_keys_makes_no_round(config, tmp_path):
    for name in ("../x", "a/b", "A", "x" * 61, "-x", ""):
        found = refused(commands.create, config, name, groups_file(tmp_path), wanted())
        assert found.code == "round-name"
    assert not (config.data / "x.key").exists()


def test_the_first_key_stays_whoever_makes_it_again(config):
    first = RoundKey(config, NAME).make()
    assert RoundKey(config, NAME).make() == first


def test_a_key_is_noted_once(config, tmp_path):
    commands.create(config, NAME, groups_file(tmp_path), wanted())
    ((before,),) = rows(config, "SELECT public_key FROM round")
    database = Database(config.database_url)
    with database.writing():
        operations.note_key(NAME, "another")
    database.dispose()
    assert rows(config, "SELECT public_key FROM round") == [(before,)]


@pytest.mark.parametrize(
    "code", ["round-framework", "round-key-waits", "round-answered", "round-name", "list-refused"]
)
def test_every_refusal_has_words_in_both_languages(code):
    facts = {"round": NAME, "framework": "7x3-1"}
    said = [words_of(code, facts, locale) for locale in LOCALES]
    assert said[0].what != said[1].what
    assert all(words.what and words.mend for words in said)
