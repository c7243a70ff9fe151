"""Dates and times as officers write them, in English and Welsh, made ISO 8601."""

import calendar
import functools
import re
from datetime import date
from typing import NamedTuple

_NAMES = (
    ("january", "jan", "ionawr", "ion"),
    ("february", "feb", "chwefror", "chwef", "chwe"),
    ("march", "mar", "mawrth", "maw"),
    ("april", "apr", "ebrill", "ebr"),
    ("may", "mai"),
    ("june", "jun", "mehefin", "meh"),
    ("july", "jul", "gorffennaf", "gorff", "gor"),
    ("august", "aug", "awst", "aws"),
    ("september", "sept", "sep", "medi", "med"),
    ("october", "oct", "hydref", "hyd"),
    ("november", "nov", "tachwedd", "tach", "tac"),
    ("december", "dec", "rhagfyr", "rhag", "rha"),
)
MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|"
    r"dydd\s+\w+|llun|mawrth|mercher|iau|gwener|sadwrn|sul)\.?,?\s+"
)
_CLOCK = (
    r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?P<part>\.[0-9]{1,9})?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>z|[+-][0-9]{2}:?[0-9]{2})?"
)
_AFTER = rf"(?:(?:t|,?\s+){_CLOCK})?"
_FLAGS = re.IGNORECASE | re.ASCII
_ISO = re.compile(
    rf"(?P<y>[0-9]{{4}})(?P<gap>[-/.])(?P<m>[0-9]{{1,2}})(?P=gap)(?P<d>[0-9]{{1,2}}){_AFTER}",
    _FLAGS,
)
_NUMERIC = re.compile(
    rf"(?P<a>[0-9]{{1,2}})(?P<gap>[-/.])(?P<b>[0-9]{{1,2}})(?P=gap)"
    rf"(?P<y>[0-9]{{4}}|[0-9]{{2}}){_AFTER}",
    _FLAGS,
)
_NAMED = re.compile(
    rf"(?:{_DAY})?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th|af|ain|fed|eg|ydd)?[-\s/.,]*(?P<m>{_MONTH})"
    rf"\.?[-\s/.,]*(?P<y>[0-9]{{4}}|[0-9]{{2}}){_AFTER}",
    _FLAGS,
)
_NAMED_FIRST = re.compile(
    rf"(?:{_DAY})?(?P<m>{_MONTH})\.?[-\s/]+(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,?[-\s/]+"
    rf"(?P<y>[0-9]{{4}}){_AFTER}",
    _FLAGS,
)
_COMPACT = re.compile(r"(?P<y>(?:19|20)[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>[0-3][0-9])", re.ASCII)
_TIME = re.compile(_CLOCK, _FLAGS)
PLAIN_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
ISO_MOMENT = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?$"
)
ALMOST = re.compile(
    r"\s*[0-9]{1,4}\s*[-/.]{1,2}\s*[0-9]{1,2}\s*[-/.]{1,2}\s*[0-9]{1,4}\s*", re.ASCII
)
"""Looks like a date, though no calendar knows it."""

_PIVOT = 50


class Moment(NamedTuple):
    """A date (and time) as written; `first` and `second` are day and month in unknown order.

    `form` is "iso", "numeric" or "named"; `clock` is an ISO time or "". `short` marks a
    year of two digits (00 to 49 are 2000 to 2049).
    """

    form: str
    year: int
    first: int
    second: int
    clock: str = ""
    short: bool = False


@functools.lru_cache(maxsize=1 << 13)
def parse(text: str) -> Moment | None:
    """Read a trimmed cell as a date or a date with a time; None where it is neither."""
    if not (5 < len(text) < 60) or not any(sign.isdigit() for sign in text):
        return None
    if found := _COMPACT.fullmatch(text):
        return Moment("iso", int(found["y"]), int(found["d"]), int(found["m"]))
    if found := _ISO.fullmatch(text):
        return _moment("iso", found, int(found["d"]), int(found["m"]))
    if found := _NUMERIC.fullmatch(text):
        return _moment("numeric", found, int(found["a"]), int(found["b"]))
    found = _NAMED.fullmatch(text) or _NAMED_FIRST.fullmatch(text)
    if found is None:
        return None
    return _moment("named", found, int(found["d"]), MONTHS[found["m"].lower()])


def _moment(form: str, found: "re.Match[str]", first: int, second: int) -> Moment | None:
    clock = ""
    if found["hour"] is not None:
        written = _clock(found)
        if written is None:
            return None
        clock = written
    year, short = int(found["y"]), len(found["y"]) == 2
    if short:
        year += 2000 if year < _PIVOT else 1900
    return Moment(form, year, first, second, clock, short)


def _clock(found: "re.Match[str]") -> str | None:
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    half = (found["half"] or "").lower().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    zone = (found["zone"] or "").upper()
    if zone and zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{hour:02}:{minute:02}:{second:02}{found['part'] or ''}{zone}"


def clock_start(text: str) -> int:
    """Return where the time begins in a date with a time, with what parts it from the date."""
    for pattern in (_ISO, _NUMERIC, _NAMED, _NAMED_FIRST):
        if found := pattern.fullmatch(text):
            return len(text[: found.start("hour")].rstrip(" ,tT")) if found["hour"] else len(text)
    return len(text)


def resolve(moment: Moment, order: str) -> date | None:
    """Return the day meant where numbers stand in `order` ("dmy" or "mdy"); None: no such day."""
    day, month = moment.first, moment.second
    if moment.form == "numeric" and order == "mdy":
        day, month = month, day
    if not (1000 <= moment.year <= 9999 and 1 <= month <= 12):
        return None
    if not 1 <= day <= calendar.monthrange(moment.year, month)[1]:
        return None
    return date(moment.year, month, day)


def iso_date(text: str, order: str) -> str | None:
    """Write a cell as YYYY-MM-DD; None where it holds no possible date or has a time."""
    moment = parse(text)
    if moment is None or moment.clock.strip("0:") != "":
        return None
    day = resolve(moment, order)
    return None if day is None else day.isoformat()


def iso_moment(text: str, order: str) -> str | None:
    """Write a cell as YYYY-MM-DDTHH:MM:SS; a date alone begins its day."""
    moment = parse(text)
    day = None if moment is None else resolve(moment, order)
    if moment is None or day is None:
        return None
    return f"{day.isoformat()}T{moment.clock or '00:00:00'}"


@functools.lru_cache(maxsize=1 << 13)
def iso_time(text: str) -> str | None:
    """Write a cell as HH:MM:SS; None where it holds no time of day."""
    found = _TIME.fullmatch(text)
    if found is None or found["zone"] or ("." in text.partition(":")[0]):
        return None
    return _clock(found)
