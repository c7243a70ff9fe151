"""Messages that wait: each is written in the transaction it tells of, and sent afterwards.

A portal without a mail server keeps them here for the site admin to read and pass on. A sent
message is deleted; one that nobody could send is, after `KEPT`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from portal import db
from portal.clock import now
from portal.db import Base

KEPT = timedelta(days=7)
_CLAIM = timedelta(minutes=2)
_MOST_TRIES = 30


class Message(Base):
    """A letter to one address; `try_after` is when somebody may take it up (again)."""

    __tablename__ = "message"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (SQLAlchemy reads it so)

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    created_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    try_after: Mapped[datetime] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it is sent or shown."""

    id: int
    recipient: str
    subject: str
    body: str
    created_at: datetime


def put(recipient: str, subject: str, body: str) -> None:
    """Let a message wait for the end of the current transaction, and then to be sent."""
    moment = now()
    db.session.execute(delete(Message).where(Message.created_at < moment - KEPT))
    db.session.add(
        Message(
            recipient=recipient,
            subject=subject,
            body=body,
            created_at=moment,
            try_after=moment,
        )
    )


def claim() -> Letter | None:
    """Take up the oldest message that waits, so that nobody else sends it meanwhile."""
    moment = now()
    oldest = (
        select(Message.id)
        .where(Message.try_after <= moment, Message.tries < _MOST_TRIES)
        .order_by(Message.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = db.session.execute(
        update(Message)
        .where(Message.id == oldest)
        .values(try_after=moment + _CLAIM, tries=Message.tries + 1)
        .returning(Message.id)
    ).scalar()
    message = db.session.get(Message, taken) if taken is not None else None
    return None if message is None else _letter(message)


def remove(message_id: int) -> bool:
    """Delete a message that was sent or passed on; tell whether it was still there."""
    gone = delete(Message).where(Message.id == message_id).returning(Message.id)
    return db.session.execute(gone).scalar() is not None


def waiting() -> Sequence[Letter]:
    """Return every message that has not been sent, newest first."""
    found = db.session.scalars(select(Message).order_by(Message.id.desc()))
    return [_letter(message) for message in found]


def _letter(message: Message) -> Letter:
    return Letter(message.id, message.recipient, message.subject, message.body, message.created_at)
