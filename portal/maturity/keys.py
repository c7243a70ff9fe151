"""The keys that open a round's answers: files for the worker alone, never read by the web.

import-linter keeps every page from importing this module.
"""

import contextlib
import fcntl
import json
import os
import tempfile
from collections.abc import Callable, Iterator
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
        self._path = _folder(config) / f"{name}.key"
        self._name = name

    def make(self) -> str:
        """Make the key for this account alone, unless it is there; return its public half.

        Of two who make it at once both return the same, so no answer is sealed to a lost one.
        """
        with _alone(self._path.parent):
            if not self._path.exists():
                self._write()
        return self._read().public_key.encode(Base64Encoder).decode()

    def open(self, box: bytes) -> Any:
        """Return the value that was sealed."""
        return json.loads(SealedBox(self._read()).decrypt(box))

    def of_draws(self) -> bytes:
        """Return the secret of the rounding, which is this round's own."""
        return draw_key(bytes(self._read()))

    def _write(self) -> None:
        """Write a new key, whole or not at all."""
        handle, made = tempfile.mkstemp(dir=self._path.parent)  # for its owner alone
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(PrivateKey.generate().encode(Base64Encoder))
                file.flush()
                os.fsync(file.fileno())
            Path(made).rename(self._path)
        finally:
            Path(made).unlink(missing_ok=True)

    def _read(self) -> PrivateKey:
        """Read the secret half.

        Raises:
            KeyMissingError: there is no such file.
        """
        try:
            return PrivateKey(self._path.read_bytes(), Base64Encoder)
        except FileNotFoundError as missing:
            raise KeyMissingError(round=self._name) from missing


def delete_keys(config: Config, needed_no_more: Callable[[str], bool]) -> None:
    """Delete the keys of rounds, told by their names, for good.

    Meanwhile no key is made: a round that takes the name of one that was deleted keeps its own.
    """
    with _alone(_folder(config)) as folder:
        for path in folder.glob("*.key"):
            if needed_no_more(path.stem):
                path.unlink()


def _folder(config: Config) -> Path:
    return config.data / "keys"


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """Be the only one on this machine that makes or deletes keys."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield folder
    finally:
        os.close(handle)
