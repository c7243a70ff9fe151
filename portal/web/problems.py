"""Refusals in the form their reader understands.

A page under /cy/ or /en/ answers in that language; a neutral address answers people in both
and programs with an RFC 9457 problem document, as everything under /api/ always does.
"""

import json
import logging
from collections.abc import Mapping
from datetime import date
from http import HTTPStatus

from flask import Flask, Response, g, render_template, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from portal.bilingual import LOCALES, Bilingual, Locale
from portal.errors import PortalError
from portal.i18n import formatting
from portal.i18n.words import refusal
from portal.web.routing import absolute

_log = logging.getLogger("melin.web")

_RETRY = "30"
_PAGES = {"withdrawn": "web/tombstone.html"}
HTTP_CODES = {
    400: "bad-request",
    403: "not-allowed",
    404: "not-found",
    405: "wrong-method",
    406: "not-acceptable",
    410: "withdrawn",
    411: "length-needed",
    412: "precondition-failed",
    413: "too-large",
    414: "address-too-long",
    415: "wrong-media-type",
    416: "range-not-satisfiable",
    429: "too-many-requests",
    503: "unavailable",
}


def prepare_problems(app: Flask) -> None:
    """Answer every refusal and every fault with words, never with a traceback."""

    @app.errorhandler(PortalError)
    def refuse(error: PortalError) -> Response:
        return problem(error.status, error.code, error.facts)

    @app.errorhandler(HTTPException)
    def refuse_request(error: HTTPException) -> Response | HTTPException:
        if error.response is not None or error.code is None or error.code < 400:
            return error
        response = problem(error.code, HTTP_CODES.get(error.code, "bad-request"), {})
        for name, value in error.get_headers():
            if name not in {"Content-Type", "Content-Length"}:
                response.headers[name] = value
        return response

    @app.errorhandler(OperationalError)
    def pause(error: OperationalError) -> Response:
        _log.error("database unavailable", exc_info=error, extra={"facts": {"path": request.path}})
        return problem(503, "unavailable", {})

    @app.errorhandler(Exception)
    def fail(error: Exception) -> Response:
        _log.error("failed", exc_info=error, extra={"facts": {"path": request.path}})
        return problem(500, "internal-error", {})


def problem(status: int, code: str, facts: Mapping[str, object]) -> Response:
    """Return a refusal as a page or as a problem document, as the client needs it."""
    locale = _locale_of_path()
    if locale is None and _wants_document():
        response = _document(status, code, facts)
    else:
        response = _rendered(status, code, facts, locale)
    response.headers["Cache-Control"] = "no-store"
    if status == 503:
        response.headers["Retry-After"] = _RETRY
    response.headers.add("Vary", "Accept")
    return response


def _rendered(
    status: int, code: str, facts: Mapping[str, object], locale: Locale | None
) -> Response:
    """Return the page of a refusal; in plain words where even that page cannot be made."""
    try:
        if locale is None:
            return _neutral_page(status, code, facts)
        return _page(status, code, facts, locale)
    except Exception as fault:  # noqa: BLE001 (whatever it is, the reader gets words)
        _log.error("refusal page failed", exc_info=fault, extra={"facts": {"code": code}})
        words = [refusal(code, facts, each) for each in LOCALES]
        return Response(
            "\n\n".join(f"{said.what}\n{said.mend}" for said in words),
            status,
            mimetype="text/plain",
        )


def _locale_of_path() -> Locale | None:
    first = request.path.split("/", 2)[1]
    return next((locale for locale in LOCALES if locale == first), None)


def _wants_document() -> bool:
    if request.path.startswith("/api/"):
        return True
    best = request.accept_mimetypes.best_match(
        ["text/html", "application/problem+json", "application/json"], default="text/html"
    )
    return best != "text/html"


def _document(status: int, code: str, facts: Mapping[str, object]) -> Response:
    words = {locale: refusal(code, facts, locale) for locale in LOCALES}
    title = Bilingual(words["cy"].what, words["en"].what)
    detail = Bilingual(words["cy"].mend, words["en"].mend)
    body = {
        "type": absolute(f"/problems/{code}"),
        "title": title.both,
        "status": status,
        "detail": detail.both,
        "title_cy": title.cy,
        "title_en": title.en,
        "detail_cy": detail.cy,
        "detail_en": detail.en,
        "code": code,
        "facts": {name: str(value) for name, value in facts.items()},
    }
    return Response(
        json.dumps(body, ensure_ascii=False), status, content_type="application/problem+json"
    )


def _neutral_page(status: int, code: str, facts: Mapping[str, object]) -> Response:
    words = {locale: refusal(code, facts, locale) for locale in LOCALES}
    return Response(
        render_template("web/problem_both.html", words=words, facts=facts, day=_day),
        status,
        mimetype="text/html",
    )


def _day(iso: str, locale: Locale) -> str:
    """Write a day that is among the facts as the reader's language does."""
    return formatting.day(date.fromisoformat(iso), locale)


def _page(status: int, code: str, facts: Mapping[str, object], locale: Locale) -> Response:
    g.locale = locale
    html = render_template(
        _PAGES.get(code, "web/problem.html"),
        words=refusal(code, facts, locale),
        phrase=HTTPStatus(status).phrase,
        status=status,
        facts=facts,
        day=_day,
    )
    response = Response(html, status, mimetype="text/html")
    response.headers["Content-Language"] = locale
    return response
