"""Marks that stand where a number should: missing, suppressed, not applicable, nil."""

import functools
import re

MEANINGS = (
    "missing",
    "suppressed",
    "not-applicable",
    "nil",
    "rounded-to-zero",
    "below-threshold",
    "unreliable",
    "unknown",
)
"""What a mark can mean; `unknown` asks the publisher."""

_SHORTHAND = {
    "c": "suppressed",
    "s": "suppressed",
    "x": "missing",
    "m": "missing",
    "z": "not-applicable",
    "low": "rounded-to-zero",
    "u": "unreliable",
    "w": "missing",
    "k": "suppressed",
    "nil": "nil",
}
"""The shorthand of British official statistics, as in [c] or a lone c."""

_WORDS = {
    "n/a": "not-applicable",
    "n.a.": "not-applicable",
    "n.a": "not-applicable",
    "na": "missing",
    "#n/a": "missing",
    "not applicable": "not-applicable",
    "amherthnasol": "not-applicable",
    "null": "missing",
    "none": "missing",
    "nan": "missing",
    "missing": "missing",
    "ar goll": "missing",
    "no data": "missing",
    "dim data": "missing",
    "data not available": "missing",
    "not available": "missing",
    "ddim ar gael": "missing",
    "unavailable": "missing",
    "not known": "missing",
    "unknown": "missing",
    "anhysbys": "missing",
    "not recorded": "missing",
    "heb ei gofnodi": "missing",
    "not provided": "missing",
    "not stated": "missing",
    "tbc": "missing",
    "tba": "missing",
    "blank": "missing",
    "suppressed": "suppressed",
    "supp": "suppressed",
    "withheld": "suppressed",
    "redacted": "suppressed",
    "confidential": "suppressed",
    "disclosive": "suppressed",
    "heb ei ddatgelu": "suppressed",
    "cyfrinachol": "suppressed",
    "nil": "nil",
    "dim": "nil",
    "zero": "nil",
    "no info": "missing",
    "no information available": "missing",
}

_SIGNS = {
    "-": "nil",
    "--": "missing",
    "---": "missing",
    "–": "nil",
    "—": "nil",
    ".": "not-applicable",
    "..": "missing",
    "...": "missing",
    ":": "missing",
    "~": "suppressed",
    "#": "suppressed",
    "/": "missing",
    "?": "missing",
    "!": "unreliable",
    "†": "unknown",
    "‡": "unknown",
    "x": "missing",
}

FORMULA_ERROR = re.compile(
    r"#(?:DIV/0!|REF!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|#{2,})", re.IGNORECASE
)
"""What a spreadsheet shows instead of a value it has not: no mark anybody chose."""

_NIL_MONEY = re.compile(r"[£$€]\s*[-–—]+")
_STARS = re.compile(r"\*+")
_BRACKETED = re.compile(r"[\[(]\s*([a-z]{1,3})\s*[\])]", re.IGNORECASE)
_THRESHOLD = re.compile(
    r"(?:<|>|≤|≥|<=|>=|&lt;|&gt;|under|over|below|above|less than|more than|fewer than|"
    r"llai na|mwy na|dan|dros)\s*£?\d[\d,]*(?:\.\d+)?\s*%?",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[a-z]", re.IGNORECASE)


@functools.lru_cache(maxsize=1 << 13)
def meaning(token: str) -> str | None:
    """Return what a trimmed cell means where a number or date was expected; None: no known mark."""
    low = token.lower()
    if low in _SIGNS or low in _WORDS:
        return _SIGNS.get(low) or _WORDS.get(low)
    if found := _BRACKETED.fullmatch(token):
        return _SHORTHAND.get(found[1].lower(), "unknown")
    if _LETTER.fullmatch(token):
        return _SHORTHAND.get(low)
    shapes = ((_STARS, "suppressed"), (_NIL_MONEY, "nil"), (_THRESHOLD, "below-threshold"))
    return next((means for shape, means in shapes if shape.fullmatch(token)), None)


def could_be_mark(token: str) -> bool:
    """Tell whether an unknown word is short and plain enough to stand for a missing value."""
    return 0 < len(token) <= 20 and not any(sign.isdigit() for sign in token)
