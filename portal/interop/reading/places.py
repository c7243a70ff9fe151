"""Codes of places: known to the vocabulary, and real or fictional as the package says."""

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from portal.interop import vocabularies

_FICTIONAL = re.compile(r"X99[0-9]{6}")
_COUNCIL = re.compile(r"W06[0-9]{6}")
_SEARCHED = 5_000
_NONE = "–"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value: the code of the issue and its facts."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def place_fault(code: str, *, synthetic: bool) -> Fault | None:
    """Return what is wrong with the code of a place, or None."""
    if fault := disguise_fault(code, synthetic=synthetic):
        return fault
    if _FICTIONAL.fullmatch(code) or vocabularies.place(code) is not None:
        return None
    return Fault("unknown-place", {"nearest": vocabularies.nearest_place(code).gss})


def disguise_fault(text: str, *, synthetic: bool) -> Fault | None:
    """Return the fault of any text that is a real council's code in invented data, or reverse."""
    if synthetic and _COUNCIL.fullmatch(text):
        return Fault("real-place-in-synthetic")
    if not synthetic and _FICTIONAL.fullmatch(text):
        return Fault("fictional-place-not-synthetic")
    return None


def nearest(code: str, codes: Collection[str]) -> str:
    """Return the code most like `code`, or a dash where none is like it."""
    for other in codes:
        if other.casefold() == code.strip().casefold():
            return other
    if len(codes) > _SEARCHED:
        return _NONE
    return next(iter(difflib.get_close_matches(code, codes, n=1)), _NONE)
