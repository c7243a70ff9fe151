"""Spreadsheets: every cell arrives as what it is, and no text is ever run as a formula."""

import csv
import re
import tempfile
import time
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from portal.interop.reading import read_package
from portal.interop.writing import freeze, sheets
from portal.interop.writing.cells import harmless
from portal.interop.writing.opendocument import Sheet, write_opendocument
from tests.interop.packages import WARDS, Draft

FORMULAS = ['=HYPERLINK("http://x")', "+1+cmd|'/c calc'!A1", "-2+3", "@SUM(A1)", "\tx", "=1+1"]
HARMLESS = ["-", "-12", "+44 1632 960000", "−5", "cell", "", "-1,234.50", "--", "Llŷn"]
KINDS = ("xlsx", "ods")


def frozen(folder: Path, wards: str = WARDS) -> Path:
    """Freeze the draft package with wards of its own; return where its data files lie."""
    made = Draft()
    made.data["wards"] = wards
    for name in ("note_en", "people"):
        made.field(name).pop("constraints")
    package = read_package(made.write(folder / "package"))
    freeze(package.description, package.data, number=1, folder=folder / "frozen")
    return folder / "frozen" / "data"


def last_row(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[-1]


def sheet(path: Path, name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python()


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_a_spreadsheet_would_run_is_disarmed(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_marks_numbers_and_telephones_stay(text):
    assert harmless(text) == text


def test_formulas_are_disarmed_for_people_and_untouched_for_programs(tmp_path):
    data = frozen(tmp_path, WARDS + "4,,library,-7,-2.5,,,=1+1,@x\n")
    neutral = last_row(data / "wards.csv")
    assert neutral[3:5] + neutral[7:] == ["-7", "-2.5", "=1+1", "@x"]
    worded = last_row(data / "wards.cy.csv")
    assert [cell for cell in worded if cell] == [
        "4",
        "library",
        "Llyfrgell",
        "-7",
        "-2.5",
        "'=1+1",
        "'@x",
    ]
    with zipfile.ZipFile(data / "wards.xlsx") as book:
        assert not any(re.search(b"<f[ >]", book.read(name)) for name in book.namelist())
    for kind in KINDS:
        last = sheet(data / f"wards.{kind}", "English")[-1]
        assert last[-2:] == ["=1+1", "@x"]
        assert last[5:7] == [-7.0, -2.5]


@pytest.mark.parametrize("kind", KINDS)
def test_cells_are_typed_and_labelled_in_both_languages(tmp_path, kind):
    path = frozen(tmp_path) / f"wards.{kind}"
    heading, first, second, third = sheet(path, "Cymraeg")
    assert heading[:3] == ["Teitl id", "Teitl place", "Teitl place (enw)"]
    assert first[:8] == [
        1.0,
        "W06000003",
        "Conwy",
        "library",
        "Llyfrgell",
        51.0,
        61.0,
        date(2018, 12, 6),
    ]
    assert first[8] is True
    assert second[-2:] == ["Ynys Môn, i gyd", 'All of "Anglesey"']
    assert third[1] == ""
    assert sheet(path, "English")[1][4] == "Library"
    about = {row[0]: row[1:] for row in sheet(path, "Gwybodaeth - About")}
    assert about["Set ddata – Dataset"] == ["Lleoedd i ddarllen", "Places to read"]
    assert about["Cyhoeddwr – Publisher"] == ["Cyngor Enghreifftiol", "Example Council"]


def test_pandas_reads_the_sheet(tmp_path):
    frame = pd.read_excel(frozen(tmp_path) / "wards.ods", sheet_name="English", engine="calamine")
    assert list(frame["Title people"]) == [51, 19, 0]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_table_gives_the_same_bytes(tmp_path, kind):
    books = []
    for name in ("once", "again"):
        books.append((frozen(tmp_path / name) / f"wards.{kind}").read_bytes())
        time.sleep(1.1)  # the day is written in seconds, by a library that asks the system
    assert books[0] == books[1]


def test_numbers_that_a_sheet_would_cut_stay_texts(tmp_path):
    row = "9007199254740993,,library,0,0.12345678901234567,1899-12-31,,,\n"
    data = frozen(tmp_path, WARDS + row)
    for kind in KINDS:
        last = sheet(data / f"wards.{kind}", "English")[-1]
        assert last[0] == "9007199254740993"
        assert last[6:8] == ["0.12345678901234567", "1899-12-31"]


def test_tables_too_long_for_a_sheet_have_none(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    assert sorted(path.name for path in frozen(tmp_path).glob("*.xlsx")) == ["kinds.xlsx"]


def test_a_table_without_rows_keeps_its_headings(tmp_path):
    data = frozen(tmp_path, WARDS.splitlines()[0] + "\n")
    for kind in KINDS:
        assert sheet(data / f"wards.{kind}", "English")[0][0] == "Title id"


# The reader used here passes over <text:tab/>, which LibreOffice writes for tabs as well.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\t"), max_size=30)


@given(st.lists(st.lists(texts, min_size=2, max_size=2), min_size=1, max_size=5))
def test_any_text_arrives_whole_in_an_open_document(rows):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.ods"
        write_opendocument([Sheet("A", ["x", "y"], iter([["!", *row] for row in rows]))], path)
        with zipfile.ZipFile(path) as archive:
            assert archive.namelist()[0] == "mimetype"
        read = sheet(path, "A")[1:]
    plain = str.maketrans(
        dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")
    )
    for wanted, found in zip(rows, read, strict=True):
        cells = [*map(str, found), "", ""][1:3]
        assert cells == [cell.translate(plain) for cell in wanted]
