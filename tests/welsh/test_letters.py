"""Which pairs of signs are one Welsh letter."""

import pytest

from portal.welsh.folding import fold
from portal.welsh.letters import JOINER, letters


def words(text):
    return text.split()


def spelled(word):
    return "-".join(letters(fold(word)))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Llanelli", "ll-a-n-e-ll-i"),
        ("ddaearyddiaeth", "dd-a-e-a-r-y-dd-i-a-e-th"),
        ("chwarae", "ch-w-a-r-a-e"),
        ("ffermydd", "ff-e-r-m-y-dd"),
        ("Rhuthun", "rh-u-th-u-n"),
        ("phlant", "ph-l-a-n-t"),
        ("tŷ", "t-y"),
    ],
)
def test_two_signs_can_be_one_letter(word, expected):
    assert spelled(word) == expected


@pytest.mark.parametrize(
    "word",
    words("""angen angel angor cyngor cyngerdd cangen llong llongau efengyl ehangu eang gollwng
    hongian rhwng rhyngwladol cyfrwng cyfryngau teilwng tynged gostyngiad tangnefedd triongl
    dehongli englyn lleng dihangfa cwningar dringhedydd Llanfihangel Trallwng ngwlad nghyngor
    anghenion ynghylch"""),
)
def test_ng_is_one_letter_in(word):
    assert "ng" in letters(fold(word))


@pytest.mark.parametrize(
    "word",
    words("""Bangor Mangor Llangefni Langefni Llangollen Llangynnwr Llangrannog Glangwili dangos
    dangosydd ddangosodd nangos arddangosfa ymddangos dengys dringo ddringwyr llongyfarchiadau
    hunangyflogedig hunangofiant mewngofnodi uniongyrchol tangyflogaeth blaengar Blaengwynfi
    mwyngloddio Llanfairpwllgwyngyll swyngyfaredd teyrnged teyrngarwch dyngarol ariangar
    Marianglas Tongwynlais Bronglais Bryngwran pengoch Pengam Hengoed rhangymeriad ungell
    Ffynnongroyw gwahanglwyf cyfangorff seinglawr Hwngari Bangladesh"""),
)
def test_n_and_g_are_two_letters_in(word):
    found = letters(fold(word))
    assert "ng" not in found
    assert "n" in found
    assert "g" in found


@pytest.mark.parametrize(
    "word",
    words("""rhestr unrhyw anrhydedd penrhyn enrhifo angenrheidiol Llanrhidian Porthyrhyd Troedyrhiw
    Pontrhydfendigaid"""),
)
def test_rh_is_one_letter_in(word):
    assert "rh" in letters(fold(word))


@pytest.mark.parametrize(
    "word",
    words("""arholiad arhosfa parhau cyrhaeddiad byrhau sicrhau dyfrhau llwfrhau mawrhydi
    torheulo Aberhonddu Caerhirfryn gorhyder"""),
)
def test_r_and_h_are_two_letters_in(word):
    assert "rh" not in letters(fold(word))


@pytest.mark.parametrize("between", ["-", "'", "’", JOINER])
def test_a_writer_sets_two_letters_apart_with_a_mark(between):
    assert spelled(f"ad{between}dalu") == "a-d-d-a-l-u"
