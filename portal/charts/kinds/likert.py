"""Answers as shares on either side of a centre line, don't-know outside at the right."""

from dataclasses import dataclass
from functools import partial

from portal.bilingual import Locale
from portal.charts import words
from portal.charts.figures import figure
from portal.charts.kinds.rows import (
    SMALL,
    Entry,
    Space,
    Swatch,
    Words,
    draw_key,
    is_narrow,
    spaces,
)
from portal.charts.lettering import width
from portal.charts.specs import Answers, Likert, Number, halves
from portal.charts.svg import Sheet, fits
from portal.charts.tables import Table, without_empty_columns

_HIGH = 26.0
_TOTAL = 15.0
_BESIDE = 7.0
_APART = 24.0
_LOOKS = {
    2: ("against-2", "for-2"),
    3: ("against-2", "middle", "for-2"),
    4: ("against-2", "against-1", "for-1", "for-2"),
    5: ("against-2", "against-1", "middle", "for-1", "for-2"),
}


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the centre is and how long one per cent is."""

    centre: float
    unit: float
    outside: float


def draw(chart: Likert, locale: Locale, sheet: Sheet) -> None:
    """Draw the key, then each row's answers around the centre."""
    draw_key(sheet, _key(chart, locale))
    narrow = is_narrow(sheet)
    below = 24.0 if narrow and _has_unknown(chart) else 0.0
    entries = [_entry(row, locale) for row in chart.rows]
    for row, space in zip(chart.rows, spaces(sheet, entries, _HIGH + below), strict=True):
        middle = space.centre - below / 2
        plan = _plan(chart, space, locale, narrow=narrow)
        if row.shares:
            _draw_row(chart, row, plan, middle, locale, sheet)
            for edge in (middle - _HIGH / 2 - 6, middle + _HIGH / 2):
                sheet.line(plan.centre, edge, plan.centre, edge + 6, "stroke-ink", 2)
        else:
            said = (row.missing or words.TOO_FEW)[locale]
            lines = Words(said, SMALL).lines(space.right - space.left)
            sheet.text(space.left, middle + 5, lines, SMALL, "fill-quiet")
        if row.unknown is not None:
            _draw_unknown(row, plan, middle + (_HIGH + 3 if narrow else 0), locale, sheet)


def _entry(row: Answers, locale: Locale) -> Entry:
    label = [Words(row.label[locale])]
    if row.n is not None:
        said = f"{words.DEFINITE[locale]}: {figure(row.n, '', locale)}"
        label.append(Words(said, SMALL, "quiet"))
    return Entry(label)


def _has_unknown(chart: Likert) -> bool:
    return any(row.unknown is not None for row in chart.rows)


def _sides(row: Answers) -> tuple[float, float]:
    """Return how far a row reaches to the left and to the right, in per cent."""
    shares = [float(share) for share in row.shares]
    half = len(shares) // 2
    middle = shares[half] / 2 if len(shares) % 2 else 0.0
    return sum(shares[:half]) + middle, sum(shares[-half:]) + middle if shares else 0.0


def _plan(chart: Likert, space: Space, locale: Locale, *, narrow: bool) -> _Plan:
    reach = [_sides(row) for row in chart.rows if row.shares]
    left = max((each[0] for each in reach), default=0.0)
    right = max((each[1] for each in reach), default=0.0)
    unknown = max((float(row.unknown) for row in chart.rows if row.unknown), default=0.0)
    start = width(words.UNKNOWN[locale], SMALL) + 10
    totals, figures = _rooms(chart, locale)
    whole = space.right - space.left - 2 * totals
    if narrow:
        room = space.right - start - figures
        unit = min(whole / max(left + right, 20.0), room / max(unknown, 1.0))
    else:
        outside = _APART + figures if _has_unknown(chart) else 0.0
        unit = (whole - outside) / max(left + right + unknown, 20.0)
        start = space.right - figures - unknown * unit
    spare = (whole - unit * (left + right)) / 2 if narrow else 0.0
    return _Plan(space.left + totals + spare + left * unit, unit, start)


def _rooms(chart: Likert, locale: Locale) -> tuple[float, float]:
    """Return the room for the totals at either end, and for the figures of who did not know."""
    totals = [total for row in chart.rows for total in _totals(row, locale)]
    figures = [figure(r.unknown, "percent", locale) for r in chart.rows if r.unknown is not None]
    return (
        max((width(each, _TOTAL, bold=True) for each in totals), default=0.0) + 2 * _BESIDE,
        max((width(each, SMALL) for each in figures), default=0.0) + 2 * _BESIDE,
    )


