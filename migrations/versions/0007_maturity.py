"""Rounds of questionnaires: who was invited, links, sealed answers, what was published.

Safe while the old code runs: every table is new, and the old code reads none of them. Taking
it back deletes every round with its answers, which nothing else refers to.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007_maturity"
down_revision = "0006_ledger"

_MOMENT = sa.DateTime(timezone=True)
_TABLES = ("round_release", "sealed_answer", "round_link", "round_invited", "round")


def _column(name: str, kind: sa.types.TypeEngine) -> sa.Column:
    """Return a column; one whose name ends in "?" may be empty."""
    return sa.Column(name.removesuffix("?"), kind, nullable=name.endswith("?"))


def _create(table: str, *columns: sa.schema.SchemaItem, own_id: bool = True) -> None:
    # On SQLite a key of any other type would leave a hidden row number that tells the order.
    key = sa.Integer() if own_id else sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        table,
        sa.Column("id", key, nullable=False, autoincrement=own_id),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sqlite_autoincrement=own_id,
    )


def _points(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=f"fk_{table}_{column}")


def _create_round() -> None:
    _create(
        "round",
        _column("name", sa.String()),
        _column("framework", sa.String()),
        _column("framework_sha256", sa.String()),
        _column("synthetic", sa.Boolean()),
        _column("stage", sa.String(20)),
        _column("public_key", sa.String()),
        _column("closes_at", _MOMENT),
        _column("keep_days", sa.Integer()),
        _column("closed_at?", _MOMENT),
        _column("answers_deleted_at?", _MOMENT),
        sa.UniqueConstraint("name", name="uq_round_name"),
    )
    _create(
        "round_invited",
        _column("round_id", sa.Integer()),
        _column("council", sa.String()),
        _column("title_cy", sa.String()),
        _column("title_en", sa.String()),
        _column("audience", sa.String()),
        _column("invited", sa.Integer()),
        _column("answered", sa.Integer()),
        sa.CheckConstraint("invited > 0", name="ck_round_invited_invited"),
        sa.CheckConstraint("answered <= invited", name="ck_round_invited_answered"),
        _points("round_invited", "round_id", "round"),
    )
    group = ["round_id", "council", "audience"]
    op.create_index(f"ix_round_invited_{'_'.join(group)}", "round_invited", group, unique=True)


def _create_answers() -> None:
    _create(
        "round_link",
        _column("group_id", sa.Integer()),
        _column("tool", sa.String()),
        _column("token_hash", sa.String()),
        _column("used", sa.Boolean()),
        _column("draft?", sa.LargeBinary()),
        sa.UniqueConstraint("token_hash", name="uq_round_link_token_hash"),
        _points("round_link", "group_id", "round_invited"),
    )
    op.create_index("ix_round_link_group_id", "round_link", ["group_id"])
    _create(
        "sealed_answer",
        _column("round_id", sa.Integer()),
        _column("box", sa.LargeBinary()),
        _points("sealed_answer", "round_id", "round"),
        own_id=False,
    )
    op.create_index("ix_sealed_answer_round_id", "sealed_answer", ["round_id"])


def upgrade() -> None:
    _create_round()
    _create_answers()
    _create(
        "round_release",
        _column("round_id", sa.Integer()),
        _column("version", sa.Integer()),
        _column("sha256", sa.String()),
        _column("made_at", _MOMENT),
        _points("round_release", "round_id", "round"),
    )
    version = ["round_id", "version"]
    op.create_index("ix_round_release_round_id_version", "round_release", version, unique=True)


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)
