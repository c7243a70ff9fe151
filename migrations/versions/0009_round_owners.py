"""Record which publisher a round of questionnaires belongs to.

Safe while the old code runs: the column is new and may be empty. Rounds created before belong to
nobody: they are run at the command line, as they were, and no page shows them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009_round_owners"
down_revision = "0008_reports"


def upgrade() -> None:
    owner = sa.ForeignKey("publisher.id", name="fk_round_publisher_id")
    column = sa.Column("publisher_id", sa.Integer(), owner, nullable=True)
    op.add_column("round", column, inline_references=True)
    op.create_index("ix_round_publisher_id", "round", ["publisher_id"])


def downgrade() -> None:
    op.drop_index("ix_round_publisher_id", "round")
    op.drop_column("round", "publisher_id")
