"""Dry runs: checked like whatever is handed in, and forgotten afterwards, bytes and all.

The bytes go first and the row that speaks of them second, so that a process that is killed in
between leaves a row, which the next one forgets. Nothing here commits.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, exists, func, select

from portal import db
from portal.clock import now
from portal.errors import NotFoundError, PortalError
from portal.publishing.models import Move, State, Submission
from portal.publishing.uploads import DRY_RUNS
from portal.storage import Store

KEPT = timedelta(hours=1)
"""How long what a dry run said can be read."""
MOST_WAITING = 5
"""How many dry runs of one publisher may wait for a worker."""


class TooManyDryRunsError(PortalError):
    """As many dry runs of this publisher wait as may."""

    code = "too-many-dry-runs"
    status = 429


def refuse_more(publisher: str) -> None:
    """See that a publisher's dry runs do not fill the queue.

    Raises:
        TooManyDryRunsError: so many of them wait already.
    """
    waiting = select(func.count()).where(
        Submission.publisher == publisher, Submission.dry_run, Submission.state == State.RECEIVED
    )
    if (db.session.scalar(waiting) or 0) >= MOST_WAITING:
        raise TooManyDryRunsError(most=MOST_WAITING)


def waiting(dataset: str, publisher: str, sha256: str) -> Submission | None:
    """Return the dry run of the same bytes that has not been checked yet, if there is one."""
    return db.session.scalars(
        select(Submission).where(
            Submission.dataset == dataset,
            Submission.publisher == publisher,
            Submission.upload_sha256 == sha256,
            Submission.dry_run,
            Submission.state == State.RECEIVED,
        )
    ).first()


def old() -> Sequence[int]:
    """Return the dry runs whose time is over."""
    return db.session.scalars(
        select(Submission.id).where(Submission.dry_run, Submission.uploaded_at < now() - KEPT)
    ).all()


def forget_bytes(sha256: str, store: Store) -> None:
    """Delete what was handed in for a dry run, unless another of the same bytes waits."""
    wanted = exists().where(
        Submission.upload_sha256 == sha256, Submission.dry_run, Submission.state == State.RECEIVED
    )
    if not db.session.scalar(select(wanted)):
        store.apart(DRY_RUNS).delete(sha256)


def forget(submission_id: int, store: Store) -> None:
    """Delete everything about a dry run.

    Raises:
        NotFoundError: there is no such dry run.
    """
    found = db.session.get(Submission, submission_id, with_for_update=True, populate_existing=True)
    if found is None or not found.dry_run:
        raise NotFoundError(submission=submission_id)
    found.state = State.ABANDONED
    db.session.flush()
    forget_bytes(found.upload_sha256, store)
    db.session.execute(delete(Move).where(Move.submission_id == submission_id))
    db.session.delete(found)
