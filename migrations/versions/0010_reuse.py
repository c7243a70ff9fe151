"""Reuses of datasets, and how often files were taken away.

Safe while the old code runs: every table is new, and the old code reads none of them. Taking
it back deletes the register of reuses and the counts, which nothing else refers to.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010_reuse"
down_revision = "0009_round_owners"

_MOMENT = sa.DateTime(timezone=True)


def _text(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _points(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=f"fk_{table}_{column}")


def upgrade() -> None:
    op.create_table(
        "reuse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        *_text("kind", "url", "title_cy", "title_en", "about_cy", "about_en"),
        sa.Column("proposed_at", _MOMENT, nullable=False),
        sa.Column("decided_at", _MOMENT),
        sa.Column("decided_by", sa.Integer()),
        *_text("reason"),
        sa.PrimaryKeyConstraint("id", name="pk_reuse"),
        _points("reuse", "decided_by", "member"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reuse_state", "reuse", ["state"])
    op.create_index("ix_reuse_proposed_at", "reuse", ["proposed_at"])
    op.create_table(
        "reuse_dataset",
        sa.Column("reuse_id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("reuse_id", "dataset_id", name="pk_reuse_dataset"),
        _points("reuse_dataset", "reuse_id", "reuse"),
        _points("reuse_dataset", "dataset_id", "dataset"),
    )
    op.create_index("ix_reuse_dataset_dataset_id", "reuse_dataset", ["dataset_id"])
    op.create_table(
        "downloads",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        *_text("kind"),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("version_id", "day", "kind", name="pk_downloads"),
        _points("downloads", "version_id", "version"),
        sa.CheckConstraint("count > 0", name="ck_downloads_count"),
    )


def downgrade() -> None:
    for table in ("downloads", "reuse_dataset", "reuse"):
        op.drop_table(table)
