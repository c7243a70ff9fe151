"""The ledger of everything published about people, and what the gate says of a submission.

Safe while the old code runs: the tables are new and the new columns may be empty. Rows of the
ledger are added and never changed: the database itself refuses anything else.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006_ledger"
down_revision = "0005_dry_run"

_MOMENT = sa.DateTime(timezone=True)
_LEDGER = ("release", "declared_fact")
_ADDED = ("gate", "policy_exception")


def _columns(kind: sa.types.TypeEngine, *names: str, empty: bool = False) -> list[sa.Column]:
    return [sa.Column(name, kind, nullable=empty) for name in names]


def _create_release() -> None:
    op.create_table(
        "release",
        *_columns(sa.Integer(), "id", "place_in_order", "version_number"),
        *_columns(sa.String(), "population", "dataset", "seal"),
        *_columns(sa.String(), "relation", empty=True),
        *_columns(sa.JSON(), "statement"),
        *_columns(sa.Integer(), "submission_id", empty=True),
        *_columns(_MOMENT, "at"),
        sa.PrimaryKeyConstraint("id", name="pk_release"),
    )
    order = ["population", "place_in_order"]
    op.create_index("ix_release_population_place_in_order", "release", order, unique=True)
    version = ["dataset", "version_number"]
    op.create_index("ix_release_dataset_version_number", "release", version)


def _create_declared_fact() -> None:
    op.create_table(
        "declared_fact",
        *_columns(sa.Integer(), "id", "member"),
        *_columns(sa.String(), "population", "source_cy", "source_en", "url"),
        *_columns(sa.JSON(), "statistics", "dimensions"),
        *_columns(_MOMENT, "at"),
        *_columns(sa.Integer(), "retracts", empty=True),
        sa.PrimaryKeyConstraint("id", name="pk_declared_fact"),
    )
    op.create_index("ix_declared_fact_population", "declared_fact", ["population"])


def _only_add(table: str) -> None:
    """Have the database refuse to change or delete rows of a table."""
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END"
            )
        return
    op.execute(
        f"CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION ledger_only_added()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_added()"
    )


def upgrade() -> None:
    _create_release()
    _create_declared_fact()
    if op.get_bind().dialect.name != "sqlite":
        op.execute(
            "CREATE FUNCTION ledger_only_added() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the ledger is only added to'; END $$"
        )
    for table in _LEDGER:
        _only_add(table)
    for name in _ADDED:
        op.add_column("submission", sa.Column(name, sa.JSON()))


def downgrade() -> None:
    for name in _ADDED:
        op.drop_column("submission", name)
    for table in _LEDGER:
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION ledger_only_added()")
