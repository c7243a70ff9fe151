"""A chart as a reader gets it: inside a page, or by itself with everything it has to say.

Inside a page it takes its colours and letters from the page's style and comes in two widths,
of which the style shows one. By itself it carries title, caveat, n, date and source.
"""

import re
from dataclasses import dataclass
from typing import Literal

from portal.bilingual import Locale
from portal.charts import palette, words
from portal.charts.figures import day, number_or_words
from portal.charts.kinds import bars, dots, likert, tiles, tracks
from portal.charts.kinds.rows import is_narrow
from portal.charts.lettering import wrap
from portal.charts.linting import require_sound
from portal.charts.specs import Bars, Dots, Likert, Spec, TileMap, Tracks
from portal.charts.svg import LINE, Sheet, element
from portal.charts.svg import words as marked
from portal.charts.tables import Table

Form = Literal["wide", "narrow"]

_WIDTHS: dict[Form, float] = {"wide": 720.0, "narrow": 320.0}
_MAP = 464.0
FONT = "Source Sans Pro"
_FONTS = f"'{FONT}', 'Source Sans 3', 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
_SPACE = "http://www.w3.org/2000/svg"
_TOLD = 12
_MARGIN = {"wide": 28.0, "narrow": 14.0}
_IDENT = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


class Svg(str):
    """SVG whose every text is escaped, so that a template may put it into a page as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the markup, as templates ask for it."""
        return str(self)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart for a page in one language: two widths of one drawing, and the words around it.

    `facts` are label and value: n, date, source.
    """

    wide: Svg
    narrow: Svg
    title: str
    caveat: str
    synthetic: str
    facts: tuple[tuple[str, str], ...]
    table: Table


def picture(chart: Spec, locale: Locale, *, ident: str) -> Picture:
    """Draw a chart for a page; `ident` starts the ids in it and is the chart's alone there.

    Raises:
        ChartRefusedError: something is wrong with the chart.
        ValueError: `ident` is not a plain name.
    """
    require_sound(chart)
    if not _IDENT.fullmatch(ident):
        raise ValueError(f"not a plain name: {ident!r}")
    return Picture(
        wide=_inline(chart, locale, "wide", ident),
        narrow=_inline(chart, locale, "narrow", ident),
        title=chart.about.title[locale],
        caveat=chart.about.caveat[locale],
        synthetic=words.SYNTHETIC[locale] if chart.about.synthetic else "",
        facts=facts(chart, locale),
        table=table(chart, locale),
    )


def standalone(chart: Spec, locale: Locale, form: Form = "wide", *, dark: bool = True) -> str:
    """Draw a chart as a file of its own; `dark` lets it follow a reader's dark theme.

    Raises:
        ChartRefusedError: something is wrong with the chart.
    """
    require_sound(chart)
    margin = _MARGIN[form]
    sheet = Sheet(_width(chart, form))
    _head(chart, locale, sheet)
    plot = _plot(chart, locale, form)
    sheet.add(element("g", plot.markup, transform=f"translate(0 {sheet.height:.2f})"))
    sheet.height += plot.height
    _foot(chart, locale, sheet)
    wide, high = sheet.width + 2 * margin, sheet.height + 2 * margin
    inside = "".join(
        (
            element("style", palette.STYLE + (palette.STYLE_AFTER_DARK if dark else "")),
            element("rect", width=wide, height=high, class_="fill-paper"),
            element("g", sheet.markup, transform=f"translate({margin:g} {margin:g})"),
        )
    )
    look = {"width": f"{wide:g}", "height": f"{high:.2f}", "font_family": _FONTS}
    return _svg(chart, locale, inside, (wide, high), "chart", **look) + "\n"


def plate(chart: Spec, locale: Locale) -> str:
    """Draw a chart in its light colours for a document that sets the words around it itself.

    Raises:
        ChartRefusedError: something is wrong with the chart.
    """
    require_sound(chart)
    plot = _plot(chart, locale, "wide")
    size = (plot.width, plot.height)
    inside = element("style", palette.STYLE) + plot.markup
    look = {"width": f"{size[0]:g}", "height": f"{size[1]:.2f}", "font_family": FONT}
    return _svg(chart, locale, inside, size, "chart", **look)


def table(chart: Spec, locale: Locale) -> Table:
    """Return what a chart shows, as rows."""
    match chart:
        case Bars():
            return bars.table(chart, locale)
        case Likert():
            return likert.table(chart, locale)
        case Dots():
            return dots.table(chart, locale)
        case Tracks():
            return tracks.table(chart, locale)
        case TileMap():
            return tiles.table(chart, locale)


def facts(chart: Spec, locale: Locale) -> tuple[tuple[str, str], ...]:
    """Return what has to stand under every picture: n, date and source, each with its label."""
    about = chart.about
    return (
        (words.NUMBER[locale], number_or_words(about.n, locale)),
        (words.DATE[locale], day(about.date, locale)),
        (words.SOURCE[locale], about.source[locale]),
    )


def _plot(chart: Spec, locale: Locale, form: Form) -> Sheet:
    sheet = Sheet(_width(chart, form))
    match chart:
        case Bars():
            bars.draw(chart, locale, sheet)
        case Likert():
            likert.draw(chart, locale, sheet)
        case Dots():
            dots.draw(chart, locale, sheet)
        case Tracks():
            tracks.draw(chart, locale, sheet)
        case TileMap():
            tiles.draw(chart, locale, sheet)
    sheet.height = max(sheet.height, 1.0)
    return sheet


def _inline(chart: Spec, locale: Locale, form: Form, ident: str) -> Svg:
    plot = _plot(chart, locale, form)
    kind = type(chart).__name__.lower()
    look = {"class_": f"chart-{form} chart-{kind}", "focusable": "false"}
    size = (plot.width, plot.height)
    return Svg(_svg(chart, locale, plot.markup, size, f"{ident}-{form}", **look))


def _width(chart: Spec, form: Form) -> float:
    return _MAP if form == "wide" and isinstance(chart, TileMap) else _WIDTHS[form]


def _svg(
    chart: Spec,
    locale: Locale,
    inside: str,
    size: tuple[float, float],
    ident: str,
    **attributes: str,
) -> str:
    """Wrap a drawing, with its title and description for those who cannot see it."""
    named = element("title", marked(chart.about.title[locale]), id=f"{ident}-title")
    description = element("desc", marked(told(chart, locale)), id=f"{ident}-desc")
    return element(
        "svg",
        named + description + inside,
        xmlns=_SPACE,
        viewBox=f"0 0 {size[0]:g} {size[1]:.2f}",
        role="img",
        aria_labelledby=f"{ident}-title",
        aria_describedby=f"{ident}-desc",
        lang=locale,
        **attributes,
    )


def told(chart: Spec, locale: Locale) -> str:
    """Tell a chart in words: its kind, its rows, and how to read it."""
    kinds = {
        Bars: words.BARS,
        Likert: words.LIKERT,
        Dots: words.DOTS,
        Tracks: words.TRACKS,
        TileMap: words.TILES,
    }
    rows = table(chart, locale)
    said = [kinds[type(chart)][locale]]
    for name, *cells in rows.rows[:_TOLD]:
        pairs = [
            cell if len(cells) == 1 else f"{heading} {cell}"
            for heading, cell in zip(rows.headings[1:], cells, strict=True)
            if cell
        ]
        said.append(f"{name}: {', '.join(pairs)}.")
    if len(rows.rows) > _TOLD:
        said.append(words.REST[locale].format(count=len(rows.rows) - _TOLD))
    if chart.about.synthetic:
        said.append(words.SYNTHETIC[locale])
    return " ".join([*said, chart.about.caveat[locale]])


def _head(chart: Spec, locale: Locale, sheet: Sheet) -> None:
    _paragraph(sheet, chart.about.title[locale], 20 if is_narrow(sheet) else 24, bold=True)
    sheet.height += 6
    if chart.about.synthetic:
        _paragraph(sheet, words.SYNTHETIC[locale], 15, bold=True)
        sheet.height += 4
    _paragraph(sheet, chart.about.caveat[locale], 15, tone="quiet")
    sheet.height += 14


def _foot(chart: Spec, locale: Locale, sheet: Sheet) -> None:
    sheet.height += 14
    sheet.line(0, sheet.height, sheet.width, sheet.height, "stroke-rule")
    sheet.height += 8
    for label, value in facts(chart, locale):
        _paragraph(sheet, f"{label}: {value}", 13.5, tone="quiet")


def _paragraph(
    sheet: Sheet, text: str, size: float, *, tone: str = "ink", bold: bool = False
) -> None:
    lines = wrap(text, sheet.width, size, bold=bold)
    look = f"fill-{tone} bold" if bold else f"fill-{tone}"
    sheet.text(0, sheet.height + size, lines, size, look)
    sheet.height += size * LINE * len(lines)
