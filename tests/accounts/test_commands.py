"""`melin user`: the first account, a list, a way back in."""

import re

import pytest
from click.testing import CliRunner

from portal.cli import main
from tests.conftest import opened
from tests.people import Browser


@pytest.fixture
def melin(config, monkeypatch):
    monkeypatch.setenv("MELIN_DATA", str(config.data))
    return lambda *words: CliRunner().invoke(main, ["user", *words])


def test_the_first_admin_is_made_and_signs_in(melin, config):
    made = melin("create-admin", "Anna@Council.example", "--name", "Anna")
    password = made.output.split()[1]
    for app in opened(config):
        anna = Browser(app.test_client())
        data = {"email": "anna@council.example", "password": password}
        anna.post("/en/sign-in", data)
        assert anna.get("/en/admin").status_code == 200

    assert melin("list").output == "1\tanna@council.example\tAnna\tsite-admin\n"


def test_a_member_gets_back_in_by_a_printed_link(melin, config):
    melin("create-admin", "anna@council.example", "--name", "Anna")
    links = melin("reset", "anna@council.example").output.split()
    assert [link.split("/")[3] for link in links] == ["cy", "en"]
    for app in opened(config):
        path = links[1].removeprefix("http://localhost:8000")
        anna = Browser(app.test_client())
        anna.post(path, {"new": "llyfr coch hergest"})
        assert anna.get("/en/account").status_code == 200


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("reset", "nobody@council.example"), "unknown-account"),
        (("create-admin", "nonsense", "--name", "x"), "bad-email"),
    ],
)
def test_a_refusal_is_told_in_both_languages(melin, words, code):
    told = melin(*words)
    assert told.exit_code == 1
    assert re.search(rf"^{code}\n  cy: .+\n  en: .+", told.output)


def test_the_demonstrations_passwords_are_printed_once(melin):
    assert len(melin("demonstration").output.splitlines()) == 2
    assert melin("demonstration").output == ""
