"""What people do at the gate: declare what was published elsewhere, sign for a lower policy.

Nothing here commits. `seen` is the revision of the submission that the person acted on.
"""

from collections.abc import Mapping
from typing import Any

from portal import db
from portal.accounts import audit
from portal.accounts.audit import Actor
from portal.bilingual import Bilingual
from portal.catalogue.operations import ReasonIncompleteError
from portal.clock import now
from portal.errors import NotFoundError
from portal.publishing.deciding import WrongAnswerError
from portal.publishing.gate import guarding, ledger
from portal.publishing.gate.kinship import name_of
from portal.publishing.holding import (
    SelfApprovalError,
    WrongStateError,
    edit,
    forget_check,
    held,
    note,
    publisher_id,
)
from portal.publishing.models import State, Step, Submission

LOWERED = "policy-lowered"


def declare(
    submission_id: int,
    fact: Mapping[str, Any],
    *,
    source: Bilingual,
    by: int,
    seen: int | None = None,
) -> Submission:
    """Tell the gate of a count that was published elsewhere, and have all it touches checked again.

    `fact` has `population`, `where` (a code for each dimension; one left out is the total over
    it), `value` and `url`.

    Raises:
        NotFoundError, WrongStateError, ChangedMeanwhileError: it cannot be done now.
        ReasonIncompleteError: the source is not named in both languages.
        WrongAnswerError: the submission counts no such people.
    """
    ledger.hold()
    submission = held(submission_id, (State.CHECKED,), seen)
    if not source.complete:
        raise ReasonIncompleteError(dataset=submission.dataset)
    dimensions = _dimensions(submission, fact["population"])
    where = {name: code for name, code in fact["where"].items() if code}
    for name, code in where.items():
        if name not in dimensions or code not in _codes(dimensions[name]):
            raise WrongAnswerError(decision=f"{name}: {code}")
    statistic = {"kind": "count", "where": where, "value": fact["value"]}
    told = {"statistics": [statistic], "dimensions": {name: dimensions[name] for name in where}}
    made = ledger.declare(fact["population"], told, source=source, url=fact["url"], by=by)
    _log("fact-declared", submission, by, population=made.population, fact=made.id)
    _check_again(submission, made.population, by)
    return submission


def retract(submission_id: int, fact_id: int, *, by: int, seen: int | None = None) -> Submission:
    """Take back what was declared; both rows stay in the ledger.

    Raises:
        NotFoundError, WrongStateError, ChangedMeanwhileError: it cannot be done now.
        SelfApprovalError: `by` brought the file in.
    """
    ledger.hold()
    submission = held(submission_id, (State.CHECKED,), seen)
    fact = ledger.fact(fact_id)
    against = (submission.gate or {}).get("against", {}).get("names") or ()
    if fact is None or name_of(fact.population) not in against:
        raise NotFoundError(fact=fact_id)
    if submission.uploaded_by == by:
        raise SelfApprovalError(dataset=submission.dataset)
    told = {"statistics": fact.statistics, "dimensions": fact.dimensions}
    source = Bilingual(fact.source_cy, fact.source_en)
    ledger.declare(fact.population, told, source=source, url=fact.url, by=by, retracts=fact.id)
    _log("fact-retracted", submission, by, population=fact.population, fact=fact.id)
    _check_again(submission, fact.population, by)
    return submission


def sign(submission_id: int, *, reason: Bilingual, by: int, seen: int | None = None) -> Submission:
    """Let one upload be judged by a lower policy; why is published with it.

    Raises:
        NotFoundError, ChangedMeanwhileError: it cannot be done now.
        WrongStateError: the upload asks for no lower policy.
        SelfApprovalError: `by` handed the file in.
        ReasonIncompleteError: the reason is not there in both languages.
    """
    submission = held(submission_id, (State.CHECKED,), seen)
    settings = lowered(submission)
    if not settings:
        raise WrongStateError(dataset=submission.dataset, state=submission.state.value)
    if submission.uploaded_by == by:
        raise SelfApprovalError(dataset=submission.dataset)
    if not reason.complete:
        raise ReasonIncompleteError(dataset=submission.dataset)
    submission.policy_exception = {
        "settings": settings,
        "by": by,
        "at": now().isoformat(),
        "reason_cy": reason.cy,
        "reason_en": reason.en,
    }
    forget_check(submission)
    note(submission, Step.LET_THROUGH, by, reason)
    facts = {"settings": settings, "reason_cy": reason.cy, "reason_en": reason.en}
    _log("policy-signed", submission, by, **facts)
    db.session.flush()
    return submission


def lowered(submission: Submission) -> dict[str, int]:
    """Return the settings of the policy for which an upload wants somebody to sign."""
    return {
        name: value
        for issue in submission.issues
        if issue["code"] == LOWERED
        for name, value in (issue["facts"].get("settings") or {}).items()
    }


def _dimensions(submission: Submission, population: str) -> Mapping[str, Any]:
    for told in (submission.gate or {}).get("populations") or ():
        if told["population"] == population:
            found: Mapping[str, Any] = told["statement"]["dimensions"]
            return found
    raise WrongAnswerError(decision=population)


def _codes(dimension: Mapping[str, Any]) -> set[str]:
    return {*dimension["codes"], *(dimension.get("groups") or ())}


def _check_again(submission: Submission, population: str, by: int) -> None:
    """Have a submission checked again, and every other one that speaks of the same people."""
    edit(submission)
    note(submission, Step.DECIDED, by)
    db.session.flush()
    guarding.reconsider([population], but=submission)


def _log(action: str, submission: Submission, by: int, **facts: object) -> None:
    audit.record(
        action,
        actor=Actor(by, "page"),
        subject=f"submission/{submission.id}",
        publisher_id=publisher_id(submission.publisher),
        dataset=submission.dataset,
        **facts,
    )
