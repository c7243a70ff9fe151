"""Numbers as files write them, read exactly: no float ever takes part in a proof."""

import math
from decimal import Decimal
from fractions import Fraction

from portal.disclosure.refusals import BadReleaseError

LARGEST = 10**9
"""No published count of people may be larger; sums stay far inside 64 bits."""

MOST_DECIMALS = 4
_LONGEST = 30


def whole(value: object, **where: object) -> int:
    """Read a count of people.

    Raises:
        BadReleaseError: not a number (NaN and infinity too), negative, fractional, or larger
            than `LARGEST`; `where` is repeated in its facts.
    """
    if type(value) is int and 0 <= value <= LARGEST:
        return value
    number = exact(value, **where)
    if number.denominator != 1:
        raise BadReleaseError("fractional-count", value=str(value), **where)
    count = number.numerator
    if count < 0:
        raise BadReleaseError("negative-count", value=str(value), **where)
    if count > LARGEST:
        raise BadReleaseError("too-large-count", value=str(value), largest=LARGEST, **where)
    return count


def exact(value: object, **where: object) -> Fraction:
    """Read any number as the fraction its digits say: 37.5 is 75/2.

    Raises:
        BadReleaseError: it is not a finite number, or absurdly large.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise BadReleaseError("not-a-number", value=str(value), **where)
    if isinstance(value, Decimal) and not value.is_finite():
        raise BadReleaseError("not-a-number", value=str(value), **where)
    if isinstance(value, float) and not math.isfinite(value):
        raise BadReleaseError("not-a-number", value=str(value), **where)
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if number.adjusted() > _LONGEST:
        raise BadReleaseError("too-large-count", value=_short(value), largest=LARGEST, **where)
    if int(number.as_tuple().exponent) < -_LONGEST:
        raise BadReleaseError("too-precise", value=_short(value), decimals=MOST_DECIMALS, **where)
    return Fraction(number)


def _short(value: object) -> str:
    return str(value)[:_LONGEST]


def scaled(value: object, decimals: object, **where: object) -> int:
    """Return `value` times ten to the power of `decimals`, which must be whole.

    Raises:
        BadReleaseError: `decimals` is no whole number from 0 to `MOST_DECIMALS`, or `value`
            has more decimals than that.
    """
    if not isinstance(decimals, int) or not 0 <= decimals <= MOST_DECIMALS:
        raise BadReleaseError("bad-decimals", value=str(decimals), **where)
    number = exact(value, **where) * int(10**decimals)
    if number.denominator != 1:
        raise BadReleaseError("too-precise", value=str(value), decimals=decimals, **where)
    return number.numerator
