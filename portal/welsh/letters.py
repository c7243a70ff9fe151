"""The letters of a Welsh word: which pairs of signs are one letter and which are two.

Ch, dd, ff, ng, ll, ph, rh and th are letters of their own. Two of them cannot be told by
their look alone: "angen" holds the letter ng, but "dangos" and "Llangefni" hold an n and a g;
"rhestr" begins with rh, but "arholiad" and "Aberhonddu" hold an r and an h. A writer settles
any other case with U+034F (combining grapheme joiner), a hyphen or an apostrophe between them.
"""

import re

JOINER = "\u034f"

# Each entry ends where the n ends; a g follows that is a letter of its own.
_N_BEFORE_G = (
    # Compounds and names by their first element, in each of its mutations.
    r"\b(?:ll?|n?gl)an(?=g)",  # Llangefni, o Langollen; Glangwili
    r"\b(?:p|b|ph|mh|h)en(?=g)",  # Pengam, pengoch; Hengoed
    r"mewn(?=g)",  # mewngofnodi
    r"union(?=g)",  # uniongyrchol
    r"\b[bmf]r[yo]n(?=g)",  # Bryngwran, bryngaer; Bronglais
    r"\brh?an(?=g)",  # rhangymeriad
    r"\bh?un(?:an)?(?=g)",  # ungell, hunglwyf, hunangyflogedig
    r"aen(?=g)",  # Blaengarw, blaengar; Maengwyn
    r"wyn(?=g)",  # Llwyngwril, Llanfairpwllgwyngyll, gwyngalch, mwynglawdd, swyngyfaredd
    r"awn(?=g)",  # prynhawngwaith
    r"llun(?=g)",  # llungopïo
    r"arian(?=g)",  # ariangar, Marianglas
    r"[mf]elin(?=g)",  # Melingriffith, Felinganol
    r"ynnon(?=g)",  # Ffynnongroyw
    r"(?:\b[mf]|s|lli|rhi)ein(?=g)",  # meingefn, seinglawr, rhieingerdd
    r"\b(?:t|d|th|nh)an(?=gy[fn]|glo|gli|gro)",  # tangyflogaeth, but tangnefedd
    r"\bll?on(?=gyf)",  # llongyfarch, but llongau
    r"\b(?:t|d|th|nh)on(?=gwyn)",  # Tongwynlais
    r"yfan(?=gorff)",  # cyfangorff
    r"ahan(?=gl)",  # gwahanglwyf
    r"wan(?=gal)",  # gwangalon
    r"dyn(?=gas|gar)",  # dyngarol, dyngasedd
    r"mwn(?=gl)",  # mwngloddiau
    r"\b[mf]an(?=gre)",  # mangre
    r"\b[bmf]on(?=gam|gem|gorff|gyrff)",  # bongorff
    r"\bmin(?=g[ae]m)",  # mingamu
    r"gwen(?=gyn)",
    r"tudalen(?=g)",
    r"croen(?=gal)",
    r"cryn(?=gyl|gae)",
    r"gron(?=gaer)",
    r"edyn(?=glos)",
    r"llin(?=glwm)",
    r"llen(?=gig)",
    r"\bll?anen(?=gan)",  # Llanengan
    # Single words.
    r"\b[bmf]an(?=gor)",  # Bangor, ym Mangor
    r"(?:d|\bn)(?:an(?=gos)|en(?=gys))",  # dangos, dengys, arddangosfa, ymddangos
    r"(?:d|\bn)rin(?=g[aeiouwy])",  # dringo, but dringhedydd
    r"\b(?:c|g|ch|ngh)an(?=garw)",  # cangarŵ
    # The ending -gar (llengar, teyrngarwch), but cwningar and ymostyngar.
    r"(?<=\w)(?<!cwni)(?<!osty)n(?=gar(?:\b|wch|wr|wyr|ol|edd|ach|af))",
    # After another consonant ng is never one letter: teyrnged, cefngrwm.
    r"(?<=[flmrs])n(?=g)",
    # Names and loans of other languages.
    r"\bhwn(?=gar)",
    r"\b[bmf]an(?=glad)",
    r"\b[mf]on(?=gol)",
    r"\ban(?=gola|glic|gliad)",
    r"\b(?:c|g|ch|ngh)on(?=go\b)",
    r"\bsin(?=gap)",
    r"\b(?:t|d|th|nh)an(?=gan)",
    r"\b(?:bi|fi|mi|ji|ta|da|ma|fa|cwa|gwa)n(?=go\b)",
    r"\b(?:bw|jy|ma|ge)n(?=gl)",
    r"\ben(?=graf)",
    r"\bin(?=got)",
)

# After a vowel, and after the consonants of sicr, dwfr or hagr, the h is a letter of its own:
# arholiad, parhau, Aberhonddu, sicrhau. Greek rhythm and joined place-names keep rh whole.
_R_BEFORE_H = (
    r"(?<=[aeiouw])(?<!tre)r(?=h(?!yth))",  # but Trerhedyn, arhythmia
    r"(?<=y)r(?=h(?!iw|yd|yl|yn|os\b|aeadr|edyn))",  # cyrhaeddiad, but Troedyrhiw, Porthyrhyd
    r"(?<=[bcfg])r(?=h)",
    r"(?<=d)r(?=ha)",
)

_APART = re.compile("|".join((*_N_BEFORE_G, *_R_BEFORE_H)))

LETTER = r"ch|dd|ff|ng|ll|ph|rh|th|[^\W\d_]"

_LETTER = re.compile(LETTER)


def set_apart(folded: str) -> str:
    """Put a joiner between the n and g, or r and h, that are two letters of `folded` text."""
    return _APART.sub(lambda found: found.group() + JOINER, folded)


def letters(folded: str) -> list[str]:
    """Return the Welsh letters of a folded word: "llangefni" gives ll a n g e f n i.

    Args:
        folded: small letters without accents (see `folding.fold`); what is no letter is left
            out, and divides the letters around it.
    """
    return _LETTER.findall(set_apart(folded))
