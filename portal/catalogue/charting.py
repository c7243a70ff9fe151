"""The charts of a package as the chart engine takes them, and as files of a version."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from portal.bilingual import LOCALES, Bilingual
from portal.charts.drawing import standalone
from portal.charts.linting import LONGEST_LABEL, LONGEST_TEXT, ChartRefusedError
from portal.charts.rasters import png
from portal.charts.specs import About, Bar, Bars, Dot, Dots, Spec, Track, Tracks
from portal.charts.words import NOT_STATED
from portal.errors import PackageRefusedError
from portal.i18n import formatting
from portal.interop.description import Chart, Description, File, Period, Resource
from portal.interop.writing.measured import measure
from portal.query.rows import Labels, Where

MOST_BARS = 40
_STEPS = 3
_WHOLE = 100
FOLDER = "charts"
SVG = "image/svg+xml"
PNG = "image/png"

_BESIDE_EACH = Bilingual("wrth bob bar", "beside each bar")
_IN_THE_NOTE = Bilingual(
    "heb ei roi fesul bar: gweler y nodyn", "not given for each bar: see the note"
)
_ROWS = Bilingual("{count} (rhesi’r tabl)", "{count} (rows of the table)")
_CUT = Bilingual("Rhesi a ddangosir: {count} o {rows}.", "Rows shown: {count} of {rows}.")


@dataclass(frozen=True, slots=True)
class Content:
    """The first rows of those a chart draws, as published, how many there are in all, labels."""

    rows: Sequence[Sequence[str]]
    count: int
    labels: Labels


Reading = Callable[[Resource, Where], Content]


def charts_of(description: Description, read: Reading) -> list[tuple[Chart, Spec]]:
    """Return the charts of a version with what the engine draws of each."""
    resources = {
        chart.resource: description.resource(chart.resource) for chart in description.charts
    }
    return [
        (chart, _Drawn(description, chart, resource).spec(read(resource, chart.where)))
        for chart in description.charts
        if (resource := resources[chart.resource]) is not None
    ]


def write_charts(description: Description, read: Reading, folder: Path) -> tuple[File, ...]:
    """Write every chart of a version into `folder`, as SVG and PNG in each language.

    Raises:
        PackageRefusedError: something is wrong with a chart, such as a number below nought.
    """
    files = []
    for chart, spec in charts_of(description, read):
        for locale in LOCALES:
            stem = f"{FOLDER}/{chart.name}.{locale}"
            try:
                drawn = {
                    (f"{stem}.svg", SVG): standalone(spec, locale).encode("utf-8"),
                    (f"{stem}.png", PNG): png(spec, locale),
                }
            except ChartRefusedError as refused:
                raise PackageRefusedError(refused.issues, dataset=description.slug) from refused
            (folder / FOLDER).mkdir(exist_ok=True)
            for (path, media_type), content in drawn.items():
                (folder / path).write_bytes(content)
                files.append(measure(folder, path, media_type))
    return tuple(files)


class _Drawn:
    """One chart of a package, on its way to being a spec."""

    def __init__(self, description: Description, chart: Chart, resource: Resource) -> None:
        self._description = description
        self._chart = chart
        self._resource = resource
        self._places = {field.name: at for at, field in enumerate(resource.fields)}

    def spec(self, content: Content) -> Spec:
        """Return the chart of a table's rows."""
        chart, labels = self._chart, content.labels
        rows = content.rows[:MOST_BARS]
        about = self._about(len(rows), content.count)
        if chart.kind == "tracks":
            steps = int(chart.maximum or _STEPS)
            return Tracks(
                about=about, rows=tuple(self._track(row, labels) for row in rows), steps=steps
            )
        if chart.kind == "dots":
            return Dots(
                about=about,
                rows=tuple(self._dot(row, labels) for row in rows),
                unit=chart.unit,
                maximum=chart.maximum or _WHOLE,
            )
        return Bars(
            about=about,
            rows=tuple(self._bar(row, labels) for row in rows),
            unit=chart.unit,
            maximum=chart.maximum,
        )

    def _about(self, shown: int, rows: int) -> About:
        description, chart = self._description, self._chart
        caveat = chart.caveat
        if shown < rows:
            cut = {"count": shown, "rows": rows}
            caveat = _each(lambda each: f"{each[0]} {each[1].format(**cut)}", caveat, _CUT)
        n = _each(lambda each: each[0].format(count=rows), _ROWS)
        if chart.count and chart.of:
            n = _BESIDE_EACH
        elif chart.unit == "percent" or chart.kind == "tracks":
            n = _IN_THE_NOTE
        return About(
            title=chart.title,
            n=n,
            date=_period(description.temporal),
            source=_source(description),
            caveat=caveat,
            synthetic=description.synthetic,
        )

    def _bar(self, row: Sequence[str], labels: Labels) -> Bar:
        chart = self._chart
        count, of = self._whole(row, chart.count), self._whole(row, chart.of)
        known = count is not None and of is not None
        return Bar(
            label=_short(self._label(row, labels), LONGEST_LABEL),
            value=self._number(row, chart.value),
            low=self._number(row, chart.low),
            high=self._number(row, chart.high),
            count=count if known else None,
            of=of if known else None,
            emphasis=row[self._places[chart.label]] == "all",
        )

    def _dot(self, row: Sequence[str], labels: Labels) -> Dot:
        chart = self._chart
        return Dot(
            label=_short(self._label(row, labels), LONGEST_LABEL),
            value=self._number(row, chart.value),
            low=self._number(row, chart.low),
            high=self._number(row, chart.high),
            outer_low=self._number(row, chart.outer_low),
            outer_high=self._number(row, chart.outer_high),
        )

    def _track(self, row: Sequence[str], labels: Labels) -> Track:
        return Track(
            label=_short(self._label(row, labels), LONGEST_LABEL),
            low=self._whole(row, self._chart.low),
            high=self._whole(row, self._chart.high),
        )

    def _number(self, row: Sequence[str], name: str) -> Decimal | None:
        return _amount(row[self._places[name]]) if name else None

    def _label(self, row: Sequence[str], labels: Labels) -> Bilingual:
        """Return what a row is called: by its code list, by its pair of columns, or as it is."""
        name = self._chart.label
        raw = row[self._places[name]]
        if raw in labels.get(name, {}):
            return labels[name][raw]
        stem = name[:-3] if name.endswith(("_cy", "_en")) else ""
        if stem and {f"{stem}_cy", f"{stem}_en"} <= self._places.keys():
            return Bilingual(*(row[self._places[f"{stem}_{locale}"]] for locale in LOCALES))
        field = self._resource.fields[self._places[name]]
        numeric = field.type in {"integer", "number"} and not field.codes
        cy, en = (formatting.cell(raw, numeric=numeric, locale=locale) for locale in LOCALES)
        return Bilingual(cy, en) if raw.strip() else NOT_STATED

    def _whole(self, row: Sequence[str], name: str) -> int | None:
        value = self._number(row, name)
        return int(value) if value is not None and value == value.to_integral_value() else None


