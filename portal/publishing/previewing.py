"""A submission as readers will see it: what its check froze, in the form that pages take."""

from dataclasses import replace

from portal.accounts.queries import publisher
from portal.bilingual import Bilingual
from portal.catalogue.operations import FIRST_REASON
from portal.catalogue.queries import PublishedDataset, published_dataset
from portal.clock import now
from portal.errors import NotFoundError, WithdrawnError
from portal.interop.description import File, VersionFacts
from portal.publishing.models import Submission
from portal.publishing.steps import frozen_of

_NO_REASON = Bilingual("…", "…")


def previewed_dataset(submission: Submission) -> PublishedDataset:
    """Return the dataset as it will be once the submission is published.

    Raises:
        NotFoundError: the check has frozen nothing yet.
    """
    if submission.content is None:
        raise NotFoundError(submission=submission.id)
    frozen = frozen_of(submission)
    reason = submission.reason or (FIRST_REASON if frozen.number == 1 else _NO_REASON)
    moment = submission.published_at or submission.publish_at or now()
    facts = VersionFacts(number=frozen.number, reason=reason, published_at=moment)
    earlier = tuple(each for each in _history(submission.dataset) if each.number < frozen.number)
    return PublishedDataset(
        description=replace(frozen.description, version=facts),
        history=(*earlier, facts),
        publisher=publisher(submission.publisher).title,
        rows=frozen.rows,
    )


def previewed_file(submission: Submission, path: str) -> File:
    """Return a file of the version as it was frozen, by its path.

    Raises:
        NotFoundError: there is no such file.
    """
    files = previewed_dataset(submission).description.every_file
    found = next((file for file in files if file.path == path and file.scope == "frozen"), None)
    if found is None:
        raise NotFoundError(submission=submission.id, file=path)
    return found


def _history(slug: str) -> tuple[VersionFacts, ...]:
    try:
        return published_dataset(slug).history
    except (NotFoundError, WithdrawnError):
        return ()
