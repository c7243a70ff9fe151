"""Let rounds be handed in as submissions, and late answers wait for a release that counts them.

Safe while the old code runs: every column may be empty or has a default, and the old code reads
none of them; only a round that it publishes meanwhile would be taken for one whose answers all
wait. Answers of a round that was published before count as counted in its first release.

It is not taken back while late answers wait or a later release has counted some: made again, it
could not tell them from the first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011_round_releases"
down_revision = "0010_reuse"

_MOMENT = sa.DateTime(timezone=True)
_OF_FIRST = """
UPDATE sealed_answer SET release_id = (
    SELECT id FROM round_release
    WHERE round_release.round_id = sealed_answer.round_id AND version = 1 AND sha256 <> ''
)
"""
_COUNTED = """
UPDATE round_invited SET counted = answered
WHERE round_id IN (SELECT round_id FROM round_release WHERE sha256 <> '')
"""
_LATE = """
SELECT count(*) FROM sealed_answer
LEFT JOIN round_release ON round_release.id = sealed_answer.release_id
WHERE round_release.version > 1 OR (
    sealed_answer.release_id IS NULL
    AND sealed_answer.round_id IN (SELECT round_id FROM round_release WHERE sha256 <> '')
)
"""
_NEVER_COUNTED = "DELETE FROM round_release WHERE sha256 = ''"


def upgrade() -> None:
    op.add_column("round_invited", _number("counted"))
    release = sa.ForeignKey("round_release.id", name="fk_sealed_answer_release_id")
    column = sa.Column("release_id", sa.Integer(), release, nullable=True)
    op.add_column("sealed_answer", column, inline_references=True)
    op.create_index("ix_sealed_answer_release_id", "sealed_answer", ["release_id"])
    state = sa.Column("state", sa.String(20), server_default="counted", nullable=False)
    op.add_column("round_release", state)
    op.add_column("round_release", _number("asked_by"))
    op.add_column("round_release", sa.Column("held_until", _MOMENT, nullable=True))
    op.add_column("round_release", sa.Column("refusal", sa.JSON(), nullable=True))
    _create_submissions()
    op.execute(_OF_FIRST)
    op.execute(_COUNTED)


def downgrade() -> None:
    if op.get_bind().scalar(sa.text(_LATE)):
        raise RuntimeError("late answers could not be told from those that were counted first")
    op.drop_table("round_submission")
    op.execute(_NEVER_COUNTED)
    for name in ("refusal", "held_until", "asked_by", "state"):
        op.drop_column("round_release", name)
    op.drop_index("ix_sealed_answer_release_id", "sealed_answer")
    op.drop_column("sealed_answer", "release_id")
    op.drop_column("round_invited", "counted")


def _number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), server_default="0", nullable=False)


def _create_submissions() -> None:
    op.create_table(
        "round_submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("council", sa.String(), nullable=False),
        sa.Column("dataset", sa.String(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["round_release.id"], name="fk_round_submission_release_id"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_round_submission_submission_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_round_submission"),
        sqlite_autoincrement=True,
    )
    columns = ["release_id", "dataset"]
    op.create_index(
        "ix_round_submission_release_id_dataset", "round_submission", columns, unique=True
    )
