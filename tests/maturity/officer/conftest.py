"""A publisher with its members, a fictional round of its own, and what runs it from pages."""

import io
from datetime import timedelta

import pytest

from portal.clock import now, today
from portal.maturity import errands
from tests.conftest import opened
from tests.maturity.conftest import COUNCILS, NAME, groups_file

HOME = f"/en/publish/rounds/{NAME}"
HOME_CY = f"/cy/cyhoeddi/rowndiau/{NAME}"


@pytest.fixture
def portal(team_config):
    yield from opened(team_config)


@pytest.fixture
def editor(browser):
    return browser("editor")


def listed(tmp_path, councils=None):
    """Return a list of whom a round invites, as it is pasted."""
    return groups_file(tmp_path, councils or COUNCILS).read_text(encoding="utf-8")


def asked(groups, **other):
    """Return the form of a new round."""
    closes = today() + timedelta(days=20)
    return {
        "name": NAME,
        "kind": "synthetic",
        "closes": closes.isoformat(),
        "keep_days": "30",
        "framework": "7x3-1",
        "groups": groups,
        **other,
    }


@pytest.fixture
def drafted(editor, tmp_path):
    """A browser of an officer who has created a round; its key is not made yet."""
    sent = editor.post("/en/publish/new-round", asked(listed(tmp_path)))
    assert sent.status_code == 303, sent.text
    assert sent.headers["Location"] == HOME
    return editor


@pytest.fixture
def ready(drafted, team_config, database):
    """The same after the worker has made the key."""
    assert errands.make_keys(team_config, database)
    return drafted


@pytest.fixture
def running(ready):
    """The same after the round has been opened."""
    assert ready.post(f"{HOME}/open").status_code == 303
    return ready


def csv_file(text, name="answers.csv"):
    """Return a file as a form sends it."""
    content = text if isinstance(text, bytes) else text.encode()
    return (io.BytesIO(content), name)


def later(**span):
    return now() + timedelta(**span)
