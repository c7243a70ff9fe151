"""Signing in, staying signed in, signing out, and passwords."""

import statistics
import time

import pytest
import time_machine
from argon2 import PasswordHasher
from sqlalchemy import select, update

from portal.accounts import passwords
from portal.accounts.models import Member, MemberSession, SignInTry
from portal.accounts.operations.signing import FREE_TRIES, FREE_TRIES_TOGETHER, LONGEST_WAIT
from tests.conftest import config_in, inspected, opened
from tests.people import PASSWORD, Browser, email_of

ACCOUNT = "/en/account"


def test_a_member_signs_in_and_out(browser):
    anna = browser("alpha-admin")
    assert "Alun Alffa" in anna.get(ACCOUNT).text

    anna.post("/en/sign-out")
    assert anna.cookie() is None
    assert anna.get(ACCOUNT).headers["Location"] == "/en/sign-in?next=%2Fen%2Faccount"


@pytest.mark.parametrize(
    ("person", "password"), [("alpha-admin", "wrong"), ("unknown", PASSWORD), ("", "x")]
)
def test_a_wrong_sign_in_says_the_same_whatever_was_wrong(browser, person, password):
    answer = browser().sign_in(person, password)

    assert answer.status_code == 403
    assert "The e-mail address or the password is wrong" in answer.text
    assert "melin_session" not in str(answer.headers)


def test_the_address_is_known_however_it_is_typed(browser):
    typed = {"email": "  ALPHA-Admin@Council.EXAMPLE ", "password": PASSWORD}
    assert browser().post("/en/sign-in", typed).status_code == 303


def test_a_closed_account_cannot_sign_in_and_its_sessions_end(browser, number):
    open_before = browser("alpha-editor")
    number_of_editor = number("alpha-editor")
    browser("site").post(f"/en/admin/members/{number_of_editor}", {"state": "closed"})

    assert open_before.get(ACCOUNT).status_code == 303
    assert browser().sign_in("alpha-editor").status_code == 403


# The session's id (S39)


def test_the_session_id_is_new_at_every_sign_in_and_dead_after_sign_out(browser, portal):
    anna = browser()
    anna.client.set_cookie("melin_session", "chosen-by-somebody-else")
    anna.sign_in("alpha-admin")
    first = anna.cookie()
    anna.sign_in("alpha-admin")
    second = anna.cookie()
    assert len({first, second, "chosen-by-somebody-else"}) == 3

    anna.post("/en/sign-out")
    for old in (first, second):
        thief = Browser(portal.test_client())
        thief.client.set_cookie("melin_session", old)
        assert thief.get(ACCOUNT).status_code == 303


def test_the_session_id_changes_when_roles_do_and_the_old_one_dies(browser, number, portal):
    editor = browser("alpha-editor")
    before = editor.cookie()
    path = f"/en/publishers/alpha/members/{number('alpha-editor')}"
    assert browser("alpha-admin").post(path, {"roles": ["approver"]}).status_code == 303

    assert "Approver" in editor.get(ACCOUNT).text
    assert editor.cookie() != before
    thief = Browser(portal.test_client())
    thief.client.set_cookie("melin_session", before)
    assert thief.get(ACCOUNT).status_code == 303


def test_a_form_from_before_sign_in_is_not_believed_after_it(browser):
    anna = browser()
    before = anna.token()
    anna.sign_in("alpha-admin")

    answer = anna.client.post("/en/sign-out", data={"csrf_token": before})
    assert answer.status_code == 403


def test_a_session_ends_by_itself(browser):
    anna = browser("alpha-admin")
    with time_machine.travel(time.time() + 12 * 3600 + 60, tick=False):
        assert anna.get(ACCOUNT).status_code == 303


def test_a_member_ends_her_other_sessions_and_nobody_elses(browser, database):
    here, there, other = browser("alpha-admin"), browser("alpha-admin"), browser("beta-admin")
    with database.reading() as session:
        others = session.scalars(select(MemberSession.id)).all()[-1]
    here.post("/en/account/sessions", {"session": str(others)})
    assert other.get(ACCOUNT).status_code == 200

    here.post("/en/account/sessions", {"session": "others"})
    assert there.get(ACCOUNT).status_code == 303
    assert here.get(ACCOUNT).status_code == 200


