"""Feeds and DCAT: documents that any program may read and ask for again cheaply."""

from datetime import UTC, datetime, time

from flask import Blueprint, Response, g

from portal.bilingual import Locale
from portal.clock import today
from portal.exchange import listing, queries
from portal.web.cache import PUBLIC
from portal.web.paging import asked_page, page_count, require_page
from portal.web.routing import absolute, page, page_url

bp = Blueprint("exchange", __name__)

PAGE_ENTRIES = 50
PAGE_DATASETS = 20

_SYNTAX = "<any(ttl,rdf,jsonld):syntax>"


@bp.get("/feeds/<any(cy,en):language>.atom")
def feed(language: Locale) -> Response:
    """Tell feed readers of the newest versions, in one language."""
    from portal.interop.writing import atom

    number = asked_page()
    count, newest = queries.count_versions()
    pages = page_count(count, PAGE_ENTRIES)
    require_page(number, pages)
    text = atom.feed(
        listing.newest_versions(offset=(number - 1) * PAGE_ENTRIES, limit=PAGE_ENTRIES),
        atom.Paging(number, pages, newest or datetime.combine(today(), time(), UTC)),
        base=absolute(""),
        home=absolute(page_url("catalogue.catalogue_page", locale=language)),
        tongue=language,
    )
    return _document(text, atom.MEDIA_TYPE)


@bp.get(f"/dataset/<slug:slug>.{_SYNTAX}")
def dataset_graph(slug: str, syntax: str) -> Response:
    """Describe a dataset in DCAT, in both languages."""
    from portal.interop.writing import dcat

    graph = dcat.dataset_graph(listing.dataset(slug), base=absolute(""))
    return _document(dcat.written(graph, syntax), dcat.MEDIA_TYPES[syntax])


@bp.get(f"/catalog.{_SYNTAX}")
def catalogue_graph(syntax: str) -> Response:
    """Describe a page of the catalogue in DCAT, in both languages."""
    return _catalogue(syntax, None)


@page(bp, cy=f"/catalog.{_SYNTAX}", en=f"/catalog.{_SYNTAX}")
def catalogue_graph_in_one(syntax: str) -> Response:
    """Describe a page of the catalogue in DCAT, for programs that keep one language."""
    return _catalogue(syntax, g.locale)


def _catalogue(syntax: str, tongue: Locale | None) -> Response:
    from portal.interop.writing import dcat

    number, total = asked_page(), queries.count_datasets()
    pages = page_count(total, PAGE_DATASETS)
    require_page(number, pages)
    folder = f"/{tongue}" if tongue else ""
    graph = dcat.catalogue_graph(
        listing.datasets(offset=(number - 1) * PAGE_DATASETS, limit=PAGE_DATASETS),
        dcat.Page(absolute(f"{folder}/catalog.{syntax}"), number, pages, total),
        base=absolute(""),
        tongue=tongue,
    )
    return _document(dcat.written(graph, syntax), dcat.MEDIA_TYPES[syntax])


def _document(text: str, media_type: str) -> Response:
    response = Response(text, content_type=f"{media_type}; charset=utf-8")
    response.headers["Cache-Control"] = PUBLIC
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
