"""Asking for a round to be published, and noting what was counted; nothing here commits.

The state of a release is the queue: whoever asks writes `asked`, and the worker, which alone can
open answers, makes of it `handed-in` or `refused`. Asking twice, or doing it twice, does no harm.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update

from portal import db
from portal.accounts.audit import COMMAND, WORKER, Actor, record
from portal.clock import now
from portal.disclosure.policy import Policy
from portal.errors import PortalError
from portal.maturity.models import Invited, Made, Release, Round, SealedAnswer, Stage
from portal.maturity.operations import RoundStageError
from portal.maturity.queries import handed_in, round_named
from portal.publishing.models import OPEN, State

_BATCH = 500
_LONGEST_HOLD = timedelta(hours=1)


class NothingNewError(PortalError):
    """A round has told all it can: no group has enough late answers for a new version."""

    code = "round-nothing-new"
    status = 409


class OnTheirWayError(PortalError):
    """Packages of a round's last version have not been published yet."""

    code = "round-on-its-way"
    status = 409


@dataclass(frozen=True, slots=True)
class Noted:
    """What was counted: the hash of its zip, the answers counted first, and of which groups."""

    version: int
    sha256: str
    first: Sequence[int]
    groups: Mapping[tuple[str, str], int]
    waiting: Mapping[str, str]


def ask_to_publish(name: str, by: int = 0) -> int:
    """Ask for the packages of a closed round to be made and handed in; return their version.

    The second time it asks for a new version with late answers, or for those packages again that
    were abandoned. `by` is the member who asks, 0 at the command line.

    Raises:
        RoundStageError: the round is still open, or its answers are gone.
        OnTheirWayError: packages of the last version are not published yet.
        NothingNewError: no group has enough late answers.
    """
    own = _closed(name)
    newest = _newest(own)
    if newest is None or (newest.state is Made.HANDED_IN and not _gave_up(own)):
        newest = _next(own, newest)
    if newest.state is not Made.ASKED:
        newest.state, newest.asked_by = Made.ASKED, by
        newest.held_until = newest.refusal = None
        actor = Actor(by, "page") if by else COMMAND
        version = newest.version
        record("round-publish-asked", actor=actor, subject=f"round/{name}", version=version)
    return newest.version


def next_asked(*, until: datetime) -> Release | None:
    """Take up the release that was asked for first, for nobody else to take up before `until`."""
    free = _free()
    first = (
        select(Release.id)
        .where(Release.state == Made.ASKED, free)
        .order_by(Release.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return db.session.scalars(
        update(Release)
        .where(Release.id == first.scalar_subquery())
        .values(held_until=until)
        .returning(Release)
        .execution_options(synchronize_session=False)
    ).one_or_none()


def anything_asked() -> bool:
    """Tell whether a worker could take a release up now."""
    asked = select(Release.id).where(Release.state == Made.ASKED, _free()).limit(1)
    return db.session.scalar(asked) is not None


def _free() -> ColumnElement[bool]:
    """Tell of releases that nobody holds; nor does whom the clock's being put back made hold on."""
    held = Release.held_until
    return or_(held.is_(None), held <= now(), held > now() + _LONGEST_HOLD)


def note_release(name: str, noted: Noted) -> Release:
    """Note what was counted, and which answers that was the first to count; only once.

    Raises:
        RoundStageError: the round is still open, or its answers are gone.
        NothingNewError: there is nothing in it that was not counted before.
    """
    own = _closed(name)
    release = db.session.scalars(
        select(Release).where(Release.round_id == own.id, Release.version == noted.version)
    ).one_or_none()
    if release is None:
        release = Release(round_id=own.id, version=noted.version, made_at=now(), sha256="")
        db.session.add(release)
        db.session.flush()
    if release.sha256:
        return release
    if noted.version > 1 and not noted.first:
        raise NothingNewError(round=name, waiting=_plain(noted.waiting))
    release.sha256, release.made_at = noted.sha256, now()
    release.refusal = {"waiting": dict(noted.waiting)} if noted.waiting else None
    own.stage = Stage.PUBLISHED
    _mark(release, noted)
    version, sha256 = noted.version, noted.sha256
    subject = f"round/{name}"
    record("round-counted", actor=WORKER, subject=subject, version=version, sha256=sha256)
    return release


def refuse(release_id: int, code: str, facts: Mapping[str, Any]) -> None:
    """Write down why nothing came of what was asked for; it can be asked for again."""
    release = db.session.get_one(Release, release_id)
    release.state, release.held_until = Made.REFUSED, None
    release.refusal = {"code": code, "facts": {name: str(fact) for name, fact in facts.items()}}


def hold_back(release_id: int, *, until: datetime) -> None:
    """Let a release that could not be made now be taken up again later."""
    db.session.get_one(Release, release_id).held_until = until


def _closed(name: str) -> Round:
    own = round_named(name)
    if own.answers_deleted_at is not None:
        raise RoundStageError(round=name, state="deleted")
    if own.stage not in {Stage.CLOSED, Stage.PUBLISHED}:
        raise RoundStageError(round=name, state=str(own.stage))
    return own


def _newest(own: Round) -> Release | None:
    return db.session.scalars(
        select(Release)
        .where(Release.round_id == own.id)
        .order_by(Release.version.desc())
        .limit(1)
        .with_for_update()
    ).one_or_none()


def _gave_up(own: Round) -> bool:
    """Tell whether a package of the last version was abandoned, so that it can be made again."""
    return any(each.state is State.ABANDONED for each in handed_in(own.name))


def _next(own: Round, newest: Release | None) -> Release:
    """Return the release after the newest one, where there is anything for it to tell."""
    if newest is not None:
        if any(each.state in OPEN for each in handed_in(own.name)):
            raise OnTheirWayError(round=own.name)
        least = Policy().minimum_group
        if not any(group.answered - group.counted >= least for group in own.invited):
            raise NothingNewError(round=own.name, waiting="–")
    version = newest.version + 1 if newest else 1
    made = Release(round_id=own.id, version=version, sha256="", made_at=now(), state=Made.COUNTED)
    db.session.add(made)
    db.session.flush()
    return made


def _mark(release: Release, noted: Noted) -> None:
    """Mark the answers that a release is the first to count, and count them by group."""
    for start in range(0, len(noted.first), _BATCH):
        numbers = noted.first[start : start + _BATCH]
        mark = update(SealedAnswer).where(SealedAnswer.id.in_(numbers))
        db.session.execute(mark.values(release_id=release.id))
    for (council, audience), number in noted.groups.items():
        group = update(Invited).where(
            Invited.round_id == release.round_id,
            Invited.council == council,
            Invited.audience == audience,
        )
        db.session.execute(group.values(counted=Invited.counted + number))


def _plain(waiting: Mapping[str, str]) -> str:
    return ", ".join(f"{council}: {reason}" for council, reason in waiting.items()) or "–"
