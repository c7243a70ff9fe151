"""Row-level data about people: an approver may let the next upload through, and why is kept."""

from portal import db
from portal.accounts import audit
from portal.accounts.audit import Actor
from portal.bilingual import Bilingual
from portal.catalogue.operations import ReasonIncompleteError
from portal.clock import now
from portal.publishing.holding import SelfApprovalError, WrongStateError, held, note, publisher_id
from portal.publishing.models import State, Step, Submission

PERSONAL = "personal-data"


def let_through(
    submission_id: int, *, reason: Bilingual, by: int, seen: int | None = None
) -> Submission:
    """Let the next upload of a submission hold what the last one was stopped for.

    Raises:
        NotFoundError, ChangedMeanwhileError: it cannot be done now.
        WrongStateError: the last upload was not stopped for data about people.
        SelfApprovalError: `by` handed the file in.
        ReasonIncompleteError: the reason is not there in both languages.
    """
    submission = held(submission_id, (State.CHECKED,), seen)
    if PERSONAL not in {issue["code"] for issue in submission.issues}:
        raise WrongStateError(dataset=submission.dataset, state=submission.state.value)
    if submission.uploaded_by == by:
        raise SelfApprovalError(dataset=submission.dataset)
    if not reason.complete:
        raise ReasonIncompleteError(dataset=submission.dataset)
    submission.people_exception = {
        "by": by,
        "at": now().isoformat(),
        "reason_cy": reason.cy,
        "reason_en": reason.en,
    }
    note(submission, Step.LET_THROUGH, by, reason)
    audit.record(
        "people-let-through",
        actor=Actor(by, "page"),
        subject=f"submission/{submission.id}",
        publisher_id=publisher_id(submission.publisher),
        dataset=submission.dataset,
        reason_cy=reason.cy,
        reason_en=reason.en,
    )
    db.session.flush()
    return submission
