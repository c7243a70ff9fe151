"""What is found in the catalogue, with the addresses that go with it."""

from dataclasses import replace

from portal.bilingual import LOCALES, Bilingual
from portal.catalogue.queries import published_dataset
from portal.exchange import queries
from portal.exchange.queries import Found
from portal.interop.writing.listed import Listed
from portal.web.routing import absolute, page_url


def newest_versions(*, offset: int, limit: int) -> list[Listed]:
    """Return published versions, newest first, each with its own page."""
    found = queries.published_versions(offset=offset, limit=limit)
    return [_listed(each, of_version=True) for each in found]


def datasets(*, offset: int, limit: int) -> list[Listed]:
    """Return datasets in sight as their newest versions tell them."""
    return [_listed(each) for each in queries.latest_versions(offset=offset, limit=limit)]


def dataset(slug: str) -> Listed:
    """Return one dataset as its newest version tells it.

    Raises:
        NotFoundError: there is no such dataset.
        WithdrawnError: every version has been withdrawn.
    """
    found = published_dataset(slug)
    publisher = replace(found.description.publisher, title=found.publisher)
    named = replace(found.description, publisher=publisher)
    return _listed((named, queries.first_published(slug)))


def _listed(found: Found, *, of_version: bool = False) -> Listed:
    description, issued = found
    assert description.version is not None
    endpoint, values = "catalogue.dataset_page", {"slug": description.slug}
    if of_version:
        endpoint = "catalogue.version_page"
        values |= {"number": str(description.version.number)}
    return Listed(
        description=description,
        issued=issued,
        page=_pages(endpoint, **values),
        publisher_page=_pages("catalogue.publisher_page", slug=description.publisher.slug),
    )


def _pages(endpoint: str, **values: str) -> Bilingual:
    """Return the full address of a page in each language."""
    return Bilingual(*(absolute(page_url(endpoint, locale=tongue, **values)) for tongue in LOCALES))
