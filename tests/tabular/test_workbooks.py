"""Spreadsheets: sheets and their roles, merged cells, errors, formulas, dates."""

import base64
import zlib
from datetime import date

from portal.tabular.decisions import Decisions
from tests.tabular.made_files import ods, xlsx
from tests.tabular.shown import changed, codes, names, types

# A workbook of the old kind, packed: Ardal, Nifer / Môn, 5 / Dŵr, 6.
OLD_XLS = (
    "c-rk)O=uHA6#iy6X?|$aO-&1pP(s00+g`+rm%1uyPYqQBMFdUF7D~fb7Cq=et2IYK@T7Pt^x~!J#UJ#bHxGr19t1"
    "&1^yo>b;Gxa>=Ity^HHQY;qB7qyZ{EK7X69w)%}i$BEu|}SPqJ0~h66BB^Al*Pvk6Lx@Wld^`@U4eJWk2i_@|JF("
    "?qsJ@v?0(Cg)JjcNGR6N8XSGzEC=gi^xyAPHr1<n0+V+>BBHdfd^zsp_{$xV0nS%4wjFY`HJO1w%lepOx%h%gC#p"
    "ZuwO;-X``3RQjqOF<2s+%vKO6rE2H@O9T9M&IOI(hN`GfTPox#|pm`f{T*oVvD#*|T&f|xl1D3;;`Z}lW+iMpf`_"
    "J|ESOfcABLd98KhFVPrhr^DgGG3<Fi~>c74(A`oT8vPFBVFa=O-r|kBFnot_g7jmxYI<+?#nVTkF<x8^?Gn$s*cW"
    "PjjSOv|Fz{{QiD)e9S(_mKol^gI#`?bPPUj$Qo2R#U<<;a|c)svb@Qy?qog7GDFT%-Z$2%lw-5Zxy7Y@)XzS~2fM"
    "#c-%Wb?+wtc;<*)W0(icXmS2GJA?K$+)sZ*r-@|neu7!vpINxZPbT&Nx4Gt2Hjc89oODc^l{l(l1(#|$(c62Y4s9"
    "ijN50bej*ws_4*vOj5bDZbHwZ!q6f{9yF6@^m#i@KhGkUbTiKG&D3cG&D3cG&HsrLj9vR*RC0SZ-}YyI;)gw`ZLL"
    "YixZfp=Mr5^kHV$g!<DAurwdULwk0-LC;VP0af*8PFokjUW2))+rF);K|2-S7Xl>pSYPSDcGk$Jy|Gxl59>uB"
)
DATA = [["Area", "N"], ["Gwynedd", 1], ["Conwy", 2], ["Powys", 3]]


def test_values_come_out_as_a_spreadsheet_shows_them(look):
    rows = [
        ["Ardal", "Nifer", "Cyfradd", "Dyddiad", "Gwir"],
        ["Môn", 5, 0.1, date(2023, 4, 1), True],
        ["Dŵr", 12345678, -2.25, date(2023, 4, 13), False],
    ]
    intake = look(xlsx({"Data": rows}), name="file.xlsx")
    (found,) = intake.tables
    assert intake.verdict == "accept"
    assert (found.sheet, found.header_rows) == ("Data", [1])
    assert types(found) == ["string", "integer", "number", "date", "boolean"]
    assert found.first_row == ["Môn", "5", "0.1", "2023-04-01", "TRUE"]
    assert found.last_row == ["Dŵr", "12345678", "-2.25", "2023-04-13", "FALSE"]


def test_merged_cells_are_filled_down_exactly(look):
    rows = [["Board", "Area", "N"], ["North", "Conwy", 1], [None, "Gwynedd", 2], [None, "Môn", 3]]
    intake = look(xlsx({"Data": rows}, merges={"Data": ["A2:A3"]}), name="file.xlsx")
    assert changed(intake) == {"filled-down": 1}
    assert intake.tables[0].last_row == ["", "Môn", "3"]


def test_merged_headings_name_their_columns(look):
    rows = [
        ["Area", None, "People", None],
        [None, "Code", "Men", "Women"],
        ["Gwynedd", "W06000002", 1, 2],
        ["Conwy", "W06000003", 5, 6],
    ]
    intake = look(xlsx({"Data": rows}, merges={"Data": ["C1:D1"]}), name="file.xlsx")
    assert names(intake.tables[0]) == ["Area", "Code", "People Men", "People Women"]


