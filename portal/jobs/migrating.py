"""Bring a database to the newest migration."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, inspect, text

from portal.config import ROOT
from portal.errors import PortalError

if TYPE_CHECKING:
    from alembic.config import Config as AlembicConfig

_FOLDER = ROOT / "migrations"


class NewerDatabaseError(PortalError):
    """The database has been through migrations that this code does not have."""

    code = "newer-database"
    status = 503


def migrate(database_url: str) -> None:
    """Upgrade the database to the newest migration; one that is up to date is left alone.

    alembic is only imported where there is something to do: it would double the time that a
    portal takes to start.

    Raises:
        NewerDatabaseError: newer code has brought it further than this code goes.
    """
    stands_at = _stands_at(database_url)
    if stands_at == _newest():
        return
    if stands_at and not (_FOLDER / "versions" / f"{stands_at}.py").exists():
        raise NewerDatabaseError(migration=stands_at)
    from alembic import command

    command.upgrade(alembic_config(database_url), "head")


def alembic_config(database_url: str) -> "AlembicConfig":
    """Return the settings that migrations run with."""
    from alembic.config import Config as AlembicConfig

    settings = AlembicConfig()
    settings.set_main_option("script_location", str(_FOLDER))
    settings.attributes["database_url"] = database_url
    return settings


def _newest() -> str:
    """Return the newest migration: they are numbered, so it is the last by name."""
    return max(path.stem for path in (_FOLDER / "versions").glob("[0-9]*.py"))


def _stands_at(database_url: str) -> str:
    """Return the migration a database stands at; "" where there is none yet."""
    if database_url.startswith("sqlite:///"):
        Path(database_url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(database_url)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return ""
            return (
                connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
            )
    finally:
        engine.dispose()
