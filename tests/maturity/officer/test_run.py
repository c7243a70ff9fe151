"""A round as an officer runs it in her browser, from its start to its closing."""

import dataclasses
import re
from datetime import timedelta

import pytest

from portal.config import ROOT
from portal.maturity import commands, errands, queries
from portal.maturity.framework.reading import shipped
from portal.maturity.keys import RoundKey
from portal.maturity.officer.presenting import ranges
from portal.publishing.worker import Worker
from tests.conftest import inspected
from tests.maturity.conftest import NAME, groups_file, wanted
from tests.maturity.officer.conftest import HOME, HOME_CY, asked, csv_file, listed
from tests.maturity.test_questionnaire import PAGES, at, first_answers
from tests.maturity.test_rounds import answers_file
from tests.people import email_of
from tools.check_welsh import pairs, untranslated
from tools.english_leaks import Detector, leaks

PLACES = [
    ("", ""),
    ("/links", "/dolenni"),
    ("/import", "/mewnforio"),
    ("/close", "/cau"),
    ("/preview/members", "/rhagolwg/members"),
]


@pytest.fixture
def own(database):
    """Return a round as the database has it now."""

    def look():
        with database.reading() as session:
            found = queries.round_named(NAME)
            session.expunge_all()
            return found

    return look


@pytest.fixture
def log(database):
    """Return the audit log's lines about the round: action, address of the member, publisher."""

    def lines():
        query = """
            SELECT action, email, publisher.slug FROM audit_entry
            LEFT JOIN member ON member.id = member_id
            LEFT JOIN publisher ON publisher.id = publisher_id
            WHERE action LIKE 'round-%' ORDER BY audit_entry.id
        """
        with database.engine.connect() as connection:
            return connection.exec_driver_sql(query).all()

    return lines


def words(page):
    return " ".join(page.main.get_text(" ").split())


@pytest.mark.parametrize(("english", "welsh"), PLACES)
def test_every_page_of_a_round_speaks_both_languages_and_is_kept_by_nobody(running, english, welsh):
    for path in (HOME + english, HOME_CY + welsh):
        page = inspected(running.client, path)
        assert running.get(path).headers["Cache-Control"] == "private, no-store"
        there = page.select_one("header a[hreflang]")["href"]
        assert there == (HOME_CY + welsh if path.startswith("/en") else HOME + english)


def test_the_list_the_start_and_the_ways_to_them_speak_both_languages(running):
    for path in ("/en/publish", "/en/account"):
        assert inspected(running.client, path).select('main a[href="/en/publish/rounds"]')
    for path in ("/en/publish/rounds", "/cy/cyhoeddi/rowndiau"):
        assert NAME in words(inspected(running.client, path))
    for path in ("/en/publish/new-round", "/cy/cyhoeddi/rownd-newydd"):
        page = inspected(running.client, path)
        assert len(page.select("table.entry tbody tr")) == 22
        assert len(page.select("table.entry input")) == 44


def test_no_english_slips_into_a_welsh_page_of_a_round(running, dictionary):
    running.post(f"{HOME}/links", {"council": "X99000001", "tool": "leaders", "number": "2"})
    paths = [HOME_CY + welsh for _english, welsh in PLACES]
    paths += ["/cy/cyhoeddi/rowndiau", "/cy/cyhoeddi/rownd-newydd"]
    pages = [(path, running.get(path).text) for path in paths]
    slip = {**asked(""), "closes": "x", "keep_days": "0"}
    pages.append(("wrong", running.post("/cy/cyhoeddi/rownd-newydd", slip).text))
    wrong = {"wishes": "council,tool,number\nX99000009,mayors,-1", "form": "csv"}
    pages.append(("wrong", running.post(f"{HOME_CY}/dolenni/pawb", wrong).text))
    assert list(leaks(pages, Detector(dictionary, untranslated(pairs(ROOT))))) == []


def test_a_round_waits_for_its_key_which_the_worker_alone_makes(
    drafted, own, team_config, database
):
    assert own().public_key == ""
    page = inspected(drafted.client, HOME)
    assert "Its key is being prepared" in words(page)
    assert page.select("[data-watch]")
    assert not page.select(f'form[action="{HOME}/open"]')
    refused = drafted.post(f"{HOME}/open")
    assert refused.status_code == 409
    assert "still being prepared" in refused.text

    assert errands.make_keys(team_config, database)
    assert not errands.make_keys(team_config, database)
    public_key = own().public_key
    assert public_key == RoundKey(team_config, NAME).make()
    page = inspected(drafted.client, HOME)
    assert page.select(f'form[action="{HOME}/open"]')
    assert not page.select("[data-watch]")


