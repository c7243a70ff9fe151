"""Tokens of programs: shown once, kept as hashes, good for little and not for long."""

import io
import json
import logging
import re
import time

import pytest
import time_machine
from flask import Blueprint
from sqlalchemy import select

from portal.accounts import guard
from portal.accounts.models import ApiToken
from portal.accounts.roles import Scope
from portal.web.log import JsonLines

TOKENS = "/en/publishers/alpha/tokens"


@pytest.fixture
def api(portal):
    """Add two addresses for programs to the portal."""
    blueprint = Blueprint("trial", __name__)

    @blueprint.get("/api/v1/trial/<slug>")
    @guard.programs(Scope.READ)
    def read(slug):
        return {"publisher": guard.require_own(slug).publisher}

    @blueprint.post("/api/v1/trial/<slug>")
    @guard.programs(Scope.PUBLISH)
    def write(slug):
        return {"publisher": guard.require_own(slug).publisher}

    portal.register_blueprint(blueprint)
    return portal.test_client()


def made(anna, scopes=("read",), days="30"):
    data = {"name": "nightly upload", "scopes": list(scopes), "days": days}
    answer = anna.post(TOKENS, data)
    assert answer.status_code == 200
    return re.search(r"<code>(melin_[\w-]{43})</code>", answer.text)[1]


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def test_a_token_is_shown_once_and_kept_as_a_hash(browser, database):
    anna = browser("alpha-admin")
    token = made(anna)

    assert token not in anna.get(TOKENS).text
    with database.reading() as session:
        row = session.scalars(select(ApiToken)).one()
        assert token not in str(vars(row))
        assert len(row.secret_hash) == 64


def test_a_token_does_what_it_is_for_and_no_more(api, browser):
    token = made(browser("alpha-admin"))

    assert api.get("/api/v1/trial/alpha", headers=bearer(token)).json == {"publisher": "alpha"}
    assert api.post("/api/v1/trial/alpha", headers=bearer(token)).status_code == 403
    assert api.get("/api/v1/trial/beta", headers=bearer(token)).status_code == 403


def test_a_program_needs_no_form_and_no_origin(api, browser):
    token = made(browser("alpha-admin"), scopes=["publish"])
    headers = {**bearer(token), "Origin": "https://build.example"}
    assert api.post("/api/v1/trial/alpha", headers=headers).status_code == 200


def test_a_cookie_opens_nothing_that_is_for_programs(api, browser):
    assert browser("alpha-admin").get("/api/v1/trial/alpha").status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer melin_"},
        {"Authorization": "Bearer melin_" + "x" * 43},
        {"Authorization": "Basic bWVsaW46eA=="},
        {"Authorization": "Bearer é"},
    ],
)
def test_without_a_good_token_a_program_is_told_so(api, headers):
    headers = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    answer = api.get("/api/v1/trial/alpha", headers=headers)

    assert answer.status_code == 401
    assert answer.json["code"] == "wrong-token"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_ends_when_it_was_said_to(api, browser):
    token = made(browser("alpha-admin"))
    with time_machine.travel(time.time() + 30 * 86400 + 60, tick=False):
        assert api.get("/api/v1/trial/alpha", headers=bearer(token)).status_code == 401


def test_a_revoked_token_ends_at_once(api, browser):
    anna = browser("alpha-admin")
    token = made(anna)
    anna.post(f"{TOKENS}/1/revoke")

    assert api.get("/api/v1/trial/alpha", headers=bearer(token)).status_code == 401
    assert "revoked" in anna.get(TOKENS).text


def test_a_token_ends_with_the_account_that_made_it(api, browser, number):
    token = made(browser("alpha-admin"))
    browser("site").post(f"/en/admin/members/{number('alpha-admin')}", {"state": "closed"})
    assert api.get("/api/v1/trial/alpha", headers=bearer(token)).status_code == 401


def test_a_token_in_an_address_is_refused_even_beside_a_good_header(api, browser):
    token = made(browser("alpha-admin"))
    for query in (f"token={token}", f"access_token={token}", f"q={token}"):
        answer = api.get(f"/api/v1/trial/alpha?{query}", headers=bearer(token))
        assert answer.status_code == 400
        assert answer.json["code"] == "token-in-address"
        assert token not in answer.text


def test_a_token_is_never_logged(api, browser):
    token = made(browser("alpha-admin"))
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    log = logging.getLogger("melin.web")
    log.addHandler(handler)
    try:
        api.get("/api/v1/trial/alpha", headers=bearer(token))
        api.get(f"/api/v1/trial/alpha?token={token}")
        api.get(f"/api/v1/{token}")
        log.error("failed", extra={"facts": {"said": f"Bearer {token}"}})
    finally:
        log.removeHandler(handler)

    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert len(lines) == 4
    assert token not in written.getvalue()


def test_the_last_use_is_shown(api, browser):
    anna = browser("alpha-admin")
    token = made(anna)
    assert "Never used" in anna.get(TOKENS).text
    api.get("/api/v1/trial/alpha", headers=bearer(token))
    assert "Last used: " in anna.get(TOKENS).text


@pytest.mark.parametrize(
    "data",
    [
        {"name": "", "scopes": "read", "days": "30"},
        {"name": "x", "days": "30"},
        {"name": "x", "scopes": "everything", "days": "30"},
        {"name": "x", "scopes": "read", "days": "36500"},
        {"name": "x\ny", "scopes": "read", "days": "30"},
    ],
)
def test_a_token_that_is_not_fully_described_is_not_made(browser, everything, data):
    anna = browser("alpha-admin")
    before = everything()
    assert anna.post(TOKENS, data).status_code == 422
    assert everything() == before
