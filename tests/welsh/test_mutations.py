"""Mutations read backwards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.welsh.mutations import radicals


@pytest.mark.parametrize(
    ("radical", "forms"),
    [
        ("cyngor", "gyngor nghyngor chyngor"),
        ("pobl", "bobl mhobl phobl"),
        ("tref", "dref nhref thref"),
        ("gwlad", "wlad ngwlad"),
        ("gardd", "ardd ngardd"),
        ("glan", "lan nglan"),
        ("grant", "rant ngrant"),
        ("bwrdd", "fwrdd mwrdd"),
        ("data", "ddata nata"),
        ("llyfr", "lyfr"),
        ("mis", "fis"),
        ("rhestr", "restr"),
        ("ysgol", "hysgol"),
        ("ŵyn", "hŵyn"),
    ],
)
def test_every_mutation_of_a_word_leads_back_to_it(radical, forms):
    for form in forms.split():
        assert radical in radicals(form)


@pytest.mark.parametrize("word", ["cath", "pont", "swyddfa", "jam", "", "x", "ff"])
def test_a_word_no_mutation_ends_in_has_no_other_radical(word):
    assert radicals(word) == []


@given(st.text(alphabet="abcdfghlmnoprtwyŵâ", max_size=6))
def test_a_word_is_never_its_own_radical(word):
    assert word not in radicals(word)
