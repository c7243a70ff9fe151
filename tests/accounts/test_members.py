"""Invitations, roles, forgotten passwords: every walk, in either language."""

import re
import time

import pytest
import time_machine

from portal.accounts import operations, queries
from portal.accounts.roles import Role
from portal.db import Database
from portal.jobs import outbox
from tests.people import PASSWORD, email_of

MEMBERS = "/en/publishers/alpha/members"
NEW = "new.person@council.example"
GOOD = "llyfr coch hergest"


@pytest.fixture
def letters(database):
    """Return the messages that wait."""

    def waiting():
        with database.reading():
            return outbox.waiting()

    return waiting


def link_in(letter, locale="en"):
    return re.search(rf"http://localhost:8000(/{locale}/\S+)", letter.body)[1]


def roles_of(database, person):
    with database.reading():
        alpha = queries.publisher("alpha")
        return {facts.email: facts.roles for facts in queries.members_of(alpha)}.get(person)


def test_somebody_invited_joins_with_a_password_of_her_own(browser, letters, database):
    data = {"email": f" {NEW.upper()} ", "roles": ["editor", "translator"]}
    assert browser("alpha-admin").post(MEMBERS, data).status_code == 303
    letter = letters()[0]
    assert letter.recipient == NEW

    nia = browser()
    path = link_in(letter)
    assert "Alpha Council" in nia.get(path).text
    assert nia.post(path, {"name": "Nia Newydd", "new": "short"}).status_code == 422
    joined = nia.post(path, {"name": "Nia Newydd", "new": GOOD})

    assert joined.headers["Location"] == "/en/account"
    assert "Nia Newydd" in nia.get("/en/account").text
    assert roles_of(database, NEW) == (Role.EDITOR, Role.TRANSLATOR)
    assert nia.get(path).status_code == 404


def test_a_letter_to_somebody_whose_language_is_not_known_is_in_both_welsh_first(browser, letters):
    browser("alpha-admin").post(MEMBERS, {"email": NEW, "roles": "editor"})
    letter = letters()[0]

    assert letter.subject == "Mae gwahoddiad ichi gyhoeddi data / You are invited to publish data"
    assert letter.body.index("Cyngor Alffa") < letter.body.index("Alpha Council")
    assert link_in(letter, "cy").partition("?")[2] == link_in(letter, "en").partition("?")[2]


def test_somebody_who_has_an_account_joins_another_publisher_with_it(browser, letters, database):
    browser("alpha-admin").post(MEMBERS, {"email": email_of("beta-editor"), "roles": "approver"})
    beta = browser("beta-editor")
    beta.post(link_in(letters()[0]))

    assert "Alpha Council" in beta.get("/en/account").text
    assert roles_of(database, email_of("beta-editor")) == (Role.APPROVER,)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"email": "not an address", "roles": "editor"}, "not an e-mail address"),
        ({"email": "a@b.example\nBcc: x@y.example", "roles": "editor"}, "on one line"),
        ({"email": NEW}, "No role is chosen"),
        ({"email": email_of("alpha-editor"), "roles": "approver"}, "a member already"),
    ],
)
def test_an_invitation_that_cannot_be_is_refused_in_the_form(browser, letters, data, words):
    answer = browser("alpha-admin").post(MEMBERS, data)

    assert answer.status_code in {409, 422}
    assert words in answer.text
    assert not letters()


def test_an_invitation_ends_when_withdrawn_replaced_or_old(browser, letters):
    anna = browser("alpha-admin")
    anna.post(MEMBERS, {"email": NEW, "roles": "editor"})
    anna.post(MEMBERS, {"email": NEW, "roles": "editor"})
    newer, older = letters()
    assert browser().get(link_in(older)).status_code == 404
    assert browser().get(link_in(newer)).status_code == 200
    with time_machine.travel(time.time() + 8 * 86400, tick=False):
        assert browser().get(link_in(newer)).status_code == 404
    anna.post("/en/publishers/alpha/invitations/2")
    assert browser().get(link_in(newer)).status_code == 404


def test_the_last_admin_stays_until_there_is_another(browser, number):
    anna, mine = browser("alpha-admin"), number("alpha-admin")
    for end in ("", "/remove"):
        answer = anna.post(f"{MEMBERS}/{mine}{end}", {"roles": "editor"})
        assert answer.status_code == 409
        assert "without an administrator" in answer.text
    anna.post(f"{MEMBERS}/{number('alpha-editor')}", {"roles": ["admin", "editor"]})
    assert anna.post(f"{MEMBERS}/{mine}/remove").status_code == 303
    assert anna.get(MEMBERS).status_code == 403


