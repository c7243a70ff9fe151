"""One person's way through a questionnaire: save, resume, review, send, and no way back."""

import logging
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

import pytest

from portal.maturity import commands
from portal.maturity.framework.reading import shipped
from portal.maturity.keys import RoundKey
from tests.conftest import inspected
from tests.maturity.conftest import NAME
from tests.maturity.test_rounds import answers_file
from tests.people import Browser

FRAMEWORK = shipped("7x3-1")
PAGES = FRAMEWORK.pages("leaders")


def at(link, part):
    path, query = link.split("?")
    return f"{path}/{part}?{query}"


def first_answers(questions):
    return {question.code: question.codes[0] for question in questions}


def answer_all(reader, link, parts=range(1, 8)):
    for part in parts:
        sent = reader.post(at(link, part), first_answers(PAGES[part - 1][1]))
        assert sent.status_code == 303, sent.text


def rows(config, query):
    with sqlite3.connect(config.data / "melin.db") as database:
        found = database.execute(query).fetchall()
    database.close()
    return found


@pytest.mark.parametrize("part", ["", "1", "7", "review"])
def test_every_page_speaks_both_languages_and_works_without_script(reader, link, part):
    english = at(link, part) if part else link
    there = inspected(reader.client, english).select_one("a[hreflang=cy]:not(link)")["href"]
    welsh = inspected(reader.client, there)
    assert "code=" in there
    assert welsh.select_one("a[hreflang=en]:not(link)")["href"] == english


def test_each_question_is_a_group_of_radio_buttons_with_a_legend_and_dont_know(reader, link):
    page = inspected(reader.client, at(link, 1))
    component, questions = PAGES[0]
    assert page.h1.text == component.title.en
    assert [group.legend.text for group in page.select("fieldset")] == [
        question.text.en for question in questions
    ]
    for group, question in zip(page.select("fieldset"), questions, strict=True):
        assert (
            tuple(radio["value"] for radio in group.select("input[type=radio]")) == question.codes
        )
        ids = {radio["id"] for radio in group.select("input[type=radio]")}
        assert {label["for"] for label in group.select("label")} == ids
    assert not page.select("input[checked]")


def test_what_was_saved_is_there_again_in_another_browser_and_unreadable_in_the_database(
    own_app, reader, link, opened_round
):
    answer_all(reader, link, parts=[1, 2])
    page = inspected(own_app.test_client(), at(link, 1))
    assert len(page.select("input[checked]")) == len(PAGES[0][1])
    ((draft,),) = rows(opened_round, "SELECT draft FROM round_link")
    assert draft is not None
    assert b"leadership" not in draft
    assert len(draft) % 2048 == 40
    assert "leadership" not in str(rows(opened_round, "SELECT * FROM sealed_answer"))


def test_whoever_comes_back_is_told_what_is_kept_and_led_to_what_is_missing(reader, link):
    def first_page():
        return inspected(reader.client, link)

    assert not first_page().select(".notice--good")
    assert at(link, 1) in [a["href"] for a in first_page().select("main a")]
    answer_all(reader, link, parts=[1, 3])
    kept = len(PAGES[0][1]) + len(PAGES[2][1])
    assert f"Answered so far: {kept} of 30" in first_page().select_one(".notice--good").text
    assert first_page().select_one("main a.button")["href"] == at(link, 2)
    answer_all(reader, link)
    assert not first_page().select("main a.button")
    assert at(link, "review") in [a["href"] for a in first_page().select("main a")]


def test_the_review_names_what_is_missing_and_only_a_whole_answer_is_sent(
    reader, link, opened_round
):
    answer_all(reader, link, parts=[1, 2, 3])
    page = inspected(reader.client, at(link, "review"))
    assert page.text.count("No answer yet") == 30 - sum(len(PAGES[i][1]) for i in range(3))
    assert not page.select("main button")
    assert reader.post(at(link, "review")).status_code == 422
    assert rows(opened_round, "SELECT count(*) FROM sealed_answer") == [(0,)]


def test_sending_seals_the_answers_and_uses_the_link_up(reader, link, opened_round):
    answer_all(reader, link)
    sent = reader.post(at(link, "review"))
    assert sent.headers["Location"] == "/en/maturity/thanks"
    assert inspected(reader.client, "/en/maturity/thanks").h1
    assert rows(opened_round, "SELECT used, draft FROM round_link") == [(1, None)]
    ((box,),) = rows(opened_round, "SELECT box FROM sealed_answer")
    assert RoundKey(opened_round, NAME).open(box) == {
        "council": "X99000001",
        "audience": "officers",
        "answers": {q.code: q.codes[0] for q in FRAMEWORK.questions},
    }
    for path in (link, at(link, 1), at(link, "review")):
        assert reader.get(path).status_code == 404
    assert reader.post(at(link, "review")).status_code == 404
    assert rows(opened_round, "SELECT count(*) FROM sealed_answer") == [(1,)]
    officers = commands.progress(opened_round, NAME)[0]
    assert (officers.invited, officers.links, officers.answered) == (80, 1, 1)


