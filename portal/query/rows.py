"""The rows of a published table as pages show them: any page, in any column's order, quickly.

A table is kept as Parquet with, per column i, the text as published (`c<i>`) and its place in
the column's order: by value (`o<i>`), or by the Welsh and the English alphabet (`o<i>cy`,
`o<i>en`). Ordering a page is then a sort of integers, however large or odd the values are.
polars is imported when first used: it costs half a second, and must never be loaded in a
process that forks afterwards.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.bilingual import LOCALES, Bilingual, Locale
from portal.interop.description import Field, Resource
from portal.welsh.sort_key import sort_key

if TYPE_CHECKING:
    import polars as pl

ORDERED_BY_VALUE = {"integer", "number", "year", "boolean", "date", "datetime", "time", "yearmonth"}
_NUMERIC = {"integer", "number", "year"}

Labels = Mapping[str, Mapping[str, Bilingual]]
"""Per coded field: the label of each code."""

Where = Sequence[tuple[str, str]]
"""Fields, each with the one value, as published, that a row is to have."""


@dataclass(frozen=True, slots=True)
class Order:
    """By which column, and which way round; empty cells come last either way."""

    field: str
    descending: bool = False


def write_rows(source: Path, resource: Resource, labels: Labels, target: Path) -> None:
    """Write the rows of a frozen neutral CSV to `target` (Parquet), in the publisher's order.

    Args:
        source: the neutral CSV: UTF-8, comma, one heading row of field names.
        resource: the table's description; its fields are the columns, in order.
        labels: what the codes of coded fields are called; such columns sort by label.
        target: the file to write; overwritten if it exists.
    """
    import polars as pl

    read = pl.read_csv(source, infer_schema=False, empty_string_is_null=False)
    columns: list[pl.Series] = []
    for position, (field, series) in enumerate(zip(resource.fields, read, strict=True)):
        columns.append(series.alias(f"c{position}"))
        columns.extend(_orders(position, field, series, labels.get(field.name, {}), resource))
    pl.DataFrame(columns).write_parquet(target, compression="zstd")


def read_page(
    path: Path,
    resource: Resource,
    *,
    order: Order | None,
    locale: Locale,
    offset: int,
    limit: int,
) -> list[tuple[str, ...]]:
    """Return the texts of at most `limit` rows, skipping `offset`, in the order asked for."""
    import polars as pl

    frame = pl.scan_parquet(path)
    if order is not None:
        key = _order_column(resource, order.field, locale)
        frame = frame.sort(key, descending=order.descending, nulls_last=True, maintain_order=True)
    return frame.slice(offset, limit).select(_texts(resource)).collect().rows()


def read_first(
    path: Path, resource: Resource, where: Where, *, limit: int
) -> tuple[list[tuple[str, ...]], int]:
    """Return the texts of the first rows that have the values asked for, and how many have them."""
    import polars as pl

    frame, names = pl.scan_parquet(path), [field.name for field in resource.fields]
    for name, value in where:
        frame = frame.filter(pl.col(f"c{names.index(name)}") == value)
    count = frame.select(pl.len()).collect().item()
    return frame.head(limit).select(_texts(resource)).collect().rows(), count


def _texts(resource: Resource) -> list[str]:
    return [f"c{position}" for position in range(len(resource.fields))]


def _order_column(resource: Resource, name: str, locale: Locale) -> str:
    position = [field.name for field in resource.fields].index(name)
    field = resource.fields[position]
    by_value = field.type in ORDERED_BY_VALUE and not field.codes
    return f"o{position}" if by_value else f"o{position}{locale}"


def _orders(
    position: int,
    field: Field,
    series: "pl.Series",
    labels: Mapping[str, Bilingual],
    resource: Resource,
) -> "list[pl.Series]":
    missing = set(resource.missing_values) | {""}
    if field.type in ORDERED_BY_VALUE and not field.codes:
        key = _number if field.type in _NUMERIC else str
        return [_ranks(f"o{position}", series, key, missing)]
    return [
        _ranks(f"o{position}{locale}", series, _alphabet(labels, locale), missing)
        for locale in LOCALES
    ]


def _alphabet(labels: Mapping[str, Bilingual], locale: Locale) -> Callable[[str], str]:
    def key(text: str) -> str:
        return sort_key(labels[text][locale] if text in labels else text, locale)

    return key


def _number(text: str) -> Decimal:
    """Read a number for ordering only; what is none goes first among the numbers."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return Decimal("-Infinity")
    return Decimal("-Infinity") if value.is_nan() else value


def _ranks(
    name: str, series: "pl.Series", key: Callable[[str], Any], missing: set[str]
) -> "pl.Series":
    import polars as pl

    keyed = {value: key(value) for value in series.unique() if value not in missing}
    places = {found: rank for rank, found in enumerate(sorted(set(keyed.values())))}
    ranks = {value: places[found] for value, found in keyed.items()}
    return series.replace_strict(ranks, default=None, return_dtype=pl.Int32).alias(name)
