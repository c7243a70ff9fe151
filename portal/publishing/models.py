"""The tables of what is on its way: submissions and every step they took."""

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
    Text,
    false,
    text,
)
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
    WRITTEN = "written"
    DECIDED = "decided"
    LET_THROUGH = "let-through"


OPEN = (State.RECEIVED, State.CHECKED, State.SUBMITTED, State.APPROVED)
_IS_OPEN = text("state NOT IN ('published', 'abandoned') AND NOT dry_run")


def _kept_as(kind: type[enum.StrEnum]) -> Enum:
    return Enum(kind, native_enum=False, length=20, values_callable=lambda e: [s.value for s in e])


class Submission(Base):
    """A version of a dataset on its way; a dataset has at most one that is open.

    `upload_…` name the bytes as they were handed in. `content`, `rows` and `fingerprint` are
    the version as the check froze it, with the files of number `number`; None until then, and
    None where it had issues. `revision` is raised by every move, so that a person who acts on
    what she saw earlier is told. A worker that claims the submission writes `claim`; nobody
    else takes it up before `claimed_until`, which also holds back one that has failed. A
    `dry_run` is only checked: it never counts as open, and the check leaves it abandoned.

    `draft` is the descriptor as far as it has been filled in, `decisions` what was decided about
    the file, and `edited` the revision at which a person last changed either. `found`, `changes`
    (groups with samples; `changes_sha256` names the list of every single one) and `questions`
    are what the last check said. Where the upload held row-level data about people its bytes
    were deleted at `upload_deleted_at`; `people_exception` says who let the next one through.

    `gate` is what the disclosure gate said of the counts of people (`publishing.gate.judging`),
    None where there are none; `policy_exception` who signed for a lower policy, and for which.
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
    dry_run: Mapped[bool] = mapped_column(default=False, server_default=false())
    upload_name: Mapped[str]
    upload_size: Mapped[int] = mapped_column(BigInteger)
    upload_sha256: Mapped[str] = mapped_column(index=True)
    uploaded_by: Mapped[int]
    uploaded_at: Mapped[datetime]
    issues: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    draft: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    decisions: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    edited: Mapped[int] = mapped_column(default=0)
    found: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    changes_sha256: Mapped[str | None]
    people_exception: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    gate: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    policy_exception: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    upload_deleted_at: Mapped[datetime | None]
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


class Recipe(Base):
    """What was decided about a dataset's files when one was last published, for the next one.

    `columns` are those of the published file (`resource`, `name` as its heading had it, `field`,
    `type` and `called`, its name in the dataset), `rows` how many rows it had.
    """

    __tablename__ = "recipe"

    dataset: Mapped[str] = mapped_column(primary_key=True)
    decisions: Mapped[dict[str, Any]] = mapped_column(JSON)
    columns: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    rows: Mapped[int] = mapped_column(BigInteger)
    submission_id: Mapped[int]
    at: Mapped[datetime]


class TextCheck(Base):
    """A text that has to be looked at, because its twin in the other language was changed."""

    __tablename__ = "text_check"

    dataset: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    locale: Mapped[str] = mapped_column(primary_key=True)
    changed_by: Mapped[int]
    changed_at: Mapped[datetime]
