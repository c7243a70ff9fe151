"""How migrations run: on a given connection or URL, SQLite without foreign keys meanwhile."""

from alembic import context
from sqlalchemy import Connection, create_engine, text

import portal.catalogue.models
import portal.jobs.outbox
import portal.maturity.models
import portal.publishing.gate.models
import portal.publishing.models
import portal.reuse.models  # noqa: F401  (these declare the tables)
from portal.config import Config
from portal.db import Base

_OWN_TABLES = "search_index"


def _is_declared(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the search index out of comparisons: each database has its own kind of it."""
    return not (kind == "table" and (name or "").startswith(_OWN_TABLES))


def _run(connection: Connection) -> None:
    on_sqlite = connection.dialect.name == "sqlite"
    if on_sqlite:
        connection.execute(text("PRAGMA foreign_keys=OFF"))
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=on_sqlite,
        include_name=_is_declared,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        if on_sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
            raise RuntimeError("a migration left rows that point nowhere")


def _url() -> str:
    given = context.config.attributes.get("database_url")
    return given or Config.from_environment().database_url


_engine = create_engine(_url())
with _engine.connect() as _connection:
    _run(_connection)
_engine.dispose()
