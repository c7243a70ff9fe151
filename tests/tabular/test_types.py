"""Types proven by the whole column; what cannot be proven is asked, what breaks them reported."""

import pytest

from tests.tabular.made_files import xlsx
from tests.tabular.shown import changed, codes, types


def column(cells, heading="Value", before="Name"):
    """Return a file of two columns with these cells in the second."""
    rows = "".join(f'"N{place}","{cell}"\n' for place, cell in enumerate(cells))
    return f"{before},{heading}\n{rows}"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1", "2", "3"], "integer"),
        (["1", "2.5"], "number"),
        (["1,234", "5"], "integer"),
        (["£1,234.50", "£5"], "number"),
        (["45%", "3%"], "integer"),
        (["(1.00)", "2.00"], "number"),
        (["01", "02", "10"], "string"),
        (["0081135067", "12"], "string"),
        (["TRUE", "false", ""], "boolean"),
        (["Yes", "No"], "string"),
        (["2010-11", "2011-12"], "string"),
        (["123 456 789", "987 654 321"], "string"),
        (["1 234", "12 345", "5"], "integer"),
        (["01273 263 000", "029 2087 2000"], "string"),
        (["12345678901234567890", "1"], "string"),
        (["W06000001", "W06000002"], "string"),
        (["31/12/2023", "01/01/2024"], "date"),
        (["31/12/2023 09:30", "01/01/2024 10:00"], "datetime"),
        (["09:30", "17:45:10"], "time"),
        (["-", "-"], "string"),
        (["", ""], "string"),
        (["5", "-", "*"], "integer"),
    ],
)
def test_type_of_a_column(look, cells, expected):
    assert types(look(column(cells)).tables[0])[1] == expected


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["04/03/2023", "31/12/2023"], "2023-03-04"),
        (["04/03/2023", "12/31/2023"], "2023-04-03"),
        (["01/02/2023", "01/03/2023", "01/04/2023"], "2023-02-01"),
        (["03-NOV-2010", "04/11/2010", "25/11/2010"], "2010-11-03"),
    ],
)
def test_column_decides_the_order_of_day_and_month(look, cells, first):
    intake = look(column(cells))
    assert intake.changes[0].samples[0].after == first
    assert not codes(intake)


def test_other_dates_of_the_file_decide_where_a_column_cannot(look):
    intake = look("Start,End\n04/03/2023,31/12/2023\n05/06/2023,30/11/2023\n")
    assert intake.changes[0].samples[0].after == "2023-03-04"
    assert codes(intake) == {"date-order-from-neighbours"}


def test_order_that_nothing_decides_is_asked(look):
    intake = look(column(["04/03/2023", "05/06/2023"]))
    assert [q.options for q in intake.questions if q.code == "date-order"] == [("dmy", "mdy")]


def test_column_of_both_orders_stays_words_and_is_asked_about(look):
    intake = look(column(["04/13/2023", "13/04/2023", "12/31/2023", "31/12/2023"]))
    assert types(intake.tables[0])[1] == "string"
    assert codes(intake) == {"date-order-mixed"}


def test_one_impossible_date_is_reported_with_row_and_value(look):
    intake = look(column([f"{day}/01/2019" for day in range(13, 25)] + ["08//01/2019"]))
    (issue,) = intake.issues
    assert (issue.code, issue.row, issue.column) == ("impossible-date", 14, "Value")
    assert issue.facts["value"] == "08//01/2019"
    assert types(intake.tables[0])[1] == "date"


def test_impossible_iso_date_is_reported_too(look):
    intake = look(column([f"2023-03-{day}" for day in range(10, 29)] + ["2023-02-30"]))
    assert [(issue.code, issue.row) for issue in intake.issues] == [("impossible-date", 21)]


