"""Reports and the rule's own files as answers: bytes with a strong ETag."""

import hashlib
from functools import lru_cache
from typing import NamedTuple

from flask import Response, current_app, request

from portal.bilingual import Locale
from portal.config import Config
from portal.db import Database
from portal.errors import NotFoundError
from portal.maturity.report.typesetting import MEDIA_TYPE, pdf
from portal.maturity.report.writing import file_name, written
from portal.maturity.results.finding import council_of, published_round
from portal.maturity.results.help import published_help
from portal.maturity.scoring.vectors import VECTORS
from portal.web.delivery import store

_KEPT = 64
_TYPES = {"vectors.json": "application/json", "rebuild.py": "text/x-python"}


def report(name: str, number: int, code: str, locale: Locale) -> Response:
    """Send a council's report; it is set once, and kept while the portal says the same.

    Raises:
        NotFoundError: there is no such round or version, or the council took no part.
        WithdrawnError: that version has been withdrawn.
    """
    results = published_round(name, store(), number)
    council_of(results, code)
    database: Database = current_app.extensions["melin-database"]
    asked = _Asked(name, number, code, locale)
    made = _set(asked, results.sha256, database.revision(), current_app.config["MELIN"])
    return _sent(made, MEDIA_TYPE, file_name(results, code, locale))


def of_rule(name: str) -> Response:
    """Send a file that the rule ships with.

    Raises:
        NotFoundError: it ships with none of that name.
    """
    if name not in _TYPES:
        raise NotFoundError(file=name)
    return _sent(VECTORS.with_name(name).read_bytes(), _TYPES[name], name)


class _Asked(NamedTuple):
    """Which report is asked for."""

    name: str
    number: int
    code: str
    locale: Locale


@lru_cache(maxsize=_KEPT)
def _set(asked: _Asked, _sha256: str, _revision: int, config: Config) -> bytes:
    """Set a report; what it follows from, besides what is asked, tells kept ones apart."""
    results = published_round(asked.name, store(), asked.number)
    council = council_of(results, asked.code)
    document = written(results, council, published_help(store()), asked.locale)
    return pdf(document, base_url=config.base_url)


def _sent(content: bytes, media_type: str, name: str) -> Response:
    response = Response(content, mimetype=media_type)
    response.set_etag(hashlib.sha256(content).hexdigest())
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.make_conditional(request)
    return response
