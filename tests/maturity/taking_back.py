"""Each migration of rounds taken back and made again on a portal that holds data, for tests."""

from alembic import command
from sqlalchemy import create_engine, inspect, select

from portal.db import Database
from portal.jobs.migrating import alembic_config
from portal.maturity import commands, releases
from portal.maturity.models import SealedAnswer
from portal.maturity.releases import Noted
from tests.maturity.conftest import NAME, groups_file, wanted
from tests.maturity.rounds import ABERWEN, BRYNMOR, answered

GROUPS = {(ABERWEN, "officers"): 12, (BRYNMOR, "members"): 11}
_REUSE = {"downloads", "reuse", "reuse_dataset"}
LOST = {
    "0011_round_releases": {"round_file"},
    "0010_reuse": {"round_file", "round_submission"},
    "0009_round_owners": {"round_file", "round_submission"} | _REUSE,
    "0008_reports": {"round_file", "round_submission"} | _REUSE,
    "0007_maturity": {"round_file", "round_submission", "round_report"} | _REUSE,
}
"""The migrations to go back to, and the tables that lose their rows by that."""


def round_that_was_counted(config, folder):
    """Make one round that is open, and one whose answers were counted."""
    for name in ("open", NAME):
        commands.create(config, name, groups_file(folder), wanted())
        commands.open_(config, name)
        commands.issue(config, name, ABERWEN, "leaders", 2)
    answered(config, folder, GROUPS)
    commands.close(config, NAME)
    database = Database(config.database_url)
    with database.writing() as session:
        first = session.scalars(select(SealedAnswer.id)).all()
        releases.note_release(NAME, Noted(1, "0" * 64, first, GROUPS, {}))
    database.dispose()


def back_and_again(config, revision):
    """Take migrations back to `revision`, and make them again."""
    settings = alembic_config(config.database_url)
    command.downgrade(settings, revision)
    command.upgrade(settings, "head")


def contents(config, *, but=()):
    """Return every row of every table, save of some tables."""
    engine = create_engine(config.database_url)
    with engine.connect() as connection:
        names = set(inspect(connection).get_table_names()) - set(but)
        found = {}
        for name in names:
            rows = connection.exec_driver_sql(f'SELECT * FROM "{name}"')  # noqa: S608 (names of ours)
            found[name] = sorted(repr(row) for row in rows.mappings())
    engine.dispose()
    return found
