"""Downloads are counted by what is sent, never by who asks."""

from datetime import timedelta

import pytest
from flask import g

from portal.clock import today
from portal.reuse.models import Downloads
from portal.reuse.presenting import about_count
from tests.conftest import inspected

DATA = "/dataset/places-to-read/1/data/wards.csv"
API = "/api/v1/datasets/places-to-read/downloads"


@pytest.fixture
def months(portal):
    """Write what has been counted, and return what programs are told of it."""

    def told():
        portal.extensions["melin-downloads"].flush()
        return portal.test_client().get(API).json["months"]

    return told


def test_each_file_that_is_taken_away_counts_once_by_its_kind(portal, months):
    reader = portal.test_client()
    for path in (
        DATA,
        DATA,
        "/dataset/places-to-read/data/wards.cy.csv",
        "/dataset/places-to-read/data/wards.json",
        "/dataset/places-to-read/1/places-to-read.zip",
    ):
        assert reader.get(path).status_code == 200
    month = f"{today():%Y-%m}"
    assert [(row["month"], row["version"], row["kind"], row["count"]) for row in months()] == [
        (month, 1, "csv", 3),
        (month, 1, "json", 1),
        (month, 1, "zip", 1),
    ]


def test_what_takes_nothing_new_away_does_not_count(portal, months):
    reader = portal.test_client()
    etag = reader.head(DATA).headers["ETag"]
    reader.get(DATA, headers={"If-None-Match": etag})
    reader.get(DATA, headers={"Range": "bytes=10-20"})
    reader.get(DATA, headers={"Range": "bytes=99999999-"})
    reader.get(DATA, headers={"If-Match": '"x"'})
    reader.get(DATA, headers={"Sec-Purpose": "prefetch"})
    for robot in ("Examplebot/2.1 (+https://bot.example)", "a-crawler 1", "SpiderX"):
        reader.get(DATA, headers={"User-Agent": robot})
    for path in (
        "/dataset/places-to-read/datapackage.json",
        "/dataset/places-to-read.ttl",
        "/dataset/places-to-read/1/charts/people.cy.svg",
        "/en/datasets/places-to-read",
        "/dataset/places-to-read/1/data/none.csv",
    ):
        reader.get(path)
    assert months() == []


def test_a_file_fetched_in_parts_counts_by_its_first(portal, months):
    reader = portal.test_client()
    reader.get(DATA, headers={"Range": "bytes=0-9"})
    reader.get(DATA, headers={"Range": "bytes=10-"})
    [row] = months()
    assert row["count"] == 1


def test_nothing_but_the_sums_is_kept(portal, months):
    reader = portal.test_client()
    reader.get(DATA, headers={"User-Agent": "curl/8", "Cookie": "who=me"})
    assert months()
    assert {column.name for column in Downloads.__table__.columns} == {
        "version_id", "day", "kind", "count",
    }  # fmt: skip
    assert "Set-Cookie" not in reader.get(DATA).headers


def test_a_download_writes_nothing_until_a_minute_is_over(portal, months, monkeypatch):
    reader, counter = portal.test_client(), portal.extensions["melin-downloads"]
    reader.get(DATA)
    assert portal.test_client().get(API).json["months"] == []
    monkeypatch.setattr("portal.reuse.counting.EVERY", -1.0)
    with reader.get(DATA):
        pass
    assert not counter.due
    [row] = portal.test_client().get(API).json["months"]
    assert row["count"] == 2


def test_sums_that_could_not_be_written_are_kept_for_the_next_time(portal, database, months):
    portal.test_client().get(DATA)
    counter = portal.extensions["melin-downloads"]
    with database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE downloads RENAME TO away")
    counter.flush()
    with database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO downloads")
    [row] = months()
    assert row["count"] == 1


def test_the_page_says_about_how_often_up_to_yesterday(portal, months, time_machine_at):
    reader = portal.test_client()
    for _ in range(12):
        reader.get(DATA)
    months()
    page = "/en/datasets/places-to-read"
    assert "up to yesterday" not in inspected(reader, page).text
    time_machine_at(timedelta(days=1))
    assert "Downloads up to yesterday: about 12." in inspected(reader, page).text


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "fewer than 10"),
        (9, "fewer than 10"),
        (10, "about 10"),
        (124, "about 120"),
        (125, "about 130"),
        (999, "about 1,000"),
        (12_345, "about 12,000"),
    ],
)
def test_a_count_is_shown_by_two_figures(portal, count, words):
    with portal.test_request_context("/en/"):
        g.locale = "en"
        assert about_count(count, "en") == words


def test_a_dataset_that_is_not_there_has_no_downloads(portal):
    assert portal.test_client().get("/api/v1/datasets/none/downloads").status_code == 404
