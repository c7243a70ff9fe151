"""The worker's half of the state table: claiming what waits and moving it on; nothing commits.

A step changes nothing where its claim is no longer the submission's: another worker has taken
over, or an officer has moved the submission meanwhile.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, update

from portal import db
from portal.catalogue.freezing import Frozen
from portal.catalogue.operations import publish_version
from portal.catalogue.queries import latest_fingerprint, newest_content, publisher_of
from portal.clock import now
from portal.interop.writing import from_plain
from portal.publishing.gate import catching_up, guarding, ledger
from portal.publishing.gate.kinship import name_of
from portal.publishing.models import Move, Recipe, State, Step, Submission
from portal.publishing.recipes import published_code_lists, write_recipe
from portal.publishing.registers.settling import settle


@dataclass(frozen=True, slots=True)
class Claimed:
    """A submission that one worker holds for a while."""

    id: int
    token: str
    state: State
    attempts: int


@dataclass(frozen=True, slots=True)
class Task:
    """What the check of a submission has to know beside its bytes.

    `owner` is the publisher the dataset belongs to, "" where it is new; `latest` the fingerprint
    of its newest version and `latest_content` what that says; `code_lists` has the hash of each
    code list that is published. `revision` is the submission's when the check began. Of a
    `dry_run` nothing that the check builds is kept. `ledger` is what was told before of the
    people it is expected to speak of, `policy_exception` who signed for a lower policy;
    `rounding_key` is given only where counts are to be rounded.
    """

    dataset: str
    publisher: str
    owner: str
    upload_name: str
    upload_sha256: str
    number: int
    latest: str
    revision: int = 0
    latest_content: Mapping[str, Any] | None = None
    draft: dict[str, Any] = field(default_factory=dict)
    decisions: dict[str, Any] = field(default_factory=dict)
    recipe: dict[str, Any] | None = None
    people_allowed: bool = False
    code_lists: dict[str, str] = field(default_factory=dict)
    dry_run: bool = False
    ledger: dict[str, Any] = field(default_factory=dict)
    policy_exception: dict[str, Any] | None = None
    rounding_key: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of a submission found; without `content` it cannot be submitted.

    `revision` is the one it was made of; where a person has written since, it no longer counts.
    With `personal` the upload's bytes have to go. `gate` is what the disclosure gate said;
    `wanted` are people of whom it has to be told more before it can say anything.
    """

    number: int
    issues: Sequence[dict[str, Any]] = ()
    changes: Sequence[dict[str, Any]] = ()
    questions: Sequence[dict[str, Any]] = ()
    content: dict[str, Any] | None = None
    rows: dict[str, str] | None = None
    fingerprint: str | None = None
    found: dict[str, Any] | None = None
    draft: dict[str, Any] | None = None
    changes_sha256: str | None = None
    personal: bool = False
    revision: int | None = None
    gate: dict[str, Any] | None = None
    wanted: Sequence[str] = ()


def anything_waits() -> bool:
    """Tell whether a worker could claim something now; takes no lock."""
    return bool(db.session.scalar(select(exists().where(_waits(now())))))


