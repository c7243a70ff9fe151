"""The listed changes, made to the cells as found, give what is written, cell for cell."""

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.tabular.formats.opening import open_source
from portal.tabular.reading import read
from portal.tabular.writing import write
from tests.tabular.council_files.spending import SPENDING
from tests.tabular.council_files.statistics import STATISTICS
from tests.tabular.council_files.text_forms import TEXT_FORMS
from tests.tabular.council_files.workbooks import WORKBOOKS
from tests.tabular.made_files import saved
from tests.tabular.messing import make

FILES = {**SPENDING, **STATISTICS, **TEXT_FORMS, **WORKBOOKS}


def found_cells(path, intake, number):
    """Return the cells of a table as found, by record and machine name, and the records."""
    table = intake.tables[number]
    with open_source(path) as source:
        sheet = next(sheet for sheet in source.sheets if sheet.name == table.sheet)
        everything = list(sheet.records())
    reader = table.reader
    assert reader is not None
    records = [record for batch in reader.batches() for record in batch.records]
    cells = {
        (record, column.field): ([*everything[record - 1], *[""] * 300])[column.position]
        for record in records
        for column in table.columns
    }
    return cells, records


def assert_nothing_is_silent(path, folder):
    """Make every listed change to the cells as found and compare with what is written."""
    sink = io.BytesIO()
    intake = read(path, changes=sink)
    listed = [json.loads(line) for line in sink.getvalue().splitlines()]
    for number, table in enumerate(intake.tables):
        cells, records = found_cells(path, intake, number)
        for change in listed:
            place = (change["row"], change["field"])
            if change["sheet"] == (table.sheet or "") and place in cells:
                stays = change["code"] == "mark"
                cells[place] = cells[place].strip() if stays else change["after"]
        write(intake, number, folder / "clean.csv")
        with (folder / "clean.csv").open(newline="", encoding="utf-8") as file:
            written = list(csv.reader(file))[1:]
        fields = [column.field for column in table.columns]
        wanted = [[cells[record, field] for field in fields] for record in records]
        assert written == wanted


@pytest.mark.parametrize("name", FILES)
def test_changes_give_what_is_written(tmp_path, name):
    truth = FILES[name]
    assert_nothing_is_silent(saved(tmp_path, truth.content, truth.file), tmp_path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_changes_to_a_messy_file_give_what_is_written(tmp_path, seed):
    assert_nothing_is_silent(saved(tmp_path, make(seed)[0]), tmp_path)
