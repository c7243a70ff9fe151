"""Secrets that prove something, made at random and known to the database only by their hash."""

import hashlib
import re
import secrets
from typing import Final
from urllib.parse import unquote_plus

MARK: Final = "melin_"
_BYTES = 32
_TOKEN = re.compile(MARK + r"[A-Za-z0-9_-]{24,}")


def new_secret() -> str:
    """Return a secret of 256 random bits that fits into an address or a header."""
    return secrets.token_urlsafe(_BYTES)


def new_token() -> str:
    """Return a secret for a program, marked so that a search of logs or code finds it."""
    return MARK + new_secret()


def holds_token(query: str) -> bool:
    """Tell whether a token stands in the query of an address, however it is written there."""
    return bool(_TOKEN.search(unquote_plus(query)) or _TOKEN.search(query))


def fingerprint(secret: str, *, key: str = "") -> str:
    """Return the hash that a secret is known by.

    The secret holds more bits than anybody can try, so a fast hash is enough. With the
    portal's `key` in it, the hash means nothing to a portal that has another.
    """
    if key:
        return hashlib.blake2b(secret.encode(), key=key.encode()[:64], digest_size=32).hexdigest()
    return hashlib.sha256(secret.encode()).hexdigest()
