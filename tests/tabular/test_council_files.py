"""Every messy kind of file councils have is read as the one who made it knows it."""

import pytest

from tests.tabular.council_files.doubtful import ASK, REJECT
from tests.tabular.council_files.spending import SPENDING
from tests.tabular.council_files.statistics import STATISTICS
from tests.tabular.council_files.text_forms import TEXT_FORMS
from tests.tabular.council_files.workbooks import WORKBOOKS
from tests.tabular.shown import changed, codes

FILES = {**SPENDING, **STATISTICS, **TEXT_FORMS, **WORKBOOKS}


@pytest.mark.parametrize("name", FILES)
def test_shape_and_types_are_found(look, name):
    truth = FILES[name]
    found = look(truth.content, name=truth.file).tables[0]
    assert [f"{column.name}: {column.type}" for column in found.columns] == truth.columns
    assert (found.header_rows, found.rows) == (truth.header, truth.rows)
    assert (found.first_row, found.last_row) == (truth.first, truth.last)


@pytest.mark.parametrize("name", FILES)
def test_everything_changed_or_doubtful_is_said(look, name):
    truth = FILES[name]
    intake = look(truth.content, name=truth.file)
    assert changed(intake) == truth.changes
    assert codes(intake) == truth.says
    assert len(intake.notes) == truth.notes
    assert intake.verdict == truth.verdict
    assert (intake.encoding, intake.delimiter) == (truth.encoding, truth.delimiter)


@pytest.mark.parametrize("name", ASK)
def test_what_a_person_must_choose_is_asked(look, name):
    content, code = ASK[name]
    intake = look(content)
    assert intake.verdict == "ask"
    assert code in codes(intake)


@pytest.mark.parametrize("name", REJECT)
def test_what_is_no_data_for_a_portal_is_rejected(look, name):
    content, code = REJECT[name]
    intake = look(content)
    assert intake.verdict == "reject"
    assert code in codes(intake)
    assert not intake.changes
