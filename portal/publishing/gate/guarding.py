"""The gate's part in every move of a submission; nothing here commits.

What was judged clear stands only as long as the ledger has not moved since. Whoever adds to it
sends everybody else who speaks of the same people back to be checked anew. The ledger is held
before any submission is, so that of two who do so at once neither waits for the other for ever.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import select

from portal import db
from portal.accounts import audit
from portal.errors import PortalError
from portal.publishing.gate import ledger
from portal.publishing.gate.covering import judged_together, standing
from portal.publishing.gate.kinship import name_of
from portal.publishing.holding import forget_check, note, publisher_id
from portal.publishing.models import State, Step, Submission

_ON_ITS_WAY = (State.SUBMITTED, State.APPROVED)


class PopulationBusyError(PortalError):
    """Another submission about the same people waits to be published."""

    code = "population-busy"
    status = 409


class LedgerMovedError(PortalError):
    """Something was published or declared about the same people since the check."""

    code = "ledger-moved"
    status = 409


def counts_people(content: Mapping[str, Any] | None) -> bool:
    """Tell whether a version has a column that counts people."""
    return any(
        field.get("measures") == "people"
        for resource in (content or {}).get("resources") or ()
        for field in resource["fields"]
    )


def still(dataset: str, gate: Mapping[str, Any] | None) -> bool:
    """Tell whether the ledger stands where it stood when the gate said something."""
    if gate is None:
        return True
    return bool(ledger.mark_of(dataset, gate["against"]["names"]) == gate["against"])


def stands(submission: Submission) -> bool:
    """Tell whether what the gate said of a submission still holds."""
    if submission.gate is None:
        return not counts_people(submission.content)
    return still(submission.dataset, submission.gate) or judged_together(submission)


def require_free(submission: Submission) -> None:
    """Let a submission go on only alone, and only where nothing was told since its check.

    Raises:
        LedgerMovedError: it has to be checked again.
        PopulationBusyError: another one about the same people has to be published first, unless
            one that was judged covers them all.
    """
    if not stands(submission):
        raise LedgerMovedError(dataset=submission.dataset)
    if submission.gate is None:
        return
    on_their_way = _speaking_of(_names(submission), _ON_ITS_WAY)
    others = [other for other in on_their_way if other.id != submission.id]
    if others and not judged_together(submission, others):
        population = ", ".join(sorted(_names(submission) & _names(others[0])))
        raise PopulationBusyError(dataset=submission.dataset, population=population)


def enter(submission: Submission) -> bool:
    """Enter what a submission tells in the ledger, in the transaction that publishes it.

    Where the ledger has moved since it was checked nothing is entered: it goes back to be
    checked, and what comes of it has to be approved anew.
    """
    if not stands(submission):
        send_back(submission)
        return False
    if submission.gate is None:
        return True
    relations = standing(submission)
    for told in submission.gate["populations"]:
        ledger.append(
            {**told, "relation": relations[told["population"]]},
            dataset=submission.dataset,
            number=submission.number or 0,
            submission_id=submission.id,
        )
    reconsider(_names(submission), but=submission)
    return True


def reconsider(names: Collection[str], *, but: Submission | None = None) -> list[Submission]:
    """Send everything on its way that speaks of some people back to be checked anew.

    What still stands, since what was entered is covered by what was judged, stays where it is.
    """
    wanted = {name_of(each) for each in names}
    found = _speaking_of(wanted, (State.CHECKED, *_ON_ITS_WAY))
    moved = [each for each in found if each is not but and not stands(each)]
    for submission in moved:
        send_back(submission)
    return moved


def send_back(submission: Submission) -> None:
    """Put a submission back to where the worker takes it up; nobody has approved it any more."""
    forget_check(submission)
    submission.submitted_by = submission.submitted_at = None
    submission.approved_by = submission.approved_at = submission.publish_at = None
    note(submission, Step.TAKEN_BACK, None)
    audit.record(
        "submission-taken-back",
        actor=audit.WORKER,
        subject=f"dataset/{submission.dataset}",
        publisher_id=publisher_id(submission.publisher),
        submission=submission.id,
    )
    db.session.flush()


def _names(submission: Submission) -> set[str]:
    return set((submission.gate or {}).get("against", {}).get("names") or ())


def _speaking_of(names: Collection[str], states: Collection[State]) -> Iterator[Submission]:
    found = db.session.scalars(
        select(Submission)
        .where(Submission.state.in_(states), Submission.gate.is_not(None), ~Submission.dry_run)
        .order_by(Submission.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    return (each for each in found if _names(each) & set(names))
