"""Members and what they may do: created, invited, given roles, removed, disabled."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import delete, select

from portal import db
from portal.accounts import letters, passwords
from portal.accounts.addresses import normalised
from portal.accounts.audit import Actor, record
from portal.accounts.models import Invitation, Member, Membership, Publisher
from portal.accounts.operations.signing import SpentLinkError, ask_renewal, end_sessions
from portal.accounts.proofs import fingerprint, new_secret
from portal.accounts.roles import Role
from portal.bilingual import Locale
from portal.clock import now
from portal.errors import NotFoundError, PortalError
from portal.jobs import outbox

INVITATION_LASTS = timedelta(days=7)


class EmailTakenError(PortalError):
    """Somebody already has an account with that address."""

    code = "email-taken"
    status = 409


class AlreadyMemberError(PortalError):
    """Somebody invited is already a member of the publisher."""

    code = "already-member"
    status = 409


class LastAdminError(PortalError):
    """A change would leave a publisher without anybody who looks after its members."""

    code = "last-admin"
    status = 409


class RolesMissingError(PortalError):
    """A member would be left without any role."""

    code = "roles-missing"
    status = 422


class OwnAccountError(PortalError):
    """A site admin tried to close her own account."""

    code = "own-account"
    status = 409


def create_member(
    email: str, *, name: str, password: str, language: Locale | None = None, actor: Actor
) -> Member:
    """Open an account.

    Raises:
        BadEmailError, EmailTakenError: the address cannot be used.
        PasswordTooShortError, PasswordTooLongError, PasswordTellsError: the password cannot.
    """
    email = normalised(email)
    if db.session.scalars(select(Member.id).where(Member.email == email)).first() is not None:
        raise EmailTakenError
    passwords.require_good(password, email=email, name=name)
    member = Member(
        email=email,
        name=" ".join(name.split()),
        password_hash=passwords.hashed(password),
        language=language,
        created_at=now(),
        memberships=[],
    )
    db.session.add(member)
    db.session.flush()
    record("member-created", actor=actor, subject=f"member/{member.id}")
    return member


def make_site_admin(member: Member, *, actor: Actor) -> None:
    """Let a member look after the whole portal."""
    member.site_admin = True
    ask_renewal(member.id)
    record("site-admin-made", actor=actor, subject=f"member/{member.id}")


def invite(
    publisher: Publisher, email: str, roles: Iterable[Role], *, actor: Actor, base_url: str
) -> None:
    """Write to somebody that she may join a publisher; a second invitation replaces the first.

    Raises:
        BadEmailError: nobody could be written to there.
        RolesMissingError: there is nothing she would be allowed to do.
        AlreadyMemberError: she is a member already; change her roles instead.
    """
    email, given = normalised(email), _ordered(roles)
    member = db.session.scalars(select(Member).where(Member.email == email)).one_or_none()
    if member is not None and roles_at(publisher, member.id):
        raise AlreadyMemberError
    secret, moment = new_secret(), now()
    db.session.execute(
        delete(Invitation).where(Invitation.publisher_id == publisher.id, Invitation.email == email)
    )
    db.session.add(
        Invitation(
            publisher_id=publisher.id,
            email=email,
            roles=[str(role) for role in given],
            secret_hash=fingerprint(secret),
            invited_by=actor.member_id,
            created_at=moment,
            expires_at=moment + INVITATION_LASTS,
        )
    )
    language = member.language if member is not None else None
    outbox.put(
        email, *letters.invitation(secret, publisher.title, language=language, base_url=base_url)
    )
    record(
        "member-invited",
        actor=actor,
        subject=f"publisher/{publisher.slug}",
        publisher_id=publisher.id,
        roles=[str(role) for role in given],
    )


def withdraw_invitation(publisher: Publisher, invitation_id: int, *, actor: Actor) -> None:
    """Take an invitation back before it is accepted.

    Raises:
        NotFoundError: the publisher has no such invitation.
    """
    gone = db.session.execute(
        delete(Invitation)
        .where(Invitation.id == invitation_id, Invitation.publisher_id == publisher.id)
        .returning(Invitation.id)
    ).scalar()
    if gone is None:
        raise NotFoundError(invitation=invitation_id)
    record(
        "invitation-withdrawn",
        actor=actor,
        subject=f"publisher/{publisher.slug}",
        publisher_id=publisher.id,
    )


def accept_invitation(
    secret: str, *, name: str = "", password: str = "", language: Locale | None = None
) -> Member:
    """Join a publisher by the link that was sent; whoever has no account yet gets one.

    Raises:
        SpentLinkError: the link does not work (any more).
        PasswordTooShortError, PasswordTooLongError, PasswordTellsError: the password will not do.
    """
    invitation = open_invitation(secret)
    member = db.session.scalars(
        select(Member).where(Member.email == invitation.email)
    ).one_or_none()
    if member is None:
        member = create_member(
            invitation.email,
            name=name,
            password=password,
            language=language,
            actor=Actor(None, "page"),
        )
    elif member.disabled_at is not None:
        raise SpentLinkError
    roles = [Role(role) for role in invitation.roles]
    grant(invitation.publisher, member.id, roles, actor=Actor(member.id, "page"))
    db.session.delete(invitation)
    return member


def open_invitation(secret: str) -> Invitation:
    """Return the invitation a link was sent for, with its publisher.

    Raises:
        SpentLinkError: the link does not work (any more).
    """
    found = db.session.execute(
        select(Invitation, Publisher)
        .join(Publisher, Publisher.id == Invitation.publisher_id)
        .where(Invitation.secret_hash == fingerprint(secret), Invitation.expires_at > now())
    ).first()
    if found is None:
        raise SpentLinkError
    invitation: Invitation = found[0]
    db.session.refresh(invitation, ["publisher"])
    return invitation


def set_roles(
    publisher: Publisher, member_id: int, roles: Iterable[Role], *, actor: Actor, by_site: bool
) -> None:
    """Let a member do these things for a publisher and no others; her session ids change.

    Raises:
        NotFoundError: she is not a member there.
        RolesMissingError: no role is left; remove her instead.
        LastAdminError: nobody would be left to look after members (`by_site` may do it).
    """
    _require_member(publisher, member_id)
    given = _ordered(roles)
    if Role.ADMIN not in given and not by_site:
        _require_other_admin(publisher, member_id)
    grant(publisher, member_id, given, actor=actor)


def remove_member(publisher: Publisher, member_id: int, *, actor: Actor, by_site: bool) -> None:
    """Take all of a member's roles at a publisher; her account stays.

    Raises:
        NotFoundError: she is not a member there.
        LastAdminError: nobody would be left to look after members (`by_site` may do it).
    """
    _require_member(publisher, member_id)
    if not by_site:
        _require_other_admin(publisher, member_id)
    grant(publisher, member_id, [], actor=actor)


def roles_at(publisher: Publisher, member_id: int) -> set[Role]:
    """Return what a member may do for a publisher; nothing where she is not its member."""
    return set(
        db.session.scalars(
            select(Membership.role).where(
                Membership.publisher_id == publisher.id, Membership.member_id == member_id
            )
        )
    )


def grant(publisher: Publisher, member_id: int, roles: Sequence[Role], *, actor: Actor) -> None:
    """Let a member do these things for a publisher and no others; nobody is asked."""
    before = roles_at(publisher, member_id)
    db.session.execute(
        delete(Membership).where(
            Membership.publisher_id == publisher.id, Membership.member_id == member_id
        )
    )
    moment = now()
    db.session.add_all(
        Membership(member_id=member_id, publisher_id=publisher.id, role=role, granted_at=moment)
        for role in roles
    )
    ask_renewal(member_id)
    record(
        "roles-changed" if roles else "member-removed",
        actor=actor,
        subject=f"member/{member_id}",
        publisher_id=publisher.id,
        before=[str(role) for role in _ordered(before, empty=True)],
        after=[str(role) for role in roles],
    )


def _ordered(roles: Iterable[Role], *, empty: bool = False) -> list[Role]:
    asked = set(roles)
    if not asked and not empty:
        raise RolesMissingError
    return [role for role in Role if role in asked]


def _require_member(publisher: Publisher, member_id: int) -> None:
    if not roles_at(publisher, member_id):
        raise NotFoundError(member=member_id)


def _require_other_admin(publisher: Publisher, member_id: int) -> None:
    other = (
        select(Membership.member_id)
        .join(Member, Member.id == Membership.member_id)
        .where(
            Membership.publisher_id == publisher.id,
            Membership.role == Role.ADMIN,
            Membership.member_id != member_id,
            Member.disabled_at.is_(None),
        )
    )
    if Role.ADMIN in roles_at(publisher, member_id) and not db.session.execute(other).first():
        raise LastAdminError


def set_language(member_id: int, language: Locale) -> None:
    """Write to a member in this language from now on."""
    db.session.get_one(Member, member_id).language = language


def set_disabled(member_id: int, disabled: bool, *, actor: Actor) -> None:
    """Close a member's account, or open it again; closing ends her sessions at once.

    Raises:
        NotFoundError: there is no such member.
        OwnAccountError: it is the account of whoever asks.
    """
    member = db.session.get(Member, member_id)
    if member is None:
        raise NotFoundError(member=member_id)
    if member_id == actor.member_id:
        raise OwnAccountError
    member.disabled_at = now() if disabled else None
    end_sessions(member_id)
    action = "member-disabled" if disabled else "member-enabled"
    record(action, actor=actor, subject=f"member/{member_id}")
