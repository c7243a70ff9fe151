"""Words that say that a code stands for everybody, in either language."""

import re
from collections.abc import Iterable

from portal.welsh.folding import fold
from portal.welsh.mutations import radicals

_CERTAIN = {"total", "totals", "subtotal"}
_CERTAIN_CY = {"cyfanswm", "isgyfanswm"}
_WHOLE = {"all", "pawb", "everyone", "everybody", "_t", "tot", "grand total"}
_LIKELY = {"all", "overall", "both", "everyone", "everybody", "sum"}
_LIKELY_CY = {"pawb", "holl", "cyfan", "oll", "swm"}
_WORD = re.compile(r"[^\W_]+")


def says_total(texts: Iterable[str]) -> bool:
    """Tell whether a code or one of its labels certainly means the total: "Cyfanswm", "All"."""
    return any(
        fold(text.strip()) in _WHOLE or _among(_CERTAIN, _CERTAIN_CY, text) for text in texts
    )


def may_say_total(texts: Iterable[str]) -> bool:
    """Tell whether a code or one of its labels may mean the total: "All ages", "Yr holl"."""
    return any(not text.strip() or _among(_LIKELY, _LIKELY_CY, text) for text in texts)


def _among(english: set[str], welsh: set[str], text: str) -> bool:
    """Tell whether a text has one of the words; those in Welsh may be mutated."""
    found = _WORD.findall(fold(text))
    return any(word in english | welsh or not welsh.isdisjoint(radicals(word)) for word in found)