def _each(write: Callable[[tuple[str, ...]], str], *texts: Bilingual) -> Bilingual:
    """Return what `write` makes of some texts, in each language."""
    cy, en = (write(tuple(text[locale] for text in texts)) for locale in LOCALES)
    return Bilingual(cy, en)


def _amount(raw: str) -> Decimal | None:
    try:
        return Decimal(raw)
    except InvalidOperation:
        return None


def _period(period: Period | None) -> Bilingual:
    """Return the years a version is about: "2018" or "2015–2024"."""
    if period is None:
        return NOT_STATED
    first, last = (str(day.year) if day else "" for day in (period.start, period.end))
    years = first if first == last else f"{first}–{last}"
    return Bilingual(years, years)


def _source(description: Description) -> Bilingual:
    """Return where the figures come from: the sources, or else the publisher."""
    publisher = description.publisher
    titles = [source.title for source in description.sources] or [
        publisher.title or Bilingual(publisher.slug, publisher.slug)
    ]
    return _short(_each(", ".join, *titles), LONGEST_TEXT)


def _short(text: Bilingual, most: int) -> Bilingual:
    """Return a text that is cut, visibly, where it is too long for a picture."""
    return _each(lambda each: each[0] if len(each[0]) <= most else f"{each[0][: most - 2]} …", text)
