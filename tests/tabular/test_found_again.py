"""Tables made messy by known steps are found again, to the last value; noise never raises."""

import csv

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.tabular.model import Intake, Verdict
from portal.tabular.reading import read
from portal.tabular.writing import write
from tests.tabular.made_files import ods, saved, xlsx, zipped
from tests.tabular.messing import make

KINDS = {
    "words": {"string"},
    "code": {"string"},
    "integer": {"integer"},
    "number": {"number"},
    "date": {"date"},
}
ROWS = [["Area", "N", "When"], ["Gwynedd", "1,234", "01/02/2023"], ["Conwy", "(5)", "13/02/2023"]]
TEXT = "".join(f'"{a}","{b}","{c}"\r\n' for a, b, c in ROWS)
ALL_SORTS = {
    "csv": TEXT.encode(),
    "utf-16": TEXT.encode("utf-16"),
    "json": b'[{"area": "Gwynedd", "n": 1}, {"area": "Conwy", "n": [1, {"a": 2}]}]',
    "zip": zipped({"data.csv": TEXT}),
    "xlsx": xlsx({"Data": ROWS, "Notes": [["Source", "x"]]}, merges={"Data": ["A2:A3"]}),
    "ods": ods(ROWS),
}


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_messy_table_is_found_again(tmp_path, seed):
    content, truth = make(seed)
    intake = read(saved(tmp_path, content))
    (found,) = intake.tables
    assert (intake.encoding, intake.delimiter) == (truth.encoding, truth.delimiter)
    assert found.header_rows == [truth.header]
    assert [column.name for column in found.columns] == truth.names
    assert (found.first_row, found.last_row) == (truth.found[0], truth.found[-1])
    for column, kind in zip(found.columns, truth.kinds, strict=True):
        assert column.type in KINDS[kind]
    write(intake, 0, tmp_path / "clean.csv")
    with (tmp_path / "clean.csv").open(newline="", encoding="utf-8") as file:
        assert list(csv.reader(file))[1:] == truth.values


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400))
def test_random_bytes_give_a_verdict(tmp_path, content):
    assert_verdict(read(saved(tmp_path, content)))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(alphabet='ab1,;\t|"\n\r -.£%()/:<*?ŵÃ#[]{}x', max_size=200),
    encoding=st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]),
)
def test_random_text_gives_a_verdict(tmp_path, text, encoding):
    assert_verdict(read(saved(tmp_path, text.encode(encoding))))


@pytest.mark.parametrize("kind", ALL_SORTS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files_give_a_verdict(tmp_path, kind, data):
    content = bytearray(ALL_SORTS[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    assert_verdict(read(saved(tmp_path, bytes(content), f"file.{kind}")))


def assert_verdict(intake: Intake) -> None:
    """A rejected file says why; any other has a table."""
    if intake.verdict is Verdict.REJECT:
        assert intake.messages
    else:
        assert intake.tables
