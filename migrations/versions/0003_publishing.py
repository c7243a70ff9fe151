"""Submissions and their steps, withdrawals, and a dataset's successor.

Safe while the old code runs: the tables are new and the new column may be empty. A version
that was withdrawn before keeps its date and has no reason; its tombstone says so.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003_publishing"
down_revision = "0002_accounts"

_MOMENT = sa.DateTime(timezone=True)
_IS_OPEN = sa.text("state NOT IN ('published', 'abandoned')")
_INDEXES = (
    ("submission", ("dataset",)),
    ("submission", ("publisher",)),
    ("submission", ("upload_sha256",)),
    ("submission", ("state", "claimed_until")),
    ("move", ("submission_id",)),
    ("withdrawal", ("version_id",)),
)


def _columns(kind: sa.types.TypeEngine, *names: str, empty: bool = False) -> list[sa.Column]:
    return [sa.Column(name, kind, nullable=empty) for name in names]


def _create_submission() -> None:
    op.create_table(
        "submission",
        *_columns(sa.Integer(), "id", "revision", "uploaded_by", "attempts"),
        *_columns(sa.String(), "dataset", "publisher", "upload_name", "upload_sha256"),
        *_columns(sa.String(20), "state"),
        *_columns(sa.BigInteger(), "upload_size"),
        *_columns(_MOMENT, "uploaded_at"),
        *_columns(sa.JSON(), "issues", "changes", "questions"),
        *_columns(sa.JSON(), "content", "rows", empty=True),
        *_columns(sa.Integer(), "number", "submitted_by", "approved_by", empty=True),
        *_columns(sa.String(), "fingerprint", "claim", "fault", empty=True),
        *_columns(sa.Text(), "reason_cy", "reason_en", empty=True),
        *_columns(_MOMENT, "submitted_at", "approved_at", "publish_at", empty=True),
        *_columns(_MOMENT, "published_at", "claimed_until", empty=True),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.CheckConstraint("number >= 1", name="ck_submission_number"),
    )
    op.create_index(
        "ix_submission_open",
        "submission",
        ["dataset"],
        unique=True,
        sqlite_where=_IS_OPEN,
        postgresql_where=_IS_OPEN,
    )


def _create_move() -> None:
    op.create_table(
        "move",
        *_columns(sa.Integer(), "id", "submission_id"),
        *_columns(sa.String(20), "step"),
        *_columns(_MOMENT, "at"),
        *_columns(sa.Integer(), "member", empty=True),
        *_columns(sa.Text(), "reason_cy", "reason_en", empty=True),
        sa.PrimaryKeyConstraint("id", name="pk_move"),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], "fk_move_submission_id"),
    )


def _create_withdrawal() -> None:
    op.create_table(
        "withdrawal",
        *_columns(sa.Integer(), "id", "version_id", "member"),
        *_columns(sa.String(), "reason_cy", "reason_en"),
        *_columns(_MOMENT, "at"),
        *_columns(_MOMENT, "settle_before", "settled_at", empty=True),
        *_columns(sa.Integer(), "settled_by", empty=True),
        *_columns(sa.Boolean(), "restored"),
        sa.PrimaryKeyConstraint("id", name="pk_withdrawal"),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], "fk_withdrawal_version_id"),
    )


def upgrade() -> None:
    _create_submission()
    _create_move()
    _create_withdrawal()
    for table, columns in _INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
    op.add_column("dataset", sa.Column("successor", sa.String()))


def downgrade() -> None:
    op.drop_column("dataset", "successor")
    for table in ("withdrawal", "move", "submission"):
        op.drop_table(table)
