"""A description as plain JSON values and back, for the catalogue's own keeping."""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
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
    found = _builder(Description)(plain)
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


_Builder = Callable[[typing.Any], object]


@cache
def _builder(kind: object) -> _Builder:
    """Return what makes a value of a declared type out of JSON's; found out once for a type."""
    arms = typing.get_args(kind)
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        inner = _builder(arms[0])
        return lambda value: None if value is None else inner(value)
    if typing.get_origin(kind) is tuple:
        each = _builder(arms[0])
        return lambda value: tuple(map(each, value)) if isinstance(value, list) else value
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _builder_of(kind)
    if kind is date:
        return lambda value: date.fromisoformat(value) if isinstance(value, str) else value
    if kind is float:  # 100.0 may have become 100
        return lambda value: float(value) if isinstance(value, int) else value
    return lambda value: value


def _builder_of(kind: type) -> _Builder:
    """Return what makes one of our dataclasses."""
    builders = {name: _builder(hint) for name, hint in typing.get_type_hints(kind).items()}

    def build(value: typing.Any) -> object:
        if not isinstance(value, Mapping):
            return value
        return kind(**{k: builders[k](inner) for k, inner in value.items() if k in builders})

    return build
