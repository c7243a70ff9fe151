"""Links made on a page: in a file that is given once, for one group or for all of them."""

import csv
import io
import re
import zipfile

import pytest
from bs4 import BeautifulSoup

from tests.conftest import inspected
from tests.maturity.officer.conftest import HOME, HOME_CY

HEADING = "council,tool,number"
ONE = {"council": "X99000001", "tool": "members", "number": "3"}


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def suggested(officer):
    return inspected(officer.client, f"{HOME}/links").select_one("#field-wishes").text.strip()


def make_all(officer, text, form="csv"):
    return officer.post(f"{HOME}/links/everybody", {"wishes": text, "form": form})


def test_links_come_in_a_file_that_is_kept_by_nobody_and_lead_to_the_questionnaire(
    running, browser, team_config
):
    answer = running.post(f"{HOME}/links", ONE)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    rows = rows_of(answer.data)
    assert len({row["address_en"] for row in rows}) == 3
    for row in rows:
        assert (row["council"], row["tool"]) == ("X99000001", "members")
        for locale in ("cy", "en"):
            path = row[f"address_{locale}"].removeprefix(team_config.base_url)
            assert inspected(browser().client, path).html["lang"] == locale


def test_no_page_and_no_file_shows_a_link_again(running):
    tokens = re.findall(r"code=([\w-]+)", running.post(f"{HOME}/links", ONE).text)
    assert len(set(tokens)) == 3
    for path in (HOME, f"{HOME}/links", f"/round/{HOME.rpartition('/')[2]}/unused-links.csv"):
        assert not any(token in running.get(path).text for token in tokens)


def test_links_for_every_group_are_suggested_evenly_and_made_with_one_press(running):
    text = suggested(running)
    lines = text.splitlines()
    assert lines[0] == HEADING
    assert "X99000001,leaders,16" in lines
    assert "X99000002,members,40" in lines
    rows = rows_of(make_all(running, text).data)
    assert len(rows) == 80 + 57 + 60 + 40
    assert "a link for everybody" in inspected(running.client, f"{HOME}/links").main.text


def test_a_zip_holds_one_file_for_each_council_with_its_links_alone(running):
    answer = make_all(running, suggested(running), form="zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.namelist() == ["X99000001.csv", "X99000002.csv"]
        first = rows_of(archive.read("X99000001.csv"))
    assert {row["council"] for row in first} == {"X99000001"}
    assert len(first) == 137


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ("X99000009,members,1", "council", "was invited at this council"),
        ("X99000001,mayors,1", "tool", "no such questionnaire"),
        ("X99000001,members,58", "number", "more links than people invited"),
        ("X99000001,members,-1", "number", "not a whole number"),
        ("X99000001,members", "–", "too many cells, or too few"),
    ],
)
def test_each_fault_of_a_list_is_told_by_row_and_no_link_is_made(running, row, column, why):
    answer = make_all(running, f"{HEADING}\nX99000002,members,2\n{row}")
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    told = [cell.get_text(" ").strip() for cell in page.select_one("tbody tr").select("td")]
    assert told[:2] == ["3", column]
    assert why in told[3]
    assert row in page.select_one("#field-wishes").text
    assert "There are none." in running.get(f"{HOME}/links").text


def test_links_of_two_rows_count_together(running):
    text = f"{HEADING}\nX99000001,leaders,50\nX99000001,staff,31"
    assert make_all(running, text).status_code == 422
    assert make_all(running, text.replace("31", "30")).status_code == 200


def test_more_links_than_people_are_refused_beside_the_number_in_both_languages(running):
    for path, why in (
        (f"{HOME}/links", "Nobody, or not so many"),
        (f"{HOME_CY}/dolenni", "Ni wahoddwyd"),
    ):
        answer = running.post(path, {**ONE, "number": "58"})
        assert answer.status_code == 422
        page = BeautifulSoup(answer.text, "html.parser")
        assert why in page.select_one("#field-number-error").text
        assert page.select_one("#field-number")["value"] == "58"
    for wrong in ({"number": "0"}, {"number": "x"}, {"council": ""}, {"tool": "mayors"}):
        assert running.post(f"{HOME}/links", {**ONE, **wrong}).status_code == 422


def test_those_to_remind_are_numbers_and_never_people(running):
    numbers = [row["link"] for row in rows_of(running.post(f"{HOME}/links", ONE).data)]
    page = inspected(running.client, f"{HOME}/links")
    row = page.select_one("#unused ~ .scroll tbody tr").get_text(" ").split()
    assert row[-1] == f"{numbers[0]}–{numbers[-1]}"
    answer = running.get("/round/2099-demo/unused-links.csv")
    assert rows_of(answer.data) == [
        {"link": link, "council": "X99000001", "tool": "members"} for link in numbers
    ]
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_links_that_went_astray_are_void_and_others_take_their_place(running, browser, team_config):
    everybody = {**ONE, "number": "57"}
    first = rows_of(running.post(f"{HOME}/links", everybody).data)
    assert running.post(f"{HOME}/links", ONE).status_code == 422
    void = {"void_council": "X99000001", "void_tool": "members"}
    assert running.post(f"{HOME}/links/void", void).status_code == 303
    old = first[0]["address_en"].removeprefix(team_config.base_url)
    assert browser().get(old).status_code == 404
    assert len(rows_of(running.post(f"{HOME}/links", everybody).data)) == 57
    nobody = {"void_council": "X99000009", "void_tool": "members"}
    assert running.post(f"{HOME}/links/void", nobody).status_code == 422


def test_the_letter_stands_on_the_page_in_both_languages(running):
    for path in (f"{HOME}/links", f"{HOME_CY}/dolenni"):
        letters = inspected(running.client, path).select(".letter")
        assert [letter["lang"] for letter in letters] == ["cy", "en"]
        for letter, words in zip(letters, ("Eich dolen: [address_cy]", "Your link:"), strict=True):
            assert words in letter.text


def test_a_councils_name_that_looks_like_a_formula_is_disarmed(editor, portal, database):
    from tests.maturity.officer.conftest import asked

    text = "council,name_cy,name_en,audience,invited\nX99000001,=1+1,@SUM(1),members,20"
    assert editor.post("/en/publish/new-round", asked(text)).status_code == 303
    row = rows_of(editor.post(f"{HOME}/links", ONE).data)[0]
    assert (row["name_cy"], row["name_en"]) == ("'=1+1", "'@SUM(1)")
