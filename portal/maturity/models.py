"""The tables of rounds: who was invited, the links handed out, and the sealed answers."""

import enum
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Enum, ForeignKey, Index, Integer, LargeBinary
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from portal.bilingual import Bilingual
from portal.db import Base


class Stage(enum.StrEnum):
    """How far a round has come."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"


# On SQLite a key of any other type would leave a hidden row number that tells the order.
_RANDOM = BigInteger().with_variant(Integer, "sqlite")
_STAGE = Enum(Stage, native_enum=False, length=20, values_callable=lambda e: [s.value for s in e])


class Round(Base):
    """One round of questionnaires from one frozen version of a framework.

    Only `public_key` is here: what seals answers. The key that opens them is a file that the
    worker alone reads. A `synthetic` round has fictional councils only.
    """

    __tablename__ = "round"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (SQLAlchemy reads it so)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    framework: Mapped[str]
    framework_sha256: Mapped[str]
    synthetic: Mapped[bool]
    stage: Mapped[Stage] = mapped_column(_STAGE, default=Stage.DRAFT)
    public_key: Mapped[str]
    closes_at: Mapped[datetime]
    keep_days: Mapped[int]
    closed_at: Mapped[datetime | None]
    answers_deleted_at: Mapped[datetime | None]
    invited: Mapped[list["Invited"]] = relationship(lazy="raise", order_by="Invited.id")


class Invited(Base):
    """How many people of one council and audience were invited, and how many have answered."""

    __tablename__ = "round_invited"
    __table_args__ = (
        Index(None, "round_id", "council", "audience", unique=True),
        CheckConstraint("invited > 0", name="invited"),
        CheckConstraint("answered <= invited", name="answered"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(Round.id))
    council: Mapped[str]
    title: Mapped[Bilingual] = composite(mapped_column("title_cy"), mapped_column("title_en"))
    audience: Mapped[str]
    invited: Mapped[int]
    answered: Mapped[int] = mapped_column(default=0)


class Link(Base):
    """One person's leave to answer once; only the hash of its token is known.

    `draft` is what she has filled in so far, encrypted under a key that only her link gives.
    Nothing says when a link was used.
    """

    __tablename__ = "round_link"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (SQLAlchemy reads it so)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey(Invited.id), index=True)
    tool: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    used: Mapped[bool] = mapped_column(default=False)
    draft: Mapped[bytes | None] = mapped_column(LargeBinary)
    group: Mapped[Invited] = relationship(lazy="raise")


class SealedAnswer(Base):
    """One person's answers, sealed: no link, council or time can be told from the row.

    Its id is drawn at random, so that rows lie in no order.
    """

    __tablename__ = "sealed_answer"

    id: Mapped[int] = mapped_column(_RANDOM, primary_key=True, autoincrement=False)
    round_id: Mapped[int] = mapped_column(ForeignKey(Round.id), index=True)
    box: Mapped[bytes] = mapped_column(LargeBinary)


class Release(Base):
    """What was published of a round, as one package; its bytes can be made again."""

    __tablename__ = "round_release"
    __table_args__ = (
        Index(None, "round_id", "version", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(Round.id))
    version: Mapped[int]
    sha256: Mapped[str]
    made_at: Mapped[datetime]
