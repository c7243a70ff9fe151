"""What is wrong with a chart: the linter that every picture of a page or report passes.

A chart without a finding, n, date, source or caveat, in either language, is not drawn.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from portal.bilingual import LOCALES, Bilingual
from portal.charts.specs import (
    About,
    Answers,
    Bars,
    Dots,
    Likert,
    Number,
    Spec,
    TileMap,
    Tracks,
    halves,
)
from portal.charts.wales import CELLS, COLUMNS, ROWS
from portal.errors import Issue, PortalError

MOST_ROWS = 100
LONGEST_TEXT = 6000
LONGEST_LABEL = 300
_REAL = "W06"
_LANGUAGES = {"cy": "Cymraeg", "en": "English"}


class ChartRefusedError(PortalError):
    """A chart cannot be drawn as it is; every issue found is listed."""

    code = "chart-refused"
    status = 422

    def __init__(self, issues: tuple[Issue, ...], **facts: object) -> None:
        super().__init__(**facts)
        self.issues = issues


def require_sound(*charts: Spec) -> None:
    """Refuse charts, such as all those of a report, unless nothing is wrong with any.

    Raises:
        ChartRefusedError: with every issue found.
    """
    issues = tuple(issue for chart in charts for issue in lint(chart))
    if issues:
        raise ChartRefusedError(issues)


def lint(chart: Spec) -> list[Issue]:
    """Return everything that is wrong with a chart; `row` counts its rows from 1."""
    return [*_about(chart.about), *_of_kind(chart)]


def _of_kind(chart: Spec) -> Iterator[Issue]:
    match chart:
        case Bars():
            yield from _rows(chart.rows)
            yield from _bars(chart)
        case Likert():
            yield from _rows(chart.rows)
            yield from _likert(chart)
        case Dots():
            yield from _rows(chart.rows)
            yield from _dots(chart)
        case Tracks():
            yield from _rows(chart.rows)
            yield from _tracks(chart)
        case TileMap():
            yield from _tile_map(chart)


def _about(about: About) -> Iterator[Issue]:
    parts: dict[str, object] = {
        "title": about.title,
        "n": about.n,
        "date": about.date,
        "source": about.source,
        "caveat": about.caveat,
    }
    if isinstance(about.n, int) and not isinstance(about.n, bool):
        del parts["n"]
        if about.n < 0:
            yield _bad_number(None, about.n)
    if isinstance(about.date, date):
        del parts["date"]
    for part, said in parts.items():
        own = _legible(said) if isinstance(said, Bilingual) else None
        yield from _text(f"chart-{part}-missing", own)


def _legible(said: Bilingual) -> Bilingual:
    """Return a text, "" in each language where it has no letter and no figure to read."""
    cy, en = (text if any(map(str.isalnum, text)) else "" for text in (said.cy, said.en))
    return Bilingual(cy, en)


def _text(
    code: str, said: object, *, row: int | None = None, most: int = LONGEST_TEXT
) -> list[Issue]:
    """Return an issue for each language that a text lacks or is too long in."""
    if said is None:
        said = Bilingual("", "")
    if not isinstance(said, Bilingual):
        return []
    missing = [
        Issue(code, row=row, facts={"language": _LANGUAGES[locale]})
        for locale in LOCALES
        if not said[locale].strip()
    ]
    long = [
        Issue("chart-text-too-long", row=row, facts={"length": len(said[locale]), "most": most})
        for locale in LOCALES
        if len(said[locale]) > most
    ]
    return missing + long


def _rows(rows: tuple[object, ...]) -> Iterator[Issue]:
    if len(rows) > MOST_ROWS:
        yield Issue("chart-too-many-rows", facts={"count": len(rows), "most": MOST_ROWS})
    for place, row in enumerate(rows, 1):
        label = getattr(row, "label", None)
        yield from _text("chart-label-missing", label, row=place, most=LONGEST_LABEL)
        for name in ("missing", "verdict"):
            words = getattr(row, name, None)
            if words is not None:
                yield from _text("chart-label-missing", words, row=place, most=LONGEST_LABEL)


def _amount(value: object) -> bool:
    """Tell whether a value can be drawn: a finite number of 0 or more."""
    return not isinstance(value, bool) and math.isfinite(value) and value >= 0  # type: ignore[arg-type,operator]


def _amounts(row: int, values: Iterable[Number | None]) -> list[Issue]:
    return [_bad_number(row, value) for value in values if value is not None and not _amount(value)]


def _bad_number(row: int | None, value: object) -> Issue:
    return Issue("chart-bad-number", row=row, facts={"value": str(value)[:40]})


def _maximum(value: Number | None) -> list[Issue]:
    drawable = value is None or (_amount(value) and value > 0)
    return [] if drawable else [_bad_number(None, value)]


def _bars(chart: Bars) -> Iterator[Issue]:
    yield from _maximum(chart.maximum)
    for place, row in enumerate(chart.rows, 1):
        faults = _amounts(place, (row.value, row.low, row.high, row.count, row.of))
        yield from faults or _span(place, row.low, row.value, row.high)
        if (row.count is None) != (row.of is None) or (
            row.count is not None and row.of is not None and row.count > row.of
        ):
            yield Issue("chart-bad-count", row=place)


def _span(row: int, low: Number | None, value: Number | None, high: Number | None) -> list[Issue]:
    """Return an issue unless an interval has both ends, or none, and its value between them."""
    if low is None and high is None:
        return []
    if low is None or value is None or high is None or not low <= value <= high:
        return [Issue("chart-bad-interval", row=row)]
    return []


def _likert(chart: Likert) -> Iterator[Issue]:
    if not 2 <= len(chart.answers) <= 5:
        yield Issue("chart-bad-answers", facts={"count": len(chart.answers)})
    for answer in chart.answers:
        yield from _text("chart-label-missing", answer, most=LONGEST_LABEL)
    for place, row in enumerate(chart.rows, 1):
        amounts = (*row.shares, row.against, row.favour, row.unknown, row.n)
        yield from _amounts(place, amounts) or _shares(chart, row, place)


def _shares(chart: Likert, row: Answers, place: int) -> list[Issue]:
    """Return an issue unless shares are absent or add up to 100, each rounded on its own."""
    against, favour = halves(row.shares)
    fitting = not row.shares or (
        len(row.shares) == len(chart.answers)
        and abs(sum(map(float, row.shares)) - 100) <= len(row.shares) / 2
        and _add_up(against, row.against)
        and _add_up(favour, row.favour)
    )
    if fitting and (row.unknown is None or row.unknown <= 100):
        return []
    return [Issue("chart-bad-shares", row=place)]


def _add_up(shares: Sequence[Number], whole: Number | None) -> bool:
    """Tell whether shares make a whole, but for the rounding of each and of the whole itself."""
    near = (len(shares) + 1) / 2
    return whole is None or abs(sum(map(float, shares)) - float(whole)) <= near


def _dots(chart: Dots) -> Iterator[Issue]:
    yield from _maximum(chart.maximum)
    if chart.other is not None or any(row.other is not None for row in chart.rows):
        yield from _text("chart-label-missing", chart.other, most=LONGEST_LABEL)
    for place, row in enumerate(chart.rows, 1):
        inner = (row.low, row.value, row.high)
        outer = (row.outer_low, row.outer_high)
        faults = _amounts(place, (*inner, *outer, row.other))
        yield from faults or _span(place, *inner)
        yield from () if faults else _span(place, row.outer_low, row.value, row.outer_high)


def _tracks(chart: Tracks) -> Iterator[Issue]:
    if not 2 <= chart.steps <= 10:
        yield _bad_number(None, chart.steps)
    for place, row in enumerate(chart.rows, 1):
        if row.low is None and row.high is None:
            continue
        if row.low is None or row.high is None or not 1 <= row.low <= row.high <= chart.steps:
            yield Issue("chart-bad-level", row=place, facts={"most": chart.steps})


def _tile_map(chart: TileMap) -> Iterator[Issue]:
    keys = {state.key for state in chart.states}
    for state in chart.states:
        yield from _text("chart-label-missing", state.words, most=LONGEST_LABEL)
    taken: set[tuple[int, int]] = set()
    for place, tile in enumerate(chart.tiles, 1):
        for words, most in ((tile.name, LONGEST_LABEL), (tile.short, 5), (tile.figure, 6)):
            if words is not None:
                yield from _text("chart-label-missing", words, row=place, most=most)
        if tile.state not in keys:
            yield Issue("chart-unknown-state", row=place, facts={"value": tile.state[:40]})
        if chart.about.synthetic and tile.code.startswith(_REAL):
            yield Issue("chart-real-place", row=place, facts={"place": tile.code})
        cell = CELLS.get(tile.code, tile.cell)
        inside = cell is not None and 0 <= cell[0] < COLUMNS and 0 <= cell[1] < ROWS
        if not inside or cell in taken:
            yield Issue("chart-bad-place", row=place, facts={"place": tile.code[:40]})
        elif cell is not None:
            taken.add(cell)
