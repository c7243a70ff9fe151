"""Numbers, sizes and dates as each language writes them."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from babel import dates, numbers

from portal.bilingual import Locale

_KILOBYTE = 1000
_WALES = ZoneInfo("Europe/London")
_CONVENTIONS = {"cy": "cy_GB", "en": "en_GB"}


def number(value: float | Decimal, locale: Locale) -> str:
    """Write a number with its thousands grouped and its decimals as they are."""
    return numbers.format_decimal(value, locale=_CONVENTIONS[locale], decimal_quantization=False)


def cell(text: str, *, numeric: bool, locale: Locale) -> str:
    """Write a table cell: grouped where it is a number, untouched where it is not."""
    if not numeric:
        return text
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite():
        return text
    return number(value, locale)


def day(value: date | datetime, locale: Locale) -> str:
    """Write a day in full: 6 Rhagfyr 2018."""
    return dates.format_date(value, format="long", locale=_CONVENTIONS[locale])


def size(count: int) -> str:
    """Write a number of bytes for a download link: "7 kB"; units are the same in both languages."""
    if count < _KILOBYTE:
        return f"{count} B"
    if count < _KILOBYTE**2:
        return f"{round(count / _KILOBYTE)} kB"
    return f"{count / _KILOBYTE**2:.1f} MB"


def moment(value: datetime, locale: Locale) -> str:
    """Write a moment as the clocks of Wales show it: 6 Rhagfyr 2018, 14:05."""
    local = value.astimezone(_WALES)
    return f"{day(local, locale)}, {local:%H:%M}"
