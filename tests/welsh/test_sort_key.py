"""The order of names in both languages."""

import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.bilingual import LOCALES
from portal.welsh.sort_key import sort_key


def words(text, between=None):
    return [word.strip() for word in text.split(between)]


IN_WELSH_ORDER = words("""
acen achos ad-dalu addysg afal agor angel ail arholiad arian bag banc Bangor barn cadw cyngor
cyhoedd cylch cynllun chwarae dadl damwain dangos dathlu dŵr dyfrgi dyfrhau ddoe eang eog fideo
ffordd gwlad ngwlad hawl iaith jam lori lwc llaeth Llanelli Llangefni llawr lle llong llom
llongyfarch llyfr map nant ogof parc pwnc phlant radio rhent sir tafarn teulu trefn thema uned
ward ysgol
""")

COUNCILS_IN_WELSH_ORDER = words(
    """Abertawe, Blaenau Gwent, Bro Morgannwg, Caerdydd, Caerffili, Casnewydd,
    Castell-nedd Port Talbot, Ceredigion, Conwy, Gwynedd, Merthyr Tudful, Pen-y-bont ar Ogwr,
    Powys, Rhondda Cynon Taf, Sir Benfro, Sir Ddinbych, Sir Fynwy, Sir Gâr, Sir y Fflint, Torfaen,
    Wrecsam, Ynys Môn""",
    ",",
)

ALPHABET = words("a b c ch d dd e f ff g ng h i j k l ll m n o p ph q r rh s t th u v w x y z ж")

texts = st.text(max_size=30)
welsh_letters = st.lists(st.sampled_from(ALPHABET), max_size=8)
locales = st.sampled_from(LOCALES)


def ordered(names, language="cy"):
    mixed = sorted(names, key=lambda name: name[::-1])
    return sorted(mixed, key=lambda name: sort_key(name, language))


def unseen(char):
    return unicodedata.category(char) in {"Cc", "Cf", "Cs"}


def primary(text, language="cy"):
    return sort_key(text, language).split("\t")[0]


def test_welsh_words_come_out_as_in_a_dictionary():
    assert ordered(IN_WELSH_ORDER) == IN_WELSH_ORDER


def test_council_names_come_out_as_a_reader_expects():
    assert ordered(COUNCILS_IN_WELSH_ORDER) == COUNCILS_IN_WELSH_ORDER


def test_every_letter_follows_the_one_before_it_in_the_alphabet():
    assert ordered(ALPHABET) == ALPHABET
    assert ordered([f"a{letter}a" for letter in ALPHABET]) == [f"a{letter}a" for letter in ALPHABET]


def test_english_knows_no_welsh_letters():
    names = ["Carmarthen", "chart", "city", "Daddy", "day", "language", "lazy", "Llanelli", "log"]
    assert ordered(names, "en") == names
    assert ordered(["lori", "llaeth"], "cy") == ["lori", "llaeth"]
    assert ordered(["lori", "llaeth"], "en") == ["llaeth", "lori"]


def test_a_database_and_utf8_bytes_give_the_same_order_as_python():
    names = [*IN_WELSH_ORDER, *COUNCILS_IN_WELSH_ORDER, "ж", "1", "10", "9", "Ç"]
    expected = ordered(names)
    lite = sqlite3.connect(":memory:")
    lite.execute("CREATE TABLE place (name TEXT, sort_cy TEXT)")
    lite.executemany("INSERT INTO place VALUES (?, ?)", [(n, sort_key(n, "cy")) for n in names])
    stored = [row[0] for row in lite.execute("SELECT name FROM place ORDER BY sort_cy")]
    lite.close()
    assert stored == expected
    assert sorted(names, key=lambda name: sort_key(name, "cy").encode()) == expected


def test_names_are_compared_word_by_word():
    names = ["Sir", "Sir Benfro", "Sir y Fflint", "Siroedd"]
    assert ordered(names) == names


def test_articles_count_as_printed():
    names = ["Dinbych", "Y Barri", "Y Fenni", "Yr Wyddgrug"]
    assert ordered(names) == names
    assert ordered(["The Vale", "Torfaen"], "en") == ["The Vale", "Torfaen"]


def test_accents_only_break_ties():
    assert ordered(["tân", "tan", "tanc", "tŷ", "tyfu"]) == ["tan", "tân", "tanc", "tŷ", "tyfu"]
    assert primary("Tŷ Gŵyr") == primary("ty gwyr")


def test_case_only_breaks_ties_after_accents():
    assert ordered(["tân", "tan", "Tân", "Tan"]) == ["Tan", "tan", "Tân", "tân"]


def test_hyphens_and_marks_only_break_ties():
    assert primary("e-bost") == primary("ebost")
    assert primary("“Cyngor” (2)") == primary("Cyngor 2")
    assert primary("Addysg – Gwynedd") == primary("Addysg Gwynedd")
    assert len({sort_key(text, "cy") for text in ("e-bost", "ebost", "E-bost")}) == 3


@pytest.mark.parametrize("language", LOCALES)
def test_numbers_stand_before_letters_and_by_their_value(language):
    names = ["2", "9", "10", "1,500", "20000", "Tabl 2", "Tabl 2.1", "Tabl 2.10", "Tabl 10"]
    assert ordered(names, language) == names
    years = ["2018", "2018-19", "2019", "12345678901234567890", "Arolwg"]
    assert ordered(years, language) == years


def test_spaces_and_control_characters_make_no_difference():
    assert sort_key(" Sir \n Gâr\x00", "cy") == sort_key("Sir Gâr", "cy")


@given(texts, locales)
def test_composed_and_decomposed_text_share_a_key(text, language):
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert sort_key(composed, language) == sort_key(apart, language)


@given(welsh_letters, welsh_letters)
def test_letter_by_letter_comparison_decides(one, two):
    """Joined with hyphens, so that no pair of letters makes another by chance."""
    keys = [primary("-".join(word)) for word in (one, two)]
    ranks = [[ALPHABET.index(letter) for letter in word] for word in (one, two)]
    assert (keys[0] < keys[1]) == (ranks[0] < ranks[1])


@given(st.integers(0, 10**30), st.integers(0, 10**30), locales)
def test_whole_numbers_keep_their_order(one, two, language):
    assert (primary(str(one), language) < primary(str(two), language)) == (one < two)


@given(texts, texts, locales)
def test_only_texts_a_reader_cannot_tell_apart_share_a_key(one, two, language):
    def seen(text):
        kept = (char for char in text if char.isspace() or not unseen(char))
        return unicodedata.normalize("NFC", "".join(kept)).split()

    assert (sort_key(one, language) == sort_key(two, language)) == (seen(one) == seen(two))


@given(texts, locales)
def test_keys_can_be_stored_anywhere(text, language):
    key = sort_key(text, language)
    assert "\x00" not in key
    key.encode()
