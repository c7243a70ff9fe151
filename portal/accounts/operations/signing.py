"""Signing in and out: turns at the door, sessions, passwords."""

import hashlib
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, update

from portal import db
from portal.accounts import letters, passwords
from portal.accounts.audit import Actor, record
from portal.accounts.models import Member, MemberSession, PasswordReset, SignInTry
from portal.accounts.proofs import fingerprint, new_secret
from portal.clock import now
from portal.errors import PortalError
from portal.jobs import outbox

SESSION_LASTS = timedelta(hours=12)
RESET_LASTS = timedelta(hours=2)
WINDOW = timedelta(minutes=15)
FREE_TRIES = 5
LONGEST_WAIT = 60
FREE_TRIES_TOGETHER = 100
WAIT_TOGETHER = 2
_FEWEST_RESETS_APART = timedelta(minutes=5)


class MustWaitError(PortalError):
    """Too many sign-ins have failed; the next is looked at after some seconds."""

    code = "wait-to-sign-in"
    status = 429


class WrongSignInError(PortalError):
    """No account has that address and that password."""

    code = "wrong-sign-in"
    status = 403


class WrongPasswordError(PortalError):
    """The password given to confirm a change is not the member's."""

    code = "wrong-password"
    status = 403


class SpentLinkError(PortalError):
    """A link that works once was used before, has expired, or never existed."""

    code = "spent-link"
    status = 404


@dataclass(frozen=True, slots=True)
class Opened:
    """A session just begun; its secret goes to the browser and nowhere else."""

    secret: str
    expires_at: datetime


def take_turn(email: str, device: str = "") -> None:
    """Count an attempt to sign in before its password is looked at.

    Attempts are counted for each account, and for all accounts together. A browser in which
    the member has signed in before (`device`) is counted by itself, so that nobody who fails
    on purpose can keep her out.

    Raises:
        MustWaitError: it comes too soon after others that failed; it is not counted.
    """
    moment = now()
    db.session.execute(delete(SignInTry).where(SignInTry.at < moment - WINDOW))
    subject = _subject(email, device)
    wait = _wait(moment, FREE_TRIES, LONGEST_WAIT, SignInTry.subject == subject)
    if not device:
        together = _wait(moment, FREE_TRIES_TOGETHER, WAIT_TOGETHER, SignInTry.subject.like("a:%"))
        wait = max(wait, together)
    if wait > 0:
        raise MustWaitError(seconds=wait)
    db.session.add(SignInTry(subject=subject, at=moment))


def _wait(moment: datetime, free: int, longest: int, *which: ColumnElement[bool]) -> int:
    """Return how many seconds are left to wait: none at first, then 1, 2, 4 … up to `longest`."""
    counted = select(func.count(), func.max(SignInTry.at)).where(*which)
    count, last = db.session.execute(counted).one()
    if count < free:
        return 0
    pause = timedelta(seconds=min(longest, 2 ** min(count - free, 16)))
    return max(0, math.ceil((last + pause - moment).total_seconds()))


def _subject(email: str, device: str) -> str:
    """Name an account or a known browser without saying whose it is."""
    kind, name = ("d", device) if device else ("a", email)
    return f"{kind}:{hashlib.sha256(name.encode()).hexdigest()}"


def open_session(
    member_id: int, *, key: str, email: str = "", device: str = "", password_hash: str = ""
) -> Opened:
    """Sign a member in: begin a session with a fresh id and forget her failed attempts.

    `password_hash` replaces the stored one where that was made with weaker settings.
    """
    moment = now()
    secret = new_secret()
    db.session.execute(delete(MemberSession).where(MemberSession.expires_at < moment))
    db.session.add(
        MemberSession(
            member_id=member_id,
            secret_hash=fingerprint(secret, key=key),
            started_at=moment,
            expires_at=moment + SESSION_LASTS,
        )
    )
    if password_hash:
        db.session.get_one(Member, member_id).password_hash = password_hash
    if email:
        forget_tries(email, device)
    record("signed-in", actor=Actor(member_id, "page"), subject=f"member/{member_id}")
    return Opened(secret, moment + SESSION_LASTS)


def forget_tries(email: str, device: str = "") -> None:
    """Let an account, and the browser it was just used in, start afresh."""
    for subject in {_subject(email, device), _subject(email, "")}:
        db.session.execute(delete(SignInTry).where(SignInTry.subject == subject))


