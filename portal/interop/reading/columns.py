"""The columns of a resource: names, words in both languages, types and constraints."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from portal.bilingual import Bilingual
from portal.interop.description import Field, Measures
from portal.interop.reading import limits
from portal.interop.reading.findings import shown
from portal.interop.reading.gate import read_part_of, read_rounding, read_statistic
from portal.interop.reading.node import Node
from portal.interop.reading.patterns import is_pattern

_FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_MEASURES = ("people", "things", "money", "other")
NUMERIC = ("integer", "number")
_TIMES = ("date", "time", "datetime")

_COMMON = ("required", "unique", "enum")
_LENGTHS = ("minLength", "maxLength")
_BOUNDS = ("minimum", "maximum")
CONSTRAINTS: Mapping[str, tuple[str, ...]] = {
    "any": _COMMON,
    "boolean": _COMMON,
    "date": (*_COMMON, *_BOUNDS),
    "datetime": (*_COMMON, *_BOUNDS),
    "duration": _COMMON,
    "geopoint": _COMMON,
    "integer": (*_COMMON, *_BOUNDS),
    "number": (*_COMMON, *_BOUNDS),
    "string": (*_COMMON, *_LENGTHS, "pattern"),
    "time": (*_COMMON, *_BOUNDS),
    "year": (*_COMMON, *_BOUNDS),
    "yearmonth": (*_COMMON, *_BOUNDS),
}
"""The types a column may have, each with the constraints it may carry."""

_STRING_FORMATS = ("email", "uri", "uuid")
_DIRECTIVE = re.compile(r"%(.?)", re.DOTALL)
_SAMPLE = datetime(2018, 3, 4, 13, 14, 15, tzinfo=UTC)
_NOT_ALLOWED = (
    "bareNumber",
    "decimalChar",
    "groupChar",
    "trueValues",
    "falseValues",
    "missingValues",
    "arrayItem",
    "categories",
    "floatNumber",
)


@dataclass(frozen=True, slots=True)
class Column:
    """A field, and how many of the faults noted do not keep its data from being checked."""

    field: Field
    harmless: int


def read_field(node: Node) -> Column:
    """Return one column; what is wrong with it is noted."""
    for key in _NOT_ALLOWED:
        if node.has(key):
            node.fault("property-not-allowed", key, property=key)
    name = node.name(rule=_FIELD_NAME, code="bad-field-name")
    kind = _type(node)
    layout, constraints = _format(node, kind), _constraints(node, kind)
    before = node.findings.count
    nothing, measures = Bilingual("", ""), _measures(node, kind)
    field = Field(
        name=name,
        type=kind,
        title=node.pair("title", longest=limits.TITLE) or nothing,
        description=node.pair("description", longest=limits.TEXT) or nothing,
        format=layout,
        constraints=constraints,
        measures=measures,
        unit=node.text("unit", longest=limits.NAME),
        codes=node.text("codes", longest=limits.NAME),
        statistic=read_statistic(node, measures),
        rounding=read_rounding(node, measures),
        part_of=read_part_of(node, measures),
    )
    return Column(field, node.findings.count - before)


def _type(node: Node) -> str:
    kind = node.text("type", longest=limits.NAME, required=True)
    if kind and kind not in CONSTRAINTS:
        node.fault("unknown-type", "type", value=shown(kind), choices=", ".join(CONSTRAINTS))
        return ""
    return kind


def _measures(node: Node, kind: str) -> Measures | None:
    """Return what a numeric column counts: people are protected, so it must be said."""
    if kind in NUMERIC and not node.has("measures"):
        node.fault("measures-missing", "measures", choices=", ".join(_MEASURES))
    chosen = node.choice("measures", _MEASURES)
    return cast("Measures", chosen) if chosen else None


def _format(node: Node, kind: str) -> str:
    """Return the format of a column's cells, "" for the usual one.

    Texts may be e-mail addresses, web addresses or UUIDs; dates and times may have a pattern
    of numbers alone, because the names of months differ from place to place.
    """
    layout = node.text("format", longest=limits.NAME)
    if layout in {"", "default"}:
        return ""
    if kind == "string" and layout in _STRING_FORMATS:
        return layout
    if kind in _TIMES and _is_date_pattern(layout):
        return layout
    node.fault("unknown-format", "format", value=layout)
    return ""


def _is_date_pattern(layout: str) -> bool:
    """Tell whether dates can be written and read back by a pattern of numbers."""
    directives = _DIRECTIVE.findall(layout)
    if not directives or not set(directives) <= set("YmdHMSfzj"):
        return False
    try:
        datetime.strptime(_SAMPLE.strftime(layout), layout)  # noqa: DTZ007  # only tried
    except (ValueError, re.error):
        return False
    return True


def _constraints(node: Node, kind: str) -> Mapping[str, object]:
    """Return the rules for a column's cells, of those its type can have."""
    inner = node.node("constraints")
    if inner is None or not kind:
        return {}
    found: dict[str, object] = {}
    for key, value in inner.values.items():
        if key not in CONSTRAINTS[kind]:
            inner.fault("unknown-constraint", shown(key), constraint=shown(key), type=kind)
        elif not _is_sound(key, value):
            inner.fault("bad-constraint", key, constraint=key, value=shown(value))
        elif key == "pattern" and not is_pattern(str(value)):
            inner.fault("bad-pattern", key, pattern=shown(value))
        else:
            found[key] = value
    return found


def _is_sound(key: str, value: object) -> bool:
    """Tell whether a constraint has the kind of value it needs; bounds are tried later."""
    if key in {"required", "unique"}:
        return isinstance(value, bool)
    if key in _LENGTHS:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if key == "pattern":
        return isinstance(value, str) and 0 < len(value) <= limits.PATTERN
    if key == "enum":
        return isinstance(value, list) and 0 < len(value) <= limits.ENUM and _is_enum(value)
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _is_enum(values: list[object]) -> bool:
    """Tell whether values are all texts or all numbers or truths, and each different."""
    texts = all(isinstance(value, str) for value in values)
    others = all(isinstance(value, int | float) for value in values)
    return (texts or others) and len({repr(value) for value in values}) == len(values)
