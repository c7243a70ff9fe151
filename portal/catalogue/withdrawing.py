"""Taking versions out of sight and bringing them back; nothing here commits.

The bytes stay in the store and the number stays taken: only what readers are told changes.
"""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal import db
from portal.bilingual import Bilingual
from portal.catalogue.describe import describe
from portal.catalogue.models import Dataset, State, Version, Withdrawal
from portal.catalogue.operations import ReasonIncompleteError
from portal.catalogue.showing import hide, show
from portal.clock import now
from portal.db import raise_revision
from portal.errors import NotFoundError, PortalError

SECOND_WORD = timedelta(days=7)
"""How long a takedown waits for a second person."""


class AlreadyWithdrawnError(PortalError):
    """The version is out of sight already."""

    code = "already-withdrawn"
    status = 409


class NotTakenDownError(PortalError):
    """The version is not waiting for a second person's word on its takedown."""

    code = "not-taken-down"
    status = 409


class SameMemberError(PortalError):
    """The person who took a version down tried to give the second word too."""

    code = "same-member"
    status = 403


class WrongSuccessorError(PortalError):
    """A dataset cannot be followed by that one."""

    code = "wrong-successor"
    status = 422


def withdraw(slug: str, number: int, *, reason: Bilingual, by: int) -> Withdrawal:
    """Put a tombstone in a version's place, for good.

    Raises:
        NotFoundError: there is no such version.
        AlreadyWithdrawnError: it is out of sight already.
        ReasonIncompleteError: the reason is not there in both languages.
    """
    withdrawal = _take_out(slug, number, reason, by)
    withdrawal.settled_at, withdrawal.settled_by = withdrawal.at, by
    return withdrawal


def take_down(slug: str, number: int, *, reason: Bilingual, by: int) -> Withdrawal:
    """Take a version out of sight at once, on one person's word; a second confirms or restores.

    Raises:
        NotFoundError: there is no such version.
        AlreadyWithdrawnError: it is out of sight already.
        ReasonIncompleteError: the reason is not there in both languages.
    """
    withdrawal = _take_out(slug, number, reason, by)
    withdrawal.settle_before = withdrawal.at + SECOND_WORD
    return withdrawal


def confirm(slug: str, number: int, *, by: int) -> Withdrawal:
    """Make a takedown final on a second person's word.

    A takedown nobody spoke about in time stays as it is: in doubt, out of sight.

    Raises:
        NotFoundError: there is no such version.
        NotTakenDownError: no takedown waits, or its seven days are over.
        SameMemberError: `by` took the version down.
    """
    return _settle(_found(slug, number), by)


def restore(slug: str, number: int, *, by: int) -> Withdrawal:
    """Bring a version that was taken down back into sight, on a second person's word.

    Raises:
        NotFoundError: there is no such version.
        NotTakenDownError: no takedown waits, or its seven days are over.
        SameMemberError: `by` took the version down.
    """
    version = _found(slug, number)
    withdrawal = _settle(version, by)
    withdrawal.restored = True
    version.state, version.withdrawn_at = State.PUBLISHED, None
    _show_newest(version.dataset_id)
    return withdrawal


def name_successor(slug: str, successor: str | None) -> None:
    """Say which dataset takes the place of `slug`; None takes that back.

    Raises:
        NotFoundError: one of the two does not exist.
        WrongSuccessorError: following it leads back to `slug`.
    """
    dataset = _dataset(slug)
    following = successor
    while following:
        if following == slug:
            raise WrongSuccessorError(dataset=slug, successor=successor)
        following = _dataset(following).successor
    dataset.successor = successor
    raise_revision()


def _take_out(slug: str, number: int, reason: Bilingual, by: int) -> Withdrawal:
    version = _found(slug, number)
    if version.state is State.WITHDRAWN:
        raise AlreadyWithdrawnError(dataset=slug, version=number)
    if not reason.complete:
        raise ReasonIncompleteError(dataset=slug)
    withdrawal = Withdrawal(version_id=version.id, reason=reason, at=now(), member=by)
    db.session.add(withdrawal)
    version.state, version.withdrawn_at = State.WITHDRAWN, withdrawal.at
    _show_newest(version.dataset_id)
    return withdrawal


def _settle(version: Version, by: int) -> Withdrawal:
    withdrawal = db.session.scalars(
        select(Withdrawal).where(
            Withdrawal.version_id == version.id,
            Withdrawal.settled_at.is_(None),
            Withdrawal.settle_before > now(),
        )
    ).one_or_none()
    if withdrawal is None:
        raise NotTakenDownError(version=version.number)
    if withdrawal.member == by:
        raise SameMemberError(version=version.number)
    withdrawal.settled_at, withdrawal.settled_by = now(), by
    return withdrawal


def _show_newest(dataset_id: int) -> None:
    """Let lists speak of the newest version in sight, or of none."""
    db.session.flush()
    dataset = db.session.get_one(Dataset, dataset_id)
    newest = db.session.scalars(
        select(Version)
        .where(Version.dataset_id == dataset_id, Version.state == State.PUBLISHED)
        .order_by(Version.number.desc())
        .limit(1)
        .options(selectinload(Version.files), selectinload(Version.resources))
        .execution_options(populate_existing=True)
    ).one_or_none()
    if newest is None:
        hide(dataset)
    else:
        show(dataset, describe(newest), number=newest.number)
    raise_revision()


def _found(slug: str, number: int) -> Version:
    """Return a version, held until the transaction ends so that nobody else moves it."""
    version = db.session.scalars(
        select(Version)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(Dataset.slug == slug, Version.number == number)
        .with_for_update()
    ).one_or_none()
    if version is None:
        raise NotFoundError(dataset=slug, version=number)
    return version


def _dataset(slug: str) -> Dataset:
    dataset = db.session.scalars(select(Dataset).where(Dataset.slug == slug)).one_or_none()
    if dataset is None:
        raise NotFoundError(dataset=slug)
    return dataset
