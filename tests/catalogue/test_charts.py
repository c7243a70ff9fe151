"""The charts of a package: on its page, and as files that never change."""

import pytest

from portal.bilingual import LOCALES
from portal.catalogue.freezing import write_version
from portal.errors import PackageRefusedError
from portal.interop.reading import read_package
from tests.catalogue.test_pages import DATASET
from tests.interop.packages import Draft

CHART = "/dataset/response-rates-2018/1/charts/response-rates"
BUDGET = 60_000


@pytest.mark.parametrize("locale", LOCALES)
def test_each_language_has_its_picture_as_svg_and_png_for_ever(client, locale):
    svg, png = (client.get(f"{CHART}.{locale}.{kind}") for kind in ("svg", "png"))

    assert svg.mimetype == "image/svg+xml"
    assert png.mimetype == "image/png"
    assert png.data.startswith(b"\x89PNG")
    assert {"cy": "Swyddogion", "en": "Officers"}[locale] in svg.text
    assert {"cy": "51 o 84", "en": "51 of 84"}[locale] in svg.text
    for answer in (svg, png):
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Disposition"].startswith("inline")
        tag = answer.headers["ETag"]
        assert client.get(answer.request.path, headers={"If-None-Match": tag}).status_code == 304


def test_a_picture_opened_by_itself_may_be_drawn_and_nothing_else(client):
    policy = client.get(f"{CHART}.cy.svg").headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert "unsafe-inline" not in client.get(DATASET["cy"]).headers["Content-Security-Policy"]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_shows_the_picture_its_figures_its_provenance_and_its_files(page, locale):
    figure = page(DATASET[locale]).select_one("figure")

    for form in ("wide", "narrow"):
        drawn = figure.select_one(f"svg.chart-{form}")
        assert drawn["role"] == "img"
        assert figure.find(id=drawn["aria-labelledby"]).text == figure.svg.title.text
        assert "61%" in drawn.text
    rows = [[cell.text.strip() for cell in row.select("th, td")] for row in figure.select("tr")]
    assert ["61%", {"cy": "51 o 84", "en": "51 of 84"}[locale]] in [row[1:] for row in rows]
    told = figure.select_one(".source").text
    assert "2018" in told
    assert {"cy": "Ffynhonnell", "en": "Source"}[locale] in told
    assert [link["href"] for link in figure.select(".source a")] == [
        f"{CHART}.{locale}.svg",
        f"{CHART}.{locale}.png",
    ]


@pytest.mark.parametrize("slug", ["response-rates-2018", "councils"])
def test_a_page_with_its_pictures_and_style_but_without_its_tables_keeps_the_budget(
    client, page, slug
):
    seen = page(f"/en/datasets/{slug}")
    whole = len(client.get(f"/en/datasets/{slug}").data)
    style = len(client.get(seen.select_one("link[rel=stylesheet]")["href"]).data)
    tables = sum(len(str(table).encode()) for table in seen.select("table"))

    assert seen.select("figure svg")
    assert whole + style - tables <= BUDGET


def test_the_same_package_gives_the_same_pictures(tmp_path):
    hashes = []
    for name in ("first", "second"):
        (tmp_path / name / "out").mkdir(parents=True)
        package = read_package(drawn_package(tmp_path / name / "in"))
        frozen = write_version(package, number=1, folder=tmp_path / name / "out")
        files = [file for file in frozen.description.files if file.path.startswith("charts/")]
        hashes.append({file.path: file.sha256 for file in files})
    assert hashes[0] == hashes[1]
    assert set(hashes[0]) == {
        f"charts/people.{locale}.{kind}" for locale in LOCALES for kind in ("svg", "png")
    }


def test_a_package_whose_chart_cannot_be_drawn_is_refused_with_the_row(tmp_path):
    package = read_package(drawn_package(tmp_path / "in", people="-3"))
    (tmp_path / "out").mkdir()

    with pytest.raises(PackageRefusedError) as refused:
        write_version(package, number=1, folder=tmp_path / "out")

    assert {(issue.code, issue.row) for issue in refused.value.issues} == {("chart-bad-number", 1)}


def test_a_chart_of_some_rows_draws_them_and_no_others(tmp_path):
    draft = Draft()
    draft.field("people")["constraints"] = {"required": True}
    draft.descriptor["charts"][0] |= {
        "kind": "dots",
        "label": "id",
        "low": "people",
        "high": "people",
        "where": {"kind": "library", "people": "51"},
    }
    (tmp_path / "out").mkdir()
    package = read_package(draft.write(tmp_path / "in"))
    assert read_package(draft.write(tmp_path / "again")).description.charts[0].where == (
        ("kind", "library"),
        ("people", "51"),
    )
    write_version(package, number=1, folder=tmp_path / "out")
    drawn = next((tmp_path / "out").rglob("charts/*.en.svg")).read_text(encoding="utf-8")
    assert ">51<" in drawn
    assert ">19<" not in drawn
    assert "Rows shown" not in drawn


def drawn_package(folder, people="12"):
    """Write a package with one chart, whose first bar is `people` long; return where it lies."""
    draft = Draft()
    draft.field("people")["constraints"] = {"required": True}
    draft.replace("library,51,", f"library,{people},")
    return draft.write(folder)
