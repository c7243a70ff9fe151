"""The secret of the draws by which counts are rounded, the same for as long as the portal's own."""

from portal.config import Config
from portal.disclosure.draw_key import draw_key
from portal.web.secret import secret_key


def rounding_key(config: Config) -> bytes:
    """Return the key; who has it could undo the rounding, so it goes nowhere but into a check."""
    return draw_key(secret_key(config).encode())
