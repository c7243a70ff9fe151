"""Conwy shows what was really published of 2018; no other council shows anything."""

import pytest

from portal.charts.linting import lint
from portal.interop import vocabularies
from portal.maturity.results.study import study_of
from portal.web.delivery import store

CONWY = "W06000003"


@pytest.fixture
def study(app):
    with app.test_request_context(), app.extensions["melin-database"].reading():
        yield lambda gss: study_of(gss, store())


def test_conwy_shows_its_response_rates_as_published(study):
    rows = study(CONWY).responses.rows
    assert [(row.count, row.of, row.value) for row in rows] == [
        (51, 84, 61),
        (19, 59, 32),
        (70, 143, 49),
    ]


def test_the_one_finding_says_what_is_not_known_and_what_was_assumed(study):
    chart = study(CONWY).finding
    (row,) = chart.rows
    assert row.value == 78
    # Wilson of 40 of 51, outwards; 40 and 73 of 84 if all the silent disagreed, or agreed.
    assert (row.low, row.high, row.outer_low, row.outer_high) == (65, 88, 47, 87)
    assert lint(chart) == []
    for words in (chart.about.caveat, chart.about.n):
        assert "51" in words.cy
        assert "51" in words.en


def test_no_other_council_has_a_figure(study):
    others = [council.gss for council in vocabularies.councils() if council.gss != CONWY]
    assert len(others) == 21
    assert [study(gss) for gss in others] == [None] * 21


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/cy/lleoedd/W06000005", "Ni chafwyd hyd i ganlyniadau cyhoeddedig."),
        ("/en/places/W06000005", "No published results were found."),
    ],
)
def test_a_council_without_results_says_so(page, path, words):
    seen = page(path)
    assert words in seen.main.text
    assert not seen.select("figure")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/cy/lleoedd/W06000003", ["51 o 84", "19 o 59", "70 o 143", "78%", "65–88%"]),
        ("/en/places/W06000003", ["51 of 84", "19 of 59", "70 of 143", "78%", "65–88%"]),
    ],
)
def test_the_page_of_conwy_shows_the_figures(page, path, said):
    text = page(path).main.text
    assert not [figure for figure in said if figure not in text]
