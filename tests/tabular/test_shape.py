"""Where the table is: titles, headings, notes, totals, several tables."""

import pytest

from tests.tabular.shown import changed, codes, names

BODY = "Gwynedd,12,3\nConwy,15,4\nPowys,9,2\n"


def test_title_and_filter_rows_above_are_kept_as_notes(look):
    intake = look(f"Homes by area,,\nYear:,2023,\n,,\nArea,Owned,Rented\n{BODY}")
    assert intake.tables[0].header_rows == [4]
    assert intake.notes == ["Homes by area", "Year: 2023"]
    assert changed(intake) == {"rows-above": 2, "blank-row": 1}


def test_footer_is_kept_as_notes_even_right_under_the_data(look):
    intake = look(f"Area,Owned,Rented\n{BODY}Source: the council\nNote: figures are rounded,,\n")
    assert intake.tables[0].rows == 3
    assert intake.notes == ["Source: the council", "Note: figures are rounded"]


def test_footer_of_pairs_is_no_data(look):
    intake = look(
        "Ward,Electors,Turnout\nA,500,45.1\nB,600,44.2\n\nSource,Council,\nUpdated,2023,\n"
    )
    assert intake.tables[0].rows == 2
    assert intake.notes == ["Source: Council", "Updated: 2023"]


def test_note_between_rows_is_left_out_and_kept_as_a_note(look):
    note = "* provisional figure for this row and all those below it in the table"
    intake = look(f"Area,Men,Women\nGwynedd,12,3\n{note},,\nConwy,15,4\n")
    assert intake.tables[0].rows == 2
    assert intake.notes == [note]


def test_the_nearer_of_two_competing_headings_wins(table):
    found = table(
        "Supplier,Kind,Amount\n\nSupplier name,Kind of expense,Paid\nA,x,5.00\nB,y,6.00\n"
    )
    assert found.header_rows == [3]
    assert names(found) == ["Supplier name", "Kind of expense", "Paid"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (",2019,,2020,\nArea,Men,Women,Men,Women\n", "2020 Women"),
        ("Area,Homes,,People,\n,Owned,Rented,Adults,Children\n", "People Children"),
        (",,,,2013-14\nArea,A,B,C,Total\n,,,,Restated\n", "2013-14 Total Restated"),
        ("Area,Spend,B,C,Share\n,£000,£000,£000,%\n", "Share %"),
        ("Ardal,Gwariant,B,C,Cyfran\nArea,Spend,B,C,Share\n", "Cyfran Share"),
    ],
)
def test_headings_of_several_rows_are_joined(table, head, expected):
    found = table(f"{head}Gwynedd,1,2,3,4\nConwy,5,6,7,8\nPowys,9,8,7,6\n")
    assert names(found)[-1] == expected
    assert found.rows == 3


@pytest.mark.parametrize(
    "head",
    [
        "Area,2018,2019,2020",
        "Area,2018-19,2019-20,2020-21",
        "Ward,1,2,3",
        "Area,01/04/2019,01/05/2019,01/06/2019",
    ],
)
def test_years_dates_and_counted_columns_are_headings(table, head):
    found = table(f"{head}\nGwynedd,500,61,7\nConwy,8,92,10\n")
    assert found.header_rows == [1]
    assert names(found) == head.split(",")


@pytest.mark.parametrize("numbers", ["(1),(2),(3)", "1,2,3"])
def test_row_that_numbers_the_columns_is_left_out(look, numbers):
    intake = look(f"Area,Men,Women\n{numbers}\n{BODY}")
    assert intake.tables[0].rows == 3
    assert changed(intake) == {"column-numbers": 1}


@pytest.mark.parametrize("odd", ["########", "n/a", "TBC", "5*", " £-   "])
def test_first_row_with_an_odd_figure_is_still_data(look, odd):
    intake = look(f"Area,Amount\nGwynedd,{odd}\nConwy,15\nPowys,9\nMôn,12\n")
    assert intake.tables[0].header_rows == [1]
    assert intake.tables[0].rows == 4


