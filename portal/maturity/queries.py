"""What can be asked about rounds; nothing here sees an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, selectinload

from portal import db
from portal.accounts.operations.signing import SpentLinkError
from portal.accounts.proofs import fingerprint
from portal.bilingual import Bilingual
from portal.clock import now
from portal.errors import NotFoundError
from portal.maturity.framework.model import Framework
from portal.maturity.framework.reading import shipped
from portal.maturity.models import Invited, Link, Round, SealedAnswer, Stage


@dataclass(frozen=True, slots=True)
class HeldLink:
    """What the holder of a link may know of it; `draft` is as encrypted as it is kept."""

    link_id: int
    round: str
    synthetic: bool
    council: Bilingual
    tool: str
    closes_at: datetime
    framework: Framework
    draft: bytes | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one council and audience has come; all are people."""

    council: str
    audience: str
    invited: int
    links: int
    answered: int


def round_named(name: str) -> Round:
    """Return a round with everybody invited.

    Raises:
        NotFoundError: there is no such round.
    """
    found = db.session.scalars(
        select(Round).where(Round.name == name).options(selectinload(Round.invited))
    ).one_or_none()
    if found is None:
        raise NotFoundError(round=name)
    return found


def usable_link(token: str) -> Link:
    """Return the link of a token as long as it can be used.

    Raises:
        SpentLinkError: it is unknown or used, or its round is not open.
    """
    link = db.session.scalars(
        select(Link)
        .join(Link.group)
        .where(Link.token_hash == fingerprint(token), Link.used.is_(False))
        .options(contains_eager(Link.group))
    ).one_or_none()
    if link is None:
        raise SpentLinkError
    own = db.session.get_one(Round, link.group.round_id)
    if own.stage is not Stage.OPEN or now() >= own.closes_at:
        raise SpentLinkError
    return link


def held_link(token: str) -> HeldLink:
    """Return what the holder of a link may know of it.

    Raises:
        SpentLinkError: it cannot be used any more.
    """
    link = usable_link(token)
    own = db.session.get_one(Round, link.group.round_id)
    return HeldLink(
        link.id,
        own.name,
        own.synthetic,
        link.group.title,
        link.tool,
        own.closes_at,
        shipped(own.framework),
        link.draft,
    )


def progress(own: Round) -> list[Progress]:
    """Return how far each council and audience has come, in the order they were invited."""
    counted = select(Link.group_id, func.count()).group_by(Link.group_id)
    links = {row[0]: row[1] for row in db.session.execute(counted)}
    return [
        Progress(each.council, each.audience, each.invited, links.get(each.id, 0), each.answered)
        for each in own.invited
    ]


def open_links(own: Round, council: str = "") -> list[tuple[int, str, str]]:
    """Return the links nobody has used yet: number, council and tool, never a token."""
    asked = (
        select(Link.id, Invited.council, Link.tool)
        .join(Link.group)
        .where(Invited.round_id == own.id, Link.used.is_(False))
        .order_by(Link.id)
    )
    if council:
        asked = asked.where(Invited.council == council)
    return [(number, code, tool) for number, code, tool in db.session.execute(asked)]


def boxes(own: Round) -> Sequence[bytes]:
    """Return every sealed answer of a round, in the order of their random numbers."""
    return db.session.scalars(
        select(SealedAnswer.box).where(SealedAnswer.round_id == own.id).order_by(SealedAnswer.id)
    ).all()


def rounds_to_forget() -> list[Round]:
    """Return the rounds whose answers have been kept as long as they may be."""
    closed = select(Round).where(Round.closed_at.is_not(None), Round.answers_deleted_at.is_(None))
    found = db.session.scalars(closed).all()
    return [own for own in found if own.closed_at and (now() - own.closed_at).days >= own.keep_days]
