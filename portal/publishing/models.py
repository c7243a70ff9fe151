"""The tables of what is on its way: submissions and every step they took."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Enum, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.bilingual import Bilingual
from portal.db import Base


class State(enum.StrEnum):
    """Where a submission stands; `publishing.operations` owns the moves between states."""

    RECEIVED = "received"
    CHECKED = "checked"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PUBLISHED = "published"
    ABANDONED = "abandoned"


class Step(enum.StrEnum):
    """What was done to a submission."""

    UPLOADED = "uploaded"
    CHECKED = "checked"
    TAKEN_BACK = "taken-back"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    ABANDONED = "abandoned"


OPEN = (State.RECEIVED, State.CHECKED, State.SUBMITTED, State.APPROVED)
_IS_OPEN = text("state NOT IN ('published', 'abandoned')")


def _kept_as(kind: type[enum.StrEnum]) -> Enum:
    return Enum(kind, native_enum=False, length=20, values_callable=lambda e: [s.value for s in e])


class Submission(Base):
    """A version of a dataset on its way; a dataset has at most one that is open.

    `upload_…` name the bytes as they were handed in. `content`, `rows` and `fingerprint` are
    the version as the check froze it, with the files of number `number`; None until then, and
    None where it had issues. `revision` is raised by every move, so that a person who acts on
    what she saw earlier is told. A worker that claims the submission writes `claim`; nobody
    else takes it up before `claimed_until`, which also holds back one that has failed.
    """

    __tablename__ = "submission"
    __table_args__ = (
        Index(
            "ix_submission_open",
            "dataset",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        Index(None, "state", "claimed_until"),
        CheckConstraint("number >= 1", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dataset: Mapped[str] = mapped_column(index=True)
    publisher: Mapped[str] = mapped_column(index=True)
    state: Mapped[State] = mapped_column(_kept_as(State))
    revision: Mapped[int] = mapped_column()
    upload_name: Mapped[str]
    upload_size: Mapped[int] = mapped_column(BigInteger)
    upload_sha256: Mapped[str] = mapped_column(index=True)
    uploaded_by: Mapped[int]
    uploaded_at: Mapped[datetime]
    issues: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    number: Mapped[int | None]
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    rows: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    fingerprint: Mapped[str | None]
    reason_cy: Mapped[str | None] = mapped_column(Text)
    reason_en: Mapped[str | None] = mapped_column(Text)
    submitted_by: Mapped[int | None]
    submitted_at: Mapped[datetime | None]
    approved_by: Mapped[int | None]
    approved_at: Mapped[datetime | None]
    publish_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    claim: Mapped[str | None]
    claimed_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str | None]
    moves: Mapped[list["Move"]] = relationship(order_by="Move.id", lazy="raise", cascade="all")

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 (SQLAlchemy reads it so)

    @property
    def reason(self) -> Bilingual | None:
        """Return why this version is made; None before anybody has said."""
        if self.reason_cy is None or self.reason_en is None:
            return None
        return Bilingual(self.reason_cy, self.reason_en)


class Move(Base):
    """One step of a submission: what was done, when, by which member (None is the worker), why."""

    __tablename__ = "move"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), index=True)
    step: Mapped[Step] = mapped_column(_kept_as(Step))
    at: Mapped[datetime]
    member: Mapped[int | None]
    reason_cy: Mapped[str | None] = mapped_column(Text)
    reason_en: Mapped[str | None] = mapped_column(Text)
