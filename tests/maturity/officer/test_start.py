"""The form of a new round: the table, the list, and what is told of their faults."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from portal.clock import today
from portal.maturity import queries
from tests.conftest import inspected
from tests.maturity.conftest import NAME
from tests.maturity.officer.conftest import asked, csv_file, listed

START = "/en/publish/new-round"
HEADING = "council,name_cy,name_en,audience,invited\n"
GOOD = HEADING + "X99000001,Aberwen,Aberwen,officers,20\n"


@pytest.fixture
def groups(database):
    """Return whom the round invites, in the database."""

    def look():
        with database.reading():
            own = queries.round_named(NAME)
            return [(g.council, g.title.cy, g.audience, g.invited) for g in own.invited]

    return look


def test_a_round_of_real_councils_comes_from_the_table_under_their_names(editor, groups):
    numbers = {"invited-W06000003-officers": "84", "invited-W06000003-members": "59"}
    form = asked("", kind="real", **numbers)
    assert editor.post(START, {**form, "invited-W06000001-officers": "0"}).status_code == 303
    assert groups() == [
        ("W06000003", "Conwy", "officers", 84),
        ("W06000003", "Conwy", "members", 59),
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_list_may_be_pasted_as_csv_or_as_a_spreadsheet_copies_cells(
    editor, groups, tmp_path, mark
):
    text = listed(tmp_path).replace(",", mark)
    assert editor.post(START, asked(text)).status_code == 303
    assert len(groups()) == 4


def test_a_list_may_come_as_a_file(editor, groups, tmp_path):
    sent = {**asked(""), "file": csv_file("\ufeff" + listed(tmp_path))}
    assert editor.post(START, sent).status_code == 303
    assert len(groups()) == 4


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ("W06000003,Conwy,Conwy,officers,20", "council", "may not name a real council"),
        ("X99000001,,Aberwen,officers,20", "name_cy", "name is missing"),
        ("X99000001,Aberwen,Aberwen,mayors,20", "audience", "no such audience"),
        ("X99000001,Aberwen,Aberwen,officers,0", "invited", "not a whole number"),
        ("X99000001,Aberwen,Aberwen,officers,1.5", "invited", "not a whole number"),
        ("X99000009,Aberwen,Aberwen,members,20", "council", "twice"),
        ("X99000001,Aberwen,Aberwen,officers", "–", "too many cells, or too few"),
    ],
)
def test_each_fault_of_a_list_is_told_by_row_and_column_and_the_list_stays(
    editor, row, column, why
):
    text = HEADING + "X99000009,Brynmor,Brynmor,members,20\n" + row + "\n"
    sent = editor.post(START, asked(text))
    assert sent.status_code == 422
    page = BeautifulSoup(sent.text, "html.parser")
    told = [cell.get_text(" ") for cell in page.select_one("tbody tr").select("td")]
    assert (told[0].strip(), told[1]) == ("3", column)
    assert why in told[3]
    assert row in page.select_one("textarea").text
    assert page.select_one("#field-name")["value"] == NAME


@pytest.mark.parametrize("code", ["W06000007", "W06000099", "X99000001", "Conwy"])
def test_a_real_round_takes_the_codes_of_the_22_councils_only(editor, code):
    text = HEADING + f"{code},Aberwen,Aberwen,officers,20\n"
    sent = editor.post(START, asked(text, kind="real"))
    assert sent.status_code == 422
    assert "not the code of one of the 22 councils" in sent.text
    welsh = editor.post("/cy/cyhoeddi/rownd-newydd", asked(text, kind="real"))
    assert "Nid cod un o&#39;r 22 cyngor yw hwn" in welsh.text


@pytest.mark.parametrize(
    ("changes", "place", "why"),
    [
        ({"name": "Rownd 2027"}, "field-name", "cannot have this name"),
        ({"name": "../x"}, "field-name", "cannot have this name"),
        ({"name": ""}, "field-name", "Fill this in"),
        ({"closes": "2020-01-01"}, "field-closes", "from today on"),
        ({"closes": "soon"}, "field-closes", "no day"),
        ({"keep_days": "0"}, "field-keep_days", "from 1 to 365"),
        ({"keep_days": "9999"}, "field-keep_days", "from 1 to 365"),
        ({"groups": ""}, "field-groups", "Say who is invited"),
        ({"groups": "council\nx"}, "field-groups", "list cannot be used"),
        ({"invited-W06000003-officers": "84"}, "field-groups", "not both"),
        ({"groups": "", "invited-W06000003-officers": "84"}, "field-groups", "a list"),
        ({"invited-W06000003-officers": "many"}, "field-invited-W06000003-officers", "whole"),
    ],
)
def test_a_wrong_field_is_named_in_the_summary_and_nothing_typed_is_lost(
    editor, changes, place, why
):
    form = {**asked(GOOD), **changes}
    sent = editor.post(START, form)
    assert sent.status_code == 422
    page = BeautifulSoup(sent.text, "html.parser")
    summary = {a["href"]: a.text for a in page.select(".problem a")}
    assert why in summary[f"#{place}"]
    assert page.select_one(f"#{place}")
    assert page.select_one("textarea").text.strip() == form["groups"].strip()
    for name in ("closes", "keep_days", "name"):
        assert page.select_one(f"#field-{name}").get("value", "") == form[name]
    if "invited-W06000003-officers" in changes:
        number = page.select_one("#field-invited-W06000003-officers")["value"]
        assert number == changes["invited-W06000003-officers"]


def test_a_name_is_given_once(editor):
    assert editor.post(START, asked(GOOD)).status_code == 303
    again = editor.post(START, asked(GOOD))
    assert again.status_code == 409
    assert "There is a round of that name already" in again.text


def test_nobody_starts_a_round_for_another_publisher(editor, database):
    sent = editor.post(START, asked(GOOD, publisher="cyngor-arall"))
    assert sent.status_code == 404
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM round").scalar() == 0


def test_the_last_day_may_be_today(editor):
    assert editor.post(START, asked(GOOD, closes=today().isoformat())).status_code == 303
    far = (today() + timedelta(days=800)).isoformat()
    assert editor.post(START, asked(GOOD, name="x", closes=far)).status_code == 422


def test_a_file_that_is_no_utf8_keeps_the_rest(editor):
    sent = editor.post(START, {**asked(""), "file": csv_file(b"\xff\xfe\x00x")})
    assert sent.status_code == 422
    assert "CSV UTF-8" in sent.text


def test_the_start_shows_the_questionnaires_and_their_audiences(editor):
    page = inspected(editor.client, START)
    shown = [" ".join(li.get_text(" ").split()) for li in page.select("ul.names li")]
    assert shown[-1] == "Elected members (Elected members)"
    assert len(shown) == 6
