"""The PostgreSQL that services tests are lent."""

import os

from sqlalchemy import create_engine, text


def test_each_test_is_lent_an_empty_database_of_its_own(postgres_server, postgres_url):
    with postgres_server.fresh_database() as other:
        assert other != postgres_url
        engine = create_engine(postgres_url)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE council (name text)"))
            tables = connection.scalars(
                text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            )
            assert tables.all() == ["council"]
        engine.dispose()


def test_the_server_listens_to_no_network_and_never_runs_as_root(postgres_server):
    with postgres_server.connect() as connection:
        row = connection.execute("SHOW listen_addresses").fetchone()
    owner = (postgres_server.folder / "data").stat().st_uid

    assert row == ("",)
    assert owner != 0
    assert os.geteuid() in {0, owner}
