"""What can be asked about published data; every name says what it can see."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from portal import db
from portal.accounts.models import Publisher
from portal.bilingual import Bilingual, Locale
from portal.catalogue.describe import describe, version_facts
from portal.catalogue.models import Dataset, File, FileScope, State, Version, Withdrawal
from portal.errors import NotFoundError, WithdrawnError
from portal.interop.description import Description, VersionFacts


@dataclass(frozen=True, slots=True)
class PublishedDataset:
    """One version of a dataset as readers see it, with the history around it.

    `rows` names, per table, its rows in the store.
    """

    description: Description
    history: tuple[VersionFacts, ...]
    publisher: Bilingual
    rows: Mapping[str, str]

    @property
    def latest(self) -> int:
        """Return the number of the newest version that is not withdrawn."""
        return max(facts.number for facts in self.history if facts.withdrawn_at is None)


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file that may be sent, with the version it belongs to."""

    slug: str
    number: int
    path: str
    media_type: str
    size: int
    sha256: str
    licence: str
    frozen: bool
    document: bool


@dataclass(frozen=True, slots=True)
class ManagedDataset:
    """A dataset with every version it ever had, newest first, and why some are out of sight."""

    slug: str
    title: Bilingual
    publisher: str
    publisher_title: Bilingual
    successor: str
    latest: int
    versions: tuple[tuple[VersionFacts, Withdrawal | None], ...]


def published_dataset(slug: str, number: int | None = None) -> PublishedDataset:
    """Return one version of a dataset (the latest published one unless a number is given).

    Raises:
        NotFoundError: there is no such dataset or version.
        WithdrawnError: that version, or every version, has been withdrawn.
    """
    version = _version(slug, number)
    facts = db.session.scalars(
        select(Version).where(Version.dataset_id == version.dataset_id).order_by(Version.number)
    )
    return PublishedDataset(
        description=describe(version),
        history=tuple(version_facts(other) for other in facts),
        publisher=version.dataset.publisher.title,
        rows={resource.name: resource.rows_sha256 for resource in version.resources},
    )


def published_file(slug: str, path: str, number: int | None = None) -> ServedFile:
    """Return a file of a published version by its path.

    Without a number the latest version answers: its descriptors that point into the frozen
    version, and its data files.

    Raises:
        NotFoundError: there is no such dataset, version or file.
        WithdrawnError: that version has been withdrawn.
    """
    scope = FileScope.FROZEN
    if number is None and not path.startswith("data/"):
        scope = FileScope.LATEST
    statement = (
        select(File, Version)
        .join(Version, Version.id == File.version_id)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(Dataset.slug == slug, File.path == path, File.scope == scope)
        .order_by(Version.number.desc())
    )
    wanted = _latest_number(slug) if number is None else number
    found = db.session.execute(statement.where(Version.number == wanted)).first()
    if found is None:
        raise NotFoundError(dataset=slug, file=path)
    file, version = found
    if version.state is State.WITHDRAWN:
        raise _gone(slug, version)
    return ServedFile(
        slug=slug,
        number=version.number,
        path=path,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256,
        licence=_licence_address(version),
        frozen=scope is FileScope.FROZEN,
        document=path in _documents(version),
    )


def _documents(version: Version) -> set[str]:
    """Return the paths of a version's documents."""
    return {f"data/{one['name']}.{one['kind']}" for one in version.content.get("documents", ())}


def _licence_address(version: Version) -> str:
    """Return the page of the first licence that has one."""
    licences = version.content.get("licences", ())
    return next((str(licence["url"]) for licence in licences if licence.get("url")), "")


def latest_fingerprint(slug: str) -> tuple[int, str]:
    """Return the newest version's number and fingerprint; (0, "") where nothing is published."""
    found = db.session.execute(
        select(Version.number, Version.fingerprint)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(Dataset.slug == slug)
        .order_by(Version.number.desc())
        .limit(1)
    ).first()
    return (found.number, found.fingerprint) if found else (0, "")


def newest_content(slug: str) -> Mapping[str, Any] | None:
    """Return what the newest version says, as it is kept; None where nothing is published."""
    return db.session.scalars(
        select(Version.content)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(Dataset.slug == slug)
        .order_by(Version.number.desc())
        .limit(1)
    ).one_or_none()


def newest_number(slug: str) -> int:
    """Return the highest number a version ever had, withdrawn or not; 0 where there is none."""
    return latest_fingerprint(slug)[0]