def test_sheets_that_explain_or_serve_the_data_are_left_out(look):
    sheets: dict[str, list[list[object]]] = {
        "Cover": [["Statistics of homes"], ["Published by the council"], ["Contact", "a@x.wales"]],
        "Data": [
            ["Area", "Kind", "Count of homes"],
            ["Gwynedd", "Owned", 1],
            ["Conwy", "Rented", 2],
        ],
        "Schema": [
            ["Field", "Type"],
            ["Area", "string"],
            ["Kind", "string"],
            ["Count of homes", "integer"],
        ],
        "Lists": [["Kinds"], ["Owned"], ["Rented"]],
        "Example data": [["Area", "Kind", "Count of homes"], ["Somewhere", "Owned", 9]],
        "Validate": [["Row", "Error"]],
        "Empty": [],
    }
    intake = look(xlsx(sheets), name="file.xlsx")
    assert [found.sheet for found in intake.tables] == ["Data"]
    assert intake.verdict == "normalise"
    assert changed(intake) == {"sheet-left-out": 5}
    assert intake.notes[:2] == ["Statistics of homes", "Published by the council"]
    assert "Contact: a@x.wales" in intake.notes


def test_two_data_sheets_are_asked_about_and_can_be_chosen(look):
    content = xlsx({"2022": DATA, "2023": DATA[:3]})
    intake = look(content, name="file.xlsx")
    assert intake.verdict == "ask"
    assert codes(intake) == {"several-tables"}
    chosen = look(content, Decisions(sheet="2023"), "file.xlsx")
    assert chosen.verdict == "normalise"
    assert [found.rows for found in chosen.tables] == [2]


def test_macros_are_left_out_and_said_so(look):
    intake = look(xlsx({"Data": DATA}, raw={"xl/vbaProject.bin": b"x"}), name="file.xlsm")
    assert codes(intake) == {"macros-dropped"}
    assert intake.verdict == "normalise"


def test_formulas_without_a_result_are_asked_about(look):
    intake = look(xlsx({"Data": [["Area", "N"], ["A", 1], ["B", "=1+1"]]}), name="file.xlsx")
    assert intake.verdict == "ask"
    assert codes(intake) == {"formula-without-value"}


def test_errors_of_formulas_are_shown_and_not_lost(look):
    rows = [["Area", "N"], *[[f"A{n}", n] for n in range(12)], ["B", "#DIV/0!"], ["C", "#N/A"]]
    intake = look(xlsx({"Data": rows}), name="file.xlsx")
    assert intake.tables[0].columns[1].marks == {"#N/A": "missing"}
    assert [(issue.row, issue.facts["value"]) for issue in intake.issues] == [(14, "#DIV/0!")]
    assert {"formula-errors", "not-a-number"} == codes(intake)


def test_numbers_longer_than_a_spreadsheet_can_hold_are_asked_about(look):
    intake = look(
        xlsx({"Data": [["Id", "N"], [1234567890123456, 1], [1234567890123457, 2]]}), name="f.xlsx"
    )
    assert "sheet-digits-lost" in codes(intake)
    assert intake.verdict == "ask"


def test_text_beside_the_headings_becomes_a_note(look):
    rows = [["Area", "N", None, None, "Figures are rounded"], *DATA[1:]]
    intake = look(xlsx({"Data": rows}), name="file.xlsx")
    assert names(intake.tables[0]) == ["Area", "N"]
    assert intake.notes == ["Figures are rounded"]


def test_table_that_begins_away_from_the_corner(look):
    rows = [
        [None, None, None],
        [None, None, None],
        [None, "Area", "N"],
        [None, "A", 1],
        [None, "B", 2],
    ]
    intake = look(xlsx({"Data": rows}), name="file.xlsx")
    assert intake.tables[0].header_rows == [3]
    assert intake.tables[0].last_row == ["B", "2"]


def test_ods_is_read_with_the_endless_rows_that_programs_leave(look):
    rows = [
        ["Ardal", "Nifer", "Dyddiad"],
        ["Môn", 5, date(2020, 1, 2)],
        ["Conwy", 6.5, date(2020, 1, 13)],
    ]
    tail = (
        '<table:table-row table:number-rows-repeated="1048573">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    intake = look(ods(rows, tail=tail), name="file.ods")
    assert intake.verdict == "accept"
    assert types(intake.tables[0]) == ["string", "number", "date"]
    assert intake.tables[0].rows == 2


def test_old_xls_is_read(look):
    intake = look(zlib.decompress(base64.b85decode(OLD_XLS)), name="file.xls")
    assert intake.kind == "xls"
    assert names(intake.tables[0]) == ["Ardal", "Nifer"]
    assert intake.tables[0].last_row == ["Dŵr", "6"]


def test_empty_workbook_is_no_table(look):
    assert codes(look(xlsx({"Sheet1": []}), name="file.xlsx")) == {"no-table"}
