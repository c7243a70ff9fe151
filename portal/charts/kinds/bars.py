"""Horizontal bars from nought, with the figure beside each."""

from portal.bilingual import Locale
from portal.charts import words
from portal.charts.figures import figure, share_of, span
from portal.charts.kinds.rows import (
    SMALL,
    Entry,
    Scale,
    Space,
    Words,
    draw_interval,
    is_narrow,
    spaces,
)
from portal.charts.specs import Bar, Bars
from portal.charts.svg import Sheet
from portal.charts.tables import Table, without_empty_columns

_WIDE, _NARROW = 24.0, 18.0


def draw(chart: Bars, locale: Locale, sheet: Sheet) -> None:
    """Draw the bars; those beyond `maximum` end in an arrow."""
    high = _NARROW if is_narrow(sheet) else _WIDE
    entries = [_entry(chart, row, locale) for row in chart.rows]
    for row, space in zip(chart.rows, spaces(sheet, entries, high), strict=True):
        _draw_row(chart, row, space, sheet, high)


def top_of(chart: Bars) -> float:
    """Return the amount that the longest possible bar stands for."""
    if chart.maximum is not None:
        return float(chart.maximum)
    amounts = [float(n) for row in chart.rows for n in (row.value, row.high) if n is not None]
    return max(amounts, default=0.0) or 1.0


def _entry(chart: Bars, row: Bar, locale: Locale) -> Entry:
    label = [Words(row.label[locale], bold=row.emphasis)]
    if row.value is None:
        missing = (row.missing or words.NOT_STATED)[locale]
        return Entry(label, [Words(missing, SMALL, "quiet")])
    value, counted = _said(chart, row, locale)
    side = [Words(value, 17, bold=True)]
    if counted:
        side.append(Words(counted, SMALL, "quiet"))
    if row.low is not None and row.high is not None:
        side.append(Words(f"({span(row.low, row.high, chart.unit, locale)})", SMALL, "quiet"))
    return Entry(label, side)


def _said(chart: Bars, row: Bar, locale: Locale) -> tuple[str, str]:
    """Write a row's value, and what it was counted from unless the value says that already."""
    if row.value is None:
        return (row.missing or words.NOT_STATED)[locale], ""
    value = figure(row.value, chart.unit, locale)
    if row.count is None or row.of is None:
        return value, ""
    counted = share_of(row.count, row.of, locale)
    return (counted, "") if not chart.unit and row.value == row.count else (value, counted)


def _draw_row(chart: Bars, row: Bar, space: Space, sheet: Sheet, high: float) -> None:
    scale = Scale(space.left, space.right, top_of(chart))
    top = space.centre - high / 2
    colour = "fill-ink" if row.emphasis else "fill-sea"
    if chart.unit == "percent" and chart.maximum is not None and row.value is not None:
        sheet.box(scale.left, top, scale.right - scale.left, high, "fill-wash")
    if row.value is not None:
        end = scale.at(row.value)
        sheet.box(scale.left, top, end - scale.left, high, f"bar {colour}")
        if scale.beyond(row.value):
            sheet.shape(f"M{end + 2:.2f} {top:.2f}l9 {high / 2:.2f}l-9 {high / 2:.2f}z", colour)
    sheet.line(scale.left, top - 3, scale.left, top + high + 3, "stroke-ink")
    if row.low is not None and row.high is not None:
        draw_interval(sheet, scale, row.low, row.high, space.centre)


def table(chart: Bars, locale: Locale) -> Table:
    """Return the bars as rows."""
    heads = (words.WHAT, words.VALUE, words.COUNT, words.INTERVAL)
    rows = []
    for row in chart.rows:
        value, counted = _said(chart, row, locale)
        interval = ""
        if row.value is not None and row.low is not None and row.high is not None:
            interval = span(row.low, row.high, chart.unit, locale)
        rows.append((row.label[locale], value, counted, interval))
    return without_empty_columns(
        Table(tuple(head[locale] for head in heads), (False, True, True, True), tuple(rows))
    )
