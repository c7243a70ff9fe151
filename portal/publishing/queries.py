"""What can be asked about submissions; every name says what it can see."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal import db
from portal.errors import NotFoundError
from portal.publishing.models import OPEN, Submission


def submission(submission_id: int) -> Submission:
    """Return one submission in whatever state, with every step it took, oldest first.

    Raises:
        NotFoundError: there is none of that id.
    """
    found = db.session.get(
        Submission, submission_id, options=[selectinload(Submission.moves)], populate_existing=True
    )
    if found is None:
        raise NotFoundError(submission=submission_id)
    return found


def open_submission(dataset: str) -> Submission | None:
    """Return the submission of a dataset that is on its way, if one is."""
    return db.session.scalars(
        select(Submission).where(Submission.dataset == dataset, Submission.state.in_(OPEN))
    ).one_or_none()


def open_submissions(publisher: str) -> Sequence[Submission]:
    """Return everything of a publisher that is on its way, newest first."""
    return db.session.scalars(
        select(Submission)
        .where(Submission.publisher == publisher, Submission.state.in_(OPEN))
        .order_by(Submission.id.desc())
    ).all()
