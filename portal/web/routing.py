"""Addresses in two languages: registering pages, linking to them, switching between them."""

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import unquote

from flask import Blueprint, Flask, current_app, g, request, url_for
from werkzeug.routing import BaseConverter

from portal.bilingual import LOCALES, Locale, other

View = Callable[..., Any]

_LOCAL = re.compile(r"/(?:cy|en)(?:/[\w.~%+-]*)*(?:\?[\w.~%+&=;,:@/*-]*)?", re.ASCII)


class SlugConverter(BaseConverter):
    """A name of ours in an address: nothing else ever reaches a query."""

    regex = r"[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?"


class GssConverter(BaseConverter):
    """The code of a place, such as W06000003."""

    regex = r"[A-Z][0-9]{8}"


class NumberConverter(BaseConverter):
    """A version number in an address: from 1, without leading zeros, within any database."""

    regex = r"[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)


def page(
    blueprint: Blueprint, *, cy: str, en: str, methods: Sequence[str] = ("GET",)
) -> Callable[[View], View]:
    """Register a view as a page with a Welsh and an English address."""

    def register(view: View) -> View:
        for locale, rule in (("cy", cy), ("en", en)):
            blueprint.add_url_rule(
                f"/{locale}{rule}", view_func=view, defaults={"locale": locale}, methods=methods
            )
        return view

    return register


def page_url(endpoint: str, *, locale: Locale | None = None, **values: Any) -> str:
    """Return the path of a page, in the language of the page that is being made."""
    return url_for(endpoint, locale=locale or current_locale(), **values)


def current_locale() -> Locale:
    """Return the language of the request: that of its path, Welsh where it has none."""
    locale: Locale = g.get("locale", "cy")
    return locale


def is_page() -> bool:
    """Tell whether the request is for a page that exists in two languages."""
    return "locale" in g and request.endpoint is not None


def switch_href(locale: Locale) -> str:
    """Return the path and query of this page in `locale`.

    The query is carried over as text: as arguments it could name `_external` or `locale`.
    """
    path = page_url(str(request.endpoint), locale=locale, **(request.view_args or {}))
    query = request.query_string.decode("ascii", "ignore")
    return f"{path}?{query}" if query else path


def absolute(path: str) -> str:
    """Return the permanent address of a path, whatever Host the client sent."""
    return f"{current_app.config['MELIN'].base_url}{path}"


def local_path(text: str) -> str | None:
    """Return `text` if it is the path (and query) of a page of ours; None for all else.

    Whatever a browser or a proxy might read as another site is refused: it has to look plainly
    local both as it stands and with its percent signs undone.
    """
    path = text.partition("?")[0]
    plain = unquote(unquote(path))
    if not _LOCAL.fullmatch(text) or "//" in plain or "\\" in plain or not plain.isprintable():
        return None
    return text if not {".", ".."} & set(plain.split("/")) else None


def alternates(neutral: str = "") -> list[dict[str, str]]:
    """Return this page's addresses for search engines; `neutral` speaks for no language."""
    links = [{"lang": code, "href": absolute(switch_href(code))} for code in LOCALES]
    return [*links, {"lang": "x-default", "href": absolute(neutral or switch_href("en"))}]


def prepare_routing(app: Flask) -> None:
    """Teach the app our converters, take the language out of every address, offer the links."""
    app.url_map.converters.update(gss=GssConverter, number=NumberConverter, slug=SlugConverter)

    @app.url_value_preprocessor
    def bind_locale(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values and "locale" in values:
            g.locale = values.pop("locale")

    @app.context_processor
    def offer_links() -> dict[str, Any]:
        locale = current_locale()
        links: dict[str, Any] = {
            "page_url": page_url,
            "locale": locale,
            "other_locale": other(locale),
            "switch_href": f"/{other(locale)}/",
            "alternates": [],
            "canonical": "",
        }
        if is_page():
            links["switch_href"] = switch_href(other(locale))
            links["alternates"] = alternates()
            links["canonical"] = absolute(switch_href(locale))
        return links
