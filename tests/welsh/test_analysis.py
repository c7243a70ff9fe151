"""The words of a text as search compares them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.bilingual import LOCALES
from portal.welsh.analysis import terms

locales = st.sampled_from(LOCALES)


@pytest.mark.parametrize("mark", ["'", "’", "\u02bc"])
def test_welsh_words_are_freed_of_what_an_apostrophe_ties_to_them(mark):
    text = f"Mae{mark}r set ddata wedi{mark}i chyhoeddi, a{mark}n bod i{mark}w gweld o{mark}u lle"
    assert " ".join(terms(text, language="cy")) == (
        "mae set ddata wedi chyhoeddi a bod i gweld o lle"
    )


def test_english_words_lose_their_possessive():
    assert terms("The council’s data", language="en") == ["the", "council", "data"]


@pytest.mark.parametrize("language", LOCALES)
def test_accents_and_case_are_folded(language):
    assert terms("TŶ Môn", language=language) == terms("ty mon", language=language)


def test_hyphenated_words_stand_whole_and_in_parts():
    assert terms("Pen-y-bont", language="cy") == ["penybont", "pen", "y", "bont"]
    assert terms("well\u2011being", language="en") == ["wellbeing", "well", "being"]
    assert terms("covid-19", language="cy") == ["covid19", "covid", "19"]


def test_years_joined_by_a_hyphen_stay_two_numbers():
    assert terms("2018-19", language="cy") == ["2018", "19"]


def test_a_number_with_thousands_marked_is_one_word():
    assert terms("1,234,567 o bobl", language="cy") == ["1234567", "o", "bobl"]


def test_codes_stay_whole():
    assert terms("W06000001, PM2.5", language="en") == ["w06000001", "pm2", "5"]


def test_signs_that_are_no_letters_are_no_words():
    assert terms(" – (“…”) _ & 100% ", language="cy") == ["100"]
    assert terms("", language="cy") == []


@given(st.text(), locales)
def test_composed_and_decomposed_text_have_the_same_words(text, language):
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    assert terms(forms[0], language=language) == terms(forms[1], language=language)


@given(st.text(), locales)
def test_words_are_letters_and_digits_alone(text, language):
    assert all(word.isalnum() for word in terms(text, language=language))


@given(st.text(), locales)
def test_words_are_their_own_words(text, language):
    found = terms(text, language=language)
    assert terms(" ".join(found), language=language) == found
