"""The state table: what can be done to a submission in each state, and what it becomes."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from portal.bilingual import Bilingual
from portal.catalogue.models import Version
from portal.catalogue.operations import NumberTakenError, OtherPublisherError, ReasonIncompleteError
from portal.clock import now
from portal.errors import NotFoundError
from portal.publishing import operations
from portal.publishing.models import Move, State, Submission
from portal.publishing.operations import (
    ChangedMeanwhileError,
    OpenIssuesError,
    OpenSubmissionError,
    SelfApprovalError,
    WrongStateError,
)
from tests.publishing.walk import (
    COLLEAGUE,
    OFFICER,
    PUBLISHER,
    REASON,
    SLUG,
    THIRD,
    approved,
    checked,
    do,
    draft,
    handed_in,
    look,
    opened,
    published,
    received,
    submitted,
    work,
)

PEOPLE: dict[str, tuple[Callable[..., Submission], dict[str, Any]]] = {
    "take again": (operations.take_again, {"by": OFFICER}),
    "submit": (operations.submit, {"by": OFFICER, "reason": REASON}),
    "give back": (operations.give_back, {"by": COLLEAGUE, "reason": REASON}),
    "approve": (operations.approve, {"by": COLLEAGUE}),
    "abandon": (operations.abandon, {"by": OFFICER}),
}
TABLE = {
    ("checked", "take again"): "received",
    ("checked", "submit"): "submitted",
    ("submitted", "give back"): "checked",
    ("submitted", "approve"): "approved",
    ("received", "abandon"): "abandoned",
    ("checked", "abandon"): "abandoned",
    ("submitted", "abandon"): "abandoned",
    ("approved", "abandon"): "abandoned",
}
WORKER = {"received": "checked", "approved": "published"}


def standing(config, state: State) -> int:
    """Put a submission whose check found nothing straight into `state`."""
    submission = received(config)
    with opened(config) as database, database.writing() as session:
        found = session.get_one(Submission, submission.id)
        found.state = state
        found.number, found.content = 1, {"slug": SLUG}
        found.submitted_by, found.publish_at = OFFICER, now()
    return submission.id


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("state", list(State))
def test_a_person_moves_a_submission_only_as_the_table_says(config, state, name):
    operation, named = PEOPLE[name]
    identity = standing(config, state)
    becomes = TABLE.get((state.value, name))

    if becomes is None:
        with pytest.raises(WrongStateError):
            do(config, operation, identity, **named)
        assert look(config, identity).state is state
    else:
        assert do(config, operation, identity, **named).state.value == becomes


@pytest.mark.parametrize("state", [state for state in State if state.value not in WORKER])
def test_a_worker_leaves_alone_what_does_not_wait_for_it(config, state):
    identity = standing(config, state)
    assert work(config) == 0
    assert look(config, identity).state is state


def test_the_whole_walk_leaves_its_steps_and_a_version_with_the_officers_reason(config):
    submission = published(config)

    assert submission.state is State.PUBLISHED
    assert [(move.step.value, move.member) for move in submission.moves] == [
        ("uploaded", OFFICER),
        ("checked", None),
        ("submitted", OFFICER),
        ("approved", COLLEAGUE),
        ("published", None),
    ]
    with opened(config) as database, database.reading() as session:
        version = session.scalars(select(Version)).one()
        assert (version.number, version.reason) == (1, REASON)
        assert version.published_at == submission.published_at


def test_nobody_reviews_their_own_submission(config):
    identity = submitted(config).id
    for operation, named in ((operations.approve, {}), (operations.give_back, {"reason": REASON})):
        with pytest.raises(SelfApprovalError):
            do(config, operation, identity, by=OFFICER, **named)

    assert look(config, identity).state is State.SUBMITTED


def test_a_dataset_has_one_open_submission_and_the_next_after_that(config):
    upload = handed_in(config)
    first = received(config, upload=upload)
    with pytest.raises(OpenSubmissionError):
        received(config, upload=upload)
    do(config, operations.abandon, first.id, by=OFFICER)

    assert received(config, upload=upload).id != first.id


def test_of_many_who_upload_at_once_one_wins_and_the_others_are_told(config):
    upload = handed_in(config)
    outcomes = []

    def hand_in():
        try:
            received(config, upload=upload)
            outcomes.append("received")
        except OpenSubmissionError as told:
            outcomes.append(told.code)

    threads = [threading.Thread(target=hand_in) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["open-submission"] * 7 + ["received"]


def test_of_two_who_review_at_once_the_later_is_told(config):
    submission = submitted(config)
    do(config, operations.approve, submission.id, by=COLLEAGUE, seen=submission.revision)

    with pytest.raises(ChangedMeanwhileError) as told:
        do(
            config,
            operations.give_back,
            submission.id,
            reason=REASON,
            by=THIRD,
            seen=submission.revision,
        )
    assert told.value.status == 409
    assert look(config, submission.id).approved_by == COLLEAGUE


def test_what_is_open_cannot_be_submitted(config):
    made = draft()
    made.descriptor["title_cy"] = ""
    submission = checked(config, made)

    assert submission.issues
    with pytest.raises(OpenIssuesError):
        do(config, operations.submit, submission.id, reason=REASON, by=OFFICER)


def test_a_question_that_is_open_keeps_a_submission_from_being_submitted(config):
    submission = checked(config)
    with opened(config) as database, database.writing() as session:
        session.get_one(Submission, submission.id).questions = [{"code": "which-table"}]

    with pytest.raises(OpenIssuesError):
        do(config, operations.submit, submission.id, reason=REASON, by=OFFICER)


@pytest.mark.parametrize("reason", [Bilingual("", "Why."), Bilingual("Pam.", " ")])
def test_a_reason_is_given_in_both_languages(config, reason):
    identity = checked(config).id
    with pytest.raises(ReasonIncompleteError):
        do(config, operations.submit, identity, reason=reason, by=OFFICER)
    do(config, operations.submit, identity, reason=REASON, by=OFFICER)
    with pytest.raises(ReasonIncompleteError):
        do(config, operations.give_back, identity, reason=reason, by=COLLEAGUE)


def test_a_returned_submission_keeps_why_and_goes_round_again(config):
    identity = submitted(config).id
    why = Bilingual("Rhes ar goll.", "A row is missing.")
    do(config, operations.give_back, identity, reason=why, by=COLLEAGUE)
    upload = handed_in(config, draft("Mended."))
    do(config, operations.take_again, identity, upload, by=OFFICER)
    work(config)
    do(config, operations.submit, identity, reason=REASON, by=COLLEAGUE)
    do(config, operations.approve, identity, by=OFFICER)
    work(config)

    with opened(config) as database, database.reading() as session:
        returned = session.scalars(select(Move).where(Move.reason_en == why.en)).one()
        assert (returned.member, returned.reason_cy) == (COLLEAGUE, why.cy)
        caveat = session.scalars(select(Version)).one().content["charts"][0]["caveat"]["en"]
    assert caveat == "Mended."


def test_an_abandoned_number_is_taken_by_the_next_and_a_published_one_never(config):
    published(config)
    second = submitted(config, draft("Two."))
    do(config, operations.abandon, second.id, by=OFFICER)
    third = published(config, draft("Three."))

    assert (second.number, third.number) == (2, 2)
    assert look(config, second.id).number is None
    assert checked(config, draft("Four.")).number == 3


def test_a_number_that_was_published_since_the_check_is_refused_until_checked_again(config):
    identity = checked(config).id
    with opened(config) as database, database.writing() as session:
        session.get_one(Submission, identity).number = 2
    with pytest.raises(NumberTakenError):
        do(config, operations.submit, identity, reason=REASON, by=OFFICER)
    do(config, operations.take_again, identity, by=OFFICER)
    work(config)

    assert do(config, operations.submit, identity, reason=REASON, by=OFFICER).number == 1


def test_another_publisher_cannot_hand_in_a_version(config):
    published(config)
    upload = handed_in(config, draft("Theirs."))
    with pytest.raises(OtherPublisherError):
        do(config, operations.receive, upload, dataset=SLUG, publisher="arall", by=THIRD)


def test_a_package_that_belongs_elsewhere_has_issues(config):
    upload = handed_in(config)
    submission = do(
        config, operations.receive, upload, dataset="another", publisher="arall", by=OFFICER
    )
    work(config)

    codes = {issue["code"] for issue in look(config, submission.id).issues}
    assert codes == {"wrong-dataset", "wrong-publisher"}


def test_what_is_published_already_is_an_issue_and_no_new_version(config):
    published(config)
    assert [issue["code"] for issue in checked(config).issues] == ["nothing-new"]


def test_a_submission_that_does_not_exist_is_not_found(config):
    with pytest.raises(NotFoundError):
        do(config, operations.abandon, 99, by=OFFICER)


def test_scheduled_publication_waits_for_its_time(config, time_machine_at):
    submission = approved(config, publish_at=now() + timedelta(days=1))
    assert work(config) == 0
    time_machine_at(timedelta(days=1, seconds=1))
    assert work(config) == 1

    assert look(config, submission.id).state is State.PUBLISHED


def test_a_submission_is_of_the_publisher_who_handed_it_in(config):
    submission = received(config)
    assert (submission.publisher, submission.uploaded_by) == (PUBLISHER, OFFICER)