def test_half_converted_dates_of_a_spreadsheet_are_asked(look):
    cells = ["2023-01-02", "2023-03-04", "2023-05-06", "13/02/2023", "25/12/2023"]
    intake = look(column(cells))
    assert intake.verdict == "ask"
    assert codes(intake) == {"half-converted-dates"}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (["£5", "€6"], "mixed-currencies"),
        (["45%", "0.5"], "mixed-percent"),
        (["1.5", "2,5", "3.5", "4,5"], "decimal-mark-mixed"),
        (["1", "2", "3", "4", "5", "6", "x y", "z q"], "mixed-column"),
        (["0-4", "05-Sep", "10-14", "15-19"], "range-became-date"),
    ],
)
def test_what_cannot_be_decided_stays_words_and_is_asked(look, cells, code):
    intake = look(column(cells))
    assert types(intake.tables[0])[1] == "string"
    assert codes(intake) == {code}


def test_digits_lost_to_a_spreadsheet_are_asked(look):
    intake = look(column(["1.00123E+11", "1.00124E+11"], heading="UPRN"))
    assert intake.verdict == "ask"
    assert codes(intake) == {"digits-lost"}


def test_lone_commas_in_a_semicolon_file_are_asked(look):
    intake = look("Area;Value\nA;1,500\nB;12,250\nC;300\n")
    assert codes(intake) == {"decimal-mark"}


def test_fractions_under_a_percent_heading_of_a_spreadsheet_are_asked(look):
    rows = [["Area", "% owned"], ["A", 0.45], ["B", 1], ["C", 0.5]]
    assert codes(look(xlsx({"Data": rows}), name="file.xlsx")) == {"percent-scale"}
    assert not codes(look("Area,% owned\nA,0.45\nB,1\nC,0.5\n"))


def test_day_numbers_of_a_spreadsheet_are_asked(look):
    assert codes(look(column(["42005", "42006"], heading="Date paid"))) == {"serial-dates"}


def test_days_written_as_eight_digits_are_dates_where_the_heading_says_so(look):
    intake = look(column(["20240401", "20240430"], heading="Date paid"))
    assert intake.changes[0].samples[0].after == "2024-04-01"
    assert types(look(column(["20240401", "20240430"])).tables[0])[1] == "integer"
    assert types(look(column(["20240401", "20249930"], heading="Date")).tables[0])[1] == "integer"


@pytest.mark.parametrize("cells", [["1E05", "2E10"], ["1E5", "4E7"]])
def test_codes_with_an_e_are_no_numbers(look, cells):
    assert types(look(column(cells)).tables[0])[1] == "string"


def test_years_of_two_digits_that_span_a_lifetime_are_asked(look):
    assert "two-centuries" in codes(look(column(["31/12/60", "13/01/49"])))


def test_marks_are_kept_with_their_meaning(look):
    intake = look(column(["5", "[c]", "12", "..", "<5", "-"]))
    (found,) = intake.tables
    assert found.columns[1].marks == {
        "[c]": "suppressed",
        "..": "missing",
        "<5": "below-threshold",
        "-": "nil",
    }
    assert changed(intake) == {"mark": 4}


def test_unknown_word_among_numbers_is_kept_as_a_mark_and_asked(look):
    intake = look(column(["5", "pending", "12", "7", "pending", "9"]))
    assert intake.tables[0].columns[1].marks == {"pending": "unknown"}
    assert codes(intake) == {"unknown-mark"}


def test_words_among_identifiers_leave_the_column_words(look):
    references = [str(number) for number in range(12345, 12360)]
    assert types(look(column([*references, "REFUND"], heading="Ref")).tables[0])[1] == "string"


def test_odd_cell_among_many_numbers_is_reported(look):
    intake = look(column([*map(str, range(30)), "12O5"]))
    assert [(issue.code, issue.row) for issue in intake.issues] == [("not-a-number", 32)]


def test_unit_is_kept(look):
    assert look(column(["45%", "3%"])).tables[0].columns[1].unit == "percent"
    assert look(column(["£45", "£3"])).tables[0].columns[1].unit == "GBP"


def test_number_in_another_script_stays_words(look):
    assert types(look(column(["٣", "٤"])).tables[0])[1] == "string"
