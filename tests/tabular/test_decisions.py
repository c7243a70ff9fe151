"""What an officer decided is applied, and can be kept and read back."""

import json

import pytest

from portal.tabular.decisions import Decisions, TypeChoice, WrongDecisionError
from portal.tabular.writing import write
from tests.tabular.shown import changed, codes, names, types

TWO = "Table 1,,\n,,\nArea,Men,Women\nA,1,2\nB,3,4\n,,\nTable 2\n,,\nYear,Spend\n2019,5\n2020,6\n"


def test_choosing_a_table_answers_the_question(look):
    intake = look(TWO, Decisions(table=2))
    assert intake.verdict == "normalise"
    assert names(intake.tables[0]) == ["Year", "Spend"]


def test_choosing_the_headings_wins_over_what_was_found(table):
    text = "Supplier,Kind,Amount\n\nSupplier name,Kind of expense,Paid\nA,x,5\nB,y,6\n"
    chosen = table(text, Decisions(header_rows=(1, 3)))
    assert names(chosen) == ["Supplier Supplier name", "Kind Kind of expense", "Amount Paid"]
    assert chosen.rows == 2


def test_saying_there_are_no_headings_makes_every_record_data(table):
    assert table("Gwynedd,Conwy\nMôn,Powys\n", Decisions(header_rows=())).rows == 2


def test_choosing_a_type_wins_over_the_evidence(table):
    found = table("Ref,N\n101,5\n102,6\n", Decisions(types={"ref": TypeChoice("string")}))
    assert types(found) == ["string", "integer"]


def test_choosing_the_order_of_dates_answers_the_question(look):
    text = "Date,N\n04/03/2023,5\n05/06/2023,6\n"
    intake = look(text, Decisions(types={"date": TypeChoice("date", order="mdy")}))
    assert intake.changes[0].samples[0].after == "2023-04-03"
    assert not intake.questions


def test_naming_a_column_answers_the_question(look):
    intake = look(",N\nGwynedd,5\nConwy,6\n", Decisions(names={"column_1": "Area"}))
    assert names(intake.tables[0]) == ["Area", "N"]
    assert not intake.questions


def test_explaining_a_mark_answers_the_question(look):
    text = "Area,N\nA,5\nB,pending\nC,6\nD,pending\nE,7\n"
    intake = look(text, Decisions(marks={"pending": "missing"}))
    assert intake.tables[0].columns[1].marks == {"pending": "missing"}
    assert not intake.questions


def test_empty_table_can_be_meant(look):
    assert look("Area,N\n", Decisions(nothing_to_report=True)).verdict == "accept"


def test_known_damage_can_be_accepted(look):
    text = "Place,N\nLl?n,5\nTân,6\n"
    assert look(text).verdict == "ask"
    assert look(text, Decisions(damage_accepted=True)).verdict == "accept"


def test_people_can_be_let_through_by_an_approver(look):
    text = "Name,NINO\nA,AB123456C\nB,CE123457D\nC,AB123458A\n"
    assert look(text).verdict == "reject"
    assert look(text, Decisions(people_allowed=True)).verdict == "accept"


@pytest.mark.parametrize("code", ["total-row", "filled-down"])
def test_undoing_a_change_of_shape(look, code):
    text = "Board,Area,N\nNorth,Conwy,1\n,Gwynedd,2\nSouth,Newport,3\n,Torfaen,4\nTotal,,10\n"
    assert code in {change.code for change in look(text).changes}
    undone = look(text, Decisions(undo=frozenset({(code, "")})))
    assert code not in {change.code for change in undone.changes}


def test_encoding_can_be_chosen(look):
    intake = look("Enw,N\nCafé,5\nBrûl,6\n".encode("cp850"), Decisions(encoding="cp850"))
    assert intake.tables[0].first_row == ["Café", "5"]
    assert not codes(intake)


