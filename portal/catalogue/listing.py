"""Lists of published datasets: searched, filtered, counted, sorted and cut into pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import joinedload

from portal import db
from portal.bilingual import Locale
from portal.catalogue.models import Dataset, Facet
from portal.catalogue.search import matching

Sort = Literal["relevance", "newest", "title"]
SORTS: tuple[Sort, ...] = get_args(Sort)
FACETS = ("publisher", "theme", "place", "format")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks the catalogue for; `filters` holds at most one value per facet."""

    locale: Locale
    query: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    sort: Sort = "newest"


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of datasets, how many there are in all, and how many per facet value."""

    datasets: Sequence[Dataset]
    count: int
    facets: Mapping[str, Mapping[str, int]]


def published_datasets(wanted: Wanted, *, offset: int, limit: int) -> Listing:
    """Return the published datasets a reader asks for, in the order she asks for.

    Every dataset has one publisher, so the publishers' counts add up to the whole.
    """
    facets = _counts(_found(wanted, scored=False))
    count = sum(facets["publisher"].values())
    any_here = limit > 0 and offset < count
    return Listing(
        datasets=_page(_found(wanted, scored=True), wanted, offset, limit) if any_here else [],
        count=count,
        facets=facets,
    )


def _found(wanted: Wanted, *, scored: bool) -> Select[Any]:
    """Select the id of every dataset that matches, with its score where that is `scored`."""
    searched = matching(wanted.query, wanted.locale, scored=scored) if wanted.query else None
    if searched is None:
        searched = select(Dataset.id.label("dataset_id")).where(Dataset.latest_number > 0)
    hits = searched.subquery()
    found = select(*hits.c)
    for kind, value in wanted.filters.items():
        found = found.where(
            exists().where(
                Facet.dataset_id == hits.c.dataset_id, Facet.kind == kind, Facet.value == value
            )
        )
    return found


def _page(found: Select[Any], wanted: Wanted, offset: int, limit: int) -> Sequence[Dataset]:
    hits = found.subquery()
    statement = (
        select(Dataset)
        .join(hits, hits.c.dataset_id == Dataset.id)
        .options(joinedload(Dataset.publisher))
        .offset(offset)
        .limit(limit)
    )
    alphabetical = Dataset.sort_cy if wanted.locale == "cy" else Dataset.sort_en
    if wanted.sort == "title":
        statement = statement.order_by(alphabetical, Dataset.id)
    elif wanted.sort == "relevance" and "score" in hits.c:
        statement = statement.order_by(hits.c.score, alphabetical)
    else:
        statement = statement.order_by(Dataset.updated_at.desc(), alphabetical)
    return db.session.scalars(statement).all()


def _counts(found: Select[Any]) -> dict[str, dict[str, int]]:
    hits = found.subquery()
    rows = db.session.execute(
        select(Facet.kind, Facet.value, func.count())
        .where(Facet.kind.in_(FACETS), Facet.dataset_id.in_(select(hits.c.dataset_id)))
        .group_by(Facet.kind, Facet.value)
        .order_by(func.count().desc(), Facet.value)
    )
    counts: dict[str, dict[str, int]] = {kind: {} for kind in FACETS}
    for kind, value, count in rows:
        counts[kind][value] = count
    return counts
