"""The secret of the draws by which counts are rounded, the same for as long as the portal's own."""

import hashlib
import hmac

from portal.config import Config
from portal.web.secret import secret_key


def rounding_key(config: Config) -> bytes:
    """Return the key; who has it could undo the rounding, so it goes nowhere but into a check."""
    own = secret_key(config).encode()
    return hmac.new(own, b"melin: random controlled rounding", hashlib.sha256).digest()