# What the cookies are (S40)


@pytest.mark.parametrize(
    ("base", "prefix", "secure"),
    [("https://data.example", "__Host-", True), ("http://localhost:8000", "", False)],
)
def test_cookies_are_out_of_reach_of_script_other_sites_and_plain_http(
    people_config, base, prefix, secure
):
    config = config_in(people_config.data, MELIN_BASE_URL=base)
    for app in opened(config):
        anna = Browser(app.test_client())
        page = anna.client.get("/en/sign-in", base_url=base)
        token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
        data = {
            "csrf_token": token,
            "email": email_of("alpha-admin"),
            "password": PASSWORD,
        }
        answer = anna.client.post("/en/sign-in", data=data, base_url=base)
        cookies = page.headers.getlist("Set-Cookie") + answer.headers.getlist("Set-Cookie")

        assert {cookie.split("=")[0] for cookie in cookies} == {
            f"{prefix}{name}" for name in ("melin_form", "melin_session", "melin_known")
        }
        for cookie in cookies:
            assert "HttpOnly" in cookie
            assert "SameSite=Lax" in cookie
            assert "Path=/" in cookie
            assert "Domain" not in cookie
            assert ("Secure" in cookie) is secure


@pytest.mark.parametrize("value", ["", "x", "x" * 3000, "é", "' OR 1=1 --", "null"])
def test_a_made_up_session_is_nobodys(browser, value):
    anna = browser()
    anna.client.set_cookie("melin_session", value)
    assert anna.get(ACCOUNT).status_code == 303


def test_a_tampered_session_and_one_of_another_key_are_nobodys(browser, people_config):
    anna = browser("alpha-admin")
    real = anna.cookie()
    anna.client.set_cookie("melin_session", real[:-1] + ("A" if real[-1] != "A" else "B"))
    assert anna.get(ACCOUNT).status_code == 303

    other = config_in(people_config.data, MELIN_SECRET_KEY="another key altogether")
    for app in opened(other):
        stolen = Browser(app.test_client())
        stolen.client.set_cookie("melin_session", real)
        assert stolen.get(ACCOUNT).status_code == 303


def test_only_the_hash_of_a_session_is_stored(browser, database):
    secret = browser("alpha-admin").cookie()
    with database.reading() as session:
        stored = session.scalars(select(MemberSession.secret_hash)).one()
    assert secret not in stored
    assert len(stored) == 64


# How passwords are kept (S43)


def test_passwords_are_kept_as_argon2id_and_hashed_again_when_settings_grow(
    real_passwords, browser, database
):
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    with database.writing() as session:
        session.execute(
            update(Member).where(Member.email == email_of("alpha-admin")).values(password_hash=weak)
        )
    browser("alpha-admin")

    with database.reading() as session:
        member = select(Member.password_hash).where(Member.email == email_of("alpha-admin"))
        hashes = [session.scalars(member).one(), passwords.hashed(PASSWORD)]
    assert all(stored.startswith("$argon2id$v=19$m=65536,t=3,") for stored in hashes)
    assert PASSWORD not in str(hashes)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "too short"),
        ("x" * 201, "too long"),
        ("alpha-admin@council.example", "too easily guessed"),
        ("Alun Alffa Alun", "too easily guessed"),
        ("alunalffa123", "too easily guessed"),
        ("aaaaaaaaaaaaaa", "too easily guessed"),
    ],
)
def test_a_bad_new_password_is_refused_beside_its_field(browser, password, words):
    answer = browser("alpha-admin").post("/en/account/password", {"old": PASSWORD, "new": password})

    assert answer.status_code == 422
    assert words in answer.text
    assert 'href="#field-new"' in answer.text


