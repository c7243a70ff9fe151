"""The charts of a version, with their rows read from its published table."""

from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _

from portal.bilingual import Locale
from portal.catalogue.tables import Cell, Table, TableReader
from portal.i18n import formatting
from portal.interop.description import Chart, Description

_MOST_BARS = 40


def pictures(description: Description, reader: TableReader, locale: Locale) -> list[dict[str, Any]]:
    """Return every chart of a version in the form the bar component takes."""
    found = []
    for chart in description.charts:
        resource = description.resource(chart.resource)
        if resource is not None:
            found.append(_bars(chart, reader.read(resource, limit=_MOST_BARS), locale))
    return found


def _bars(chart: Chart, table: Table, locale: Locale) -> dict[str, Any]:
    rows = [
        dict(zip((field.name for field in table.fields), row, strict=True)) for row in table.rows
    ]
    values = [_amount(row[chart.value]) for row in rows]
    top = Decimal(str(chart.maximum)) if chart.maximum else max(filter(None, values), default=None)
    return {
        "id": f"chart-{chart.name}",
        "title": chart.title[locale],
        "note": chart.caveat[locale],
        "rows": [
            {
                "label": row[chart.label].text,
                "share": float(value / top * 100) if value is not None and top else None,
                "value": _value(chart, value, locale),
                "count": _count(chart, row),
                "emphasis": row[chart.label].raw == "all",
            }
            for row, value in zip(rows, values, strict=True)
        ],
    }


def _amount(cell: Cell) -> Decimal | None:
    try:
        return Decimal(cell.raw)
    except InvalidOperation:
        return None


def _value(chart: Chart, value: Decimal | None, locale: Locale) -> str:
    if value is None:
        return str(_("not stated"))
    written = formatting.number(value, locale)
    return f"{written}%" if chart.unit == "percent" else written


def _count(chart: Chart, row: dict[str, Cell]) -> str:
    if not (chart.count and chart.of):
        return ""
    return str(_("%(count)s of %(total)s", count=row[chart.count].text, total=row[chart.of].text))
