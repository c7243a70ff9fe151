"""What the worker does for rounds between submissions; no page can reach this module."""

from portal.config import Config
from portal.db import Database
from portal.maturity import operations, queries
from portal.maturity.keys import RoundKey


def make_keys(config: Config, database: Database) -> bool:
    """Make the key of every round that waits for one; tell whether any did.

    A worker that is killed in between, or meets another, leaves the key that was made first.
    """
    with database.reading():
        waiting = queries.rounds_without_key()
    for name in waiting:
        public_key = RoundKey(config, name).make()
        with database.writing():
            operations.note_key(name, public_key)
    return bool(waiting)