def renew_session(session_id: int, *, key: str) -> str:
    """Give a session a new secret id; return it. The old one is dead from here on."""
    secret = new_secret()
    db.session.execute(
        update(MemberSession)
        .where(MemberSession.id == session_id)
        .values(secret_hash=fingerprint(secret, key=key), renew=False)
    )
    return secret


def ask_renewal(member_id: int) -> None:
    """Have every session of a member take a new id, since what she may do has changed."""
    db.session.execute(
        update(MemberSession).where(MemberSession.member_id == member_id).values(renew=True)
    )


def end_session(session_id: int, *, member_id: int) -> None:
    """Sign a member out of one browser; nothing happens if the session is not hers."""
    db.session.execute(
        delete(MemberSession).where(
            MemberSession.id == session_id, MemberSession.member_id == member_id
        )
    )


def end_sessions(member_id: int, *, but: int | None = None) -> None:
    """Sign a member out everywhere, `but` in one session."""
    db.session.execute(
        delete(MemberSession).where(MemberSession.member_id == member_id, MemberSession.id != but)
        if but is not None
        else delete(MemberSession).where(MemberSession.member_id == member_id)
    )


def change_password(member_id: int, *, old: str, new: str, session_id: int) -> None:
    """Take a new password from a member who knows the old one; her other sessions end.

    Raises:
        WrongPasswordError: the old one is not hers.
        PasswordTooShortError, PasswordTooLongError, PasswordTellsError: the new one will not do.
    """
    member = db.session.get_one(Member, member_id)
    if not passwords.matches(old, member.password_hash):
        raise WrongPasswordError
    passwords.require_good(new, email=member.email, name=member.name)
    member.password_hash = passwords.hashed(new)
    end_sessions(member_id, but=session_id)
    record("password-changed", actor=Actor(member_id, "page"), subject=f"member/{member_id}")


def ask_reset(email: str, *, base_url: str) -> None:
    """Write to a member how to choose a new password; nothing tells whether there is one."""
    member = db.session.scalars(select(Member).where(Member.email == email)).one_or_none()
    if member is None or member.disabled_at is not None or _asked_lately(member.id):
        return
    secret = allow_reset(member.id)
    subject, body = letters.reset(secret, language=member.language, base_url=base_url)
    outbox.put(member.email, subject, body)


def allow_reset(member_id: int) -> str:
    """Return the secret with which a member may choose a new password once, for two hours."""
    moment, secret = now(), new_secret()
    db.session.execute(delete(PasswordReset).where(PasswordReset.expires_at < moment))
    db.session.add(
        PasswordReset(
            member_id=member_id,
            secret_hash=fingerprint(secret),
            created_at=moment,
            expires_at=moment + RESET_LASTS,
        )
    )
    return secret


def _asked_lately(member_id: int) -> bool:
    """Tell whether she has just been written to: nobody can fill her letter box."""
    lately = select(PasswordReset.id).where(
        PasswordReset.member_id == member_id,
        PasswordReset.created_at > now() - _FEWEST_RESETS_APART,
    )
    return db.session.execute(lately).first() is not None


def reset_password(secret: str, new: str) -> Member:
    """Take a new password from whoever holds the link that was sent; all sessions end.

    Raises:
        SpentLinkError: the link does not work (any more).
        PasswordTooShortError, PasswordTooLongError, PasswordTellsError: the password will not do.
    """
    member = resettable(secret)
    passwords.require_good(new, email=member.email, name=member.name)
    member.password_hash = passwords.hashed(new)
    db.session.execute(delete(PasswordReset).where(PasswordReset.member_id == member.id))
    end_sessions(member.id)
    forget_tries(member.email)
    record("password-reset", actor=Actor(member.id, "page"), subject=f"member/{member.id}")
    return member


def resettable(secret: str) -> Member:
    """Return the member whom a reset link was sent to.

    Raises:
        SpentLinkError: the link does not work (any more).
    """
    member = db.session.scalars(
        select(Member)
        .join(PasswordReset, PasswordReset.member_id == Member.id)
        .where(
            PasswordReset.secret_hash == fingerprint(secret),
            PasswordReset.expires_at > now(),
            Member.disabled_at.is_(None),
        )
    ).one_or_none()
    if member is None:
        raise SpentLinkError
    return member
