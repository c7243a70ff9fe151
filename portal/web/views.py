"""Pages that are about the portal itself: the door, the text pages, and its health."""

from flask import Blueprint, Response, current_app, render_template, request

from portal.bilingual import LOCALES, Locale
from portal.charts.drawing import picture
from portal.charts.samples import samples
from portal.db import Database
from portal.errors import NotFoundError
from portal.i18n.words import REFUSALS, refusal
from portal.web.routing import page, page_url

bp = Blueprint("web", __name__)

COOKIE = "melin_lang"
_YEAR = 365 * 24 * 3600


@bp.get("/")
def door() -> Response:
    """Send a reader to her language; ask where nothing tells which it is."""
    asked = _locale(request.args.get("lang"))
    locale = asked or _locale(request.cookies.get(COOKIE)) or _accepted()
    if locale is None:
        response = Response(render_template("web/door.html"))
    else:
        response = Response(status=303)
        response.headers["Location"] = page_url("catalogue.home_page", locale=locale)
    if asked:
        secure = current_app.config["MELIN"].base_url.startswith("https:")
        response.set_cookie(COOKIE, asked, max_age=_YEAR, samesite="Lax", secure=secure)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Vary"] = "Cookie, Accept-Language"
    return response


def _locale(text: str | None) -> Locale | None:
    return next((locale for locale in LOCALES if locale == text), None)


def _accepted() -> Locale | None:
    return _locale(request.accept_languages.best_match(LOCALES))


@page(bp, cy="", en="")
def home_without_slash() -> Response:
    """Mend an address whose slash was left off."""
    return Response(status=308, headers={"Location": page_url("catalogue.home_page")})


@page(bp, cy="/amdanom", en="/about")
def about_page() -> str:
    """Say what the portal is and who is behind it."""
    return render_template("web/about.html")


@page(bp, cy="/hygyrchedd", en="/accessibility")
def accessibility_page() -> str:
    """Say what works for whom, how it was tried, and what is known to be wrong."""
    return render_template("web/accessibility.html")


@page(bp, cy="/eich-data", en="/your-data")
def privacy_page() -> str:
    """Say what the portal does with a reader's data."""
    return render_template("web/privacy.html")


@page(bp, cy="/datblygwyr", en="/developers")
def developers_page() -> str:
    """Show developers every address with lines that work."""
    return render_template("web/developers.html", base=current_app.config["MELIN"].base_url)


@page(bp, cy="/dylunio", en="/design")
def design_page() -> str:
    """Show every component of the design system in every state."""
    charts = {
        name: {locale: picture(spec, locale, ident=f"{name}-{locale}") for locale in LOCALES}
        for name, spec in samples().items()
    }
    return render_template("design.html", charts=charts)


@bp.get("/problems/<slug:code>")
def problem_meaning(code: str) -> str:
    """Say in both languages what the code of a refusal means."""
    if code not in REFUSALS:
        raise NotFoundError(code=code)
    return render_template(
        "web/problem_both.html",
        words={locale: refusal(code, {}, locale) for locale in LOCALES},
        facts={},
    )


@bp.get("/healthz")
def health() -> Response:
    """Answer once the portal can read its database."""
    database: Database = current_app.extensions["melin-database"]
    revision = database.revision()
    response = Response(f'{{"status": "ok", "revision": {revision}}}\n')
    response.content_type = "application/json"
    response.headers["Cache-Control"] = "no-store"
    return response
