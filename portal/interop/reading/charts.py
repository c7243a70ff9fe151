"""The charts of a package: which columns of which resource they draw, and what they say."""

import math
from collections.abc import Mapping
from typing import Literal, cast

from portal.bilingual import Bilingual
from portal.interop.description import Chart, Resource
from portal.interop.reading import limits
from portal.interop.reading.columns import NUMERIC
from portal.interop.reading.findings import shown
from portal.interop.reading.node import Node

_Kind = Literal["bars", "dots", "tracks"]
_NEEDED = {"bars": ("value",), "dots": ("value",), "tracks": ("low", "high")}
"""The columns of numbers that each kind of chart cannot do without."""
_NUMBERS = ("value", "low", "high", "outer_low", "outer_high")


def read_charts(node: Node, resources: Mapping[str, Resource]) -> tuple[Chart, ...]:
    """Return the charts of a package; what they point to in vain is noted."""
    nodes = node.nodes("charts", most=limits.LIST)
    charts = tuple(_chart(inner, resources) for inner in nodes)
    node.distinct(nodes, [chart.name for chart in charts])
    return charts


def _chart(node: Node, resources: Mapping[str, Resource]) -> Chart:
    """Return one chart."""
    kind = node.choice("kind", tuple(_NEEDED), required=True)
    name = node.text("resource", longest=limits.NAME, required=True)
    resource = resources.get(name)
    if name and resource is None:
        node.fault("unknown-resource", "resource", resource=shown(name))
    nothing = Bilingual("", "")
    needed = _NEEDED.get(kind, ())
    numbers = {
        key: _column(node, key, resource, required=key in needed, numeric=True) for key in _NUMBERS
    }
    return Chart(
        name=node.name(),
        kind=cast("_Kind", kind or "bars"),
        resource=name,
        label=_column(node, "label", resource, required=True),
        where=_where(node, resource),
        **numbers,
        title=node.pair("title", longest=limits.TEXT) or nothing,
        caveat=node.pair("caveat", longest=limits.TEXT) or nothing,
        count=_column(node, "count", resource),
        of=_column(node, "of", resource),
        unit=node.text("unit", longest=limits.NAME),
        maximum=_maximum(node),
    )


def _where(node: Node, resource: Resource | None) -> tuple[tuple[str, str], ...]:
    """Return the fields that a chart keeps to one value, each with that value as published."""
    inner = node.node("where")
    if inner is None or resource is None:
        return ()
    unknown = [name for name in inner.values if resource.field(name) is None]
    for name in unknown:
        inner.fault("unknown-field", name, field=shown(name))
    kept = (name for name in inner.values if name not in unknown)
    return tuple((name, inner.text(name, longest=limits.TEXT)) for name in kept)


def _column(
    node: Node,
    key: str,
    resource: Resource | None,
    *,
    required: bool = False,
    numeric: bool = False,
) -> str:
    """Return the name of a column that a chart draws."""
    name = node.text(key, longest=limits.NAME, required=required)
    if not name or resource is None:
        return name
    field = resource.field(name)
    if field is None:
        node.fault("unknown-field", key, field=shown(name))
    elif numeric and field.type not in NUMERIC:
        node.fault("chart-not-numeric", key, field=name)
    return name


def _maximum(node: Node) -> float | None:
    """Return the value of a full bar, or None."""
    value = node.values.get("maximum")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        node.fault("wrong-type-number", "maximum")
    elif not math.isfinite(value) or value <= 0:
        node.fault("bad-maximum", "maximum", value=shown(value))
    elif abs(value) < 1e15:
        return float(value)
    else:
        node.fault("bad-maximum", "maximum", value=shown(value))
    return None
