"""Pages about published data: home, the catalogue, datasets, tables and publishers."""

from flask import Blueprint, g, render_template

from portal.accounts.queries import publisher as published_by
from portal.accounts.queries import publishers
from portal.catalogue import browsing, pages, presenting, queries
from portal.catalogue.listing import Wanted, published_datasets
from portal.web.paging import asked_page, page_count, require_page
from portal.web.routing import alternates, page, page_url

bp = Blueprint("catalogue", __name__)

NEWEST = 5
PAGE_DATASETS = 20


@page(bp, cy="/", en="/")
def home_page() -> str:
    """Say what the portal is, offer the search, and show the newest data."""
    listing = published_datasets(Wanted(g.locale), offset=0, limit=NEWEST)
    return render_template(
        "catalogue/home.html",
        entries=[presenting.dataset_entry(dataset, g.locale) for dataset in listing.datasets],
        tiles=browsing.tiles(listing.facets["place"], g.locale),
        councils=browsing.council_links(g.locale),
    )


@page(bp, cy="/setiau-data", en="/datasets")
def catalogue_page() -> str:
    """List datasets: searched, narrowed, sorted, a page at a time."""
    wanted = browsing.asked(g.locale)
    number = asked_page()
    listing = published_datasets(wanted, offset=(number - 1) * PAGE_DATASETS, limit=PAGE_DATASETS)
    require_page(number, page_count(listing.count, PAGE_DATASETS))
    return render_template(
        "catalogue/catalogue.html",
        wanted=wanted,
        count=listing.count,
        entries=[presenting.dataset_entry(dataset, g.locale) for dataset in listing.datasets],
        narrowing=browsing.Narrowing(wanted, listing),
        documents=presenting.rdf_links(f"/{g.locale}/catalog"),
        pages=browsing.pages(number, page_count(listing.count, PAGE_DATASETS)),
    )


@page(bp, cy="/setiau-data/<slug:slug>", en="/datasets/<slug:slug>")
def dataset_page(slug: str) -> str:
    """Show a dataset as it is now: finding, picture, table, where it comes from, downloads."""
    return _dataset_page(slug, None)


@page(
    bp,
    cy="/setiau-data/<slug:slug>/fersiynau/<number:number>",
    en="/datasets/<slug:slug>/versions/<number:number>",
)
def version_page(slug: str, number: int) -> str:
    """Show a dataset as one version told it."""
    return _dataset_page(slug, number)


def _dataset_page(slug: str, number: int | None) -> str:
    dataset = queries.published_dataset(slug, number)
    return render_template(
        "catalogue/dataset.html",
        **pages.dataset_facts(dataset, pages.published_at(dataset)),
        alternates=alternates(f"/dataset/{slug}") if number is None else alternates(),
    )


@page(
    bp,
    cy="/setiau-data/<slug:slug>/tablau/<slug:name>",
    en="/datasets/<slug:slug>/tables/<slug:name>",
)
def table_page(slug: str, name: str) -> str:
    """Show all rows of a table of the latest version, a page at a time."""
    return _table_page(slug, name, None)


@page(
    bp,
    cy="/setiau-data/<slug:slug>/fersiynau/<number:number>/tablau/<slug:name>",
    en="/datasets/<slug:slug>/versions/<number:number>/tables/<slug:name>",
)
def version_table_page(slug: str, number: int, name: str) -> str:
    """Show all rows of a table of one version, a page at a time."""
    return _table_page(slug, name, number)


def _table_page(slug: str, name: str, number: int | None) -> str:
    dataset = queries.published_dataset(slug, number)
    facts = pages.table_facts(dataset, name, pages.published_at(dataset))
    return render_template("catalogue/table.html", **facts)


@page(bp, cy="/cyhoeddwyr", en="/publishers")
def publisher_list_page() -> str:
    """List everybody who publishes here."""
    counts = published_datasets(Wanted(g.locale), offset=0, limit=0).facets["publisher"]
    entries = [
        {
            "label": publisher.title[g.locale],
            "href": page_url("catalogue.publisher_page", slug=publisher.slug),
            "hint": browsing.datasets_in_words(counts.get(publisher.slug, 0)),
        }
        for publisher in publishers(g.locale)
    ]
    return render_template("catalogue/publishers.html", entries=entries)


@page(bp, cy="/cyhoeddwyr/<slug:slug>", en="/publishers/<slug:slug>")
def publisher_page(slug: str) -> str:
    """Show one publisher and what it publishes."""
    publisher = published_by(slug)
    number = asked_page()
    wanted = Wanted(g.locale, filters={"publisher": slug})
    listing = published_datasets(wanted, offset=(number - 1) * PAGE_DATASETS, limit=PAGE_DATASETS)
    require_page(number, page_count(listing.count, PAGE_DATASETS))
    return render_template(
        "catalogue/publisher.html",
        publisher=publisher,
        count=listing.count,
        entries=[presenting.dataset_entry(dataset, g.locale) for dataset in listing.datasets],
        pages=browsing.pages(number, page_count(listing.count, PAGE_DATASETS)),
    )
