"""E-mail addresses in the one form that they are known by."""

import re
import unicodedata

from portal.errors import PortalError

LONGEST = 254
_ADDRESS = re.compile(
    r"[^\s@\"<>(),:;\[\]\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W_]{2,63}"
)


class BadEmailError(PortalError):
    """A text is not an e-mail address."""

    code = "bad-email"
    status = 422


def normalised(text: str) -> str:
    """Return an address as it is stored and compared: NFC, small letters, no spaces around.

    Raises:
        BadEmailError: nobody could be written to there.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text.strip()).casefold())
    if len(folded) > LONGEST or not folded.isprintable() or not _ADDRESS.fullmatch(folded):
        raise BadEmailError
    return folded
