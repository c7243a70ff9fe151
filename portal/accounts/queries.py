"""What can be asked about publishers and about who may act for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import db
from portal.accounts.audit import Actor
from portal.accounts.models import (
    ApiToken,
    Invitation,
    Member,
    MemberSession,
    Membership,
    Publisher,
)
from portal.accounts.proofs import fingerprint
from portal.accounts.roles import Role, Scope
from portal.bilingual import Bilingual, Locale
from portal.clock import now
from portal.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class CurrentMember:
    """The member a request comes from, as she was when it came; safe to keep beyond it.

    `roles` and `titles` are by the publisher's slug.
    """

    id: int
    email: str
    name: str
    language: Locale | None
    site_admin: bool
    roles: Mapping[str, frozenset[Role]]
    titles: Mapping[str, Bilingual]
    session_id: int
    renew: bool

    @property
    def actor(self) -> Actor:
        """Return who the audit log says did something."""
        return Actor(self.id, "page")

    def may(self, role: Role, publisher: str) -> bool:
        """Tell whether she holds a role; a site admin looks after every publisher's members."""
        if role is Role.ADMIN and self.site_admin:
            return True
        return role in self.roles.get(publisher, frozenset())


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """The program a request comes from: which token, for whom, and what it may do."""

    token_id: int
    publisher: str
    scopes: frozenset[Scope]
    member_id: int

    @property
    def actor(self) -> Actor:
        """Return who the audit log says did something."""
        return Actor(self.member_id, "token", self.token_id)


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A member of a publisher as its admins see her."""

    id: int
    name: str
    email: str
    roles: tuple[Role, ...]
    disabled: bool
    site_admin: bool = False


def publishers(locale: Locale) -> Sequence[Publisher]:
    """Return every publisher in the alphabetical order of `locale`."""
    order = Publisher.sort_cy if locale == "cy" else Publisher.sort_en
    return db.session.scalars(select(Publisher).order_by(order)).all()


def publisher(slug: str) -> Publisher:
    """Return one publisher.

    Raises:
        NotFoundError: nobody publishes here under that name.
    """
    found = db.session.scalars(select(Publisher).where(Publisher.slug == slug)).one_or_none()
    if found is None:
        raise NotFoundError(publisher=slug)
    return found


def signed_in(secret: str, *, key: str) -> CurrentMember | None:
    """Return the member whose browser holds a session's secret; None where none does."""
    found = db.session.execute(
        select(Member, MemberSession)
        .join(MemberSession, MemberSession.member_id == Member.id)
        .where(
            MemberSession.secret_hash == fingerprint(secret, key=key),
            MemberSession.expires_at > now(),
            Member.disabled_at.is_(None),
        )
    ).first()
    if found is None:
        return None
    member, session = found
    roles, titles = _roles_of(member.id)
    return CurrentMember(
        id=member.id,
        email=member.email,
        name=member.name,
        language=member.language,
        site_admin=member.site_admin,
        roles=roles,
        titles=titles,
        session_id=session.id,
        renew=session.renew,
    )


def _roles_of(member_id: int) -> tuple[dict[str, frozenset[Role]], dict[str, Bilingual]]:
    rows = db.session.execute(
        select(Publisher, Membership.role)
        .join(Membership, Membership.publisher_id == Publisher.id)
        .where(Membership.member_id == member_id)
        .order_by(Publisher.slug)
    ).all()
    roles: dict[str, frozenset[Role]] = {}
    for publisher, role in rows:
        roles[publisher.slug] = roles.get(publisher.slug, frozenset()) | {role}
    return roles, {publisher.slug: publisher.title for publisher, _ in rows}


def member_by_email(email: str) -> Member | None:
    """Return the member with an address in its normal form; None where nobody has it."""
    return db.session.scalars(select(Member).where(Member.email == email)).one_or_none()


