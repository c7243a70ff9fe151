"""From a closed round to published datasets in the browser, by two people; late answers too."""

import re
from email import message_from_bytes
from email.policy import default
from functools import partial

import pytest

from portal.jobs import outbox
from portal.jobs.mail import deliver_waiting
from portal.maturity import letters
from portal.maturity.errands import RoundsErrand
from portal.maturity.keys import RoundKey
from tests.conftest import inspected
from tests.mail_server import LetterBox, mailing_through
from tests.maturity.conftest import NAME
from tests.maturity.officer.conftest import HOME, HOME_CY, csv_file
from tests.maturity.rounds import ABERWEN, BRYNMOR, random_answers
from tests.maturity.test_aggregating import KEY
from tests.publishing.walk import work

pytestmark = pytest.mark.services

ENOUGH = {(ABERWEN, "officers"): 40, (ABERWEN, "members"): 12, (BRYNMOR, "officers"): 35}


@pytest.fixture
def sent(running):
    """Send answers of so many people of each group as a file."""

    def send(groups, seed=1):
        return running.post(f"{HOME}/import", {"file": csv_file(random_answers(groups, seed))})

    return send


@pytest.fixture
def closed(running, sent, monkeypatch):
    """A browser of an officer whose round is closed with enough answers, drawn alike each time."""
    monkeypatch.setattr(RoundKey, "of_draws", lambda _: KEY)
    assert sent(ENOUGH).status_code == 303
    assert running.post(f"{HOME}/close").status_code == 303
    return running


def words(page):
    return " ".join(page.main.get_text(" ").split())


def forms(browser):
    page = inspected(browser.client, HOME)
    return {form["action"].removeprefix(HOME) for form in page.select("main form")}


def published(browser, approver, config, database):
    """Take what is ready all the way, by the buttons of the page."""
    assert browser.post(f"{HOME}/make-ready").status_code == 303
    assert RoundsErrand(config)(database)
    work(config)
    assert browser.post(f"{HOME}/submit").status_code == 303
    assert approver.post(f"{HOME}/approve").status_code == 303
    work(config)


def test_two_people_publish_a_round_and_its_councils_with_one_button_each(
    closed, browser, team_config, database
):
    assert forms(closed) == {"/make-ready"}
    closed.post(f"{HOME}/make-ready")
    page = inspected(closed.client, HOME)
    assert "The answers are being counted" in words(page)
    assert page.select("[data-watch]")
    assert forms(closed) == set()

    assert RoundsErrand(team_config)(database)
    work(team_config)
    page = inspected(closed.client, HOME)
    names = [name.get_text(strip=True) for name in page.select("#packages ~ ul.index h3")]
    assert names == [
        "The whole round",
        "Aberwen Council (fictional)",
        "Brynmor Council (fictional)",
    ]
    assert forms(closed) == {"/submit"}
    assert closed.post(f"{HOME}/submit").status_code == 303

    results = {HOME: f"/en/maturity/rounds/{NAME}", HOME_CY: f"/cy/aeddfedrwydd/rowndiau/{NAME}"}
    assert not inspected(closed.client, HOME).select(f"a[href='{results[HOME]}']")
    approver = browser("approver")
    assert "/approve" in forms(approver)
    assert approver.post(f"{HOME}/approve").status_code == 303
    work(team_config)
    for home, said in ((HOME, "Published: 3 of 3"), (HOME_CY, "Cyhoeddwyd: 3 o 3")):
        page = inspected(closed.client, home)
        assert said in words(page)
        assert page.select(f"main a[href='{results[home]}']")
        assert inspected(closed.client, results[home]).select("figure svg")
    for slug in (f"maturity-{NAME}", f"maturity-{NAME}-{ABERWEN.lower()}"):
        assert inspected(closed.client, f"/en/datasets/{slug}").select("figure svg")
    assert forms(closed) == set()


def test_everybody_has_one_letter_of_all_packages_and_a_mail_server_gets_it(
    closed, browser, team_config, database
):
    closed.post(f"{HOME}/make-ready")
    RoundsErrand(team_config)(database)
    work(team_config)
    box = LetterBox()

    def post():
        """Let a worker work and its postman deliver; return who was written what."""
        together = partial(letters.published, base_url=team_config.base_url)
        with mailing_through(box, team_config) as mailing:
            work(team_config, write_together=together)
            deliver_waiting(database, mailing)
        read = [message_from_bytes(each.content, policy=default) for each in box.letters]
        box.letters.clear()
        return {each["To"].partition("@")[0]: each for each in read}, len(read)

    assert closed.post(f"{HOME}/submit").status_code == 303
    told, number = post()
    assert number == len(told)
    assert told.keys() == {"approver", "both", "admin"}
    said = told["approver"].get_content()
    assert "Packages: 3" in said
    assert f"{HOME}\n" in said.replace("\r\n", "\n")

    assert browser("approver").post(f"{HOME}/approve").status_code == 303
    told, number = post()
    assert (number, told.keys()) == (1, {"editor"})
    said = told["editor"].get_content()
    assert "Published: 3 of 3" in said
    assert f"/en/datasets/maturity-{NAME}\n" in said.replace("\r\n", "\n")


def test_what_is_not_submitted_writes_to_nobody(closed, browser, team_config, database):
    assert closed.post(f"{HOME}/submit").status_code == 303
    with database.reading():
        assert outbox.waiting() == []


def test_nobody_approves_her_own_and_each_package_says_why(closed, browser, team_config, database):
    admin = browser("admin")
    admin.post(f"{HOME}/make-ready")
    RoundsErrand(team_config)(database)
    work(team_config)
    admin.post(f"{HOME}/submit")
    refused = admin.post(f"{HOME}/approve")
    assert refused.status_code == 409
    assert refused.text.count("Nobody reviews what they submitted themselves") == 3
    assert closed.post(f"{HOME}/approve").status_code == 403


def counts(browser):
    """Return every "n of N" of the round's page and of the list of rounds."""
    shown = (words(inspected(browser.client, path)) for path in (HOME, HOME.rpartition("/")[0]))
    return [re.findall(r"\d+ of \d+", text) for text in shown]


def test_late_answers_wait_for_ten_and_then_make_a_version(
    closed, sent, browser, team_config, database
):
    approver = browser("approver")
    published(closed, approver, team_config, database)
    first = closed.get(f"/dataset/maturity-{NAME}/1/datapackage.json").data

    before = counts(closed)
    assert sent({(ABERWEN, "officers"): 9}, seed=2).status_code == 303
    assert counts(closed) == before, "a number that goes up tells that somebody has just answered"
    assert "waiting for more" in words(inspected(closed.client, HOME))
    assert forms(closed) == set()
    assert closed.post(f"{HOME}/make-ready").status_code == 409

    assert sent({(ABERWEN, "officers"): 11}, seed=3).status_code == 303
    assert "enough for a new version" in words(inspected(closed.client, HOME))
    assert forms(closed) == {"/make-ready"}
    published(closed, approver, team_config, database)
    assert "Published: 2 of 2" in words(inspected(closed.client, HOME))
    assert closed.get(f"/dataset/maturity-{NAME}/1/datapackage.json").data == first
    page = inspected(closed.client, f"/en/datasets/maturity-{NAME}")
    assert "Late answers were counted" in words(page)
