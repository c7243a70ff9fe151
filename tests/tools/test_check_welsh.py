"""Which texts the Welsh checks read, and which pages they reach."""

import json

import pytest
from flask import Flask, redirect

from tools import check_welsh
from tools.check_welsh import (
    MOST_QUERIES,
    NO_SUCH_PAGE,
    crawl,
    misspellings,
    page_faults,
    pairs,
    untranslated,
)
from tools.english_leaks import Detector

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=6; plural=(n==0?0:n==1?1:n==2?2:n==3?3:n==6?4:5)\\n"

msgid "Search"
msgstr "Chwilio"

msgid "%(num)d dataset"
msgid_plural "%(num)d datasets"
msgstr[0] "%(num)d set ddata"
msgstr[1] "%(num)d set ddata"
msgstr[2] "%(num)d set ddata"
msgstr[3] "%(num)d set ddata"
msgstr[4] "%(num)d set ddata"
msgstr[5] "%(num)d set data"
"""
PACKAGE = {
    "title": "Gwastraff / Waste",
    "title_cy": "Gwastraff",
    "title_en": "Waste",
    "keywords_cy": ["ailgylchu", "biniau"],
    "keywords_en": ["recycling", "bins"],
    "resources": [{"schema": {"fields": [{"title_cy": "Blwyddyn", "title_en": "Year"}]}}],
}


@pytest.fixture
def project(tmp_path):
    """A project with one text of every kind."""
    files = {
        check_welsh.CATALOGUE: PO,
        "datasets/waste/datapackage.json": json.dumps(PACKAGE),
        "datasets/waste/data/bins.csv": "code,label_cy,label_en\nb,Bin du,Black bin\n",
        "portal/interop/vocabulary/places.csv": "name_cy,name_en\nYnys Môn,Anglesey\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_every_welsh_text_is_read_beside_its_english(project):
    assert {(welsh, english) for _, welsh, english in pairs(project)} == {
        ("Chwilio", "Search"),
        ("%(num)d set ddata", "%(num)d dataset"),
        ("%(num)d set data", "%(num)d dataset"),
        ("Gwastraff", "Waste"),
        ("ailgylchu", "recycling"),
        ("biniau", "bins"),
        ("Blwyddyn", "Year"),
        ("Bin du", "Black bin"),
        ("Ynys Môn", "Anglesey"),
    }


def test_texts_say_where_they_stand(project):
    places = {welsh: where for where, welsh, _ in pairs(project)}
    assert places["Bin du"] == "datasets/waste/data/bins.csv:2 label_cy"
    assert places["Blwyddyn"] == "datasets/waste/datapackage.json title_cy"


def test_a_misspelling_is_told_once_with_its_place(dictionary):
    texts = [("a.po", "Chwiliooo am ddata", ""), ("b.po", "Chwiliooo eto", "")]
    assert misspellings(texts, dictionary) == ["Chwiliooo: a.po"]


def test_only_an_english_title_in_quotation_marks_is_left_unspelled(dictionary):
    title = "yr adroddiad “The maturity of local government”"
    assert misspellings([("a", title, "")], dictionary) == []
    assert misspellings([("a", "cliciwch “Cadww”", "")], dictionary) == ["Cadww: a"]


def test_english_that_has_another_welsh_is_never_expected_in_a_page():
    texts = [("", "Cymorth", "Help"), ("", "Data", "Data"), ("", "", "Bare"), ("", "Map", "Map")]
    assert untranslated([*texts, ("", "Siart", "Map")]) == {"Help"}


@pytest.fixture
def client():
    """A small site: a ring of Welsh pages, a dead link, a file, endless queries."""
    app = Flask("made-up")
    pages = {
        "/cy/": '<a href="/cy/a">A</a> <a href="/en/">English</a> <a href="https://x.org/cy/">X</a>',
        "/cy/a": "<a href='b?q=1&amp;r=2#main'>B</a> <a href=\"/cy/\">Hafan</a>",
        "/cy/b": "".join(f'<a href="/cy/b?page={n}">{n}</a>' for n in range(9)),
        "/cy/dead-end": '<a href="/cy/missing">?</a> <a href="/cy/moved">!</a>',
        "/cy/target": "Wedi symud",
        "/en/": '<a href="/cy/never">Never</a>',
    }
    for path, html in pages.items():
        app.add_url_rule(path, path, lambda html=html: f'<html lang="cy">{html}</html>')
    app.add_url_rule("/cy/moved", "moved", lambda: redirect("/cy/target"))
    return app.test_client()


def test_every_welsh_page_is_reached_once_and_no_other(client):
    reached = [page.path for page in crawl(client)]
    assert reached[:4] == ["/cy/", NO_SUCH_PAGE, "/cy/a", "/cy/b?q=1&r=2"]
    assert len(reached) == len(set(reached))
    assert not any(path.startswith("/en/") or "never" in path for path in reached)


def test_of_one_page_only_a_few_variants_are_fetched(client):
    variants = [page.path for page in crawl(client) if page.path.startswith("/cy/b?")]
    assert len(variants) == MOST_QUERIES


def test_a_crawl_ends_at_its_bound(client, monkeypatch):
    monkeypatch.setattr(check_welsh, "MOST_PAGES", 2)
    assert len(list(crawl(client))) == 2


def test_a_dead_link_and_a_leak_are_both_told(dictionary):
    pages = [
        check_welsh.Page("/cy/", '<html lang="cy"><p>Search the data</p></html>', 200),
        check_welsh.Page("/cy/missing", '<html lang="cy">Dim tudalen</html>', 404),
        check_welsh.Page(NO_SUCH_PAGE, '<html lang="cy">Dim tudalen</html>', 404),
    ]
    assert page_faults(pages, Detector(dictionary)) == [
        "/cy/missing answers 404",
        "/cy/ <p> Search the data [Search, the]",
    ]


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_a_missing_dictionary_is_said_plainly_and_fails_in_ci(
    tmp_path, monkeypatch, capsys, ci, code
):
    monkeypatch.setattr(check_welsh, "ROOT", tmp_path)
    monkeypatch.setenv("CI", ci)
    assert check_welsh.main() == code
    assert "NOT CHECKED" in capsys.readouterr().out
