"""What intake makes of the files officers really have."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from portal.i18n.intake_words import intake_message
from portal.tabular.report import to_json
from portal.tabular.sandbox import run_intake

MELIN = Path(sys.executable).with_name("melin")
SPEND = """Aberwen Council,,,
Payments over 500 pounds,,,
,,,
Date,Supplier code,Supplier,Amount
01/04/2024,00123,Gwaith Papur Cyf,"1,234.50"
13/04/2024,00456,Saer Coed Cyf,"(200.00)"
22/04/2024,00789,Golau Gwyn Cyf,"3,000.00"
,,Total,"4,034.50"
"""


def intake(folder, content, name="file.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return to_json(run_intake(path).intake, intake_message)


def test_the_table_is_found_under_its_title_and_without_its_total(tmp_path):
    found = intake(tmp_path, SPEND)
    [table] = found["tables"]

    assert found["verdict"] == "normalise"
    assert table["header_rows"] == [4]
    assert table["rows"] == 3
    assert table["last_row"][0] == "22/04/2024"
    assert "Aberwen Council" in " ".join(found["notes"])


def test_types_are_decided_by_the_whole_column(tmp_path):
    [table] = intake(tmp_path, SPEND)["tables"]

    assert {column["name"]: column["type"] for column in table["columns"]} == {
        "Date": "date",
        "Supplier code": "string",
        "Supplier": "string",
        "Amount": "number",
    }


def test_every_change_is_listed_with_what_stood_there_before(tmp_path):
    changes = {change["code"]: change for change in intake(tmp_path, SPEND)["changes"]}
    [sample] = changes["negative-brackets"]["samples"]

    assert sample["row"] == 6
    assert sample["before"] == "(200.00)"
    assert sample["after"] == "-200.00"
    assert "total-row" in changes


def test_a_clean_file_is_accepted_without_a_change(tmp_path):
    found = intake(tmp_path, "place,count\nAberwen,12\nBrynmor,7\nCwmdu,9\n")

    assert found["verdict"] == "accept"
    assert found["changes"] == []


def test_two_tables_in_one_file_are_asked_about(tmp_path):
    two = "Travel,\nMonth,Cost\nMay,10\nJune,20\n,\n,\nPaper,\nShop,Price\nX,1\nY,2\n"

    assert intake(tmp_path, two)["verdict"] == "ask"


def test_windows_letters_are_read_as_they_were_written(tmp_path):
    found = intake(tmp_path, "enw,pris\nT\xf4n,\xa312\nM\xf4n,\xa315\n".encode("cp1252"))

    assert found["encoding"] == "cp1252"
    assert found["tables"][0]["first_row"] == ["Tôn", "£12"]


def test_rows_about_people_are_rejected(tmp_path):
    rows = "".join(
        f"Person {n},QQ{n:06d}C,{n % 28 + 1:02d}/03/1970,someone{n}@example.org\n"
        for n in range(1, 40)
    )
    found = intake(tmp_path, f"Full name,National Insurance number,Date of birth,Email\n{rows}")

    assert found["verdict"] == "reject"


def test_every_message_stands_in_both_languages(tmp_path):
    for message in intake(tmp_path, SPEND)["messages"]:
        assert message["cy"]
        assert message["en"]
        assert message["cy"] != message["en"]


def test_a_zip_bomb_is_refused_and_not_unpacked(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.csv", b"0" * (200 * 1024 * 1024))

    assert intake(tmp_path, packed.getvalue(), "data.zip")["verdict"] == "reject"


@pytest.mark.parametrize("content", [b"", b"\x00" * 500, b"%PDF-1.7\n%\xe2\xe3", b"\xff\xfe"])
def test_what_is_no_table_is_refused_with_words(tmp_path, content):
    found = intake(tmp_path, content)

    assert found["verdict"] in {"reject", "ask"}
    assert found["messages"]


def test_the_command_prints_one_object_and_exits_as_it_says(tmp_path):
    path = tmp_path / "spend.csv"
    path.write_text(SPEND, encoding="utf-8")
    done = subprocess.run(
        [MELIN, "intake", str(path), "--json"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0
    assert json.loads(done.stdout)["verdict"] == "normalise"
