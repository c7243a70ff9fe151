"""Pages of places: the list of councils, and one page for each place."""

from flask import Blueprint, g, redirect, render_template
from werkzeug.wrappers import Response

from portal.catalogue import browsing
from portal.catalogue.listing import Wanted, published_datasets
from portal.catalogue.presenting import dataset_entry
from portal.places import presenting, queries
from portal.web.routing import page, page_url

bp = Blueprint("places", __name__)


@page(bp, cy="/lleoedd", en="/places")
def place_list_page() -> str:
    """List the councils by name, beside a map of them."""
    counts = published_datasets(Wanted(g.locale), offset=0, limit=0).facets["place"]
    return render_template(
        "places/places.html",
        councils=browsing.council_links(g.locale),
        tiles=browsing.tiles(counts, g.locale),
    )


@page(bp, cy="/lleoedd/<gss:gss>", en="/places/<gss:gss>")
def place_page(gss: str) -> str | Response:
    """Show everything published here that has a place's code."""
    today = queries.place_today(gss)
    if today != gss:
        return redirect(page_url("places.place_page", gss=today), 301)
    place = queries.known_place(gss)
    own = published_datasets(
        Wanted(g.locale, filters={"publisher": place.slug}), offset=0, limit=100
    )
    return render_template(
        "places/place.html",
        place=place,
        about=[
            presenting.entry(one, gss, g.locale) for one in queries.datasets_about(gss, g.locale)
        ],
        tracker=presenting.recorded(gss),
        survey=presenting.survey(),
        study=presenting.study(gss, g.locale) if place.council else [],
        own=[dataset_entry(dataset, g.locale) for dataset in own.datasets],
    )
