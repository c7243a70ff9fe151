"""Numbers as pictures and their tables write them, the same in both places."""

from datetime import date
from decimal import Context, Decimal

from babel import dates, numbers

from portal.bilingual import Bilingual, Locale
from portal.charts import words
from portal.charts.specs import Number

_CONVENTIONS = {"cy": "cy_GB", "en": "en_GB"}
_DIGITS = Context(prec=12)
_HUGE = Decimal("1e15")
_TINY = Decimal("1e-6")
_AFTER = {"percent": "%", "km2": "\u00a0km²"}
_BEFORE = {"GBP": "£"}


def figure(value: Number, unit: str, locale: Locale) -> str:
    """Write an amount with its unit: "61%", "£1,200"; at most twelve digits."""
    exact = _DIGITS.create_decimal(str(value))
    if exact == exact.to_integral_value() and isinstance(value, float):
        exact = exact.to_integral_value()
    convention = _CONVENTIONS[locale]
    if exact and not _TINY <= exact < _HUGE:
        written = numbers.format_scientific(exact, locale=convention, decimal_quantization=False)
    else:
        written = numbers.format_decimal(exact, locale=convention, decimal_quantization=False)
    return f"{_BEFORE.get(unit, '')}{written}{_AFTER.get(unit, '')}"


def span(low: Number, high: Number, unit: str, locale: Locale) -> str:
    """Write an interval: "54–68%"."""
    bare = "" if unit in _AFTER else unit
    return f"{figure(low, bare, locale)}–{figure(high, unit, locale)}"


def share_of(count: int, of: int, locale: Locale) -> str:
    """Write "51 of 84"."""
    return words.OF[locale].format(count=figure(count, "", locale), of=figure(of, "", locale))


def day(when: date | Bilingual, locale: Locale) -> str:
    """Write a date in full, or the words that stand for it."""
    if isinstance(when, Bilingual):
        return when[locale]
    return dates.format_date(when, format="long", locale=_CONVENTIONS[locale])


def number_or_words(n: int | Bilingual, locale: Locale) -> str:
    """Write n, or why there is none."""
    return n[locale] if isinstance(n, Bilingual) else figure(n, "", locale)
