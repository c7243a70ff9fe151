"""Nonsense gets the right status and words, never a traceback."""

import pytest

from portal.app import create_app
from portal.bilingual import LOCALES
from portal.config import ROOT

BAD = [
    ("/fr/datasets", 404),
    ("/cy/setiau-data/no-such-dataset", 404),
    ("/en/datasets/response-rates-2018/versions/2", 404),
    ("/en/datasets/response-rates-2018/versions/0", 404),
    ("/en/datasets/response-rates-2018/versions/99999999999999999999", 404),
    ("/en/datasets/response-rates-2018/tables/none", 404),
    ("/en/datasets/response-rates-2018/tables/response-rates?sort=none", 400),
    ("/en/datasets/%00", 404),
    ("/en/datasets/%ff%fe", 404),
    ("/en/datasets/m%C3%B4n", 404),
    ("/en/datasets/../../etc/passwd", 404),
    ("/en/datasets?page=-1", 400),
    ("/en/datasets?page=0", 400),
    ("/en/datasets?page=1000000000", 404),
    ("/en/datasets?page=NaN", 400),
    ("/en/datasets?page=9223372036854775808", 400),
    ("/en/datasets?page=%C2%B2", 400),
    ("/en/datasets?sort=DROP+TABLE", 400),
    ("/en/datasets?q=" + "x" * 5000, 400),
    ("/dataset/none", 404),
    ("/dataset/response-rates-2018/2", 404),
    ("/dataset/response-rates-2018/1/latest/datapackage.json", 404),
    ("/dataset/response-rates-2018/1/../../../etc/passwd", 404),
    ("/dataset/response-rates-2018/1/data/%2e%2e/%2e%2e/melin.db", 404),
    ("/dataset/response-rates-2018/datapackage.json?lang=fr", 400),
    ("/dataset/response-rates-2018/data/none.csv", 404),
    ("/static/x/melin.css", 404),
    ("/static/x/..%2fapp.py", 404),
]
ODD = [
    "/cy/setiau-data?q=%00%01",
    "/cy/setiau-data?q=%ff",
    "/cy/setiau-data?q=%22%27%3B--",
    "/cy/setiau-data?q=AND+OR+NOT+NEAR(",
    "/cy/setiau-data?q=*",
    "/cy/setiau-data?publisher=%27+OR+1%3D1--",
    "/cy/setiau-data?place=W06000007",
    "/cy/setiau-data?unknown=1&q=a&q=b",
]


@pytest.mark.parametrize(("path", "status"), BAD)
def test_nonsense_is_refused_with_the_right_status_and_no_inner_detail(client, path, status):
    answer = client.get(path)

    assert answer.status_code == status
    for secret in ("Traceback", "sqlalchemy", "SELECT", str(ROOT), "site-packages"):
        assert secret not in answer.text


@pytest.mark.parametrize("path", ODD)
def test_odd_searches_are_answered_calmly(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("locale", LOCALES)
def test_a_refusal_under_a_language_is_a_page_in_it(page, locale):
    seen = page(f"/{locale}/dim-byd", status=404)
    assert seen.h1.text == {"cy": "Heb ddod o hyd i'r dudalen", "en": "Page not found"}[locale]


def test_a_refusal_on_a_neutral_address_speaks_both_languages(client):
    text = client.get("/dataset/none", headers={"Accept": "text/html"}).text
    assert "Page not found" in text
    assert "dudalen" in text


def test_programs_get_a_problem_document(client):
    answer = client.get("/dataset/none", headers={"Accept": "application/json"})

    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == 404
    assert answer.json["code"] == "not-found"
    assert answer.json["title_cy"]
    assert answer.json["title_en"]


def test_an_unknown_api_address_answers_as_a_problem_document_whatever_is_accepted(client):
    answer = client.get("/api/v1/none", headers={"Accept": "text/html"})

    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"


def test_a_wrong_method_names_the_right_ones(client):
    answer = client.post("/cy/setiau-data")

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_body_that_is_too_large_is_refused(client):
    answer = client.post("/cy/setiau-data", data=b"x" * (2 * 1024 * 1024))
    assert answer.status_code in {405, 413}


def test_a_search_term_is_shown_as_text(page):
    seen = page("/cy/setiau-data?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert not seen.select("script:not([src])")
    assert seen.select_one("input[name=q]")["value"] == "<script>alert(1)</script>"


@pytest.mark.parametrize("name", ["Accept", "Accept-Language", "Cookie", "If-None-Match", "Host"])
@pytest.mark.parametrize("value", ["", "*", ";;;===,,,", "é", "x" * 8000, "q=NaN", "*/*;q=-1"])
@pytest.mark.parametrize("path", ["/", "/cy/", "/dataset/councils", "/dataset/none"])
def test_hostile_headers_never_break_a_page(client, path, name, value):
    answer = client.get(path, headers={name: value.encode("utf-8").decode("latin-1")})
    assert answer.status_code < 500


@pytest.mark.parametrize("path", ["/cy/setiau-data", "/healthz", "/dataset/councils"])
def test_a_database_that_is_gone_is_told_calmly_and_comes_back(config, path):
    app = create_app(config)
    client = app.test_client()
    database = config.data / "melin.db"
    away = config.data / "away.db"
    app.extensions["melin-database"].dispose()
    database.rename(away)
    database.mkdir()
    gone = client.get(path)
    database.rmdir()
    away.rename(database)
    back = client.get(path)
    app.extensions["melin-database"].dispose()

    assert gone.status_code == 503
    assert gone.headers["Retry-After"]
    assert "melin.db" not in gone.text
    assert back.status_code in {200, 404}


def test_a_refusal_page_that_cannot_be_made_still_says_it_in_both_languages(app, monkeypatch):
    def fail(*_args, **_facts):
        raise RuntimeError("secret")

    monkeypatch.setattr("portal.web.problems.render_template", fail)
    text = app.test_client().get("/cy/dim").text

    assert "Heb ddod o hyd i'r dudalen" in text
    assert "Page not found" in text
    assert "secret" not in text
