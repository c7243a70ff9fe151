"""The first tables: publishers, datasets, versions, their files, facets and search index.

The first migration of all; there is no old code that could run beside it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001_catalogue"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)
_SORT_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_INDEXES = (
    ("dataset", ("publisher_id",), False),
    ("dataset", ("sort_cy",), False),
    ("dataset", ("sort_en",), False),
    ("dataset", ("updated_at",), False),
    ("version", ("dataset_id", "number"), True),
    ("resource", ("version_id", "name"), True),
    ("file", ("version_id", "scope", "path"), True),
    ("file", ("sha256",), False),
    ("facet", ("kind", "value", "dataset_id"), False),
)
_SEARCH_ON_SQLITE = """
    CREATE VIRTUAL TABLE search_index USING fts5(
        title, body, tokenize = "unicode61 remove_diacritics 0", prefix = '2 3 4')
"""
_SEARCH_ON_POSTGRESQL = """
    CREATE TABLE search_index (
        dataset_id integer PRIMARY KEY REFERENCES dataset (id),
        title text NOT NULL,
        body text NOT NULL,
        terms tsvector GENERATED ALWAYS AS (
            setweight(to_tsvector('simple', title), 'A')
            || setweight(to_tsvector('simple', body), 'B')) STORED)
"""


def _text(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _columns(kind: sa.types.TypeEngine, *names: str) -> list[sa.Column]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def _create(table: str, *columns: sa.Column, key: tuple[str, ...] = ("id",), **parents: str):
    """Create a table; `parents` maps a column to the table whose id it holds."""
    op.create_table(
        table,
        *(_numbers("id") if key == ("id",) else ()),
        *_numbers(*parents),
        *columns,
        sa.PrimaryKeyConstraint(*key, name=f"pk_{table}"),
        *(
            sa.ForeignKeyConstraint([name], [f"{parent}.id"], name=f"fk_{table}_{name}")
            for name, parent in parents.items()
        ),
    )


def _create_catalogue() -> None:
    _create("revision", *_numbers("number"))
    _create(
        "publisher",
        *_text("slug", "title_cy", "title_en"),
        *_columns(_SORT_KEY, "sort_cy", "sort_en"),
        *_columns(_MOMENT, "created_at"),
    )
    _create(
        "dataset",
        *_text("slug", "title_cy", "title_en", "summary_cy", "summary_en"),
        *_columns(_SORT_KEY, "sort_cy", "sort_en"),
        *_numbers("latest_number", "row_count"),
        *_columns(sa.Boolean(), "synthetic"),
        *_columns(_MOMENT, "first_published_at", "updated_at"),
        publisher_id="publisher",
    )
    _create(
        "version",
        *_numbers("number"),
        *_columns(sa.String(20), "state"),
        *_text("reason_cy", "reason_en", "fingerprint"),
        *_columns(sa.JSON(), "content"),
        *_columns(_MOMENT, "published_at"),
        sa.Column("withdrawn_at", _MOMENT),
        sa.CheckConstraint("number >= 1", name="ck_version_number"),
        dataset_id="dataset",
    )


def _create_parts() -> None:
    _create(
        "resource",
        *_numbers("position", "row_count"),
        *_text("name", "rows_sha256"),
        version_id="version",
    )
    _create(
        "file",
        *_columns(sa.String(20), "scope"),
        *_text("path", "media_type", "sha256"),
        *_columns(sa.BigInteger(), "size"),
        version_id="version",
    )
    _create(
        "facet", *_text("kind", "value"), key=("dataset_id", "kind", "value"), dataset_id="dataset"
    )


def upgrade() -> None:
    _create_catalogue()
    _create_parts()
    for table in ("publisher", "dataset"):
        with op.batch_alter_table(table) as batch:
            batch.create_unique_constraint(f"uq_{table}_slug", ["slug"])
    for table, columns, unique in _INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns), unique=unique)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_SEARCH_ON_SQLITE)
    else:
        op.execute(_SEARCH_ON_POSTGRESQL)
        op.execute("CREATE INDEX ix_search_index_terms ON search_index USING gin (terms)")


def downgrade() -> None:
    for table in (
        "search_index",
        "facet",
        "file",
        "resource",
        "version",
        "dataset",
        "publisher",
        "revision",
    ):
        op.drop_table(table)
