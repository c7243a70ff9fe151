"""Mark submissions that are only to be checked; they never stand in another's way.

Safe while the old code runs: a row written without the mark is no dry run, as all were before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005_dry_run"
down_revision = "0004_drafting"

_BEFORE = "state NOT IN ('published', 'abandoned')"
_NOW = f"{_BEFORE} AND NOT dry_run"


def _open_submission_is_one(condition: str) -> None:
    where = sa.text(condition)
    op.create_index(
        "ix_submission_open",
        "submission",
        ["dataset"],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )


def upgrade() -> None:
    dry_run = sa.Column("dry_run", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("submission", dry_run)
    op.drop_index("ix_submission_open", "submission")
    _open_submission_is_one(_NOW)


def downgrade() -> None:
    op.drop_index("ix_submission_open", "submission")
    op.execute("DELETE FROM move WHERE submission_id IN (SELECT id FROM submission WHERE dry_run)")
    op.execute("DELETE FROM submission WHERE dry_run")
    op.drop_column("submission", "dry_run")
    _open_submission_is_one(_BEFORE)
