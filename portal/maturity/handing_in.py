"""A round's packages as submissions of its publisher, and all of them moved on at once.

Nothing here commits. The package of the whole round comes first: it covers those of its councils,
so that the gate judges them together (`publishing.gate.covering`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal import db
from portal.accounts.audit import WORKER, Actor
from portal.bilingual import Bilingual
from portal.errors import PortalError
from portal.maturity.models import HandedIn, Made, Release
from portal.maturity.queries import HandedInPackage, handed_in
from portal.publishing import drafting, notices, operations
from portal.publishing.gate import documents
from portal.publishing.models import State, Step, Submission
from portal.publishing.uploads import Upload

_READ = {documents.QUESTION: documents.READ}
"""The documents of a round are the portal's own work: they tell only what the gate has judged."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that is ready: of which council ("" is the whole round), its dataset, its bytes."""

    council: str
    dataset: str
    upload: Upload


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one package when all were to be moved on; `error` says why it was not."""

    dataset: str
    submission_id: int
    error: PortalError | None = None

    @property
    def done(self) -> bool:
        """Tell whether it was moved on."""
        return self.error is None


def hand_in(release_id: int, packages: Sequence[Package], publisher: str) -> int:
    """Begin a submission for every package that has none; return how many those were.

    One that was abandoned is begun again.

    Raises:
        OpenSubmissionError, OtherPublisherError, LookAlikeError: as `drafting.begin`; then none is.
    """
    release = db.session.get_one(Release, release_id, with_for_update=True)
    known = {
        each.dataset: each
        for each in db.session.scalars(select(HandedIn).where(HandedIn.release_id == release_id))
    }
    begun = 0
    for package in packages:
        before = known.get(package.dataset)
        if before and db.session.get_one(Submission, before.submission_id).state is not (
            State.ABANDONED
        ):
            continue
        made = drafting.begin(
            package.upload,
            dataset=package.dataset,
            publisher=publisher,
            by=release.asked_by,
            answers=_READ,
        )
        row = before or HandedIn(
            release_id=release_id, council=package.council, dataset=package.dataset
        )
        row.submission_id = made.id
        db.session.add(row)
        notices.log(made, Step.UPLOADED, actor=WORKER)
        begun += 1
    release.state, release.held_until = Made.HANDED_IN, None
    return begun


def submit_all(name: str, *, by: int, reason: Bilingual | None = None) -> list[Outcome]:
    """Submit every package of a round's last version that is checked, the whole round's first.

    Without a `reason` each says its own. What cannot be submitted is told with why.
    """

    def submit(each: HandedInPackage) -> None:
        own = reason or _own_reason(each.submission_id)
        submitted = operations.submit(each.submission_id, reason=own, by=by)
        notices.log(submitted, Step.SUBMITTED, actor=Actor(by, "page"))

    return _each(name, State.SUBMITTED, submit)


def approve_all(name: str, *, by: int) -> list[Outcome]:
    """Approve every package of a round's last version that was submitted; as `submit_all`."""

    def approve(each: HandedInPackage) -> None:
        approved = operations.approve(each.submission_id, by=by)
        notices.log(approved, Step.APPROVED, actor=Actor(by, "page"))

    return _each(name, State.APPROVED, approve)


def _each(name: str, wanted: State, act: Callable[[HandedInPackage], None]) -> list[Outcome]:
    """Move every package on, each in a part of the transaction that is taken back if it fails."""
    beyond = list(State)[list(State).index(wanted) : list(State).index(State.PUBLISHED) + 1]
    outcomes = []
    for each in handed_in(name):
        if each.state in beyond:
            continue
        try:
            with db.session.begin_nested():
                act(each)
        except PortalError as refused:
            outcomes.append(Outcome(each.dataset, each.submission_id, refused))
        else:
            outcomes.append(Outcome(each.dataset, each.submission_id))
    return outcomes


def _own_reason(submission_id: int) -> Bilingual:
    draft = db.session.get_one(Submission, submission_id).draft
    return Bilingual(str(draft.get("reason_cy") or ""), str(draft.get("reason_en") or ""))
