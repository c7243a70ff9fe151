"""Looking after what is published: each act is logged; nothing here commits."""

from portal.accounts.audit import Actor, record
from portal.accounts.queries import publisher
from portal.bilingual import Bilingual
from portal.catalogue import withdrawing
from portal.catalogue.queries import publisher_of
from portal.errors import PortalError


class ForeignSuccessorError(PortalError):
    """A dataset of another publisher was named as successor."""

    code = "foreign-successor"
    status = 422


def withdraw(slug: str, number: int, *, reason: Bilingual, actor: Actor) -> None:
    """Put a tombstone in a version's place, for good.

    Raises:
        NotFoundError, AlreadyWithdrawnError, ReasonIncompleteError: it cannot be done.
    """
    withdrawing.withdraw(slug, number, reason=reason, by=_member(actor))
    _log("version-withdrawn", slug, number, actor)


def take_down(slug: str, number: int, *, reason: Bilingual, actor: Actor) -> None:
    """Take a version out of sight at once, until a second person has spoken.

    Raises:
        NotFoundError, AlreadyWithdrawnError, ReasonIncompleteError: it cannot be done.
    """
    withdrawing.take_down(slug, number, reason=reason, by=_member(actor))
    _log("version-taken-down", slug, number, actor)


def confirm(slug: str, number: int, *, actor: Actor) -> None:
    """Make a takedown final on a second person's word.

    Raises:
        NotFoundError, NotTakenDownError, SameMemberError: it cannot be done.
    """
    withdrawing.confirm(slug, number, by=_member(actor))
    _log("takedown-confirmed", slug, number, actor)


def restore(slug: str, number: int, *, actor: Actor) -> None:
    """Bring a version that was taken down back into sight, on a second person's word.

    Raises:
        NotFoundError, NotTakenDownError, SameMemberError: it cannot be done.
    """
    withdrawing.restore(slug, number, by=_member(actor))
    _log("version-restored", slug, number, actor)


def name_successor(slug: str, successor: str, *, actor: Actor) -> None:
    """Say which dataset of the same publisher takes the place of `slug`; "" takes that back.

    Raises:
        NotFoundError, WrongSuccessorError: it cannot take its place.
        ForeignSuccessorError: it is another publisher's.
    """
    if successor and publisher_of(successor) != publisher_of(slug):
        raise ForeignSuccessorError(dataset=slug, successor=successor)
    withdrawing.name_successor(slug, successor or None)
    _log("successor-named", slug, None, actor, successor=successor)


def _member(actor: Actor) -> int:
    assert actor.member_id is not None
    return actor.member_id


def _log(action: str, slug: str, number: int | None, actor: Actor, **facts: object) -> None:
    record(
        action,
        actor=actor,
        subject=f"dataset/{slug}" + (f"/{number}" if number else ""),
        publisher_id=publisher(publisher_of(slug)).id,
        **facts,
    )
