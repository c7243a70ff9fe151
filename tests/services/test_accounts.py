"""Accounts on PostgreSQL work as they do on SQLite."""

import dataclasses

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import DatabaseError

from portal.accounts import commands
from portal.accounts.models import AuditEntry
from portal.db import Database
from portal.jobs import outbox
from tests.conftest import config_in, opened
from tests.people import Browser

EMAIL = "anna@council.example"


@pytest.fixture
def on_postgres(postgres_url, tmp_path):
    return dataclasses.replace(config_in(tmp_path / "data"), database_url=postgres_url)


def test_a_member_signs_in_fails_waits_and_reads_the_log(on_postgres):
    password = commands.create_admin(on_postgres, EMAIL, "Anna")
    commands.demonstration(on_postgres)
    for app in opened(on_postgres):
        anna = Browser(app.test_client())
        assert anna.post("/en/sign-in", {"email": EMAIL, "password": "x"}).status_code == 403
        right = {"email": EMAIL, "password": password}
        assert anna.post("/en/sign-in", right).status_code == 303
        invited = {"email": "new@council.example", "roles": "editor"}
        assert anna.post("/en/publishers/demonstration-council/members", invited).status_code == 303
        assert "Member invited" in anna.get("/en/admin/log").text
        stranger = Browser(app.test_client())
        wrong = {"email": EMAIL, "password": "wrong"}
        statuses = [stranger.post("/en/sign-in", wrong).status_code for _ in range(7)]
        assert statuses[0] == 403
        assert 429 in statuses


def test_the_log_cannot_be_changed_and_messages_are_taken_once(on_postgres):
    commands.create_admin(on_postgres, EMAIL, "Anna")
    database = Database(on_postgres.database_url)
    with pytest.raises(DatabaseError, match="never changed"), database.writing() as session:
        session.execute(delete(AuditEntry))
    with database.writing():
        outbox.put(EMAIL, "x", "y")
    with database.writing():
        assert outbox.claim().recipient == EMAIL
        assert outbox.claim() is None
    database.dispose()
