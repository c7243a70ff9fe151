"""The tables of what becomes of the data; none of them knows a reader."""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Enum, ForeignKey
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from portal.accounts.models import Member
from portal.bilingual import Bilingual
from portal.catalogue.models import Dataset, Version
from portal.db import Base


class ReuseState(enum.StrEnum):
    """Whether readers see a reuse."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Reuse(Base):
    """Something that was made with published data, as whoever proposed it tells it.

    Until it is accepted its texts may stand in one language alone ("" in the other). Nothing
    is known of who proposed it. `reason` says why it was declined, to the publisher's members.
    """

    __tablename__ = "reuse"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (SQLAlchemy reads it so)

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[ReuseState] = mapped_column(
        Enum(
            ReuseState, native_enum=False, length=20, values_callable=lambda e: [s.value for s in e]
        ),
        index=True,
    )
    kind: Mapped[str]
    url: Mapped[str]
    title: Mapped[Bilingual] = composite(mapped_column("title_cy"), mapped_column("title_en"))
    about: Mapped[Bilingual] = composite(mapped_column("about_cy"), mapped_column("about_en"))
    proposed_at: Mapped[datetime] = mapped_column(index=True)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    reason: Mapped[str]
    datasets: Mapped[list[Dataset]] = relationship(
        secondary="reuse_dataset", order_by=Dataset.slug, lazy="raise"
    )


class ReuseDataset(Base):
    """A dataset that a reuse was made with."""

    __tablename__ = "reuse_dataset"

    reuse_id: Mapped[int] = mapped_column(ForeignKey(Reuse.id), primary_key=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey(Dataset.id), primary_key=True, index=True)


class Downloads(Base):
    """How often files of one kind of a version were taken away on one day (UTC)."""

    __tablename__ = "downloads"
    __table_args__ = (CheckConstraint("count > 0", name="count"),)

    version_id: Mapped[int] = mapped_column(ForeignKey(Version.id), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
