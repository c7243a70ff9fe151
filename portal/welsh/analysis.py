"""The words of a text as search compares them."""

import re

from portal.bilingual import Locale
from portal.welsh.folding import fold

# Plain and typographic marks, and what keyboards and old systems put in their place.
_APOSTROPHE = r"['’‘\u02bc\u2032`\u00b4]"
_CLITIC = {
    "cy": re.compile(rf"(?<=\w){_APOSTROPHE}(?:r|n|i|u|w|m|ch|th)\b"),
    "en": re.compile(rf"(?<=\w){_APOSTROPHE}s\b"),
}
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")


def terms(text: str, *, language: Locale) -> list[str]:
    """Return the words of `text` as both the index and a query spell them, in their order.

    Case and accents are gone; Welsh loses what is tied to a word by an apostrophe ("a'r",
    "wedi’i"), English its possessive; "1,000" is one number. A hyphenated word stands whole
    and in its parts ("e-bost": ebost, e, bost), so it is found however it is typed.

    Both sides of a search must use this one function: the analysis that undoes mutations and
    plurals goes behind it.
    """
    bare = _THOUSANDS.sub("", _CLITIC[language].sub("", fold(text)))
    found: list[str] = []
    for word in _WORD.findall(bare):
        parts = _HYPHEN.split(word)
        if len(parts) > 1 and not word.replace("-", "").isdecimal():
            found.append("".join(parts))
        found.extend(parts)
    return found
