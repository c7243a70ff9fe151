"""What a submission or a version changes, compared with a version that is published."""

from portal.catalogue import queries as published
from portal.errors import NotFoundError, WithdrawnError
from portal.interop.description import Description
from portal.interop.writing import from_plain
from portal.publishing.models import Submission
from portal.query.difference import Side, TableDifference, compare
from portal.storage import Store


def compare_versions(
    slug: str, before: int, after: int, store: Store
) -> tuple[TableDifference, ...]:
    """Return what changed from one published version of a dataset to another.

    Raises:
        NotFoundError: there is no such dataset or version.
        WithdrawnError: one of the versions has been withdrawn.
    """
    sides = [
        _sides(published.published_dataset(slug, number).description, store)
        for number in (before, after)
    ]
    return compare(*sides)


def compare_with_published(submission: Submission, store: Store) -> tuple[TableDifference, ...]:
    """Return what a checked submission would change for readers; all is new where none is there."""
    if submission.content is None:
        return ()
    new = _sides(from_plain(submission.content), store)
    try:
        old = _sides(published.published_dataset(submission.dataset).description, store)
    except (NotFoundError, WithdrawnError):
        old = []
    return compare(old, new)


def _sides(description: Description, store: Store) -> list[Side]:
    """Return each table with its neutral CSV on this machine."""
    return [
        Side(resource, store.local_file(file.sha256))
        for resource in description.resources
        for file in resource.files
        if file.path == f"data/{resource.name}.csv"
    ]