def holder_of(token: str) -> TokenHolder | None:
    """Return what a token lets its holder do; None where it is unknown, revoked or expired."""
    found = db.session.scalars(
        select(ApiToken)
        .join(Member, Member.id == ApiToken.created_by)
        .where(
            ApiToken.secret_hash == fingerprint(token),
            ApiToken.expires_at > now(),
            ApiToken.revoked_at.is_(None),
            Member.disabled_at.is_(None),
        )
        .options(joinedload(ApiToken.publisher))
    ).one_or_none()
    if found is None:
        return None
    scopes = frozenset(Scope(scope) for scope in found.scopes)
    return TokenHolder(found.id, found.publisher.slug, scopes, found.created_by)


def members_of(publisher: Publisher) -> list[MemberFacts]:
    """Return the members of a publisher, by name."""
    rows = db.session.execute(
        select(Member, Membership.role)
        .join(Membership, Membership.member_id == Member.id)
        .where(Membership.publisher_id == publisher.id)
        .order_by(Member.name, Member.id)
    )
    roles: dict[Member, set[Role]] = {}
    for member, role in rows:
        roles.setdefault(member, set()).add(role)
    return [_facts(member, held) for member, held in roles.items()]


def member_of(publisher: Publisher, member_id: int) -> MemberFacts:
    """Return one member of a publisher.

    Raises:
        NotFoundError: she is not its member.
    """
    found = next((facts for facts in members_of(publisher) if facts.id == member_id), None)
    if found is None:
        raise NotFoundError(member=member_id)
    return found


def members_with(role: Role, publisher: str) -> Sequence[Member]:
    """Return the members who hold a role at a publisher and can sign in, to write to them."""
    return db.session.scalars(
        select(Member)
        .join(Membership, Membership.member_id == Member.id)
        .join(Publisher, Publisher.id == Membership.publisher_id)
        .where(Publisher.slug == publisher, Membership.role == role)
        .where(Member.disabled_at.is_(None))
        .order_by(Member.id)
    ).all()


def names_of(member_ids: Iterable[int]) -> dict[int, str]:
    """Return what members are called, by their ids."""
    wanted = select(Member.id, Member.name).where(Member.id.in_(set(member_ids)))
    return {row.id: row.name for row in db.session.execute(wanted)}


def members_by_id(member_ids: Iterable[int]) -> Sequence[Member]:
    """Return those of some members who can sign in, to write to them."""
    return db.session.scalars(
        select(Member)
        .where(Member.id.in_(set(member_ids)), Member.disabled_at.is_(None))
        .order_by(Member.id)
    ).all()


def every_member() -> list[MemberFacts]:
    """Return everybody who has an account, by address."""
    members = db.session.scalars(select(Member).order_by(Member.email))
    return [_facts(member, set()) for member in members]


def _facts(member: Member, roles: set[Role]) -> MemberFacts:
    held = tuple(role for role in Role if role in roles)
    disabled = member.disabled_at is not None
    return MemberFacts(member.id, member.name, member.email, held, disabled, member.site_admin)


def invitations_of(publisher: Publisher) -> Sequence[Invitation]:
    """Return the invitations of a publisher that can still be accepted, newest first."""
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.publisher_id == publisher.id, Invitation.expires_at > now())
        .order_by(Invitation.id.desc())
    ).all()


def tokens_of(publisher: Publisher) -> Sequence[ApiToken]:
    """Return every token of a publisher, newest first, ended ones too."""
    return db.session.scalars(
        select(ApiToken).where(ApiToken.publisher_id == publisher.id).order_by(ApiToken.id.desc())
    ).all()


def sessions_of(member_id: int) -> Sequence[tuple[int, datetime, datetime]]:
    """Return where a member is signed in: each session's id, beginning and end, newest first."""
    return [
        (row.id, row.started_at, row.expires_at)
        for row in db.session.scalars(
            select(MemberSession)
            .where(MemberSession.member_id == member_id, MemberSession.expires_at > now())
            .order_by(MemberSession.id.desc())
        )
    ]
