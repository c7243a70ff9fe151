"""Nobody reaches another publisher's submissions: every route, every method, every kind of person.

The table below says who may; the test takes every address there is and tries each with everybody.
"""

import shutil
from pathlib import Path

import pytest

from portal.accounts import guard
from portal.publishing.rights import HOLDERS, Deed
from portal.publishing.views import blueprint
from tests.conftest import config_in
from tests.people import TEAM
from tests.publishing.conftest import upload
from tests.publishing.walk import OFFICER, PUBLISHER, SLUG, checked, draft, published

READING = {"GET", "HEAD"}
EVERYBODY = ["", *TEAM]
MEMBERS = {"editor", "approver", "both", "translator", "admin"}
READERS = MEMBERS | {"site"}
EDITORS = {"editor", "both", "admin"}
REVIEWERS = {"approver", "both", "admin"}
WHO_MAY = {
    "start_page": set(TEAM),
    "submission_page": READERS,
    "preview_page": READERS,
    "preview_table_page": READERS,
    "preview_gate_page": READERS,
    "preview_file": READERS,
    "submission_differences_page": READERS,
    "submission_differences_file": READERS,
    "take_file": EDITORS,
    "submit": EDITORS,
    "abandon": EDITORS,
    "approve": REVIEWERS,
    "give_back": REVIEWERS,
    "let_through": REVIEWERS,
    "round_counts": EDITORS,
    "declare_fact": EDITORS,
    "retract_fact": REVIEWERS,
    "sign_policy": REVIEWERS,
    "texts_page": READERS,
    "about_page": READERS,
    "questions_page": READERS,
    "changes_page": READERS,
    "change_page": READERS,
    "columns_page": READERS,
    "cells_page": READERS,
    "revise": EDITORS,
    "debt_page": READERS,
    "texts_sheet": READERS,
    "manage_page": READERS,
    "withdraw": {"admin"},
    "settle": REVIEWERS | {"site"},
    "name_successor": {"admin"},
}
MAY_SEND = {  # of the pages that are read and sent, who may send
    "start_page": set(TEAM),
    "texts_page": EDITORS | {"translator"},
    "about_page": EDITORS | {"translator"},
    "questions_page": EDITORS,
    "changes_page": EDITORS,
    "columns_page": EDITORS,
    "cells_page": EDITORS,
    "debt_page": EDITORS | {"translator"},
}
PARTS = {
    "<slug:slug>/testunau": f"{PUBLISHER}/testunau",
    "<slug:slug>/texts": f"{PUBLISHER}/texts",
    "<number:group>": "1",
    "<any(csv,xlsx):kind>": "csv",
    "<slug:slug>": SLUG,
    "<slug:name>": "wards",
    "<number:number>": "2",
    "<any(csv,json):kind>": "json",
    "<path:path>": "datapackage.json",
}


@pytest.fixture(scope="session")
def stocked(staffed, tmp_path_factory) -> Path:
    """A data folder in which one version is published and the next is checked."""
    folder = tmp_path_factory.mktemp("stocked") / "data"
    shutil.copytree(staffed, folder)
    published(config_in(folder))
    assert checked(config_in(folder), draft("Another.")).id == 2
    return folder


@pytest.fixture
def team_config(stocked, tmp_path):
    """The settings of a portal of one's own with `TEAM` and something to protect."""
    shutil.copytree(stocked, tmp_path / "team")
    return config_in(tmp_path / "team")


def guarded(app):
    """Yield the name, methods and path of every guarded address of publishing."""
    for rule in app.url_map.iter_rules():
        blueprint_, _, name = rule.endpoint.partition(".")
        if blueprint_ != "publishing" or guard.access_of(app.view_functions[rule.endpoint]) is None:
            continue
        path = rule.rule
        for part, value in PARTS.items():
            path = path.replace(part, value)
        assert "<" not in path, path
        for method in sorted(rule.methods - {"OPTIONS"}):
            yield name, method, path


def form(anna, revision, **more):
    return {
        "csrf_token": anna.token(),
        "seen": revision,
        "reason_cy": "Rheswm.",
        "reason_en": "A reason.",
        "when": "now",
        "number": "1",
        "way": "withdraw",
        "word": "confirm",
        "successor": "",
        "deed": "accept",
        "code": "x",
        "dataset": SLUG,
        "publisher": PUBLISHER,
        "title": "Places to sit",
        "file": upload(b"name\r\nx\r\n", "x.csv"),
        **more,
    }


