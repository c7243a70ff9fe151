"""Which councils a round may have: a real round the 22 of Wales, a demonstration made-up ones."""

import re

from portal.interop import vocabularies

_FICTIONAL = re.compile(r"X99[0-9]{6}")


def belongs(code: str, *, synthetic: bool) -> bool:
    """Tell whether a round of this kind may have a council of this code."""
    if synthetic:
        return _FICTIONAL.fullmatch(code) is not None
    return any(place.gss == code for place in vocabularies.councils())
