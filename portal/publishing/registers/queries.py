"""Which registers are published, what stands in them, and which versions they may name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from portal import db
from portal.bilingual import Bilingual
from portal.catalogue.models import Dataset, Facet, Resource, State, Version
from portal.catalogue.queries import PublishedDataset, published_dataset
from portal.catalogue.showing import FOLLOWS
from portal.catalogue.tables import TableReader
from portal.errors import NotFoundError
from portal.interop import description
from portal.publishing.registry import Schema, schema
from portal.storage import Store

Row = Mapping[str, str]
"""The cells of a row by column; a mark that stands for nothing known is empty."""

_MOST_ROWS = 10_000
_MOST_KEPT = 100


@dataclass(frozen=True, slots=True)
class Register:
    """One table that keeps to a schema: its dataset, whose it is, and its rows."""

    slug: str
    title: Bilingual
    publisher: str
    publisher_title: Bilingual
    synthetic: bool
    schema: Schema
    rows: tuple[Row, ...]


def published_registers(kind: str, store: Store) -> list[Register]:
    """Return every table in sight that keeps to the schema `kind`, whatever its number."""
    found = db.session.execute(
        select(Dataset.slug, Dataset.latest_number, Resource.name, Resource.rows_sha256)
        .join(Facet, Facet.dataset_id == Dataset.id)
        .join(Version, Version.dataset_id == Dataset.id)
        .join(Resource, Resource.version_id == Version.id)
        .where(Facet.kind == FOLLOWS, Facet.value == kind)
        .where(Version.number == Dataset.latest_number)
        .order_by(Dataset.slug, Resource.position)
    ).all()
    read = [_kept(slug, number, name, sha256, store) for slug, number, name, sha256 in found]
    return [one for one in read if one is not None and one.schema.name == kind]


def registers_of(dataset: PublishedDataset, store: Store) -> list[Register]:
    """Return the tables of one version that keep to a schema, published or in preview."""
    read = (_read(dataset, table, store) for table in dataset.description.resources)
    return [one for one in read if one is not None]


def visible_versions(slugs: Collection[str]) -> dict[str, list[int]]:
    """Return the numbers of the versions that readers can see, oldest first, of each dataset."""
    found = db.session.execute(
        select(Dataset.slug, Version.number)
        .join(Version, Version.dataset_id == Dataset.id)
        .where(Dataset.slug.in_(slugs), Version.state == State.PUBLISHED)
        .order_by(Version.number)
    )
    numbers: dict[str, list[int]] = {}
    for slug, number in found:
        numbers.setdefault(slug, []).append(number)
    return numbers


def published_slugs() -> list[str]:
    """Return the name of every dataset in sight."""
    return list(db.session.scalars(select(Dataset.slug).where(Dataset.latest_number > 0)))


_KEPT: dict[tuple[str, int, str, str], Register | None] = {}
"""The tables that were read last: published bytes never change, so they never grow old."""


def _kept(slug: str, number: int, name: str, sha256: str, store: Store) -> Register | None:
    key = (slug, number, name, sha256)
    if key not in _KEPT:
        dataset = published_dataset(slug, number)
        table = dataset.description.resource(name)
        while len(_KEPT) >= _MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[key] = _read(dataset, table, store) if table else None
    return _KEPT[key]


def _read(dataset: PublishedDataset, table: description.Resource, store: Store) -> Register | None:
    """Return a table with its rows; None where it keeps to no schema that is known here."""
    if not table.follows:
        return None
    try:
        one = schema(table.follows)
    except NotFoundError:
        return None
    names = [field.name for field in table.fields]
    blank = set(table.missing_values)
    rows = TableReader(dataset, store, "cy").texts(table, limit=_MOST_ROWS)
    cells = (zip(names, row, strict=True) for row in rows)
    about = dataset.description
    return Register(
        slug=about.slug,
        title=about.title,
        publisher=about.publisher.slug,
        publisher_title=dataset.publisher,
        synthetic=about.synthetic,
        schema=one,
        rows=tuple({name: "" if cell in blank else cell for name, cell in row} for row in cells),
    )