def test_table_without_headings_is_asked_about(look):
    intake = look(BODY)
    assert intake.tables[0].header_rows == []
    assert names(intake.tables[0]) == ["", "", ""]
    assert intake.tables[0].rows == 3
    assert codes(intake) == {"no-headings"}


def test_heading_missing_at_the_left_is_asked_about(look):
    intake = look("area,n,m\n1,Gwynedd,5,6\n2,Conwy,6,7\n3,Powys,7,8\n")
    assert intake.verdict == "ask"
    assert "headings-short" in codes(intake)


def test_unnamed_columns_keep_their_place(look):
    intake = look(",,Men,Women\nWales,Gwynedd,1,2\nWales,Conwy,3,4\n")
    assert names(intake.tables[0]) == ["", "", "Men", "Women"]
    assert [column.field for column in intake.tables[0].columns][:2] == ["column_1", "column_2"]
    assert "unnamed-column" in codes(intake)


def test_blank_columns_around_and_within_are_left_out(look):
    intake = look(",Area,,Men,\n,Gwynedd,,1,\n,Conwy,,2,\n")
    assert names(intake.tables[0]) == ["Area", "Men"]
    assert changed(intake) == {"blank-column": 3}


def test_total_of_a_list_of_records_is_left_out_with_its_evidence(look):
    intake = look("Supplier,Date,Amount\nA,13/04/2023,100\nB,14/04/2023,50\nTotal,,150\n")
    assert intake.tables[0].rows == 2
    assert codes(intake) == {"total-left-out"}
    assert changed(intake)["total-row"] == 1


def test_total_that_does_not_add_up_is_said_so(look):
    intake = look("Supplier,Date,Amount\nA,13/04/2023,100\nB,14/04/2023,50\nCyfanswm,,151\n")
    assert codes(intake) == {"total-disagrees"}


def test_subtotals_of_a_list_are_left_out_too(table):
    found = table(
        "Date,Directorate,Supplier,Amount\n13/04/2023,Roads,A,100\n14/04/2023,Roads,B,50\n"
        ",Total Roads,,150\n15/04/2023,Parks,C,70\n,Total Parks,,70\nGrand total,,,220\n"
    )
    assert found.rows == 3


def test_unlabelled_sum_is_left_out(look):
    intake = look("Id,Name,Amount\n1,A,5\n2,B,6\n3,C,7\n,,18\n")
    assert intake.tables[0].rows == 3
    assert codes(intake) == {"total-left-out"}


def test_total_of_a_table_of_figures_stays(look):
    intake = look("Area,Men,Women\nGwynedd,12,3\nConwy,15,4\nTotal,27,7\n")
    assert intake.tables[0].rows == 3
    assert codes(intake) == {"total-kept"}


def test_supplier_called_total_is_no_total(table):
    found = table(
        "Supplier,Kind,Amount\nTotal Gas Ltd,Energy,5\nA,Energy,6\nTotal Gas Ltd,Energy,7\n"
    )
    assert found.rows == 3


def test_blank_rows_are_left_out(look):
    intake = look(f"Area,Owned,Rented\n,,\nGwynedd,1,2\n\nConwy,3,4\n{',,' * 3}\n,,\n,,\n")
    assert intake.tables[0].rows == 2
    assert changed(intake)["blank-row"] == 5


def test_repeated_headings_are_left_out(look):
    intake = look(f"Area,Owned,Rented\n{BODY}Area,Owned,Rented\n{BODY}")
    assert intake.tables[0].rows == 6
    assert changed(intake) == {"repeated-heading": 1}


@pytest.mark.parametrize(
    "second",
    ["Year,Spend\n2019,500\n2020,600\n2021,700\n", "Area,Owned,Rented\nMôn,5,6\nFflint,7,8\n"],
)
def test_two_titled_tables_are_asked_about(look, second):
    intake = look(f"Table 1,,\n,,\nArea,Owned,Rented\n{BODY},,\nTable 2\n,,\n{second}")
    assert intake.verdict == "ask"
    assert [found.rows for found in intake.tables] == [3, second.count("\n") - 1]
    assert "several-tables" in codes(intake)


