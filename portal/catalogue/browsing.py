"""Finding one's way: what a reader asked the catalogue for, and the links that change it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.accounts.queries import publishers
from portal.bilingual import Locale
from portal.catalogue.listing import FACETS, SORTS, Listing, Sort, Wanted
from portal.errors import BadParameterError
from portal.interop import vocabularies
from portal.web.routing import page_url
from portal.welsh.sort_key import sort_key

_LONGEST_QUERY = 200
_LONGEST_VALUE = 100
_CHOICES = 12

Entry = dict[str, Any]


def asked(locale: Locale) -> Wanted:
    """Read what the catalogue is asked for from the address.

    Raises:
        BadParameterError: the query or a filter is too long, or the order is unknown.
    """
    query = _text("q", _LONGEST_QUERY)
    filters = {name: value for name in FACETS if (value := _text(name, _LONGEST_VALUE))}
    sort = request.args.get("sort") or ("relevance" if query else "newest")
    known: Sort | None = next((name for name in SORTS if name == sort), None)
    if known is None:
        raise BadParameterError(name="sort", value=sort[:40])
    return Wanted(locale, query=query, filters=filters, sort=known)


def _text(name: str, longest: int) -> str:
    text = "".join(filter(str.isprintable, request.args.get(name, ""))).strip()
    if len(text) > longest:
        raise BadParameterError(name=name, value=text[:40])
    return text


def datasets_in_words(count: int) -> str:
    """Return "3 datasets" in the reader's language."""
    return str(ngettext("%(num)d dataset", "%(num)d datasets", count))


def catalogue_url(wanted: Wanted, **changes: Any) -> str:
    """Return the catalogue's address for what is wanted, back on its first page."""
    wanted = replace(wanted, **changes)
    standing: Sort = "relevance" if wanted.query else "newest"
    query = {"q": wanted.query, **wanted.filters}
    query["sort"] = "" if wanted.sort == standing else wanted.sort
    text = urlencode({name: value for name, value in query.items() if value})
    path = page_url("catalogue.catalogue_page")
    return f"{path}?{text}" if text else path


class Narrowing:
    """The links beside a list that narrow it, widen it or put it in another order."""

    def __init__(self, wanted: Wanted, listing: Listing) -> None:
        self._wanted = wanted
        self._listing = listing
        titles = {other.slug: other.title for other in publishers(wanted.locale)}
        self._publishers = {slug: title[wanted.locale] for slug, title in titles.items()}

    def groups(self) -> list[tuple[str, list[Entry]]]:
        """Return each facet's heading and choices."""
        titles = {
            "publisher": _("Publisher"),
            "theme": _("Theme"),
            "place": _("Place"),
            "format": _("Format"),
        }
        return [(str(titles[kind]), self._choices(kind)) for kind in FACETS]

    def _choices(self, kind: str) -> list[Entry]:
        chosen = self._wanted.filters.get(kind)
        counts = dict(self._listing.facets[kind])
        if chosen is not None:
            counts = {chosen: counts.get(chosen, 0)}
        return [
            {
                "label": self.label(kind, value),
                "count": count,
                "href": self._without(kind) if value == chosen else self._with(kind, value),
                "chosen": value == chosen,
                "remove": _("Remove"),
            }
            for value, count in list(counts.items())[:_CHOICES]
        ]

    def label(self, kind: str, value: str) -> str:
        """Return what a facet's value is called in the reader's language."""
        locale = self._wanted.locale
        if kind == "publisher":
            return self._publishers.get(value, value)
        if kind == "format":
            return value.upper()
        term = vocabularies.theme(value) if kind == "theme" else None
        place = vocabularies.place(value) if kind == "place" else None
        if term is not None:
            return term.label[locale]
        return place.name[locale] if place is not None else value

    def in_force(self) -> list[Entry]:
        """Return the filters chosen, each with the link that takes it away."""
        return [
            {"label": self.label(kind, value), "href": self._without(kind), "remove": _("Remove")}
            for kind, value in self._wanted.filters.items()
        ]

    def clear(self) -> Entry:
        """Return the link that takes every filter away."""
        return {"label": _("Clear filters"), "href": catalogue_url(self._wanted, filters={})}

    def sorting(self) -> list[Entry]:
        """Return the orders a list can be put in."""
        names = {
            "relevance": _("Relevance"),
            "newest": _("Newest first"),
            "title": _("Alphabetical order"),
        }
        return [
            {
                "label": names[sort],
                "href": catalogue_url(self._wanted, sort=sort),
                "chosen": sort == self._wanted.sort,
            }
            for sort in SORTS
            if sort != "relevance" or self._wanted.query
        ]

    def kept(self) -> list[Entry]:
        """Return the filters that a new search keeps."""
        return [{"name": name, "value": value} for name, value in self._wanted.filters.items()]

    def _with(self, kind: str, value: str) -> str:
        return catalogue_url(self._wanted, filters={**self._wanted.filters, kind: value})

    def _without(self, kind: str) -> str:
        filters = {name: value for name, value in self._wanted.filters.items() if name != kind}
        return catalogue_url(self._wanted, filters=filters)


def pages(number: int, count: int) -> Entry:
    """Return the entries of the pager: where we are, and the links either way."""
    return {
        "place": _("Page %(number)s of %(count)s", number=number, count=count),
        "previous": _page_link(_("Previous page"), number - 1) if number > 1 else None,
        "next": _page_link(_("Next page"), number + 1) if number < count else None,
        "several": count > 1,
    }


def _page_link(label: str, number: int) -> Entry:
    query = [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
    return {"label": label, "href": f"{request.path}?{urlencode([*query, ('page', number)])}"}


def council_links(locale: Locale) -> list[Entry]:
    """Return the 22 councils in alphabetical order, each with the data about it."""
    councils = sorted(
        vocabularies.councils(), key=lambda place: sort_key(place.name[locale], locale)
    )
    return [
        {"label": place.name[locale], "href": page_url("places.place_page", gss=place.gss)}
        for place in councils
    ]


def tiles(counts: Mapping[str, int], locale: Locale) -> list[Entry]:
    """Return the tiles of the map of councils; a tile says whether there are data."""
    return [
        {
            "code": place.gss,
            "full": place.name[locale],
            "short": place.short[locale],
            "href": page_url("places.place_page", gss=place.gss),
            "has": counts.get(place.gss, 0) > 0,
            "state": datasets_in_words(counts.get(place.gss, 0)),
        }
        for place in vocabularies.councils()
    ]