@pytest.mark.parametrize("password", ["llyfr coch hergest", "a a a b c d e f", "🐑🐑🐑 dafad wen"])
def test_any_long_password_will_do(browser, password):
    anna = browser("alpha-admin")
    other = browser("alpha-admin")
    changed = anna.post("/en/account/password", {"old": PASSWORD, "new": password})

    assert changed.status_code == 303
    assert other.get(ACCOUNT).status_code == 303
    assert browser().sign_in("alpha-admin").status_code == 403
    assert browser().sign_in("alpha-admin", password).status_code == 303


def test_the_old_password_is_needed_for_a_new_one(browser):
    data = {"old": "not this one", "new": "llyfr coch hergest"}
    answer = browser("alpha-admin").post("/en/account/password", data)
    assert answer.status_code == 403
    assert "The password is wrong" in answer.text


# Many attempts (S44)


def test_an_unknown_account_takes_as_much_work_as_a_known_one(real_passwords):
    stored = passwords.hashed(PASSWORD)

    def taken(hash_of_account):
        times = []
        for _ in range(7):
            begun = time.process_time()
            assert not passwords.matches("wrong", hash_of_account)
            times.append(time.process_time() - begun)
        return statistics.median(times)

    assert 0.4 < taken(None) / taken(stored) < 2.5


def attempts(anna, person, count):
    form = {"csrf_token": anna.token(), "email": email_of(person), "password": "wrong"}
    return [anna.client.post("/en/sign-in", data=form).status_code for _ in range(count)]


def test_attempts_on_one_account_are_slowed_and_then_not_even_looked_at(browser, database):
    anna = browser()
    with time_machine.travel("2030-01-01T12:00:00Z", tick=False):
        statuses = attempts(anna, "alpha-admin", 1000)
    assert statuses.count(403) == FREE_TRIES
    assert statuses.count(429) == 1000 - FREE_TRIES
    with time_machine.travel("2030-01-01T12:00:00Z", tick=False):
        right = anna.sign_in("alpha-admin")
    assert right.status_code == 429
    assert int(right.headers["Retry-After"]) >= 1
    with database.reading() as session:
        assert len(session.scalars(select(SignInTry)).all()) == FREE_TRIES


def test_attempts_on_many_accounts_are_slowed_together(browser, database):
    with database.writing() as session, time_machine.travel("2030-01-01T12:00:00Z", tick=False):
        from portal.accounts.operations import take_turn

        for number in range(FREE_TRIES_TOGETHER):
            take_turn(f"{number}@council.example")
        session.flush()
    with time_machine.travel("2030-01-01T12:00:00Z", tick=False):
        statuses = [browser().sign_in(f"more-{n}", "wrong").status_code for n in range(10)]
    assert statuses == [429] * 10


def test_the_owner_is_not_locked_out_by_others(browser):
    own = browser("alpha-admin")
    own.post("/en/sign-out")
    attacker = browser()
    with time_machine.travel("2030-01-01T12:00:00Z", tick=False):
        attempts(attacker, "alpha-admin", 20)
        assert attacker.sign_in("alpha-admin").status_code == 429
        assert own.sign_in("alpha-admin").status_code == 303


def test_a_known_browser_is_slowed_too(browser):
    own = browser("alpha-admin")
    own.post("/en/sign-out")
    with time_machine.travel("2030-01-01T12:00:00Z", tick=False):
        assert 429 in attempts(own, "alpha-admin", FREE_TRIES + 2)


def test_the_wait_is_never_longer_than_a_minute(browser):
    anna = browser()
    moment = 1_900_000_000
    for turn in range(20):
        with time_machine.travel(moment + turn * (LONGEST_WAIT + 1), tick=False):
            assert anna.sign_in("alpha-admin", "wrong").status_code == 403


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_a_refused_sign_in_page_keeps_the_house_rules(browser, locale):
    anna = browser()
    path = {"cy": "/cy/mewngofnodi", "en": "/en/sign-in"}[locale]
    seen = inspected(anna.client, path)
    assert seen.select_one("form[method=post] input[name=csrf_token]")
    answer = anna.post(path, {"email": "", "password": ""})
    assert answer.status_code == 422
    assert answer.text.count('class="wrong"') == 2
    assert {"cy": "Mae problem", "en": "There is a problem"}[locale] in answer.text
