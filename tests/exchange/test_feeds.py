"""A feed tells of every new version, once, in the reader's language."""

import feedparser
import pytest
from bs4 import BeautifulSoup

from portal.bilingual import Bilingual
from portal.catalogue.withdrawing import withdraw
from portal.exchange import views
from tests.exchange.conftest import draft, load


def read(client, path="/feeds/en.atom"):
    answer = client.get(path)
    assert answer.mimetype == "application/atom+xml"
    found = feedparser.parse(answer.data)
    assert not found.bozo
    assert found.version == "atom10"
    return found


def links(of, relation):
    return [link for link in of.links if link.rel == relation]


def test_every_version_of_both_publishers_stands_in_it_newest_first(reader):
    found = read(reader)
    told = [
        (entry.author, entry.id.removeprefix("http://localhost:8000")) for entry in found.entries
    ]

    assert told == [
        ("Example Council", "/dataset/places-to-read/2"),
        ("Aberwen", "/dataset/quiet-halls/1"),
        ("Example Council", "/dataset/places-to-read/1"),
    ]
    assert found.entries[0].summary == "Corrected."
    assert found.feed.updated == found.entries[0].updated


@pytest.mark.parametrize(
    ("tongue", "title"), [("cy", "Lleoedd i ddarllen"), ("en", "Places to read")]
)
def test_a_feed_is_in_one_language_and_leads_to_the_other(reader, tongue, title):
    found = read(reader, f"/feeds/{tongue}.atom")
    other = "en" if tongue == "cy" else "cy"

    assert found.feed.language == tongue
    assert found.entries[0].title.startswith(title)
    assert {link.hreflang for link in links(found.feed, "alternate")} == {"cy", "en"}
    [twin] = [
        link.href for link in links(found.feed, "alternate") if link.type.endswith("atom+xml")
    ]
    assert twin == f"http://localhost:8000/feeds/{other}.atom"
    pages = {link.hreflang: link.href for link in links(found.entries[0], "alternate")}
    assert set(pages) == {"cy", "en"}


def test_every_address_in_it_answers(reader):
    found = read(reader)
    for of in (found.feed, *found.entries):
        for link in of.links:
            path = link.href.removeprefix("http://localhost:8000")
            assert reader.get(path).status_code == 200, path
    [whole] = links(found.entries[0], "enclosure")
    archive = reader.get(whole.href.removeprefix("http://localhost:8000"))
    assert len(archive.data) == int(whole.length)


def test_its_pages_hold_each_version_once(reader, monkeypatch):
    monkeypatch.setattr(views, "PAGE_ENTRIES", 2)
    first = read(reader)
    [onward] = links(first.feed, "next")
    second = read(reader, onward.href.removeprefix("http://localhost:8000"))
    ids = [entry.id for entry in (*first.entries, *second.entries)]

    assert len(ids) == len(set(ids)) == 3
    assert not links(second.feed, "next")
    assert [link.href for link in links(second.feed, "previous")] == [first.feed.id]
    assert reader.get("/feeds/en.atom?page=3").status_code == 404
    assert reader.get("/feeds/en.atom?page=x").status_code == 400


def test_an_empty_portal_has_a_feed_without_entries(empty_reader):
    found = read(empty_reader)
    assert found.entries == []
    assert found.feed.updated


def test_a_withdrawn_version_leaves_it(council_portal, reader):
    with council_portal.extensions["melin-database"].writing():
        withdraw("places-to-read", 2, reason=Bilingual("Camgymeriad.", "A mistake."), by=1)
    assert [entry.id[-2:] for entry in read(reader).entries] == ["/1", "/1"]


def test_it_costs_nothing_until_something_new_is_published(reader, config, tmp_path):
    first = reader.get("/feeds/cy.atom")
    asked = {"If-None-Match": first.headers["ETag"]}
    unchanged = reader.get("/feeds/cy.atom", headers=asked)
    load(config, tmp_path / "new", draft("libraries"))
    changed = reader.get("/feeds/cy.atom", headers=asked)

    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize("path", ["/cy/", "/cy/setiau-data", "/cy/setiau-data/places-to-read"])
def test_every_page_leads_to_the_feed_of_its_language(reader, path):
    head = BeautifulSoup(reader.get(path).text, "html.parser").head
    [link] = head.select('link[type="application/atom+xml"]')
    assert link["href"] == "/feeds/cy.atom"
