"""A database is brought up to date, and never touched by code that is older than it."""

import pytest
from sqlalchemy import create_engine, text

from portal.jobs.migrating import NewerDatabaseError, migrate


def test_a_database_of_newer_code_is_refused_and_left_alone(config):
    engine = create_engine(config.database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_later'"))
    with pytest.raises(NewerDatabaseError) as refused:
        migrate(config.database_url)
    assert refused.value.facts == {"migration": "9999_later"}
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999_later"
    engine.dispose()
