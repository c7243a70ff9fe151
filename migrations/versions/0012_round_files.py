"""The marks of files of answers, so that none is counted twice.

Safe while the old code runs: the table is new, and the old code brings files in without a mark.
Taking it back forgets which files were brought in.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012_round_files"
down_revision = "0011_round_releases"


def upgrade() -> None:
    op.create_table(
        "round_file",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("round_id", "mark", name="pk_round_file"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_round_file_round_id"),
    )


def downgrade() -> None:
    op.drop_table("round_file")
