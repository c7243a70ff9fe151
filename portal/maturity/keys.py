"""The keys that open a round's answers: files for the worker alone, never read by the web.

import-linter keeps every page from importing this module.
"""

import json
import os
from typing import Any

from nacl.encoding import Base64Encoder
from nacl.public import PrivateKey, SealedBox

from portal.config import Config
from portal.disclosure.draw_key import draw_key
from portal.errors import PortalError

_SECRET = 0o600


class KeyMissingError(PortalError):
    """The key that opens the answers of a round is gone."""

    code = "round-key"
    status = 500


class RoundKey:
    """The secret half of a round's key, in a file below the portal's data."""

    def __init__(self, config: Config, name: str) -> None:
        self._path = config.data / "keys" / f"{name}.key"
        self._name = name

    def make(self) -> str:
        """Make the key, write its secret half for this account alone, return the public one."""
        key = PrivateKey.generate()
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _SECRET)
        with os.fdopen(handle, "wb") as file:
            file.write(key.encode(Base64Encoder))
            file.flush()
            os.fsync(file.fileno())
        return key.public_key.encode(Base64Encoder).decode()

    def open(self, box: bytes) -> Any:
        """Return the value that was sealed."""
        return json.loads(SealedBox(self._read()).decrypt(box))

    def of_draws(self) -> bytes:
        """Return the secret of the rounding, which is this round's own."""
        return draw_key(bytes(self._read()))

    def delete(self) -> None:
        """Delete the secret half: what it sealed can never be opened again."""
        self._path.unlink(missing_ok=True)

    def _read(self) -> PrivateKey:
        """Read the secret half.

        Raises:
            KeyMissingError: there is no such file.
        """
        try:
            return PrivateKey(self._path.read_bytes(), Base64Encoder)
        except FileNotFoundError as missing:
            raise KeyMissingError(round=self._name) from missing
