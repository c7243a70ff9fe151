"""Reading the audit log: newest first, for one publisher or for the whole portal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, func, select

from portal import db
from portal.accounts.models import AuditEntry, Member, Publisher

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the audit log; `who` is empty where no member did it.

    `about` is the address of the member it was done to, empty where that was something else.
    """

    id: int
    at: datetime
    who: str
    via: str
    publisher: str
    action: str
    subject: str
    facts: Mapping[str, object]
    about: str = ""


def was_done(action: str, subject: str) -> bool:
    """Tell whether the log says that something was ever done to a subject."""
    found = select(AuditEntry.id).where(AuditEntry.action == action, AuditEntry.subject == subject)
    return db.session.scalar(found.limit(1)) is not None


def entries(publisher: str | None, *, offset: int, limit: int) -> list[Entry]:
    """Return a page of the log; of one publisher, or of all where none is named."""
    rows = db.session.execute(
        _statement(publisher).order_by(AuditEntry.id.desc()).offset(offset).limit(limit)
    )
    found = [_entry(row, email, slug) for row, email, slug in rows]
    numbers = {entry.subject: _member_number(entry.subject) for entry in found}
    emails = _emails(set(filter(None, numbers.values())))
    return [replace(entry, about=emails.get(numbers[entry.subject], "")) for entry in found]


def _member_number(subject: str) -> int:
    kind, _, number = subject.partition("/")
    return int(number) if kind == "member" and number.isdecimal() else 0


def _emails(numbers: set[int]) -> dict[int, str]:
    rows = db.session.execute(select(Member.id, Member.email).where(Member.id.in_(numbers)))
    return {row.id: row.email for row in rows}


def entry_count(publisher: str | None) -> int:
    """Return how many lines the log has."""
    counted = select(func.count()).select_from(_statement(publisher).subquery())
    return db.session.scalar(counted) or 0


def every_entry(publisher: str | None) -> Iterator[Entry]:
    """Yield the whole log, newest first, a batch at a time."""
    before: int | None = None
    while True:
        statement = _statement(publisher).order_by(AuditEntry.id.desc()).limit(_BATCH)
        if before is not None:
            statement = statement.where(AuditEntry.id < before)
        batch = [_entry(row, email, slug) for row, email, slug in db.session.execute(statement)]
        yield from batch
        if len(batch) < _BATCH:
            return
        before = batch[-1].id


def _statement(publisher: str | None) -> Select[AuditEntry, str, str]:
    statement = (
        select(AuditEntry, Member.email, Publisher.slug)
        .outerjoin(Member, Member.id == AuditEntry.member_id)
        .outerjoin(Publisher, Publisher.id == AuditEntry.publisher_id)
    )
    return statement if publisher is None else statement.where(Publisher.slug == publisher)


def _entry(row: AuditEntry, email: str | None, slug: str | None) -> Entry:
    return Entry(
        id=row.id,
        at=row.at,
        who=email or "",
        via=row.via,
        publisher=slug or "",
        action=row.action,
        subject=row.subject,
        facts=row.facts,
    )
