"""What helps a council on: good practice, recommendations, and data and standards of this portal.

All is read from published datasets; where one is not published, nothing is offered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.bilingual import Bilingual
from portal.catalogue.queries import PublishedDataset, published_dataset
from portal.catalogue.tables import TableReader
from portal.errors import NotFoundError, WithdrawnError
from portal.storage import Store

PRACTICE = "good-practice"
RECOMMENDED = "recommendations-2018"
CODE_LISTS = "code-lists"
"""Stands for the portal's registry of code lists, which is no dataset."""

_USEFUL = {
    "leadership": RECOMMENDED,
    "standards": CODE_LISTS,
    "customer": "councils",
    "protection": "survey-findings-2018",
    "analytics": "survey-findings-2018",
    "decisions": RECOMMENDED,
    "open": "peer-maturity",
}
_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Practice:
    """One example of good practice: what it is called, and what was done."""

    name: Bilingual
    summary: Bilingual


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
    """Good practice and useful data by component, and the groups of recommendations."""

    practice: Mapping[str, tuple[Practice, ...]] = field(default_factory=dict)
    useful: Mapping[str, Useful] = field(default_factory=dict)
    recommended: tuple[Recommended, ...] = ()


def published_help(store: Store) -> Help:
    """Return what is published here that helps."""
    practice = {
        component: tuple(own for place, own in _practice(store) if place == component)
        for component in _USEFUL
    }
    return Help(practice, _useful(), tuple(_recommended(store)))


def _practice(store: Store) -> list[tuple[str, Practice]]:
    tables = Tables(PRACTICE, store)
    names = tables.labels("example-names")
    told = {row["example"]: _both(row, "summary") for row in tables.rows("examples")}
    return [
        (row["component"], Practice(names[row["example"]], told[row["example"]]))
        for row in tables.rows("links")
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


def _useful() -> dict[str, Useful]:
    found = {}
    for component, slug in _USEFUL.items():
        title = Bilingual("Rhestrau codau’r porth", "The portal’s code lists")
        if slug != CODE_LISTS:
            dataset = _dataset(slug)
            if dataset is None:
                continue
            title = dataset.description.title
        found[component] = Useful(slug, title)
    return found


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
