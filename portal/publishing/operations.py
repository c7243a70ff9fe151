"""The only ways a submission moves. Nothing here commits: its caller holds the transaction.

`seen` is the revision of the submission that the person acted on; where it is given and
somebody has moved the submission since, she is told instead of overruling them.
"""

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
from portal.errors import PortalError
from portal.publishing.deciding import for_next_file
from portal.publishing.gate import guarding, ledger
from portal.publishing.holding import (
    ChangedMeanwhileError,
    SelfApprovalError,
    WrongStateError,
    forget_check,
    held,
    let_go,
    note,
)
from portal.publishing.models import OPEN, State, Step, Submission
from portal.publishing.naming import LookAlikeError
from portal.publishing.queries import look_alike
from portal.publishing.uploads import Upload

__all__ = ["ChangedMeanwhileError", "SelfApprovalError", "WrongStateError"]


_NOTHING = Upload(name="", size=0, sha256="")


class OpenSubmissionError(PortalError):
    """The dataset already has a submission on its way."""

    code = "open-submission"
    status = 409


class OpenIssuesError(PortalError):
    """The submission has issues or questions that are still open."""

    code = "open-issues"
    status = 422


def receive(
    upload: Upload | None, *, dataset: str, publisher: str, by: int, dry_run: bool = False
) -> Submission:
    """Begin a submission; the bytes of `upload` must be in the store already.

    Without an upload it waits for one, as though a check had missed it. A `dry_run` is checked
    beside whatever is on its way, and goes no further.

    Raises:
        OpenSubmissionError: the dataset has one on its way.
        OtherPublisherError: the dataset belongs to another publisher.
        LookAlikeError: the dataset is new, and its name could be taken for another's.
    """
    owner = publisher_of(dataset)
    if owner not in {"", publisher}:
        raise OtherPublisherError(dataset=dataset, publisher=publisher)
    if not owner and (other := look_alike(dataset)):
        raise LookAlikeError(dataset=dataset, other=other)
    if not dry_run and db.session.scalar(select(exists().where(_open_of(dataset)))):
        raise OpenSubmissionError(dataset=dataset)
    submission = Submission(dataset=dataset, publisher=publisher, dry_run=dry_run)
    _take(submission, upload or _NOTHING, by)
    if upload is None:
        submission.state = State.CHECKED
        submission.issues = [{"code": "no-upload", "facts": {}}]
    db.session.add(submission)
    try:
        db.session.flush()
    except IntegrityError as taken:
        raise OpenSubmissionError(dataset=dataset) from taken
    note(submission, Step.UPLOADED, by)
    return submission


def take_again(
    submission_id: int, upload: Upload | None = None, *, by: int, seen: int | None = None
) -> Submission:
    """Send a checked submission through the checks again, with other bytes where given.

    Raises:
        NotFoundError, WrongStateError, ChangedMeanwhileError: it cannot be done now.
        SelfApprovalError: `by` let data about people through and cannot hand them in too.
    """
    submission = held(submission_id, (State.CHECKED,), seen)
    gone = not submission.upload_sha256 or submission.upload_deleted_at is not None
    if upload is None and gone:
        raise WrongStateError(dataset=submission.dataset, state=submission.state.value)
    if upload is None:
        forget_check(submission)
        note(submission, Step.TAKEN_BACK, by)
    else:
        _use_exception(submission, upload, by)
        _take(submission, upload, by)
        note(submission, Step.UPLOADED, by)
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
        LedgerMovedError, PopulationBusyError: more was told of the same people, or is about to be.
    """
    ledger.hold()
    submission = held(submission_id, (State.CHECKED,), seen)
    open_ = len(submission.issues) + len(submission.questions)
    if open_ or submission.content is None:
        raise OpenIssuesError(dataset=submission.dataset, count=open_)
    if not reason.complete:
        raise ReasonIncompleteError(dataset=submission.dataset)
    _refuse_taken_number(submission)
    guarding.require_free(submission)
    submission.state = State.SUBMITTED
    submission.reason_cy, submission.reason_en = reason.cy, reason.en
    submission.submitted_by, submission.submitted_at = by, now()
    note(submission, Step.SUBMITTED, by, reason)
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
    submission = held(submission_id, (State.SUBMITTED,), seen)
    _refuse_own(submission, by)
    if not reason.complete:
        raise ReasonIncompleteError(dataset=submission.dataset)
    submission.state = State.CHECKED
    submission.submitted_by = submission.submitted_at = None
    note(submission, Step.RETURNED, by, reason)
    return submission


def approve(
    submission_id: int, *, by: int, publish_at: datetime | None = None, seen: int | None = None
) -> Submission:
    """Let a submission go live on a second person's word, now or at `publish_at`.

    Raises:
        NotFoundError, WrongStateError, ChangedMeanwhileError: it cannot be done now.
        SelfApprovalError: `by` submitted it.
        NumberTakenError: another version was published since; give it back to be checked again.
        LedgerMovedError, PopulationBusyError: as `submit`.
    """
    ledger.hold()
    submission = held(submission_id, (State.SUBMITTED,), seen)
    _refuse_own(submission, by)
    _refuse_taken_number(submission)
    guarding.require_free(submission)
    submission.state = State.APPROVED
    submission.approved_by, submission.approved_at = by, now()
    submission.publish_at = publish_at or submission.approved_at
    let_go(submission)
    note(submission, Step.APPROVED, by)
    return submission


def abandon(submission_id: int, *, by: int, seen: int | None = None) -> Submission:
    """Give a submission up; its number is free for the next one.

    Raises:
        NotFoundError, WrongStateError, ChangedMeanwhileError: it cannot be done now.
    """
    submission = held(submission_id, OPEN, seen)
    submission.state = State.ABANDONED
    submission.number = None
    let_go(submission)
    note(submission, Step.ABANDONED, by)
    return submission


def _open_of(dataset: str) -> ColumnElement[bool]:
    return (Submission.dataset == dataset) & Submission.state.in_(OPEN) & ~Submission.dry_run


def _refuse_own(submission: Submission, by: int) -> None:
    if submission.submitted_by == by:
        raise SelfApprovalError(dataset=submission.dataset)


def _refuse_taken_number(submission: Submission) -> None:
    if submission.number != newest_number(submission.dataset) + 1:
        raise NumberTakenError(dataset=submission.dataset, number=submission.number)


def _use_exception(submission: Submission, upload: Upload, by: int) -> None:
    """Bind an exception for data about people to these bytes, or end one used already."""
    exception = submission.people_exception
    if exception is None:
        return
    if exception["by"] == by:
        raise SelfApprovalError(dataset=submission.dataset)
    used = exception.get("upload", upload.sha256) != upload.sha256
    submission.people_exception = None if used else {**exception, "upload": upload.sha256}


def _take(submission: Submission, upload: Upload, by: int) -> None:
    """Put other bytes into a submission; what was decided about the old ones alone is forgotten."""
    submission.upload_name = upload.name
    submission.upload_size = upload.size
    submission.upload_sha256 = upload.sha256
    submission.upload_deleted_at = None
    submission.uploaded_by, submission.uploaded_at = by, now()
    submission.found, submission.changes, submission.changes_sha256 = None, [], None
    submission.policy_exception = None
    submission.decisions = for_next_file(submission.decisions or {})
    forget_check(submission)