def test_tables_side_by_side_are_asked_about(look):
    intake = look("Name,Count,,Name,Count\nA,1,,X,9\nB,2,,Y,8\nC,3,,,\nD,4,,,\n")
    assert intake.verdict == "ask"
    assert [found.rows for found in intake.tables] == [4, 2]


def test_key_that_only_the_first_row_of_a_group_carries_is_filled_down(look):
    intake = look("Board,Area,N\nNorth,Conwy,1\n,Gwynedd,2\nSouth,Newport,3\n,Torfaen,4\n")
    assert changed(intake) == {"filled-down": 2}
    assert codes(intake) == {"filled-down"}


def test_optional_column_on_the_right_is_not_filled_down(look):
    intake = look("Code,Name,Note\n1,A,x\n2,B,\n3,C,\n4,D,y\n")
    assert changed(intake) == {}


def test_headings_alone_are_asked_about(look):
    intake = look("Area,Owned,Rented\n")
    assert intake.verdict == "ask"
    assert intake.tables[0].rows == 0
    assert "no-data-rows" in codes(intake)


def test_rows_broken_by_a_comma_are_reported(look):
    good = "".join(f"N{i},T{i},{i}\n" for i in range(60))
    intake = look(f"Name,Town,Count\n{good}Bad, Row,Town,5\n{good}")
    assert {"row-too-long", "not-a-number"} <= codes(intake)
    assert intake.issues[-1].row == 62


def test_line_broken_in_two_is_reported(look):
    good = "".join(f"N{i},T{i},{i}\n" for i in range(60))
    intake = look(f"Name,Town,Count\n{good}Bad\nRow,Town,5\n{good}")
    assert "row-too-short" in codes(intake)


@pytest.mark.parametrize(
    "text",
    [
        "This is a letter, to the council.\nWe write, again, about the bins.\nYours, sincerely.\n",
        "Dear all\n\nThe meeting is on Tuesday.\nPlease come.\n",
    ],
)
def test_running_text_is_no_table(look, text):
    intake = look(text)
    assert intake.verdict == "reject"
    assert codes(intake) == {"no-table"}


def test_one_column_is_a_table(table):
    assert table("Name\nGwynedd\nConwy\n").rows == 2


def test_table_of_other_kinds_that_follows_at_once_is_asked_about(look):
    intake = look("Area,Homes\nA,1\nB,2\nC,3\nYear,Spend\n2019,5\n2020,6\n")
    assert intake.verdict == "ask"
    assert [names(found) for found in intake.tables] == [["Area", "Homes"], ["Year", "Spend"]]


@pytest.mark.parametrize("words", ["closed", "closed,moved"])
def test_row_of_words_among_figures_begins_no_table(table, words):
    rows = "".join(f"A{n},{n}{f',{n}' if ',' in words else ''}\n" for n in range(9))
    assert table(f"Area,N{',M' if ',' in words else ''}\n{rows}Conwy,{words}\n{rows}").rows == 19


def test_years_titled_one_under_the_other_are_asked_about(look):
    intake = look("2022\nArea,N\nA,1\nB,2\n\n2023\nArea,N\nA,3\nB,4\n")
    assert intake.verdict == "ask"
    assert [found.rows for found in intake.tables] == [2, 2]


def test_list_of_codes_under_a_table_is_kept_as_notes(look):
    intake = look("Area,N\nA,1\nB,2\n\nCode,Meaning\nA,Aber\nB,Bryn\n")
    assert intake.tables[0].rows == 2
    assert intake.notes == ["Code: Meaning", "A: Aber", "B: Bryn"]


def test_years_under_a_title_of_two_cells_are_headings(table):
    found = table("Council tax,Band D,,\nArea,2022,2023,2024\nA,1500,1600,1700\nB,1400,1500,1600\n")
    assert names(found) == ["Area", "2022", "2023", "2024"]
