"""Steps on the way up: filled where reached, striped where undecided, empty where not."""

from functools import partial

from portal.bilingual import Locale
from portal.charts import words
from portal.charts.kinds.rows import (
    SMALL,
    Entry,
    Space,
    Swatch,
    Words,
    draw_key,
    spaces,
)
from portal.charts.specs import Track, Tracks
from portal.charts.svg import Sheet, number
from portal.charts.tables import Table

_HIGH = 28.0
_GAP = 4.0
_STRIPE = 6.0


def draw(chart: Tracks, locale: Locale, sheet: Sheet) -> None:
    """Draw the key, then a track for each component."""
    draw_key(sheet, _key(locale))
    entries = [Entry([Words(row.label[locale])], [_said(row, locale)]) for row in chart.rows]
    for row, space in zip(chart.rows, spaces(sheet, entries, _HIGH), strict=True):
        _draw_row(chart, row, space, sheet)


def level(row: Track, locale: Locale) -> str:
    """Write "Level 2", "Level 1–2", or why there is none."""
    if row.low is None or row.high is None:
        return (row.missing or words.TOO_FEW)[locale]
    reached = str(row.low) if row.low == row.high else f"{row.low}–{row.high}"
    return f"{words.LEVEL[locale]}\u00a0{reached}"


def _said(row: Track, locale: Locale) -> Words:
    if row.low is None:
        return Words(level(row, locale), SMALL, "quiet")
    return Words(level(row, locale), bold=True)


def _draw_row(chart: Tracks, row: Track, space: Space, sheet: Sheet) -> None:
    wide = (space.right - space.left - _GAP * (chart.steps - 1)) / chart.steps
    top = space.centre - _HIGH / 2
    for step in range(1, chart.steps + 1):
        x = space.left + (step - 1) * (wide + _GAP)
        if row.low is None:
            sheet.box(x, top, wide, _HIGH, "step fill-paper stroke-quiet dashed")
            continue
        reached = step <= row.low
        undecided = row.high is not None and row.low < step <= row.high
        draw_step = _reached if reached else _undecided if undecided else _empty
        draw_step(sheet, x, top, wide, _HIGH)
        middle, base = x + wide / 2, space.centre + 5
        if undecided:
            sheet.disc(middle, space.centre, 10, "fill-paper")
        look = "fill-on bold" if reached else "fill-ink" if undecided else "fill-quiet"
        sheet.text(middle, base, str(step), SMALL, look, anchor="middle")


def _reached(sheet: Sheet, x: float, y: float, wide: float, high: float) -> None:
    sheet.box(x, y, wide, high, "step fill-sea stroke-sea")


def _undecided(sheet: Sheet, x: float, y: float, wide: float, high: float) -> None:
    sheet.box(x, y, wide, high, "step fill-paper stroke-sea")
    places = (x + (stripe - 0.5) * _STRIPE for stripe in range(1, int(wide / _STRIPE) + 1))
    stripes = "".join(f"M{number(place)} {number(y)}v{number(high)}" for place in places)
    sheet.shape(stripes, "stroke-sea", 2)


def _empty(sheet: Sheet, x: float, y: float, wide: float, high: float) -> None:
    sheet.box(x, y, wide, high, "step fill-paper stroke-quiet")


def _key(locale: Locale) -> list[tuple[Swatch, str]]:
    looks = (
        (_reached, words.REACHED),
        (_undecided, words.OPEN),
        (_empty, words.NOT_REACHED),
    )
    return [(partial(_swatch, look), said[locale]) for look, said in looks]


def _swatch(look: object, sheet: Sheet, x: float, y: float) -> None:
    assert callable(look)
    look(sheet, x - 8, y - 8, 16.0, 16.0)


def table(chart: Tracks, locale: Locale) -> Table:
    """Return the tracks as rows."""
    rows = tuple((row.label[locale], level(row, locale)) for row in chart.rows)
    return Table((words.WHAT[locale], words.LEVEL[locale]), (False, False), rows)
