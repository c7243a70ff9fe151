"""What a program does to submissions in its publisher's name; nothing here commits.

A token acts as the member who made it, so what it submits is reviewed by somebody else.
"""

from flask import current_app

from portal import db
from portal.accounts.queries import TokenHolder
from portal.bilingual import Bilingual
from portal.publishing import drafting, dry_runs, notices, operations, queries
from portal.publishing.models import State, Step, Submission
from portal.publishing.operations import OpenSubmissionError
from portal.publishing.uploads import Upload
from portal.storage import Store


def hand_in(
    upload: Upload, *, dataset: str, holder: TokenHolder, dry_run: bool
) -> tuple[Submission, bool]:
    """Return the submission of these bytes, and whether it is new: a second time it is the same.

    Raises:
        OpenSubmissionError: the dataset has another on its way.
        OtherPublisherError: the dataset belongs to another publisher.
        TooManyDryRunsError: as many dry runs of the publisher wait as may.
    """
    publisher = holder.publisher
    if dry_run:
        found = dry_runs.waiting(dataset, publisher, upload.sha256)
    else:
        found = queries.open_submission(dataset)
    if found is not None and found.publisher == publisher:
        if found.upload_sha256 == upload.sha256:
            return found, False
        raise OpenSubmissionError(dataset=dataset, submission=found.id, state=found.state.value)
    if dry_run:
        dry_runs.refuse_more(publisher)
    made = drafting.begin(
        upload, dataset=dataset, publisher=publisher, by=holder.member_id, dry_run=dry_run
    )
    if not dry_run:
        _tell(made, Step.UPLOADED, holder)
    return made, True


def hand_in_again(
    submission_id: int, upload: Upload, *, holder: TokenHolder, seen: int | None
) -> Submission:
    """Put other bytes in the place of a checked submission's.

    Raises:
        NotFoundError, WrongStateError, ChangedMeanwhileError: it cannot be done now.
    """
    submission = operations.take_again(submission_id, upload, by=holder.member_id, seen=seen)
    _tell(submission, Step.UPLOADED, holder)
    return submission


def submit(
    submission_id: int, *, reason: Bilingual, holder: TokenHolder, seen: int | None
) -> Submission:
    """Offer a checked submission to a second person.

    Raises:
        PortalError: whatever `operations.submit` says.
    """
    submission = operations.submit(submission_id, reason=reason, by=holder.member_id, seen=seen)
    _tell(submission, Step.SUBMITTED, holder)
    return submission


def give_up(submission_id: int, *, holder: TokenHolder, seen: int | None, store: Store) -> None:
    """Abandon a submission, a second time with no effect; forget one that was a dry run.

    Raises:
        NotFoundError, WrongStateError, ChangedMeanwhileError: it cannot be done now.
    """
    found = queries.submission(submission_id)
    if found.dry_run:
        dry_runs.forget(submission_id, store)
    elif found.state is not State.ABANDONED:
        submission = operations.abandon(submission_id, by=holder.member_id, seen=seen)
        _tell(submission, Step.ABANDONED, holder)


def _tell(submission: Submission, step: Step, holder: TokenHolder) -> None:
    db.session.flush()
    base_url = current_app.config["MELIN"].base_url
    notices.tell(submission, step, actor=holder.actor, base_url=base_url)
