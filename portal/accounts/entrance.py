"""The way in: an attempt is counted, then the password looked at, then a session begun.

Three short steps of which only the first and the last touch the database, so that the slow
one holds up nobody.
"""

import hashlib
import secrets
from datetime import timedelta

from flask import Response, current_app, g
from itsdangerous import BadSignature, URLSafeSerializer

from portal.accounts import guard, operations, passwords, queries
from portal.accounts.addresses import BadEmailError, normalised
from portal.accounts.operations.signing import WrongSignInError
from portal.web import cookies
from portal.web.edge import writing

_REMEMBERED = timedelta(days=365)


def enter(email: str, password: str) -> None:
    """Sign somebody in, or refuse in the same words and time whatever was wrong.

    Raises:
        MustWaitError: too many attempts have failed just now.
        WrongSignInError: no account has that address and password.
    """
    try:
        email = normalised(email)
    except BadEmailError:
        email = ""
    device = _known_device(email)
    with writing():
        operations.take_turn(email, device)
    member = queries.member_by_email(email)
    stored = member.password_hash if member and member.disabled_at is None else None
    if not passwords.matches(password, stored) or member is None or stored is None:
        raise WrongSignInError
    newer = passwords.hashed(password) if passwords.outdated(stored) else ""
    admit(member.id, email=email, device=device, password_hash=newer)


def admit(member_id: int, *, email: str, device: str = "", password_hash: str = "") -> None:
    """Begin a session for somebody who has proved who she is, and end the one there was."""
    before = guard.current_member()
    with writing():
        if before is not None:
            operations.end_session(before.session_id, member_id=before.id)
        opened = operations.open_session(
            member_id,
            key=guard.session_key(),
            email=email,
            device=device,
            password_hash=password_hash,
        )
    guard.begin(opened)
    g.remember = [_digest(email), device or secrets.token_urlsafe(16)]


def remember_device(response: Response) -> Response:
    """Leave a cookie by which this browser is known the next time its member signs in."""
    known = g.get("remember")
    if known is not None:
        cookies.set_cookie(response, cookies.KNOWN, str(_signer().dumps(known)), until=_REMEMBERED)
    return response


def _known_device(email: str) -> str:
    """Return the name of this browser if the member with that address has used it before."""
    try:
        whose, device = _signer().loads(cookies.cookie(cookies.KNOWN))
    except (BadSignature, ValueError, TypeError):
        return ""
    return str(device) if whose == _digest(email) else ""


def _digest(email: str) -> str:
    return hashlib.sha256(email.encode()).hexdigest()


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="known-device")
