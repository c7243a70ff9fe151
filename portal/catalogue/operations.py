"""The only ways the catalogue changes. Nothing here commits: its caller holds the transaction."""

from sqlalchemy import select

from portal import db
from portal.accounts.operations import ensure_publisher
from portal.bilingual import Bilingual
from portal.catalogue import queries
from portal.catalogue.freezing import Frozen
from portal.catalogue.models import Dataset, File, FileScope, Resource, State, Version
from portal.catalogue.showing import show
from portal.clock import now
from portal.db import raise_revision
from portal.errors import PortalError
from portal.interop.writing import to_plain

FIRST_REASON = Bilingual("Cyhoeddwyd yma gyntaf.", "First published here.")


class NumberTakenError(PortalError):
    """Somebody else published a version of this dataset in the meantime."""

    code = "number-taken"
    status = 409


class OtherPublisherError(PortalError):
    """A dataset of that name already belongs to another publisher."""

    code = "other-publisher"
    status = 409


class ReasonMissingError(PortalError):
    """A new version of a dataset does not say why it was made."""

    code = "reason-missing"
    status = 422


class ReasonIncompleteError(PortalError):
    """A reason was not given, or in one language only."""

    code = "reason-incomplete"
    status = 422


def publish_version(frozen: Frozen) -> Version:
    """Make a frozen version public: from the next request readers see it.

    Raises:
        NumberTakenError: the number is no longer the next one.
        OtherPublisherError: the dataset belongs to another publisher.
        ReasonMissingError: a later version came without a reason.
    """
    description = frozen.description
    publisher = ensure_publisher(description.publisher)
    dataset = db.session.scalars(
        select(Dataset).where(Dataset.slug == description.slug).with_for_update()
    ).one_or_none()
    if dataset is not None and dataset.publisher_id != publisher.id:
        raise OtherPublisherError(dataset=description.slug, publisher=description.publisher.slug)
    if frozen.number != queries.newest_number(description.slug) + 1:
        raise NumberTakenError(dataset=description.slug, number=frozen.number)
    if dataset is None:
        dataset = Dataset(
            slug=description.slug, publisher_id=publisher.id, first_published_at=now()
        )
        db.session.add(dataset)
    version = _version(dataset, frozen)
    db.session.add(version)
    show(dataset, description, number=frozen.number)
    raise_revision()
    return version


def _version(dataset: Dataset, frozen: Frozen) -> Version:
    description = frozen.description
    reason = description.reason
    if reason is None and frozen.number > 1:
        raise ReasonMissingError(dataset=description.slug)
    return Version(
        dataset=dataset,
        number=frozen.number,
        state=State.PUBLISHED,
        reason=reason or FIRST_REASON,
        fingerprint=frozen.fingerprint,
        content=to_plain(description),
        published_at=now(),
        resources=[
            Resource(
                position=position,
                name=resource.name,
                row_count=resource.rows,
                rows_sha256=frozen.rows[resource.name],
            )
            for position, resource in enumerate(description.resources)
        ],
        files=[
            File(
                scope=FileScope(file.scope),
                path=file.path,
                media_type=file.media_type,
                size=file.size,
                sha256=file.sha256,
            )
            for file in description.every_file
        ],
    )
