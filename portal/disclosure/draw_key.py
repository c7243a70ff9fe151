"""The key of the draws by which counts are rounded, derived from a secret that is used for more."""

import hashlib
import hmac


def draw_key(secret: bytes) -> bytes:
    """Return the key; who has it could undo the rounding. The same secret gives the same key."""
    return hmac.new(secret, b"melin: random controlled rounding", hashlib.sha256).digest()
