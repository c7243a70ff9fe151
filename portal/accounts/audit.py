"""The audit log: every operation that matters writes one line here, in its own transaction."""

from dataclasses import dataclass
from typing import Literal

from portal import db
from portal.accounts.models import AuditEntry
from portal.clock import now

Way = Literal["page", "token", "command", "worker"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a member (on a page, or through a token she made) or the portal."""

    member_id: int | None
    via: Way
    token_id: int | None = None


COMMAND = Actor(None, "command")
WORKER = Actor(None, "worker")


def record(
    action: str,
    *,
    actor: Actor,
    subject: str,
    publisher_id: int | None = None,
    **facts: object,
) -> None:
    """Add a line to the audit log; it is never changed and never deleted.

    `action` is a stable code such as "role-changed"; `subject` says what it was done to, such
    as "member/3" or "dataset/waste/2". Facts must be plain JSON values and hold no secret.
    """
    if actor.token_id is not None:
        facts["token"] = actor.token_id
    db.session.add(
        AuditEntry(
            at=now(),
            member_id=actor.member_id,
            via=actor.via,
            publisher_id=publisher_id,
            action=action,
            subject=subject,
            facts=facts,
        )
    )
