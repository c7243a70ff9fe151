"""Messages go through a real mail server, whole and in nobody else's name."""

import dataclasses
import time
from email import message_from_bytes
from email.policy import default

import pytest

from portal.clock import now
from portal.db import Database
from portal.jobs import outbox
from portal.jobs.mail import Postman, composed, deliver_waiting
from tests.conftest import config_in
from tests.mail_server import LetterBox, mailing_through

BODY = "Dewiswch gyfrinair: ŵŷâ\n\n.\nFrom here on\n" + "gair " * 60 + "\n"


@pytest.fixture
def box():
    return LetterBox()


@pytest.fixture
def mailing(config, box):
    """The settings of a portal with a mail server on this machine."""
    with mailing_through(box, config) as settings:
        yield settings


@pytest.fixture
def database(config):
    opened = Database(config.database_url)
    yield opened
    opened.dispose()


def put(database, *recipients):
    with database.writing():
        for recipient in recipients:
            outbox.put(recipient, "Cyfrinair newydd – ŵ", BODY)


def waiting(database):
    with database.reading():
        return len(outbox.waiting())


def test_a_message_arrives_as_it_was_written_and_is_then_deleted(mailing, box, database):
    put(database, "anna@council.example", "bryn@council.example")
    assert deliver_waiting(database, mailing) == 2

    assert waiting(database) == 0
    assert box.letters[0].rcpt_tos == ["anna@council.example"]
    assert box.letters[0].mail_from == "porth@council.example"
    message = message_from_bytes(box.letters[0].content, policy=default)
    assert message["Subject"] == "Cyfrinair newydd – ŵ"
    assert message["To"] == "anna@council.example"
    assert message.get_content().replace("\r\n", "\n") == BODY


def test_a_message_that_is_refused_waits_and_goes_later(mailing, box, database):
    put(database, "anna@council.example")
    box.refusing = True
    assert deliver_waiting(database, mailing) == 0
    assert waiting(database) == 1
    box.refusing = False
    assert deliver_waiting(database, mailing) == 0, "not at once again"
    with database.writing() as session:
        session.query(outbox.Message).update({"try_after": now()})
    assert deliver_waiting(database, mailing) == 1


def test_without_a_server_messages_are_kept(config, database):
    put(database, "anna@council.example")
    assert deliver_waiting(database, config) == 0
    assert waiting(database) == 1


def test_a_server_that_is_away_loses_nothing(config, database):
    put(database, "anna@council.example")
    away = dataclasses.replace(config, smtp_url="smtp://127.0.0.1:9")
    assert deliver_waiting(database, away) == 0
    assert waiting(database) == 1


def test_the_postman_delivers_by_himself(mailing, box, database):
    put(database, "anna@council.example")
    Postman(database, mailing).wake()
    until = time.monotonic() + 10
    while waiting(database) and time.monotonic() < until:
        time.sleep(0.05)
    assert len(box.letters) == 1


def test_two_postmen_never_take_the_same_message(database):
    put(database, "anna@council.example", "bryn@council.example")
    with database.writing():
        first = outbox.claim()
    with database.writing():
        second = outbox.claim()
        assert outbox.claim() is None
    assert {first.recipient, second.recipient} == {"anna@council.example", "bryn@council.example"}


@pytest.mark.parametrize(
    ("recipient", "subject"),
    [
        ("anna@council.example\nBcc: x@evil.example", "x"),
        ("anna@council.example\r\nX: y", "x"),
        ("anna\n@council.example", "x"),
        ("anna @council.example", "x"),
        ("no-address", "x"),
        ("anna@council.example", "x\nBcc: y@evil.example"),
        ("anna@council.example", "x\r\n\r\nbody"),
    ],
)
def test_nothing_breaks_out_of_a_header(config, recipient, subject):
    letter = outbox.Letter(1, recipient, subject, "x", now())
    with pytest.raises(ValueError, match=r"not an address|linefeed|carriage"):
        composed(letter, config)


def test_a_password_is_never_sent_in_the_clear(mailing, box, database):
    url = mailing.smtp_url.replace("smtp://", "smtp://user:secret@")
    put(database, "anna@council.example")
    assert deliver_waiting(database, dataclasses.replace(mailing, smtp_url=url)) == 0
    assert not box.letters


def test_the_settings_password_is_never_shown(tmp_path):
    config = config_in(
        tmp_path, MELIN_SMTP_URL="smtp://user:geheim@mail.example", MELIN_SECRET_KEY="k" * 32
    )
    assert "geheim" not in repr(config)
    assert "kkkk" not in repr(config)
