"""The portal's secret key: the one set, or a random one kept in the data folder."""

import os
import secrets
from pathlib import Path

from portal.config import Config

_NAME = "secret-key"


def secret_key(config: Config) -> str:
    """Return the key that cookies are signed with; the first call of a portal makes one.

    The file is written under another name and then linked, so that of two processes that start
    at once both read the same whole key.
    """
    if config.secret_key:
        return config.secret_key
    path = config.data / _NAME
    if not path.exists():
        config.data.mkdir(parents=True, exist_ok=True)
        _make(path)
    return path.read_text(encoding="ascii")


def _make(path: Path) -> None:
    draft = path.with_name(f"{_NAME}-{os.getpid()}-{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
