"""The keys that open a round's answers: files for the worker alone, never read by the web.

import-linter keeps every page from importing this module.
"""

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from nacl.encoding import Base64Encoder
from nacl.public import PrivateKey, SealedBox

from portal.config import Config
from portal.disclosure.draw_key import draw_key
from portal.errors import PortalError


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
        """Make the key for this account alone, unless it is there; return its public half.

        Of two who make it at once both return the same, so no answer is sealed to a lost one.
        """
        folder = self._path.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=folder)  # for its owner alone
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(PrivateKey.generate().encode(Base64Encoder))
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(made, self._path)
        finally:
            Path(made).unlink()
        return self._read().public_key.encode(Base64Encoder).decode()

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
