"""What readers see of schemas and code lists, in either language, and the files they take away."""

import csv
import io

import pytest
from frictionless import Resource
from frictionless import Schema as FrictionlessSchema
from python_calamine import CalamineWorkbook

from portal.bilingual import LOCALES
from portal.publishing.registry import code_lists, schemas, suggest

SCHEMAS, CODES = [one.name for one in schemas()], [one.name for one in code_lists()]
PAGES = [
    ("/cy/sgemau", "/en/schemas"),
    ("/cy/codau", "/en/codes"),
    *((f"/cy/sgemau/{name}", f"/en/schemas/{name}") for name in SCHEMAS),
    *((f"/cy/sgemau/{name}/fersiynau/1", f"/en/schemas/{name}/versions/1") for name in SCHEMAS),
    *((f"/cy/codau/{name}", f"/en/codes/{name}") for name in CODES),
    *((f"/cy/codau/{name}/fersiynau/1", f"/en/codes/{name}/versions/1") for name in CODES),
]
each_schema = pytest.mark.parametrize("one", schemas(), ids=lambda one: one.name)


def test_each_page_is_there_in_both_languages_and_no_link_of_any_is_broken(client, page):
    links = set()
    for paths in PAGES:
        for path, other in (paths, paths[::-1]):
            seen = page(path)
            assert seen.select_one("header a[hreflang]")["href"] == other
            links |= {link["href"] for link in seen.select("main a[href^='/']")}
    assert len(links) > len(PAGES)
    assert {link: code for link in links if (code := client.get(link).status_code) != 200} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_schema_s_page_shows_every_field_and_example_in_its_language(page, locale):
    for one in schemas():
        path = f"/cy/sgemau/{one.name}" if locale == "cy" else f"/en/schemas/{one.name}"
        check_page(page(path), one, locale)


def check_page(seen, one, locale):
    assert seen.h1.text.strip() == one.title[locale]
    columns, example, headings = seen.select("main table")
    titles = [field.column.title[locale] for field in one.fields]
    assert [row.th.text.strip() for row in columns.select("tbody tr")] == titles
    assert [cell.text.strip() for cell in example.select("thead th")] == titles
    assert [c.text.strip() for c in example.select("td")] == [f.example for f in one.fields]
    shown = [row.td.text.split(" · ") for row in headings.select("tbody tr")]
    assert shown == [list(field.aliases) for field in one.fields]
    required = sum(field.required for field in one.fields)
    said = "gofynnol" if locale == "cy" else "required"
    assert sum(said in row.text for row in columns.select("tbody tr")) == required


@each_schema
def test_a_schema_is_a_table_schema_that_frictionless_checks_by(client, one, tmp_path):
    response = client.get(f"/schema/{one.name}/{one.version}.json")
    values = response.json
    assert response.content_type == "application/json"
    read = FrictionlessSchema.from_descriptor(values)
    assert [field.name for field in read.fields] == [field.name for field in one.fields]
    cells = [
        field.code_list.codes[0].code if field.code_list else field.example for field in one.fields
    ]
    wrong = [
        "nowhere" if field.code_list else cell
        for field, cell in zip(one.fields, cells, strict=True)
    ]
    head = [field.name for field in one.fields]
    assert Resource(data=[head, cells], schema=read).validate().valid
    assert not Resource(data=[head, wrong], schema=read).validate().valid


@pytest.mark.parametrize("tongue", LOCALES)
def test_an_empty_template_is_known_again_when_it_comes_back(client, tongue, tmp_path):
    for one in schemas():
        check_template(client, one, tongue, tmp_path)


def check_template(client, one, tongue, tmp_path):
    text = client.get(f"/schema/{one.name}/{one.version}.{tongue}.csv")
    [heading] = list(csv.reader(io.StringIO(text.text)))
    book = tmp_path / "template.xlsx"
    book.write_bytes(client.get(f"/schema/{one.name}/{one.version}.{tongue}.xlsx").data)
    [row] = CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()
    assert row == heading == [field.column.title[tongue] for field in one.fields]
    best = suggest(heading)[0]
    assert (best.schema, best.missing, best.score) == (one, (), 1)
    assert text.headers["Content-Disposition"].startswith("attachment")


def test_a_code_list_is_one_that_a_package_can_hold(client):
    for codes in code_lists():
        rows = list(csv.DictReader(io.StringIO(client.get(f"/codes/{codes.name}/1.csv").text)))
        told = client.get(f"/codes/{codes.name}/1.json").json["codes"]
        expected = [
            {"code": one.code, "label_cy": one.label.cy, "label_en": one.label.en}
            for one in codes.codes
        ]
        assert rows == expected
        assert [{key: one[key] for key in expected[0]} for one in told] == expected


def test_a_file_that_has_not_changed_is_not_sent_again(client):
    first = client.get("/schema/spend/1.json")
    again = client.get("/schema/spend/1.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Access-Control-Allow-Origin"] == "*"


MISSING = [
    "/cy/sgemau/dim",
    "/en/schemas/spend/versions/99",
    "/en/schemas/spend@1",
    "/cy/codau/dim",
    "/en/codes/councils/versions/2",
    "/schema/spend/9.json",
    "/schema/spend/1.fr.csv",
    "/schema/nothing/1.cy.xlsx",
    "/codes/councils/7.csv",
]


def test_what_is_not_in_the_registry_is_not_found(client):
    assert {path for path in MISSING if client.get(path).status_code != 404} == set()


def test_readers_are_led_to_the_schemas(page):
    assert page("/cy/").select_one("footer a[href='/cy/sgemau']")
    assert page("/en/developers").select_one("main a[href='/en/schemas']")
    assert page("/en/developers").select_one("main a[href='/en/codes']")
