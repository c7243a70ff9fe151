"""Pages of places: every dataset with a place's code is there, with how well it joins."""

import pytest

from portal.interop import vocabularies
from tests.conftest import BUDGET, inspected, load_packages, travelling
from tests.interop.packages import Draft

CONWY = {"cy": "/cy/lleoedd/W06000003", "en": "/en/places/W06000003"}


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_every_council_has_a_page_in_both_languages(page, locale):
    path = {"cy": "/cy/lleoedd", "en": "/en/places"}[locale]
    listed = page(path)
    links = [a["href"] for a in listed.select("main ul.names a")]
    assert sorted(links) == sorted(f"{path}/{c.gss}" for c in vocabularies.councils())
    for council in vocabularies.councils():
        own = page(f"{path}/{council.gss}")
        assert own.h1.text == council.name[locale]
        assert council.council[locale] in own.main.text
        assert own.select_one("#your-data")


@pytest.mark.parametrize("path", ["/cy/lleoedd", "/en/places", *CONWY.values()])
def test_a_page_travels_in_less_than_its_budget(client, path):
    assert travelling(client, path) <= BUDGET


def test_a_dataset_is_found_by_the_codes_in_its_table(page):
    english = page(CONWY["en"])
    found = {li.a.text: li.text for li in english.select("ul.index li")}
    councils = next(text for title, text in found.items() if "22" in title)
    assert "1 row about this place, 100.0% of all rows have a known place code" in councils
    assert "1 rhes am y lle hwn" in page(CONWY["cy"]).main.text


def test_the_rate_shown_is_the_one_measured(own_app, config, tmp_path):
    made = Draft()
    made.write(tmp_path / "packages" / "places-to-read")
    load_packages(tmp_path / "packages", config)

    shown = inspected(own_app.test_client(), CONWY["en"]).main.text
    assert "1 row about this place" in shown
    assert "66.6% of all rows have a known place code" in shown


def test_a_council_without_data_says_so(own_app):
    for path, words in (
        ("/en/places/W06000001", "Nothing published here has the code of this place yet."),
        ("/cy/lleoedd/W06000001", "Nid oes dim a gyhoeddwyd yma yn cynnwys cod y lle hwn eto."),
    ):
        assert words in inspected(own_app.test_client(), path).main.text


def test_a_replaced_code_leads_to_the_place_and_an_unknown_one_to_nothing(client, page):
    answer = client.get("/en/places/W06000007")
    assert (answer.status_code, answer.location) == (301, "/en/places/W06000023")
    page("/en/places/W06000099", status=404)
