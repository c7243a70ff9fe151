"""Single cells: found by their text, emptied, listed without what they held, and shown again."""

import csv
import io
import json
import re
import shutil

import pytest

from portal.accounts.queries import member_by_email
from portal.publishing import drafting, queries
from tests.conftest import config_in, inspected
from tests.people import email_of
from tests.publishing.drafted import DATASET, begun, live, written
from tests.publishing.walk import OFFICER, do, look, opened, store_of, work

PERSON = "J Williamson"
NAMES = [
    *(f"Cwmni {n} Cyf" for n in range(1, 9)),
    PERSON,
    "Tŷ Gŵyr Cyf",
    PERSON,
    "<script>alert('Cyf')</script>",
]
SPEND = "Date,Supplier,Department,Amount,Reference\n" + "".join(
    f"{n + 10}/04/2026,{name},Schools,£{n}00.50,A{n}\n" for n, name in enumerate(NAMES, start=1)
)
PEOPLE = "Name,Email,Ward\nMegan Jones,a@x.org,A\nTom Evans,b@x.org,B\nHuw Rees,c@x.org,C\n"
PAGE = "/en/publish/{}/cells"


@pytest.fixture(scope="module")
def spent(staffed, tmp_path_factory):
    """A data folder in which the editor's file has been checked; copy it, never change it."""
    folder = tmp_path_factory.mktemp("spent") / "data"
    shutil.copytree(staffed, folder)
    config = config_in(folder)
    with opened(config) as database, database.reading():
        editor = member_by_email(email_of("editor")).id
    begun(config, SPEND, "spend.csv", by=editor)
    return folder


@pytest.fixture
def team_config(spent, tmp_path):
    """The settings of a portal of one's own in which the file has been checked."""
    shutil.copytree(spent, tmp_path / "team")
    return config_in(tmp_path / "team")


@pytest.fixture
def number(walk):
    """The number of that submission."""
    walk.id = 1
    return walk.id


def decide(walk, deed, cells, person="editor"):
    seen = walk.look(walk.id).revision
    data = {"seen": seen, "deed": deed, "cell": cells}
    return walk.open[person].post(f"{PAGE.format(walk.id)}?q=williamson", data)


def ticks(page):
    return [box["value"] for box in page.select("td > label input[name=cell]")]


def kept_text(config):
    store = store_of(config)
    files = [sha256 for sha256, _ in store.listed()]
    return {sha256: store.local_file(sha256).read_bytes() for sha256 in files}


@pytest.mark.parametrize(
    ("query", "cells"),
    [
        ("?q=j+WILLIAMSON", ["10:supplier", "12:supplier"]),
        ("?q=J+Williamson&column=supplier", ["10:supplier", "12:supplier"]),
        ("?q=J+Williamson&column=department", []),
        ("?q=ty+gwyr", ["11:supplier"]),
        ("?q=A11", ["12:reference"]),
        ("?q=1100.5", ["12:amount"]),
        ("?q=%20", []),
        ("", []),
    ],
)
def test_cells_are_found_by_their_text_whatever_its_case_and_accents(walk, number, query, cells):
    page = inspected(walk.open["editor"].client, PAGE.format(number) + query)
    assert ticks(page) == cells


def test_the_page_keeps_the_house_rules_and_counts_in_both_languages(walk, number):
    anna = walk.open["editor"].client
    english = inspected(anna, f"{PAGE.format(number)}?q=williamson")
    welsh = inspected(anna, f"/cy/cyhoeddi/{number}/celloedd?q=williamson")
    assert "2 rows hold this text." in english.main.text
    assert "Mae 2 res yn cynnwys y testun hwn." in welsh.main.text
    for page, row in ((english, "Row"), (welsh, "Rhes")):
        labels = [" ".join(box.parent.text.split()) for box in page.select("td > label input")]
        assert labels == [f"{row} {n}, Supplier: {PERSON}" for n in (10, 12)]
    others = [box["value"] for box in english.select("details input[name=cell]")]
    assert others[:2] == ["10:date", "10:department"]
    none = inspected(anna, f"{PAGE.format(number)}?q=nobody+here")
    assert "0 rows hold this text." in none.main.text


def test_emptied_cells_are_empty_in_what_is_published_and_their_text_is_not_listed(walk, number):
    config = walk.config
    assert decide(walk, "redact", ["10:supplier", "12:supplier"]).status_code == 303
    walk.check()
    found = walk.look(number)
    (change,) = (each for each in found.changes if each["code"] == "redacted")
    assert change["count"] == 2
    assert {(s["row"], s["before"], s["after"]) for s in change["samples"]} == {
        (10, "", ""),
        (12, "", ""),
    }
    page = inspected(walk.open["editor"].client, f"{PAGE.format(number)}?q=williamson")
    assert (ticks(page), page.main.text.count("Show it again")) == ([], 2)

    found = written(config, number)
    assert found.issues == []
    live(config, found.id)
    body = walk.open["approver"].get(f"/dataset/{DATASET}/data/{DATASET}.csv").text
    suppliers = [row["supplier"] for row in csv.DictReader(io.StringIO(body))]
    assert suppliers == ["" if name == PERSON else name for name in NAMES]