def test_no_page_and_no_log_tells_that_somebody_has_just_answered(reader, link, own_app, caplog):
    public = ["/en/maturity", "/cy/setiau-data", "/healthz", "/feeds/en.atom"]

    def seen():
        stranger = own_app.test_client()
        answers = [stranger.get(path) for path in public]
        assert {answer.status_code for answer in answers} == {200}
        return [(answer.get_etag(), answer.data) for answer in answers]

    before = seen()
    caplog.set_level(logging.DEBUG)
    answer_all(reader, link)
    assert reader.post(at(link, "review")).status_code == 303
    assert seen() == before
    assert link.partition("code=")[2] not in caplog.text
    told = [getattr(record, "facts", {}) for record in caplog.records]
    assert "code=" not in str(told)


def test_an_answer_row_holds_a_number_its_round_its_release_and_a_box(opened_round):
    columns = rows(opened_round, "SELECT name FROM pragma_table_info('sealed_answer')")
    assert columns == [("id",), ("round_id",), ("box",), ("release_id",)]
    columns = rows(opened_round, "SELECT name FROM pragma_table_info('round_link')")
    assert not any(name.endswith("_at") for (name,) in columns)


def test_an_answer_outside_the_scale_is_refused_beside_its_question(reader, link):
    code = PAGES[0][1][0].code
    answer = reader.post(at(link, 1), {code: "4"})
    assert answer.status_code == 422
    assert f'href="#field-{code}"' in answer.text
    assert reader.post(at(link, 1), {code: "dont-know"}).status_code == 303


@pytest.mark.parametrize("code", ["", "x", "melin_" + "a" * 40])
def test_a_link_that_nobody_was_given_opens_nothing(reader, opened_round, code):
    for path in ("", "/1", "/review"):
        answer = reader.get(f"/en/maturity/questionnaire{path}?code={code}")
        assert answer.status_code == 404


def test_a_link_ends_with_its_round(reader, link, opened_round, time_machine_at):
    assert reader.get(link).status_code == 200
    time_machine_at(timedelta(days=22))
    assert reader.get(link).status_code == 410


def test_closing_ends_every_link_and_forgets_what_was_half_filled_in(reader, link, opened_round):
    answer_all(reader, link, parts=[1])
    commands.close(opened_round, NAME)
    assert reader.get(link).status_code == 410
    assert reader.post(at(link, 1), {}).status_code == 410
    assert rows(opened_round, "SELECT draft FROM round_link") == [(None,)]


def test_no_other_site_can_send_the_form(reader, link):
    answer = reader.client.post(at(link, 1), data=first_answers(PAGES[0][1]))
    assert answer.status_code == 403


def test_pages_of_a_link_are_kept_by_nobody(reader, link):
    for path in (link, at(link, 1), at(link, "review")):
        answer = reader.get(path)
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_of_two_who_send_with_one_link_at_once_one_is_told_it_is_used(
    own_app, reader, link, opened_round
):
    answer_all(reader, link)
    others = [Browser(own_app.test_client()) for _ in range(4)]
    tokens = [other.token() for other in others]
    start = threading.Barrier(len(others))

    def send(place):
        start.wait()
        sent = {"csrf_token": tokens[place]}
        return others[place].client.post(at(link, "review"), data=sent).status_code

    with ThreadPoolExecutor(len(others)) as pool:
        answers = sorted(pool.map(send, range(len(others))))

    assert answers == [303, 404, 404, 404]
    assert rows(opened_round, "SELECT count(*) FROM sealed_answer") == [(1,)]


def test_a_link_is_refused_in_words_once_a_file_has_counted_everybody(
    reader, link, opened_round, tmp_path
):
    answer_all(reader, link)
    everybody = [("X99000001", "staff")] * 80
    commands.take_in(opened_round, NAME, answers_file(tmp_path, everybody))
    sent = reader.post(at(link, "review"))
    assert sent.status_code == 422
    assert "Nobody, or not so many" in sent.text
    assert rows(opened_round, "SELECT count(*) FROM sealed_answer") == [(80,)]
    assert rows(opened_round, "SELECT used FROM round_link") == [(0,)]


def test_rows_lie_in_no_order(opened_round, tmp_path):
    people = [("X99000001", "members")] * 30
    commands.take_in(opened_round, NAME, answers_file(tmp_path, people))
    found = rows(opened_round, "SELECT id FROM sealed_answer ORDER BY rowid")
    ids = [number for (number,) in found]
    assert ids == sorted(ids)
    assert len({b - a for a, b in pairwise(ids)}) == 29
    assert min(ids) > 2**40
