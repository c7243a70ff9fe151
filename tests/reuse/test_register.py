"""Anybody may propose a reuse; readers see it once the publisher has made it whole."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from portal.accounts.audit import Actor
from portal.bilingual import Bilingual
from portal.catalogue.withdrawing import withdraw
from portal.reuse import operations
from portal.reuse.models import Reuse
from tests.conftest import inspected
from tests.exchange.conftest import ALPHA, BETA
from tests.reuse.conftest import ENGLISH, WELSH, proposal, proposed

REVIEW = f"/en/publishers/{ALPHA}/reuse"
WHOLE = {name: WELSH[name] for name in ("title_cy", "about_cy")} | ENGLISH


def listed(browser, **query):
    return browser().client.get("/api/v1/reuses", query_string=query).json


def test_a_proposal_in_welsh_shows_in_both_languages_once_a_member_has_added_the_english(browser):
    thanked = browser().post("/cy/ailddefnydd/cynnig", WELSH)
    assert thanked.status_code == 200
    assert listed(browser) == {"count": 0, "reuses": []}
    elin = browser("alpha-editor")
    assert WELSH["title_cy"] in elin.get(REVIEW).text
    half = elin.post(f"{REVIEW}/1", {**WHOLE, "title_en": " ", "word": "accept"})
    assert half.status_code == 422
    assert listed(browser)["count"] == 0

    assert elin.post(f"{REVIEW}/1", {**WHOLE, "word": "accept"}).status_code == 303

    [shown] = listed(browser)["reuses"]
    assert shown["url"] == WELSH["url"]
    assert shown["title_cy"] == WELSH["title_cy"]
    assert shown["title_en"] == ENGLISH["title_en"]
    assert shown["datasets"] == ["places-to-read"]
    for path, words in (
        ("/cy/ailddefnydd", WELSH["title_cy"]),
        ("/en/reuse", ENGLISH["title_en"]),
        ("/cy/setiau-data/places-to-read", WELSH["title_cy"]),
        ("/en/datasets/places-to-read", ENGLISH["title_en"]),
    ):
        link = inspected(browser().client, path).select_one(f'a[href="{WELSH["url"]}"]')
        assert link.text == words
        assert {"nofollow", "ugc"} <= set(link["rel"])
    assert WELSH["url"] not in browser().get("/en/datasets/quiet-halls").text


def test_a_declined_one_is_not_shown_and_one_that_was_shown_can_be_taken_away(browser):
    browser().post("/en/reuse/propose", WELSH)
    elin = browser("alpha-editor")
    before = browser().get("/en/reuse").headers["ETag"]
    assert elin.post(f"{REVIEW}/1", {**WHOLE, "word": "accept"}).status_code == 303
    shown = browser().get("/en/reuse").headers["ETag"]
    without = elin.post(f"{REVIEW}/1", {**WHOLE, "word": "decline"})
    assert without.status_code == 422
    assert listed(browser)["count"] == 1

    declined = {**WHOLE, "word": "decline", "reason": "The page is gone."}
    assert elin.post(f"{REVIEW}/1", declined).status_code == 303

    assert listed(browser)["count"] == 0
    assert len({before, shown, browser().get("/en/reuse").headers["ETag"]}) == 3
    assert "The page is gone." in elin.get(f"{REVIEW}/1").text


@pytest.mark.parametrize("person", ["", "beta-editor", "alpha-translator"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_only_the_publisher_of_a_used_dataset_decides(browser, database, person, method):
    proposed(database, proposal())
    someone = browser(person)
    data = {**WHOLE, "word": "accept", "csrf_token": someone.token()}
    for path in (f"{REVIEW}/1", REVIEW):
        answer = someone.client.open(path, method=method, data=data if method == "POST" else None)
        assert answer.status_code in {303, 401, 403, 404, 405}
    assert listed(browser)["count"] == 0
    own = browser("beta-editor")
    assert own.get(f"/en/publishers/{BETA}/reuse/1").status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://files.example/x",
        "//map.example",
        "map.example",
        "https://localhost",
        "https://someone:secret@map.example/",
        "https://map.example/\\evil",
        "https://map.example/\u202egpj",
        "https://[::1",
        "https://map.example:0/",
        "https://" + "a" * 600 + ".example",
    ],
)
def test_an_address_that_no_reader_should_be_sent_to_is_refused(browser, url):
    answer = browser().post("/en/reuse/propose", {**WELSH, "url": url})
    assert answer.status_code == 422
    assert listed(browser)["count"] == 0


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"title_cy": ""}, 422),
        ({"about_cy": "", "about_en": "Only this."}, 422),
        ({"kind": "else"}, 422),
        ({"datasets": "no-such"}, 422),
        ({"datasets": "places-to-read quiet-halls " + " ".join(f"x{n}" for n in range(20))}, 422),
        ({"datasets": "http://localhost:8000/cy/setiau-data/places-to-read?x=1, quiet-halls"}, 200),
        ({"about_cy": "x" * 1001}, 422),
        ({"title_cy": "\u202eMap"}, 422),
    ],
)
def test_what_a_proposal_lacks_is_told_beside_the_field(browser, change, status):
    answer = browser().post("/en/reuse/propose", WELSH | change)
    assert answer.status_code == status
    if status == 422:
        soup = BeautifulSoup(answer.text, "html.parser")
        assert soup.select_one(".problem a[href^='#field-']")
        assert soup.select_one("#field-url")["value"] == WELSH["url"]


def test_what_is_written_is_shown_as_text(browser):
    markup = {"title_cy": "<script>x</script>", "about_cy": "<b>y</b>"}
    browser().post("/en/reuse/propose", WELSH | markup)
    elin = browser("alpha-editor")
    elin.post(f"{REVIEW}/1", {**WHOLE, **markup, "word": "accept"})
    page = inspected(browser().client, "/cy/ailddefnydd")
    assert "<script>x</script>" in page.main.text
    assert not page.main.select("script, b")


def test_robots_that_fill_in_everything_are_thanked_and_forgotten(browser, database):
    page = BeautifulSoup(browser().get("/en/reuse/propose").text, "html.parser")
    assert page.select_one("[hidden] #field-website")
    answer = browser().post("/en/reuse/propose", WELSH | {"website": "https://spam.example"})
    assert answer.status_code == 200
    with database.reading() as session:
        assert session.query(Reuse).count() == 0


def test_the_same_address_is_not_taken_in_twice_unless_it_was_declined(database):
    proposed(database, proposal())
    with pytest.raises(operations.KnownReuseError):
        proposed(database, proposal())
    with database.writing():
        operations.decline(1, reason="x", publisher=ALPHA, actor=Actor(1, "page"))
    assert proposed(database, proposal()) == [2]


def test_only_so_many_are_taken_in_on_one_day(database, time_machine_at):
    many = operations.MOST_A_DAY_OF_ONE
    proposed(database, *(proposal(number) for number in range(many)))
    with pytest.raises(operations.TooManyReusesError):
        proposed(database, proposal(many))
    proposed(database, proposal(many, datasets=["quiet-halls"]))
    time_machine_at(timedelta(days=1))
    assert proposed(database, proposal(many + 1))


def test_the_whole_portal_has_a_share_of_a_day_too(database, monkeypatch):
    monkeypatch.setattr(operations, "MOST_A_DAY", 2)
    proposed(database, proposal(1), proposal(2, datasets=["quiet-halls"]))
    with pytest.raises(operations.TooManyReusesError):
        proposed(database, proposal(3))


def test_a_reuse_of_data_that_were_withdrawn_is_no_longer_shown(browser, database):
    proposed(database, proposal(datasets=["places-to-read", "quiet-halls"]))
    words = Bilingual("Ap", "App")
    with database.writing():
        operations.accept(1, title=words, about=words, publisher=BETA, actor=Actor(1, "page"))
    assert listed(browser, dataset="places-to-read")["count"] == 1
    with database.writing():
        withdraw("places-to-read", 1, reason=words, by=1)
    assert listed(browser, dataset="places-to-read")["count"] == 0
    [left] = listed(browser)["reuses"]
    assert left["datasets"] == ["quiet-halls"]


def test_programs_read_the_register_in_parts(browser, database):
    numbers = proposed(database, *(proposal(number) for number in range(3)))
    words = Bilingual("Ap", "App")
    for number in numbers:
        with database.writing():
            operations.accept(
                number, title=words, about=words, publisher=ALPHA, actor=Actor(1, "page")
            )
    first = listed(browser, limit=2)
    second = listed(browser, limit=2, after=first["reuses"][-1]["number"])
    told = [reuse["number"] for reuse in (*first["reuses"], *second["reuses"])]
    assert told == [3, 2, 1]
    assert first["count"] == 3
    assert browser().get("/api/v1/reuses?limit=0").status_code == 400
    assert browser().get("/api/v1/reuses?who=me").status_code == 400


def test_every_decision_stands_in_the_log(browser, database):
    proposed(database, proposal())
    elin = browser("alpha-editor")
    elin.post(f"{REVIEW}/1", {**WHOLE, "word": "accept"})
    with database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT action, subject FROM audit_entry").all()
    assert ("reuse-accepted", "reuse/1") in rows


def test_nothing_is_kept_of_who_proposes():
    kept = {column.name for column in Reuse.__table__.columns}
    assert kept == {
        "id", "state", "kind", "url", "title_cy", "title_en", "about_cy", "about_en",
        "proposed_at", "decided_at", "decided_by", "reason",
    }  # fmt: skip
