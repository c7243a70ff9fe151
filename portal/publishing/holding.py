"""What every operation on a submission begins and ends with: holding it, and noting the step."""

from collections.abc import Collection

from sqlalchemy import select

from portal import db
from portal.accounts.models import Publisher
from portal.bilingual import Bilingual
from portal.clock import now
from portal.errors import NotFoundError, PortalError
from portal.publishing.models import Move, State, Step, Submission


class WrongStateError(PortalError):
    """The submission does not stand where this can be done to it."""

    code = "wrong-state"
    status = 409


class ChangedMeanwhileError(PortalError):
    """Somebody else moved the submission after this person looked at it."""

    code = "changed-meanwhile"
    status = 409


class SelfApprovalError(PortalError):
    """The person who submitted a version tried to review it."""

    code = "self-approval"
    status = 403


def held(
    submission_id: int, states: Collection[State], seen: int | None, *, by_people: bool = False
) -> Submission:
    """Return a submission that stands in one of `states`, held until the transaction ends.

    With `by_people` only what a person changed since `seen` counts: a worker that read the
    file meanwhile is in nobody's way.

    Raises:
        NotFoundError, WrongStateError, ChangedMeanwhileError: it cannot be held so.
    """
    submission = db.session.get(
        Submission, submission_id, with_for_update=True, populate_existing=True
    )
    if submission is None:
        raise NotFoundError(submission=submission_id)
    newest = submission.edited if by_people else submission.revision
    if seen is not None and (seen < newest if by_people else seen != newest):
        raise ChangedMeanwhileError(dataset=submission.dataset, state=submission.state.value)
    if submission.state not in states:
        raise WrongStateError(dataset=submission.dataset, state=submission.state.value)
    return submission


def edit(submission: Submission) -> None:
    """Note that a person changes the draft or the decisions, and have it checked again.

    A check that began before this will not be recorded.
    """
    submission.edited = submission.revision + 1
    if submission.upload_sha256 and submission.upload_deleted_at is None:
        forget_check(submission)


def forget_check(submission: Submission) -> None:
    """Put a submission back to where the worker takes it up."""
    submission.state = State.RECEIVED
    submission.issues, submission.questions = [], []
    submission.number = submission.content = submission.rows = submission.fingerprint = None
    submission.gate = None
    let_go(submission)


def let_go(submission: Submission) -> None:
    """Take a submission out of any worker's hands."""
    submission.claim = submission.claimed_until = submission.fault = None
    submission.attempts = 0


def publisher_id(slug: str) -> int | None:
    """Return the number of a publisher; None where it has published nothing yet."""
    return db.session.scalar(select(Publisher.id).where(Publisher.slug == slug))


def note(
    submission: Submission, step: Step, member: int | None, reason: Bilingual | None = None
) -> None:
    """Write a step into the submission's history."""
    db.session.add(
        Move(
            submission_id=submission.id,
            step=step,
            at=now(),
            member=member,
            reason_cy=reason.cy if reason else None,
            reason_en=reason.en if reason else None,
        )
    )
