"""A description as plain JSON values and back, for the catalogue's own keeping."""

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date
from functools import cache

from portal.interop.description import Description


def to_plain(description: Description) -> dict[str, object]:
    """Return a description as values that JSON can hold, without its version.

    Rows and files are kept. The version's facts are the catalogue's own columns.
    """
    plain = _plain(dataclasses.replace(description, version=None))
    assert isinstance(plain, dict)
    return plain


def from_plain(plain: Mapping[str, object]) -> Description:
    """Return the description that `to_plain` made `plain` of.

    What `plain` lacks because it is older than the field takes the field's default; what
    it has besides is passed over.

    Raises:
        TypeError: a value that every description needs is not there.
        ValueError: a date is none.
    """
    found = _build(Description, plain)
    assert isinstance(found, Description)
    return found


def _plain(value: object) -> object:
    """Return a value as JSON holds it; what a field is by default is left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(inner)
            for field in dataclasses.fields(value)
            if (inner := getattr(value, field.name)) != field.default
        }
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


@cache
def _hints(kind: type) -> Mapping[str, object]:
    return typing.get_type_hints(kind)


def _build(kind: object, value: object) -> object:
    """Return `value` as the type that a field of the description is declared to have."""
    arms = typing.get_args(kind)
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return None if value is None else _build(arms[0], value)
    if typing.get_origin(kind) is tuple and isinstance(value, list):
        return tuple(_build(arms[0], inner) for inner in value)
    if not isinstance(kind, type):
        return value
    if dataclasses.is_dataclass(kind) and isinstance(value, Mapping):
        hints = _hints(kind)
        return kind(**{k: _build(hints[k], inner) for k, inner in value.items() if k in hints})
    return _scalar(kind, value)


def _scalar(kind: type, value: object) -> object:
    """Return a single value; dates are texts in JSON, and 100.0 may have become 100."""
    if kind is date and isinstance(value, str):
        return date.fromisoformat(value)
    if kind is float and isinstance(value, int):
        return float(value)
    return value
