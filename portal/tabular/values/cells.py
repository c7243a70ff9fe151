"""What a single cell looks like, as far as one can tell without its column."""

import enum
import functools
import re

from portal.tabular.values import dates, marks, numerals
from portal.tabular.values.numerals import SPACES

_ADDRESS = re.compile(r"(?:https?|ftp)://\S+|www\.\S+|[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?:19|20|21)[0-9]{2}(?:\s*[-/–]\s*(?:[0-9]{2}|[0-9]{4}))?(?:\s*(?:Q[1-4]|\(.+\)|[A-Za-z]{1,9}))?"
)
_TRUTH = {"true", "false"}


class Kind(enum.Enum):
    """The kind of a cell on its own."""

    BLANK = enum.auto()
    NUMBER = enum.auto()
    DATE = enum.auto()
    BOOLEAN = enum.auto()
    ADDRESS = enum.auto()
    CODE = enum.auto()
    MARK = enum.auto()
    WORDS = enum.auto()


TYPED = frozenset({Kind.NUMBER, Kind.DATE, Kind.BOOLEAN, Kind.ADDRESS, Kind.CODE})
"""Kinds that a heading hardly ever has: they tell data from headings."""


def trim(cell: str) -> str:
    """Return a cell without white space at its ends."""
    return cell.strip(SPACES)


@functools.lru_cache(maxsize=1 << 14)
def kind(text: str) -> Kind:
    """Return the kind of a trimmed cell; words such as "missing" are words, as in headings."""
    if not text:
        return Kind.BLANK
    number = numerals.parse(text)
    if number is not None:
        return Kind.CODE if number.form == "padded" else Kind.NUMBER
    tests = (
        (Kind.BOOLEAN, text.lower() in _TRUTH),
        (Kind.DATE, dates.parse(text) is not None or dates.iso_time(text) is not None),
        (Kind.ADDRESS, bool(_ADDRESS.fullmatch(text))),
        (Kind.CODE, bool(_POSTCODE.fullmatch(text))),
        (Kind.MARK, marks.meaning(text) is not None and not text.isalpha()),
    )
    return next((found for found, true in tests if true), Kind.WORDS)


def is_period(text: str) -> bool:
    """Tell whether a trimmed cell is a year or a span of years, as headings over numbers are."""
    return bool(_PERIOD.fullmatch(text))


@functools.lru_cache(maxsize=1 << 14)
def shape(text: str) -> str:
    """Return a cell with digits as 9 and letters as A: "W06000001" is "A99999999"."""
    return re.sub(r"[^\W\d_]", "A", re.sub(r"[0-9]", "9", text))
