"""What helps a council on: good practice, recommendations, and data and standards of this portal.

All is read from published datasets; where one is not published, nothing is offered.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from portal.bilingual import Bilingual
from portal.catalogue.queries import PublishedDataset, published_dataset, published_titles
from portal.catalogue.tables import TableReader
from portal.errors import NotFoundError, WithdrawnError
from portal.maturity.framework.model import Framework
from portal.maturity.framework.reading import helpful
from portal.publishing.registers.tracking import Tracked, own_practice, tracked
from portal.storage import Store

PRACTICE = "good-practice"
RECOMMENDED = "recommendations-2018"
CODE_LISTS = "code-lists"
"""Stands for the portal's registry of code lists, which is no dataset."""

_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Practice:
    """One example of good practice: what it is called, what was done, and where it is published.

    `publisher` is the council whose own register tells it; None where the portal's does.
    """

    name: Bilingual
    summary: Bilingual
    slug: str
    publisher: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Useful:
    """A dataset of this portal, or its code lists (`slug` is then `CODE_LISTS`)."""

    slug: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class Recommended:
    """A group of recommendations: what it is called, what it asks, and for which components."""

    title: Bilingual
    words: Bilingual
    components: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """Good practice and useful data by component, and the groups of recommendations.

    `tracked` has, by council, what its own registers tell of recommendations.
    """

    practice: Mapping[str, tuple[Practice, ...]] = field(default_factory=dict)
    useful: Mapping[str, tuple[Useful, ...]] = field(default_factory=dict)
    recommended: tuple[Recommended, ...] = ()
    tracked: Mapping[str, list[Tracked]] = field(default_factory=dict)


def published_help(store: Store, framework: Framework) -> Help:
    """Return what is published here that helps with the components of a framework."""
    told = [*_practice(store), *_own_practice(store)]
    practice = {
        component: tuple(own for place, own in told if place == component)
        for component in framework.component
    }
    useful = _useful(helpful(framework.ident))
    return Help(practice, useful, tuple(_recommended(store)), tracked(store))


def _practice(store: Store) -> list[tuple[str, Practice]]:
    tables = Tables(PRACTICE, store)
    names = tables.labels("example-names")
    told = {row["example"]: _both(row, "summary") for row in tables.rows("examples")}
    return [
        (row["component"], Practice(names[row["example"]], told[row["example"]], PRACTICE))
        for row in tables.rows("links")
    ]


def _own_practice(store: Store) -> list[tuple[str, Practice]]:
    """Return what councils' own registers tell."""
    return [
        (own.component, Practice(own.title, own.summary, own.register, own.publisher))
        for own in own_practice(store)
    ]


def _recommended(store: Store) -> list[Recommended]:
    tables = Tables(RECOMMENDED, store)
    names, links = tables.labels("groups"), tables.rows("links")
    return [
        Recommended(
            names[row["topic"]],
            _both(row, "recommendation"),
            tuple(link["component"] for link in links if link["topic"] == row["topic"]),
        )
        for row in tables.rows("recommendations")
    ]


def _useful(slugs: Mapping[str, Collection[str]]) -> dict[str, tuple[Useful, ...]]:
    """Return by component those of its datasets that are published, and the code lists."""
    titles = published_titles({slug for some in slugs.values() for slug in some})
    titles[CODE_LISTS] = Bilingual("Rhestrau codau’r porth", "The portal’s code lists")
    return {
        component: tuple(Useful(slug, titles[slug]) for slug in some if slug in titles)
        for component, some in slugs.items()
    }


def _dataset(slug: str) -> PublishedDataset | None:
    try:
        return published_dataset(slug)
    except (NotFoundError, WithdrawnError):
        return None


def _both(row: Mapping[str, str], name: str) -> Bilingual:
    return Bilingual(row[f"{name}_cy"], row[f"{name}_en"])


class Tables:
    """The tables of one dataset; without rows where it is not published."""

    def __init__(self, slug: str, store: Store) -> None:
        self._dataset = _dataset(slug)
        self._store = store

    def rows(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a table, each a value by column."""
        if self._dataset is None:
            return []
        resource = self._dataset.description.resource(name)
        if resource is None:
            return []
        names = [column.name for column in resource.fields]
        reader = TableReader(self._dataset, self._store, "cy")
        texts = reader.texts(resource, limit=_ROWS)
        return [dict(zip(names, row, strict=True)) for row in texts]

    def labels(self, name: str) -> dict[str, Bilingual]:
        """Return the labels of a code list."""
        return {row["code"]: _both(row, "label") for row in self.rows(name)}
