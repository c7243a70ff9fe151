"""What can be asked about rounds; nothing here sees an answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from portal import db
from portal.accounts.audit_queries import was_done
from portal.accounts.models import Publisher
from portal.accounts.operations.signing import SpentLinkError
from portal.accounts.proofs import fingerprint
from portal.bilingual import Bilingual
from portal.clock import now
from portal.disclosure.policy import Policy
from portal.errors import NotFoundError, PortalError
from portal.maturity.framework.model import Framework
from portal.maturity.framework.reading import shipped
from portal.maturity.models import (
    HandedIn,
    Invited,
    Link,
    Made,
    Release,
    Round,
    SealedAnswer,
    Stage,
)
from portal.publishing.models import State, Submission


class RoundClosedError(PortalError):
    """The round of a link has not opened yet, or takes no answers through links any more."""

    code = "round-closed"
    status = 410


__all__ = ["Round"]


class RoundFrameworkError(PortalError):
    """The framework that a round asks is no longer the one it was created with."""

    code = "round-framework"
    status = 409


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
        select(Round)
        .where(Round.name == name)
        .options(selectinload(Round.invited), joinedload(Round.publisher))
    ).one_or_none()
    if found is None:
        raise NotFoundError(round=name)
    return found


def rounds_of(publishers: Iterable[str]) -> Sequence[Round]:
    """Return the rounds of some publishers, named by their slugs, with everybody invited.

    The newest comes first.
    """
    return db.session.scalars(
        select(Round)
        .join(Round.publisher)
        .where(Publisher.slug.in_(set(publishers)))
        .order_by(Round.id.desc())
        .options(selectinload(Round.invited), contains_eager(Round.publisher))
    ).all()


def rounds_without_key() -> Sequence[str]:
    """Return the names of the rounds that wait for the worker to make their key."""
    return db.session.scalars(
        select(Round.name).where(Round.public_key == "").order_by(Round.id)
    ).all()


def framework_of(own: Round) -> Framework:
    """Return the framework of a round, word for word as it was when the round was created.

    Raises:
        RoundFrameworkError: it has been changed since, so answers would mean something else.
    """
    framework = shipped(own.framework)
    if framework.sha256 != own.framework_sha256:
        raise RoundFrameworkError(round=own.name, framework=own.framework)
    return framework


def is_intact(own: Round) -> bool:
    """Tell whether a round's framework is still the one it was created with."""
    return shipped(own.framework).sha256 == own.framework_sha256


