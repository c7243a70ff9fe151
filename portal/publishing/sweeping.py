"""Bytes that nothing speaks of any more: found here, deleted by the worker; nothing commits.

A file in the store is kept as long as any row of any table names it: in a column whose name ends
in `sha256`, or anywhere in a JSON column. What was put there and never named (its writer was
killed in between) is deleted a day later; so is what an abandoned submission handed in, after
thirty days. Bytes stopped for data about people go at once, and so do lists of changes and rows
when a newer check or the publication has replaced them.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import JSON, ColumnClause, Text, cast, column, exists, inspect, select, table
from sqlalchemy.orm import aliased

from portal import db
from portal.catalogue.models import File
from portal.clock import now
from portal.publishing.models import Move, State, Step, Submission
from portal.storage import Store

GRACE = timedelta(days=1)
"""How long bytes may lie in the store before a row has to name them."""
ABANDONED_FOR = timedelta(days=30)
"""How long what an abandoned submission handed in is kept."""
_STOPPED_LATELY = timedelta(days=30)
_HASH = re.compile(r"[0-9a-f]{64}")


def forget_abandoned() -> int:
    """Let go of the files of submissions abandoned long ago; return how many those were."""
    long_ago = exists().where(
        Move.submission_id == Submission.id,
        Move.step == Step.ABANDONED,
        Move.at < now() - ABANDONED_FOR,
    )
    found = db.session.scalars(
        select(Submission).where(
            Submission.state == State.ABANDONED,
            Submission.upload_deleted_at.is_(None),
            long_ago,
        )
    ).all()
    for submission in found:
        submission.upload_deleted_at = now()
        submission.found = submission.content = submission.rows = None
        submission.changes, submission.changes_sha256 = [], None
    return len(found)


def stopped_uploads() -> list[str]:
    """Return the hashes of uploads that have to go at once, unless another row keeps them."""
    other = aliased(Submission)
    kept = exists().where(
        other.upload_sha256 == Submission.upload_sha256, other.upload_deleted_at.is_(None)
    )
    served = exists().where(File.sha256 == Submission.upload_sha256)
    return list(
        db.session.scalars(
            select(Submission.upload_sha256)
            .where(Submission.upload_deleted_at > now() - _STOPPED_LATELY, ~kept, ~served)
            .distinct()
        )
    )


def lists_of(submission_id: int) -> set[str]:
    """Return the hashes of a submission's lists: every change, and the rows of each table."""
    found = db.session.get(Submission, submission_id)
    if found is None:
        return set()
    tables = (found.found or {}).get("tables") or ()
    return {found.changes_sha256, *(table.get("rows_sha256") for table in tables)} - {None}


def superseded(before: set[str], submission_id: int) -> set[str]:
    """Return those lists a submission had `before` that neither it nor any other row names."""
    gone = before - lists_of(submission_id)
    return gone - named_hashes() if gone else set()


def orphans(store: Store) -> Iterator[str]:
    """Yield every file of the store that no row names and that is older than the grace period."""
    before = now() - GRACE
    old = {sha256 for sha256, at in store.listed() if at < before}
    yield from sorted(old - named_hashes() if old else ())


def named_hashes() -> set[str]:
    """Return every hash that any row names, of tables of other parts of the portal too."""
    found: set[str] = set()
    inspector = inspect(db.session.connection())
    for name in inspector.get_table_names():
        for told in inspector.get_columns(name):
            if isinstance(told["type"], JSON) or told["name"].endswith("sha256"):
                found |= _in_column(name, told["name"])
    return found


def _in_column(name: str, wanted: str) -> set[str]:
    values: ColumnClause[str] = column(wanted)
    statement = (
        select(cast(values, Text)).select_from(table(name, values)).where(values.is_not(None))
    )
    if (name, wanted) == (Submission.__tablename__, "upload_sha256"):
        statement = select(Submission.upload_sha256).where(Submission.upload_deleted_at.is_(None))
    texts = db.session.scalars(statement.execution_options(yield_per=500))
    return {match for text in texts for match in _HASH.findall(text)}
