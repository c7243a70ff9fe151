"""What can be asked about reuses and downloads; every name says what it can see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal import db
from portal.accounts.models import Publisher
from portal.catalogue.models import Dataset, Version
from portal.clock import today
from portal.errors import NotFoundError
from portal.reuse.models import Downloads, Reuse, ReuseState

KINDS = ("app", "picture", "study", "service", "other")
"""What a reuse can be."""


@dataclass(frozen=True, slots=True)
class MonthlyDownloads:
    """How often files of one kind of a version were taken away in a month such as 2026-11."""

    month: str
    version: int
    kind: str
    count: int


def accepted_reuses(
    dataset: str | None = None, *, after: int | None = None, offset: int = 0, limit: int
) -> Sequence[Reuse]:
    """Return accepted reuses of datasets in sight, the newest proposal first.

    `after` is the number of the last one that was seen.
    """
    wanted = _loaded().where(*_accepted(dataset))
    if after is not None:
        wanted = wanted.where(Reuse.id < after)
    return db.session.scalars(wanted.order_by(Reuse.id.desc()).offset(offset).limit(limit)).all()


def count_accepted(dataset: str | None = None) -> int:
    """Return how many accepted reuses of datasets in sight there are."""
    counted = select(func.count()).select_from(Reuse).where(*_accepted(dataset))
    return db.session.scalar(counted) or 0


def waiting_reuses_of(publisher: str, *, limit: int) -> Sequence[Reuse]:
    """Return the proposals about a publisher's datasets that wait for it, the newest first."""
    return _reuses_of(publisher, ReuseState.PROPOSED, limit)


def shown_reuses_of(publisher: str, *, limit: int) -> Sequence[Reuse]:
    """Return the accepted reuses of a publisher's datasets, the newest first."""
    return _reuses_of(publisher, ReuseState.ACCEPTED, limit)


def _reuses_of(publisher: str, state: ReuseState, limit: int) -> Sequence[Reuse]:
    wanted = _loaded().where(Reuse.state == state, _of(publisher))
    return db.session.scalars(wanted.order_by(Reuse.id.desc()).limit(limit)).all()


def reuse_of(publisher: str, number: int) -> Reuse:
    """Return one reuse of a publisher's datasets, whatever its state.

    Raises:
        NotFoundError: it has none of that number.
    """
    wanted = _loaded().where(Reuse.id == number, _of(publisher))
    found = db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFoundError(reuse=number)
    return found


def downloads_before_today(slug: str) -> int:
    """Return how often files of a dataset were taken away up to the end of yesterday (UTC)."""
    counted = (
        select(func.sum(Downloads.count))
        .join(Version, Version.id == Downloads.version_id)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(Dataset.slug == slug, Downloads.day < today())
    )
    return db.session.scalar(counted) or 0


def downloads_by_month(slug: str) -> list[MonthlyDownloads]:
    """Return how often each kind of file of each version was taken away, month by month."""
    rows = db.session.execute(
        select(Downloads.day, Version.number, Downloads.kind, Downloads.count)
        .join(Version, Version.id == Downloads.version_id)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(Dataset.slug == slug)
    )
    sums: dict[tuple[str, int, str], int] = {}
    for day, number, kind, count in rows:
        key = (_month(day), number, kind)
        sums[key] = sums.get(key, 0) + count
    return [MonthlyDownloads(*key, count) for key, count in sorted(sums.items())]


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _loaded() -> Select[Reuse]:
    return select(Reuse).options(
        selectinload(Reuse.datasets).options(joinedload(Dataset.publisher))
    )


def _accepted(dataset: str | None) -> list[ColumnElement[bool]]:
    shown = Dataset.latest_number > 0
    of = Reuse.datasets.any(shown & (Dataset.slug == dataset) if dataset else shown)
    return [Reuse.state == ReuseState.ACCEPTED, of]


def _of(publisher: str) -> ColumnElement[bool]:
    return Reuse.datasets.any(Dataset.publisher.has(Publisher.slug == publisher))