def usable_link(token: str) -> Link:
    """Return the link of a token as long as it can be used.

    Raises:
        SpentLinkError: it is unknown or used.
        RoundClosedError: its round is not open.
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
        raise RoundClosedError(round=own.name)
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
        framework_of(own),
        link.draft,
    )


def progress(own: Round) -> list[Progress]:
    """Return how far each council and audience has come, in the order they were invited."""
    counted = select(Link.group_id, func.count()).group_by(Link.group_id)
    links = {row[0]: row[1] for row in db.session.execute(counted)}
    return [
        Progress(
            each.council, each.audience, each.invited, links.get(each.id, 0), answered(own, each)
        )
        for each in own.invited
    ]


def answered(own: Round, group: Invited) -> int:
    """Return how many of a group officers read to have answered; late ones once they are counted.

    A number that goes up before would tell that somebody has just answered.
    """
    return group.counted if own.stage is Stage.PUBLISHED else group.answered


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


def takes_files(own: Round) -> bool:
    """Tell whether answers may come by file now: until they are deleted, also late ones."""
    return own.stage is not Stage.DRAFT and own.answers_deleted_at is None


def room(own: Round) -> dict[tuple[str, str], int]:
    """Return how many more of each council and audience may answer."""
    return {(each.council, each.audience): each.invited - each.answered for each in own.invited}


def free_links(own: Round) -> dict[tuple[str, str], int]:
    """Return how many more links each council and audience may have."""
    return {(each.council, each.audience): each.invited - each.links for each in progress(own)}


@dataclass(frozen=True, slots=True)
class Box:
    """One sealed answer, its random number and the version that first counted it (0: none)."""

    number: int
    version: int
    sealed: bytes


def boxes(own: Round) -> list[Box]:
    """Return every sealed answer of a round, in the order of their random numbers."""
    found = db.session.execute(
        select(SealedAnswer.id, Release.version, SealedAnswer.box)
        .join(Release, Release.id == SealedAnswer.release_id, isouter=True)
        .where(SealedAnswer.round_id == own.id)
        .order_by(SealedAnswer.id)
    )
    return [Box(number, version or 0, sealed) for number, version, sealed in found]


def rounds_to_forget() -> list[Round]:
    """Return the rounds whose answers have been kept as long as they may be."""
    closed = select(Round).where(Round.closed_at.is_not(None), Round.answers_deleted_at.is_(None))
    found = db.session.scalars(closed).all()
    return [own for own in found if own.closed_at and (now() - own.closed_at).days >= own.keep_days]


def needs_no_key(name: str) -> bool:
    """Tell whether no answer of a round of this name can ever be opened any more.

    Of a round that was never here nothing is told: it may belong to another database.
    """
    own = db.session.scalars(select(Round).where(Round.name == name)).one_or_none()
    if own is not None:
        return own.answers_deleted_at is not None
    return was_done("round-deleted", f"round/{name}")


@dataclass(frozen=True, slots=True)
class HandedInPackage:
    """One package of a round's last version; `council` is "" for that of the whole round."""

    council: str
    dataset: str
    version: int
    submission_id: int
    state: State
    issues: int
    """How many issues and questions are open."""


def handed_in(name: str) -> list[HandedInPackage]:
    """Return the packages of a round's last version that were handed in, the round's own first."""
    own_id = round_named(name).id
    newest = select(func.max(Release.version)).where(Release.round_id == own_id)
    found = db.session.execute(
        select(HandedIn.council, HandedIn.dataset, Release.version, Submission)
        .join(Release, Release.id == HandedIn.release_id)
        .join(Submission, Submission.id == HandedIn.submission_id)
        .where(Release.round_id == own_id, Release.version == newest.scalar_subquery())
        .order_by(HandedIn.council, HandedIn.dataset)
    )
    return [
        HandedInPackage(
            council,
            dataset,
            version,
            own.id,
            own.state,
            len(own.issues) + len(own.questions),
        )
        for council, dataset, version, own in found
    ]


@dataclass(frozen=True, slots=True)
class Publishing:
    """How far a round's last version has come, and why nothing came of it or who has to wait."""

    version: int
    made: Made
    code: str
    facts: Mapping[str, Any]
    waiting: Mapping[str, str]


def publishing(name: str) -> Publishing | None:
    """Return how far a round's last version has come; None where nobody has asked for one."""
    release = db.session.scalars(
        select(Release)
        .where(Release.round_id == round_named(name).id)
        .order_by(Release.version.desc())
        .limit(1)
    ).one_or_none()
    if release is None:
        return None
    said = release.refusal or {}
    return Publishing(
        release.version,
        release.state,
        str(said.get("code", "")),
        said.get("facts") or {},
        said.get("waiting") or {},
    )


@dataclass(frozen=True, slots=True)
class LateGroup:
    """A council and audience with late answers; `ready` where they are enough for a new version.

    How many they are is not said: one more would tell that somebody has just answered.
    """

    council: str
    audience: str
    ready: bool


def late_groups(own: Round) -> list[LateGroup]:
    """Return the groups whose late answers wait, of a round that has been counted."""
    if own.stage is not Stage.PUBLISHED:
        return []
    least = Policy().minimum_group
    return [
        LateGroup(each.council, each.audience, each.answered - each.counted >= least)
        for each in own.invited
        if each.answered > each.counted
    ]


def newest_version(own: Round) -> int:
    """Return the newest version of a round that was counted; 0 where none was."""
    counted = select(func.max(Release.version)).where(
        Release.round_id == own.id, Release.sha256 != ""
    )
    return db.session.scalar(counted) or 0
