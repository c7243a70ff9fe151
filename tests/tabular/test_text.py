"""Encodings by fixed trials, delimiters by structure, and characters that were destroyed."""

import pytest

from tests.tabular.shown import changed, codes, names

TEXT = "Ardal,Nifer\nMôn,5\nTân,6\n"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_are_found(look, written, found, ends):
    intake = look(TEXT.replace("\n", ends).encode(written))
    assert intake.encoding == found
    assert names(intake.tables[0]) == ["Ardal", "Nifer"]
    assert intake.tables[0].first_row == ["Môn", "5"]
    assert ("decoded" in changed(intake)) == (found not in {"utf-8", "utf-8-sig"})


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found_by_structure(look, delimiter):
    rows = [["Area", "Note", "N"], ["A", "x; y, z", "5"], ["B", "p; q", "6"], ["C", "r, s", "7"]]
    text = "".join(
        delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) + "\n"
        for row in rows
    )
    intake = look(text)
    assert intake.delimiter == delimiter
    assert intake.tables[0].first_row == ["A", "x; y, z", "5"]


def test_semicolon_is_meant_where_commas_stand_inside_numbers(look):
    intake = look("Ardal;Gwerth\nGwynedd;1,5\nConwy;12,25\nPowys;3,0\n")
    assert intake.delimiter == ";"
    assert intake.tables[0].columns[1].type == "number"


@pytest.mark.parametrize(
    "text",
    [
        'Area, "Note, x", N\nGwynedd, "a, b", 5\nConwy, "c, d", 6\n',
        '"Area,""Note, x"",N"\n"Gwynedd,""a, b"",5"\n"Conwy,""c, d"",6"\n',
        'sep=;\nArea;"Note, x";N\nGwynedd;a, b;5\nConwy;c, d;6\n',
        'Area,"Note, x",N\nGwynedd,"a, b",5\nConwy,"c\\", d",6\n',
    ],
)
def test_habits_of_the_program_that_wrote_the_file(look, text):
    found = look(text).tables[0]
    assert names(found) == ["Area", "Note, x", "N"]
    assert found.first_row == ["Gwynedd", "a, b", "5"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("D\ufffdr Cymru", "characters-replaced"),
        ("Ll?n", "characters-question-mark"),
        ("D?r Cymru", "characters-question-mark"),
        ("T? Newydd", "characters-question-mark"),
        ("Ynys M\u00c3\u00b4n", "characters-mojibake"),
        ("Aâ€™r", "characters-mojibake"),
        ("CafŽ", "characters-wrong-page"),
        ("#####", "characters-hidden"),
    ],
)
def test_destroyed_characters_are_asked_about(look, cell, code):
    intake = look(f"Place,N\n{cell},5\nTân,6\n")
    assert intake.verdict == "ask"
    assert code in codes(intake)


@pytest.mark.parametrize(
    "cell",
    ["http://a.gov.uk/x.aspx?id=5&a=b?c", "Really? Yes", "JOÃO", "tŷ haf", "“quoted” – dash", "#1"],
)
def test_healthy_characters_are_not_asked_about(look, cell):
    assert not codes(look(f"Place,N\n{cell},5\nTân,6\n"))


def test_bytes_of_two_encodings_are_asked_about(look):
    intake = look(b"Place,N\nYnys M\xc3\xb4n,5\nCaf\xe9,6\n")
    assert intake.verdict == "ask"


def test_quotation_mark_that_is_never_closed_is_asked_about(look):
    intake = look('A,B,C\n1,"x,3\n2,y,4\n3,z,5\n4,w,6\n')
    assert intake.verdict == "ask"
    assert {"stray-quotes", "unclosed-quote"} & codes(intake)


def test_line_breaks_within_quoted_cells_are_one_record(look):
    intake = look('Area,Note\nGwynedd,"one\ntwo"\nConwy,three\n\n"Source:\nthe council",\n')
    assert intake.tables[0].rows == 2
    assert intake.tables[0].first_row == ["Gwynedd", "one\ntwo"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b" \r\n\r\n", "empty-file"),
        (b"%PDF-1.7 ...", "not-a-table-file"),
        (b"\x89PNG\r\n\x1a\n", "not-a-table-file"),
        (b"<!DOCTYPE html><html></html>", "web-page"),
        (b"Area      N\nGwynedd   5\nConwy     6\n", "columns-by-spaces"),
        (b"<?xml version='1.0'?><a/>", "xml-file"),
        (bytes(range(256)) * 40, "not-text"),
        (b"\xff\xfea\x00,\x00\x00\xd8", "broken-encoding"),
        (b"a" * (17 << 20), "cell-too-large"),
    ],
)
def test_what_is_not_data_is_rejected_by_name(look, content, code):
    intake = look(content)
    assert intake.verdict == "reject"
    assert codes(intake) == {code}