def test_a_cell_is_shown_again(walk, number):
    decide(walk, "redact", ["10:supplier", "12:supplier"])
    walk.check()
    assert decide(walk, "show", ["12:supplier"]).status_code == 303
    walk.check()
    page = inspected(walk.open["editor"].client, f"{PAGE.format(number)}?q=williamson")
    assert ticks(page) == ["12:supplier"]
    assert walk.look(number).decisions["tabular"]["redactions"] == [[10, "supplier"]]


def test_a_translator_neither_searches_nor_empties(walk, number, browser):
    walk.open["translator"] = browser("translator")
    page = inspected(walk.open["translator"].client, f"{PAGE.format(number)}?q=williamson")
    assert PERSON not in page.main.text
    assert not page.select("input[name=cell], input[name=q]")
    assert decide(walk, "redact", ["10:supplier"], "translator").status_code == 403
    assert walk.look(number).state == "checked"


def test_a_text_that_is_markup_stays_text(walk, number):
    answer = walk.open["editor"].get(f"{PAGE.format(number)}?q=<script>")
    assert ticks(inspected(walk.open["editor"].client, f"{PAGE.format(number)}?q=<script>")) == [
        "13:supplier"
    ]
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


@pytest.mark.parametrize(
    "cells", [[], ["supplier"], ["0:supplier"], ["10:nothing"], ["10:supplier\n"], ["x:y"]]
)
def test_what_the_page_does_not_offer_is_refused_and_the_search_stays(walk, number, cells):
    refused = decide(walk, "redact", cells)
    assert refused.status_code == 422
    assert PERSON in refused.text
    assert walk.look(number).decisions.get("tabular", {}).get("redactions", []) == []


def test_who_acts_on_what_has_changed_is_told(walk, number):
    seen = walk.look(number).revision
    decide(walk, "redact", ["10:supplier"])
    walk.check()
    data = {"seen": seen, "deed": "redact", "cell": ["12:supplier"]}
    late = walk.open["editor"].post(PAGE.format(number), data)
    assert late.status_code == 409


def test_many_rows_are_shown_a_page_at_a_time(config, own_app):
    rows = "".join(f"{n},Cwmni {n % 7},{n % 3}\n" for n in range(30_000))
    found = begun(config, f"Reference,Supplier,Visits\n{rows}")
    store = store_of(config)
    count, first = queries.rows_of(found, store, text="cwmni 3", limit=50)
    assert (count, len(first), first[0]["record"]) == (30_000 // 7 + 1, 50, 5)
    again, last = queries.rows_of(found, store, text="CWMNI 3", offset=4250, limit=50)
    assert (again, len(last)) == (count, count - 4250)
    assert last[-1]["record"] == 2 + max(n for n in range(30_000) if n % 7 == 3)


def test_rows_are_told_by_their_place_in_the_file_whatever_was_left_out(config):
    found = begun(config)
    _count, rows = queries.rows_of(found, store_of(config), text="gwynt")
    assert [row["record"] for row in rows] == [6]
    assert [cell["text"] for cell in rows[0]["cells"] if cell["found"]] == ["Gwynt Energy Ltd"]


# What is not kept


def lists(found):
    return {found.changes_sha256, *(t.get("rows_sha256") for t in found.found["tables"])} - {None}


def test_lists_of_an_earlier_check_go_as_soon_as_a_newer_one_stands(config):
    found = begun(config, SPEND)
    before = lists(found)
    assert len(before) == 2
    do(config, drafting.decide, found.id, {"redact": [[10, "supplier"], [12, "supplier"]]}, by=1)
    work(config)
    kept = kept_text(config)
    assert not before & set(kept)
    assert lists(look(config, found.id)) <= set(kept)
    holding = {sha256 for sha256, text in kept.items() if PERSON.encode() in text}
    assert holding == {found.upload_sha256}


def test_a_list_that_another_row_names_is_kept(config):
    found, other = begun(config, SPEND), begun(config, SPEND, dataset="other")
    shared = lists(found) & lists(other)
    assert len(shared) == 2
    do(config, drafting.decide, found.id, {"redact": [[10, "supplier"]]}, by=OFFICER)
    work(config)
    assert shared <= set(kept_text(config))


def test_once_published_the_rows_are_no_longer_listed(config):
    found = written(config, begun(config).id)
    rows = found.found["tables"][0]["rows_sha256"]
    assert rows in kept_text(config)
    published = live(config, found.id)
    assert not re.search("rows_sha256", json.dumps(published.found))
    assert rows not in kept_text(config)


def test_a_dry_run_and_a_file_about_people_leave_no_rows(config):
    assert look(config, begun(config, PEOPLE).id).upload_deleted_at is not None
    assert not any(b"Megan" in text for text in kept_text(config).values())
    run = do(
        config,
        drafting.begin,
        dry(config),
        dataset="dry",
        publisher="cyngor-enghreifftiol",
        by=1,
        dry_run=True,
    )
    before = set(kept_text(config))
    work(config)
    assert set(kept_text(config)) == before
    assert "rows_sha256" not in json.dumps(look(config, run.id).found)


def dry(config):
    """Return a file put where dry runs are kept."""
    from portal.publishing import uploads

    path = config.data / "dry.csv"
    path.write_text(SPEND)
    return uploads.keep(path, "dry.csv", store_of(config).apart(uploads.DRY_RUNS))