def test_a_worker_makes_keys_though_another_errand_of_its_fails(drafted, own, team_config):
    def failing(_database):
        raise OSError

    worker = Worker(
        team_config, errands=[failing, lambda database: errands.make_keys(team_config, database)]
    )
    assert worker.run_errands()
    assert own().public_key
    assert not worker.run_errands()
    worker._room.database.dispose()


def test_a_key_made_by_a_worker_that_was_killed_is_the_one_that_is_used(
    drafted, own, team_config, database
):
    made = RoundKey(team_config, NAME).make()
    assert errands.make_keys(team_config, database)
    assert own().public_key == made
    assert (team_config.data / "keys" / f"{NAME}.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (team_config.data / "keys").iterdir()] == [f"{NAME}.key"]


def test_a_person_answers_through_a_link_of_the_page_and_the_officer_sees_one_more(
    running, browser, team_config
):
    made = running.post(f"{HOME}/links", {"council": "X99000001", "tool": "leaders", "number": "2"})
    address = made.text.splitlines()[1].split(",")[-1]
    link = address.removeprefix(team_config.base_url)
    person = browser()
    for part, (_component, questions) in enumerate(PAGES, start=1):
        assert person.post(at(link, part), first_answers(questions)).status_code == 303
    assert person.post(at(link, "review")).status_code == 303

    page = inspected(running.client, HOME)
    rows = [
        [cell.get_text(" ") for cell in row.select("th, td")] for row in page.select("tbody tr")
    ]
    officers = next(row for row in rows if "Aberwen" in row[0] and "Officers" in row[0])
    assert officers[1:] == ["1 of 80", "low response", "1 of 2"]
    assert "1 of 237" in words(page)


def test_answers_of_a_file_are_sealed_at_once_and_the_file_is_kept_nowhere(
    running, team_config, tmp_path
):
    answers = answers_file(tmp_path, [("X99000001", "members")] * 12).read_text()
    sent = running.post(f"{HOME}/import", {"file": csv_file(answers)})
    assert sent.status_code == 303
    assert "12 of 57" in words(inspected(running.client, HOME))
    kept = [path for path in team_config.data.rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        assert b"X99000001,members,2" not in path.read_bytes(), path


def test_faults_of_a_file_are_told_by_row_and_column_and_nothing_is_taken_in(running, tmp_path):
    faulty = answers_file(tmp_path, [("X99000001", "members")], **{"open-1": "Agree"}).read_text()
    for home, why in ((HOME, "not an answer to the question"), (HOME_CY, "ateb i'r cwestiwn")):
        path = f"{home}/{'import' if home == HOME else 'mewnforio'}"
        sent = running.post(path, {"file": csv_file(faulty)})
        assert sent.status_code == 422
        assert all(found in sent.text for found in ("open-1", "Agree"))
        assert why in sent.text.replace("&#39;", "'")
    many = answers_file(tmp_path, [("X99000002", "members")] * 42).read_text()
    sent = running.post(f"{HOME}/import", {"file": csv_file(many)})
    assert sent.status_code == 422
    assert "more answers than people invited" in sent.text
    assert "0 of 237" in words(inspected(running.client, HOME))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b'council,tool\n"x', b"a\x00b,c\n"])
def test_a_file_that_is_no_csv_is_refused_in_words(running, content):
    sent = running.post(f"{HOME}/import", {"file": csv_file(content)})
    assert sent.status_code == 422
    assert "Mend every issue" in sent.text


def test_a_closed_round_is_closed_for_good_and_says_when_answers_are_deleted(
    running, own, tmp_path
):
    page = inspected(running.client, f"{HOME}/close")
    assert "Every link ends at once" in words(page)
    assert "0 of 237" in words(page)
    assert running.post(f"{HOME}/close").headers["Location"] == HOME
    page = inspected(running.client, HOME)
    ends = own().closed_at + timedelta(days=30)
    assert page.select_one(f'time[datetime="{ends.date().isoformat()}"]')
    assert not page.select(f'a[href="{HOME}/links"], form[action="{HOME}/open"]')
    link = {"council": "X99000001", "tool": "members", "number": "1"}
    for path, data in (
        ("/close", {}),
        ("/open", {}),
        ("/delete", {}),
        ("/links", link),
        ("/links/everybody", {"wishes": "council,tool,number\nX99000001,members,1"}),
    ):
        refused = running.post(HOME + path, data)
        assert refused.status_code == 409, path
        assert "not at the right stage" in refused.text
    assert own().stage == "closed"