def claim(token: str, *, until: datetime) -> Claimed | None:
    """Take up the submission that has waited longest; None where none waits.

    One statement, so that of several workers one has it: PostgreSQL passes over rows that
    another is claiming, SQLite lets in one writer at a time.
    """
    first = (
        select(Submission.id)
        .where(_waits(now()))
        .order_by(Submission.claimed_until.is_not(None), Submission.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    taken = db.session.execute(
        update(Submission)
        .where(Submission.id == first.scalar_subquery())
        .values(claim=token, claimed_until=until, attempts=Submission.attempts + 1)
        .returning(Submission.id, Submission.state, Submission.attempts)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return Claimed(taken.id, token, taken.state, taken.attempts) if taken else None


def renew(claimed: Claimed, *, until: datetime) -> bool:
    """Keep a claim for longer; tell whether it was still held."""
    return _update(claimed, claimed_until=until)


def hold_back(claimed: Claimed, *, wait: timedelta, fault: str) -> bool:
    """Let go of a submission whose step failed, for nobody to take up before `wait` is over."""
    return _update(claimed, claim=None, claimed_until=now() + wait, fault=fault)


def let_go(claimed: Claimed) -> bool:
    """Let go of a submission whose step was broken off, as though it had not been begun."""
    return _update(claimed, claim=None, claimed_until=None, attempts=claimed.attempts - 1)


def task_of(claimed: Claimed, wanted: Sequence[str] = ()) -> Task | None:
    """Return what the check has to know; None where the claim is lost.

    `wanted` are the people it asked to be told of.
    """
    found = db.session.scalars(select(Submission).where(_is_held(claimed))).one_or_none()
    if found is None:
        return None
    number, latest = latest_fingerprint(found.dataset)
    recipe = db.session.get(Recipe, found.dataset)
    exception = found.people_exception or {}
    return Task(
        dataset=found.dataset,
        publisher=found.publisher,
        owner=publisher_of(found.dataset),
        upload_name=found.upload_name,
        upload_sha256=found.upload_sha256,
        number=number + 1,
        latest=latest,
        latest_content=newest_content(found.dataset),
        revision=found.revision,
        draft=found.draft,
        decisions=found.decisions,
        recipe={"columns": recipe.columns, "rows": recipe.rows} if recipe else None,
        people_allowed=exception.get("upload") == found.upload_sha256,
        code_lists=published_code_lists(found.dataset),
        dry_run=found.dry_run,
        ledger=_ledger(found, wanted),
        policy_exception=found.policy_exception,
    )


def _ledger(submission: Submission, wanted: Sequence[str]) -> dict[str, Any]:
    """Return what was told before, with `holes`, versions that the ledger should have and lacks.

    `taken` are the people of whom another publisher's datasets tell.
    """
    known = ledger.known(submission.dataset, wanted or [_expected(submission)])
    own = {"", submission.publisher}
    others = {slug for slug in known["datasets"] if publisher_of(slug) not in own}
    taken = {name_of(each["population"]) for each in known["releases"] if each["dataset"] in others}
    return known | {"holes": catching_up.holes(known["datasets"]), "taken": sorted(taken)}


def _expected(submission: Submission) -> str:
    """Return the people that a submission most likely speaks of."""
    gate = submission.draft.get("gate")
    population = gate.get("population") if isinstance(gate, dict) else None
    return population if isinstance(population, str) else submission.dataset


def record_check(claimed: Claimed, checked: Checked) -> bool:
    """Move a received submission on to `checked`; tell whether the claim was still held.

    A check of what a person has changed since is let go of instead, to be made again, and so is
    one that was made before the ledger moved. A dry run
    ends with its check: it is abandoned and keeps only what was said.
    """
    submission = _held(claimed, State.RECEIVED)
    if submission is None:
        return False
    edited = checked.revision is not None and submission.edited > checked.revision
    if edited or not guarding.still(submission.dataset, checked.gate):
        let_go(claimed)
        return False
    checked = _settled(checked)
    submission.state = State.CHECKED
    submission.gate = checked.gate
    submission.issues = list(checked.issues)
    submission.changes = list(checked.changes)
    submission.questions = list(checked.questions)
    submission.found = checked.found
    submission.changes_sha256 = checked.changes_sha256
    if checked.draft is not None:
        submission.draft = checked.draft
    if checked.personal:
        # The file's name was somebody's words too; what kind of file it was is enough to know.
        submission.upload_name = f"upload{PurePosixPath(submission.upload_name).suffix}"
        submission.upload_deleted_at = now()
    if checked.content is not None:
        submission.number = checked.number
        submission.content = checked.content
        submission.rows = checked.rows
        submission.fingerprint = checked.fingerprint
    _done(submission, Step.CHECKED)
    if submission.dry_run:
        submission.state = State.ABANDONED
        _done(submission, Step.ABANDONED)
    return True


def _settled(checked: Checked) -> Checked:
    """Return what a check found, with an issue for each dataset it names that leads nowhere."""
    wrong, found = settle(checked.found)
    if not wrong:
        return replace(checked, found=found)
    return replace(checked, found=found, issues=[*checked.issues, *wrong], content=None)


def files_to_publish(claimed: Claimed) -> list[str]:
    """Return the hash of every file of an approved version; none where the claim is lost."""
    found = db.session.scalars(select(Submission).where(_is_held(claimed))).one_or_none()
    if found is None or found.content is None:
        return []
    files = from_plain(found.content).every_file
    return sorted({file.sha256 for file in files} | set((found.rows or {}).values()))


def publish(claimed: Claimed) -> bool:
    """Make an approved submission's version public; tell whether that was done.

    The files are those that were approved: they are named by their hashes. What they tell of
    people enters the ledger in the same transaction. Nothing is done where the claim is lost;
    where the ledger has moved, the submission goes back to be checked.

    Raises:
        NumberTakenError: somebody published that number by another way.
        OtherPublisherError: the dataset belongs to another publisher by now.
    """
    ledger.hold()
    submission = _held(claimed, State.APPROVED)
    if submission is None or not guarding.enter(submission):
        return False
    version = publish_version(frozen_of(submission))
    write_recipe(submission)
    submission.found = _without_rows(submission.found)
    submission.state = State.PUBLISHED
    submission.published_at = version.published_at
    _done(submission, Step.PUBLISHED)
    return True


def _without_rows(found: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return what was found without the lists of rows, which serve only until publication."""
    if found is None:
        return None
    tables = [
        {key: value for key, value in table.items() if key != "rows_sha256"}
        for table in found.get("tables") or ()
    ]
    return {**found, "tables": tables}


def frozen_of(submission: Submission) -> Frozen:
    """Return the version that a submission's check froze, with the reason its officer gave."""
    assert submission.content is not None
    assert submission.number is not None
    return Frozen(
        number=submission.number,
        description=replace(from_plain(submission.content), reason=submission.reason),
        fingerprint=submission.fingerprint or "",
        rows=submission.rows or {},
    )


def _waits(moment: datetime) -> ColumnElement[bool]:
    """Select what a worker has to move on: received, or approved with its time come."""
    due = and_(Submission.state == State.APPROVED, Submission.publish_at <= moment)
    free = or_(Submission.claimed_until.is_(None), Submission.claimed_until <= moment)
    return and_(or_(Submission.state == State.RECEIVED, due), free)


def _is_held(claimed: Claimed) -> ColumnElement[bool]:
    return and_(
        Submission.id == claimed.id,
        Submission.claim == claimed.token,
        Submission.state == claimed.state,
    )


def _held(claimed: Claimed, state: State) -> Submission | None:
    statement = select(Submission).where(_is_held(claimed), Submission.state == state)
    return db.session.scalars(statement.with_for_update()).one_or_none()


def _update(claimed: Claimed, **values: Any) -> bool:
    changed = db.session.execute(
        update(Submission)
        .where(_is_held(claimed))
        .values(values)
        .returning(Submission.id)
        .execution_options(synchronize_session=False)
    )
    return changed.one_or_none() is not None


def _done(submission: Submission, step: Step) -> None:
    submission.claim = submission.claimed_until = submission.fault = None
    submission.attempts = 0
    db.session.add(Move(submission_id=submission.id, step=step, at=now(), member=None))
