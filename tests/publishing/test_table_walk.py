"""From the file an officer has to a version that readers see, and the next month's after it."""

import csv
import io
import zipfile
from datetime import date

import pytest
from rustpy_xlsxwriter import write_worksheet

from portal.publishing import drafting
from portal.publishing.models import State
from tests.publishing.drafted import APRIL, DATASET, MAY, begun, live, written
from tests.publishing.walk import OFFICER, do, look, work


def codes(found):
    return sorted({issue["code"] for issue in found})


def test_a_messy_csv_goes_from_upload_to_publication(config, own_app):
    found = begun(config)

    assert found.state is State.CHECKED
    assert found.found["tables"][0]["rows"] == 3
    assert found.found["tables"][0]["header_rows"] == [4]
    assert {change["code"] for change in found.changes} >= {"negative-brackets", "total-row"}
    assert found.questions == []
    assert "welsh-missing" in codes(found.issues)

    found = written(config, found.id)
    assert found.issues == []
    assert found.content is not None

    found = live(config, found.id)
    assert (found.state, found.fault) == (State.PUBLISHED, None)
    body = own_app.test_client().get(f"/dataset/{DATASET}/data/{DATASET}.csv").text
    rows = list(csv.DictReader(io.StringIO(body)))
    assert [row["amount"] for row in rows] == ["1234.00", "-2500.50", "600.00"]
    assert rows[0]["date"] == "2026-04-01"


def test_the_next_month_asks_nothing_and_has_no_issue(config):
    live(config, written(config, begun(config).id).id)
    may = begun(config, MAY, "spend-may.csv")

    assert (may.questions, may.issues) == ([], [])
    assert live(config, may.id).state is State.PUBLISHED


def workbook(path):
    rows = [
        {"Date": date(2026, 4, n), "Supplier": f"Cwmni {n} Ltd", "Amount": n * 100.5}
        for n in range(1, 9)
    ]
    write_worksheet(rows, str(path), "April", datetime_format="yyyy-mm-dd")
    return path.read_bytes()


def test_a_workbook_goes_the_same_way(config, tmp_path):
    found = written(config, begun(config, workbook(tmp_path / "a.xlsx"), "april.xlsx").id)
    assert codes(found.issues) == ["measures-missing"]
    columns = {DATASET: {"amount": {"measures": "money"}}}
    do(config, drafting.save_columns, found.id, DATASET, columns[DATASET], by=OFFICER)
    work(config)

    assert live(config, found.id).state is State.PUBLISHED


def test_a_zip_with_one_table_is_read_as_that_table(config, tmp_path):
    path = tmp_path / "april.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("out/april.csv", APRIL)

    assert begun(config, path.read_bytes(), "april.zip").found["tables"][0]["rows"] == 3


def bomb():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", b"0," * (200 << 20))
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("bomb.zip", bomb, "zip-ratio"),
        ("page.csv", lambda: b"<!doctype html><script>alert(1)</script>", "web-page"),
        ("paper.xlsx", lambda: b"%PDF-1.7 ...", "not-a-table-file"),
        ("broken.xlsx", lambda: b"PK\x03\x04" + b"x" * 5000, "zip-broken"),
        ("deep.json", lambda: b"[" * 200_000, None),
    ],
)
def test_a_hostile_file_is_refused_by_name_and_the_worker_lives(config, name, content, code):
    found = begun(config, content(), name)

    assert found.state is State.CHECKED
    assert found.issues
    assert found.content is None
    assert code in {None, *codes(found.issues)}
    assert "check-failed" not in codes(found.issues)


def test_a_rule_broken_is_told_by_the_row_of_the_file_as_handed_in(config):
    found = written(config, begun(config).id)
    rule = {"department": {"constraints": {"enum": ["Schools", "Highways"]}}}
    do(config, drafting.save_columns, found.id, DATASET, rule, by=OFFICER)
    work(config)

    (issue,) = look(config, found.id).issues
    assert (issue["code"], issue["row"], issue["column"]) == ("constraint-error", 7, "department")
