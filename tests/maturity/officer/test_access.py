"""Nobody reaches another publisher's round: every route, every method, every kind of person."""

import pytest

from portal.accounts import guard
from portal.maturity.officer.views import blueprint
from tests.maturity.officer.conftest import HOME, asked, csv_file
from tests.people import TEAM

READING = {"GET", "HEAD"}
MEMBERS = {"editor", "approver", "both", "translator", "admin"}
READERS = MEMBERS | {"site"}
EDITORS = {"editor", "both", "admin"}
WITH_EDITORS = EDITORS | {"stranger"}  # she is an editor too, of another publisher
WHO_MAY = {
    "rounds_page": set(TEAM),
    "start_page": WITH_EDITORS,
    "round_page": READERS,
    "open_round": EDITORS,
    "close_page": EDITORS,
    "delete_round": EDITORS,
    "make_ready": EDITORS,
    "submit_all": EDITORS,
    "approve_all": {"approver", "both", "admin"},
    "links_page": READERS,
    "every_link": EDITORS,
    "void_links": EDITORS,
    "import_page": EDITORS,
    "preview_page": READERS,
    "unused_links_file": READERS,
}
MAY_SEND = {"links_page": EDITORS}  # of the pages that are read and sent, who may send


def addresses(app):
    """Yield the name, method and path of every address of rounds."""
    for rule in app.url_map.iter_rules():
        blueprint_, _, name = rule.endpoint.partition(".")
        if blueprint_ == "rounds":
            path = rule.rule.replace("<slug:name>", "2099-demo").replace("<slug:tool>", "members")
            assert "<" not in path, path
            for method in sorted(rule.methods - {"OPTIONS"}):
                yield name, method, path


def let_in(person, name, method):
    sending = method not in READING and name in MAY_SEND
    return person in (MAY_SEND if sending else WHO_MAY)[name]


def ask(anna, method, path):
    data = {
        **asked("", name="2098-demo"),
        "csrf_token": anna.token(),
        "council": "X99000001",
        "tool": "members",
        "number": "1",
        "wishes": "council,tool,number\nX99000001,members,1",
        "form": "csv",
        "void_council": "X99000001",
        "void_tool": "members",
        "file": csv_file("council"),
    }
    return anna.client.open(path, method=method, data=None if method in READING else data)


def test_every_address_of_rounds_is_guarded_and_in_the_table(portal):
    assert {name for name, _, _ in addresses(portal)} == set(WHO_MAY)
    assert all(guard.access_of(portal.view_functions[f"rounds.{name}"]) for name in WHO_MAY)


@pytest.mark.parametrize("person", ["", *TEAM])
def test_whoever_may_not_is_refused_and_changes_nothing(
    running, portal, browser, everything, person
):
    anna, before, tried = browser(person), everything(), 0
    for name, method, path in addresses(portal):
        if let_in(person, name, method):
            continue
        answer = ask(anna, method, path)
        expected = {404} if person in {"stranger", "nobody"} and name != "start_page" else {403}
        if person == "":
            expected = {303, 401}
        assert answer.status_code in expected, f"{person} {method} {path}: {answer.status_code}"
        assert "Aberwen" not in answer.text
        tried += 1
    assert tried or person in EDITORS
    after = everything()
    signed_in = len(after.pop("audit_entry")) - len(before.pop("audit_entry"))
    assert (after, signed_in) == (before, 0)


@pytest.mark.parametrize("person", list(TEAM))
def test_whoever_may_is_let_in(running, portal, browser, person):
    """The refusals above mean something only if the same addresses open for the right people."""
    anna = browser(person)
    every = sorted(addresses(portal), key=lambda each: (each[1] == "POST", "delete" in each[2]))
    for name, method, path in every:
        if let_in(person, name, method) and not path.startswith("/cy"):
            answer = ask(anna, method, path)
            good = {200} if method in READING else {200, 303, 409, 422}
            assert answer.status_code in good, f"{person} {method} {path}: {answer.status_code}"


def test_without_the_guard_the_table_would_be_broken(running, browser, monkeypatch):
    """The matrix is worth something only where it fails once its defence is away."""
    stranger = browser("stranger")
    assert stranger.get(HOME).status_code == 404
    monkeypatch.setattr(blueprint, "require", lambda *_: guard.require_member())
    assert stranger.get(HOME).status_code == 200


def test_no_other_site_can_make_an_officer_change_a_round(running, portal, everything):
    before = everything()
    token = running.token()
    for _name, method, path in addresses(portal):
        if method in READING:
            continue
        bare = running.client.open(path, method=method, data={"wishes": "x"})
        foreign = running.client.open(
            path,
            method=method,
            data={"csrf_token": token},
            headers={"Origin": "https://evil.example"},
        )
        assert (bare.status_code, foreign.status_code) == (403, 403), path
    assert everything() == before
