"""The draft of a submission, what was decided about its file, recipes, and texts to be checked.

Safe while the old code runs: what it does not write has a default or may be empty.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004_drafting"
down_revision = "0003_publishing"

_MOMENT = sa.DateTime(timezone=True)


def _columns() -> list[sa.Column]:
    return [
        sa.Column("draft", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("decisions", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("edited", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("found", sa.JSON()),
        sa.Column("changes_sha256", sa.String()),
        sa.Column("people_exception", sa.JSON()),
        sa.Column("upload_deleted_at", _MOMENT),
    ]


def _create_recipe() -> None:
    op.create_table(
        "recipe",
        sa.Column("dataset", sa.String(), nullable=False),
        sa.Column("decisions", sa.JSON(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("dataset", name="pk_recipe"),
    )


def _create_text_check() -> None:
    op.create_table(
        "text_check",
        sa.Column("dataset", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("dataset", "place", "locale", name="pk_text_check"),
    )


def upgrade() -> None:
    for column in _columns():
        op.add_column("submission", column)
    _create_recipe()
    _create_text_check()


def downgrade() -> None:
    op.drop_table("text_check")
    op.drop_table("recipe")
    for column in reversed(_columns()):
        op.drop_column("submission", column.name)
