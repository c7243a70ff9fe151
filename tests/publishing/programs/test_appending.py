"""Rows that a program adds pass every check and a second person before readers see them."""

import json

import pytest

from portal.publishing import operations
from tests.publishing.programs.test_api_refusals import refused
from tests.publishing.walk import COLLEAGUE, SLUG, do, draft, look, published, work

ROWS = f"/api/v1/datasets/{SLUG}/rows"
DATA = f"/dataset/{SLUG}/data/wards.csv"
HEADING = "id,place,kind,people,share,day,open,note_cy,note_en"
NEW = "4,W06000003,hall,40,12.5,2018-12-07,true,Bethesda,Bethesda"
CSV = {"Content-Type": "text/csv"}
JSONL = {"Content-Type": "application/jsonl"}


@pytest.fixture
def live(portal, config, program):
    """A program whose dataset is published."""
    made = draft()
    made.field("people")["measures"] = "things"
    published(config, made)
    return program


def append(program, body, headers=CSV, path=ROWS):
    return program.open("POST", path, headers=headers, data=body.encode())


def as_json(text=NEW):
    return json.dumps(dict(zip(HEADING.split(","), text.split(","), strict=True)))


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (f"{HEADING}\r\n{NEW}\r\n", CSV),
        (as_json() + "\n", JSONL),
    ],
)
def test_an_approved_row_stands_at_the_end_and_changes_etag_and_feed(
    live, config, portal, body, headers
):
    reader = portal.test_client()
    feed, data = reader.get("/feeds/en.atom"), reader.get(DATA)
    answer = append(live, body, headers)
    assert answer.status_code == 202
    number = answer.json["id"]
    assert append(live, body, headers).status_code == 200, "the same rows twice are one submission"
    work(config)
    assert live.get(f"/api/v1/submissions/{number}").json["issues"] == []
    unchanged = {"If-None-Match": data.headers["ETag"]}
    assert reader.get(DATA, headers=unchanged).status_code == 304, "nobody has approved it yet"

    assert live.submit(number).status_code == 200
    do(config, operations.approve, number, by=COLLEAGUE, publish_at=None)
    work(config)

    renewed = reader.get(DATA, headers=unchanged)
    assert renewed.status_code == 200
    assert renewed.headers["ETag"] != data.headers["ETag"]
    assert renewed.data == data.data + f"{NEW}\r\n".encode()
    again = reader.get("/feeds/en.atom", headers={"If-None-Match": feed.headers["ETag"]})
    assert again.status_code == 200
    assert f"/dataset/{SLUG}/2</id>" in again.text


def test_a_row_that_breaks_the_schema_is_stopped_by_the_check(live, config):
    number = append(live, f"{HEADING}\n{NEW.replace('hall', 'castle')}\n").json["id"]
    work(config)
    issues = live.get(f"/api/v1/submissions/{number}").json["issues"]
    assert issues
    refused(live.submit(number), 422, "open-issues")
    assert look(config, number).state.value == "checked"


def test_rows_that_count_people_wait_for_what_a_person_has_to_say_of_them(config, program):
    published(config)
    number = append(program, f"{HEADING}\n{NEW}\n").json["id"]
    work(config)
    [question] = program.get(f"/api/v1/submissions/{number}").json["questions"]
    assert question["code"] == "gate-relation"
    refused(program.submit(number), 422, "open-issues")


@pytest.mark.parametrize(
    "body",
    [
        f"{HEADING}\n",
        f"{HEADING},more\n{NEW},1\n",
        f"{HEADING}\n{NEW},1\n",
        NEW,
        f'{HEADING}\n"{NEW}',
    ],
)
def test_rows_of_another_shape_are_refused_at_once(live, rows, body):
    before = rows()
    refused(append(live, body), 422, "rows-do-not-fit")
    refused(append(live, "[]\n", JSONL), 422, "rows-do-not-fit")
    refused(append(live, '{"id": {}}', JSONL), 422, "rows-do-not-fit")
    assert rows() == before


def test_only_the_publishers_programs_add_rows(live, stranger, rows):
    before = rows()
    assert append(stranger, f"{HEADING}\n{NEW}\n").status_code == 403
    path = ROWS.replace(SLUG, "none")
    assert append(live, f"{HEADING}\n{NEW}\n", path=path).status_code == 404
    assert append(live, f"{HEADING}\n{NEW}\n", path=f"{ROWS}?table=kinds").status_code == 400
    refused(append(live, NEW, {"Content-Type": "application/zip"}), 415, "wrong-media-type")
    assert rows() == before