def sides(row: Answers) -> tuple[Number, Number]:
    """Return the share of all who are against and of all who are for, in per cent."""
    against, favour = map(sum, halves(row.shares))
    return (
        against if row.against is None else row.against,
        favour if row.favour is None else row.favour,
    )


def _totals(row: Answers, locale: Locale) -> tuple[str, str]:
    """Write all against and all for."""
    against, favour = sides(row)
    return figure(against, "percent", locale), figure(favour, "percent", locale)


def _draw_row(
    chart: Likert, row: Answers, plan: _Plan, y: float, locale: Locale, sheet: Sheet
) -> None:
    left, right = _sides(row)
    x = plan.centre - left * plan.unit
    end = plan.centre + right * plan.unit
    against, favour = _totals(row, locale)
    sheet.text(x - _BESIDE, y + 6, against, _TOTAL, "fill-ink bold", anchor="end")
    sheet.text(end + _BESIDE, y + 6, favour, _TOTAL, "fill-ink bold")
    for share, look in zip(row.shares, _LOOKS[len(chart.answers)], strict=True):
        wide = float(share) * plan.unit
        sheet.box(x, y - _HIGH / 2, wide, _HIGH, f"part fill-{look} stroke-paper")
        inside = figure(share, "", locale)
        if fits(inside, wide - 8, SMALL):
            sheet.text(x + wide / 2, y + 5, inside, SMALL, "fill-on", anchor="middle")
        x += wide


def _draw_unknown(row: Answers, plan: _Plan, y: float, locale: Locale, sheet: Sheet) -> None:
    assert row.unknown is not None
    wide = float(row.unknown) * plan.unit
    high = 14.0 if is_narrow(sheet) else _HIGH
    if is_narrow(sheet):
        sheet.text(1, y + 5, words.UNKNOWN[locale], SMALL, "fill-quiet")
    sheet.box(plan.outside, y - high / 2, wide, high, "unknown fill-paper stroke-quiet dashed")
    said = figure(row.unknown, "percent", locale)
    sheet.text(plan.outside + wide + _BESIDE, y + 5, said, SMALL, "fill-quiet")


def _key(chart: Likert, locale: Locale) -> list[tuple[Swatch, str]]:
    looks = [f"fill-{look}" for look in _LOOKS[len(chart.answers)]]
    said = [answer[locale] for answer in chart.answers]
    if _has_unknown(chart):
        looks.append("fill-paper stroke-quiet dashed")
        said.append(words.UNKNOWN[locale])
    return [(partial(_swatch, look), text) for look, text in zip(looks, said, strict=True)]


def _swatch(look: str, sheet: Sheet, x: float, y: float) -> None:
    sheet.box(x - 7, y - 7, 14, 14, look)


def table(chart: Likert, locale: Locale) -> Table:
    """Return the answers as rows: each answer, both sides together, who did not know, then n."""
    said = [answer[locale] for answer in chart.answers]
    if _has_totals(chart):
        said += [words.AGAINST[locale], words.FAVOUR[locale]]
    rows = [_cells(chart, row, len(said), locale) for row in chart.rows]
    headings = (words.WHAT[locale], *said, words.UNKNOWN[locale], words.DEFINITE[locale])
    numeric = (False, *[True] * (len(said) + 2))
    return without_empty_columns(Table(headings, numeric, tuple(rows)))


def _has_totals(chart: Likert) -> bool:
    """Tell whether a side has more than one answer."""
    return len(chart.answers) > 3


def _cells(chart: Likert, row: Answers, many: int, locale: Locale) -> tuple[str, ...]:
    unknown = "" if row.unknown is None else figure(row.unknown, "percent", locale)
    n = [] if row.n is None else [figure(row.n, "", locale)]
    if not row.shares:
        why = (row.missing or words.TOO_FEW)[locale]
        return (row.label[locale], *[""] * many, unknown, " – ".join([*n, why]))
    shares = [figure(share, "percent", locale) for share in row.shares]
    if _has_totals(chart):
        shares += _totals(row, locale)
    return (row.label[locale], *shares, unknown, "".join(n))
