"""Members, what proves who they are, the audit log, and messages that wait.

Safe while the old code runs: every table is new, and the old code reads none of them. Taking
it back deletes every account and the audit log, which nothing else refers to.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002_accounts"
down_revision = "0001_catalogue"

_MOMENT = sa.DateTime(timezone=True)
_TABLES = (
    "message",
    "audit_entry",
    "api_token",
    "sign_in_try",
    "password_reset",
    "invitation",
    "member_session",
    "membership",
    "member",
)
_INDEXES = (
    ("membership", ("publisher_id",), False),
    ("member_session", ("member_id",), False),
    ("member_session", ("expires_at",), False),
    ("invitation", ("publisher_id", "email"), True),
    ("password_reset", ("member_id",), False),
    ("sign_in_try", ("subject", "at"), False),
    ("sign_in_try", ("at",), False),
    ("api_token", ("publisher_id",), False),
    ("audit_entry", ("publisher_id",), False),
    ("message", ("try_after",), False),
)
_REFUSE_ON_SQLITE = """
    CREATE TRIGGER audit_entry_no_{event} BEFORE {event} ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END
"""
_REFUSE_ON_POSTGRESQL = """
    CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit log is never changed'; END $$
"""
_TRIGGER_ON_POSTGRESQL = """
    CREATE TRIGGER audit_entry_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()
"""


def _columns(kind: sa.types.TypeEngine, *names: str) -> list[sa.Column]:
    """Return columns of one kind; one whose name ends in "?" may be empty."""
    return [sa.Column(name.removesuffix("?"), kind, nullable=name.endswith("?")) for name in names]


def _text(*names: str) -> list[sa.Column]:
    return _columns(sa.String(), *names)


def _numbers(*names: str) -> list[sa.Column]:
    return _columns(sa.Integer(), *names)


def _moments(*names: str) -> list[sa.Column]:
    return _columns(_MOMENT, *names)


def _create(
    table: str, *columns: sa.schema.SchemaItem, key: tuple[str, ...] = ("id",), **parents: str
):
    """Create a table; `parents` maps a column to the table whose id it holds.

    On SQLite too an id is never given twice, even after its row was deleted.
    """
    op.create_table(
        table,
        *(_numbers("id") if key == ("id",) else ()),
        *columns,
        sa.PrimaryKeyConstraint(*key, name=f"pk_{table}"),
        *(
            sa.UniqueConstraint("secret_hash", name=f"uq_{table}_secret_hash")
            for column in columns
            if getattr(column, "name", "") == "secret_hash"
        ),
        *(
            sa.ForeignKeyConstraint([name], [f"{parent}.id"], name=f"fk_{table}_{name}")
            for name, parent in parents.items()
        ),
        sqlite_autoincrement=key == ("id",),
    )


def _create_members() -> None:
    _create(
        "member",
        *_text("email", "name", "password_hash"),
        sa.UniqueConstraint("email", name="uq_member_email"),
        *_columns(sa.String(2), "language?"),
        *_columns(sa.Boolean(), "site_admin"),
        *_moments("created_at", "disabled_at?"),
    )
    _create(
        "membership",
        *_numbers("member_id", "publisher_id"),
        *_columns(sa.String(20), "role"),
        *_moments("granted_at"),
        key=("member_id", "publisher_id", "role"),
        member_id="member",
        publisher_id="publisher",
    )
    _create(
        "member_session",
        *_numbers("member_id"),
        *_text("secret_hash"),
        *_moments("started_at", "expires_at"),
        *_columns(sa.Boolean(), "renew"),
        member_id="member",
    )


def _create_proofs() -> None:
    _create(
        "invitation",
        *_numbers("publisher_id", "invited_by?"),
        *_text("email", "secret_hash"),
        *_columns(sa.JSON(), "roles"),
        *_moments("created_at", "expires_at"),
        publisher_id="publisher",
        invited_by="member",
    )
    _create(
        "password_reset",
        *_numbers("member_id"),
        *_text("secret_hash"),
        *_moments("created_at", "expires_at"),
        member_id="member",
    )
    _create("sign_in_try", *_text("subject"), *_moments("at"))
    _create(
        "api_token",
        *_numbers("publisher_id", "created_by"),
        *_text("name", "secret_hash"),
        *_columns(sa.JSON(), "scopes"),
        *_moments("created_at", "expires_at", "revoked_at?", "last_used_at?"),
        publisher_id="publisher",
        created_by="member",
    )


def _create_records() -> None:
    _create(
        "audit_entry",
        *_moments("at"),
        *_numbers("member_id?", "publisher_id?"),
        *_text("via", "action", "subject"),
        *_columns(sa.JSON(), "facts"),
        member_id="member",
        publisher_id="publisher",
    )
    _create(
        "message",
        *_text("recipient", "subject", "body"),
        *_moments("created_at", "try_after"),
        *_numbers("tries"),
    )


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def upgrade() -> None:
    _create_members()
    _create_proofs()
    _create_records()
    for table, columns, unique in _INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns), unique=unique)
    if _on_sqlite():
        for event in ("UPDATE", "DELETE"):
            op.execute(_REFUSE_ON_SQLITE.format(event=event))
    else:
        op.execute(_REFUSE_ON_POSTGRESQL)
        op.execute(_TRIGGER_ON_POSTGRESQL)


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)
    if not _on_sqlite():
        op.execute("DROP FUNCTION refuse_audit_change()")
