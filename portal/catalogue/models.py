"""The tables of what is published."""

import enum
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ColumnElement,
    Enum,
    ForeignKey,
    Index,
    select,
)
from sqlalchemy.orm import (
    InstrumentedAttribute,
    Mapped,
    column_property,
    composite,
    mapped_column,
    relationship,
)

from portal.accounts.models import Publisher
from portal.bilingual import Bilingual
from portal.db import Base, SortKey


class State(enum.StrEnum):
    """Whether readers see a version or its tombstone."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Dataset(Base):
    """A named series of data that one publisher keeps up to date.

    Title and summary are those of its latest version, kept here for lists; `latest_number` is 0
    where every version has been withdrawn. `successor` is the slug of the dataset that takes
    its place. `frequency` and `last_published_at` are what its newest version in sight says.
    """

    __tablename__ = "dataset"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    publisher_id: Mapped[int] = mapped_column(ForeignKey(Publisher.id), index=True)
    title: Mapped[Bilingual] = composite(mapped_column("title_cy"), mapped_column("title_en"))
    summary: Mapped[Bilingual] = composite(mapped_column("summary_cy"), mapped_column("summary_en"))
    sort_cy: Mapped[str] = mapped_column(SortKey, index=True)
    sort_en: Mapped[str] = mapped_column(SortKey, index=True)
    latest_number: Mapped[int]
    row_count: Mapped[int]
    synthetic: Mapped[bool]
    first_published_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(index=True)
    successor: Mapped[str | None]
    publisher: Mapped[Publisher] = relationship(lazy="raise")
    if TYPE_CHECKING:
        frequency: str | None
        last_published_at: datetime | None
    versions: Mapped[list["Version"]] = relationship(
        back_populates="dataset", order_by="Version.number", lazy="raise"
    )


class Version(Base):
    """One frozen, numbered set of files of a dataset; its bytes never change.

    `content` is the plain form of the `Description` that the files were written from;
    `fingerprint` tells whether a package brings anything new.
    """

    __tablename__ = "version"
    __table_args__ = (
        Index(None, "dataset_id", "number", unique=True),
        CheckConstraint("number >= 1", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey(Dataset.id))
    number: Mapped[int]
    state: Mapped[State] = mapped_column(
        Enum(State, native_enum=False, length=20, values_callable=lambda e: [s.value for s in e])
    )
    reason: Mapped[Bilingual] = composite(mapped_column("reason_cy"), mapped_column("reason_en"))
    fingerprint: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    published_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    dataset: Mapped[Dataset] = relationship(back_populates="versions", lazy="raise")
    resources: Mapped[list["Resource"]] = relationship(
        order_by="Resource.position", lazy="raise", cascade="all"
    )
    files: Mapped[list["File"]] = relationship(order_by="File.id", lazy="raise", cascade="all")


class Withdrawal(Base):
    """Why a version was taken out of sight, and by which member.

    One by takedown waits until `settle_before` for a second person, who confirms or restores
    it; any other was settled when it was made.
    """

    __tablename__ = "withdrawal"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(Version.id), index=True)
    reason: Mapped[Bilingual] = composite(mapped_column("reason_cy"), mapped_column("reason_en"))
    at: Mapped[datetime]
    member: Mapped[int]
    settle_before: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None]
    restored: Mapped[bool] = mapped_column(default=False)


class Resource(Base):
    """One table of a version; `rows_sha256` names its rows as pages read them."""

    __tablename__ = "resource"
    __table_args__ = (Index(None, "version_id", "name", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(Version.id))
    position: Mapped[int]
    name: Mapped[str]
    row_count: Mapped[int]
    rows_sha256: Mapped[str]


class FileScope(enum.StrEnum):
    """Whether a file's address names its version or always means the latest."""

    FROZEN = "frozen"
    LATEST = "latest"


class File(Base):
    """One file of a version as it is served, named by the hash of its bytes in the store."""

    __tablename__ = "file"
    __table_args__ = (Index(None, "version_id", "scope", "path", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(Version.id))
    scope: Mapped[FileScope] = mapped_column(
        Enum(
            FileScope, native_enum=False, length=20, values_callable=lambda e: [s.value for s in e]
        )
    )
    path: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(index=True)


class Facet(Base):
    """One property that a dataset's latest version can be filtered by."""

    __tablename__ = "facet"
    __table_args__ = (Index(None, "kind", "value", "dataset_id"),)

    dataset_id: Mapped[int] = mapped_column(ForeignKey(Dataset.id), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)


def _of_newest(column: ColumnElement[Any] | InstrumentedAttribute[Any]) -> Any:
    """Return a property of a dataset that is read from its newest version in sight."""
    newest = select(column).where(
        Version.dataset_id == Dataset.id, Version.number == Dataset.latest_number
    )
    return column_property(newest.correlate_except(Version).scalar_subquery())


Dataset.__mapper__.add_property("frequency", _of_newest(Version.content["frequency"].as_string()))
Dataset.__mapper__.add_property("last_published_at", _of_newest(Version.published_at))
