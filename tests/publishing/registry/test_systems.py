"""What the source's systems did, done by registers: each is held to the check that was promised."""

import csv

import pytest
import time_machine

from portal.bilingual import LOCALES
from portal.i18n.words import issue_words
from portal.publishing.gate.passing import AtTheGate, at_the_gate
from portal.publishing.gate.rounding import protected
from portal.publishing.registry import check, schema
from tests.publishing.registry.tables import package, table

NAME, KEY = "aberwen-skills", b"a secret for tests"
NOTHING = {
    "against": {"names": [NAME], "releases": [0, 0], "facts": [0, 0]},
    "releases": [],
    "facts": [],
    "holes": [],
    "taken": [],
}


def told(path, one):
    """Return the issues of a table as readers are told them: code, row, column, words."""
    found = check(path, one, synthetic=True)
    return [
        (each.code, each.row, each.column, *(issue_words(each, locale).what for locale in LOCALES))
        for each in found
    ]


def test_an_asset_with_personal_data_cannot_be_open_and_each_says_how_complete_it_is(tmp_path):
    one = schema("information-assets")
    rows = [
        {"personal_data": "yes", "access": "open"},
        {"personal_data": "yes", "access": "closed", "complete": "100"},
        {"complete": "101"},
    ]
    found = told(table(tmp_path / "assets.csv", one, *rows), one)
    assert [issue[:3] for issue in found] == [
        ("codes-exclude-each-other", 3, "access"),
        ("constraint-error", 5, "complete"),
    ]
    assert found[0][3:] == (
        "Ni all dau god mewn rhes sefyll gyda'i gilydd",
        "Two codes of a row cannot stand together",
    )


@time_machine.travel("2026-06-15T12:00:00Z", tick=False)
def test_sharing_without_an_agreement_or_under_an_expired_one_is_flagged(tmp_path):
    one = schema("sharing-agreements")
    rows = [
        {"agreement": ""},
        {"end": "2026-06-14"},
        {"end": "2026-06-15"},
        {"end": ""},
        {"sharing": "ended", "agreement": "", "end": "2026-06-14"},
    ]
    without = ("Rhennir data heb gytundeb", "Data are shared without an agreement")
    expired = (
        "Rhennir data dan gytundeb sydd wedi dod i ben",
        "Data are shared under an agreement that has expired",
    )
    assert told(table(tmp_path / "sharing.csv", one, *rows), one) == [
        ("shared-without-agreement", 3, "agreement", *without),
        ("agreement-expired", 4, "end", *expired),
    ]
    assets, shared = schema("information-assets"), {"access": "shared", "agreement": ""}
    assert told(table(tmp_path / "assets.csv", assets, shared), assets) == [
        ("shared-without-agreement", 3, "agreement", *without)
    ]


def test_an_unknown_code_is_refused_with_row_column_and_the_code_probably_meant(tmp_path):
    one = schema("recommendations")
    path = table(tmp_path / "table.csv", one, {}, {"status": "complete-d"})
    [issue] = check(path, one, synthetic=True)
    assert (issue.code, issue.row, issue.column) == ("unknown-code", 4, "status")
    assert issue.facts == {"cell": "complete-d", "nearest": "completed"}


def test_an_entry_of_the_decision_log_leads_to_a_frozen_version(client, tmp_path):
    one = schema("decisions")
    path = table(tmp_path / "table.csv", one, {"dataset": "councils", "version": "1"})
    assert check(path, one, synthetic=True) == []
    with path.open(encoding="utf-8", newline="") as file:
        entry = list(csv.DictReader(file))[-1]
    frozen = client.get(f"/dataset/{entry['dataset']}/{entry['version']}/datapackage.json")
    assert frozen.status_code == 200
    assert "immutable" in frozen.headers["Cache-Control"]


GROUPS = {"managers": (31, 24), "office-staff": (33, 27)}


def skills(folder, *leaders):
    """Return a package that counts staff by group and main skill, the leaders as given."""
    rows = [
        ["X99000001", "2026", group, skill, people]
        for group, counts in {"leaders": leaders, **GROUPS}.items()
        for skill, people in zip(("analysing", "mapping"), counts, strict=True)
    ]
    return package(folder, schema("skills"), rows, name=NAME, gate={"answer": "skill"})


def refused(made):
    issues = at_the_gate(made, AtTheGate(NAME, 1, NOTHING, {})).issues
    return [(issue["code"], issue["row"], issue["column"]) for issue in issues]


@pytest.mark.parametrize(("leaders", "kept"), [((6, 3), 0), ((6, 4), 2)], ids=["nine", "ten"])
def test_nine_people_are_refused_and_left_out_and_ten_are_rounded(leaders, kept, tmp_path):
    made = skills(tmp_path / "skills", *leaders)
    assert refused(made) == [("gate-refused", 3, "people")]
    done = protected(made, tmp_path / "skills", KEY)
    assert done.issues == []
    assert refused(done.package) == []
    with made.data["table"].open(encoding="utf-8", newline="") as file:
        shown = [
            (row["staff_group"], int(row["people"]))
            for row in csv.DictReader(file)
            if row["people"]
        ]
    assert shown
    assert all(count % 5 == 0 for _, count in shown)
    own = [count for group, count in shown if group == "leaders"]
    assert (len(own), sum(own)) == (kept, 10 if kept else 0)
