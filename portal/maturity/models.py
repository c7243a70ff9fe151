"""The tables of rounds: who was invited, links handed out, sealed answers, reports kept."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Enum,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
)
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from portal.accounts.models import Publisher
from portal.bilingual import Bilingual
from portal.catalogue.models import Version
from portal.db import Base
from portal.publishing.models import Submission


class Stage(enum.StrEnum):
    """How far a round has come."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"


# On SQLite a key of any other type would leave a hidden row number that tells the order.
_RANDOM = BigInteger().with_variant(Integer, "sqlite")


def _kept_as(kind: type[enum.StrEnum]) -> Enum:
    return Enum(kind, native_enum=False, length=20, values_callable=lambda e: [s.value for s in e])


class Round(Base):
    """One round of questionnaires from one frozen version of a framework.

    Only `public_key` is here: what seals answers. The key that opens them is a file that the
    worker alone reads; it is "" until the worker has made the two. A round of no publisher is run
    at the command line. A `synthetic` round has fictional councils only.
    """

    __tablename__ = "round"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (SQLAlchemy reads it so)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    framework: Mapped[str]
    framework_sha256: Mapped[str]
    synthetic: Mapped[bool]
    stage: Mapped[Stage] = mapped_column(_kept_as(Stage), default=Stage.DRAFT)
    public_key: Mapped[str]
    closes_at: Mapped[datetime]
    keep_days: Mapped[int]
    closed_at: Mapped[datetime | None]
    answers_deleted_at: Mapped[datetime | None]
    publisher_id: Mapped[int | None] = mapped_column(ForeignKey(Publisher.id), index=True)
    publisher: Mapped[Publisher | None] = relationship(lazy="raise")
    invited: Mapped[list["Invited"]] = relationship(lazy="raise", order_by="Invited.id")


class Invited(Base):
    """How many people of one council and audience were invited, and how many have answered.

    `counted` are those of them whom a release has counted; the others wait.
    """

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
    counted: Mapped[int] = mapped_column(default=0, server_default="0")


class BroughtIn(Base):
    """The mark of a file of answers that was brought in; it goes when the answers go."""

    __tablename__ = "round_file"

    round_id: Mapped[int] = mapped_column(ForeignKey(Round.id), primary_key=True)
    mark: Mapped[str] = mapped_column(primary_key=True)


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

    Its id is drawn at random, so that rows lie in no order. `release_id` is the release that
    first counted it, None where it waits.
    """

    __tablename__ = "sealed_answer"

    id: Mapped[int] = mapped_column(_RANDOM, primary_key=True, autoincrement=False)
    round_id: Mapped[int] = mapped_column(ForeignKey(Round.id), index=True)
    box: Mapped[bytes] = mapped_column(LargeBinary)
    release_id: Mapped[int | None] = mapped_column(ForeignKey("round_release.id"), index=True)


class Made(enum.StrEnum):
    """How far a release of a round has come."""

    COUNTED = "counted"
    ASKED = "asked"
    HANDED_IN = "handed-in"
    REFUSED = "refused"


class Release(Base):
    """What was counted of a round, as one package; its bytes can be made again.

    `sha256` is "" until it has been counted. `asked_by` is the member who asked for it to be
    handed in, 0 where that was done at the command line. Nobody takes it up before `held_until`.
    `refusal` says why nothing came of it: a code and its facts.
    """

    __tablename__ = "round_release"
    __table_args__ = (
        Index(None, "round_id", "version", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(Round.id))
    version: Mapped[int]
    sha256: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    state: Mapped[Made] = mapped_column(
        _kept_as(Made), default=Made.COUNTED, server_default="counted"
    )
    asked_by: Mapped[int] = mapped_column(default=0, server_default="0")
    held_until: Mapped[datetime | None]
    refusal: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class HandedIn(Base):
    """One package of a release that was handed in, of one council or ("") of the whole round."""

    __tablename__ = "round_submission"
    __table_args__ = (
        Index(None, "release_id", "dataset", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey(Release.id))
    council: Mapped[str]
    dataset: Mapped[str]
    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id))


class ReportFile(Base):
    """The PDF of one council's report in one language, as it was set of one published version."""

    __tablename__ = "round_report"
    __table_args__ = (Index(None, "version_id", "council", "locale", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(Version.id))
    council: Mapped[str]
    locale: Mapped[str] = mapped_column(String(2))
    filename: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
