"""What harvesters and feed readers can ask for: only what is in sight, a page at a time."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, selectinload

from portal import db
from portal.catalogue.describe import describe
from portal.catalogue.models import Dataset, State, Version
from portal.interop.description import Description

Found = tuple[Description, datetime]
"""A version as it is described, and when the first version of its dataset was published."""


def published_versions(*, offset: int, limit: int) -> list[Found]:
    """Return published versions, withdrawn ones never, the newest first."""
    order = (Version.published_at.desc(), Version.id.desc())
    return _found(_versions().order_by(*order).offset(offset).limit(limit))


def count_versions() -> tuple[int, datetime | None]:
    """Return how many versions are published, and when the newest was."""
    counted = select(func.count(), func.max(Version.published_at))
    count, newest = db.session.execute(counted.where(Version.state == State.PUBLISHED)).one()
    return count, newest


def latest_versions(*, offset: int, limit: int) -> list[Found]:
    """Return the newest version of every dataset in sight, datasets in the order they came."""
    newest = _versions().where(Version.number == Dataset.latest_number)
    return _found(newest.order_by(Dataset.id).offset(offset).limit(limit))


def count_datasets() -> int:
    """Return how many datasets are in sight."""
    counted = select(func.count()).select_from(Dataset).where(Dataset.latest_number > 0)
    return db.session.scalar(counted) or 0


def first_published(slug: str) -> datetime:
    """Return when the first version of a dataset was published."""
    moment = db.session.scalar(select(Dataset.first_published_at).where(Dataset.slug == slug))
    assert moment is not None, "asked only of datasets in sight"
    return moment


def _versions() -> Select[Version]:
    return (
        select(Version)
        .join(Version.dataset)
        .where(Version.state == State.PUBLISHED)
        .options(
            contains_eager(Version.dataset).joinedload(Dataset.publisher),
            selectinload(Version.files),
            selectinload(Version.resources),
        )
    )


def _found(statement: Select[Any]) -> list[Found]:
    versions: Iterable[Version] = db.session.scalars(statement)
    return [(_named(version), version.dataset.first_published_at) for version in versions]


def _named(version: Version) -> Description:
    """Return a version's description, its publisher called what it is called today."""
    description = describe(version)
    title = version.dataset.publisher.title
    return replace(description, publisher=replace(description.publisher, title=title))