def test_after_the_last_day_the_page_asks_to_close(running, browser, time_machine_at, portal):
    time_machine_at(timedelta(days=22))
    again = browser("editor")
    page = inspected(again.client, HOME)
    assert "The last day is over" in words(page)
    assert page.select(f'a[href="{HOME}/close"]')


def test_a_round_made_by_mistake_is_deleted_and_its_name_is_free_again(
    running, own, database, tmp_path
):
    link = {"council": "X99000001", "tool": "members", "number": "3"}
    assert running.post(f"{HOME}/links", link).status_code == 200
    assert running.post(f"{HOME}/delete").status_code == 303
    assert running.get(HOME).status_code == 404
    with database.engine.connect() as connection:
        for table in ("round", "round_invited", "round_link"):
            query = f"SELECT count(*) FROM {table}"  # noqa: S608 (names of ours)
            assert connection.exec_driver_sql(query).scalar() == 0
    again = running.post("/en/publish/new-round", asked(listed(tmp_path)))
    assert again.status_code == 303


def test_a_round_that_somebody_answered_is_not_deleted(running, own, tmp_path):
    answers = answers_file(tmp_path, [("X99000001", "members")]).read_text()
    running.post(f"{HOME}/import", {"file": csv_file(answers)})
    assert f'action="{HOME}/delete"' not in running.get(HOME).text
    refused = running.post(f"{HOME}/delete")
    assert refused.status_code == 409
    assert "Somebody has answered" in refused.text
    assert own().stage == "open"


def test_every_act_stands_in_the_log_with_the_member_who_did_it(running, log, tmp_path):
    link = {"council": "X99000001", "tool": "members", "number": "3"}
    running.post(f"{HOME}/links", link)
    running.post(f"{HOME}/links/void", {"void_council": "X99000001", "void_tool": "members"})
    answers = answers_file(tmp_path, [("X99000001", "members")]).read_text()
    running.post(f"{HOME}/import", {"file": csv_file(answers)})
    running.post(f"{HOME}/close")
    acts = ["created", "opened", "links", "links-void", "answers-taken-in", "closed"]
    anna = (email_of("editor"), "cyngor-enghreifftiol")
    assert log() == [(f"round-{act}", *anna) for act in acts]


def test_a_round_of_the_command_line_belongs_to_nobody_and_stands_on_no_page(
    team_config, browser, tmp_path
):
    commands.create(team_config, NAME, groups_file(tmp_path), wanted())
    for person in ("editor", "admin", "site"):
        seen = browser(person)
        assert seen.get(HOME).status_code == 404
        assert seen.post(f"{HOME}/open").status_code == 404
        assert NAME not in seen.get("/en/publish/rounds").text


def test_a_preview_shows_every_question_and_sends_nothing(running):
    page = inspected(running.client, f"{HOME}/preview/leaders")
    asked_for = [group.legend.text for group in page.select("fieldset")]
    assert asked_for == [q.text.en for _component, questions in PAGES for q in questions]
    assert not page.select("main form, main button")
    assert "Preview" in page.h1.parent.get_text()
    assert running.get(f"{HOME}/preview/mayors").status_code == 404


def test_a_changed_framework_is_told_on_the_page_and_refused_by_every_act(
    running, own, monkeypatch, tmp_path
):
    other = dataclasses.replace(shipped("7x3-1"), sha256="0" * 64)
    monkeypatch.setattr(queries, "shipped", lambda _ident: other)
    for home, why in (
        (HOME, "The questions have been changed"),
        (HOME_CY, "Newidiwyd y cwestiynau"),
    ):
        assert why in words(inspected(running.client, home))
    answers = answers_file(tmp_path, [("X99000001", "members")]).read_text()
    link = {"council": "X99000001", "tool": "members", "number": "1"}
    for path, data in (("/links", link), ("/import", {"file": csv_file(answers)})):
        refused = running.post(HOME + path, data)
        assert refused.status_code == 409
        assert "The questions have been changed" in refused.text
    assert {group.answered for group in own().invited} == {0}


def test_numbers_are_written_as_ranges():
    assert ranges([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"
    assert ranges([]) == ""
    assert re.fullmatch(r"[\d–, ]+", ranges(range(5, 400)))
