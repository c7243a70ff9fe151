"""Which words count as Welsh and which as English."""

import pytest

from portal.welsh.sort_key import sort_key
from tools import welsh_dictionary
from tools.check_welsh import ROOT
from tools.welsh_dictionary import REVIEWED, Dictionary, reviewed_words

AFFIXES = """SET UTF-8
PFX M Y 3
PFX M c g c
PFX M c ngh c
PFX M c ch c
"""
WORDS = ["cyngor/M", "setiau", "data", "mae", "a", "i", "o", "e-bost", "Gwynedd", "Publisher", "te"]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A dictionary of eleven words and a list of three."""
    folder = tmp_path_factory.mktemp("dictionary")
    (folder / "index.aff").write_text(AFFIXES, encoding="utf-8")
    (folder / "index.dic").write_text("\n".join([str(len(WORDS)), *WORDS]), encoding="utf-8")
    return Dictionary(folder, ["lanlwytho", "Trefgoed", "Open Data Mill"])


@pytest.mark.parametrize(
    "text",
    [
        "Mae setiau data",
        "gyngor nghyngor chyngor",
        "a'r data, i’w cyngor",
        "e-bost",
        "lanlwytho",
        "Drefgoed, Nhrefgoed, Threfgoed",
        "Gwynedd",
        "Open Data Mill",
    ],
)
def test_words_and_their_mutations_pass(small, text):
    assert small.misspelled(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "%(num)d a %(name)s",
        '<a href="/cy/x">data</a>',
        "CSV, API a JSON",
        "mySociety, GeoJSON, kB, 12 B",
        "W06000001, 2018-19, f3.0, km²",
        "ffeil.csv, data.europa.eu",
        "label_cy a docs/ffeil-arall.md, .csv, https://",
        "a i z",
        "someone@example.org https://example.org/page",
    ],
)
def test_what_is_no_word_is_not_spelled(small, text):
    assert small.misspelled(text) == []


@pytest.mark.parametrize("word", ["setiaau", "cyngorr", "dataset", "Open", "cyngor-setiaau"])
def test_unknown_words_are_told(small, word):
    assert small.misspelled(f"Mae {word} data") == [word]


@pytest.mark.parametrize("word", ["council", "Publisher", "the", "Wales", "Joined-up", "council's"])
def test_english_words_are_known_as_such(small, word):
    assert small.is_english(word)


@pytest.mark.parametrize("word", ["cyngor", "data", "Gwynedd", "setiaau", "e-bost", "Trefgoed"])
def test_welsh_and_unknown_words_are_not_english(small, word):
    assert not small.is_english(word)


def test_a_missing_dictionary_is_none(tmp_path):
    assert welsh_dictionary.load(tmp_path) is None


def test_the_reviewed_list_is_in_order_and_names_nothing_twice():
    listed = reviewed_words(ROOT / REVIEWED)
    assert listed == sorted(listed, key=lambda word: sort_key(word, "cy"))
    assert len({word.lower() for word in listed}) == len(listed)


def test_the_reviewed_list_holds_nothing_the_dictionary_knows(dictionary):
    bare = Dictionary(ROOT / welsh_dictionary.HUNSPELL, [])
    single = [word for word in reviewed_words(ROOT / REVIEWED) if " " not in word]
    assert [word for word in single if not bare.misspelled(word)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Cyngor Bwrdeistref Sirol Castell-nedd Port Talbot",
        "yng Nghaerdydd, i Fôn, ym Mhen-y-bont, yn Nhorfaen, o Fro Morgannwg",
        "Mae'r set ddata wedi'i chyhoeddi: lawrlwythwch y ffeiliau",
        "Â'r cyngor, â’i ddata; enwau’r rhifynnau",
    ],
)
def test_the_real_dictionary_knows_portal_welsh(dictionary, text):
    assert dictionary.misspelled(text) == []
