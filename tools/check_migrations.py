"""Check the migrations: numbered, one line, equal to the models, and reversible.

Run by `make check` on an empty SQLite database; the tests with services do the same on
PostgreSQL through `problems_on`.
"""

import re
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

import portal.catalogue.models
import portal.jobs.outbox
import portal.maturity.models
import portal.publishing.models
import portal.reuse.models  # noqa: F401  (these declare the tables)
from portal.db import Base
from portal.jobs.migrating import alembic_config, migrate

_NAME = re.compile(r"^(\d{4})_[a-z0-9_]+$")


def numbering_problems(names: list[str]) -> list[str]:
    """Return what is wrong with the names of the migrations, oldest first."""
    problems = [f"not named 0001_words: {name}" for name in names if not _NAME.match(name)]
    numbers = [int(name[:4]) for name in names if _NAME.match(name)]
    if numbers != list(range(1, len(numbers) + 1)):
        problems.append(f"not numbered 1, 2, 3 …: {numbers}")
    return problems


def problems_on(database_url: str) -> list[str]:
    """Upgrade an empty database, compare it with the models, and take everything back."""
    migrate(database_url)
    engine = create_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, *_: "search_index" not in str(name)}
        )
        problems = [str(difference) for difference in compare_metadata(context, Base.metadata)]
    command.downgrade(alembic_config(database_url), "base")
    left = set(inspect(engine).get_table_names()) - {"alembic_version"}
    engine.dispose()
    return problems + [f"left after downgrade: {name}" for name in sorted(left)]


def main() -> int:
    """Print every problem; return 1 where there is one."""
    scripts = ScriptDirectory.from_config(alembic_config(""))
    names = [script.revision for script in scripts.walk_revisions()][::-1]
    with tempfile.TemporaryDirectory() as folder:
        problems = numbering_problems(names) + problems_on(f"sqlite:///{Path(folder) / 'x.db'}")
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    sys.stdout.write(f"migrations: {len(names)}, problems: {len(problems)}\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
