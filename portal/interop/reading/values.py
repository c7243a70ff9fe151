"""The value behind a cell: what a column's type makes of its text, for JSON and for checks."""

import json
import re
from collections.abc import Callable
from datetime import datetime

from portal.interop.description import Field

_INTEGER = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"([+-]?)([0-9]*)(\.[0-9]*)?([eE][+-]?[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BOOLEANS = {
    **dict.fromkeys(("true", "True", "TRUE", "1"), "true"),
    **dict.fromkeys(("false", "False", "FALSE", "0"), "false"),
}

_text = json.JSONEncoder(ensure_ascii=False).encode


def json_writer(field: Field) -> Callable[[str], str]:
    """Return what turns a cell of a column (not a missing one) into JSON text.

    Numbers keep every digit: `61.0` stays `61.0`, `007` becomes `7` and `.5` becomes `0.5`
    only because JSON knows no other spelling. Dates become ISO 8601 where they were written
    otherwise; types that JSON lacks stay texts. What is returned raises ValueError for a cell
    that is no value of the column's type, or none that JSON can hold.
    """
    plain = {
        "integer": _integer,
        "year": _integer,
        "number": _number,
        "boolean": _boolean,
        "date": _day,
    }
    if not field.format:
        return plain.get(field.type, _text)
    if field.type in {"date", "time", "datetime"}:
        return lambda cell: _text(_iso(field.type, field.format, cell))
    return _text


def _integer(cell: str) -> str:
    text = cell.strip()
    if not _INTEGER.fullmatch(text):
        raise ValueError(f"not an integer: {cell}")
    digits = text.lstrip("+-").lstrip("0") or "0"
    return f"-{digits}" if text.startswith("-") and digits != "0" else digits


def _number(cell: str) -> str:
    match = _NUMBER.fullmatch(cell.strip())
    if match is None or not (match[2] or len(match[3] or "") > 1):
        raise ValueError(f"not a number: {cell}")
    sign, whole, decimals, power = (part or "" for part in match.groups())
    decimals = decimals if len(decimals) > 1 else ""
    return f"{sign.strip('+')}{whole.lstrip('0') or '0'}{decimals}{power}"


def _boolean(cell: str) -> str:
    if cell not in _BOOLEANS:
        raise ValueError(f"not a boolean: {cell}")
    return _BOOLEANS[cell]


def _day(cell: str) -> str:
    """Return a day that was checked when it was read, mended where it lacks a nought."""
    return f'"{cell}"' if _DAY.fullmatch(cell) else _text(_iso("date", "%Y-%m-%d", cell))


def _iso(kind: str, layout: str, cell: str) -> str:
    moment = datetime.strptime(cell, layout)  # noqa: DTZ007  # the zone, if any, is in the cell
    if kind == "date":
        return moment.date().isoformat()
    return moment.timetz().isoformat() if kind == "time" else moment.isoformat()
