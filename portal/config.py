"""The settings of one portal, read once from the environment; every one is optional."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from portal.errors import WrongSettingError

ROOT = Path(__file__).resolve().parent.parent
SHIPPED_PACKAGES = ROOT / "datasets"
_SHORTEST_KEY = 16


@dataclass(frozen=True, slots=True)
class Config:
    """Where a portal keeps its things and how it is reached.

    `database_url` and `store_url` point into `data` unless set; `base_url` has no slash at
    its end and is what absolute links are made with, whatever Host a client sends. Without a
    `secret_key` one is made and kept in `data`; without an `smtp_url` messages wait for the
    site admin. `demo` tells whether `melin serve` makes the demonstration accounts.
    """

    data: Path
    port: int
    base_url: str
    database_url: str
    store_url: str
    secret_key: str = field(default="", repr=False)
    smtp_url: str = field(default="", repr=False)
    demo: bool = True

    @property
    def secure(self) -> bool:
        """Tell whether readers reach the portal by https alone."""
        return self.base_url.startswith("https://")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Config":
        """Read the MELIN_… settings.

        Raises:
            WrongSettingError: a setting cannot be used; its name and value are the facts.
        """
        data = Path(environ.get("MELIN_DATA") or "var").absolute()
        port = _port(environ.get("MELIN_PORT") or "8000")
        return cls(
            data=data,
            port=port,
            base_url=_base_url(environ.get("MELIN_BASE_URL") or f"http://localhost:{port}"),
            database_url=_database_url(
                environ.get("MELIN_DATABASE_URL") or f"sqlite:///{data / 'melin.db'}"
            ),
            store_url=environ.get("MELIN_STORE_URL") or (data / "files").as_uri(),
            secret_key=_secret_key(environ.get("MELIN_SECRET_KEY") or ""),
            smtp_url=_smtp_url(environ.get("MELIN_SMTP_URL") or ""),
            demo=_yes_or_no("MELIN_DEMO", environ.get("MELIN_DEMO") or "1"),
        )


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise WrongSettingError(name="MELIN_PORT", value=text)
    return int(text)


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query:
        raise WrongSettingError(name="MELIN_BASE_URL", value=text)
    return text.rstrip("/")


def _database_url(text: str) -> str:
    """Accept the usual `postgresql://` and `postgres://` for the one driver that ships."""
    scheme, separator, rest = text.partition("://")
    if scheme in {"postgres", "postgresql", "postgresql+psycopg"}:
        return f"postgresql+psycopg://{rest}"
    if scheme != "sqlite" or not separator:
        raise WrongSettingError(name="MELIN_DATABASE_URL", value=scheme)
    return text


def _secret_key(text: str) -> str:
    if text and len(text) < _SHORTEST_KEY:
        raise WrongSettingError(name="MELIN_SECRET_KEY", value="…")
    return text


def _smtp_url(text: str) -> str:
    """Accept smtp:// and smtps:// with a host; the value is never repeated, it holds a password."""
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"smtp", "smtps"} and parts.hostname and parts.port != 0
    except ValueError:
        usable = None
    if not usable:
        raise WrongSettingError(name="MELIN_SMTP_URL", value=text.partition(":")[0])
    return text


def _yes_or_no(name: str, text: str) -> bool:
    if text not in {"0", "1"}:
        raise WrongSettingError(name=name, value=text)
    return text == "1"
