"""What the pages of one version are made of, wherever it stands: published, or in preview."""

from dataclasses import dataclass
from typing import Any, Protocol

from flask import current_app, g, request

from portal.catalogue import browsing, presenting, tables
from portal.catalogue.pictures import pictures
from portal.catalogue.protected import report_of
from portal.catalogue.queries import PublishedDataset
from portal.errors import NotFoundError
from portal.interop import vocabularies
from portal.web.delivery import store
from portal.web.paging import asked_page, page_count, require_page
from portal.web.routing import page_url

PREVIEW_ROWS = 25
PREVIEW_ROWS_OF_MANY = 8
PAGE_ROWS = 50


class Addresses(Protocol):
    """Where the pages and files of a version are found."""

    def home(self) -> str:
        """Return the version's page."""

    def table(self, name: str) -> str:
        """Return the page with all rows of a table."""

    def gate(self) -> str:
        """Return the page about the disclosure gate."""

    def file(self, path: str) -> str:
        """Return where a frozen file is taken from."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A table that a room above adds to the page of a dataset, as `data_table` takes it."""

    ident: str
    title: str
    lead: str
    columns: list[dict[str, Any]]
    rows: list[list[dict[str, Any] | str]]


PANELS = "melin-panels"
"""The extension of the app that holds what makes panels: `PublishedDataset` to panels."""


@dataclass(frozen=True, slots=True)
class PublishedAt:
    """The public addresses of a published version."""

    slug: str
    number: int

    def home(self) -> str:
        """Return the version's page."""
        return page_url("catalogue.version_page", slug=self.slug, number=self.number)

    def table(self, name: str) -> str:
        """Return the page with all rows of a table."""
        return page_url(
            "catalogue.version_table_page", slug=self.slug, number=self.number, name=name
        )

    def gate(self) -> str:
        """Return the page about the disclosure gate."""
        return page_url("publishing.gate_page", slug=self.slug, number=self.number)

    def file(self, path: str) -> str:
        """Return where a frozen file is taken from."""
        return f"/dataset/{self.slug}/{self.number}/{path}"


def published_at(dataset: PublishedDataset) -> PublishedAt:
    """Return the public addresses of a version."""
    assert dataset.description.version is not None
    return PublishedAt(dataset.description.slug, dataset.description.version.number)


def dataset_facts(dataset: PublishedDataset, at: Addresses) -> dict[str, Any]:
    """Return what the page of a version shows."""
    reader = tables.TableReader(dataset, store(), g.locale)
    description = dataset.description
    few = PREVIEW_ROWS_OF_MANY if len(description.tables) > 1 else PREVIEW_ROWS
    return {
        "dataset": dataset,
        "description": description,
        "charts": pictures(description, reader, g.locale),
        "parts": [reader.read(resource, limit=few) for resource in description.tables],
        "show": presenting,
        "theme": vocabularies.theme(description.theme),
        "protected": report_of(description, store()),
        "panels": [one for make in current_app.extensions[PANELS] for one in make(dataset)],
        "at": at,
    }


def table_facts(dataset: PublishedDataset, name: str, at: Addresses) -> dict[str, Any]:
    """Return what the page of a table shows: the rows and the order that the address asks for.

    Raises:
        NotFoundError: there is no such table or page of it.
        BadParameterError: the address makes no sense.
    """
    resource = dataset.description.resource(name)
    if resource is None:
        raise NotFoundError(dataset=dataset.description.slug, resource=name)
    order = tables.asked_order(resource, request.args.get("sort", ""))
    place = asked_page()
    require_page(place, page_count(resource.rows, PAGE_ROWS))
    reader = tables.TableReader(dataset, store(), g.locale)
    return {
        "dataset": dataset,
        "description": dataset.description,
        "table": reader.read(
            resource, order=order, offset=(place - 1) * PAGE_ROWS, limit=PAGE_ROWS
        ),
        "sort": presenting.SortLinks(request.path, order),
        "pages": browsing.pages(place, page_count(resource.rows, PAGE_ROWS)),
        "show": presenting,
        "at": at,
    }
