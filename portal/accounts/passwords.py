"""Passwords: which may be chosen, and how they are kept (argon2id, never the words)."""

import secrets
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from portal.errors import PortalError

SHORTEST = 12
LONGEST = 200
_SHORTEST_PART = 4
_AT_ONCE = 4

_hasher = PasswordHasher()
_nobody = _hasher.hash(secrets.token_urlsafe())
# Each check takes 64 MiB for a moment: a flood of them waits in line instead of filling memory.
_turns = threading.BoundedSemaphore(_AT_ONCE)


class PasswordTooShortError(PortalError):
    """A password is too short to keep anybody out."""

    code = "password-too-short"
    status = 422


class PasswordTooLongError(PortalError):
    """A password is longer than anybody types."""

    code = "password-too-long"
    status = 422


class PasswordTellsError(PortalError):
    """A password is the member's own name or address, or hardly more."""

    code = "password-tells"
    status = 422


def require_good(password: str, *, email: str, name: str) -> None:
    """Refuse a password that is too easily guessed; its letters and signs are her own affair.

    Raises:
        PasswordTooShortError: it has fewer than `SHORTEST` characters.
        PasswordTooLongError: it has more than `LONGEST`.
        PasswordTellsError: without her name or address (or one repeated sign) little is left.
    """
    if len(password) < SHORTEST:
        raise PasswordTooShortError(shortest=SHORTEST)
    if len(password) > LONGEST:
        raise PasswordTooLongError(longest=LONGEST)
    left = _folded(password)
    known = [email, email.partition("@")[0], "".join(name.split()), *name.split()]
    for part in sorted((_folded(part) for part in known), key=len, reverse=True):
        if len(part) >= _SHORTEST_PART:
            left = left.replace(part, "")
    if len(set(left)) < _SHORTEST_PART:
        raise PasswordTellsError


def hashed(password: str) -> str:
    """Return what is stored of a password."""
    with _turns:
        return _hasher.hash(_one_form(password))


def matches(password: str, stored: str | None) -> bool:
    """Tell whether a password is the stored one; takes as long where nothing is stored."""
    with _turns:
        try:
            _hasher.verify(stored or _nobody, _one_form(password))
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def outdated(stored: str) -> bool:
    """Tell whether a stored password was hashed with weaker settings than today's."""
    return _hasher.check_needs_rehash(stored)


def random_password() -> str:
    """Return a password nobody chose."""
    return secrets.token_urlsafe(15)


def _one_form(password: str) -> str:
    """Return the password as every keyboard writes it."""
    return unicodedata.normalize("NFKC", password[: LONGEST * 4])


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
