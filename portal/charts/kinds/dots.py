"""Dots on a line with what is uncertain about them, and what they are compared with."""

from portal.bilingual import Locale
from portal.charts import words
from portal.charts.figures import figure, span
from portal.charts.kinds.rows import (
    SMALL,
    Entry,
    Scale,
    Space,
    Swatch,
    Words,
    draw_interval,
    draw_key,
    is_narrow,
    spaces,
)
from portal.charts.specs import Dot, Dots
from portal.charts.svg import Sheet
from portal.charts.tables import Table, without_empty_columns

_HIGH = 26.0
_MARGIN = 9.0


def draw(chart: Dots, locale: Locale, sheet: Sheet) -> None:
    """Draw the key, the dots, and the scale under them."""
    draw_key(sheet, _key(chart, locale))
    entries = [_entry(chart, row, locale) for row in chart.rows]
    scale = None
    for row, space in zip(chart.rows, spaces(sheet, entries, _HIGH), strict=True):
        scale = Scale(space.left + _MARGIN, space.right - _MARGIN, float(chart.maximum))
        _grid(sheet, scale, space)
        _draw_row(row, space, scale, sheet)
    if scale is not None:
        _foot(chart, scale, locale, sheet)


def _entry(chart: Dots, row: Dot, locale: Locale) -> Entry:
    label = [Words(row.label[locale])]
    if row.verdict is not None:
        label.append(Words(row.verdict[locale], SMALL, "quiet"))
    if row.value is None:
        return Entry(label, [Words((row.missing or words.TOO_FEW)[locale], SMALL, "quiet")])
    side = [Words(figure(row.value, chart.unit, locale), 17, bold=True)]
    if row.low is not None and row.high is not None:
        side.append(Words(f"({span(row.low, row.high, chart.unit, locale)})", SMALL, "quiet"))
    return Entry(label, side)


def _grid(sheet: Sheet, scale: Scale, space: Space) -> None:
    for part in (0.0, 0.5, 1.0):
        x = scale.at(scale.top * part)
        sheet.line(x, space.top, x, space.bottom, "stroke-rule" if part else "stroke-quiet")


def _draw_row(row: Dot, space: Space, scale: Scale, sheet: Sheet) -> None:
    y = space.centre
    if row.outer_low is not None and row.outer_high is not None:
        start, end = scale.at(row.outer_low), scale.at(row.outer_high)
        sheet.box(start, y - 9, end - start, 18, "fill-wash stroke-quiet")
    if row.low is not None and row.high is not None:
        draw_interval(sheet, scale, row.low, row.high, y)
    if row.other is not None:
        _diamond(sheet, scale.at(row.other), y)
    if row.value is not None:
        _dot(sheet, scale.at(row.value), y)
        if scale.beyond(row.value):
            sheet.shape(f"M{scale.right + 9:.2f} {y - 6:.2f}l9 6l-9 6z", "fill-sea")


def _foot(chart: Dots, scale: Scale, locale: Locale, sheet: Sheet) -> None:
    y = sheet.height + 14
    for part, anchor in ((0, "start"), (0.5, "middle"), (1, "end")):
        if part == 0.5 and is_narrow(sheet):
            continue
        text = figure(float(chart.maximum) * part, chart.unit, locale)
        shift = {"start": -_MARGIN, "middle": 0, "end": _MARGIN}[anchor]
        x = scale.at(scale.top * part) + shift
        sheet.text(x, y, text, SMALL, "fill-quiet", anchor=anchor)
    sheet.height = y + 8


def _key(chart: Dots, locale: Locale) -> list[tuple[Swatch, str]]:
    shown: list[tuple[Swatch, str]] = [(_dot, words.VALUE[locale])]
    if any(row.low is not None for row in chart.rows):
        shown.append((_line, words.INTERVAL[locale]))
    if any(row.outer_low is not None for row in chart.rows):
        shown.append((_band, words.BAND[locale]))
    if chart.other is not None:
        shown.append((_diamond, chart.other[locale]))
    return shown


def _dot(sheet: Sheet, x: float, y: float) -> None:
    sheet.disc(x, y, 7, "dot fill-sea stroke-paper", thick=2)


def _diamond(sheet: Sheet, x: float, y: float) -> None:
    path = f"M{x:.2f} {y - 8:.2f}l6 8l-6 8l-6 -8z"
    sheet.shape(path, "fill-paper stroke-ink", thick=2)


def _band(sheet: Sheet, x: float, y: float) -> None:
    sheet.box(x - 8, y - 7, 16, 14, "fill-wash stroke-quiet")


def _line(sheet: Sheet, x: float, y: float) -> None:
    draw_interval(sheet, Scale(x - 7, x + 7, 1), 0, 1, y)


def table(chart: Dots, locale: Locale) -> Table:
    """Return the dots as rows."""
    other = (chart.other or words.COMPARISON)[locale]
    heads = (words.WHAT, words.VALUE, words.INTERVAL, words.BAND)
    rows = []
    for row in chart.rows:
        shown = [row.label[locale], (row.missing or words.TOO_FEW)[locale], "", ""]
        if row.value is not None:
            shown[1] = figure(row.value, chart.unit, locale)
        if row.low is not None and row.high is not None:
            shown[2] = span(row.low, row.high, chart.unit, locale)
        if row.outer_low is not None and row.outer_high is not None:
            shown[3] = span(row.outer_low, row.outer_high, chart.unit, locale)
        compared = "" if row.other is None else figure(row.other, chart.unit, locale)
        verdict = row.verdict[locale] if row.verdict else ""
        rows.append((*shown, compared, verdict))
    headings = (*(head[locale] for head in heads), other, words.COMPARISON[locale])
    numeric = (False, True, True, True, True, False)
    return without_empty_columns(Table(headings, numeric, tuple(rows)))
