"""What a submission or a version changes, compared with a version that is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from portal.bilingual import Bilingual
from portal.catalogue import queries as published
from portal.errors import NotFoundError, WithdrawnError
from portal.interop.description import Description, Document
from portal.interop.writing import from_plain
from portal.publishing.models import Submission
from portal.query.difference import Side, TableDifference, compare
from portal.storage import Store


@dataclass(frozen=True, slots=True)
class DocumentDifference:
    """Whether a document is new, gone, another or the same, byte for byte."""

    name: str
    title: Bilingual
    state: Literal["added", "removed", "changed", "same"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What has changed in each table, and which documents have."""

    tables: tuple[TableDifference, ...] = ()
    documents: tuple[DocumentDifference, ...] = ()


def compare_versions(slug: str, before: int, after: int, store: Store) -> Comparison:
    """Return what changed from one published version of a dataset to another.

    Raises:
        NotFoundError: there is no such dataset or version.
        WithdrawnError: one of the versions has been withdrawn.
    """
    old, new = (published.published_dataset(slug, number).description for number in (before, after))
    return _compared(old, new, store)


def compare_with_published(submission: Submission, store: Store) -> Comparison:
    """Return what a checked submission would change for readers; all is new where none is there."""
    if submission.content is None:
        return Comparison()
    new = from_plain(submission.content)
    try:
        old = published.published_dataset(submission.dataset).description
    except (NotFoundError, WithdrawnError):
        old = None
    return _compared(old, new, store)


def _compared(old: Description | None, new: Description, store: Store) -> Comparison:
    tables = compare(_sides(old, store) if old else [], _sides(new, store))
    return Comparison(tables, tuple(_documents(old.documents if old else (), new.documents)))


def _documents(
    old: tuple[Document, ...], new: tuple[Document, ...]
) -> Iterator[DocumentDifference]:
    before, after = ({one.name: one for one in each} for each in (old, new))
    for name, one in {**before, **after}.items():
        if name not in before:
            yield DocumentDifference(name, one.title, "added")
        elif name not in after:
            yield DocumentDifference(name, one.title, "removed")
        else:
            same = _bytes_of(before[name]) == _bytes_of(one)
            yield DocumentDifference(name, one.title, "same" if same else "changed")


def _bytes_of(document: Document) -> str:
    return document.file.sha256 if document.file else ""


def _sides(description: Description, store: Store) -> list[Side]:
    """Return each table with its neutral CSV on this machine."""
    return [
        Side(resource, store.local_file(file.sha256))
        for resource in description.resources
        for file in resource.files
        if file.path == f"data/{resource.name}.csv"
    ]
