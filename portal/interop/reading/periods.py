"""The time that data are about, as publishers write it."""

import calendar
import re
from datetime import date

from portal.interop.description import Period
from portal.interop.reading import limits
from portal.interop.reading.findings import shown
from portal.interop.reading.node import Node

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_OPEN = ("", "..")


def read_period(node: Node) -> Period | None:
    """Return the days a package is about, both included; None where it does not say.

    `temporal` is `{"start", "end"}` or a text: "2018", "2018-06", "2018-01/2018-06". A year
    or a month stands for all its days; ".." or an absent end is open.
    """
    value = node.values.get("temporal")
    if isinstance(value, str):
        text = node.text("temporal", longest=limits.NAME)
        first, slash, last = text.partition("/")
        parts = (first, last if slash else first)
    else:
        inner = node.node("temporal")
        if inner is None:
            return None
        parts = (
            inner.text("start", longest=limits.NAME),
            inner.text("end", longest=limits.NAME),
        )
        text = "/".join(parts)
    if not text.strip("/"):
        return None
    try:
        return _period(*parts)
    except ValueError:
        node.fault("bad-period", "temporal", value=shown(text))
        return None


def _period(start: str, end: str) -> Period:
    """Return the period between two texts.

    Raises:
        ValueError: a text is no day, month or year, both are open, or the end is first.
    """
    first, last = _bound(start, end=False), _bound(end, end=True)
    if (first is None and last is None) or (first and last and last < first):
        raise ValueError(f"no period: {start}/{end}")
    return Period(first, last)


def _bound(text: str, *, end: bool) -> date | None:
    """Return the first or the last day that a year, a month or a day stands for."""
    if text.strip() in _OPEN:
        return None
    match = _DAY.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"no day: {text}")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if not 1 <= year <= date.max.year:
        raise ValueError(f"no year: {text}")
    month = month or (12 if end else 1)
    if not 1 <= month <= 12:
        raise ValueError(f"no month: {text}")
    return date(year, month, day or (calendar.monthrange(year, month)[1] if end else 1))