def let_in(person, name, method):
    """Tell whether the table lets a person use an address with a method."""
    sending = method not in READING and name in MAY_SEND
    return person in (MAY_SEND if sending else WHO_MAY)[name]


def ask(anna, method, path, revision, **more):
    data = form(anna, revision, **more) if method not in READING else None
    return anna.client.open(path, method=method, data=data)


def test_every_guarded_address_is_in_the_table(portal):
    assert {name for name, _, _ in guarded(portal)} == set(WHO_MAY)


@pytest.mark.parametrize("person", EVERYBODY)
def test_whoever_may_not_is_refused_and_changes_nothing(portal, browser, everything, look, person):
    anna, revision = browser(person), look(2).revision
    before, tried = everything(), 0
    for name, method, path in guarded(portal):
        if let_in(person, name, method):
            continue
        answer = ask(anna, method, path, revision)
        expected = {404} if person in {"stranger", "nobody"} else {403}
        if name in {"debt_page", "texts_sheet"}:
            expected = {403}  # a publisher's name is no secret
        if person == "":
            expected = {303, 401}
        elif person == "site" and method not in READING:
            expected = {403, 404}
        assert answer.status_code in expected, f"{person} {method} {path}: {answer.status_code}"
        if person in {"", "stranger", "nobody"}:
            assert "Title people" not in answer.text
        tried += 1
    assert tried >= (0 if person == "admin" else 4)
    assert everything() == before


@pytest.mark.parametrize("person", [person for person in EVERYBODY if person])
def test_whoever_may_is_let_in(portal, browser, look, person):
    """The refusals above mean something only if the same addresses open for the right people."""
    anna = browser(person)
    every = sorted(guarded(portal), key=lambda each: each[1] == "POST")
    for name, method, path in every:
        if not let_in(person, name, method) or path.startswith("/cy"):
            continue
        answer = ask(anna, method, path, look(2).revision)
        good = {200} if method in READING else {200, 303, 409, 410, 422}
        if name == "start_page" and method == "POST":
            good |= {403, 404}
        elif name in {"approve", "give_back", "let_through"}:
            good |= {403}  # nobody reviews what they submitted themselves
        elif name == "change_page":
            good |= {404}  # a package as it should be has no changes
        assert answer.status_code in good, f"{person} {method} {path}: {answer.status_code}"


@pytest.mark.parametrize("person", ["stranger", "nobody", "translator", "approver"])
def test_nobody_else_brings_a_file_in_for_a_publisher(browser, everything, person):
    anna, before = browser(person), everything()
    for dataset in (SLUG, "+"):
        answer = anna.client.post("/en/publish", data=form(anna, 1, dataset=dataset))
        assert answer.status_code in {403, 404}
    assert everything() == before


def test_a_site_admin_takes_down_but_withdraws_nothing_for_good(browser, everything):
    site, before = browser("site"), everything()
    path = f"/en/publish/datasets/{SLUG}/withdraw"
    assert site.client.post(path, data=form(site, 1)).status_code == 403
    assert everything() == before
    assert site.client.post(path, data=form(site, 1, way="take-down")).status_code == 303


def test_without_the_guard_the_table_would_be_broken(browser, look, monkeypatch):
    """The matrix is worth something only where it fails once its defence is away."""
    monkeypatch.setattr(blueprint, "may", lambda *_: True)
    stranger = browser("stranger")
    assert stranger.get("/en/publish/2").status_code == 200
    assert ask(stranger, "POST", "/en/publish/2/abandon", look(2).revision).status_code == 303
    assert look(2).state == "abandoned"


@pytest.mark.parametrize(
    "field", ["state", "publisher_id", "approved_by", "content", "uploaded_by", "id"]
)
def test_fields_that_nobody_asked_for_change_nothing(browser, look, field):
    editor, before = browser("editor"), look(2)
    data = form(editor, before.revision, **{field: "99"})
    assert editor.client.post("/en/publish/2/submit", data=data).status_code == 303
    after = look(2)
    assert (after.state, after.id, after.approved_by) == ("submitted", 2, None)
    assert after.content == before.content
    assert after.uploaded_by == before.uploaded_by == OFFICER


def test_every_deed_has_holders():
    assert set(HOLDERS) == set(Deed)
    assert all(HOLDERS.values())
