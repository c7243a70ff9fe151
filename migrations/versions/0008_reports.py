"""Reports of rounds: the PDFs that were set of each published version, by the hash of their bytes.

Safe while the old code runs: the table is new, and the old code sets reports itself. Versions
published before this migration get theirs from the worker. Taking it back loses no bytes that
cannot be set again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008_reports"
down_revision = "0007_maturity"


def upgrade() -> None:
    op.create_table(
        "round_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("council", sa.String(), nullable=False),
        sa.Column("locale", sa.String(2), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name="fk_round_report_version_id_version"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_round_report"),
    )
    own = ["version_id", "council", "locale"]
    op.create_index(f"ix_round_report_{'_'.join(own)}", "round_report", own, unique=True)


def downgrade() -> None:
    op.drop_table("round_report")
