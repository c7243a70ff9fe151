"""What lists, filters and the search say about a dataset: always its newest version in sight."""

from collections.abc import Iterator

from sqlalchemy import delete

from portal import db
from portal.catalogue.models import Dataset, Facet
from portal.catalogue.search import forget_dataset, index_dataset
from portal.clock import now
from portal.interop.description import Description, Resource
from portal.welsh.sort_key import sort_key

FOLLOWS = "follows"
"""The facet of the schemas that tables of the dataset keep to, whatever their number."""
ROWS_OF = "rows-of"
"""The facet of the places that a table of the dataset has rows of."""


def show(dataset: Dataset, description: Description, *, number: int) -> None:
    """Make version `number` the one that lists, filters and the search speak of."""
    dataset.title = description.title
    dataset.summary = description.summary
    dataset.sort_cy = sort_key(description.title.cy, "cy")
    dataset.sort_en = sort_key(description.title.en, "en")
    dataset.latest_number = number
    dataset.row_count = sum(table.rows for table in description.tables)
    dataset.synthetic = description.synthetic
    dataset.updated_at = now()
    db.session.flush()
    _file_under(dataset.id, description)
    index_dataset(dataset.id, description)


def hide(dataset: Dataset) -> None:
    """Take a dataset out of every list: none of its versions is in sight."""
    dataset.latest_number = 0
    dataset.updated_at = now()
    db.session.execute(delete(Facet).where(Facet.dataset_id == dataset.id))
    forget_dataset(dataset.id)


def _file_under(dataset_id: int, description: Description) -> None:
    """Replace what the dataset can be filtered by."""
    db.session.execute(delete(Facet).where(Facet.dataset_id == dataset_id))
    db.session.add_all(
        Facet(dataset_id=dataset_id, kind=kind, value=value)
        for kind, value in sorted(set(_facets(description)))
    )


def _facets(description: Description) -> Iterator[tuple[str, str]]:
    yield "publisher", description.publisher.slug
    if description.theme:
        yield "theme", description.theme
    for gss in description.spatial:
        yield "place", gss
    for keyword in description.keywords:
        yield "keyword", keyword.code
    for document in description.documents:
        yield "format", document.kind
    for resource in description.resources:
        yield from _of_table(resource)


def _of_table(resource: Resource) -> Iterator[tuple[str, str]]:
    for gss in resource.joined.places if resource.joined else ():
        yield ROWS_OF, gss
    if resource.follows:
        yield FOLLOWS, resource.follows.partition("@")[0]
    for file in resource.files:
        yield "format", file.path.rsplit(".", 1)[-1]
