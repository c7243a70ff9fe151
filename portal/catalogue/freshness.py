"""Whether a dataset is as new as its publisher promised, by its declared frequency and the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Freshness = Literal["fresh", "due", "overdue"]

_SPANS: Mapping[str, tuple[int, int]] = {
    "daily": (1, 1),
    "weekly": (7, 3),
    "monthly": (31, 10),
    "quarterly": (92, 21),
    "yearly": (366, 61),
}
"""Days until the next version is expected, and days of patience after that."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """When a version is expected after one of the day `last`.

    From the day after `due` the next one is due, and from the day `lapses` it is overdue.
    """

    last: date
    due: date
    lapses: date

    def on(self, day: date) -> Freshness:
        """Tell how a dataset stands on a day: a function of the day alone, nobody writes it."""
        if day >= self.lapses:
            return "overdue"
        return "due" if day > self.due else "fresh"


def cadence(frequency: str, last: date) -> Cadence | None:
    """Return what a declared frequency promises; None where it promises no day.

    `last` is the day (UTC) on which the newest version was published.
    """
    spans = _SPANS.get(frequency)
    if spans is None:
        return None
    due = last + timedelta(days=spans[0])
    return Cadence(last, due, due + timedelta(days=spans[1] + 1))
