"""Sealing answers with a round's public key, and drafts with the key that a link gives.

What is sealed here can only be opened by `portal.maturity.keys`, which the web process never
loads. Both are padded, so that their length says nothing.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping

from nacl.encoding import Base64Encoder
from nacl.exceptions import CryptoError
from nacl.public import PublicKey, SealedBox
from nacl.secret import SecretBox

_BLOCK = 2048
_IDS = 1 << 62

Answers = Mapping[str, str]
"""The code of an answer by the code of its question."""


def padded(value: object) -> bytes:
    """Return a value as JSON, filled up to whole blocks of 2 kB."""
    text = json.dumps(value, separators=(",", ":")).encode()
    return text + b" " * (-len(text) % _BLOCK)


def seal(value: object, public_key: str) -> bytes:
    """Return a value as only the holder of the secret key can read it."""
    key = PublicKey(public_key.encode(), Base64Encoder)
    return bytes(SealedBox(key).encrypt(padded(value)))


def random_id() -> int:
    """Return a number for a sealed row, so that rows lie in no order."""
    return secrets.randbelow(_IDS) + 1


def locked(answers: Answers, token: str) -> bytes:
    """Return a draft as only the holder of the link can read it."""
    return bytes(_box(token).encrypt(padded(dict(answers))))


def unlocked(draft: bytes | None, token: str) -> dict[str, str]:
    """Return the answers of a draft; none where there is no draft, or another link wrote it."""
    if draft is None:
        return {}
    try:
        found = json.loads(_box(token).decrypt(draft))
    except CryptoError:
        return {}
    return {str(question): str(answer) for question, answer in found.items()}


def _box(token: str) -> SecretBox:
    key = hashlib.blake2b(token.encode(), digest_size=SecretBox.KEY_SIZE, person=b"melin draft")
    return SecretBox(key.digest())
