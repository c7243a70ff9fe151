"""The order of names in a list, as a plain string that any database sorts rightly."""

import re
import unicodedata

from portal.bilingual import Locale
from portal.welsh.folding import fold
from portal.welsh.letters import LETTER, set_apart

# Every second sign of a Welsh letter, and every foreign letter, is written with a mark that
# follows z, so "ch" comes after all of c and before d, and "ж" after all of z.
_MARK = "{"
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")

_UNSEEN = frozenset({"Cc", "Cf", "Cs"})  # control, format and surrogate characters

_NUMBER = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+"
_WELSH = re.compile(f"{_NUMBER}|{LETTER}")
_ENGLISH = re.compile(rf"{_NUMBER}|[^\W\d_]")


def sort_key(text: str, language: Locale) -> str:
    """Return a string whose code-point order is the dictionary order of `text`.

    The order holds wherever strings compare by code points or UTF-8 bytes: Python, SQLite
    BINARY, PostgreSQL COLLATE "C". So the key can be a stored column.

    Welsh follows its 29 letters, with k, q, v, x and z where Latin has them; English follows
    the 26. In both: word by word ("Sir Gâr" before "Siroedd"); numbers before letters and by
    their value, a decimal point dividing them as in "2.10"; case, accents, hyphens and other
    marks count only between names that are otherwise the same, where the plain letter precedes
    the accented and then the capital the small. Articles count as printed ("Y Fenni" under
    y, "The Vale" under t), for a reader looks for the word that stands first.

    Two texts share a key only if they differ in nothing but Unicode normal form, the width of
    spaces and characters nobody sees.
    """
    shown = " ".join(unicodedata.normalize("NFC", _visible(text)).split())
    words = (_primary(word, language) for word in fold(shown).split())
    primary = " ".join(word for word in words if word)
    accented = unicodedata.normalize("NFC", shown.casefold())
    return f"{primary}\t{accented}\t{shown}"


def _visible(text: str) -> str:
    """Drop what shows nothing, and what a database may refuse (NUL)."""
    return "".join(
        char for char in text if char.isspace() or unicodedata.category(char) not in _UNSEEN
    )


def _primary(word: str, language: Locale) -> str:
    signs = _WELSH.findall(set_apart(word)) if language == "cy" else _ENGLISH.findall(word)
    return "".join(_number(sign) if sign[0].isdecimal() else _letter(sign) for sign in signs)


def _letter(letter: str) -> str:
    if len(letter) == 2:
        return f"g{_MARK}" if letter == "ng" else letter[0] + _MARK
    return letter if letter in _LATIN else f"z{_MARK}{letter}"


def _number(digits: str) -> str:
    """Write a whole number so that more digits sort after fewer: 9 as "19", 10 as "210"."""
    plain = "".join(str(unicodedata.decimal(char)) for char in digits if char != ",")
    plain = plain.lstrip("0") or "0"
    nines, rest = divmod(len(plain), 9)
    return "9" * nines + str(rest) + plain
