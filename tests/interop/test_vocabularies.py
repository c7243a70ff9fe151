"""The shipped vocabularies: what every label, place and licence must be before a page uses it."""

import re
import unicodedata

import pytest

from portal.interop import vocabularies
from portal.interop.vocabularies import (
    councils,
    frequencies,
    frequency,
    keyword,
    keywords,
    licence,
    licences,
    nearest_place,
    place,
    places,
    theme,
    themes,
)

LABELLED = [*keywords(), *themes(), *frequencies()]


@pytest.mark.parametrize("term", LABELLED, ids=lambda term: term.code)
def test_every_term_has_words_in_both_languages(term):
    assert term.label.complete


@pytest.mark.parametrize("terms", [keywords(), themes(), frequencies()])
def test_no_two_terms_of_a_vocabulary_read_the_same(terms):
    assert len({term.label.cy for term in terms}) == len(terms)
    assert len({term.label.en for term in terms}) == len(terms)


def test_there_are_keywords_for_the_breadth_of_council_business():
    assert len(keywords()) >= 70
    assert {"waste", "schools", "housing", "roads", "social-care"} <= {k.code for k in keywords()}


def test_keyword_codes_are_fit_for_an_address():
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", term.code) for term in keywords())


def test_keywords_stand_in_the_order_of_their_codes():
    codes = [term.code for term in keywords()]
    assert codes == sorted(codes)


def test_there_are_the_thirteen_data_themes_of_the_eu():
    assert " ".join(term.code for term in themes()) == (
        "AGRI ECON EDUC ENER ENVI GOVE HEAL INTR JUST REGI SOCI TECH TRAN"
    )


def test_frequencies_lead_to_the_codes_of_the_eu():
    assert {term.code: term.authority for term in frequencies()} == {
        "never": "NEVER",
        "irregular": "IRREG",
        "daily": "DAILY",
        "weekly": "WEEKLY",
        "monthly": "MONTHLY",
        "quarterly": "QUARTERLY",
        "yearly": "ANNUAL",
    }


def test_there_are_22_councils_each_with_a_body_that_governs_it():
    assert len(councils()) == 22
    assert all(council.council is not None for council in councils())


def test_codes_that_were_replaced_name_no_place():
    assert place("W06000007") is None
    assert place("W06000017") is None


def test_every_replaced_code_leads_to_a_place_of_today():
    assert all(place(gss) for gss in vocabularies.SUCCESSORS.values())


def test_ynys_mon_is_spelled_with_its_circumflex():
    anglesey = place("W06000001")
    assert anglesey is not None
    assert anglesey.name.cy == "Ynys Môn"
    assert anglesey.name.en == "Isle of Anglesey"


@pytest.mark.parametrize("place", places(), ids=lambda place: place.slug)
def test_every_place_can_stand_in_a_welsh_sentence(place):
    assert place.name.complete
    assert place.in_cy.split()[0] in {"yn", "yng", "ym", "ar"}
    assert place.to_cy.startswith(("i ", "i'r "))
    assert place.from_cy.startswith(("o ", "o'r "))
    assert place.and_cy.startswith(("a ", "ac ", "a'r "))


@pytest.mark.parametrize(
    ("gss", "forms"),
    [
        ("W06000003", "yng Nghonwy, i Gonwy, o Gonwy, a Chonwy"),
        ("W06000020", "yn Nhorfaen, i Dorfaen, o Dorfaen, a Thorfaen"),
        ("W06000001", "ar Ynys Môn, i Ynys Môn, o Ynys Môn, ac Ynys Môn"),
        ("W92000004", "yng Nghymru, i Gymru, o Gymru, a Chymru"),
        ("S92000003", "yn yr Alban, i'r Alban, o'r Alban, a'r Alban"),
    ],
)
def test_names_mutate_as_welsh_asks(gss, forms):
    found = place(gss)
    assert found is not None
    assert f"{found.in_cy}, {found.to_cy}, {found.from_cy}, {found.and_cy}" == forms


def test_texts_are_in_composed_letters():
    texts = [text for place in places() for text in (place.name.cy, place.in_cy, *place.aliases)]
    assert [text for text in texts if unicodedata.normalize("NFC", text) != text] == []


def test_slugs_are_plain_and_belong_to_one_place():
    slugs = [place.slug for place in places()]
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", slug) for slug in slugs)
    assert len(set(slugs)) == len(slugs)


def test_an_alias_leads_to_one_place_only():
    names = [name for place in places() for name in place.aliases]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("code", "gss"),
    [
        ("W06000007", "W06000023"),
        ("w06000017", "W06000024"),
        (" W06000003", "W06000003"),
        ("W0600O003", "W06000003"),
        ("W6000003", "W06000003"),
        ("W92000040", "W92000004"),
    ],
)
def test_an_unknown_code_is_answered_with_the_place_that_was_meant(code, gss):
    assert nearest_place(code).gss == gss


@pytest.mark.parametrize("code", ["", "?", "Conwy", "00" * 500])
def test_there_is_advice_after_any_code_at_all(code):
    assert nearest_place(code) in places()


def test_the_auditor_generals_terms_are_their_own_and_claim_no_address():
    terms = licence("agw-reuse")
    assert terms is not None
    assert terms.title.complete
    assert terms.url == ""


def test_the_open_government_licence_is_named_by_its_exact_address():
    terms = licence("OGL-UK-3.0")
    assert terms is not None
    assert terms.url == (
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    )


def test_every_licence_is_named_in_both_languages_and_by_a_safe_address():
    assert all(terms.title.complete for terms in licences())
    assert all(terms.url == "" or terms.url.startswith("https://") for terms in licences())


@pytest.mark.parametrize("find", [keyword, theme, place, frequency, licence])
def test_what_is_not_in_a_vocabulary_is_not_found(find):
    assert find("no-such-thing") is None


@pytest.mark.parametrize(
    ("find", "code"),
    [(keyword, "waste"), (theme, "GOVE"), (frequency, "yearly")],
)
def test_a_term_is_found_by_its_code(find, code):
    assert find(code).code == code
