"""Finding published rounds in the catalogue; nothing here sees what is not published."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sqlalchemy import select

from portal import db
from portal.bilingual import Locale
from portal.catalogue.models import Dataset, Facet, Version
from portal.catalogue.queries import PublishedDataset, published_dataset
from portal.catalogue.tables import TableReader
from portal.errors import NotFoundError
from portal.interop.description import Resource
from portal.maturity.framework.model import Framework
from portal.maturity.framework.reading import idents, shipped
from portal.maturity.results.model import CouncilResults, RoundResults
from portal.maturity.results.reading import Published, Row, read_results
from portal.storage import Store
from portal.welsh.sort_key import sort_key

PREFIX = "maturity-"
KEYWORD = "data-maturity"
_TABLES = {"counts", "invited", "levels"}
_OF_ONE_COUNCIL = re.compile(r"-[wx][0-9]{8}$")
_MOST_ROWS = 200_000


def round_names() -> list[str]:
    """Return the names of the rounds that are published, newest name first."""
    return sorted(published_slugs(), reverse=True)


def published_round(name: str, store: Store, number: int | None = None) -> RoundResults:
    """Return the results of a round: of its latest version unless a number is given.

    Raises:
        NotFoundError: there is no such round, or its tables belong to no framework known here.
        WithdrawnError: that version has been withdrawn.
    """
    slug = published_slugs().get(name)
    if slug is None:
        raise NotFoundError(round=name)
    dataset = published_dataset(slug, number)
    key = (slug, *sorted(dataset.rows.values()))
    kept = _KEPT.get(key)
    if kept is None:
        while len(_KEPT) >= _MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)), None)
        kept = _KEPT[key] = _read(dataset, store)
    return kept


def published_slugs() -> dict[str, str]:
    """Return the dataset of every published round by the round's name in addresses."""
    found = db.session.execute(
        select(Dataset.slug, Version.content)
        .join(Version, Version.dataset_id == Dataset.id)
        .join(Facet, Facet.dataset_id == Dataset.id)
        .where(Version.number == Dataset.latest_number, Dataset.latest_number > 0)
        .where(Facet.kind == "keyword", Facet.value == KEYWORD)
    )
    return {
        slug.removeprefix(PREFIX): slug
        for slug, content in found
        if not _OF_ONE_COUNCIL.search(slug)
        and {bare(resource["name"]) for resource in content["resources"]} >= _TABLES
    }


def bare(name: str) -> str:
    """Return a table's name without what marks it as made up."""
    return name.removeprefix("synthetic-")


_KEPT: dict[tuple[str, ...], RoundResults] = {}
"""The rounds that were read last: published bytes never change, so they never grow old."""
_MOST_KEPT = 8


def council_of(results: RoundResults, code: str) -> CouncilResults:
    """Return one council's part of a round.

    Raises:
        NotFoundError: it took no part.
    """
    if code not in results.councils:
        raise NotFoundError(round=results.name, council=code)
    return results.councils[code]


def in_order(results: RoundResults, locale: Locale) -> list[CouncilResults]:
    """Return the councils of a round in the order of a language's alphabet."""
    return sorted(results.councils.values(), key=lambda own: sort_key(own.title[locale], locale))


def _read(dataset: PublishedDataset, store: Store) -> RoundResults:
    description, version = dataset.description, dataset.description.version
    assert version is not None
    reader = TableReader(dataset, store, "cy")
    tables = {bare(resource.name): _rows(reader, resource) for resource in description.resources}
    framework = _framework(tables)
    files = {file.path: file for file in description.files}
    archive = files.get(f"{description.slug}.zip")
    period = description.temporal
    year = period.start.year if period and period.start else version.published_at.year
    published = Published(
        description.slug.removeprefix(PREFIX),
        description.title,
        description.slug,
        version.number,
        year,
        version.published_at.date(),
        description.synthetic,
        archive.sha256 if archive else "",
        tuple(sorted({*files, *(document.path for document in description.documents)})),
    )
    return read_results(tables, framework, published)


def _rows(reader: TableReader, resource: Resource) -> list[Row]:
    names = [field.name for field in resource.fields]
    texts = reader.texts(resource, limit=_MOST_ROWS)
    return [dict(zip(names, row, strict=True)) for row in texts]


@lru_cache(maxsize=8)
def _shipped(ident: str) -> Framework:
    return shipped(ident)


def _framework(tables: Mapping[str, Sequence[Row]]) -> Framework:
    """Return the framework whose components and questions a package's code lists name."""
    components = [row["code"] for row in tables.get("components", ())]
    questions = {row["code"] for row in tables.get("questions", ())}
    for ident in reversed(idents()):
        framework = _shipped(ident)
        if list(framework.component) == components and set(framework.question) == questions:
            return framework
    raise NotFoundError(framework=", ".join(components)[:100])
