"""Every change is listed, to the cell, and what is written is what was listed."""

import csv
import io
import json

import polars as pl
import pytest

from portal.tabular.decisions import Decisions
from portal.tabular.layout import rows as rows_module
from portal.tabular.model import SAMPLES
from portal.tabular.reading import read
from portal.tabular.writing import MARK_SUFFIX, WrongTableError, write
from tests.tabular.made_files import saved
from tests.tabular.shown import changed

MESSY = (
    "Spend,,,\nArea , Amount ,When,Flag\n"
    + "".join(f'Gwynedd ,"£1,{n:03}.50",{n % 28 + 1:02}/03/2023,TRUE\n' for n in range(100, 150))
    + 'Conwy,(5.00),31/03/2023,\n"Môn",[c],,FALSE\n'
)


@pytest.fixture(params=["kept", "read anew"])
def cache(request, monkeypatch):
    """Both ways of a second reading: from memory, and from the file."""
    if request.param == "read anew":
        monkeypatch.setattr(rows_module, "CACHE_SIZE", 0)


@pytest.mark.usefixtures("cache")
def test_every_change_is_written_as_json_lines(tmp_path):
    sink = io.BytesIO()
    intake = read(saved(tmp_path, MESSY), changes=sink)
    lines = [json.loads(line) for line in sink.getvalue().splitlines()]
    assert set(lines[0]) == {"code", "sheet", "column", "field", "row", "before", "after"}
    for change in intake.changes:
        of_group = [
            line for line in lines if (line["code"], line["field"]) == (change.code, change.column)
        ]
        assert len(of_group) == change.count
        assert len(change.samples) == min(change.count, SAMPLES)
        for line, sample in zip(of_group, change.samples, strict=False):
            shown = (line["row"], line["before"], line["after"])
            assert shown == (sample.row, sample.before, sample.after)


def test_changes_are_called_by_the_heading_and_the_machine_name(tmp_path):
    sink = io.BytesIO()
    read(saved(tmp_path, "Area name,Net spend\nA,£5\nB,£6\n"), changes=sink)
    (first, _) = [json.loads(line) for line in sink.getvalue().splitlines()]
    assert (first["column"], first["field"]) == ("Net spend", "net_spend")


def test_sample_says_row_and_text_before_and_after(look):
    intake = look(MESSY)
    first = next(c for c in intake.changes if c.code == "currency-sign").samples[0]
    assert (first.row, first.before, first.after) == (3, "£1,100.50", "1100.50")
    last = next(c for c in intake.changes if c.code == "negative-brackets").samples[0]
    assert (last.row, last.before, last.after) == (53, "(5.00)", "-5.00")


@pytest.mark.usefixtures("cache")
def test_clean_csv_and_parquet_hold_the_same(tmp_path):
    intake = read(saved(tmp_path, MESSY))
    clean, typed = tmp_path / "clean.csv", tmp_path / "clean.parquet"
    assert write(intake, 0, clean, typed) == 52
    assert clean.read_bytes().startswith(
        b"area,amount,when,flag\r\nGwynedd,1100.50,2023-03-17,TRUE\r\n"
    )
    assert clean.read_bytes().endswith("Môn,[c],,FALSE\r\n".encode())
    frame = pl.read_parquet(typed)
    assert frame.columns == ["area", "amount", f"amount{MARK_SUFFIX}", "when", "flag"]
    assert frame.dtypes == [pl.String, pl.Float64, pl.String, pl.Date, pl.Boolean]
    assert frame.row(-1) == ("Môn", None, "[c]", None, False)
    assert frame.row(-2)[:2] == ("Conwy", -5.0)


def test_quotes_and_line_breaks_survive_the_writing(tmp_path):
    text = 'Note,N\n"say ""yes"", or\nno",5\nplain,6\n'
    intake = read(saved(tmp_path, text))
    write(intake, 0, tmp_path / "clean.csv")
    with (tmp_path / "clean.csv").open(newline="", encoding="utf-8") as file:
        assert list(csv.reader(file))[1] == ['say "yes", or\nno', "5"]


def test_single_column_keeps_its_blank_rows(tmp_path):
    intake = read(saved(tmp_path, 'Name\nGwynedd\n""\nConwy\n'))
    write(intake, 0, tmp_path / "clean.csv")
    text = (tmp_path / "clean.csv").read_text(encoding="utf-8")
    assert text.count("\n") == intake.tables[0].rows + 1


def test_large_columns_change_like_small_ones(tmp_path):
    def clock(n):
        return f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}"

    rows = "".join(f'A{n},"£{n:,}.50",13/03/2023 {clock(n)}\n' for n in range(30_000))
    intake = read(saved(tmp_path, f"Name,Amount,When\n{rows}"))
    assert [column.type for column in intake.tables[0].columns] == ["string", "number", "datetime"]
    assert changed(intake) == {"currency-sign": 30_000, "datetime-iso": 30_000}
    write(intake, 0, tmp_path / "clean.csv")
    lines = (tmp_path / "clean.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1] == "A0,0.50,2023-03-13T00:00:00"
    assert lines[-1] == "A29999,29999.50,2023-03-13T08:19:59"


def test_impossible_cells_of_a_large_column_are_found_among_the_others(tmp_path):
    rows = [f'A{n},"£{n:,}.50"' for n in range(1000, 9000)]
    rows[7000] = 'A8000,"£8,00.50"'
    intake = read(saved(tmp_path, "Name,Amount\n" + "\n".join(rows)))
    assert [(issue.row, issue.facts["value"]) for issue in intake.issues] == [(7002, "£8,00.50")]


def test_nothing_is_written_for_a_table_that_is_not_there(tmp_path):
    intake = read(saved(tmp_path, MESSY))
    with pytest.raises(WrongTableError):
        write(intake, 1, tmp_path / "clean.csv")


def test_clean_file_has_no_changes(look):
    intake = look("Area,N,When\nGwynedd,5,2023-01-02\nConwy,6.5,2023-01-03\n")
    assert intake.verdict == "accept"
    assert not intake.changes
    assert not intake.questions


def test_what_was_written_is_accepted_as_it_is(tmp_path):
    intake = read(saved(tmp_path, MESSY))
    write(intake, 0, tmp_path / "clean.csv")
    again = read(tmp_path / "clean.csv")
    assert set(changed(again)) == {"mark"}


def test_undoing_a_group_leaves_the_cells_as_found(look):
    undo = Decisions(undo=frozenset({("currency-sign", "amount"), ("spaces-trimmed", "")}))
    intake = look(MESSY, undo)
    assert intake.tables[0].columns[1].type == "string"
    assert set(changed(intake)) == {"rows-above", "heading-tidied", "date-iso"}
