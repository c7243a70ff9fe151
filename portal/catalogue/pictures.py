"""The charts of a version as its page shows them: drawn, with their table and their files."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from portal.bilingual import Locale
from portal.catalogue.charting import FOLDER, MOST_BARS, Content, charts_of
from portal.catalogue.tables import TableReader
from portal.charts.drawing import picture
from portal.charts.linting import lint
from portal.i18n import formatting
from portal.interop.description import Chart, Description, Resource
from portal.query.rows import Where

Entry = dict[str, Any]


def pictures(description: Description, reader: TableReader, locale: Locale) -> list[Entry]:
    """Return every chart of a version in the form the chart component takes.

    One that was published before today's rules and breaks them is left out: its table says all.
    """

    def read(resource: Resource, where: Where) -> Content:
        rows, count = reader.first(resource, where, limit=MOST_BARS)
        return Content(rows, count, reader.labels(resource))

    return [
        {
            "id": f"chart-{chart.name}",
            "picture": picture(spec, locale, ident=f"chart-{chart.name}"),
            "links": _links(description, chart, locale),
        }
        for chart, spec in charts_of(description, read)
        if not lint(spec)
    ]


def _links(description: Description, chart: Chart, locale: Locale) -> Sequence[Entry]:
    """Return the downloads of a chart; a version from before there were any has none."""
    facts = description.version
    assert facts is not None
    files = {file.path: file for file in description.files}
    offered = {
        f"{FOLDER}/{chart.name}.{locale}.svg": _("The picture as SVG"),
        f"{FOLDER}/{chart.name}.{locale}.png": _("The picture as PNG"),
    }
    return [
        {
            "label": label,
            "href": f"/dataset/{description.slug}/{facts.number}/{path}",
            "hint": formatting.size(files[path].size),
        }
        for path, label in offered.items()
        if path in files
    ]
