"""The only ways a submission moves. Nothing here commits: its caller holds the transaction.

`seen` is the revision of the submission that the person acted on; where it is given and
somebody has moved the submission since, she is told instead of overruling them.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.exc import IntegrityError

from portal import db
from portal.bilingual import Bilingual
from portal.catalogue.operations import (
    NumberTakenError,
    OtherPublisherError,
    ReasonIncompleteError,
)
from portal.catalogue.queries import newest_number, publisher_of
from portal.clock import now
from portal.errors import NotFoundError, PortalError
from portal.publishing.models import OPEN, Move, State, Step, Submission
from portal.publishing.uploads import Upload


class WrongStateError(PortalError):
    """The submission does not stand where this can be done to it."""

    code = "wrong-state"
    status = 409


class ChangedMeanwhileError(PortalError):
    """Somebody else moved the submission after this person looked at it."""

    code = "changed-meanwhile"
    status = 409


class OpenSubmissionError(PortalError):
    """The dataset already has a submission on its way."""

    code = "open-submission"
    status = 409


class OpenIssuesError(PortalError):
    """The submission has issues or questions that are still open."""

    code = "open-issues"
    status = 422


class SelfApprovalError(PortalError):
    """The person who submitted a version tried to review it."""

    code = "self-approval"
    status = 403


def receive(upload: Upload, *, dataset: str, publisher: str, by: int) -> Submission:
    """Begin a submission; the bytes of `upload` must be in the store already.

    Raises:
        OpenSubmissionError: the dataset has one on its way.
        OtherPublisherError: the dataset belongs to another publisher.
    """
    if publisher_of(dataset) not in {"", publisher}:
        raise OtherPublisherError(dataset=dataset, publisher=publisher)
    if db.session.scalar(select(exists().where(_open_of(dataset)))):
        raise OpenSubmissionError(dataset=dataset)
    submission = Submission(dataset=dataset, publisher=publisher)
    _take(submission, upload, by)
    db.session.add(submission)
    try:
        db.session.flush()
    except IntegrityError as taken:
        raise OpenSubmissionError(dataset=dataset) from taken
    _note(submission, Step.UPLOADED, by)
    return submission


def take_again(
    submission_id: int, upload: Upload | None = None, *, by: int, seen: int | None = None
) -> Submission:
    """Send a checked submission through the checks again, with other bytes where given.

    Raises:
        NotFoundError, WrongStateError, ChangedMeanwhileError: it cannot be done now.
    """
    submission = _held(submission_id, (State.CHECKED,), seen)
    if upload is None:
        _forget_check(submission)
        _note(submission, Step.TAKEN_BACK, by)
    else:
        _take(submission, upload, by)
        _note(submission, Step.UPLOADED, by)
    return submission


def submit(
    submission_id: int, *, reason: Bilingual, by: int, seen: int | None = None
) -> Submission:
    """Offer a checked submission to a second person; its version number is now reserved.

    Raises:
        NotFoundError, WrongStateError, ChangedMeanwhileError: it cannot be done now.
        OpenIssuesError: something is still open.
        ReasonIncompleteError: the reason is not there in both languages.
        NumberTakenError: another version was published since the check; have it checked again.
    """
    submission = _held(submission_id, (State.CHECKED,), seen)
    open_ = len(submission.issues) + len(submission.questions)
    if open_ or submission.content is None:
        raise OpenIssuesError(dataset=submission.dataset, count=open_)
    if not reason.complete:
        raise ReasonIncompleteError(dataset=submission.dataset)
    _refuse_taken_number(submission)
    submission.state = State.SUBMITTED
    submission.reason_cy, submission.reason_en = reason.cy, reason.en
    submission.submitted_by, submission.submitted_at = by, now()
    _note(submission, Step.SUBMITTED, by, reason)
    return submission


def give_back(
    submission_id: int, *, reason: Bilingual, by: int, seen: int | None = None
) -> Submission:
    """Return a submission to its officer, saying why.

    Raises:
        NotFoundError, WrongStateError, ChangedMeanwhileError: it cannot be done now.
        SelfApprovalError: `by` submitted it.
        ReasonIncompleteError: the reason is not there in both languages.
    """
    submission = _held(submission_id, (State.SUBMITTED,), seen)
    _refuse_own(submission, by)
    if not reason.complete:
        raise ReasonIncompleteError(dataset=submission.dataset)
    submission.state = State.CHECKED
    submission.submitted_by = submission.submitted_at = None
    _note(submission, Step.RETURNED, by, reason)
    return submission


def approve(
    submission_id: int, *, by: int, publish_at: datetime | None = None, seen: int | None = None
) -> Submission:
    """Let a submission go live on a second person's word, now or at `publish_at`.

    Raises:
        NotFoundError, WrongStateError, ChangedMeanwhileError: it cannot be done now.
        SelfApprovalError: `by` submitted it.
        NumberTakenError: another version was published since; give it back to be checked again.
    """
    submission = _held(submission_id, (State.SUBMITTED,), seen)
    _refuse_own(submission, by)
    _refuse_taken_number(submission)
    submission.state = State.APPROVED
    submission.approved_by, submission.approved_at = by, now()
    submission.publish_at = publish_at or submission.approved_at
    _let_go(submission)
    _note(submission, Step.APPROVED, by)
    return submission


def abandon(submission_id: int, *, by: int, seen: int | None = None) -> Submission:
    """Give a submission up; its number is free for the next one.

    Raises:
        NotFoundError, WrongStateError, ChangedMeanwhileError: it cannot be done now.
    """
    submission = _held(submission_id, OPEN, seen)
    submission.state = State.ABANDONED
    submission.number = None
    _let_go(submission)
    _note(submission, Step.ABANDONED, by)
    return submission


def _held(submission_id: int, states: Collection[State], seen: int | None) -> Submission:
    """Return a submission that stands in one of `states`, held until the transaction ends."""
    submission = db.session.get(
        Submission, submission_id, with_for_update=True, populate_existing=True
    )
    if submission is None:
        raise NotFoundError(submission=submission_id)
    if seen is not None and submission.revision != seen:
        raise ChangedMeanwhileError(dataset=submission.dataset, state=submission.state.value)
    if submission.state not in states:
        raise WrongStateError(dataset=submission.dataset, state=submission.state.value)
    return submission


def _open_of(dataset: str) -> ColumnElement[bool]:
    return (Submission.dataset == dataset) & Submission.state.in_(OPEN)


def _refuse_own(submission: Submission, by: int) -> None:
    if submission.submitted_by == by:
        raise SelfApprovalError(dataset=submission.dataset)


def _refuse_taken_number(submission: Submission) -> None:
    if submission.number != newest_number(submission.dataset) + 1:
        raise NumberTakenError(dataset=submission.dataset, number=submission.number)


def _take(submission: Submission, upload: Upload, by: int) -> None:
    submission.upload_name = upload.name
    submission.upload_size = upload.size
    submission.upload_sha256 = upload.sha256
    submission.uploaded_by, submission.uploaded_at = by, now()
    _forget_check(submission)


def _forget_check(submission: Submission) -> None:
    """Put a submission back to where the worker takes it up."""
    submission.state = State.RECEIVED
    submission.issues, submission.changes, submission.questions = [], [], []
    submission.number = submission.content = submission.rows = submission.fingerprint = None
    _let_go(submission)


def _let_go(submission: Submission) -> None:
    submission.claim = submission.claimed_until = submission.fault = None
    submission.attempts = 0


def _note(
    submission: Submission, step: Step, member: int | None, reason: Bilingual | None = None
) -> None:
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
