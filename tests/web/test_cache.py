"""Unchanged pages are not rendered again; changed ones never come from memory."""

import gzip

import time_machine

from portal.db import raise_revision
from portal.web.cache import Kept, PageMemory

PAGE = "/en/datasets"


def test_a_page_the_client_has_costs_no_body(client):
    first = client.get(PAGE)
    second = client.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})

    assert second.status_code == 304
    assert second.data == b""
    assert second.headers["ETag"] == first.headers["ETag"]


def test_every_public_change_makes_a_page_new(own_app):
    client = own_app.test_client()
    first = client.get(PAGE)
    with own_app.extensions["melin-database"].writing():
        raise_revision()
    second = client.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})

    assert second.status_code == 200
    assert second.headers["ETag"] != first.headers["ETag"]


def test_a_new_day_makes_a_page_new(client):
    with time_machine.travel("2030-01-01T12:00:00Z", tick=False):
        first = client.get(PAGE).headers["ETag"]
    with time_machine.travel("2030-01-02T12:00:00Z", tick=False):
        assert client.get(PAGE).headers["ETag"] != first


def test_the_two_languages_and_two_queries_never_share_an_etag(client):
    etags = {client.get(path).headers["ETag"] for path in (PAGE, "/cy/setiau-data", f"{PAGE}?q=a")}
    assert len(etags) == 3


def test_a_page_from_memory_is_the_page_that_was_rendered(client):
    rendered = client.get(PAGE).text
    zipped = client.get(PAGE, headers={"Accept-Encoding": "gzip"})

    assert client.get(PAGE).text == rendered
    assert gzip.decompress(zipped.data).decode() == rendered
    assert "Accept-Encoding" in zipped.headers["Vary"]


def test_refusals_are_never_kept(client):
    answer = client.get("/en/datasets/none")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_the_memory_forgets_the_oldest_page_rather_than_grow():
    memory = PageMemory(limit=100)
    for number in range(5):
        memory.put(str(number), Kept("e", b"x" * 40))

    assert [str(n) for n in range(5) if memory.get(str(n), "e")] == ["3", "4"]
    assert memory.get("4", "other") is None
