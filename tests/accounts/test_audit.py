"""The log of changes: complete, readable in both languages, and beyond anybody's reach."""

import csv
import io

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from portal.accounts.audit import COMMAND, record
from portal.accounts.log_words import ACTIONS
from portal.accounts.models import AuditEntry
from tests.conftest import inspected


@pytest.mark.parametrize("change", [update(AuditEntry).values(action="x"), delete(AuditEntry)])
def test_the_database_refuses_to_change_or_delete_a_line(database, change):
    with pytest.raises(DatabaseError, match="never changed"), database.writing() as session:
        session.execute(change)


def test_everything_that_was_done_stands_in_the_log(browser, number):
    anna = browser("alpha-admin")
    member = f"/en/publishers/alpha/members/{number('alpha-editor')}"
    anna.post(member, {"roles": "approver"})
    anna.post(f"{member}/remove")
    anna.post("/en/publishers/alpha/tokens", {"name": "x", "scopes": "read", "days": "30"})
    anna.post("/en/publishers/alpha/tokens/1/revoke")
    lines = anna.get("/en/publishers/alpha/log.json").json

    assert [line["action"] for line in lines] == [
        "token-revoked",
        "token-created",
        "member-removed",
        "roles-changed",
        "publisher-created",
    ]
    assert {line["who"] for line in lines[:4]} == {"alpha-admin@council.example"}
    assert lines[3]["facts"] == {"before": ["editor"], "after": ["approver"]}


def test_a_publishers_log_is_its_own_and_the_portals_is_whole(browser):
    anna, site = browser("alpha-admin"), browser("site")
    own = anna.get("/en/publishers/alpha/log.json").json
    whole = site.get("/en/admin/log.json").json

    assert {line["publisher"] for line in own} == {"alpha"}
    assert {"alpha", "beta", ""} <= {line["publisher"] for line in whole}
    assert {line["action"] for line in whole} <= set(ACTIONS)


def test_the_csv_is_safe_in_a_spreadsheet(browser, database):
    with database.writing():
        record("signed-in", actor=COMMAND, subject="=HYPERLINK(1)", said="+1")
    answer = browser("site").get("/en/admin/log.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="log.csv"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "'=HYPERLINK(1)" in {row["subject"] for row in rows}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_a_log_of_many_lines_has_pages_and_a_whole_export(browser, database):
    with database.writing():
        for number in range(1100):
            record("signed-in", actor=COMMAND, subject=f"member/{number}")
    site = browser("site")

    assert len(site.get("/en/admin/log.json").json) > 1100
    second = inspected(site.client, "/en/admin/log?page=2")
    assert len(second.select("tbody tr")) == 50
    assert [a["href"] for a in second.select(".pager a")] == [
        "/en/admin/log?page=1",
        "/en/admin/log?page=3",
    ]
