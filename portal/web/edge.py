"""The transaction of a request: pages read; what changes something asks for it here."""

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from flask import current_app

from portal.db import Database

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def writing() -> "AbstractContextManager[Session]":
    """Open the transaction in which a view changes something: all of it is kept, or nothing.

    Rows read before it are stale inside; ask for them again.
    """
    database: Database = current_app.extensions["melin-database"]
    return database.writing()