def test_a_removed_member_loses_everything_there_at_once(browser, number, database):
    editor = browser("alpha-editor")
    browser("alpha-admin").post(f"{MEMBERS}/{number('alpha-editor')}/remove")

    assert "not a member of any publisher" in editor.get("/en/account").text
    assert roles_of(database, email_of("alpha-editor")) is None


def test_a_site_admin_registers_a_publisher_and_cannot_close_her_own_account(browser, number):
    site = browser("site")
    data = {"title_cy": "Cyngor Gama", "title_en": "Gamma Council", "slug": "gamma"}
    assert site.post("/en/admin", data).headers["Location"] == "/en/publishers/gamma/members"
    assert "Gamma Council" in browser().get("/en/publishers").text
    assert site.post("/en/admin", data).status_code == 409
    for slug in ("Gamma", "a--b", "-a", "é", "a b", "a" * 61, "../x"):
        assert site.post("/en/admin", {**data, "slug": slug}).status_code == 422
    own = site.post(f"/en/admin/members/{number('site')}", {"state": "closed"})
    assert own.status_code == 409


# Forgotten passwords


def test_a_forgotten_password_is_chosen_anew_once_and_signs_in(browser, letters):
    stolen, anna = browser("alpha-admin"), browser()
    anna.post("/en/forgotten-password", {"email": email_of("alpha-admin")})
    path = link_in(letters()[0])
    assert anna.post(path, {"new": "short"}).status_code == 422
    assert anna.post(path, {"new": GOOD}).headers["Location"] == "/en/account"

    assert anna.get("/en/account").status_code == 200
    assert stolen.get("/en/account").status_code == 303
    assert anna.post(path, {"new": PASSWORD}).status_code == 404
    assert browser().sign_in("alpha-admin", GOOD).status_code == 303


def test_a_reset_opens_the_door_whatever_others_tried(browser, letters):
    attacker = browser()
    with time_machine.travel("2030-01-01T12:00:00Z", tick=False):
        for _ in range(8):
            attacker.sign_in("alpha-admin", "wrong")
        owner = browser()
        owner.post("/en/forgotten-password", {"email": email_of("alpha-admin")})
        owner.post(link_in(letters()[0]), {"new": GOOD})
        assert owner.get("/en/account").status_code == 200


def test_the_answer_does_not_tell_whether_there_is_an_account(browser, letters):
    anna = browser()
    known, unknown = (
        anna.post("/en/forgotten-password", {"email": email})
        for email in (email_of("alpha-admin"), "stranger@council.example")
    )
    assert known.status_code == unknown.status_code == 200
    assert known.text == unknown.text
    assert len(letters()) == 1


def test_nobodys_letter_box_is_filled(browser, letters):
    anna = browser()
    for _ in range(5):
        anna.post("/en/forgotten-password", {"email": email_of("alpha-admin")})
    assert len(letters()) == 1


def test_a_reset_link_is_too_old_after_two_hours(browser, letters):
    browser().post("/en/forgotten-password", {"email": email_of("alpha-admin")})
    with time_machine.travel(time.time() + 2 * 3600 + 60, tick=False):
        assert browser().get(link_in(letters()[0])).status_code == 404


def test_letters_are_in_the_members_language(browser, letters):
    anna = browser("alpha-admin")
    anna.post("/cy/cyfrif/iaith", {"language": "cy"})
    anna.post("/en/forgotten-password", {"email": email_of("alpha-admin")})

    assert letters()[0].subject == "Dewis cyfrinair newydd"
    assert "/en/" not in letters()[0].body


def test_without_a_mail_server_the_site_admin_reads_messages_and_deletes_them(browser, letters):
    browser().post("/en/forgotten-password", {"email": email_of("alpha-admin")})
    site = browser("site")
    assert link_in(letters()[0]) in site.get("/en/admin/messages").text
    site.post("/en/admin/messages/1")
    assert "There are no messages" in site.get("/en/admin/messages").text


def test_the_demonstration_is_made_once_and_says_that_it_is_fictional(people_config):
    database = Database(people_config.database_url)
    with database.writing():
        made = operations.ensure_demonstration()
        assert operations.ensure_demonstration() == []
        title = queries.publisher("demonstration-council").title
    database.dispose()

    assert len({each.password for each in made}) == 2
    assert {role for each in made for role in each.roles} >= {Role.EDITOR, Role.APPROVER}
    assert not any(Role.EDITOR in each.roles and Role.APPROVER in each.roles for each in made)
    assert "dychmygol" in title.cy
    assert "fictional" in title.en
