"""What a chart is, before it is drawn: five kinds, every text in both languages.

Plain values; `linting` says what is wrong with them, and nothing unsound is drawn. Shares are
per cent of 100. Rows keep the order they are given in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar

from portal.bilingual import Bilingual

Number = int | float | Decimal
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What every chart has to say for itself.

    `title` says the finding. `n` is how many people or things stand behind it, or in words why
    no number is given. `synthetic` marks made-up figures, which then stay away from real places.
    """

    title: Bilingual
    n: int | Bilingual
    date: date | Bilingual
    source: Bilingual
    caveat: Bilingual
    synthetic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One amount from nought; `low` and `high` bound its 95 % interval, `count` is out of `of`.

    `missing` says why there is no value; without it the words are "not stated".
    """

    label: Bilingual
    value: Number | None
    low: Number | None = None
    high: Number | None = None
    count: int | None = None
    of: int | None = None
    emphasis: bool = False
    missing: Bilingual | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Amounts as horizontal bars from nought to `maximum` (where None: to the largest)."""

    about: About
    rows: tuple[Bar, ...]
    unit: str = ""
    maximum: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How one question or group was answered.

    `shares` are of those with a definite answer, in the order of the chart's `answers`;
    `unknown` is the share of everybody who did not know; `n` counts definite answers. `against`
    and `favour` are all the shares of a side together, rounded once; without them the sums of
    the shares stand.
    """

    label: Bilingual
    shares: tuple[Number, ...] = ()
    against: Number | None = None
    favour: Number | None = None
    unknown: Number | None = None
    n: int | None = None
    missing: Bilingual | None = None


def halves(answers: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    """Return what is against and what is for, of something in the order of a scale's answers."""
    half = len(answers) // 2
    return answers[:half], answers[len(answers) - half :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likert:
    """Answers as shares on either side of a centre; those who do not know stand outside.

    `answers` go from the most against to the most for; an odd number has its middle one on
    the centre.
    """

    about: About
    answers: tuple[Bilingual, ...]
    rows: tuple[Answers, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One value with its 95 % interval.

    `outer_low` and `outer_high` are what the value would be if all who kept silent had said no,
    or yes. `other` is the value compared with; `verdict` says in words how the two compare.
    """

    label: Bilingual
    value: Number | None
    low: Number | None = None
    high: Number | None = None
    outer_low: Number | None = None
    outer_high: Number | None = None
    other: Number | None = None
    verdict: Bilingual | None = None
    missing: Bilingual | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """Values on one line from nought to `maximum`, each with what is uncertain about it.

    `other` names what the values are compared with, as "Wales".
    """

    about: About
    rows: tuple[Dot, ...]
    unit: str = "percent"
    maximum: Number = 100
    other: Bilingual | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """The level reached, or the range it lies in; both None where answers are too few."""

    label: Bilingual
    low: int | None
    high: int | None
    missing: Bilingual | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracks:
    """Components on their way up `steps` levels."""

    about: About
    rows: tuple[Track, ...]
    steps: int = 3


Mark = Literal["full", "half", "ring", "none"]
"""How a tile looks: each has a shape of its own as well as a ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a tile can say: in words, and as a mark."""

    key: str
    words: Bilingual
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One council, or one made-up place, which has to say in which cell (column, row) it lies.

    `short` has at most five letters; `figure` is a few letters on the tile, such as "1–2".
    """

    code: str
    name: Bilingual
    short: Bilingual
    state: str
    figure: Bilingual | None = None
    cell: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TileMap:
    """Councils as equal tiles; its table is the list of names that always stands beside it."""

    about: About
    states: tuple[State, ...]
    tiles: tuple[Tile, ...]


Spec = Bars | Likert | Dots | Tracks | TileMap
