"""What is published about a place."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal import db
from portal.bilingual import Bilingual, Locale
from portal.catalogue.models import Dataset, Facet, Version
from portal.catalogue.showing import ROWS_OF
from portal.errors import NotFoundError
from portal.interop import vocabularies
from portal.interop.description import Joined
from portal.interop.vocabularies import Place
from portal.interop.writing import from_plain


@dataclass(frozen=True, slots=True)
class JoinedTable:
    """A table with rows about a place: what it is called, and how it is joined."""

    name: str
    title: Bilingual
    joined: Joined


@dataclass(frozen=True, slots=True)
class AboutPlace:
    """A published dataset that has a place's code, in its tables or only in its description."""

    dataset: Dataset
    tables: tuple[JoinedTable, ...]


def place_today(gss: str) -> str:
    """Return the code that the place of a replaced code has today; any other as it is."""
    return vocabularies.SUCCESSORS.get(gss, gss)


def known_place(gss: str) -> Place:
    """Return the council area or country with this code.

    Raises:
        NotFoundError: no place that Melin knows has it.
    """
    place = vocabularies.place(gss)
    if place is None:
        raise NotFoundError(place=gss)
    return place


def datasets_about(gss: str, locale: Locale) -> list[AboutPlace]:
    """Return every dataset in sight that has a place's code, in the order of `locale`."""
    about = select(Facet.dataset_id).where(Facet.kind.in_(("place", ROWS_OF)), Facet.value == gss)
    order = Dataset.sort_cy if locale == "cy" else Dataset.sort_en
    datasets = db.session.scalars(
        select(Dataset)
        .where(Dataset.id.in_(about), Dataset.latest_number > 0)
        .order_by(order)
        .options(joinedload(Dataset.publisher))
    ).all()
    contents = _contents([dataset.id for dataset in datasets])
    return [AboutPlace(dataset, _tables(contents[dataset.id], gss)) for dataset in datasets]


def _contents(datasets: Sequence[int]) -> dict[int, Version]:
    versions = db.session.scalars(
        select(Version)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(Version.dataset_id.in_(datasets), Version.number == Dataset.latest_number)
        .options(selectinload(Version.resources))
    )
    return {version.dataset_id: version for version in versions}


def _tables(version: Version, gss: str) -> tuple[JoinedTable, ...]:
    return tuple(
        JoinedTable(resource.name, resource.title, resource.joined)
        for resource in from_plain(version.content).resources
        if resource.joined is not None and gss in resource.joined.places
    )