def publisher_of(slug: str) -> str:
    """Return the slug of the publisher that a dataset belongs to; "" where there is none yet."""
    found = select(Publisher.slug).join(Dataset, Dataset.publisher_id == Publisher.id)
    return db.session.scalar(found.where(Dataset.slug == slug)) or ""


def datasets_of(publishers: Collection[str], locale: Locale) -> Sequence[Dataset]:
    """Return every dataset of some publishers, withdrawn ones too, in the order of `locale`."""
    order = Dataset.sort_cy if locale == "cy" else Dataset.sort_en
    return db.session.scalars(
        select(Dataset)
        .join(Dataset.publisher)
        .where(Publisher.slug.in_(publishers))
        .order_by(order)
        .options(contains_eager(Dataset.publisher))
    ).all()


def managed_dataset(slug: str) -> ManagedDataset:
    """Return a dataset as those see it who look after it: every version, withdrawn ones too.

    Raises:
        NotFoundError: there is no such dataset.
    """
    dataset = db.session.scalars(
        select(Dataset).where(Dataset.slug == slug).options(joinedload(Dataset.publisher))
    ).one_or_none()
    if dataset is None:
        raise NotFoundError(dataset=slug)
    versions = db.session.scalars(
        select(Version).where(Version.dataset_id == dataset.id).order_by(Version.number.desc())
    ).all()
    reasons = db.session.scalars(
        select(Withdrawal)
        .where(Withdrawal.version_id.in_([version.id for version in versions]))
        .where(Withdrawal.restored.is_(False))
        .order_by(Withdrawal.id)
    )
    withdrawals = {withdrawal.version_id: withdrawal for withdrawal in reasons}
    return ManagedDataset(
        slug=slug,
        title=dataset.title,
        publisher=dataset.publisher.slug,
        publisher_title=dataset.publisher.title,
        successor=dataset.successor or "",
        latest=dataset.latest_number,
        versions=tuple(
            (version_facts(version), withdrawals.get(version.id)) for version in versions
        ),
    )


def published_titles(slugs: Collection[str]) -> dict[str, Bilingual]:
    """Return what those of some datasets are called that are in sight."""
    found = select(Dataset).where(Dataset.slug.in_(slugs), Dataset.latest_number > 0)
    return {dataset.slug: dataset.title for dataset in db.session.scalars(found)}


def anything_published() -> bool:
    """Tell whether there is any dataset to read."""
    return bool(db.session.scalar(select(exists().where(Dataset.latest_number > 0))))


def _latest_number(slug: str) -> int:
    number = db.session.scalars(
        select(Version.number)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(Dataset.slug == slug, Version.state == State.PUBLISHED)
        .order_by(Version.number.desc())
        .limit(1)
    ).one_or_none()
    if number is not None:
        return number
    newest = db.session.scalars(
        select(Version)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(Dataset.slug == slug)
        .order_by(Version.number.desc())
        .limit(1)
    ).one_or_none()
    if newest is not None:
        raise _gone(slug, newest)
    raise NotFoundError(dataset=slug)


def _gone(slug: str, version: Version) -> WithdrawnError:
    """Return the refusal that stands in a version's place, with what its tombstone says."""
    facts: dict[str, object] = {"dataset": slug, "version": version.number}
    if version.withdrawn_at is not None:
        facts["withdrawn_on"] = version.withdrawn_at.date().isoformat()
    why = db.session.scalars(
        select(Withdrawal)
        .where(Withdrawal.version_id == version.id, Withdrawal.restored.is_(False))
        .order_by(Withdrawal.id.desc())
        .limit(1)
    ).one_or_none()
    if why is not None:
        facts |= {"reason_cy": why.reason.cy, "reason_en": why.reason.en}
    dataset = db.session.get_one(Dataset, version.dataset_id)
    if dataset.successor:
        facts["successor"] = dataset.successor
    if dataset.latest_number:
        facts["newest"] = dataset.latest_number
    return WithdrawnError(**facts)


def _version(slug: str, number: int | None) -> Version:
    version = db.session.scalars(
        select(Version)
        .join(Version.dataset)
        .where(Dataset.slug == slug, Version.number == (number or _latest_number(slug)))
        .options(
            contains_eager(Version.dataset).joinedload(Dataset.publisher),
            selectinload(Version.files),
            selectinload(Version.resources),
        )
    ).one_or_none()
    if version is None:
        raise NotFoundError(dataset=slug, version=number)
    if version.state is State.WITHDRAWN:
        raise _gone(slug, version)
    return version