def test_decisions_are_kept_and_read_back():
    decisions = Decisions(
        sheet="Data",
        table=1,
        header_rows=(2, 3),
        names={"column_1": "Ardal"},
        types={"date": TypeChoice("date", order="mdy")},
        marks={"x": "missing"},
        undo=frozenset({("total-row", ""), ("currency-sign", "amount")}),
        left_out=frozenset({"email"}),
        redactions=frozenset({(4, "remark"), (9, "remark")}),
        nothing_to_report=True,
    )
    assert Decisions.from_dict(decisions.to_dict()) == decisions


@pytest.mark.parametrize(
    "kept",
    [
        {"colour": "red"},
        {"types": {"a": {"type": "colour"}}},
        {"types": {"a": 5}},
        {"encoding": "x"},
        {"redactions": [["x", "y"]]},
        {"undo": [["decoded", ""]]},
    ],
)
def test_unknown_decisions_are_refused(kept):
    with pytest.raises(WrongDecisionError):
        Decisions.from_dict(kept)


def test_undoing_the_filling_of_one_column_leaves_the_other(look):
    text = "Board,Area,Kind,N\n" + "".join(
        f"{b},{a},K{k},{k}\n"
        for b, a, k in [
            ("North", "Conwy", 1), ("", "", 2), ("", "Gwynedd", 3),
            ("South", "Newport", 4), ("", "", 5), ("", "Torfaen", 6),
        ]
    )  # fmt: skip
    assert changed(look(text)) == {"filled-down": 6}
    undone = look(text, Decisions(undo=frozenset({("filled-down", "area")})))
    assert changed(undone) == {"filled-down": 4}


def test_rows_below_and_repeated_headings_can_be_data(table):
    text = "Area,N\nA,1\nArea,N\nB,2\n\nNote: C\n"
    assert table(text).rows == 2
    kept = frozenset({("rows-below", ""), ("repeated-heading", "")})
    assert table(text, Decisions(undo=kept)).rows == 4


def test_change_that_cannot_be_undone_is_refused():
    with pytest.raises(WrongDecisionError):
        Decisions(undo=frozenset({("decoded", "")}))


PEOPLE = "Name,Email,Ward,N\nMegan Jones,a@x.org,A,1\nTom Evans,b@x.org,B,2\nHuw Rees,c@x.org,C,3\n"


def test_columns_left_out_are_nowhere(look, tmp_path):
    assert look(PEOPLE).verdict == "reject"
    decided = Decisions(left_out=frozenset({"name", "email"}))
    intake = look(PEOPLE, decided)
    assert names(intake.tables[0]) == ["Ward", "N"]
    assert intake.tables[0].first_row == ["A", "1"]
    assert changed(intake) == {"column-left-out": 2}
    write(intake, 0, tmp_path / "clean.csv", decisions=decided)
    assert "Megan" not in (tmp_path / "clean.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [64 << 20, 0])
def test_redacted_cells_are_empty_wherever_they_would_show(look, tmp_path, monkeypatch, size):
    monkeypatch.setattr("portal.tabular.layout.rows.CACHE_SIZE", size)
    text = "Ward,Remark,N\nA,ask Megan,1\nB,fine,2\n"
    decided = Decisions(redactions=frozenset({(2, "remark")}))
    intake = look(text, decided)
    assert intake.tables[0].first_row == ["A", "", "1"]
    assert changed(intake) == {"redacted": 1}
    assert intake.verdict == "normalise"
    write(intake, 0, tmp_path / "clean.csv", rows=tmp_path / "rows", decisions=decided)
    assert (tmp_path / "clean.csv").read_bytes() == b"ward,remark,n\r\nA,,1\r\nB,fine,2\r\n"
    assert list(map(json.loads, (tmp_path / "rows").read_text().splitlines())) == [
        {"record": 2, "cells": ["A", "", "1"]},
        {"record": 3, "cells": ["B", "fine", "2"]},
    ]
