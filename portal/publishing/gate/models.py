"""The ledger's tables: everything ever published about people. Rows are only ever added."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class Release(Base):
    """What one version told of one population, for ever: withdrawing the version changes nothing.

    `statement` holds what the audit takes (dimensions, answer, public, rules, policy,
    statistics), `fields`, the columns it came from, and `relations`, what was said about earlier
    releases that had not said it themselves. `seal` is its SHA-256. `relation` is to the release
    before it (None: nobody has said yet). `submission_id` is None for a version that did not
    come through publishing.
    """

    __tablename__ = "release"
    __table_args__ = (
        Index(None, "population", "place_in_order", unique=True),
        Index(None, "dataset", "version_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    population: Mapped[str]
    place_in_order: Mapped[int]
    dataset: Mapped[str]
    version_number: Mapped[int]
    relation: Mapped[str | None]
    statement: Mapped[dict[str, Any]] = mapped_column(JSON)
    seal: Mapped[str]
    submission_id: Mapped[int | None]
    at: Mapped[datetime]


class DeclaredFact(Base):
    """Numbers about a population that were published elsewhere, until a later row `retracts` it."""

    __tablename__ = "declared_fact"

    id: Mapped[int] = mapped_column(primary_key=True)
    population: Mapped[str] = mapped_column(index=True)
    statistics: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    dimensions: Mapped[dict[str, Any]] = mapped_column(JSON)
    source_cy: Mapped[str]
    source_en: Mapped[str]
    url: Mapped[str]
    member: Mapped[int]
    at: Mapped[datetime]
    retracts: Mapped[int | None]
