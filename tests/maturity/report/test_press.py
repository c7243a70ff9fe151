"""Reports are set once, in the background, and never change; withdrawn versions take them along."""

import dataclasses
import hashlib
import json
import os
import shutil
import time

import pytest

from portal.app import create_app
from portal.bilingual import Bilingual
from portal.catalogue import withdrawing
from portal.db import Database
from portal.maturity.report import operations, queries
from portal.maturity.report.press import Press
from portal.publishing.sweeping import named_hashes
from tests.conftest import inspected, load_packages
from tests.maturity.report.conftest import COUNCILS, SMALL, press
from tests.publishing.walk import opened

pytestmark = pytest.mark.services

WHY = Bilingual("Camgymeriad.", "A mistake.")
ONE = min(COUNCILS)
PAGE = f"/en/maturity/rounds/small/{ONE}"


@pytest.fixture
def browse(small):
    """A client of the portal with the small round, opened anew each time."""
    apps = []

    def client():
        apps.append(create_app(small))
        return apps[-1].test_client()

    yield client
    for app in apps:
        app.extensions["melin-database"].dispose()


def at(number=1, code=ONE, locale="cy"):
    return f"/maturity/small/{number}/{code}.{locale}.pdf"


def done(config, operation, *arguments, **named):
    database = Database(config.database_url)
    try:
        with database.writing():
            return operation(*arguments, **named)
    finally:
        database.dispose()


def asked(config, question, *arguments):
    database = Database(config.database_url)
    try:
        with database.reading():
            return question(*arguments)
    finally:
        database.dispose()


def second_version(config, small_round, folder):
    """Load the round again with other words."""
    shutil.copytree(small_round, folder)
    path = folder / "datapackage.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    values |= {"reason_cy": "Geiriau eraill.", "reason_en": "Other words."}
    path.write_text(json.dumps(values), encoding="utf-8")
    assert [(each.outcome, each.version) for each in load_packages(folder, config)] == [
        ("published", 2)
    ]


def test_until_it_is_set_the_page_says_so_and_the_address_asks_for_patience(browse):
    client = browse()
    page = inspected(client, PAGE)
    assert "will be here shortly" in page.main.text
    assert not page.select("a[href$='.pdf']")
    answer = client.get(at(), headers={"Accept": "text/html"})
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"
    assert "The report is being set as a PDF" in answer.text
    assert "yn cael ei osod yn PDF" in answer.text
    for wrong in (at(code="X99000099"), at(number=2), "/maturity/nothing/1/X99000001.cy.pdf"):
        assert client.get(wrong).status_code == 404


def test_a_report_that_is_set_is_served_whole_in_part_and_for_ever(small, browse):
    assert press(small) == 1
    client = browse()
    answer = client.get(at())
    sha256 = hashlib.sha256(answer.data).hexdigest()
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["ETag"] == f'"{sha256}"'
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "synthetic-maturity-small-1-X99000001.cy.pdf" in answer.headers["Content-Disposition"]
    assert client.head(at()).headers["Content-Length"] == str(len(answer.data))
    assert client.get(at(), headers={"If-None-Match": f'"{sha256}"'}).status_code == 304
    part = client.get(at(), headers={"Range": "bytes=0-4", "If-Range": f'"{sha256}"'})
    assert (part.status_code, part.data) == (206, b"%PDF-")


@pytest.mark.parametrize(
    ("path", "words"),
    [(PAGE, "English"), (f"/cy/aeddfedrwydd/rowndiau/small/{ONE}", "Saesneg")],
)
def test_the_page_gives_both_reports_with_their_size_and_hash(small, browse, path, words):
    press(small)
    client = browse()
    page = inspected(client, path)
    links = page.select("a[href$='.pdf']")
    assert {link["href"] for link in links} == {at(locale="cy"), at(locale="en")}
    assert links[0]["hreflang"] == path[1:3]
    for link in links:
        content = client.get(link["href"]).data
        assert hashlib.sha256(content).hexdigest() in page.main.text
    assert words in page.main.text


def test_the_press_does_nothing_twice_and_bytes_outlast_what_they_were_made_of(small, browse):
    press(small)
    before = browse().get(at()).data
    assert press(small) == 0
    other = dataclasses.replace(small, base_url="https://data.example")
    assert press(other) == 0
    assert browse().get(at()).data == before
    assert not done(small, operations.keep, SMALL, 1, [])


def test_another_version_has_reports_of_its_own(small, browse, small_round, tmp_path):
    press(small)
    before = browse().get(at(1)).data
    second_version(small, small_round, tmp_path / SMALL)
    assert browse().get(at(2)).status_code == 503
    assert press(small) == 1
    client = browse()
    assert client.get(at(2)).status_code == 200
    assert client.get(at(1)).data == before


def test_a_withdrawn_version_takes_its_reports_along_and_a_restored_one_brings_them_back(
    small, browse
):
    press(small)
    before = browse().get(at()).data
    done(small, withdrawing.take_down, SMALL, 1, reason=WHY, by=1)
    gone = browse().get(at())
    assert gone.status_code == 410
    assert WHY.cy in gone.text
    assert WHY.en in gone.text
    assert b"%PDF" not in gone.data
    done(small, withdrawing.restore, SMALL, 1, by=2)
    assert browse().get(at()).data == before


def test_nothing_is_set_of_what_is_out_of_sight(small):
    done(small, withdrawing.withdraw, SMALL, 1, reason=WHY, by=1)
    assert press(small) == 0


def test_no_sweep_takes_a_report_away(small):
    press(small)
    kept = asked(small, queries.reports_of, SMALL, 1, ONE)
    assert set(kept) == {"cy", "en"}
    assert {one.sha256 for one in kept.values()} <= asked(small, named_hashes)


def worked(look, database, until):
    began = time.monotonic()
    while not until():
        look(database)
        assert time.monotonic() - began < 120
        time.sleep(0.1)


def test_the_worker_has_them_set_by_a_process_of_its_own_also_after_that_was_killed(
    small, browse, monkeypatch
):
    monkeypatch.setattr("portal.maturity.report.press._FIRST_WAIT", 0.0)
    look = Press(environment={**os.environ, "MELIN_DATA": str(small.data)})
    look._wait = 0.0
    with opened(small) as database:
        assert look(database)
        look._child.kill()
        worked(look, database, lambda: len(asked(small, queries.reports_of, SMALL, 1, ONE)) == 2)
        worked(look, database, lambda: look._child is None)
        assert not look(database), "nothing waits any more"
    assert browse().get(at()).status_code == 200
