"""A published table as a page shows it: headings, labels for codes, one page of rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.bilingual import Bilingual, Locale, other
from portal.catalogue.queries import PublishedDataset
from portal.errors import BadParameterError
from portal.i18n import formatting
from portal.interop import vocabularies
from portal.interop.description import Field, Resource
from portal.query.rows import Labels, Order, Where, read_first, read_page
from portal.storage import Store

_CODES_READ = 10_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what is shown, and what was published where that differs."""

    text: str
    raw: str


@dataclass(frozen=True, slots=True)
class Table:
    """Some rows of a table with the columns that a reader of one language is shown."""

    resource: Resource
    fields: Sequence[Field]
    rows: Sequence[Sequence[Cell]]


class TableReader:
    """Reads the tables of one published version."""

    def __init__(self, dataset: PublishedDataset, store: Store, locale: Locale) -> None:
        self._dataset = dataset
        self._store = store
        self._locale = locale

    def read(
        self, resource: Resource, *, order: Order | None = None, offset: int = 0, limit: int
    ) -> Table:
        """Return one page of a table, formatted for the reader's language."""
        fields = shown_fields(resource, self._locale)
        positions = [resource.fields.index(field) for field in fields]
        labels = [self._labels(field) for field in fields]
        rows = read_page(
            self._file(resource),
            resource,
            order=order,
            locale=self._locale,
            offset=offset,
            limit=limit,
        )
        return Table(
            resource,
            fields,
            [
                [
                    self._cell(field, row[position], names)
                    for field, position, names in zip(fields, positions, labels, strict=True)
                ]
                for row in rows
            ],
        )

    def texts(self, resource: Resource, *, limit: int) -> list[tuple[str, ...]]:
        """Return the first rows of a table as they were published."""
        return self.first(resource, (), limit=limit)[0]

    def first(
        self, resource: Resource, where: Where, *, limit: int
    ) -> tuple[list[tuple[str, ...]], int]:
        """Return the first rows that have the values asked for, and how many have them."""
        return read_first(self._file(resource), resource, where, limit=limit)

    def _file(self, resource: Resource) -> Path:
        return self._store.local_file(self._dataset.rows[resource.name])

    def labels(self, resource: Resource) -> Labels:
        """Return what the codes in a table are called."""
        return {field.name: self._labels(field) for field in resource.fields if field.codes}

    def _cell(self, field: Field, raw: str, labels: Mapping[str, Bilingual]) -> Cell:
        if raw in labels:
            return Cell(labels[raw][self._locale], raw)
        numeric = is_numeric(field) and field.type != "year"
        return Cell(formatting.cell(raw, numeric=numeric, locale=self._locale), raw)

    def _labels(self, field: Field) -> Mapping[str, Bilingual]:
        if field.codes == "places":
            return {place.gss: place.name for place in vocabularies.places()}
        codes = self._dataset.description.resource(field.codes)
        if codes is None:
            return {}
        names = [column.name for column in codes.fields]
        code, cy, en = (names.index(name) for name in ("code", "label_cy", "label_en"))
        rows = self.texts(codes, limit=_CODES_READ)
        return {row[code]: Bilingual(row[cy], row[en]) for row in rows}


def is_numeric(field: Field) -> bool:
    """Tell whether a column's cells are aligned and read as numbers."""
    return field.type in {"integer", "number", "year"} and not field.codes


def shown_fields(resource: Resource, locale: Locale) -> list[Field]:
    """Return the columns for a reader of one language: of a pair x_cy, x_en only hers."""
    names = {field.name for field in resource.fields}
    suffix, twin = f"_{other(locale)}", f"_{locale}"
    return [
        field
        for field in resource.fields
        if not (field.name.endswith(suffix) and field.name.removesuffix(suffix) + twin in names)
    ]


def asked_order(resource: Resource, text: str) -> Order | None:
    """Read `field` or `-field` from an address.

    Raises:
        BadParameterError: the table has no such column.
    """
    if not text:
        return None
    name = text.removeprefix("-")
    if resource.field(name) is None:
        raise BadParameterError(name="sort", value=text[:40])
    return Order(name, descending=text.startswith("-"))
